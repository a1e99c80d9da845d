"""The same article gives the same extraction: in every process, and, by a stored hash, in every run since it was taken.

    python tests/extraction/test_reproducible.py

takes the hashes anew, after a change that is meant to change what a model finds.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from secondsource.exporting import extraction_json
from secondsource.extraction import ENGINES, extract
from secondsource.extraction.tagger import version_of
from secondsource.model import Article

HERE = Path(__file__).resolve().parent
STORED = HERE / "reproducible.json"
POLNEAR = HERE.parents[2] / "shared" / "polnear" / "data" / "dev" / "text"
MODELS = [engine for engine in ENGINES if engine != "rules"]
RENEW = f"python tests/extraction/{Path(__file__).name}"
# What ONNX Runtime and NumPy choose their kernels by. Their sums differ in the last bits, and the steps of the
# eight-bit network make that visible in an attribution here and there.
KERNELS = ("fma", "avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "asimddp", "i8mm", "sve")

EXTRACT = """
import sys
from secondsource.exporting import extraction_json
from secondsource.extraction import extract
from secondsource.model import Article
article = Article(sys.stdin.buffer.read().decode(), "0" * 64, "long")
sys.stdout.buffer.write(extraction_json(article, extract(article, sys.argv[1]), explain=True).encode())
"""


def long_text() -> str:
    """All texts of the gold set that are ours, as one article of many windows."""
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "gold" / "texts").glob("*.txt")))


@pytest.mark.parametrize("engine", ENGINES)
def test_two_processes_write_the_same_bytes(engine: str) -> None:
    written = [
        subprocess.run(
            [sys.executable, "-c", EXTRACT, engine],
            input=long_text().encode(),
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "1")
    ]
    assert written[0] == written[1]
    assert len(json.loads(written[0])["attributions"]) > 30


@pytest.mark.parametrize("engine", MODELS)
def test_an_article_does_not_depend_on_those_before_it(engine: str) -> None:
    """The model and its memory of words are kept between articles; what they find is not."""
    alone = Article("The mill said it will close. “We are sorry,” its owner, Ada Quill, added.", "0" * 64, "short")
    before = extract(alone, engine)
    extract(Article(long_text(), "0" * 64, "long"), engine)
    assert extract(alone, engine) == before


def machine() -> dict[str, str]:
    """What the last bits of a sum depend on."""
    kind = platform.processor() or "a processor that tells nothing"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line.split(":", 1) for line in cpuinfo.read_text(encoding="utf-8").splitlines() if ":" in line]
        known = {name.strip(): value.strip() for name, value in reversed(lines)}
        flags = set(known.get("flags", known.get("Features", "")).split())
        maker = known.get("vendor_id", known.get("CPU implementer", ""))
        kind = " ".join([maker, *(flag for flag in KERNELS if flag in flags)])
    found = {"system": f"{platform.system()} {platform.machine()}", "processor": kind}
    return found | {name: version(name) for name in ("numpy", "onnxruntime")}


def digest(engine: str) -> str:
    """The SHA-256 of what a model finds in every seventh article of the development split: places and confidence."""
    hashed = hashlib.sha256()
    for path in sorted(POLNEAR.glob("*.txt"))[::7]:
        article = Article(path.read_bytes().decode(), "", path.stem)
        rows = json.loads(extraction_json(article, extract(article, engine)))["attributions"]
        found = [[row[key] for key in ("source", "cue", "content", "confidence")] for row in rows]
        hashed.update(f"{path.stem} {json.dumps(found)}\n".encode())
    return hashed.hexdigest()


@pytest.mark.parametrize("engine", MODELS)
def test_the_hash_of_real_articles(engine: str) -> None:
    stored = json.loads(STORED.read_bytes()).get(engine)
    model = version_of(engine)
    assert stored is not None, f"no hash is stored for {engine}: take it with {RENEW}"
    assert stored["model"] == model, f"the hash is of the model {stored['model']}, not {model}: renew it with {RENEW}"
    here = machine()
    other = [f"{name} {stored[name]}, not {value}" for name, value in here.items() if stored[name] != value]
    if other:
        pytest.skip(f"the hash was taken on {'; '.join(other)}")
    if not POLNEAR.is_dir():
        pytest.skip(f"PolNeAR is not at {POLNEAR}")
    assert digest(engine) == stored["sha256"], f"{engine} finds other things: if that is meant, renew with {RENEW}"


def main() -> None:
    """Take the hash of each model and write them down."""
    if not POLNEAR.is_dir():
        sys.exit(f"PolNeAR is not at {POLNEAR}: no hash can be taken")
    taken = {engine: {"model": version_of(engine), **machine(), "sha256": digest(engine)} for engine in MODELS}
    STORED.write_text(json.dumps(taken, indent=1) + "\n", encoding="utf-8")
    print(f"{STORED}: {', '.join(taken)}")


if __name__ == "__main__":
    main()
