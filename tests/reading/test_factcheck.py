"""The Fact Check Tools API, on a server of our own that answers as the API is documented to."""

import gzip
import json
import logging
import traceback
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading.factchecks import SERVICE, Service, ask, question

KEY = "AIzaNobodysKey-0123_456"
REVIEW = {
    "publisher": {"name": "Marl Check", "site": "marl-check.example"},
    "url": "https://marl-check.example/ferry",
    "title": "How long was the ferry closed?",
    "reviewDate": "2021-07-02T08:00:00Z",
    "textualRating": "Half of it is so",
    "languageCode": "en",
}
CLAIM = {
    "text": "The ferry was closed for 14 days",
    "claimant": "Ada Quill",
    "claimDate": "2021-06-30T00:00:00Z",
    "claimReview": [REVIEW],
}
JSON = "application/json; charset=UTF-8"


def error(code, status, message, *details):
    return json.dumps({"error": {"code": code, "message": message, "status": status, "details": details}}).encode()


@pytest.fixture
def service(site):
    """Set what the service answers; return the service."""

    def answers(body, content_type=JSON, status=200, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Service(KEY, site.gives("/v1alpha1/claims:search", data, content_type, status, **headers))

    return answers


@pytest.fixture
def refusal(site, service, caplog):
    """Ask and be refused; return the one line, which gives the key away nowhere."""
    caplog.set_level(logging.DEBUG)

    def refused(*answer, guard=None, **given):
        asked = service(*answer, **given)
        with pytest.raises(UnusableInput) as caught:
            ask(asked, "the ferry", guard=guard or site.guard())
        message = str(caught.value)
        assert "\n" not in message
        told = "".join(traceback.format_exception(caught.value)) + repr(asked) + caplog.text
        error = caught.value
        while error:
            told += str(error)
            error = error.__cause__ or error.__context__
        assert KEY.lower() not in told.lower()
        return message

    return refused


def test_the_question_and_the_answer(site, service, caplog):
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"claims": [CLAIM, {**CLAIM, "claimReview": [REVIEW, {}]}], "nextPageToken": "CAo"}).encode()
    answer = ask(service(body), "the ferry & the fire", language="pt-BR", most=7, guard=site.guard())
    [(path, sent)] = site.asked
    assert urlsplit(path).path == "/v1alpha1/claims:search"
    assert parse_qs(urlsplit(path).query) == {
        "query": ["the ferry & the fire"],
        "pageSize": ["7"],
        "languageCode": ["pt-BR"],
        "key": [KEY],
    }
    assert "cookie" not in sent
    first, *_ = answer.reviews
    assert (first.claimed, first.claimant, first.claim_date) == (CLAIM["text"], "Ada Quill", "2021-06-30")
    assert (first.rating, first.publisher, first.published) == ("Half of it is so", "Marl Check", "2021-07-02")
    assert first.url == REVIEW["url"]
    assert [review.publisher for review in answer.reviews] == ["Marl Check", "Marl Check", None]
    assert answer.unusable == 0
    assert answer.more
    assert answer.body == body
    assert answer.place == "127.0.0.1"
    assert answer.url == f"{site.url}/v1alpha1/claims:search?query=the+ferry+%26+the+fire&pageSize=7&languageCode=pt-BR"
    assert answer.fetched["address"] == answer.fetched["asked"] == answer.url
    assert answer.fetched["status"] == 200
    assert ["Content-Type", JSON] in answer.fetched["headers"]
    assert KEY not in json.dumps(answer.fetched) + repr(answer) + caplog.text


def test_nothing_found_is_an_empty_answer(site, service):
    answer = ask(service({}), "the ferry", guard=site.guard())
    assert answer.reviews == ()
    assert not answer.more
    assert answer.body == b"{}"


def test_an_answer_in_gzip(site, service):
    body = gzip.compress(json.dumps({"claims": [CLAIM]}).encode())
    assert len(ask(service(body, content_encoding="gzip"), "the ferry", guard=site.guard()).reviews) == 1


@pytest.mark.parametrize(
    ("body", "reviews", "unusable"),
    [
        ({"claims": []}, 0, 0),
        ({"claims": [CLAIM, None, 7, "x", {}, {"claimReview": 3}, {"claimReview": []}]}, 1, 0),
        ({"claims": [{**CLAIM, "text": None}, {**CLAIM, "claimReview": [None, REVIEW]}]}, 1, 2),
        ({"claims": [{**CLAIM, "claimant": {"name": "x"}, "claimDate": 5}], "nextPageToken": ""}, 1, 0),
    ],
)
def test_entries_that_are_not_as_documented(site, service, body, reviews, unusable):
    answer = ask(service(body), "the ferry", guard=site.guard())
    assert (len(answer.reviews), answer.unusable) == (reviews, unusable)


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            error(400, "INVALID_ARGUMENT", "API key not valid.", {"reason": "API_KEY_INVALID", "domain": "x.example"}),
            400,
            "refused the question (400): the key is not valid",
        ),
        (error(401, "UNAUTHENTICATED", "Who are you?"), 401, "does not let this key ask (401)"),
        (
            error(403, "PERMISSION_DENIED", f"consumer api_key:{KEY}", {"reason": "SERVICE_DISABLED"}),
            403,
            "does not let this key ask (403); see that its project has the Fact Check Tools API on",
        ),
        (b"<html>Not Found</html>", 404, "has no fact check service at this address (404)"),
        (error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"), 429, "too many questions with this key (429); wait"),
        (error(500, "INTERNAL", "Oops"), 500, "is out of order (500); try again later"),
        (error(503, "UNAVAILABLE", "Later"), 503, "is out of order (503); try again later"),
        (b"", 418, "gave no answer (418)"),
    ],
)  # fmt: skip
def test_errors_of_the_service(refusal, answer, status, said):
    assert said in refusal(answer, status=status)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "that is no JSON"),
        (b"<html>Sign in to this network</html>", "that is no JSON"),
        (b'{"claims": [', "that is no JSON"),
        (b"[" * 100_000, "that is no JSON"),
        (b"\xff\xfe\x00", "that is no JSON"),
        ([CLAIM], "in a shape that its documentation does not have"),
        (b"null", "in a shape that its documentation does not have"),
        ({"claims": {"text": "x"}}, "in a shape that its documentation does not have"),
        ({"claims": None}, "in a shape that its documentation does not have"),
        ({"error": {"code": 403}}, "in a shape that its documentation does not have"),
        ({"claims": [{**CLAIM, "text": f"the key is {KEY.upper()}"}]}, "sends the key back"),
        (b'{"claims": [], "x": "' + KEY.replace("A", "\\u0041").encode() + b'"}', "sends the key back"),
    ],
)
def test_answers_that_are_none(refusal, body, said):
    assert said in refusal(body)


def test_the_key_is_in_no_line_whatever_the_server_says(site, refusal):
    assert "no JSON" in refusal(b"x", f"text/{KEY}")
    assert "goes on to more than 0 other addresses" in refusal(b"", status=302, location=f"https://e.example/?{KEY}")
    assert "not a web address" in refusal(b"", status=302, location=f"ftp://{KEY}.example/{KEY}")
    assert len([path for path, _ in site.asked]) == 3


def test_a_redirect_is_not_followed(site, service, refusal):
    site.gives("/else", b"{}", JSON)
    assert "goes on to more than 0" in refusal(b"", status=302, location=site.url + "/else")
    assert [urlsplit(path).path for path, _ in site.asked] == ["/v1alpha1/claims:search"]


def test_a_service_that_is_slow_large_or_gone(site, service, refusal):
    assert "is larger than 100 bytes" in refusal(b" " * 1_000, guard=site.guard(body_bytes=100))
    site.server.socket.close()
    message = refusal({}, guard=site.guard(seconds=2))
    assert "could not be fetched" in message
    assert "query=" not in message


def test_without_https_nothing_is_sent(site, service):
    with pytest.raises(UnusableInput, match="give the service's address with https://"):
        ask(service({}), "the ferry")
    with pytest.raises(UnusableInput, match="on port"):
        ask(Service(KEY, f"https://127.0.0.1:{site.port}/"), "the ferry")
    assert site.asked == []


@pytest.mark.parametrize("key", ["", "short", "has a space in it", "line\nbreak-0123456", "x" * 300, "ключ-ключ-ключ"])
def test_keys_that_are_none(key):
    with pytest.raises(UnusableInput) as caught:
        Service(key)
    assert not key or key not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "factcheck.example", "ftp://x.example/", "https://a:b@x.example/", "https://x.example/?a=1", "https://["],
)
def test_addresses_that_are_none(url):
    with pytest.raises(UnusableInput, match="the address of the fact check service"):
        Service(KEY, url)
    assert Service(KEY).url == SERVICE
    assert Service(KEY).host == "factchecktools.googleapis.com"


@pytest.mark.parametrize("language", ["english language", "e", "en&key=x", "en_US\n"])
def test_languages_that_are_none(site, service, language):
    with pytest.raises(UnusableInput, match="is no language"):
        ask(service({}), "the ferry", language=language, guard=site.guard())
    assert site.asked == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We have  tested every\nengine”, said Quill", "We have tested every engine , said Quill"),
        ("the ferry … the fire", "the ferry the fire"),
        ("ferry " * 100, ("ferry " * 33).strip()),
        ("f" * 500, "f" * 200),
        ('"”', ""),
    ],
)
def test_the_words_that_are_sent(text, words):
    assert question(text) == words


@given(st.text(st.characters(), max_size=2_000))
def test_what_is_sent_is_short_and_of_the_claim(text):
    words = question(text)
    assert len(words) <= 200
    assert words == " ".join(words.split())
    words.encode()
    kept = iter(text)
    assert all(any(letter == other for other in kept) for letter in words if letter != " ")


def test_a_claim_without_words_is_not_asked_for(site, service):
    with pytest.raises(UnusableInput, match="no words to ask for"):
        ask(service({}), question('"…"'), guard=site.guard())
    assert site.asked == []
