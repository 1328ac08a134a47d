"""Runs every benchmark: `python -m benchmarks [name …]`."""

import importlib
import pkgutil
import sys

import benchmarks

names = sys.argv[1:] or [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_"]
for name in names:
    importlib.import_module(f"benchmarks.{name}").main()
