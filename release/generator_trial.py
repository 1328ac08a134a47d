"""Run by the Python of an environment that has nothing but a published gettask-codegen: does it work?

Imports every module, and lays out an API. What follows needs Node, which no index of packages has.
"""

import pkgutil
import sys
import tempfile
from importlib import import_module, metadata
from pathlib import Path

import codegen
from codegen.scaffold.answers import Answers, draft_of
from codegen.scaffold.api import write


def main(version: str) -> None:
    """Exit with a sentence if the version is another, or something does not work."""
    if metadata.version("gettask-codegen") != version:
        sys.exit(f"gettask-codegen {metadata.version('gettask-codegen')} was installed, not {version}")
    for module in pkgutil.walk_packages(codegen.__path__, "codegen."):
        # The files of emit/runtime are for the packages that it makes, whose dependencies it has not.
        if not module.name.startswith(("codegen.__main__", "codegen.emit.runtime.")):
            import_module(module.name)
    with tempfile.TemporaryDirectory() as folder:
        draft, _ = draft_of(Answers("acme"))
        print(f"gettask-codegen {version}: laid out an API in {len(write(Path(folder), draft))} files")


if __name__ == "__main__":
    main(sys.argv[1])
