import socket
import threading
import time

import httpx
import pytest

from secondsource.model import Stopped, UnusableInput
from secondsource.reading import fetch_copy, polite
from secondsource.reading.guard import Guard
from secondsource.reading.polite import Manners
from secondsource.reading.transport import Network


@pytest.fixture
def site(polite_site):
    polite_site.gives("/news/wall", b"The wall cracked.")
    return polite_site


def copy_of(site, path="/news/wall", **options):
    limits = options.pop("limits", {})
    return fetch_copy(site.url + path, guard=site.guard(seconds_between=0, **limits), **options)


def refusal(*args, **kwargs):
    with pytest.raises(UnusableInput) as caught:
        copy_of(*args, **kwargs)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*wall$", False),
        ("User-agent: *\nAllow: /\nDisallow: /news", False),
        ("User-agent: other\nUser-agent: SecondSource\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/wall", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: secondsource\nAllow: /", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("<html>Disallow: /</html>", True),
        ("\0\xff" * 1000, True),
        ("", True),
    ],
)
def test_robots_are_asked_first_and_heeded(site, rules, allowed):
    site.gives("/robots.txt", rules.encode(), content_type="text/plain")
    if allowed:
        assert copy_of(site).fetched["robots"] == [{"address": site.url + "/robots.txt", "answer": "allows"}]
        assert [path for path, _ in site.asked] == ["/robots.txt", "/news/wall"]
    else:
        message = refusal(site)
        assert message.startswith(f"{site.url}/robots.txt asks programs not to fetch {site.url}/news/wall; ")
        assert message.endswith("save the page and attach the file, or go on with --ignore-robots")
        assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_robots_are_not_asked_where_the_reviewer_says_so(site):
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /")
    assert copy_of(site, robots=False).fetched["robots"] == []
    assert [path for path, _ in site.asked] == ["/news/wall"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_robots_txt_that_is_not_to_be_had_allows(site, status):
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /", status=status)
    assert copy_of(site).fetched["robots"][0]["answer"] == f"is missing ({status})"


def test_a_broken_server_may_have_rules(site):
    site.gives("/robots.txt", status=503)
    message = refusal(site)
    assert f"{site.url}/robots.txt answered 503" in message
    assert "go on with --ignore-robots" in message
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    site.gives("/robots.txt", b"")
    assert copy_of(site).content == b"The wall cracked."


def test_a_robots_txt_that_fails_allows(site, monkeypatch):
    def closes(handler):
        pass

    site.answers["/robots.txt"] = closes
    assert copy_of(site).fetched["robots"][0]["answer"] == "could not be read"
    stop = threading.Event()

    def drips(handler):
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.02):
            handler.wfile.write(b"#")

    site.answers["/robots.txt"] = drips
    monkeypatch.setattr(polite, "_MOST_SECONDS", 0.3)
    try:
        assert copy_of(site).fetched["robots"][0]["answer"] == "could not be read"
    finally:
        stop.set()
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /\n" + b"#" * polite._MOST_BYTES)
    assert copy_of(site).fetched["robots"][0]["answer"] == "could not be read"


def test_robots_are_remembered_for_a_while(site, monkeypatch):
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private")
    for _ in range(3):
        copy_of(site)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "asks programs not to fetch" in refusal(site, "/private/x")
    later = time.monotonic() + 2 * polite._KEPT_SECONDS
    with monkeypatch.context() as patch:
        patch.setattr(polite.time, "monotonic", lambda: later)
        assert polite._remembered(site.url + "/robots.txt") is None


def test_only_so_many_are_remembered(site, monkeypatch):
    monkeypatch.setattr(polite, "_MOST_KEPT", 2)
    polite._known.update({f"http://{name}.example/robots.txt": (0.0, None, "") for name in "abc"})
    copy_of(site)
    assert list(polite._known) == ["http://c.example/robots.txt", site.url + "/robots.txt"]


def test_every_host_on_the_way_is_asked(site, monkeypatch):
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: real("127.0.0.1" if str(host).endswith(".example") else host, *a, **k),
    )
    site.gives("/news/wall", status=302, location=f"http://courier.example:{site.port}/private/wall")
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private")
    assert f"http://courier.example:{site.port}/robots.txt asks programs not to" in refusal(site)
    assert [(sent["host"].partition(":")[0], path) for path, sent in site.asked] == [
        *(("127.0.0.1", "/robots.txt"), ("127.0.0.1", "/news/wall"), ("courier.example", "/robots.txt")),
    ]


def test_robots_that_move_are_followed_and_judged(site):
    site.gives("/robots.txt", status=301, location="/rules")
    site.gives("/rules", b"User-agent: *\nDisallow: /")
    assert "asks programs not to fetch" in refusal(site)
    polite._known.clear()
    site.gives("/robots.txt", status=301, location="http://169.254.169.254/")
    assert copy_of(site).fetched["robots"][0]["answer"] == "could not be read"


class Turns(Network):
    """A network that does not wait, and tells until when it should have."""

    def __init__(self, guard):
        super().__init__(guard, lambda: None, judging=True)
        self.until = []

    def pause(self, until):
        self.until.append(until)


def test_requests_to_one_host_keep_their_distance():
    polite._next_turn.clear()
    guard = Guard(seconds_between=1000.0)
    network, manners = Turns(guard), Manners(guard)
    for host in ("a", "a", "b", "a"):
        manners.keep_distance(httpx.URL(f"https://{host}.example/x"), network)
    first, second, other, third = network.until
    assert (second - first, third - second) == pytest.approx((1000.0, 1000.0))  # the clock has the bits it has
    assert other < second
    polite._next_turn["c.example"] = time.monotonic() - 1
    manners.keep_distance(httpx.URL("https://b.example/"), network)
    assert "c.example" not in polite._next_turn


def test_a_turn_is_waited_for_and_the_wait_can_be_ended(site):
    polite._next_turn["127.0.0.1"] = time.monotonic() + 0.2
    assert copy_of(site, robots=False, limits={"seconds": 10}).content == b"The wall cracked."
    polite._next_turn["127.0.0.1"] = time.monotonic() + 1000
    asked = len(site.asked)

    def stop(done, total):
        raise Stopped

    with pytest.raises(Stopped):
        copy_of(site, progress=stop, robots=False)
    assert len(site.asked) == asked


def test_waiting_does_not_use_up_the_time_of_the_fetch():
    network = Network(Guard(seconds=5.0), lambda: None, judging=True)
    before = network.deadline
    network.pause(time.monotonic() + 0.25)
    assert network.deadline - before >= 0.2
