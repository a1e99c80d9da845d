"""Cases to write dossiers of."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path

from helpers import article, extracted, statement
from secondsource import casefile
from secondsource.casefile import Case, Filter
from secondsource.exporting import Publisher, Release
from secondsource.model import Original, Span, Stance, Verdict

HOSTILE = (
    "<script>alert(1)</script> said “</mark></p><img src=x onerror=alert(2)>”.\n"
    "A \u202egnihton\u202c turns around; &lt;b&gt; &amp; ' \" stay; \x1b[31m too.\n"
    "# No heading\n- no list\n1. none\n[no](javascript:alert(3)) *link* `code`\n"
)


def written(form: str, case: Case, wanted: Filter | None = None, publisher: Publisher | None = None) -> str:
    """A dossier, in the form "page" or "markdown"."""
    file = io.StringIO(newline="")
    release = Release(case, wanted, publisher=publisher)
    count = sum(import_module(f"secondsource.exporting.dossier.{form}").write(release, file))
    assert count == sum(len(claims) for _, claims in release.articles())
    return file.getvalue()


def hostile(path: Path) -> Case:
    """A case in which everything that comes from outside is markup."""
    case = casefile.create_case(path)
    script, image = Span(0, 25), Span(32, 72)
    text = article(
        HOSTILE, '"><script>alert(4)</script>', title="</title><script>alert(5)</script>", outlet="<b>Outlet</b>",
        author="' onmouseover='alert(6)", url="javascript:alert(7)",
    )  # fmt: skip
    original = Original(
        HOSTILE.encode(), "<i>.html", "<u>reader</u>", "text/html", ((0, "/html/body/p[1]<x>"),),
        fetched={"asked": "javascript:alert(8)", "address": "https://marl.example/\"onload=\"", "status": 200},
    )  # fmt: skip
    casefile.add_article(case, text, extracted([], [statement(script), statement(image)]), original)
    first, second = (claim.claim for claim in casefile.claims(case))
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="<Ann>", rationale="</blockquote><script>alert(9)</script>")
    casefile.attach(
        case, second, b"x", reviewer="Bo", stance=Stance.CONTEXT, name="<svg onload=alert(10)>",
        url="javascript:alert(11)", passage="<a href=javascript:alert(12)>here</a>", content_type="<text>",
    )  # fmt: skip
    return case


def contradicting(folder: Path) -> Case:
    """A case with a claim on which two verdicts contradict each other, and one given in spite of a warning."""
    case = casefile.create_case(folder / "case.db")
    text = "Ada Quill said: the ferry ran late.\nThe pier was closed."
    casefile.add_article(
        case, article(text, "ferry"), extracted([], [statement(Span(16, 34)), statement(Span(36, 56))])
    )
    ferry, pier = (claim.claim for claim in casefile.claims(case))
    casefile.backup_blind(case, folder / "bo.db")
    casefile.mark(case, ferry, Verdict.CORROBORATED, reviewer="Ann", rationale="The log says so.")
    despite = casefile.Despite(("single-origin", "no-primary-source"), "It hangs on the door.")
    casefile.mark(case, pier, Verdict.CORROBORATED, reviewer="Ann", despite=despite)
    with casefile.open_case(folder / "bo.db") as other:
        casefile.mark(other, ferry, Verdict.DISPUTED, reviewer="Bo", rationale="I was on it.")
        casefile.mark(other, pier, Verdict.CORROBORATED, reviewer="Bo", rationale="Saw the sign.")
    casefile.merge(case, folder / "bo.db", reviewer="Ann")
    return case
