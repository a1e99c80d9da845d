"""How many articles a second are read from large files, and how much memory that takes.

    python tests/bench/bench_reading.py [ARTICLES]

Each file is written first, by the libraries that people use; a page of the WARC file stands beside an image of 60 kB.
Reading is all that is measured: no article is taken apart. Memory is the most that the process has had until then.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from measured import Table, most_memory
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from secondsource.reading.given import Given

BODY = " ".join(f"The council of Lindmere met on day {day}, the clerk, Edda Kroll, said." for day in range(45))


def json_lines(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            told = {"title": f"Day {number}", "author": "Mara Quill", "published": "2025-03-03T10:00:00Z"}
            file.write(json.dumps({**told, "text": f"{BODY} {number}"}) + "\n")


def table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Title", "Text", "Date"])
        rows.writerows([f"Day {number}", f"{BODY}\n{number}", "2025-03-03"] for number in range(count))


def feed(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>')
        for number in range(count):
            file.write(
                f'<entry><title>Day {number}</title><content type="html">&lt;p>{BODY} {number}</content></entry>'
            )
        file.write("</feed>")


def warc(path: Path, count: int) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(count):
            page = f"<html><title>{number}</title><body><article><p>{BODY} {number}</p></article></body></html>"
            for name, body, kind in (("", page.encode(), "text/html"), (".png", os.urandom(60_000), "image/png")):
                head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
                place = f"https://courier.example/{number}{name}"
                record = writer.create_warc_record(place, "response", payload=io.BytesIO(body), http_headers=head)
                writer.write_record(record)
                record.raw_stream.close()


def main(count: int) -> None:
    """Write and read each file and print a line about it."""
    told = Table("", "file, MB", "articles", "articles a second", "memory, MB")
    for name, write, share in (("json", json_lines, 1), ("table", table, 1), ("feed", feed, 10), ("warc", warc, 20)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"articles.{name}"
            write(path, count // share)
            format_ = importlib.import_module(f"secondsource.reading.formats.{name}")
            with path.open("rb") as file:
                given = Given(file, path.name, path.name)
                assert format_.looks_like(given.head(), given)
                begun = time.perf_counter()
                read = sum(1 for _ in format_.read(given))
                seconds = time.perf_counter() - begun
            told.row(name, path.stat().st_size / 1e6, f"{read:,}", read / seconds, most_memory() / 1e6)
    told.print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
