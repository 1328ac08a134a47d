"""Runs every benchmark: `python -m benchmarks [name …]`."""

import importlib
import pkgutil
import subprocess
import sys

import benchmarks

# waiting_matrix measures nothing of ours, and installs the SDKs of others; soak is `make soak`; late waits
# for minutes of real time.
ours = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_"]
names = sys.argv[1:] or [name for name in ours if name not in ("late", "soak", "waiting_matrix")]
if len(names) == 1:
    importlib.import_module(f"benchmarks.{names[0]}").main()
else:
    # A process each: what one leaves in memory would make the next slower, and larger.
    codes = [
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode for name in names
    ]
    sys.exit(max(codes))
