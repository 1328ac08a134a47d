"""What the Tab key offers as the value of an option: task types, fields."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

from .._contract.contract import Contract, Variant, load
from .._contract.installed import APIS
from .variant_page import page


def task_types(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the task types of the variant."""
    names = {str(values[-1]): None for _, variant in _chosen(context) for values in variant.match}
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def fields(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the fields of the variant's requests, each with its sentence."""
    task_type = context.params.get("task_type")
    try:
        pages = [page(contract, variant, task_type) for contract, variant in _chosen(context)]
    except ValueError:  # the task type is misspelt
        return []
    rows = [row for each in pages for request in each.requests for row in request.fields]
    found = {row.path: row.description for row in rows if "[]" not in row.path}
    items = found.items()
    return [CompletionItem(f"{path}=", help=text) for path, text in items if path.startswith(incomplete)]


def _chosen(context: click.Context) -> Iterator[tuple[Contract, Variant]]:
    """Yield the variant that the words before name, if they name one.

    click reads no arguments where the value of the last option is missing, and keeps the words.
    """
    api, name = context.params.get("api"), context.params.get("variant")
    if api is None or name is None:
        api, name = [*context.args, "", ""][:2]
    variant = load(api).variants.get(name) if api in APIS else None
    if variant is not None:
        yield load(api), variant
