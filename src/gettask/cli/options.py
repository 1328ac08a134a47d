"""Arguments and options that several commands share, and the class of all commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from .._contract.account import account_resources
from .._contract.contract import Contract, load
from .._contract.installed import APIS
from .._download.names import DEFAULT_NAME, check_template
from .._redact import redact
from .._validation.schema import nearest
from ..polling import UNSET, Unset
from ..storage import ObjectStorage, is_url
from . import exits

F = TypeVar("F", bound=Callable[..., Any])


class Command(click.Command):
    """A command that reports its errors in one message, each with an exit code."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        with exits.reported(context, as_json=False):
            return super().parse_args(context, args)

    def invoke(self, context: click.Context) -> Any:
        with exits.reported(context, context.params.get("as_json", False)):
            return super().invoke(context)


class Name(click.ParamType[str]):
    """A name out of a set that depends on the API, such as a variant."""

    def __init__(self, name: str, names: Callable[[Contract], Iterable[str]]) -> None:
        self.name = name
        self._names = names

    def convert(self, value: str, parameter: click.Parameter | None, context: click.Context | None) -> str:
        """Return the name. Fails for one that the API does not have."""
        del parameter
        assert context is not None
        contract = load(context.params["api"])
        names = self._names(contract)
        if value not in names:
            self.fail(f"{contract.title} has no {self.name} named {value!r}: {nearest(value, names)}")
        return value

    def shell_complete(
        self, context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin so."""
        del parameter
        api = context.params.get("api")
        names = self._names(load(api)) if api else ()
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


class ApiName(click.Choice[str]):
    """The name of an API."""

    def __init__(self) -> None:
        super().__init__(APIS)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return the message about an unknown API."""
        del ctx
        return f"no API {value!r}: {nearest(str(value), APIS)}"


BASE = "The URL of a gateway in the traffic, whose path stands before the paths of --api."


def gateway_url(base: str | None, api: str | None) -> str:
    """Return the URL of a gateway, empty for none.

    Raises:
        click.UsageError: It is no URL, or the API is not named.
    """
    if base is None:
        return ""
    if not base.startswith(("http://", "https://")):
        raise click.UsageError(f"--base {base!r} is no URL: write https://gateway.example/path")
    if api is None:
        raise click.UsageError("--base needs --api: each API has paths of its own behind a gateway")
    return base


def creatable(contract: Contract) -> list[str]:
    """Return the names of the variants that a request can create."""
    return [variant.name for variant in contract.variants.values() if variant.requests]


API = click.argument("api", metavar="API", type=ApiName())
VARIANT = Name("variant", lambda contract: contract.variants)
CREATABLE = Name("variant to create", creatable)
RESOURCE = Name("account resource", account_resources)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one value per line.")
DEADLINE = click.option(
    "--deadline",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    help="Total time to wait; 0 polls once. Default: the API's limit.",
)


class Destination(click.ParamType[Path | ObjectStorage]):
    """A folder, or the URL of object storage."""

    name = "folder"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path | ObjectStorage:
        """Return the folder or the storage. Fails for one that cannot be used."""
        if not isinstance(value, str) or not is_url(value):
            folder = click.Path(file_okay=False, path_type=Path).convert(value, parameter, context)
            return Path(folder)
        if "{" in value:
            self.fail(f"{redact(value)!r}: give the names of results with --name", parameter, context)
        try:
            return ObjectStorage(value)
        except (ValueError, ImportError) as error:
            self.fail(str(error), parameter, context)


OUT = click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    type=Destination(),
    help="Download the results to this folder, or to object storage such as s3://bucket/prefix.",
)


def file_name(context: click.Context, parameter: click.Parameter, template: str) -> str:
    """Return a template for names of files; fail for one that cannot be used, before anything is paid."""
    del context, parameter
    try:
        check_template(template)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return template


NAME = click.option(
    "--name",
    metavar="TEMPLATE",
    default=DEFAULT_NAME,
    show_default=True,
    callback=file_name,
    help="Names of the results, of {id}, {variant}, {kind} and {n}. With {id} a rerun skips what is there.",
)


def server_options(command: F) -> F:
    """Add the options that say where the API is."""
    command = click.option("--region", help="A region of the API, such as ai or com.")(command)
    return click.option(
        "--base-url",
        metavar="URL",
        help="Another server, with the API's path: http://127.0.0.1:8600/v3.",
    )(command)


def pairs_of(settings: Iterable[str]) -> dict[str, str]:
    """Return the names and values of NAME=VALUE words."""
    pairs = [setting.partition("=") for setting in settings]
    for name, equals, value in pairs:
        if not name or not equals:
            raise click.BadParameter(
                f"{name + equals + value!r}: expected NAME=VALUE, such as limit=10", param_hint="--set"
            )
    return {name: value for name, _, value in pairs}


def deadline_or_unset(deadline: float | None) -> float | Unset:
    """Return the deadline for the client, where None would mean no limit."""
    return UNSET if deadline is None else deadline
