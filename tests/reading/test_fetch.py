import gzip
import hashlib
import shutil
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from secondsource import __version__
from secondsource.model import UnusableInput
from secondsource.reading import is_address, read
from secondsource.reading.address import name_of
from secondsource.reading.guard import Guard

WORDS = "The harbour wall at Lindmere cracked, Jürgen Kröll said on Tuesday."


def fetch(url, guard=None):
    [found] = read(url, guard=guard)
    return found.article


def refusal(url, guard=None):
    with pytest.raises(UnusableInput) as caught:
        fetch(url, guard=guard)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_page(site, page):
    url = site.gives("/news/harbour-wall.html", page.encode())
    article = fetch(url + "?from=feed#top", guard=site.guard())
    assert "Edda Kroll" in article.text
    assert article.title == "Harbour wall gave way before the storm"
    assert article.name == "harbour-wall"
    assert article.url == url + "?from=feed"
    assert article.sha256 == hashlib.sha256(page.encode()).hexdigest()
    [(_, sent)] = site.asked
    assert sent["user-agent"] == f"secondsource/{__version__}"
    assert sent["accept-encoding"] == "gzip"
    assert sent["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in sent


def test_how_it_came_is_kept(site, page):
    url = site.gives("/news/harbour-wall", page.encode())
    site.gives("/start", status=302, location="/news/harbour-wall")
    [found] = read(site.url + "/start", guard=site.guard())
    assert found.original.content == page.encode()
    assert found.original.name == "harbour-wall.html"
    assert found.original.content_type == "text/html; charset=utf-8"
    told = found.original.fetched
    assert (told["asked"], told["address"], told["status"]) == (site.url + "/start", url, 200)
    assert [step["status"] for step in told["redirects"]] == [302]
    assert ["Content-Type", "text/html; charset=utf-8"] in told["headers"]
    assert told["robots"] == []


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("/", "text/plain", "127.0.0.1"),
        ("/", "text/html", "127.0.0.1"),
        ("/notes/wall.v2.txt", "text/plain", "wall.v2"),
        ("/wall", "application/octet-stream", "wall"),
    ],
)
def test_the_articles_name(site, path, content_type, name):
    assert fetch(site.gives(path, WORDS.encode(), content_type=content_type), guard=site.guard()).name == name


def test_a_document_is_told_by_its_content(site):
    pytest.importorskip("pypdf", reason="the extra 'pdf' is not installed")
    from reading.test_pdf import document, lines

    url = site.gives("/report.pdf", document(lines("The wall cracked.")), content_type="application/octet-stream")
    [found] = read(url, guard=site.guard())
    assert (found.form, found.article.name, found.original.name) == ("PDF", "report", "report.pdf")


def test_gzip_is_undone_and_the_hash_is_over_the_page(site, page):
    url = site.gives("/", gzip.compress(page.encode()), content_encoding="gzip")
    article = fetch(url, guard=site.guard())
    assert article.sha256 == hashlib.sha256(page.encode()).hexdigest()
    assert article.name == "127.0.0.1"


@pytest.mark.parametrize(
    ("content_type", "codec"),
    [
        ("text/plain; charset=utf-8", "utf-8"),
        ("text/plain", "utf-8"),
        ("text/plain; charset=windows-1252", "cp1252"),
        ('text/plain; charset="ISO-8859-1"', "cp1252"),
        ("TEXT/HTML; Charset=UTF-16LE", "utf-16-le"),
        ("application/xhtml+xml", "utf-8"),
    ],
)
def test_charsets(site, content_type, codec):
    body = WORDS if "plain" in content_type else f"<html><body><p>{WORDS}</p></body></html>"
    url = site.gives("/wall", body.encode(codec), content_type=content_type)
    assert fetch(url, guard=site.guard()).text == WORDS


def test_plain_text_that_fits_no_declared_encoding(site):
    url = site.gives("/wall", WORDS.encode("cp1252"), content_type="text/plain")
    assert "is not valid UTF-8 (byte" in refusal(url, site.guard())


def test_redirects_are_followed_and_no_cookie_goes_along(site, page):
    last = site.gives("/end", page.encode())
    site.gives("/start", status=302, location="/next", set_cookie="id=1; Path=/")
    site.gives("/next", status=301, location=last, set_cookie="id=2; Path=/")
    article = fetch(site.url + "/start", guard=site.guard())
    assert article.url == last
    assert [path for path, _ in site.asked] == ["/start", "/next", "/end"]
    assert all("cookie" not in sent for _, sent in site.asked)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1:80/admin", "not on the public internet"),
        ("http://127.0.0.2/", "not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
        ("http://127.0.0.1:22/", "only ports 80 and 443"),
        ("file:///etc/passwd", "has to begin with http:// or https://"),
        ("http://reader:secret@127.0.0.1/", "holds a user name or password"),
        ("http://[", "could not be fetched"),
    ],
)
def test_every_redirect_is_judged_anew(site, target, said):
    url = site.gives("/start", status=302, location=target)
    message = refusal(url, site.guard())
    assert said in message
    assert "secret" not in message


def test_too_many_redirects(site):
    url = site.gives("/round", status=302, location="/round")
    assert "goes on to more than 5 other addresses" in refusal(url, site.guard())
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "localhost",
        "127。0。0。1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "0",
        "10.0.0.1",
        "192.168.0.1",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fec0::1]",
        "224.0.0.1",
    ],
)
def test_no_spelling_leads_to_a_private_address(host):
    message = refusal(f"http://{host}/")
    # Not every system's resolver takes every spelling; none may lead anywhere.
    assert "not on the public internet" in message or "is not known" in message or "not a web address" in message


def test_a_name_with_one_private_address_is_refused_whole(monkeypatch):
    def resolve(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    message = refusal("http://courier.example/")
    assert "courier.example leads to 10.0.0.1" in message


def test_the_connection_goes_to_the_address_that_was_judged(site, page, monkeypatch):
    """A name that resolves to something else the second time (DNS rebinding) is asked for only once."""
    asked = []

    def resolve(host, port, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.9", port))]

    site.gives("/", page.encode())
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: resolve(host, *a, **k) if host == "courier.example" else real(host, *a, **k),
    )
    assert "Edda" in fetch(f"http://courier.example:{site.port}/", guard=site.guard()).text
    assert asked == ["courier.example"]
    assert site.asked[0][1]["host"] == f"courier.example:{site.port}"


def test_an_address_that_does_not_connect_gives_way_to_the_next(site, page, monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: it refuses
        port = closed.getsockname()[1]
        answers = [("127.0.0.1", port), ("127.0.0.1", port)]
        guard = Guard(allow=frozenset({("127.0.0.1", port)}))
        assert f"http://127.0.0.1:{port}/ could not be fetched" in refusal(f"http://127.0.0.1:{port}/", guard)
    answers = [("127.0.0.77", site.port), ("127.0.0.1", site.port)]
    site.gives("/", page.encode())
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: (
            [(socket.AF_INET, socket.SOCK_STREAM, 6, "", pair) for pair in answers]
            if host == "courier.example"
            else real(host, *a, **k)
        ),
    )
    guard = Guard(allow=frozenset(answers))
    assert "Edda" in fetch(f"http://courier.example:{site.port}/", guard=guard).text


def test_names_that_are_not_known_or_not_answered(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the name courier.example is not known" in refusal("https://courier.example/")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [])
    assert "it has no address" in refusal("https://courier.example/")
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: release.wait() and [])
    assert "did not answer in full" in refusal("https://courier.example/", Guard(seconds=0.05))
    assert "did not answer in full" in refusal("https://courier.example/", Guard(seconds=0))
    release.set()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("gopher://courier.example/x", "is in no place that fsspec knows (gopher://); check the address"),
        ("http://", "has to begin with http:// or https:// and a name"),
        ("http://a\nb/", "is not a web address"),
        ("http://courier.example:99999/", "is on port 99999"),
        ("http://courier.example:x/", "is not a web address"),
        ("http://courier.example/\udcff", "is not a web address"),
        ("http://reader:secret@courier.example/", "the address at courier.example holds a user name or password"),
        ("https://courier.example:8443/", "is on port 8443; only ports 80 and 443"),
        ("http://" + "a" * 70 + ".example/", ""),
    ],
)
def test_addresses_that_are_not_asked(url, said):
    with pytest.raises(UnusableInput) as caught:
        fetch(url)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("status", [404, 500, 204, 304, 300])
def test_other_answers_than_a_page(site, status):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.answers["/"] = answer
    assert f"answered {status}" in refusal(site.url + "/", site.guard())


@pytest.mark.parametrize("content_type", ["image/png", "video/mp4", "text/css", "", None])
def test_types_that_no_article_comes_in(site, content_type):
    url = site.gives("/", b"x", content_type=content_type)
    assert f"gives {content_type or 'no content type'}" in refusal(url, site.guard())


@pytest.mark.parametrize("encodings", ["br", "gzip, gzip", ["gzip", "gzip"], "deflate", "gzip, br"])
def test_encodings_that_were_not_asked_for(site, encodings):
    url = site.gives("/", b"x", content_encoding=encodings)
    assert "which was not asked for" in refusal(url, site.guard())


def test_a_gzip_bomb_is_stopped_at_the_limit_of_the_body(site):
    bomb = gzip.compress(bytes(64 * 1024**2))
    url = site.gives("/", bomb, content_encoding="gzip")
    assert "is larger than 32 MiB" in refusal(url, site.guard())


def test_gzip_within_gzip_is_not_opened_twice(site):
    url = site.gives("/", gzip.compress(gzip.compress(bytes(1024**2))), content_encoding="x-gzip")
    assert "is compressed with gzip" in refusal(url, site.guard())


@pytest.mark.parametrize(
    "body", [b"no gzip at all", gzip.compress(b"x" * 999)[:-9], gzip.compress(b"x") + gzip.compress(b"y")]
)
def test_gzip_that_is_broken(site, body):
    url = site.gives("/", body, content_encoding="gzip")
    assert "gzip that is broken or cut off" in refusal(url, site.guard())


def test_limits_on_the_wire_and_on_the_body(site):
    url = site.gives("/", b"x" * 300_000)
    assert "is larger than 100000 bytes" in refusal(url, site.guard(body_bytes=100_000))
    assert "sends more than 100000 bytes" in refusal(url, site.guard(wire_bytes=100_000))


def test_a_body_shorter_than_promised(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"The wall")

    site.answers["/"] = answer
    assert "could not be fetched" in refusal(site.url + "/", site.guard())


@pytest.mark.parametrize("where", ["header", "body"])
def test_a_drip_ends_at_the_deadline(site, where):
    stop = threading.Event()

    def answer(handler):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
        handler.wfile.write(head + (b"X-Drip: " if where == "header" else b"\r\n"))
        while not stop.wait(0.01):
            handler.wfile.write(b"x")

    site.answers["/"] = answer
    try:
        assert "did not answer in full within 0.3 seconds" in refusal(site.url + "/", site.guard(seconds=0.3))
    finally:
        stop.set()


def test_a_server_without_tls(site):
    message = refusal(f"https://127.0.0.1:{site.port}/", site.guard())
    assert "could not be fetched" in message


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl makes this test's certificate, and is not here")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert),
            *("-subj", "/CN=courier.example", "-addext", "subjectAltName=DNS:courier.example"),
        ],
        check=True,
        capture_output=True,
    )
    return key, cert


def test_tls_is_checked_against_the_name_and_not_the_network_address(certificate, monkeypatch):
    key, cert = certificate
    names = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(WORDS.encode())

        def log_message(self, *args):
            pass

    class Server(HTTPServer):
        def handle_error(self, request, address):
            pass  # a client that refuses the certificate

    with Server(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        context.sni_callback = lambda connection, name, context: names.append(name)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        real = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *a, **k: real("127.0.0.1" if str(host).endswith(".example") else host, *a, **k),
        )
        guard = Guard(allow=frozenset({("127.0.0.1", port)}))
        try:
            untrusted = refusal(f"https://courier.example:{port}/", guard)
            monkeypatch.setattr(httpx, "create_ssl_context", lambda **k: ssl.create_default_context(cafile=cert))
            article = fetch(f"https://courier.example:{port}/", guard=guard)
            other = refusal(f"https://other.example:{port}/", guard)
        finally:
            server.shutdown()
            thread.join()
    assert "certificate verify failed" in untrusted
    assert article.text == WORDS
    assert "certificate" in other
    assert names == ["courier.example", "courier.example", "other.example"]


def test_what_is_written_as_an_address():
    assert is_address("https://courier.example/x")
    assert is_address("HTTP://courier.example")
    assert is_address("ftp://courier.example")
    assert not is_address("articles/wall.txt")
    assert not is_address("C:\\articles\\wall.txt")
    assert not is_address("-")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://courier.example/news/harbour-wall.html?x=1", "harbour-wall"),
        ("https://courier.example/news/harbour%20wall/", "harbour wall"),
        ("https://courier.example/", "courier.example"),
        ("https://courier.example/.html", "courier.example"),
    ],
)
def test_a_readable_name(url, name):
    assert name_of(url) == name
