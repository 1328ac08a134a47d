"""The sync client is made of the async one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from codegen.emit import unasync


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("async def f() -> None:\n    await g()\n", "def f() -> None:\n    g()\n"),
        ("async with a as b, aclosing(c):\n    pass\n", "with a as b, closing(c):\n    pass\n"),
        ("x = [y async for y in z]\n", "x = [y for y in z]\n"),
        ("class AsyncClient(AsyncBase[T]): ...\n", "class Client(Base[T]): ...\n"),
        (
            "def f() -> AsyncGenerator[Task[T], None]: ...\n",
            "def f() -> Generator[Task[T], None, None]: ...\n",
        ),
        ("await client.aclose()\n", "client.close()\n"),
        ('"""Use an `async with` and `await`."""\n', '"""Use a `with` and `await`."""\n'),
        (
            '"""An httpx.AsyncClient, shared between asyncio tasks."""\n',
            '"""An httpx.Client, shared between threads."""\n',
        ),
        ("# an AsyncClient\n", "# a Client\n"),
        (
            "awaited, asynchronous = Asynchronous, my_async\n",
            "awaited, asynchronous = Asynchronous, my_async\n",
        ),
        ('f = "async def"\n', 'f = "def"\n'),
    ],
)
def test_async_code_becomes_sync_code(given: str, made: str) -> None:
    """Keywords go and names change, in code, docstrings and comments; other words stay."""
    assert unasync.unasync(given) == made


def test_what_is_made_follows_what_is_written(tmp_path: Path) -> None:
    """A module that is new, edited or gone is noticed, and mended by `write`; those written by hand stay."""
    source, target = tmp_path / unasync.SOURCE, tmp_path / unasync.TARGET
    source.mkdir(parents=True)
    target.mkdir(parents=True)
    for name in ("concurrency.py", "new.py", "edited.py"):
        (source / name).write_text("async def f() -> None: ...\n")
    for name in ("concurrency.py", "edited.py", "gone.py"):
        (target / name).write_text("by_hand = True\n")
    found = {
        (unasync.TARGET / name).as_posix(): change
        for name, change in (("new.py", "added"), ("edited.py", "changed"), ("gone.py", "removed"))
    }
    assert unasync.stale(tmp_path) == found
    assert sorted(unasync.write(tmp_path)) == sorted(found)
    assert unasync.stale(tmp_path) == {}
    assert (target / "concurrency.py").read_text() == "by_hand = True\n"
    assert (target / "new.py").read_text().endswith("def f() -> None: ...\n")


def test_what_is_made_says_so() -> None:
    """The first line of a module names the one to edit, and the module is Python without `await`."""
    for name, text in unasync.sync_modules(Path(__file__).parents[2]).items():
        assert text.startswith(f"# Made of {name.replace('_sync', '_async')} by `make generate`"), name
        assert not any(isinstance(node, ast.Await) for node in ast.walk(ast.parse(text))), name
