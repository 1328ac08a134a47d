"""The config file: keys and servers that are not in the environment.

# ~/.config/gettask/config.toml, mode 0600
[piapi]
key = "…"

[tripo]
key = "…"
region = "com"

[jobs]
enabled = false            # record no jobs
path = "/data/jobs.db"     # another place for the job store
webhook = "https://…"      # see JobStore
webhook_secret = "…"       # see JobStore
survive_power_loss = true  # see JobStore
"""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from .._contract.installed import APIS

_NAMES = ("key", "base_url", "region")
_JOBS = "jobs"
_JOB_NAMES = ("path", "webhook", "webhook_secret")
_JOB_SWITCHES = ("enabled", "survive_power_loss")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one API in the config file."""

    key: str | None = field(default=None, repr=False)
    base_url: str | None = field(default=None, repr=False)
    region: str | None = None


def path() -> Path:
    """Return the path of the config file."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 - never raises
    return Path(home, "gettask", "config.toml")


@dataclass(frozen=True, slots=True)
class JobSettings:
    """The settings of the job store in the config file."""

    enabled: bool = True
    path: Path | None = None
    webhook: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    survive_power_loss: bool = False


def settings(api: str) -> Settings:
    """Return the settings of an API, empty ones without a file.

    Raises:
        click.UsageError: The file has a mistake, or a key that others can read.
    """
    return Settings(**_read().get(api, {}))


def jobs() -> JobSettings:
    """Return the settings of the job store.

    Raises:
        click.UsageError: As `settings`.
    """
    data = _read().get(_JOBS, {})
    place = data.get("path")
    return JobSettings(**data | ({} if place is None else {"path": Path(place).expanduser()}))


def _read() -> dict[str, dict[str, Any]]:
    file = path()
    try:
        text = file.read_text("utf-8")
        mode = file.stat().st_mode
    except FileNotFoundError:
        return {}
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
        and any({"base_url", "webhook"} & s.keys() for s in data.values())
    ):
        raise _wrong(f"names a server for your keys or results, and others can write it: chmod 600 {file}")
    secret = any({"key", "webhook_secret"} & s.keys() for s in data.values())
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO) and secret:
        raise _wrong(f"holds a key that others can read: chmod 600 {file}")
    return data


def _check(name: str, section: Any) -> None:
    if name not in (*APIS, _JOBS) or not isinstance(section, dict):
        raise _wrong(f"has {name!r}; expected a section out of [{'], ['.join((*APIS, _JOBS))}]")
    names, switches = (_JOB_NAMES, _JOB_SWITCHES) if name == _JOBS else (_NAMES, ())
    for key, value in section.items():
        if key in switches:
            if not isinstance(value, bool):
                raise _wrong(f"has {key!r} in [{name}]: expected true or false")
        elif key not in names or not isinstance(value, str) or not value:
            others = f", true or false for {', '.join(switches)}" if switches else ""
            raise _wrong(f"has {key!r} in [{name}]: expected text for {', '.join(names)}{others}")


def _wrong(problem: str) -> click.UsageError:
    return click.UsageError(f"{path()} {problem}")
