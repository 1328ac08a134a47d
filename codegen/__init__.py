"""From the specs that people write to everything in `generated/`: `python -m codegen --help`.

sources (files, overlays) → document (what a bundled document says) → rules (lint) → specs → pipeline, which
calls emit. Beside them stands diff, which compares two `generated/` trees. The runtime needs none of it.
"""
