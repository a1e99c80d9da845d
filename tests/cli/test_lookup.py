"""``secondsource lookup`` as a user calls it: what it says, what it sends, what it keeps."""

from __future__ import annotations

import functools
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from helpers import case_of, decided
from secondsource import casefile, lookup
from secondsource.cli import main
from secondsource.model import Stance
from secondsource.reading.factchecks import open_feed
from secondsource.reading.guard import Guard

KEY = "AIzaNobodysKey-0123_456"
FERRY = "the ferry was closed for 12 days after a fire."
STORY = f"Ada Quill said: {FERRY}\nThe pier was closed."


def record(claimed: str, number: int = 1, **known: object) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": claimed,
        "author": {"name": "Marl Check"},
        "reviewRating": {"alternateName": "Half of it is so"},
        "datePublished": "2021-07-02",
        "url": f"https://marl-check.example/{number}",
        **known,
    }


SAME = record("The ferry was closed for 14 days after a fire", 1)
LIKE = record("The ferry was closed after a fire on board", 2, inLanguage="de-AT")
FAR = record("Geese can read maps", 3)
ANSWER = {
    "claims": [
        {
            "text": "A fire closed the ferry for 12 days",
            "claimant": "Ada Quill",
            "claimReview": [
                {
                    "publisher": {"name": "Lindmere Facts", "site": "facts.example"},
                    "url": "https://facts.example/ferry",
                    "title": "Twelve days it was",
                    "reviewDate": "2021-07-03T00:00:00Z",
                    "textualRating": "So it was",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "CAo",
}


class Server(ThreadingHTTPServer):
    """The service, as it is documented to answer; ``asked`` holds the questions."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.answer: tuple[int, bytes] = (200, json.dumps(ANSWER).encode())
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(parse_qs(urlsplit(self.path).query))
                status, body = server.answer
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=UTF-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch):
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        port = running.server_address[1]
        monkeypatch.setenv("SECONDSOURCE_FACTCHECK_KEY", KEY)
        monkeypatch.setenv("SECONDSOURCE_FACTCHECK_SERVICE", f"http://127.0.0.1:{port}/v1alpha1/claims:search")
        guard = Guard(allow=frozenset({("127.0.0.1", port)}))
        monkeypatch.setattr(lookup, "find", functools.partial(lookup.find, guard=guard))
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")
    for name in ("SECONDSOURCE_FACTCHECK_KEY", "SECONDSOURCE_FACTCHECK_SERVICE"):
        monkeypatch.delenv(name, raising=False)
    Path("feed.json").write_text(json.dumps({"dataFeedElement": [{"item": [FAR]}, {"item": [LIKE, SAME]}]}))
    with case_of(Path("case.db"), STORY) as case:
        return next(iter(casefile.claims(case))).claim


@pytest.fixture
def said(claim: str, capsys: pytest.CaptureFixture[str]):
    """Look the claim up; return standard output and standard error."""

    def run(*options: str, code: int = 0) -> tuple[str, str]:
        assert main(["lookup", "case.db", claim, *options]) == code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert KEY not in out + err
        return out, err

    return run


def evidence(claim: str) -> list[casefile.Evidence]:
    with casefile.open_case(Path("case.db")) as case:
        number = casefile.number_of(case, claim)
        assert number is not None
        return list(casefile.evidence_on(case, number))


def kept_bytes(sha256: str) -> bytes:
    with casefile.open_case(Path("case.db")) as case:
        return casefile.copy_of(case, sha256)


def test_a_feed_is_looked_through(said) -> None:
    out, err = said("--feed", "feed.json")
    assert err == ""
    first, checked, numbers, url, second, also_checked, also_url, counts, warning = out.splitlines()
    assert first.endswith("Half of it is so · Marl Check · 2021-07-02")
    assert checked == "    checked: “The ferry was closed for 14 days after a fire”"
    assert numbers == "    numbers differ: 12 here, 14 in what was checked"
    assert url == "    https://marl-check.example/1"
    assert second.endswith(" · de-AT")
    assert LIKE["claimReviewed"] in also_checked
    assert also_url == "    https://marl-check.example/2"
    assert counts == "published checks: 2 near, 1 too far off"
    assert warning == "A like claim is not the same claim: read what was checked, and the check itself."


def test_the_language_the_most_and_several_feeds(said) -> None:
    Path("more.jsonl").write_text(json.dumps(SAME) + "\noops\n" + json.dumps({**FAR, "claimReviewed": ""}))
    out, _ = said("--feed", "feed.json", "--feed", "more.jsonl", "--language", "en")
    assert out.splitlines()[-2] == (
        "published checks: 1 near, 1 too far off, 1 in another language, 2 that do not say what was checked"
    )
    out, _ = said("--feed", "feed.json", "more.jsonl", "--most", "1")
    assert "published checks: 1 near, 1 more near (--most shows more), 1 too far off" in out


def test_json_lines_are_all_of_standard_output(said) -> None:
    out, err = said("--feed", "feed.json", "--format", "jsonl", "--keep", "2")
    first, second = map(json.loads, out.splitlines())
    assert (first["number"], second["number"]) == (1, 2)
    assert first["rating"] == "Half of it is so"
    assert first["url"] == "https://marl-check.example/1"
    assert first["numbers"] == "numbers differ: 12 here, 14 in what was checked"
    assert 0 < second["likeness"] < first["likeness"] <= 1
    assert second["place"] == "feed.json"
    assert err.startswith("kept as evidence")


def test_online_the_words_that_go_out_are_told_and_the_key_is_not(said, server) -> None:
    out, err = said("--online", "--language", "en", "--most", "7")
    assert server.asked == [{"query": [FERRY], "pageSize": ["7"], "languageCode": ["en"], "key": [KEY]}]
    assert err == f"secondsource: asking 127.0.0.1, which gets these words: “{FERRY}” (language: en)\n"
    assert "So it was · Lindmere Facts · 2021-07-03 · en" in out
    assert "checked: “A fire closed the ferry for 12 days” (Ada Quill)" in out
    assert "the service has more (--most asks for more)" in out


def test_without_online_nothing_is_sent(said, server) -> None:
    said("--feed", "feed.json")
    assert server.asked == []


def test_a_key_is_needed(said) -> None:
    out, err = said("--online", code=2)
    assert (out, err.count("\n")) == ("", 1)
    assert "SECONDSOURCE_FACTCHECK_KEY" in err


def test_what_fails_stops_nothing_of_the_rest(said, server, claim) -> None:
    server.answer = (400, json.dumps({"error": {"code": 400, "message": f"key {KEY}"}}).encode())
    out, err = said("--online", "--feed", "none.json", "feed.json", "--keep", "1", code=2)
    _, service, feed = err.splitlines()
    assert "refused the question (400): the key is not valid" in service
    assert "none.json does not exist" in feed
    assert "2 near, 1 too far off" in out
    assert len(evidence(claim)) == 1


def test_where_nothing_could_be_looked_at_nothing_is_claimed(said) -> None:
    out, err = said("--feed", "none.json", code=2)
    assert out == ""
    assert err.count("\n") == 1


def test_a_review_of_a_feed_is_kept(said, claim) -> None:
    out, _ = said("--feed", str(Path("feed.json").absolute()), "--keep", "1")
    assert out.splitlines()[-1] == (
        f"kept as evidence on {claim}: Marl Check: The ferry was closed for 14 days after a fire"
    )
    [piece] = evidence(claim)
    assert piece.stance == Stance.CONTEXT
    assert not piece.primary
    assert piece.reviewer == "Ann"
    assert piece.url == "https://marl-check.example/1"
    assert piece.passage == "Half of it is so: The ferry was closed for 14 days after a fire"
    assert json.loads(kept_bytes(piece.sha256)) == SAME
    assert piece.fetched == {
        "from": "feed.json",
        "sha256": hashlib.sha256(Path("feed.json").read_bytes()).hexdigest(),
    }
    with casefile.open_case(Path("case.db")) as case:
        text = casefile.text_of(case, piece)
    assert text is not None
    assert piece.span is not None
    assert text[slice(*piece.span)] == piece.passage


def test_the_whole_answer_is_kept_with_a_review_of_the_service(said, server, claim) -> None:
    said("--online", "--keep", "1")
    answer, review = evidence(claim)
    assert kept_bytes(answer.sha256) == json.dumps(ANSWER).encode()
    assert answer.url is not None
    assert answer.url.endswith("/claims:search?query=the+ferry+was+closed+for+12+days+after+a+fire.&pageSize=10")
    assert answer.name == "answer of 127.0.0.1"
    assert answer.fetched is not None
    assert answer.fetched["address"] == answer.url
    assert review.name == "Lindmere Facts: Twelve days it was"
    assert review.passage == "So it was: A fire closed the ferry for 12 days"
    assert review.fetched == {"from": answer.url, "sha256": answer.sha256}
    # What was kept reads as the same review.
    Path("kept.json").write_bytes(kept_bytes(review.sha256))
    [again] = open_feed("kept.json")
    assert again.url == review.url
    everything = b"".join(path.read_bytes() for path in Path().glob("case.db*"))
    assert FERRY.encode() in everything
    assert KEY.encode() not in everything


def test_what_is_kept_is_not_kept_twice_unless_it_was_taken_back(said, claim) -> None:
    said("--feed", "feed.json", "--keep", "1", "1")
    out, _ = said("--feed", "feed.json", "--keep", "1", "2")
    assert "was kept before: Marl Check: The ferry was closed for 14 days" in out
    assert len(evidence(claim)) == 2
    with casefile.open_case(Path("case.db")) as case:
        casefile.undo(case, reviewer="Ann")
    out, _ = said("--feed", "feed.json", "--keep", "2")
    assert f"kept as evidence on {claim}" in out
    assert len(evidence(claim)) == 2


@pytest.mark.parametrize("number", ["0", "3", "-1"])
def test_a_number_that_was_not_shown_keeps_nothing(said, claim, number) -> None:
    _, err = said("--feed", "feed.json", "--keep", "1", number, code=2)
    assert err == f"secondsource: there is no fact check {number} to keep: they are 1 to 2\n"
    assert evidence(claim) == []


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([], "say where to look"),
        (["--feed", "feed.json", "--most", "0"], "ask for 1 to 1,000"),
        (["--feed", "feed.json", "--keep", "x"], "invalid int value"),
    ],
)
def test_wrong_calls(said, options, fault) -> None:
    out, err = said(*options, code=2)
    assert (out, err.count("\n")) == ("", 1)
    assert fault in err


def test_an_unknown_claim_is_never_sent(server, capsys) -> None:
    assert main(["lookup", "case.db", "nothing", "--online"]) == 2
    assert "there is no claim nothing in this case" in capsys.readouterr().err
    assert server.asked == []


def test_text_from_outside_obeys_nothing(said, claim) -> None:
    evil = "\x1b]0;pwned\x07\u202e\x9b31m[bold]"
    hostile = record(
        f"the ferry was closed for 12 days after a fire {evil}",
        author={"name": evil},
        reviewRating={"alternateName": f"{evil}\n\rTrue"},
        datePublished=evil,
        inLanguage=evil,
        itemReviewed={"author": evil, "datePublished": evil},
        url=f"https://x.example/{evil}",
    )
    Path("evil.json").write_text(json.dumps(hostile))
    out, err = said("--feed", "evil.json", "--keep", "1")
    assert not set("\x1b\x07\x9b\u202e\r") & set(out + err)
    assert "[bold]" in out
    assert "no address given" in out
    assert json.loads(kept_bytes(evidence(claim)[0].sha256)) == hostile


def test_looking_leaves_the_case_as_it_is(said) -> None:
    with casefile.open_case(Path("case.db")) as case:
        before = casefile.head(case)
    said("--feed", "feed.json")
    with casefile.open_case(Path("case.db")) as case:
        assert casefile.head(case) == before
        assert decided(case) == []
