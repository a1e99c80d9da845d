"""How long a key takes in the browser: to the desk's answer, to the painted frame, and to a frame without the desk.

python tests/bench/bench_browser.py [KEYS]

Needs a Chromium on the path. It runs without a screen and without a graphics processor, so frames are slower than
on a desk: compare with the frame alone.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from big_case import build

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


async def press(tab: Tab, keys: str) -> None:
    """Press keys one after the other, each once the one before is painted; print how long they took."""
    await tab.evaluate("alone.length = answered.length = painted.length = 0")
    for number, key in enumerate(keys, start=1):
        await tab.press(key)
        while await tab.evaluate("painted.length") < number:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.05)  # what the desk fills in later is no part of the next key
    for what in ("alone", "answered", "painted"):
        times = sorted(await tab.evaluate(what))
        p95 = times[int(len(times) * 0.95)]
        print(f"  {keys[0]} to {what:<9}{statistics.median(times):>7.1f} ms p50{p95:>7.1f} ms p95")


async def main(count: int) -> None:
    """Measure on a case of 10,000 claims."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        build(path, 1_000, 10)
        start = time.perf_counter()
        with served(path, "--reviewer", "bench") as server:
            print(f"  the server listens after {time.perf_counter() - start:.2f} s")
            async with chromium() as browser:
                tab = await browser.tab()
                await tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
                start = time.perf_counter()
                await tab.go(server.address)
                await tab.wait("of 10,000")
                print(f"  the desk is shown after  {time.perf_counter() - start:.2f} s")
                await asyncio.sleep(1)
                for key in "jc":
                    await press(tab, key * count)


if __name__ == "__main__":
    if PROGRAM is None:
        print("  skipped: there is no chromium on the path")
    else:
        asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 100))
