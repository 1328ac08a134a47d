"""The tables of docs/specs.md: which tools take the portable documents, and what they refuse."""

from __future__ import annotations

from tests.consumers.__main__ import TOOLS
from tests.consumers.model import known


def table() -> str:
    """Return the tools with what is seen of them."""
    rows = (
        f"| {tool.name} | {tool.version} | {'whole' if tool.whole else 'whole, variants'} | {tool.does} |"
        for tool in sorted(TOOLS, key=lambda tool: tool.name.lstrip("@"))
    )
    return "\n".join(["| tool | version | documents | tried |", "|---|---|---|---|", *rows])


def refusals() -> str:
    """Return what tools are known to refuse."""
    rows = (
        f"| {each.tool} {each.version} | {', '.join(each.documents)} | {', '.join(each.openapi)} "
        f"| {each.construct} |"
        for each in known()
    )
    return "\n".join(["| tool | documents | OpenAPI | what it does not read |", "|---|---|---|---|", *rows])
