"""The case out: its claims and verdicts in the formats that other programs read.

``write`` and ``write_file`` do it for every format of ``FORMATS``: CSV is for spreadsheets, JSON Lines for programs.
The columns of both are the fields of ``model.Claim`` in their order. ``extraction_json`` and ``brat`` hand out an
extraction's spans, without a case.
"""

from secondsource.exporting.file import FORMATS, WARC, write, write_file
from secondsource.exporting.spans import brat, extraction_json
from secondsource.exporting.spreadsheet import columns, guard, unguard

__all__ = ["FORMATS", "WARC", "brat", "columns", "extraction_json", "guard", "unguard", "write", "write_file"]
