"""The generated packages that are installed: each registers itself in the entry points `gettask.apis`.

A search of all that is installed takes time, so the modules of the clients load this on first use.
"""

from __future__ import annotations

from importlib.metadata import entry_points

_GROUP = "gettask.apis"
_PACKAGES = {each.name: each.value for each in sorted(entry_points(group=_GROUP))}

APIS = tuple(_PACKAGES)
"""The names of the installed APIs."""


def package(api: str) -> str:
    """Return the import name of an API's generated package.

    Raises:
        ValueError: No API of this name is installed.
    """
    if api in _PACKAGES:
        return _PACKAGES[api]
    for found in entry_points(group=_GROUP, name=api):  # installed since
        return found.value
    known = ", ".join(APIS) or f"nothing; install its package: pip install gettask-{api}"
    raise ValueError(f"unknown api={api!r}; installed: {known}")
