"""The state table: what `contract.json` gives the runtime, the mock and every wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.diff import messages
from codegen.diff.finding import Finding, Severity
from codegen.diff.snapshot import Snapshot, listed
from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, at
from codegen.sources.pointers import join, tokens

BREAKING, COMPATIBLE, INFO = Severity


@dataclass(frozen=True)
class StateChange:
    """A change; `at` leads to it in the effective document, in that of the base if it is gone."""

    severity: Severity
    what: str
    hits: str
    at: str
    avoid: str = ""


def judge(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return the findings on the state table of one API, its variants, errors and access."""
    if old.contract == new.contract:
        return []
    return [
        Finding(
            api=old.api,
            surface="state",
            severity=change.severity,
            what=change.what,
            hits=change.hits,
            avoid=(change.avoid or messages.ELSE) if change.severity is BREAKING else "",
            pointer=change.at,
            side="head" if new.has(change.at) else "base",
        )
        for part in (_statuses, _waiting, _fields, _variants, _errors, _access)
        for change in part(old, new)
    ]


def _table(here: Snapshot) -> str:
    return next((lifecycle.pointer for lifecycle in lifecycles(here.document)), "")


def _waits(here: Snapshot) -> str:
    return f"who waits for tasks of {here.api}"


def _statuses(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    before, after = (s.contract["lifecycle"]["statuses"] for s in (old, new))
    who = _waits(new)
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        place = join(_table(new if now else old), "statuses", name)
        if was is None:
            what = f"Status `{name}` is new: {now['phase']}{', final' if now['terminal'] else ''}."
            hits = "who compares statuses by name; Phase needs no change"
            yield StateChange(COMPATIBLE, what, hits, place)
        elif now is None:
            avoid = "Keep it: old bodies still carry it, and the table costs nothing."
            yield StateChange(BREAKING, f"Status `{name}` is gone from the table.", who, place, avoid)
        elif was["terminal"] != now["terminal"]:
            what = (
                f"Status `{name}` is {'final now' if now['terminal'] else 'final no more'}: {now['phase']}."
            )
            yield StateChange(BREAKING, what, who, place)
        elif was["phase"] != now["phase"]:
            what = f"Status `{name}` is {now['phase']} now, it was {was['phase']}."
            avoid = "Name the phase that callers handle already."
            yield StateChange(BREAKING, what, f"{who} and reads the phase", place, avoid)
        elif was.get("next") != now.get("next"):
            following = listed(now.get("next", [])) or "nothing"
            yield StateChange(INFO, f"Status `{name}` may be followed by {following}.", who, place)


def _waiting(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    was, now = old.contract["lifecycle"], new.contract["lifecycle"]
    table, who = _table(new), _waits(new)
    if was["deadline"] != now["deadline"]:
        shorter = now["deadline"] < was["deadline"]
        what = f"A wait ends after {now['deadline']} s by itself, it was {was['deadline']} s."
        avoid = "Leave it; who wants to give up early says deadline=."
        yield StateChange(
            BREAKING if shorter else COMPATIBLE,
            what,
            f"{who} without deadline=",
            join(table, "deadline"),
            avoid,
        )
    for key in ("initial", "multiplier", "maximum", "jitter"):
        one, other = was["polling"].get(key), now["polling"].get(key)
        if one != other:
            pace = "slower: results are seen later" if other > one else "faster: there are more requests"
            what = f"Polling is {pace}; `polling.{key}` {one} → {other}."
            yield StateChange(INFO if key == "jitter" else COMPATIBLE, what, who, join(table, "polling", key))
    if was["unlisted"] != now["unlisted"]:
        fails = now["unlisted"]["policy"] == "fail"
        what = f"A status that no one listed is a reason to {now['unlisted']['policy']}."
        avoid = "Leave `wait`: the deadline ends it."
        yield StateChange(BREAKING if fails else COMPATIBLE, what, who, join(table, "unlisted"), avoid)
    if was["case-sensitive"] != now["case-sensitive"]:
        matters = now["case-sensitive"]
        what = f"The case of a status {'matters now' if matters else 'does not matter any more'}."
        avoid = "Leave it false: vendors write both."
        yield StateChange(
            BREAKING if matters else COMPATIBLE, what, who, join(table, "case-sensitive"), avoid
        )
    visible = [(table_.get("visible-within") or {}).get("seconds", 0) for table_ in (was, now)]
    if visible[0] != visible[1]:
        what = f"A new task may be missing for {visible[1]} s before a wait fails, it was {visible[0]} s."
        avoid = "Leave the longer time: it costs a missing task some polls more."
        place = join(table, "visible-within") if "visible-within" in now else table
        yield StateChange(BREAKING if visible[1] < visible[0] else COMPATIBLE, what, who, place, avoid)
    yield from _polling_url(was.get("polling-url"), now.get("polling-url"), table, who)
    implied = [table_.get("implied", []) for table_ in (was, now)]
    if implied[0] != implied[1]:
        lost = [rule for rule in implied[0] if rule not in implied[1]]
        what = "What the status of a task without one is, is read otherwise."
        yield StateChange(BREAKING if lost else COMPATIBLE, what, who, join(table, "implied"))
    if was["task"] != now["task"]:
        what = f"The task stands at `{now['task']}`, it was `{was['task']}`."
        yield StateChange(BREAKING, what, who, join(table, "task"))


def _polling_url(
    was: dict[str, Any] | None, now: dict[str, Any] | None, table: str, who: str
) -> Iterator[StateChange]:
    """What a wait polls: an old handle may name a URL on a host that is not listed any more."""
    hosts = [set((each or {}).get("hosts", [])) for each in (was, now)]
    if was and now and (gone := hosts[0] - hosts[1]):
        what = f"URLs to poll on {', '.join(sorted(gone))} are refused."
        avoid = "Leave the host: tasks that are open have such URLs."
        yield StateChange(BREAKING, what, who, join(table, "polling-url", "hosts"), avoid)
    elif was != now:
        place = join(table, "polling-url") if now else table
        yield StateChange(COMPATIBLE, "Where a new task is polled is read otherwise.", who, place)


def _flat(fields: dict[str, Any]) -> dict[str, Any]:
    flat = {name: field for name, field in fields.items() if name != "error"}
    return flat | {f"error/{name}": field for name, field in fields.get("error", {}).items()}


def _fields(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    before, after = (_flat(s.contract["lifecycle"]["fields"]) for s in (old, new))
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        place = f"{_table(new if now else old)}/fields/{name}"
        called, who = f"`{name.replace('/', '.')}`", f"who reads Task.{name.partition('/')[0]}"
        if was is None:
            yield StateChange(COMPATIBLE, f"Task gains {called}.", who, place)
        elif now is None:
            yield StateChange(
                BREAKING,
                f"Task loses {called}.",
                who,
                place,
                "Keep the pointer: it finds nothing where nothing is.",
            )
        else:
            yield from _field(called, was, now, who, place)


def _field(
    called: str, was: dict[str, Any], now: dict[str, Any], who: str, place: str
) -> Iterator[StateChange]:
    for key in dict.fromkeys([*was, *now]):
        one: Any = was.get(key)
        other: Any = now.get(key)
        where = join(place, key) if key in now else place
        if one == other:
            continue
        if key == "at":
            what = f"{called} is read from {', then '.join(other)}, it was {', then '.join(one)}."
            avoid = "Keep the old pointer before the new one: the first that exists wins."
            severity = COMPATIBLE if other[: len(one)] == one else BREAKING
            yield StateChange(severity, what, who, where, avoid)
        elif key in ("scale", "unit", "format"):
            what = f"{called} counts otherwise: {key} {one} → {other}."
            yield StateChange(BREAKING, what, who, where)
        else:
            yield StateChange(INFO, f"{called}: {key} {one} → {other}.", who, where)


def _variants(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    before, after = old.contract["variants"], new.contract["variants"]
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was is None:
            hits = f"who reads {name} tasks as unknown ones" if now["tasks"] else f"who creates {name} tasks"
            yield StateChange(COMPATIBLE, f"Variant `{name}` is new.", hits, _schema(now))
        elif now is None:
            avoid = "Keep its document, deprecated: recorded bodies remain."
            yield StateChange(
                BREAKING, f"Variant `{name}` is gone.", f"who uses tasks of {name}", _schema(was), avoid
            )
        else:
            yield from _variant(name, was, now, old, new)


def _schema(variant: dict[str, Any]) -> str:
    names = [*variant["tasks"], *variant["requests"]]
    return join("/components/schemas", names[0]) if names else ""


def _variant(
    name: str, was: dict[str, Any], now: dict[str, Any], old: Snapshot, new: Snapshot
) -> Iterator[StateChange]:
    who = f"who uses tasks of {name}"
    for key, sign in (("match", "values"), ("requests", "requests")):
        gone = [x for x in was[key] if x not in now[key]]
        come = [x for x in now[key] if x not in was[key]]
        if gone:
            what = f"Variant `{name}` loses {sign}: {_listed(gone)}."
            yield StateChange(BREAKING, what, who, _schema(now), "Keep the old beside the new.")
        if come:
            yield StateChange(
                COMPATIBLE, f"Variant `{name}` gains {sign}: {_listed(come)}.", who, _schema(now)
            )
    reads = f"who downloads results of {name}"
    before, after = ({a["at"]: a for a in v["assets"]} for v in (was, now))
    for pointer in dict.fromkeys([*before, *after]):
        one: Any = before.get(pointer)
        other: Any = after.get(pointer)
        if one is None:
            what = f"`{name}` has an asset at {pointer}: {other['kind']}."
            yield StateChange(COMPATIBLE, what, reads, _asset(new, now, pointer))
        elif other is None:
            avoid = "Keep the asset, optional, where results of old tasks stand."
            yield StateChange(
                BREAKING,
                f"`{name}` has no asset at {pointer} any more.",
                reads,
                _asset(old, was, pointer),
                avoid,
            )
        else:
            yield from _asset_change(
                f"The asset of `{name}` at {pointer}", one, other, reads, _asset(new, now, pointer)
            )


def _asset_change(
    what: str, was: dict[str, Any], now: dict[str, Any], who: str, place: str
) -> Iterator[StateChange]:
    if was["kind"] != now["kind"]:
        yield StateChange(
            BREAKING, f"{what} is {now['kind']}, it was {was['kind']}.", who, join(place, "kind")
        )
    if was["media_types"] != now["media_types"]:
        formats = (", ".join(types) for types in (now["media_types"], was["media_types"]))
        yield StateChange(COMPATIBLE, f"{what} is {', it was '.join(formats)}.", who, place)
    if was["retention"] != now["retention"]:
        one, other = (
            "for an unknown time" if r is None else f"{r} s" for r in (was["retention"], now["retention"])
        )
        shorter = (
            was["retention"] is not None
            and now["retention"] is not None
            and now["retention"] < was["retention"]
        )
        severity = BREAKING if shorter else COMPATIBLE
        yield StateChange(severity, f"{what} is kept {other}, it was {one}.", who, place)


def _asset(here: Snapshot, variant: dict[str, Any], pointer: str) -> str:
    for name in variant["tasks"]:
        start = join("/components/schemas", name)
        if here.has(start):
            for node in at(here.document, Node(start, "schema", here.raw(start)), tokens(pointer)):
                if "x-asset" in node.value:
                    return join(node.pointer, "x-asset")
    return _schema(variant)


def _errors(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    before, after = ({_error_key(e): (i, e) for i, e in enumerate(s.contract["errors"])} for s in (old, new))
    for key in dict.fromkeys([*before, *after]):
        called = _error_name((after.get(key) or before[key])[1])
        who = "who catches errors by class"
        if key not in before:
            i, error = after[key]
            what = f"{called} is a {error['class']} now, it was an ApiError without class."
            yield StateChange(COMPATIBLE, what, who, join("/x-errors", i))
        elif key not in after:
            i, error = before[key]
            what = f"{called} is no {error['class']} any more."
            yield StateChange(
                BREAKING, what, who, join("/x-errors", i), "Keep the entry while the vendor may send it."
            )
        else:
            (_, was), (i, now) = before[key], after[key]
            if was["class"] != now["class"]:
                what = f"{called} is a {now['class']}, it was a {was['class']}."
                yield StateChange(BREAKING, what, who, join("/x-errors", i, "class"))
            elif (was.get("before-work") is None) != (now.get("before-work") is None):
                yield _refusal(called, now, join("/x-errors", i))
            elif was != now:
                yield StateChange(INFO, f"{called}: other advice.", who, join("/x-errors", i))


def _refusal(called: str, now: dict[str, Any], place: str) -> StateChange:
    """Judge whether an error says that no job was made."""
    if now.get("before-work") is not None:
        what = f"{called} refuses before any work now: a create that it answers has made no job."
        return StateChange(COMPATIBLE, what, "who creates tasks", join(place, "before-work"))
    what = f"{called} may come after work began: whether a create that it answers made a job is unknown."
    avoid = "Keep the mark unless a job was seen after this error."
    return StateChange(BREAKING, what, "who creates tasks and repeats what was refused", place, avoid)


def _error_key(error: dict[str, Any]) -> str:
    return str([error.get(k) for k in ("place", "status", "code", "match")])


def _error_name(error: dict[str, Any]) -> str:
    parts = [f"HTTP {error['status']}"] if error.get("status") is not None else []
    parts += [f"code {error['code']}"] if error.get("code") is not None else []
    where = "Error of a task" if error["place"] == "task" else "Error"
    return " ".join([where, *(parts or ["with this text"] * ("match" in error))])


def _access(old: Snapshot, new: Snapshot) -> Iterator[StateChange]:
    was, now = old.contract, new.contract
    everybody = messages.everybody(new)
    scheme = "/components/securitySchemes"
    for key, called in (
        ("env", "The key's environment variable"),
        ("header", "The key's header"),
        ("scheme", "The key's prefix"),
    ):
        if was["auth"][key] != now["auth"][key]:
            what = f"{called} is {now['auth'][key]}, it was {was['auth'][key]}."
            yield StateChange(
                BREAKING, what, everybody, scheme, "Keep the name: it is ours." if key == "env" else ""
            )
    yield from _reply(was.get("reply") or {}, now.get("reply") or {}, everybody)
    regions = [{s["region"]: s["url"] for s in c["servers"]} for c in (was, now)]
    for region in regions[0].keys() - regions[1].keys():
        yield StateChange(
            BREAKING,
            f"Region `{region}` is gone.",
            f"who says region={region}",
            "/servers",
            "Keep it while it answers.",
        )
    if was.get("deprecated") != now.get("deprecated"):
        ended = now.get("deprecated")
        what = f"Shut down on {ended['date']}." if ended else "Its shutdown is no longer announced."
        yield StateChange(COMPATIBLE, what, everybody, "/info/x-shutdown")


def _reply(was: dict[str, Any], now: dict[str, Any], who: str) -> Iterator[StateChange]:
    for key in dict.fromkeys([*was, *now]):
        one, other = was.get(key), now.get(key)
        if one == other:
            continue
        gone = not other or any(
            v not in (other.get(k) or ())
            for k, values in (one or {}).items()
            if isinstance(values, list)
            for v in values
        )
        what = f"`{key}` of a reply is read otherwise: {one} → {other}."
        yield StateChange(
            BREAKING if one and gone else COMPATIBLE,
            what,
            who,
            join("/x-reply", key),
            "Keep the old beside the new.",
        )


def _listed(items: list[Any]) -> str:
    return listed(" / ".join(map(str, item)) if isinstance(item, list) else str(item) for item in items)
