"""Work out what ten million articles cost, from measured rates, and put it into docs/scale.md.

    python docs/scale.py [--measure]

The rates lie in docs/rates.json; ``--measure`` takes them anew on this machine (tests/bench/bench_add.py --rates, which
takes some minutes and wants the machine for itself). The tables of the page stand between lines that name them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
PAGE: Final = HERE / "scale.md"
RATES: Final = HERE / "rates.json"
ARTICLES: Final = 10_000_000
CORES: Final = (1, 16, 256)
MONTHS: Final = 120  # ten years of articles, a case a month
ENGINES: Final = ("rules", "fast", "standard")
Rates = dict[str, Any]


def work(rates: Rates, engine: str) -> float:
    """Return the seconds of a core that workers spend on an article: parsing, taking apart, making ready."""
    found: float = rates["reading_cpu_seconds"] + sum(
        rates[engine][name] for name in ("extraction_cpu_seconds", "preparing_cpu_seconds")
    )
    return found


def writing(rates: Rates, engine: str) -> float:
    """Return the seconds of a core that the one writer of a case spends on an article: reading, handing on, storing.

    It was measured as a whole for the rules, whose claims are fewest; of the others, storing takes so much longer.
    """
    more: float = rates[engine]["storing_cpu_seconds"] - rates["rules"]["storing_cpu_seconds"]
    return float(rates["writer_cpu_seconds"]) + max(more, 0.0)


def wall(rates: Rates, engine: str, cores: int, cases: int) -> float:
    """Return the seconds that all articles take on so many cores, added to so many cases at once.

    The writers share the cores with the workers; no writer has more than a core.
    """
    shared = (work(rates, engine) + writing(rates, engine)) * ARTICLES / cores
    alone = writing(rates, engine) * ARTICLES / min(cases, cores)
    return max(shared, alone)


def size(rates: Rates, engine: str) -> float:
    """Return the bytes that an article takes in a case."""
    found: float = rates[engine]["case_bytes_of_text"] + rates[engine]["case_bytes_of_claims"]
    return found


def hours(seconds: float) -> str:
    """Return seconds as people say them."""
    if seconds < 5400:
        return f"{seconds / 60:,.0f} min"
    if seconds < 172_800:
        return f"{seconds / 3600:,.1f} h"
    return f"{seconds / 86_400:,.1f} days"


def an_article(rates: Rates) -> list[list[str]]:
    """Return what one article costs."""
    rows = [["Engine", "workers, CPU-ms", "writer, CPU-ms", "claims", "in the case, kB", "a worker's memory, MB"]]
    for engine in ENGINES:
        own = rates[engine]
        rows.append(
            [
                engine,
                f"{1000 * work(rates, engine):.1f}",
                f"{1000 * writing(rates, engine):.2f}",
                f"{own['claims_an_article']:.0f}",
                f"{size(rates, engine) / 1000:.0f}",
                f"{own['process_bytes'] / 1e6:.0f}",
            ]
        )
    return rows


def all_articles(rates: Rates) -> list[list[str]]:
    """Return what all articles cost."""
    rows = [["Engine", "CPU-hours", "disk", *(f"{n} core{'s' * (n > 1)}, one case" for n in CORES)]]
    rows[0] += [f"{n} cores, a case a month" for n in CORES[1:]]
    for engine in ENGINES:
        total = (work(rates, engine) + writing(rates, engine)) * ARTICLES
        row = [engine, f"{total / 3600:,.0f}", f"{size(rates, engine) * ARTICLES / 1e9:,.0f} GB"]
        row += [hours(wall(rates, engine, cores, 1)) for cores in CORES]
        row += [hours(wall(rates, engine, cores, MONTHS)) for cores in CORES[1:]]
        rows.append(row)
    return rows


def one_writer(rates: Rates) -> list[list[str]]:
    """Return how many cores one writer keeps busy."""
    rows = [["Engine", "articles a second that one writer stores", "cores that it keeps busy"]]
    for engine in ENGINES:
        rate = 1 / writing(rates, engine)
        rows.append([engine, f"{rate:,.0f}", f"{1 + work(rates, engine) * rate:,.0f}"])
    return rows


TABLES: Final = {"an article": an_article, "all articles": all_articles, "one writer": one_writer}


def markdown(rows: list[list[str]]) -> str:
    """Return rows, the heading first, as a table whose figures stand right."""
    lines = [rows[0], ["---", *["---:"] * (len(rows[0]) - 1)], *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def page(text: str, rates: Rates) -> str:
    """Return the page with its tables worked out."""
    for name, table in TABLES.items():
        marks = f"<!-- {name} -->", "<!-- end -->"
        pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
        text, count = pattern.subn("\n".join([marks[0], markdown(table(rates)), marks[1]]), text)
        if count != 1:
            raise ValueError(f"{PAGE.name} has {count} places for the table {name!r}")
    return text


def main() -> None:
    """Make the page's tables anew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--measure", action="store_true", help="take the rates anew")
    if parser.parse_args().measure:
        bench = HERE.parent / "tests" / "bench" / "bench_add.py"
        found = subprocess.run([sys.executable, bench, "--rates"], stdout=subprocess.PIPE, check=True)
        RATES.write_bytes(found.stdout)
    rates = json.loads(RATES.read_text(encoding="utf-8"))
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), rates), encoding="utf-8")


if __name__ == "__main__":
    main()
