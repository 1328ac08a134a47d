"""The command that shows the variants of an API, and what each takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import click
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .._contract.contract import Contract, Variant, load
from .._contract.installed import APIS
from . import complete, exits, output, show, variant_examples
from .options import AS_JSON, VARIANT, ApiName, Command
from .prices import estimate_line, summary
from .variant_page import RequestPage, VariantPage, duration, page, task_types

_WIDE = 120
"""Columns from which on the fields of a request are a table, and variants show how well they are known."""


@click.command(cls=Command)
@click.argument("api", metavar="[API]", type=ApiName(), required=False)
@click.argument("variant", type=VARIANT, required=False)
@click.option(
    "--task-type",
    metavar="TYPE",
    shell_complete=complete.task_types,
    help="Show only what this task type takes.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of its requests.")
@click.option("--example", is_flag=True, help="Print a request that works, as JSON.")
@click.option(
    "--stale",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="List what rests on sources that nobody has read for so many days; exit 1 if there is any.",
)
@AS_JSON
@click.pass_context
def variants(
    context: click.Context,
    api: str | None,
    variant: str | None,
    task_type: str | None,
    schema: bool,
    example: bool,
    stale: int | None,
    as_json: bool,
) -> None:
    """List the variants of all APIs or of one, or show what one VARIANT takes and gives.

    A ? stands for what the vendor does not publish; "seen" says whether a finished task is on record.

    \b
    gettask variants
    gettask variants piapi
    gettask variants piapi flux --task-type kontext
    gettask variants piapi flux --schema
    gettask variants --stale 90
    gettask variants piapi flux --example | gettask create piapi flux --body -
    """
    if stale is not None:
        if variant is not None or schema or example or task_type is not None:
            raise click.UsageError("--stale takes an API alone")
        found = list(_stale([load(name) for name in ([api] if api else APIS)], stale))
        _print_stale(found, as_json)
        context.exit(exits.FAILED if found else exits.DONE)
    if variant is None or api is None:
        if schema or example or task_type is not None:
            raise click.UsageError("--task-type, --schema and --example need API and VARIANT")
        _list([load(name) for name in ([api] if api else APIS)], as_json)
        return
    contract = load(api)
    shown = page(contract, contract.variants[variant], task_type)
    if schema or example:
        if not shown.requests:
            raise click.UsageError(f"{contract.title} has no request that creates {variant}")
        data = shown.schema() if schema else shown.requests[0].example
        output.line(show.line(data, indent=2))
    elif as_json:
        output.line(show.line(variant_record(contract, shown.variant) | shown.record()))
    else:
        show.emit(*render(shown))


def _stale(contracts: list[Contract], days: int) -> Iterator[dict[str, Any]]:
    """Yield the variants whose newest source was last read more than so many days ago, the oldest first."""
    today = datetime.now(UTC).date()
    rows = [
        {"api": contract.api, "variant": variant.name, "read": variant.read, "days": age}
        for contract in contracts
        for variant in contract.variants.values()
        for age in [(today - date.fromisoformat(variant.read)).days if variant.read else None]
        if age is None or age > days
    ]
    yield from sorted(rows, key=lambda row: row["read"] or "")


def _print_stale(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        for row in rows:
            output.line(show.line(row))
        return
    table = _table("api", "variant", "last read", "days ago")
    for row in rows:
        table.add_row(*(show.cell("?" if value is None else value) for value in row.values()))
    show.emit(table if rows else Text("nothing"))


def _list(contracts: list[Contract], as_json: bool) -> None:
    if not as_json:
        console = Console()
        brief = console.is_terminal and console.width < _WIDE
        for contract in contracts:
            show.emit(variants_table(contract, brief), *_known_by_name(contract))
        return
    for contract in contracts:
        for variant in contract.variants.values():
            output.line(show.line(variant_record(contract, variant)))


def variant_record(contract: Contract, variant: Variant) -> dict[str, Any]:
    """Return the summary of a variant as plain data."""
    registry = contract.spec["info"]["x-sources"]
    return {
        "api": contract.api,
        "variant": variant.name,
        "title": variant.title,
        "match": [dict(zip(contract.dispatch, values, strict=True)) for values in variant.match],
        "created": variant.create is not None,
        "price": summary(variant),
        "deprecated": str(variant.deprecated) if variant.deprecated else None,
        "confidence": variant.confidence,
        "read": variant.read,
        "backed": variant.backed,
        "statuses": {name: status.phase.value for name, status in contract.lifecycle.statuses.items()},
        "sources": [
            {"id": name, **{key: registry[name].get(key) for key in ("kind", "date", "read")}}
            for name in variant.sources
        ],
        "assets": [
            {
                "at": rule.at,
                "kind": rule.kind,
                "media_types": list(rule.media_types),
                "retention": rule.retention,
            }
            for rule in variant.own_assets
        ],
        "fields": list(variant.fields),
    }


def variants_table(contract: Contract, brief: bool = False) -> Table:
    """Return the variants of an API, one row each; where room is short, without how well each is known."""
    ended = _ended(contract)
    title = Text(f"{contract.api}: {contract.title}{ended and f' (shut down {ended})'}")
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("variant", no_wrap=True)
    known = () if brief else ("confidence", "seen")
    for column in ("task types", "results, kept for", "price", *known):
        table.add_column(column, overflow="fold")
    for variant in contract.variants.values():
        types = "; ".join(_types(variant.match)) or "—"
        evidence = () if brief else (variant.confidence, "yes" if variant.backed else "no")
        name = f"{variant.name} (deprecated)" if variant.deprecated else variant.name
        table.add_row(name, types, _results(variant), summary(variant), *evidence)
    return table


def _known_by_name(contract: Contract) -> Iterator[RenderableType]:
    """Yield what the vendor has beside the variants, nothing where the specification names nothing."""
    info = contract.spec["info"]
    for each in info.get("x-known-by-name", ()):
        read = max(info["x-sources"][name].get("read", "") for name in each["x-sources"])
        known = f"{each['name']}: {each['note']}" + (f" Last read {read}." if read else "")
        yield Padding(Text(f"not described: {known}"), (0, 0, 0, 2))


def _ended(contract: Contract) -> str:
    """Return when the API was shut down, and what follows it; empty if it lives."""
    gone = contract.deprecated
    if gone is None:
        return ""
    return f"on {gone['date']}" + (f"; use {gone['successor']}" if "successor" in gone else "")


def _types(matches: tuple[tuple[Any, ...], ...]) -> Iterator[str]:
    for models, types in task_types(matches).items():
        yield ": ".join(filter(None, [models, ", ".join(types)]))


def _results(variant: Variant) -> str:
    kept: dict[str, dict[str, None]] = {}
    for rule in variant.own_assets:
        kept.setdefault(rule.kind, {})[duration(rule.retention)] = None
    results = [f"{kind} {' or '.join(times)}" for kind, times in sorted(kept.items())]
    return ", ".join([*results, *variant.fields]) or "not published"


def render(shown: VariantPage) -> Iterator[RenderableType]:
    """Yield the parts of a page for a terminal."""
    variant = shown.variant
    about = _facts(
        ("variant", f"{shown.contract.api} {variant.name}: {variant.title}"),
        ("about", shown.description),
        ("created by", shown.operation or "nothing: this API has no request for it"),
        ("known", shown.known),
        ("last read", shown.variant.read or ""),
        ("deprecated", str(variant.deprecated or "")),
        ("shut down", _ended(shown.contract)),
    )
    yield about
    for request in shown.requests:
        yield _request(request)
        yield _part(f"Price of {request.name}", _prices(shown, request))
    yield _part("Results", _results_table(shown))
    statuses = ((phase, ", ".join(names)) for phase, names in shown.statuses.items())
    yield _part("Statuses, by phase", _facts(*statuses))
    if shown.requests:
        first = shown.requests[0]
        for title, text in (
            ("Command", variant_examples.command(shown, first)),
            ("Python", variant_examples.python(shown, first)),
            ("curl", variant_examples.curl(shown, first)),
        ):
            # A line that is copied must not be wrapped.
            yield _part(f"Example: {title}", Text(text, no_wrap=True, overflow="ignore"))
    sources = _table("source", "kind", "date", "read")
    for source in shown.sources:
        cells = (source.url or source.title, source.kind, source.date, source.read)
        sources.add_row(*map(show.cell, cells))
    yield _part("Sources", sources)


def _request(request: RequestPage) -> RenderableType:
    gone = [f"deprecated: {request.deprecated}"] if request.deprecated else []
    notes = [*gone, *_types(request.matches), *request.choices]
    return _part(f"Request {request.name}", Group(*map(show.cell, notes), _Fields(request)))


def _prices(shown: VariantPage, request: RequestPage) -> RenderableType:
    if not request.prices:
        return Text(f"no source has one{shown.as_of}")
    table = _table("when", "price", "note")
    for row in request.prices:
        table.add_row(*map(show.cell, (row.when, row.price, row.note)))
    about = _facts(
        ("note", request.price_note),
        ("known", request.price_source),
        ("example", estimate_line(request.estimate)),
    )
    return Group(table, about)


class _Fields:
    """The fields of a request: as a table, or on a narrow terminal one below the other."""

    def __init__(self, request: RequestPage) -> None:
        self._rows = request.fields

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width >= _WIDE:
            table = _table("field", "type", "default", "meaning")
            for row in self._rows:
                table.add_row(*map(show.cell, (row.path, row.type, row.presence, row.sentence)))
            yield table
            return
        for row in self._rows:
            default = f"default: {row.default}" if row.default and not row.required else row.presence
            facts = "; ".join(filter(None, [row.type, default]))
            yield Text.assemble(show.cell(row.path, "bold"), "  ", show.cell(facts, "dim"))
            if row.sentence:
                yield Padding(show.cell(row.sentence), (0, 0, 0, 4))


def _results_table(shown: VariantPage) -> RenderableType:
    table = _table("result", "kind", "media types", "kept for")
    for kept, rule in shown.results:
        table.add_row(rule.at, rule.kind, ", ".join(rule.media_types) or "?", kept)
    for name in shown.variant.fields:
        table.add_row(name, "a value, not a file", "", "")
    return table if table.row_count else Text(f"not published{shown.as_of}")


def _part(title: str, content: RenderableType) -> RenderableType:
    return Group(Text(title, style="bold"), Padding(content, (0, 0, 0, 2), expand=False))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _facts(*rows: tuple[str, str]) -> Table:
    table = show.facts()
    for name, text in rows:
        if text:
            table.add_row(name, show.cell(text))
    return table
