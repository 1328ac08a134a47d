"""What users of the third-party command line `piapi-cli` do. Called with the mock's URL and a folder.

The folder has commands.json, a list of command lines. It writes a JSON line for each: the exit code, and what
the command wrote. In what follows a command that prints an id, {id} stands for it.
"""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path


def run(words: list[str]) -> tuple[int, str, str]:
    """Run one command in this process."""
    from piapi_skills.cli import main  # reads its address from the environment when it is imported

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as error:
            code = int(error.code or 0)
    return code, out.getvalue(), err.getvalue()


def loop(url: str, folder: str) -> None:
    """Run the commands."""
    os.environ |= {"PIAPI_API_BASE": url, "PIAPI_API_KEY": "key"}
    last = ""
    for words in json.loads((Path(folder) / "commands.json").read_text()):
        code, out, err = run([last if word == "{id}" else word for word in words])
        last = last if out.startswith("{") else out.strip() or last
        sys.stdout.write(json.dumps([code, out, err]) + "\n")


loop(*sys.argv[1:])
