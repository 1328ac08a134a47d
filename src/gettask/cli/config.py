"""The config file: keys and servers that are not in the environment.

# ~/.config/gettask/config.toml, mode 0600
[piapi]
key = "…"

[tripo]
key = "…"
region = "com"
"""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from .._contract.contract import APIS

_NAMES = ("key", "base_url", "region")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one API in the config file."""

    key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    region: str | None = None


def path() -> Path:
    """Return the path of the config file."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 - never raises
    return Path(home, "gettask", "config.toml")


def settings(api: str) -> Settings:
    """Return the settings of an API, empty ones without a file.

    Raises:
        click.UsageError: The file has a mistake, or a key that others can read.
    """
    file = path()
    try:
        text = file.read_text("utf-8")
        mode = file.stat().st_mode
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"cannot be read: {type(error).__name__}") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"is not TOML: {error}") from None
    for name, section in data.items():
        _check(name, section)
    if (
        os.name == "posix"
        and mode & (stat.S_IWGRP | stat.S_IWOTH)
        and any("base_url" in s for s in data.values())
    ):
        raise _wrong(f"names a server for your key, and others can write it: chmod 600 {file}")
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO) and any("key" in s for s in data.values()):
        raise _wrong(f"holds a key that others can read: chmod 600 {file}")
    return Settings(**data.get(api, {}))


def _check(name: str, section: Any) -> None:
    if name not in APIS or not isinstance(section, dict):
        raise _wrong(f"has {name!r}; expected a section out of [{'], ['.join(APIS)}]")
    for key, value in section.items():
        if key not in _NAMES or not isinstance(value, str) or not value:
            raise _wrong(f"has {key!r} in [{name}]: expected text for {', '.join(_NAMES)}")


def _wrong(problem: str) -> click.UsageError:
    return click.UsageError(f"{path()} {problem}")
