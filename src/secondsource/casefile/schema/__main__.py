"""Print the schema of a fresh case: ``python -m secondsource.casefile.schema``."""

from __future__ import annotations

import sqlite_utils

from secondsource.casefile.schema import migrations, printed

fresh = sqlite_utils.Database(memory=True, strict=True)
migrations.apply(fresh)
print(printed(fresh.conn), end="")
