"""Keys from the environment or a config file that nobody else can read, never from the command line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
from click.testing import Result

from gettask import GettaskError, load
from gettask._http.request import warn_of_shutdown
from gettask.cli import app, config, connection, exits, recording
from gettask.testing import instant

Run = Callable[..., Result]
KEY = "dummy-key-of-the-config-file"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of the test's own, and no key in the environment."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for api in ("piapi", "tripo"):
        monkeypatch.delenv(load(api).auth.env, raising=False)


def write(text: str, mode: int = 0o600) -> Path:
    """Write the config file."""
    file = config.path()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(mode)
    return file


def key_of(api: str) -> str:
    """Return the key that the command line sends, as a server on loopback gets it."""
    keys: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys.append(self.headers[load(api).auth.header])
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        url = f"http://127.0.0.1:{server.server_port}"
        with instant(), connection.client_of(api, url, None) as client, suppress(GettaskError):
            client.get("x")
        server.shutdown()
    return keys[0]


def test_a_key_is_read_from_the_file() -> None:
    """Each API has a section of its own."""
    write(f'[piapi]\nkey = "{KEY}"\n[tripo]\nkey = "other"\n')
    assert (key_of("piapi"), key_of("tripo")) == (KEY, "Bearer other")


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment is taken in place of the file's."""
    write(f'[piapi]\nkey = "{KEY}"\n')
    monkeypatch.setenv("PIAPI_API_KEY", "from-the-environment")
    assert key_of("piapi") == "from-the-environment"


def test_a_server_can_stand_in_the_file() -> None:
    """base_url and region are read there, too, and give way to options."""
    write(f'[piapi]\nkey = "{KEY}"\nbase_url = "http://127.0.0.1:1"\n[tripo]\nkey = "x"\nregion = "com"\n')
    with connection.client_of("piapi", None, None) as client:
        assert "127.0.0.1:1" in repr(client)
    with connection.client_of("tripo", None, None) as client:
        assert ".com" in repr(client)
    with connection.client_of("tripo", None, "ai") as client:
        assert ".ai" in repr(client)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_is_refused(mode: int) -> None:
    """The message has the command that mends it, and not the key."""
    file = write(f'[tripo]\nkey = "{KEY}"\n', mode)
    with pytest.raises(click.UsageError, match=f"chmod 600 {file}") as caught:
        connection.client_of("piapi", None, None)
    assert KEY not in str(caught.value)
    write('[tripo]\nregion = "com"\n', mode)
    assert config.settings("tripo").region == "com"  # nothing secret in it


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
@pytest.mark.parametrize("section", ["[tripo]\nbase_url", "[jobs]\nwebhook"])
def test_a_server_that_others_can_write_is_refused(section: str, mode: int) -> None:
    """Whoever may write the file would have keys, or the results in webhooks, sent to any server."""
    file = write(f'{section} = "https://proxy.example/v3"\n', mode)
    with pytest.raises(click.UsageError, match=f"others can write it: chmod 600 {file}"):
        config.settings("piapi")
    file.chmod(0o644)
    found = config.settings("tripo").base_url or config.jobs().webhook
    assert found == "https://proxy.example/v3"


def test_the_store_of_commands_survives_what_the_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is, and whether each record waits for the disk, is in the section [jobs]."""
    opened: list[Any] = []
    monkeypatch.setattr(recording, "JobStore", lambda path, **options: opened.append((path, options)))
    write(f'[jobs]\npath = "{tmp_path / "jobs.db"}"\nsurvive_power_loss = true\n')
    recording.opened()
    config.path().unlink()
    recording.opened()
    assert opened == [
        (tmp_path / "jobs.db", {"survive_power_loss": True, "webhook": None, "webhook_secret": None}),
        (None, {"survive_power_loss": False, "webhook": None, "webhook_secret": None}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[piapi", "not TOML"),
        ('[pipai]\nkey = "x"', "'pipai'; expected a section"),
        ('key = "x"', "'key'; expected a section"),
        ('[piapi]\nkye = "x"', "'kye' in [piapi]"),
        ("[piapi]\nkey = 5", "expected text"),
        ('[piapi]\nkey = ""', "expected text"),
        ('[jobs]\nsurvive_power_loss = "yes"', "expected true or false"),
        ("[jobs]\nlabel = 5", "path, webhook, webhook_secret, true or false for enabled, survive_power_loss"),
        ("[piapi]\nenabled = true", "'enabled' in [piapi]"),
    ],
)
def test_a_mistake_in_the_file_is_named(text: str, message: str) -> None:
    """A misspelt name would otherwise be a key that is never found."""
    write(text)
    with pytest.raises(click.UsageError) as caught:
        config.settings("piapi")
    assert message in str(caught.value)
    assert str(config.path()) in str(caught.value)


def test_a_missing_key_names_both_places(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a key the message names the environment variable and the file, and the exit code says so."""
    with pytest.raises(SystemExit) as caught:
        app.cli(["get", "piapi", "x"], prog_name="gettask")
    message = capfd.readouterr().err
    assert caught.value.code == exits.AUTH
    assert f"set PIAPI_API_KEY, or put it under [piapi] in {config.path()}" in message


def test_no_file_is_no_mistake() -> None:
    """Without a file there are no settings."""
    assert config.settings("piapi") == config.Settings()


def test_no_home_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom the machine does not know, as in a container, needs no file where the key is elsewhere."""

    def unknown(_: int) -> None:
        raise KeyError

    for name in ("XDG_CONFIG_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert config.settings("piapi") == config.Settings()


def test_settings_do_not_show_their_key() -> None:
    """A key is in no repr."""
    write(f'[piapi]\nkey = "{KEY}"\n')
    assert KEY not in repr(config.settings("piapi"))


def test_no_command_takes_a_key() -> None:
    """Words on a command line are seen by everybody on the machine, so no option is for a key."""
    for name, command in app.cli.commands.items():
        for parameter in command.params:
            assert "key" not in (parameter.name or ""), name


def test_the_key_of_the_file_is_in_no_output(capfd: pytest.CaptureFixture[str]) -> None:
    """The error of a refused connection is without the key."""
    write(f'[piapi]\nkey = "{KEY}"\nbase_url = "http://127.0.0.1:1"\n')
    with instant(), pytest.raises(SystemExit) as caught:
        app.cli(["get", "piapi", "x", "--json"], prog_name="gettask")
    assert caught.value.code == exits.OTHER
    printed = capfd.readouterr()
    assert "127.0.0.1:1" in printed.err
    assert KEY not in printed.out + printed.err


def test_a_shut_down_api_is_told_in_one_line(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tripo's v2 API is warned of as the command line warns, without a place in the code."""
    warn_of_shutdown.cache_clear()
    monkeypatch.setenv("TRIPO_API_KEY", KEY)
    connection.client_of("tripo-v2", None, None).close()
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("gettask: Tripo API v2 was shut down")
