"""A real web server on loopback whose every path is a function the test gives."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from secondsource.reading.guard import Guard

PAGE = """<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Harbour wall gave way before the storm | Ostrava Bay Courier</title>
<meta property="og:title" content="Harbour wall gave way before the storm">
<meta property="og:site_name" content="Ostrava Bay Courier">
<meta property="article:published_time" content="2023-03-14T06:30:00+01:00">
<link rel="canonical" href="https://courier.example/harbour-wall">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport and weather and everything else</a></nav>
<article>
<h1>Harbour wall gave way before the storm</h1>
<p>The harbour wall at Lindmere had cracked two days before the storm reached it, the port master, Edda Kroll, said on
Tuesday. “Nobody asked us,” she told the Courier in an interview.</p>
<p>The regional government denied that it had been warned. A spokesman said the last inspection, in January, had found
the wall sound, and that the repairs would cost four million crowns.</p>
<p>Fishermen in Lindmere’s old town said the noise began on Sunday evening, according to the local radio station.</p>
</article>
<footer>All rights reserved by the Ostrava Bay Courier and its owners.</footer>
</body></html>
"""


class Site:
    """What the server answers; ``asked`` keeps every request's path and header."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                self.close_connection = True
                # A client that has had enough is what some tests are about.
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    site.answers[self.path.partition("?")[0]](self)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.guard_allows = frozenset({("127.0.0.1", self.port)})

    def guard(self, **limits):
        return Guard(allow=self.guard_allows, **limits)

    def gives(self, path, body=b"", content_type="text/html; charset=utf-8", status=200, **headers):
        """Answer ``path`` with a body and headers (``content_encoding="gzip"`` is Content-Encoding)."""

        def answer(handler):
            handler.send_response(status)
            if content_type is not None:
                handler.send_header("Content-Type", content_type)
            handler.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                for each in value if isinstance(value, list) else [value]:
                    handler.send_header(name.replace("_", "-").title(), each)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def site():
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def page():
    return PAGE


@pytest.fixture
def polite_site(site):
    """The site with no robots.txt, in a process that has asked nobody yet."""
    from secondsource.reading import polite

    polite._known.clear()
    polite._next_turn.clear()
    site.gives("/robots.txt", status=404)
    return site
