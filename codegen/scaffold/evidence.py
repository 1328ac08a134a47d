"""Bodies that are kept as evidence, for the tests to hold the specs against."""

from __future__ import annotations

from pathlib import Path

from codegen.sources.dumper import dump


def kept_as_evidence(
    root: Path, api: str, variant: str, text: str, schema: str, *, told: bool
) -> dict[Path, str]:
    """Return the files that keep a response of Get Task, none if the repository keeps no evidence.

    Args:
        root: The repository.
        api: The API, as its folder is called.
        variant: The variant that the task is of.
        text: The response.
        schema: The class that reads its task.
        told: Whether the task tells which variant it is of.
    """
    sources = root / "tests/evidence/sources.yaml"
    if not sources.is_file():
        return {}
    name = f"{api}/captured/{variant}_seen.json"
    told_by = {} if told else {"told": False}
    entry = {
        "source": f"A Get Task response of {variant}",
        "date": None,
        "kind": "recorded",
        "reply": {"api": api, "operation": "getTask", "status": "200", "variant": variant} | told_by,
        "class": schema,
    }
    known = f"{sources.read_text('utf-8').rstrip()}\n{dump({name: entry})}"
    return {sources.parent / "bodies" / name: text, sources: known}
