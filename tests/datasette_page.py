"""A real Datasette over a case, with db/metadata.yml."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

METADATA = Path(__file__).resolve().parents[1] / "db" / "metadata.yml"
PROGRAM = shutil.which("datasette", path=Path(sys.executable).parent) or shutil.which("datasette")
_STARTED = re.compile(r"running on (http://127\.0\.0\.1:\d+)")
# A facet counts all rows within its time limit; on a machine under load the usual one may be too short.
_PATIENT = ("--setting", "facet_time_limit_ms", "20000", "--setting", "sql_time_limit_ms", "20000")


@contextlib.contextmanager
def datasette(case: Path) -> Iterator[str]:
    """Serve a case, whose file is called case.db, on this machine alone; give the address."""
    assert PROGRAM
    command = [PROGRAM, case, "--metadata", METADATA, "--port", "0", *_PATIENT]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said = ""
        try:
            for line in server.stderr:
                said += line
                if address := _STARTED.search(line):
                    yield address[1]
                    break
            else:
                raise AssertionError(f"Datasette did not start: {said}")
        finally:
            server.terminate()
            server.communicate()
