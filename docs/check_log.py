"""Check a case's log with Python alone: python check_log.py CASE [HEAD]. The format is in record.md."""

import json
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

EVENTS = "select uid, replica, kind, subject, payload, actor, at, previous, hash from event order by uid"


def check(db: sqlite3.Connection, kept: str) -> tuple[list[str], str]:
    """Return what does not hold, and the head. ``kept`` is the head of an earlier time, or empty."""
    faults, hashes, ends, replicas, tip = [], set(), {}, set(), ""
    for *fields, tip in db.execute(EVENTS):
        uid, replica, kind, _, payload, _, _, previous = fields
        data = b"".join(len(field.encode()).to_bytes(8, "big") + field.encode() for field in fields)
        if sha256(data).hexdigest() != tip:
            faults.append(f"event {uid} was changed")
        follows = [previous] if previous or replica in replicas else []
        for earlier in [*follows, json.loads(payload)["head"]] if kind == "merge" else follows:
            if earlier not in hashes:
                faults.append(f"event {uid} follows one that does not stand before it")
            ends.pop(earlier, None)
        hashes.add(tip)
        replicas.add(replica)
        ends[tip] = uid
    faults += [f"event {uid} is followed by none" for end, uid in ends.items() if end != tip]
    if kept and kept.split(":")[-1] not in hashes:
        faults.append(f"the log does not hold the head {kept}")
    return faults, f"{len(hashes)}:{tip}"


if __name__ == "__main__":
    try:
        case = sqlite3.connect(Path(sys.argv[1]).resolve().as_uri() + "?mode=ro", uri=True)
        found, head = check(case, "".join(sys.argv[2:]))
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
        found, head = [f"it can't be read to the end: {error}"], ""
    print(*(ascii(line)[1:-1] for line in found or [head]), sep="\n")  # no control character reaches the terminal
    sys.exit(bool(found))
