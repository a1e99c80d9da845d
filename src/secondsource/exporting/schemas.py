"""The columns of a Data Package's tables, as Table Schema describes them.

https://specs.frictionlessdata.io/table-schema/, version 1. ``guarded`` is ours: it marks the columns of free text, in
which values may have one apostrophe more in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from secondsource.model import Check, Kind, SourceType, Stance, Terms, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Field = dict[str, Any]

_SHA256: Final = "^[0-9a-f]{64}$"
_ACTS: Final = ("verdict", "rationale", "note", "evidence", "signoff", "revision", "source", "undo", "redo", "merge")


def _field(name: str, words: str, kind: str = "string", **constraints: object) -> Field:
    described: Field = {"name": name, "type": kind, "description": words}
    return described | {"constraints": constraints} if constraints else described


def _text(name: str, words: str, *, required: bool = False) -> Field:
    return (_field(name, words, required=True) if required else _field(name, words)) | {"guarded": True}


def _one_of(name: str, words: str, values: Iterable[str], *, required: bool = False) -> Field:
    constraints: dict[str, object] = {"required": True} if required else {}
    return _field(name, words, "string", **constraints, enum=[str(value) for value in values])


def _schema(fields: Sequence[Field], key: Sequence[str], **leads_to: tuple[str, str]) -> dict[str, Any]:
    """Return a Table Schema; ``leads_to`` has for a column the table and the column whose value it repeats."""
    schema: dict[str, Any] = {"fields": list(fields), "missingValues": [""], "primaryKey": list(key)}
    if leads_to:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [there]}}
            for column, (table, there) in leads_to.items()
        ]
    return schema


_OF_CLAIM: Final = _field("claim", "The claim's id.", required=True)

ARTICLES: Final = _schema(
    [
        _field("sha256", "SHA-256 of the bytes the article came from.", required=True, unique=True, pattern=_SHA256),
        _text("name", "Its file's name less the suffix, or what stands for it."),
        _text("outlet", "Who published it."),
        _text("title", "Its headline."),
        _text("author", "Who wrote it."),
        _field("published", "The day it was published.", "date"),
        _text("url", "Where it was published."),
        _text("text", "The text under review, as read; offsets count in it."),
        _field("added_at", "When it came into the case, in UTC.", "datetime"),
        _text("added_by", "Who added it."),
        _field("newer", "Whether a newer version of it is in the case.", "boolean", required=True),
        _text("engine", "What took it apart into claims, with its version."),
    ],
    ["sha256"],
)

SOURCES: Final = _schema(
    [
        _field("id", "The source's number in this package.", required=True, unique=True),
        _text("name", "The source's fullest name, or what the article calls it."),
        _one_of("type", "What it is.", SourceType, required=True),
        _text("role", "What it does there, such as an office."),
        _text("affiliation", "Whom it speaks for."),
        _one_of("terms", "On what terms it speaks, where a reviewer said so.", Terms),
        _field("claims", "How many claims of this package are its.", "integer", required=True, minimum=1),
    ],
    ["id"],
)

CLAIMS: Final = _schema(
    [
        _field("claim", "The claim's id: the same article gives the same ids everywhere.", required=True, unique=True),
        _text("article", "The article's name."),
        _text("outlet", "Who published the article."),
        _field("published", "The day the article was published.", "date"),
        _text("url", "Where the article was published."),
        _text("source", "The source's fullest name; empty for the article's own voice."),
        _text("source_text", "What the source is called beside this claim."),
        _text("affiliation", "Whom the source speaks for."),
        _text("channel", "How the words reached the article: a tweet, an interview, a statement."),
        _one_of("kind", "How the claim stands in the article; narrator is its own voice.", Kind, required=True),
        _text("text", "The claim's words; an ellipsis stands between the pieces of one in pieces.", required=True),
        _field("start", "Where it begins, in code points of the article's text.", "integer", required=True, minimum=0),
        _field("end", "Where it ends, exclusive, in code points.", "integer", required=True, minimum=1),
        _one_of("verdict", "What a reviewer decided; empty while the claim is open.", Verdict),
        _text("rationale", "Why."),
        _text("reviewer", "Who decided."),
        _field("decided_at", "When, in UTC.", "datetime"),
        _text("findings", "What there is to notice, joined by semicolons; the table findings has them one by one."),
        _text("evidence", "What was attached, joined by semicolons; the table evidence has it piece by piece."),
        _field("article_sha256", "The article that the claim is in.", required=True, pattern=_SHA256),
        _field("source_id", "The source that the claim is from."),
        _text("mark", "Where in the article's original the claim stands: a page, a time code."),
    ],
    ["claim"],
    article_sha256=("articles", "sha256"),
    source_id=("sources", "id"),
)

EVIDENCE: Final = _schema(
    [
        _OF_CLAIM,
        _field("event", "The entry of the log that stands for this piece.", required=True),
        _one_of("stance", "What it does for the claim.", Stance, required=True),
        _field("primary", "Whether it is the very source the claim is attributed to.", "boolean", required=True),
        _text("name", "What it is called."),
        _text("url", "Where it was fetched."),
        _text("passage", "The words in it that count."),
        _text("mark", "Where in it they stand: a page, a time code."),
        _field("sha256", "SHA-256 of the kept copy.", required=True, pattern=_SHA256),
        _field("bytes", "How large the kept copy is, in bytes.", "integer", required=True, minimum=0),
        _text("content_type", "What the copy was served as."),
        _text("reviewer", "Who attached it, or spoke last of it."),
        _field("at", "When, in UTC.", "datetime"),
    ],
    ["claim", "event"],
    claim=("claims", "claim"),
)

FINDINGS: Final = _schema(
    [
        _OF_CLAIM,
        _field("place", "The finding's place among those on its claim, from 1.", "integer", required=True, minimum=1),
        _one_of("check", "What it is about.", Check, required=True),
        _text("rule", "The rule that found it."),
        _text("words", "The reason in words."),
        _field("own", "What it is about in the claim: ranges in code points of its text.", "array"),
        _field("other", "The other claim it is about, which a filter may have left out of this package."),
        _field("evidence", "The entry of the log with the piece of evidence it is about."),
        _field(
            "there", "What it is about in the other claim's or the evidence's text: ranges in code points.", "array"
        ),
        _field("likeness", "How near the two are: from 0 to 100 for claims, from 0 to 1 for evidence.", "number"),
    ],
    ["claim", "place"],
    claim=("claims", "claim"),
)

DECISIONS: Final = _schema(
    [
        _OF_CLAIM,
        _field("event", "The entry of the log.", required=True),
        _field("at", "When, in UTC.", "datetime"),
        _text("reviewer", "Who.", required=True),
        _one_of("kind", "What was done.", _ACTS, required=True),
        _one_of("verdict", "The verdict that was given.", Verdict),
        _one_of("stance", "What the evidence was said to do for the claim.", Stance),
        _text("words", "The rationale, the note, or what the evidence is called."),
        _text("despite", "Of what the reviewer was warned, and why the verdict was given all the same."),
        _field("undone", "Whether it was taken back later.", "boolean", required=True),
        _field("about", "The entry that this one takes back or puts back."),
        _text("elsewhere", "On which other claim it was, such as an earlier wording of this one."),
    ],
    ["claim", "event"],
    claim=("claims", "claim"),
)

TABLES: Final = {
    "claims": ("The claims with their verdicts", CLAIMS),
    "articles": ("The articles under review", ARTICLES),
    "sources": ("Who said it", SOURCES),
    "evidence": ("What the verdicts rest on", EVIDENCE),
    "findings": ("What the checks noticed", FINDINGS),
    "decisions": ("What was ever decided on each claim", DECISIONS),
}
"""For each table what it holds, and its schema."""
