"""The page of one variant as Markdown, for the documentation site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import variant_examples
from .variant_page import RequestPage, VariantPage, task_types


def markdown(shown: VariantPage) -> str:
    """Return a page as Markdown."""
    return "\n\n".join(_blocks(shown)) + "\n"


def _blocks(shown: VariantPage) -> Iterator[str]:
    contract, variant = shown.contract, shown.variant
    yield f"# {contract.title}: {variant.name}"
    if shown.description:
        yield _text(shown.description)
    if ended := contract.deprecated:
        yield f"**This API was shut down on {ended['date']}.**"
    about = [("Created by", f"`{shown.operation}`" if shown.operation else "no request of this API")]
    yield _table(
        ("", ""),
        [
            *about,
            ("Known", shown.known),
            ("Last read", f"{shown.variant.read or '?'}: what is called unknown here was in no source then"),
            ("In the terminal", f"`{_command(shown)}`"),
        ],
    )
    for request in shown.requests:
        yield from _request(shown, request)
    yield "## Results"
    results = [
        (f"`{rule.at}`", rule.kind, ", ".join(rule.media_types) or "?", kept) for kept, rule in shown.results
    ]
    results += [(f"`{name}`", "a value, not a file", "", "") for name in variant.fields]
    yield (
        _table(("Result", "Kind", "Media types", "Kept for"), results)
        if results
        else f"Not published{shown.as_of}."
    )
    yield "## Statuses"
    yield _table(
        ("Phase", "Statuses of the vendor"),
        [(phase, ", ".join(f"`{name}`" for name in names)) for phase, names in shown.statuses.items()],
    )
    yield "## Sources"
    yield _table(
        ("Source", "Kind", "Date", "Read"),
        [
            (f"[{_text(source.title)}]({source.url})" if source.url else _text(source.title), *rest)
            for source in shown.sources
            for rest in [(source.kind, source.date, source.read)]
        ],
    )


def _request(shown: VariantPage, request: RequestPage) -> Iterator[str]:
    yield f"## {request.name}"
    if request.description and request.description != shown.description:
        yield _text(request.description)
    dispatch = " and ".join(f"`{name}`" for name in shown.contract.dispatch)
    groups = [
        ": ".join(filter(None, [models, ", ".join(f"`{kind}`" for kind in kinds)]))
        for models, kinds in task_types(request.matches).items()
    ]
    if groups:
        yield f"For {dispatch}: {'; '.join(groups)}."
    if request.deprecated:
        yield f"**Deprecated:** {_text(request.deprecated)}"
    for choice in request.choices:
        yield f"{choice[0].upper()}{choice[1:]}."
    yield _table(
        ("Field", "Type", "Default", "Meaning"),
        [
            (
                f"`{row.path}`",
                _text(row.type),
                f"`{row.default}`" if row.default not in ("", "?") and not row.required else row.presence,
                _text(row.sentence),
            )
            for row in request.fields
        ],
    )
    yield from _prices(shown, request)
    if request.example is not None:
        for title, language, text in (
            ("Python", "python", variant_examples.python(shown, request)),
            ("Command line", "sh", variant_examples.command(shown, request)),
            ("curl", "sh", variant_examples.curl(shown, request)),
        ):
            yield f'=== "{title}"'
            yield "\n".join(f"    {line}" for line in [f"```{language}", *text.splitlines(), "```"])


def _prices(shown: VariantPage, request: RequestPage) -> Iterator[str]:
    yield "### Price"
    if not request.prices:
        yield f"No source has one{shown.as_of}."
        return
    yield _table(
        ("When", "Price", "Note"), [(_text(r.when), _text(r.price), _text(r.note)) for r in request.prices]
    )
    if request.price_note:
        yield _text(request.price_note)
    yield f"Known as {_text(request.price_source)}."
    if request.estimate is not None:
        yield f"The example below costs {_text(str(request.estimate))}."


def _command(shown: VariantPage) -> str:
    return f"gettask variants {shown.contract.api} {shown.variant.name}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def _text(text: str) -> str:
    """Return text of a spec in which no character means anything to Markdown or HTML."""
    for character in "\\`*_{}[]<>#":
        text = text.replace(character, f"&#{ord(character)};")
    return " ".join(text.split())
