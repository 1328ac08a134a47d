"""Whatever a test has to do with, its output holds no key: tests/leaks.py looks through all of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks import SECRET
from tests.runtime.harness import KEY

LEAKS = {
    "print": "print(KEY)",
    "stderr": "import sys; sys.stderr.write(KEY)",
    "log": "import logging; logging.getLogger('gettask').debug('with %s', KEY)",
    "capsys": "print(KEY); capsys.readouterr()",
    "process": "import subprocess; subprocess.run(['echo', KEY], capture_output=True)",
    "command": "testing.CliRunner().invoke(click.command()(lambda: click.echo(KEY)))",
    "nothing": "print('all is well')",
}


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_test_that_lets_a_key_out_fails(workers: str, tmp_path: Path) -> None:
    """Printed, logged at DEBUG or taken in by the test itself: the key is heard, in workers of xdist too."""
    file = tmp_path / "test_leaky.py"
    functions = [f"def test_{name}(capsys): {code}\n" for name, code in LEAKS.items()]
    file.write_text(
        "import click\nfrom click import testing\nKEY = 'dummy' + '-key-0'\n" + "\n".join(functions)
    )
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "tests.leaks", "-n", workers]
    env = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [*command, "-rA", "--show-capture=no", "--rootdir", str(tmp_path), str(file)],
        cwd=tmp_path,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = {
        line.split("::test_")[1].split()[0] for line in done.stdout.splitlines() if line[:6] == "FAILED"
    }
    assert failed == LEAKS.keys() - {"nothing"}, done.stdout


def test_the_keys_of_these_tests_are_listened_for() -> None:
    """The key that clients have in these tests is one of those that no output may hold."""
    assert SECRET.search(KEY)
