"use strict";

const desk = document.querySelector("#desk");
const again = document.querySelector("#closed button");
const closed = () => document.body.classList.contains("-closed");
const take = () => {
  if (closed()) again.focus();
  else if (desk.classList.contains("-connected")) desk.querySelector("textarea").focus();
};

desk.dataset.sessionWebsocketUrl = `ws://${location.host}${location.pathname}ws`;
again.addEventListener("click", () => location.reload());
window.addEventListener("focus", take);
for (const told of [desk, document.body]) {
  new MutationObserver(take).observe(told, { attributeFilter: ["class"] });
}

// A web address in an article is text here: a click on it must not tell its site that somebody reads about it.
window.open = () => null;

// Ctrl-w is the browser's, and what is being written would be lost with the tab.
window.addEventListener("beforeunload", (event) => {
  if (!closed()) event.preventDefault();
});

// The terminal measures its font when it starts, so the font has to be there.
window.addEventListener("load", async () => {
  const styles = ["", "bold ", "italic ", "italic bold "];
  await Promise.allSettled(styles.map((style) => document.fonts.load(`${style}16px "Roboto Mono"`)));
  const script = document.createElement("script");
  script.src = "static/textual.js";
  script.addEventListener("load", () => window.onload()); // how textual.js starts; the page's own load event is over
  document.head.append(script);
});
