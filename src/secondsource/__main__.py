"""``python -m secondsource`` is the command line."""

import sys

from secondsource.cli import main

if __name__ == "__main__":
    sys.exit(main())
