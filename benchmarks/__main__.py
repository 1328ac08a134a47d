"""Runs every benchmark: `python -m benchmarks [name …]`."""

import importlib
import pkgutil
import sys

import benchmarks

# waiting_matrix measures nothing of ours, and installs the SDKs of others; soak is `make soak`.
ours = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_"]
names = sys.argv[1:] or [name for name in ours if name not in ("soak", "waiting_matrix")]
for name in names:
    importlib.import_module(f"benchmarks.{name}").main()
