"""What documents say of an API as a whole, and of its variants: limits, prices, webhooks, sockets, keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.diff import messages
from codegen.diff.finding import Finding, Severity
from codegen.diff.snapshot import Snapshot
from codegen.sources.pointers import find, join

BREAKING, COMPATIBLE, INFO = Severity

# Extension of the document → what it says, who is hit if it changes, if it goes.
_DOCUMENT = {
    "x-webhook": ("How webhooks are sent and verified", "who receives webhooks", BREAKING),
    "x-idempotency": ("The header that makes a create safe to repeat", "who creates tasks", BREAKING),
    "x-limits": ("What one key may create", "who creates many tasks", COMPATIBLE),
    "x-websocket": ("The sockets that tell of tasks", "who opens a socket", BREAKING),
    "x-migration": ("What becomes of each part in the next API", "who moves to the next API", INFO),
}
# Facts of a webhook without which nobody can ask for one, verify or read it.
_RELIED_ON = (
    *("scheme", "header", "id", "event", "sent-at", "happened-at", "delivery", "headers"),
    *("endpoint", "secret"),
)
# What the rule of a request says beside its values → what changed, who is hit, where it stands.
_REQUEST = {
    "prices": ("costs something else", "who estimates or bounds what tasks cost", "x-cost"),
    "deprecated": ("is marked otherwise as deprecated", "who creates its tasks", "x-deprecated"),
}


def judge(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return the findings on what extensions say beside the state table."""
    found = [*_documents(old, new), *_unknown_fields(old, new), *_variants(old, new)]
    return [
        Finding(
            api=old.api,
            surface="state",
            severity=severity,
            what=what,
            hits=who,
            avoid="Keep the old beside the new while the API does both." if severity is BREAKING else "",
            pointer=pointer,
            side="head" if new.has(pointer) else "base",
        )
        for severity, what, who, pointer in found
    ]


def _documents(old: Snapshot, new: Snapshot) -> Iterator[tuple[Severity, str, str, str]]:
    for name, (about, who, gone) in _DOCUMENT.items():
        was, now, place = old.document.get(name), new.document.get(name), f"/{name}"
        if was == now:
            continue
        if was is None:
            yield COMPATIBLE, f"{about}: described now.", who, place
        elif now is None:
            yield gone, f"{about}: not described any more.", who, place
        elif name == "x-websocket":
            yield from _sockets(was, now, who)
        else:
            keys = _changed(name, was, now)
            yield (BREAKING if keys else INFO), f"{about} changed{keys and f': {keys}'}.", who, place


def _changed(name: str, was: Any, now: Any) -> str:
    """Return the facts that receivers, or who repeats creates, rely on and that changed."""
    relied_on = _RELIED_ON if name == "x-webhook" else ("header",) if name == "x-idempotency" else ()
    changed = [key for key in relied_on if key in was and was[key] != now.get(key)]
    if name == "x-webhook" and _posts(was) - _posts(now):
        changed.append("sends")
    return ", ".join(f"`{key}` {was[key]} → {now.get(key)}" for key in changed)


def _posts(webhook: Any) -> set[tuple[str, str]]:
    """Return which webhooks are posted, each with the phases that it tells of."""
    return {(name, phase) for name, phases in webhook.get("sends", {}).items() for phase in phases}


def _sockets(was: Any, now: Any, who: str) -> Iterator[tuple[Severity, str, str, str]]:
    before, after = ({socket["path"]: socket for socket in each} for each in (was, now))
    for path in before.keys() - after.keys():
        yield BREAKING, f"The socket {path} is gone.", who, "/x-websocket"
    for path in after.keys() - before.keys():
        yield COMPATIBLE, f"The socket {path} is new.", who, "/x-websocket"
    for path in before.keys() & after.keys():
        if before[path] != after[path]:
            yield BREAKING, f"The socket {path} says something else.", who, "/x-websocket"


_IGNORED = {
    "x-ignores-unknown-fields": "fields that it does not know",
    "x-ignores-nulls": "fields that are null",
}


def _unknown_fields(old: Snapshot, new: Snapshot) -> Iterator[tuple[Severity, str, str, str]]:
    for path, item in new.document.get("paths", {}).items():
        for method in item:
            where = join("/paths", path, method)
            for mark, fields in _IGNORED.items():
                was, now = (find(s.document, f"{where}/{mark}") is not None for s in (old, new))
                if was != now and old.has(where):
                    does = "ignores" if now else "no longer ignores"
                    who = messages.hits(where, new)
                    yield (
                        COMPATIBLE if now else BREAKING,
                        f"{messages.called(where)} {does} {fields}.",
                        who,
                        where,
                    )


def _variants(old: Snapshot, new: Snapshot) -> Iterator[tuple[Severity, str, str, str]]:
    before, after = old.contract["variants"], new.contract["variants"]
    for name in before.keys() & after.keys():
        names = [*after[name]["requests"], *after[name]["tasks"]]
        place = join("/components/schemas", names[0]) if names else ""
        if before[name].get("confidence") != after[name].get("confidence"):
            yield INFO, f"Variant `{name}` is known otherwise.", "nobody's code", place
        was, now = ({rule["name"]: rule for rule in each[name].get("rules", [])} for each in (before, after))
        for request in was.keys() & now.keys():
            for key, (does, who, mark) in _REQUEST.items():
                if was[request].get(key) != now[request].get(key):
                    at = join("/components/schemas", request)
                    marked = join(at, mark)
                    place = marked if new.has(marked) or old.has(marked) else at
                    yield COMPATIBLE, f"`{request}` {does}.", who, place
