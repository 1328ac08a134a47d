"""What SIGINT (Ctrl-C), SIGTERM and SIGHUP do: say how to continue, and end the process.

No exception is raised in the command: where it lands is unknown, and a lock or an import that it breaks hides
what was to be said. A thread of its own waits for the signals, prints, deletes unfinished downloads
and ends the process; a second signal ends it at once. Nothing heavy is imported here, so that `install` can
come before all other imports.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

Farewell = Callable[[str], str]
"""Returns what to print; its argument says what happened, such as `interrupted`."""

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_SHOW_CURSOR = "\x1b[?25h\n"
"""Live progress hides the cursor of a terminal."""

_farewells: list[Farewell] = [lambda happened: f"gettask: {happened}"]
"""What the parts of the command that are running have to say; the last one counts."""


@contextmanager
def saying(farewell: Farewell) -> Iterator[Callable[[Farewell], None]]:
    """Have a signal print what a function returns, while in the block.

    The function is called in another thread: it may import nothing, and take no lock.

    Yields:
        A function that replaces it.
    """
    place = len(_farewells)
    _farewells.append(farewell)

    def replace(other: Farewell) -> None:
        _farewells[place] = other

    try:
        yield replace
    finally:
        _farewells.pop()


@contextmanager
def handled() -> Iterator[threading.Event]:
    """Have SIGINT and SIGTERM set an event in place of ending the process, for commands that serve.

    Yields:
        The event to wait for.
    """
    import threading

    ended = threading.Event()
    watched = signal.set_wakeup_fd(-1)
    before = [
        (number, signal.signal(number, lambda *_: ended.set())) for number in (signal.SIGINT, signal.SIGTERM)
    ]
    try:
        yield ended
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        signal.set_wakeup_fd(watched)


def install() -> Callable[[], None]:
    """Take over the signals, except those that the process was started to ignore (nohup, `&` in a script).

    Returns:
        A function to call when the command has ended. It returns, unless a signal is ending the process.
    """
    outputs = _standard_outputs()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for name in _NAMES:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: None)  # the number of the signal goes to the pipe

    import threading

    from .._download import unfinished

    ending = threading.Lock()

    def end(number: int) -> None:
        ending.acquire()
        happened = "interrupted" if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
        try:
            _print(_farewells[-1](happened), outputs)
            unfinished.delete_all()
        finally:
            os._exit(128 + number)

    def watch() -> None:
        (first,) = os.read(reading, 1)
        threading.Thread(target=end, args=(first,), daemon=True).start()
        (second,) = os.read(reading, 1)
        os._exit(128 + second)

    def ended() -> None:
        ending.acquire()  # never released: from here on a signal changes nothing

    threading.Thread(target=watch, daemon=True).start()
    return ended


def _standard_outputs() -> list[int]:
    """Return the descriptors to print to, the best first. Those that are closed are kept from other files."""
    usable = []
    for number in (0, 1, 2):
        try:
            os.fstat(number)
            usable.append(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    return [number for number in (2, 1) if number in usable]


def _print(text: str, outputs: Iterable[int]) -> None:
    """Print on the first descriptor that works. The command may hold the locks of Python's own streams."""
    for number in outputs:
        left = f"{_SHOW_CURSOR * os.isatty(number)}{text}\n".encode(errors="backslashreplace")
        try:
            while left:
                left = left[os.write(number, left) :]
        except OSError:  # full, or nobody reads it
            continue
        return
