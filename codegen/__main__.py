"""Command line: `python -m codegen --help`."""

from __future__ import annotations

import gc
import sys

from codegen.cli import main

if __name__ == "__main__":
    gc.disable()  # a short life with large trees: looking for cycles would cost a twentieth of it
    sys.exit(main())
