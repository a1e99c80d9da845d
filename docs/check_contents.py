"""Check a case's texts, claims and evidence against its log with Python alone: python check_contents.py CASE.

Run it after check_log.py, which tells whether the log itself holds. The format is in record.md.
"""

import json
import sqlite3
import sys
from base64 import b32encode
from hashlib import sha256
from itertools import groupby
from pathlib import Path

EVENTS = "select kind, subject, payload from event where kind in ('article', 'revision', 'evidence')"
EXTRACTIONS = """select extraction.id, digest, sha256, engine, engine_version, coverage
    from extraction join article on article.id = article"""
CLAIMS = """select extraction, uid, kind, source_text, cue_text, channel, text, "start", "end", speech, confidence,
    reason, nature, nature_reason, source_name, source_type, source_role, source_affiliation
    from claim order by "start", "end", uid"""
SPANS = """select claim.id, uid, sha256, role, span."start", span."end" from claim join article on article.id = article
    left join span on span.claim = claim.id order by claim.id, span."start" """


def check(db: sqlite3.Connection) -> list[str]:
    """Return what is not as the log tells."""
    told, held = set(), set()
    for kind, subject, payload in db.execute(EVENTS):
        said = json.loads(payload)
        if kind == "article":
            told.add(("text of article", subject, said["text"]))
            if (said.get("original") or {}).get("kept"):
                told.add(("copy", subject, subject))
        if kind == "evidence":
            copies = {said["sha256"], said.get("text") or said["sha256"]}
            told.update(("copy", digest, digest) for digest in copies)
        elif said["digest"]:
            told.add(("extraction", said["digest"], said["digest"]))
    for article, text in db.execute("select sha256, text from article"):
        held.add(("text of article", article, sha256(text.encode()).hexdigest()))
    for copy, content in db.execute("select sha256, bytes from copy"):
        held.add(("copy", copy, sha256(content).hexdigest()))
    made = {}
    for number, digest, *head in db.execute(EXTRACTIONS):
        made[number] = digest, sha256(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode())
    for number, *columns in db.execute(CLAIMS):
        made[number][1].update(b"\n" + json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode())
    held.update(("extraction", digest, lines.hexdigest()) for digest, lines in made.values())
    wrong = sorted({one[:2] for one in told ^ held})
    faults = [f"{what} {which} is not what the log tells of" for what, which in wrong]
    for (_, uid, article), spans in groupby(db.execute(SPANS), key=lambda row: row[:3]):
        roles = {"source": [], "cue": [], "content": []}
        for *_, role, start, end in spans:
            roles.setdefault(role, []).append(f"{start}-{end}")
        sealed = ";".join([article, *("/".join(pieces) for pieces in roles.values())])
        if b32encode(sha256(sealed.encode()).digest())[:12].decode().lower() != uid:
            faults.append(f"claim {uid} does not stand at the places that its id is made from")
    return faults


if __name__ == "__main__":
    try:
        case = sqlite3.connect(Path(sys.argv[1]).resolve().as_uri() + "?mode=ro", uri=True)
        case.execute("begin")  # one moment of it, whoever writes meanwhile
        found = check(case)
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
        found = [f"it can't be read to the end: {error}"]
    print(*(ascii(line)[1:-1] for line in found or ["as the log tells"]), sep="\n")
    sys.exit(bool(found))
