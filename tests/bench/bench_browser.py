"""How long a key takes in the browser: to the desk's answer, to the painted frame, and to a frame without the desk.

    python tests/bench/bench_browser.py [KEYS]

Needs a Chromium on the path. It runs without a screen and without a graphics processor, so frames are slower than
on a desk: compare with the frame alone. *Answered* is when the page has the desk's answer, *painted* when it shows.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from big_case import build
from measured import Spread, Table, figures, hundredth, in_short

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.chromium import PROGRAM, Tab, chromium
from browser.served import served

# Runs in the page before its own scripts: notes when a key is pressed, answered, and painted.
WATCH = """
(() => {
  window.alone = []; window.answered = []; window.painted = [];
  let pressed = 0;
  const frame = (times, since) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => times.push(performance.now() - since);
    after.port2.postMessage(0);
  });
  addEventListener("keydown", (event) => { pressed = event.timeStamp; frame(alone, pressed); }, true);
  const told = () => {
    if (!pressed) return;
    const since = pressed;
    pressed = 0;
    answered.push(performance.now() - since);
    setTimeout(() => frame(painted, since));
  };
  window.WebSocket = class extends WebSocket {
    constructor(address) { super(address); this.addEventListener("message", told); }
  };
})();
"""


async def press(tab: Tab, keys: str) -> list[list[float]]:
    """Press keys one after the other, each once the one before is painted; return the milliseconds of each.

    They are those to a frame alone, to the desk's answer, and to the painted frame.
    """
    await tab.evaluate("alone.length = answered.length = painted.length = 0")
    for number, key in enumerate(keys, start=1):
        await tab.press(key)
        while await tab.evaluate("painted.length") < number:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.05)  # what the desk fills in later is no part of the next key
    return [await tab.evaluate(what) for what in ("alone", "answered", "painted")]


async def main(count: int) -> None:
    """Measure on a case of 10,000 claims."""
    heads = (f"{what}, {place}" for what in ("frame alone", "answered", "painted") for place in ("p50", "p95"))
    short, told = in_short(), Table("key, ms", *heads)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        build(path, 1_000, 10)
        start = time.perf_counter()
        with served(path, "--reviewer", "bench") as server:
            listens = time.perf_counter() - start
            async with chromium() as browser:
                tab = await browser.tab()
                await tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
                start = time.perf_counter()
                await tab.go(server.address)
                await tab.wait("of 10,000")
                shown = time.perf_counter() - start
                await asyncio.sleep(1)
                for key, does in (("j", "on to the next claim"), ("c", "a verdict")):
                    taken = await press(tab, key * count)
                    told.row(f"`{key}`", *(hundredth(times, place) for times in taken for place in (50, 95)))
                    alone, _, painted = map(Spread.of, taken)
                    cells = f"{figures(painted.middle)} ms", f"a frame: {figures(alone.middle)} ms"
                    short.row(f"Key to paint in the browser, {does}", *cells, painted.middle / alone.middle, None)
    print(f"The server listens after {listens:.2f} s; the page shows the desk {shown:.2f} s after it is asked for.")
    short.print()
    told.print()


if __name__ == "__main__":
    if PROGRAM is None:
        print("Chromium is not here: put one on the path to measure the desk in a browser.")
    else:
        asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 100))
