"""Single edits to `toy.yaml`, each labelled: does it break somebody, and on which surfaces is that seen?

The labels are the contract of the diff. They say what a consumer feels: a reply may gain, a
request may be let off, names and meanings stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from codegen.sources.pointers import get, tokens

SCHEMAS = "/components/schemas"
POST = "/paths/~1tasks/post"
GET = "/paths/~1tasks~1{id}/get"
TABLE = f"{GET}/x-task-lifecycle"
SONG = f"{SCHEMAS}/SongRequest"
JSON = "content/application~1json"

COST = {"unit": "points", "x-sources": ["page"], "charges": [{"per": "task", "prices": [{"amount": 5}]}]}

Change = Callable[[Any], None]


class Edit(NamedTuple):
    """One edit; `seen` names the surfaces that must call it breaking, none if nobody is hit."""

    name: str
    change: Change
    seen: frozenset[str]
    says: str = ""


def put(pointer: str, value: Any) -> Change:
    """Set a member, or append to a list where the pointer ends in `-`."""

    def change(document: Any) -> None:
        *above, last = tokens(pointer)
        node = get(document, "".join(f"/{t.replace('~', '~0').replace('/', '~1')}" for t in above))
        if isinstance(node, list):
            if last == "-":
                node.append(value)
            else:
                node[int(last)] = value
        else:
            node[last] = value

    return change


def drop(pointer: str) -> Change:
    """Take a member or an item away."""

    def change(document: Any) -> None:
        *above, last = tokens(pointer)
        node = get(document, "".join(f"/{t.replace('~', '~0').replace('/', '~1')}" for t in above))
        del node[int(last) if isinstance(node, list) else last]

    return change


def unlist(pointer: str, value: Any) -> Change:
    """Take a value out of a list."""

    def change(document: Any) -> None:
        get(document, pointer).remove(value)

    return change


def rename(pointer: str, name: str) -> Change:
    """Give a member another name, in its place."""

    def change(document: Any) -> None:
        above, _, last = pointer.rpartition("/")
        node = get(document, above)
        old = tokens(f"/{last}")[0]
        members = [(name if k == old else k, v) for k, v in node.items()]
        node.clear()
        node.update(members)

    return change


def both(*changes: Change) -> Change:
    """Do what is one edit in several places."""

    def change(document: Any) -> None:
        for one in changes:
            one(document)

    return change


def refer(old: str, new: str) -> Change:
    """Point every reference to the schema `old` to `new`."""

    def change(node: Any) -> None:
        for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            change(value)
        if isinstance(node, dict) and node.get("$ref") == f"#{SCHEMAS}/{old}":
            node["$ref"] = f"#{SCHEMAS}/{new}"

    return change


def _variant(first: bool) -> Change:
    def change(document: Any) -> None:
        schemas = document["components"]["schemas"]
        task = {
            **schemas["VideoTask"],
            "x-variant": "dance",
            "properties": {**schemas["VideoTask"]["properties"], "model": {"const": "dance"}},
        }
        request = {
            **schemas["VideoRequest"],
            "x-variant": "dance",
            "properties": {"model": {"const": "dance"}, "prompt": {"type": "string"}},
        }
        schemas |= {"DanceTask": task, "DanceRequest": request}
        for union, name in (("AnyTask", "DanceTask"), ("CreateRequest", "DanceRequest")):
            members = schemas[union]["oneOf"]
            members.insert(0 if first else len(members), {"$ref": f"#{SCHEMAS}/{name}"})

    return change


def _without_video(document: Any) -> None:
    schemas = document["components"]["schemas"]
    for union, name in (("AnyTask", "VideoTask"), ("CreateRequest", "VideoRequest")):
        schemas[union]["oneOf"].remove({"$ref": f"#{SCHEMAS}/{name}"})
        del schemas[name]
    del schemas["VideoClip"]
    get(document, TABLE)["fields"]["output"]["at"].remove("/clips")


def breaks(name: str, change: Change, *seen: str, says: str = "") -> Edit:
    return Edit(name, change, frozenset(seen), says)


def passes(name: str, change: Change, says: str = "") -> Edit:
    return Edit(name, change, frozenset(), says)


STRING = {"type": "string"}
EVENT = f"{SCHEMAS}/Event"

EDITS = [
    # Replies: what a reader relies on
    breaks(
        "reply loses an optional field", drop(f"{SCHEMAS}/SongOutput/properties/lyrics"), "http", "python"
    ),
    breaks(
        "reply loses a required field",
        both(drop(f"{SCHEMAS}/SongTask/properties/usage"), unlist(f"{SCHEMAS}/SongTask/required", "usage")),
        "http",
        "python",
    ),
    breaks(
        "field of a reply changes type",
        put(f"{SCHEMAS}/Usage/properties/charged/type", "string"),
        "http",
        "python",
    ),
    breaks(
        "integer in a reply becomes any number",
        put(f"{SCHEMAS}/VideoClip/properties/width/type", "number"),
        "http",
        "python",
    ),
    breaks("field of a reply becomes optional", put(f"{SCHEMAS}/VideoClip/required", []), "http", "python"),
    breaks(
        "field of a reply becomes nullable",
        put(f"{SCHEMAS}/SongTask/properties/id/type", ["string", "null"]),
        "http",
        "python",
    ),
    breaks(
        "field of a reply is renamed",
        rename(f"{SCHEMAS}/SongOutput/properties/lyrics", "text"),
        "http",
        "python",
    ),
    breaks(
        "items of an array in a reply change type",
        put(f"{SCHEMAS}/SongOutput/properties/bars/items/type", "string"),
        "http",
        "python",
    ),
    breaks(
        "field of a reply becomes an array",
        put(f"{SCHEMAS}/SongOutput/properties/lyrics", {"type": "array", "items": STRING}),
        "http",
        "python",
    ),
    breaks(
        "field of a reply takes another type, too",
        put(f"{SCHEMAS}/SongOutput/properties/lyrics", {"anyOf": [STRING, {"type": "object"}]}),
        "http",
        "python",
    ),
    breaks("reply of success changes its status", rename(f"{POST}/responses/200", "201"), "http"),
    breaks("documented error goes", drop(f"{GET}/responses/404"), "http"),
    breaks("header of a reply goes", drop(f"{POST}/responses/200/headers"), "http"),
    passes("reply gains an optional field", put(f"{SCHEMAS}/SongOutput/properties/key", STRING)),
    passes(
        "reply gains a required field",
        both(
            put(f"{SCHEMAS}/SongTask/properties/queue", {"type": "integer"}),
            put(f"{SCHEMAS}/SongTask/required/-", "queue"),
        ),
    ),
    passes("field of a reply becomes required", put(f"{SCHEMAS}/SongTask/required/-", "progress")),
    passes(
        "field of a reply is never null any more",
        put(f"{SCHEMAS}/SongTask/properties/output", {"$ref": f"#{SCHEMAS}/SongOutput"}),
    ),
    passes(
        "reply gains a header",
        put(f"{GET}/responses/200/headers", {"X-Left": {"schema": STRING, "example": "1"}}),
    ),
    passes(
        "another error is documented",
        put(f"{GET}/responses/429", {"$ref": "#/components/responses/NotFound"}),
    ),
    # Requests: what a sender relies on
    breaks("request loses a field", drop(f"{SONG}/properties/mood"), "http", "python"),
    breaks("field of a request becomes required", put(f"{SONG}/required/-", "mood"), "http", "python"),
    breaks(
        "request gains a required field",
        both(put(f"{SONG}/properties/key", STRING), put(f"{SONG}/required/-", "key")),
        "http",
        "python",
    ),
    breaks("field of a request is renamed", rename(f"{SONG}/properties/mood", "feeling"), "http", "python"),
    breaks(
        "field of a request changes type", put(f"{SONG}/properties/mood/type", "integer"), "http", "python"
    ),
    breaks(
        "number in a request becomes an integer",
        put(f"{SCHEMAS}/SongOptions/properties/tempo/type", "integer"),
        "http",
        "python",
    ),
    breaks(
        "integer in a request becomes a text",
        put(f"{SCHEMAS}/SongOptions/properties/seed/type", "string"),
        "http",
        "python",
    ),
    breaks("enum of a request loses a value", unlist(f"{SCHEMAS}/SongVoice/enum", "bass"), "http", "python"),
    breaks(
        "text in a request becomes an enum",
        put(f"{SONG}/properties/mood/enum", ["gay", "sad"]),
        "http",
        "python",
    ),
    breaks("maximum of a request goes down", put(f"{SONG}/properties/seconds/maximum", 120), "http"),
    breaks("minimum of a request goes up", put(f"{SONG}/properties/seconds/minimum", 5), "http"),
    breaks("request gains a maximum", put(f"{SCHEMAS}/SongOptions/properties/seed/maximum", 99), "http"),
    breaks("text in a request must be shorter", put(f"{SONG}/properties/words/maxLength", 200), "http"),
    breaks(
        "list in a request must be shorter", put(f"{SCHEMAS}/SongOptions/properties/tags/maxItems", 3), "http"
    ),
    breaks("text in a request gets a pattern", put(f"{SONG}/properties/mood/pattern", "^[a-z]+$"), "http"),
    breaks(
        "field of a request must not be null any more",
        put(f"{SCHEMAS}/VideoRequest/properties/image", STRING),
        "http",
        "python",
    ),
    breaks("default of a request changes", put(f"{SONG}/properties/seconds/default", 30), "http"),
    breaks("request is closed", put(f"{SCHEMAS}/SongOptions/additionalProperties", False), "http"),
    passes("request gains an optional field", put(f"{SONG}/properties/key", STRING)),
    passes("field of a request becomes optional", unlist(f"{SONG}/required", "voice")),
    passes("enum of a request gains a value", put(f"{SCHEMAS}/SongVoice/enum/-", "soprano")),
    passes("maximum of a request goes up", put(f"{SONG}/properties/seconds/maximum", 480)),
    passes("maximum of a request goes", drop(f"{SONG}/properties/seconds/maximum")),
    passes(
        "integer in a request may be any number", put(f"{SCHEMAS}/SongOptions/properties/seed/type", "number")
    ),
    passes(
        "field of a request may be null",
        put(f"{SONG}/properties/mood", {"anyOf": [STRING, {"type": "null"}]}),
    ),
    # Operations, parameters, access
    breaks("path changes", rename("/paths/~1tasks", "/jobs"), "http"),
    breaks("operation goes", drop(POST), "http", "python", "state"),
    breaks(
        "parameter in a path is renamed",
        both(
            put("/components/parameters/IdParameter/name", "task_id"),
            rename("/paths/~1tasks~1{id}", "/tasks/{task_id}"),
        ),
        "python",
    ),
    breaks("parameter goes", drop(f"{GET}/parameters/1"), "http", "python"),
    breaks("parameter becomes required", put(f"{GET}/parameters/1/required", True), "http", "python"),
    breaks(
        "operation gains a required parameter",
        put(
            f"{GET}/parameters/-",
            {"name": "by", "in": "query", "required": True, "schema": STRING, "example": "x"},
        ),
        "http",
        "python",
    ),
    breaks("parameter changes type", put(f"{GET}/parameters/1/schema/type", "integer"), "http", "python"),
    breaks("operation changes its id", put(f"{GET}/operationId", "readTask"), "http", "python"),
    breaks("operation changes its tag", put(f"{GET}/tags", ["reading"]), "python"),
    breaks(
        "key stands in another header",
        put("/components/securitySchemes/key/name", "X-Token"),
        "http",
        "python",
        "state",
    ),
    breaks(
        "key comes from another variable", put("/components/securitySchemes/key/x-env", "TOY_TOKEN"), "state"
    ),
    breaks("server moves", put("/servers/0/url", "https://new.toy.test/api"), "http"),
    passes(
        "operation gains an optional parameter",
        put(f"{GET}/parameters/-", {"name": "by", "in": "query", "schema": STRING, "example": "x"}),
    ),
    passes("another server is added", put("/servers/-", {"url": "https://eu.toy.test/api"})),
    # Names
    breaks(
        "schema is renamed",
        both(rename(f"{SCHEMAS}/SongOutput", "SongResult"), refer("SongOutput", "SongResult")),
        "python",
    ),
    # Variants
    breaks("variant goes", _without_video, "http", "python", "state"),
    breaks(
        "tasks of a variant go, its requests stay",
        unlist(f"{SCHEMAS}/AnyTask/oneOf", {"$ref": f"#{SCHEMAS}/VideoTask"}),
        "http",
        "python",
        "state",
    ),
    breaks(
        "variant answers to another name",
        put(f"{SCHEMAS}/VideoTask/properties/model/const", "film"),
        "http",
        "python",
        "state",
    ),
    passes("variant is added", _variant(first=False)),
    passes("variant is added in front", _variant(first=True)),
    # The state table
    breaks("status changes its phase", put(f"{TABLE}/statuses/broken/phase", "rejected"), "state"),
    breaks(
        "status becomes final",
        put(f"{TABLE}/statuses/running", {"phase": "failed", "terminal": True}),
        "state",
    ),
    breaks(
        "status is final no more",
        put(f"{TABLE}/statuses/broken", {"phase": "running", "terminal": False, "next": ["done"]}),
        "state",
    ),
    breaks(
        "status goes",
        both(
            drop(f"{TABLE}/statuses/running"),
            unlist(f"{TABLE}/statuses/waiting/next", "running"),
            unlist(f"{SCHEMAS}/Status/enum", "running"),
            put(f"{TABLE}/fields/progress/when", []),
        ),
        "python",
        "state",
    ),
    breaks("deadline becomes shorter", put(f"{TABLE}/deadline", 30), "state"),
    breaks("unlisted statuses fail", put(f"{TABLE}/unlisted/policy", "fail"), "state"),
    breaks("case of a status matters", put(f"{TABLE}/case-sensitive", True), "state"),
    breaks("status stands elsewhere", put(f"{TABLE}/fields/status/at", ["/id"]), "state"),
    breaks("progress counts otherwise", put(f"{TABLE}/fields/progress/scale", 1), "state"),
    breaks("cost has another unit", put(f"{TABLE}/fields/cost/unit", "credits"), "state"),
    breaks("reply means success otherwise", put("/x-reply/code/ok", [200]), "state"),
    breaks("asset goes", drop(f"{SCHEMAS}/VideoClip/properties/url/x-asset"), "state"),
    breaks(
        "asset is of another kind", put(f"{SCHEMAS}/VideoClip/properties/url/x-asset/kind", "image"), "state"
    ),
    breaks(
        "asset is kept shorter",
        put(f"{SCHEMAS}/SongOutput/properties/url/x-asset/retention/seconds", 3600),
        "state",
    ),
    breaks("error is of another class", put("/x-errors/2/class", "RateLimitedError"), "state"),
    breaks("error has no class any more", drop("/x-errors/2"), "state"),
    passes(
        "status is added",
        both(
            put(f"{TABLE}/statuses/paused", {"phase": "queued", "terminal": False, "next": ["running"]}),
            put(f"{SCHEMAS}/Status/enum/-", "paused"),
        ),
        says="paused",
    ),
    passes("schedule becomes slower", put(f"{TABLE}/polling/maximum", 30), says="maximum"),
    passes("schedule becomes faster", put(f"{TABLE}/polling/initial", 0.5)),
    passes("deadline becomes longer", put(f"{TABLE}/deadline", 600)),
    breaks(
        "field is read elsewhere first",
        put(f"{TABLE}/fields/created_at/at", ["/id", "/created"]),
        "state",
        says="read from /id, then /created, it was /created",
    ),
    passes("field has a second place", put(f"{TABLE}/fields/created_at/at", ["/created", "/id"])),
    passes("status may follow another", put(f"{TABLE}/statuses/waiting/next", ["done", "broken"])),
    passes(
        "asset comes in another format, too",
        put(f"{SCHEMAS}/VideoClip/properties/url/x-asset/media-types/-", "video/webm"),
    ),
    passes(
        "asset is kept longer", put(f"{SCHEMAS}/SongOutput/properties/url/x-asset/retention/seconds", 172800)
    ),
    passes(
        "error gets a class",
        put(
            "/x-errors/-",
            {"place": "http", "status": 429, "code": None, "class": "RateLimitedError", "advice": "Wait."},
        ),
    ),
    passes("advice on an error changes", put("/x-errors/0/advice", "Set TOY_KEY.")),
    passes("API is deprecated", put("/info/x-shutdown", {"date": "2027-01-31"}), says="down on 2027-01-31."),
    # Webhooks: what the vendor sends is read
    breaks("webhook loses a field", drop(f"{EVENT}/properties/note"), "http", "python"),
    breaks(
        "field of a webhook may be null",
        put(f"{EVENT}/properties/kind/type", ["string", "null"]),
        "http",
        "python",
    ),
    breaks("field of a webhook becomes optional", unlist(f"{EVENT}/required", "kind"), "http", "python"),
    breaks("webhook goes", drop("/webhooks/taskChanged"), "http"),
    breaks("header of a webhook goes", drop("/webhooks/taskChanged/post/parameters"), "http"),
    breaks("webhook is signed in another header", put("/x-webhook/header", "X-Sign"), "state", says="X-Sign"),
    passes("field of a webhook is never null any more", put(f"{EVENT}/properties/note/type", "string")),
    passes("webhook gains a field", put(f"{EVENT}/properties/why", STRING)),
    passes(
        "webhook gains a required field",
        both(put(f"{EVENT}/properties/why", STRING), put(f"{EVENT}/required/-", "why")),
    ),
    passes("field of a webhook becomes required", put(f"{EVENT}/required/-", "note")),
    passes(
        "another webhook is sent",
        lambda d: d["webhooks"].update(
            taskStarted={"post": {**d["webhooks"]["taskChanged"]["post"], "operationId": "taskStarted"}}
        ),
    ),
    # Keys
    passes("operation takes requests without a key", put(f"{GET}/security", []), says="without a key now"),
    passes("operation takes another key, too", put(f"{GET}/security", [{"key": []}, {"other": []}])),
    breaks("operation takes another key", put(f"{GET}/security", [{"other": []}]), "http", says="`other`"),
    breaks("operation takes two keys at once", put(f"{GET}/security", [{"key": [], "other": []}]), "http"),
    breaks("every operation takes another key", put("/security", [{"other": []}]), "http"),
    # Marks
    breaks("a new task may be missing for less", put(f"{TABLE}/visible-within/seconds", 5), "state"),
    breaks("a new task is there at once", drop(f"{TABLE}/visible-within"), "state", says="0 s"),
    passes("a new task may be missing for longer", put(f"{TABLE}/visible-within/seconds", 20), says="20 s"),
    breaks("an error may come after work", drop("/x-errors/0/before-work"), "state", says="unknown"),
    passes(
        "an error comes before work",
        put("/x-errors/1/before-work", {"x-confidence": "inferred"}),
        says="has made no job",
    ),
    breaks(
        "failed tasks are posted no more",
        put("/x-webhook/sends/taskChanged", ["succeeded"]),
        "state",
        says="sends",
    ),
    passes("any voice sings", drop(f"{SCHEMAS}/SongVoice/enum")),
    passes("a request costs something", put(f"{SONG}/x-cost", COST), says="costs something else"),
    passes("a request is deprecated", put(f"{SONG}/deprecated", True), says="marked otherwise"),
    passes("one key may create less", put("/x-limits/0/tasks", 2), says="What one key may create"),
    passes(
        "unknown fields are ignored",
        put(f"{POST}/x-ignores-unknown-fields", {"x-confidence": "reported", "x-sources": ["page"]}),
        says="ignores fields that it does not know",
    ),
    passes(
        "nulls are left out",
        put(f"{POST}/x-ignores-nulls", {"x-confidence": "reported", "x-sources": ["page"]}),
        says="ignores fields that are null",
    ),
    passes("a create can be repeated", put("/x-idempotency", {"header": "X-Once"}), says="safe to repeat"),
    # Words
    passes(
        "description changes", put(f"{SONG}/properties/words/description", "The words, one line a verse.")
    ),
    passes("summary changes", put(f"{POST}/summary", "Start a task")),
    passes("example changes", put("/components/examples/SongWaiting/value/data/id", "t-7")),
    passes("source is added", put(f"{SONG}/x-sources/-", "page-2")),
    passes("confidence changes", put(f"{SONG}/properties/mood/x-confidence", "observed")),
    passes("version changes", put("/info/version", "0.3.2")),
    passes("enum is listed in another order", put(f"{SCHEMAS}/SongVoice/enum", ["bass", "tenor", "alto"])),
    passes(
        "fields stand in another order",
        lambda d: d["components"]["schemas"]["SongRequest"].update(
            properties=dict(reversed(d["components"]["schemas"]["SongRequest"]["properties"].items()))
        ),
    ),
]
