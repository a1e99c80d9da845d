"""The case out: its claims and verdicts in the formats that other programs read, and what comes back from them.

``write`` and ``write_file`` do it for every format of ``FORMS``; ``form_of`` tells the format by a file's name. Both
take a ``Release``, which holds back what may not leave the case. ``write_csv`` and ``write_jsonl`` write claims alone;
their columns are the fields of ``model.Claim`` in their order. ``extraction_json`` and ``brat`` hand out an
extraction's spans, without a case.
"""

from secondsource.exporting.file import FILES, FORMS, TEXT, Form, form_of, write, write_file
from secondsource.exporting.jsonl import write_jsonl
from secondsource.exporting.release import Publisher, Release
from secondsource.exporting.spans import brat, extraction_json
from secondsource.exporting.spreadsheet import columns, guard, unguard, write_csv

__all__ = [
    "FILES",
    "FORMS",
    "TEXT",
    "Form",
    "Publisher",
    "Release",
    "brat",
    "columns",
    "extraction_json",
    "form_of",
    "guard",
    "unguard",
    "write",
    "write_csv",
    "write_file",
    "write_jsonl",
]
