"""Spans for programs and annotators."""

from __future__ import annotations

import json

from helpers import article, extraction
from secondsource import exporting

TEXT = "Ada Quill said: rain\tis due.\nThe bells rang."


def test_an_extraction_as_json_has_the_contract_s_keys() -> None:
    found = json.loads(exporting.extraction_json(article(TEXT, "marl"), extraction(TEXT)))
    assert found == {
        "doc": "marl",
        "attributions": [
            {
                "source": [[0, 9]],
                "cue": [[10, 14]],
                "content": [[16, 28]],
                "kind": "indirect",
                "speaker": "Ada Quill",
                "channel": "statement to the Marl Gazette",
                "speech": True,
                "confidence": 0.9,
            }
        ],
        "narrator": [{"content": [[29, 44]]}],
    }


def test_it_gives_the_reason_when_asked() -> None:
    found = json.loads(exporting.extraction_json(article(TEXT), extraction(TEXT), explain=True))
    assert found["attributions"][0]["reason"] == "said with a colon"
    assert found["attributions"][0]["nature"] == found["narrator"][0]["nature"] == "fact"
    assert found["silent"] == []
    assert found["coverage"] == {"attributed": 1, "narrator": 1, "silent": {}, "share": 1.0}
    assert (found["engine"], found["version"]) == ("test", "1")


def test_brat_lines_point_at_the_text() -> None:
    lines = list(exporting.brat(article(TEXT), extraction(TEXT)))
    terms = {}
    for line in lines:
        if line.startswith("T"):
            name, where, words = line.split("\t", 2)
            label, start, end = where.split(" ")
            assert TEXT[int(start) : int(end)].split() == words.split()
            terms[name] = label
    (event,) = [line for line in lines if line.startswith("E")]
    assert event == "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3"
    assert terms == {"T1": "Content", "T2": "Cue", "T3": "Source", "T4": "Attribution", "T5": "Narrator"}


def test_brat_names_every_piece_of_a_span_in_pieces() -> None:
    from dataclasses import replace

    from secondsource.model import Span

    found = extraction(TEXT)
    pieces = replace(found.attributions[0], content=(Span(16, 20), Span(24, 27)), cue=())
    lines = list(exporting.brat(article(TEXT), replace(found, attributions=(pieces,), narrator=())))
    assert "T1\tContent 16 20;24 27\train due" in lines
