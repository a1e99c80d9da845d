"""Check a case against its log with Python alone: python check_log.py CASE [HEAD]. The format is in record.md."""

import json
import sqlite3
import sys
from base64 import b32encode
from hashlib import sha256
from itertools import groupby
from pathlib import Path

EVENTS = "select uid, replica, kind, subject, payload, actor, at, previous, hash from event order by uid"
EXTRACTIONS = """select extraction.id, digest, sha256, engine, engine_version, coverage
    from extraction join article on article.id = article"""
CLAIMS = """select extraction, uid, kind, source_text, cue_text, channel, text, "start", "end", speech, confidence,
    reason, nature, nature_reason, source_name, source_type, source_role, source_affiliation
    from claim order by "start", "end", uid"""
SPANS = """select claim.id, uid, sha256, role, span."start", span."end" from claim join article on article.id = article
    left join span on span.claim = claim.id order by claim.id, span."start" """


def check(db: sqlite3.Connection, kept: str) -> tuple[list[str], str]:
    """Return what does not hold, and the head. ``kept`` is the head of an earlier time, or empty."""
    faults, told, held = [], set(), set()
    hashes, ends, replicas, tip = set(), {}, set(), ""
    for *fields, tip in db.execute(EVENTS):
        uid, replica, kind, subject, payload, _, _, previous = fields
        said, data = json.loads(payload), [field.encode() for field in fields]
        if sha256(b"".join(len(field).to_bytes(8, "big") + field for field in data)).hexdigest() != tip:
            faults.append(f"event {uid} was changed")
        follows = [previous] if previous or replica in replicas else []
        for earlier in [*follows, said["head"]] if kind == "merge" else follows:
            if earlier not in hashes:
                faults.append(f"event {uid} follows one that does not stand before it")
            ends.pop(earlier, None)
        hashes.add(tip)
        replicas.add(replica)
        ends[tip] = uid
        if kind == "article":
            told.add(("text of article", subject, said["text"]))
        if kind in {"article", "revision"} and said["digest"]:
            told.add(("extraction", said["digest"], said["digest"]))
        if kind == "evidence":
            told.add(("evidence copy", said["sha256"], said["sha256"]))
    faults += [f"event {uid} is followed by none" for end, uid in ends.items() if end != tip]
    if kept and kept.split(":")[-1] not in hashes:
        faults.append(f"the log does not hold the head {kept}")

    for article, text in db.execute("select sha256, text from article"):
        held.add(("text of article", article, sha256(text.encode()).hexdigest()))
    for copy, content in db.execute("select sha256, bytes from copy"):
        held.add(("evidence copy", copy, sha256(content).hexdigest()))
    made = {}
    for number, digest, *head in db.execute(EXTRACTIONS):
        made[number] = digest, sha256(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode())
    for number, *columns in db.execute(CLAIMS):
        made[number][1].update(b"\n" + json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode())
    held.update(("extraction", digest, lines.hexdigest()) for digest, lines in made.values())
    faults += [
        f"{what} {which} is not what the log tells of" for what, which in sorted({one[:2] for one in told ^ held})
    ]

    for (_, uid, article), spans in groupby(db.execute(SPANS), key=lambda row: row[:3]):
        roles = {"source": [], "cue": [], "content": []}
        for *_, role, start, end in spans:
            roles.setdefault(role, []).append(f"{start}-{end}")
        sealed = ";".join([article, *("/".join(pieces) for pieces in roles.values())])
        if b32encode(sha256(sealed.encode()).digest())[:12].decode().lower() != uid:
            faults.append(f"claim {uid} does not stand at the places that its id is made from")
    return faults, f"{len(hashes)}:{tip}"


if __name__ == "__main__":
    try:
        file = Path(sys.argv[1]).resolve().as_uri() + "?mode=ro"
        case = sqlite3.connect(file, uri=True)
        case.execute("begin")  # one moment of it, whoever writes meanwhile
        found, head = check(case, "".join(sys.argv[2:]))
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
        found, head = [f"it can't be read to the end: {error}"], ""
    print(*(ascii(line)[1:-1] for line in found or [head]), sep="\n")  # no control character reaches the terminal
    sys.exit(bool(found))
