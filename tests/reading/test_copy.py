"""Copies of evidence, from a real server on loopback and from files that are none."""

import gzip
import hashlib
import json
import os
import re
import socket
import stat
import threading
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Stopped, UnusableInput
from secondsource.reading import Copy, evidence, fetch_copy, read_copy, text_of
from secondsource.reading.guard import Guard

REPORT = b"%PDF-1.7 a report \0\xff"


@pytest.fixture
def site(polite_site):
    return polite_site


def copy_of(site, path, **options):
    limits = options.pop("limits", {})
    return fetch_copy(site.url + path, guard=site.guard(seconds_between=0, **limits), **options)


def refusal(call, *args, **kwargs):
    with pytest.raises(UnusableInput) as caught:
        call(*args, **kwargs)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_copy_tells_how_it_came(site):
    def answer(handler):
        handler.send_response_only(200, "Fine")
        for name, value in (
            ("X-First", "1"),
            ("Content-TYPE", "application/pdf"),
            ("X-Twice", "a"),
            ("X-Twice", "b\xfc"),
        ):
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(REPORT)))
        handler.end_headers()
        handler.wfile.write(REPORT)

    site.answers["/files/harbour%20report.pdf"] = answer
    site.gives("/start", b"moved", status=302, location="/files/harbour%20report.pdf")
    copy = copy_of(site, "/start")
    assert copy.content == REPORT
    assert copy.name == "harbour report.pdf"
    assert copy.url == site.url + "/files/harbour%20report.pdf"
    assert copy.content_type == "application/pdf"
    how = copy.fetched
    assert how["asked"] == site.url + "/start"
    assert how["address"] == copy.url
    assert how["network_address"] == "127.0.0.1"
    assert (how["http_version"], how["status"], how["reason"]) == ("HTTP/1.1", 200, "Fine")
    assert how["headers"] == [
        *(["X-First", "1"], ["Content-TYPE", "application/pdf"], ["X-Twice", "a"], ["X-Twice", "b\xfc"]),
        ["Content-Length", str(len(REPORT))],
    ]
    assert ["Host", f"127.0.0.1:{site.port}"] in how["request_headers"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", how["at"])
    [redirect] = how["redirects"]
    assert (redirect["address"], redirect["status"]) == (site.url + "/start", 302)
    assert redirect["location"] == "/files/harbour%20report.pdf"
    assert redirect["at"] <= how["at"]
    assert how["robots"] == [{"address": site.url + "/robots.txt", "answer": "is missing (404)"}]
    assert how["proxy"] is False


def test_progress_counts_what_is_sent(site):
    body = os.urandom(300_000)
    sent = gzip.compress(body)
    site.gives("/packed", sent, content_encoding="gzip")
    told = []
    assert copy_of(site, "/packed", progress=lambda *now: told.append(now)).content == body
    done = [now for now, _ in told]
    assert done == sorted(done)
    assert told[-1] == (len(sent), len(sent))

    def without_length(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(body)

    site.answers["/open"] = without_length
    assert copy_of(site, "/open", progress=lambda *now: told.append(now)).content == body
    assert told[-1] == (len(body), None)


@pytest.mark.parametrize("where", ["body", "nothing comes", "headers"])
def test_a_fetch_that_is_stopped_hangs_up_at_once(site, where):
    hung_up = threading.Event()

    def answer(handler):
        if where == "headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        elif where == "body":
            handler.send_response(200)
            handler.end_headers()
        try:
            while where == "body":
                handler.wfile.write(b"x" * 10_000)
            assert handler.connection.recv(1) == b""
        except OSError:
            pass
        hung_up.set()

    site.answers["/"] = answer
    asked = []

    def stop(done, total):
        asked.append(done)
        if len(site.asked) == 2 and (where != "body" or done > 50_000):
            raise Stopped

    with pytest.raises(Stopped):
        copy_of(site, "/", progress=stop)
    assert hung_up.wait(30)


def test_a_fetch_is_stopped_while_a_name_is_looked_up_or_a_connection_made(site, monkeypatch):
    def stop(done, total):
        raise Stopped

    release, closed = threading.Event(), threading.Event()
    real = socket.create_connection

    class Late:
        def __init__(self, connection):
            self.connection = connection

        def close(self):
            self.connection.close()
            closed.set()

        def __getattr__(self, name):
            return getattr(self.connection, name)

    def slow(*args, **kwargs):
        release.wait(30)
        return Late(real(*args, **kwargs))

    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: release.wait(30) and [])
    with pytest.raises(Stopped):
        fetch_copy("https://courier.example/", progress=stop)
    monkeypatch.undo()
    monkeypatch.setattr(socket, "create_connection", slow)
    calls = []

    def stop_later(done, total):
        calls.append(done)
        if len(calls) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        copy_of(site, "/", progress=stop_later, robots=False)
    release.set()
    assert closed.wait(30)


def test_limits(site):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 100_000)

    site.answers["/endless"] = endless
    assert "is larger than 2 MiB" in refusal(copy_of, site, "/endless", limits={"body_bytes": 2 * 1024**2})
    site.gives("/bomb", gzip.compress(bytes(8 * 1024**2)), content_encoding="gzip")
    assert "is larger than 1 MiB" in refusal(copy_of, site, "/bomb", limits={"body_bytes": 1024**2})

    def promises(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(2**40))
        handler.end_headers()
        handler.connection.recv(1)

    site.answers["/promises"] = promises
    assert "is larger than 64 MiB" in refusal(copy_of, site, "/promises", limits={"body_bytes": 64 * 1024**2})

    def headers(handler):
        handler.send_response(200)
        handler.end_headers = lambda: None
        handler.flush_headers()
        while True:
            handler.wfile.write(b"X-Long: " + b"x" * 60_000 + b"\r\n")

    site.answers["/headers"] = headers
    assert "could not be fetched" in refusal(copy_of, site, "/headers")


def test_a_drip_ends_at_the_deadline(site):
    stop = threading.Event()

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.02):
            handler.wfile.write(b"x")

    site.answers["/"] = drip
    try:
        assert "within 0.4 seconds" in refusal(copy_of, site, "/", limits={"seconds": 0.4})
    finally:
        stop.set()


def test_gzip_within_gzip_is_kept_and_not_opened(site):
    inner = gzip.compress(b"The wall cracked.")
    site.gives("/", gzip.compress(inner), content_encoding="gzip")
    copy = copy_of(site, "/")
    assert copy.content == inner
    assert text_of(copy.content).how == "compressed with gzip: no text"


@pytest.mark.parametrize("status", [204, 300, 304, 404, 410, 500])
def test_other_answers(site, status):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.answers["/"] = answer
    assert f"answered {status}" in refusal(copy_of, site, "/")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("120", "and asks to wait 120 seconds; try again then"),
        ("Tue, 14 Mar 2023 06:30:00 GMT", "and asks to wait until 2023-03-14 06:30 UTC; try again then"),
        ("Tue, 14 Mar 2023 06:30:00 +0200", "and asks to wait until 2023-03-14 04:30 UTC; try again then"),
        ("9" * 40, "; check the address"),
        ("soon\x1b[31m", "; check the address"),
        ("-5", "; check the address"),
        ("Tue, 99 Mar 99999 06:30:00 GMT", "; check the address"),
    ],
)
def test_a_server_that_asks_to_wait_is_quoted_and_not_waited_for(site, value, said):
    def answer(handler):
        handler.send_response(429)
        handler.send_header("Retry-After", value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.answers["/"] = answer
    message = refusal(copy_of, site, "/")
    assert said in message or "could not be fetched" in message
    assert "\x1b" not in message


def test_an_empty_body(site):
    site.gives("/", b"")
    assert "holds 0 bytes; check the address" in refusal(copy_of, site, "/")


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "[::ffff:127.0.0.1]",
            "[::1]",
            "0",
            "localhost",
            "courier.example",
        ),
        *(
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "[fe80::1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "224.0.0.1",
        ),
    ],
)
def test_no_redirect_leads_to_a_private_address(site, monkeypatch, host):
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda name, *a, **k: real("127.0.0.1" if name == "courier.example" else name, *a, **k)
    )

    site.gives("/", status=302, location=f"http://{host}/admin")
    message = refusal(copy_of, site, "/")
    # Not every system's resolver takes every spelling; none may lead anywhere.
    assert "not on the public internet" in message or "is not known" in message or "could not be fetched" in message
    assert [path for path, _ in site.asked] == ["/robots.txt", "/"]


def test_a_redirect_with_a_password_or_in_a_circle(site):
    site.gives("/", status=302, location="http://reader:secret@courier.example/")
    message = refusal(copy_of, site, "/")
    assert "holds a user name or password" in message
    assert "secret" not in message
    site.gives("/a", status=302, location="/b")
    site.gives("/b", status=302, location="/a")
    assert "goes on to more than 5 other addresses" in refusal(copy_of, site, "/a")


def test_a_connection_that_closes(site):
    site.answers["/"] = lambda handler: None
    assert "could not be fetched" in refusal(copy_of, site, "/")
    assert "could not be fetched" in refusal(
        fetch_copy, f"https://127.0.0.1:{site.port}/", guard=site.guard(seconds_between=0), robots=False
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a/report.pdf", "report.pdf"),
        ("/a/report%2F..%2F..%2Fpasswd", "passwd"),
        ("/a/x%00%1b%5B31m%0Ay", "x [31m y"),
        ("/", "127.0.0.1"),
        ("/" + "x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("/%ff%fe", "\ufffd\ufffd"),
    ],
)
def test_a_name_for_what_an_address_gives(site, path, name):
    site.gives(path, b"x")
    assert copy_of(site, path).name == name


@given(st.text(st.one_of(st.characters(), st.sampled_from("/\\\0\n%2Fa.")), max_size=60))
def test_no_address_gives_a_name_that_is_a_path_or_more_than_a_line(path):
    name = evidence._name_of("https://courier.example/" + quote(path, errors="replace", safe="/%"))
    assert name
    assert len(name) <= 150
    assert not re.search(r"[/\\\0-\x1f\x7f-\x9f]", name)
    name.encode()


def test_a_copy_goes_out_as_warc(site, tmp_path):
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    from warcio.checker import Checker

    from secondsource.exporting.warc import Kept, write_warc

    site.gives("/wall", gzip.compress(REPORT), content_encoding="gzip", content_type="application/pdf")
    site.gives("/start", b"moved", status=302, location="/wall")
    copy = copy_of(site, "/start")
    kept = Kept(
        sha256=hashlib.sha256(copy.content).hexdigest(),
        content=copy.content,
        name=copy.name,
        at=copy.fetched["at"],
        who="Orla Finch",
        stance="context",
        claims=("a1",),
        url=copy.url,
        content_type=copy.content_type,
        fetched=json.loads(json.dumps(copy.fetched)),
    )
    path = tmp_path / "wall.warc.gz"
    with path.open("wb") as file:
        assert list(write_warc([kept], file)) == [1]
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 0
    text = gzip.decompress(path.read_bytes())
    assert REPORT in text
    assert b"\r\nX-Archive-Orig-Content-Encoding: gzip\r\n" in text
    assert b"GET /wall HTTP/1.1\r\n" in text


@pytest.fixture
def proxied(site, monkeypatch):
    """The site taken for a proxy: what it is asked for is the whole address."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setenv("https_proxy", site.url)
    return site


def test_the_proxy_of_the_environment_is_used_only_when_asked_for(proxied, monkeypatch):
    # http.server splits at the "?" alone, so the whole address is the path.
    proxied.gives("http://courier.example/wall", b"by way of the proxy")
    proxied.gives("http://courier.example/robots.txt", status=404)
    guard = proxied.guard(seconds_between=0)
    copy = fetch_copy("http://courier.example/wall", guard=guard, proxy=True)
    assert copy.content == b"by way of the proxy"
    assert copy.fetched["proxy"] is True
    assert copy.fetched["network_address"] is None
    assert [path for path, _ in proxied.asked] == ["http://courier.example/robots.txt", "http://courier.example/wall"]

    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [])
    assert "it has no address" in refusal(fetch_copy, "http://courier.example/wall", guard=guard)
    monkeypatch.setenv("no_proxy", "courier.example")
    assert "it has no address" in refusal(fetch_copy, "http://courier.example/wall", guard=guard, proxy=True)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "localhost", "a.localhost", "10.1"],
)
def test_through_a_proxy_what_is_written_as_a_private_address_is_still_refused(proxied, monkeypatch, host):
    monkeypatch.setenv("no_proxy", "")
    said = refusal(fetch_copy, f"http://{host}/", guard=proxied.guard(seconds_between=0), proxy=True, robots=False)
    assert "is not on the public internet" in said or "is not a web address" in said
    assert proxied.asked == []


def test_a_proxy_that_does_not_help(proxied, monkeypatch):
    guard = proxied.guard(seconds_between=0)
    assert "could not be fetched" in refusal(
        fetch_copy, "https://courier.example/", guard=guard, proxy=True, robots=False
    )
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    assert "is none we can use" in refusal(fetch_copy, "http://courier.example/", guard=guard, proxy=True)
    monkeypatch.setenv("http_proxy", "ftp://x")
    assert "is none we can use" in refusal(fetch_copy, "http://courier.example/", guard=guard, proxy=True)


def test_a_file(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    assert read_copy(path) == Copy(REPORT, "report.pdf")
    (tmp_path / "newest").symlink_to(path)
    assert read_copy(tmp_path / "newest") == Copy(REPORT, "newest")


def test_files_that_are_none(tmp_path, monkeypatch):
    pipe, empty, large = tmp_path / "pipe", tmp_path / "empty", tmp_path / "large"
    os.mkfifo(pipe)
    empty.touch()
    with large.open("wb") as file:
        file.truncate(evidence.MOST_BYTES + 1)
    (tmp_path / "link").symlink_to(pipe)
    assert "is a device or a pipe" in refusal(read_copy, pipe)
    assert "is a device or a pipe" in refusal(read_copy, tmp_path / "link")
    assert "is a device or a pipe" in refusal(read_copy, Path("/dev/zero"))
    assert "holds 0 bytes" in refusal(read_copy, empty)
    assert "is larger than 64 MiB" in refusal(read_copy, large)
    assert "is a folder" in refusal(read_copy, tmp_path)
    assert "does not exist" in refusal(read_copy, tmp_path / "none")
    assert "cannot be read" in refusal(read_copy, Path("with\0nul"))
    assert "cannot be read" in refusal(read_copy, tmp_path / ("x" * 300))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert "is a device or a pipe" in refusal(read_copy, tmp_path / "s")
    regular = empty.stat()
    monkeypatch.setattr(Path, "stat", lambda self: regular)
    assert "is a device or a pipe" in refusal(read_copy, pipe), "a pipe that took the file's place"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)

    def denied(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "may not be read; check its permissions" in refusal(read_copy, path)


def test_a_file_that_changes_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    seen = []
    real = os.fstat

    def fstat(number):
        found = real(number)
        if stat.S_ISREG(found.st_mode) and found.st_size >= len(REPORT):
            seen.append(found)
            if len(seen) == 1:
                with path.open("ab") as file:
                    file.write(b"more")
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    assert "changed while it was read" in refusal(read_copy, path)


def test_the_limits_without_a_guard(monkeypatch):
    asked = []

    def download(url, content_types, guard, **given):
        asked.append((guard, content_types))
        raise UnusableInput("enough")

    monkeypatch.setattr("secondsource.reading.guard.download", download)
    assert refusal(fetch_copy, "https://courier.example/") == "enough"
    [(guard, types)] = asked
    assert (guard.body_bytes, guard.seconds, guard.seconds_between, types) == (64 * 1024**2, 60.0, 1.0, None)
    assert guard.allow == Guard().allow == frozenset()
