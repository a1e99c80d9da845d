"""Articles from wherever fsspec reads them, on every kind of workers: the same case as from the folder itself."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest

from intake.archive import Unchanging, archive, bytes_of
from reading.file_server import FileServer
from secondsource import intake
from secondsource.workers import LOCAL

pytest.importorskip("fsspec", reason="needs the extra 'cluster'")


def add(case: Path, named: str, **options: object) -> list[intake.Outcome]:
    return list(intake.Adding(case, intake.places([named]), engine="rules", **options))  # type: ignore[arg-type]


def test_the_same_bytes_from_a_server_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unchanging = Unchanging(monkeypatch, tmp_path)
    folder = archive(tmp_path / "archive", 60)
    here = unchanging.case(tmp_path / "here.db")
    from_folder = add(here, str(folder))
    with contextlib.closing(FileServer(tmp_path)) as server:
        there = unchanging.case(tmp_path / "there.db")
        from_server = add(there, f"{server.url}/archive", jobs=2)
    assert [(one.name.rpartition("/")[2], one.added) for one in from_server] == [
        (one.name.rpartition("/")[2], one.added) for one in from_folder
    ]
    assert bytes_of(there) == bytes_of(here)


def test_the_same_bytes_from_a_zip_archive_on_a_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    unchanging = Unchanging(monkeypatch, tmp_path)
    folder = archive(tmp_path / "archive", 60)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        for path in sorted(folder.rglob("*.*")):
            packed.write(path, path.relative_to(folder))
    here, there = unchanging.case(tmp_path / "here.db"), tmp_path / "there.db"
    add(here, str(folder))
    unchanging.case(there)
    add(there, f"zip://::{tmp_path / 'archive.zip'}", jobs=2, cluster=LOCAL)
    assert bytes_of(there) == bytes_of(here)


def test_a_password_in_an_address_is_not_told(tmp_path: Path) -> None:
    (outcome,) = add(tmp_path / "case.db", "ftp://ann:secret@127.0.0.1:1/archive")
    assert "secret" not in f"{outcome.name} {outcome.fault}"
    assert outcome.fault
