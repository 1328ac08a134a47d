"""Slips of a maintainer in names, pointers, tables and links, each put into Toy: the rule, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from codegen.sources.pointers import get
from tests.codegen.constructs import GET, POST, SCHEMAS, Construct, put

TABLE = f"{GET}/x-task-lifecycle"
REQUEST = f"{POST}/requestBody/content/application~1json"
DONE = f"{GET}/responses/200/content/application~1json/examples/song-done"
MP3 = {"a": "audio/mpeg"}
LINK = f"{POST}/responses/200/links/next"
TASKS = {"type": "array", "items": {"$ref": "#/components/schemas/SongTask"}}
SIZE = {"size": {"name": "page", "most": 100}}
COSTS = {
    "unit": "points",
    "x-sources": ["page"],
    "charges": [
        {
            "per": "task",
            "prices": [
                {"when": {"/model": "song"}, "amount": 1},
                {"when": {"/model": ["song"]}, "amount": 2},
            ],
        }
    ],
}
LISTED = {"type": "object", "properties": {"list": TASKS}}


def both(*changes: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a change that makes several."""
    return lambda document: [change(document) for change in changes]


def link(name: str, at: str, **members: Any) -> Construct:
    """Return a link from Create Task to Get Task, with one mistake."""
    value = {"operationId": "getTask", "parameters": {"id": "$response.body#/data/id"}} | members
    return Construct(name, put(f"{POST}/responses/200/links", {"next": value}), "link", f"{LINK}{at}")


def listing(name: str, at: str, rule: str = "extension-name", **members: Any) -> Construct:
    """Return an operation that lists tasks, with one mistake."""
    facts = {"tasks": {"at": ["/list"]}, "id": {"at": ["/id"]}, "query": {"page": "page"}} | members
    body = {"schema": LISTED, "examples": {"none": {"summary": "None", "value": {"list": []}}}}
    operation = {
        "operationId": "listTasks",
        "x-task-list": facts,
        "parameters": [
            {"name": "page", "in": "query", "schema": {"type": "integer", "maximum": 99}, "example": 1}
        ],
        "responses": {"200": {"description": "Tasks.", "content": {"application/json": body}}},
    }
    found = f"/paths/~1list/get/x-task-list/{at}"
    return Construct(name, put("/paths/~1list", {"get": operation}), rule, found)


def batch(name: str, at: str, **members: Any) -> Construct:
    """Return facts about polling many tasks at once on Create Task, with one mistake."""
    facts = {key: {"at": [pointer]} for key, pointer in members.items()}
    return Construct(name, put(f"{POST}/x-task-batch", facts), "extension-name", f"{POST}/x-task-batch/{at}")


def limit(name: str, at: str, rule: str = "limit-name", **members: Any) -> Construct:
    """Return an entry of the limits with one mistake."""
    return Construct(name, put("/x-limits", [{"tasks": 5, **members}]), rule, f"/x-limits/0/{at}")


def socket(name: str, **members: Any) -> Construct:
    """Return a socket with one mistake."""
    value = {
        "path": "/watch/{id}",
        "description": "Follows a task.",
        "follows": "task",
        "task": "/data",
        "event": "/event",
        "events": {"done": {"terminal": True, "description": "It is done."}},
    }
    return Construct(name, put("/x-websocket", [value | members]), "socket", "/x-websocket/0/path")


def moved(name: str, at: str, **sections: Any) -> Construct:
    """Return what becomes of the API, with one name that it does not have."""
    empty = ("operations", "types", "request-fields", "task-fields", "output-fields", "statuses", "errors")
    table = {"to": "next", **{key: [{"from": None, "to": "x"}] for key in empty}, **sections}
    return Construct(name, put("/x-migration", table), "migration-name", f"/x-migration/{at}/0/from")


MISTAKES = [
    # Names and pointers
    batch("ids that no request has", "ids/at/0", ids="/ids", tasks="/data", missed="/code"),
    batch("tasks that no reply has", "tasks/at/0", ids="/model", tasks="/tasks", missed="/code"),
    listing("a list that no reply has", "tasks/at/0", tasks={"at": ["/lists"]}),
    listing("an id that no entry has", "id/at/0", id={"at": ["/uid"]}),
    listing("a parameter that is not there", "query/page", query={"page": "pages"}),
    listing("a size that is not there", "query/size/name", query={"size": {"name": "size", "most": 9}}),
    Construct(
        "a balance that no reply has",
        put(f"{GET}/x-balance", {"left": {"at": ["/data/left"]}}),
        "extension-name",
        f"{GET}/x-balance/left/at/0",
    ),
    Construct(
        "a word that the parameter does not take",
        both(
            put(f"{POST}/x-bulk-cancel", {"before": "before", "where": {"kind": "all"}}),
            put(
                f"{POST}/parameters",
                [
                    {"name": "before", "in": "query", "schema": {"type": "integer"}},
                    {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["any"]}},
                ],
            ),
        ),
        "extension-name",
        f"{POST}/x-bulk-cancel/where/kind",
    ),
    Construct(
        "a header that no response has",
        put("/x-reply/request-id", {"header": "X-Request"}),
        "extension-name",
        "/x-reply/request-id/header",
    ),
    Construct(
        "a header that no operation has",
        put("/x-idempotency", {"header": "X-Once"}),
        "extension-name",
        "/x-idempotency/header",
    ),
    Construct(
        "a format of a key that no task has",
        put(
            f"{SCHEMAS}/SongRequest/x-results",
            {
                "keys": ["url"],
                "formats": [{"key": "uri", "field": "/words", "media-types": {"a": "audio/mpeg"}}],
            },
        ),
        "extension-name",
        f"{SCHEMAS}/SongRequest/x-results/formats/0/key",
    ),
    link("a link to no operation", "/operationId", operationId="getTasks"),
    link("a link to no parameter", "/parameters/uid", parameters={"uid": "$response.body#/data/id"}),
    link("a link from no field", "/parameters/id", parameters={"id": "$response.body#/data/uid"}),
    link("a link from no header", "/parameters/id", parameters={"id": "$response.header.X-Id"}),
    link("a link from no query", "/parameters/id", parameters={"id": "$request.query.id"}),
    link("a link without #", "/parameters/id", parameters={"id": "$response.body/data/id"}),
    link("no runtime expression", "/parameters/id", parameters={"id": "$reply.body#/data/id"}),
    # Tables
    Construct(
        "an error twice",
        lambda d: d["x-errors"].append(d["x-errors"][0]),
        "error-twice",
        "/x-errors/1/status",
    ),
    Construct(
        "a good code that no example has",
        put("/x-reply/code", {"at": ["/code"], "ok": [1]}),
        "reply-ok",
        "/x-reply/code/ok",
    ),
    Construct(
        "an example with a code of its own",
        lambda d: get(d, f"{GET}/responses/200/content/application~1json/examples/song-done/value").update(
            code=1
        ),
        "reply-ok",
        f"{GET}/responses/200/content/application~1json/examples/song-done/value/code",
    ),
    limit("a limit of no variant", "variants/0", variants=["songs"]),
    limit("a limit by no field", "where/kind", where={"kind": ["a"]}),
    limit("a limit with no code", "code", code=7),
    socket("a socket that names no task", path="/watch/{uid}"),
    socket("a socket at another path", url="wss://toy.test/watch"),
    moved("what becomes of no operation", "operations", operations=[{"from": "POST /task", "to": "POST /x"}]),
    moved("what becomes of no status", "statuses", statuses=[{"from": "finished", "to": "done"}]),
    moved("what becomes of no type", "types", types=[{"from": "sing", "to": "song"}]),
    moved("what becomes of no field", "task-fields", **{"task-fields": [{"from": "idd", "to": "uid"}]}),
    moved("what becomes of no error", "errors", errors=[{"from": 7, "to": 8}]),
    Construct(
        "a time that is a number",
        put(f"{TABLE}/fields/created_at", {"at": ["/created"], "format": "unix-time"}),
        "time-format",
        f"{TABLE}/fields/created_at/format",
    ),
    # Values
    Construct(
        "a nothing of another type",
        put(f"{TABLE}/fields/created_at/none", [0]),
        "extension-value",
        f"{TABLE}/fields/created_at/none/0",
    ),
    listing("more than the parameter allows", "query/size/most", "extension-value", query=SIZE),
    limit(
        "a limit by a value that no field has", "where/model/0", "extension-value", where={"model": ["sing"]}
    ),
    Construct(
        "files by a value that no field has",
        put(
            f"{SCHEMAS}/SongRequest/x-results",
            {"keys": ["url"], "formats": [{"key": "url", "field": "/model", "media-types": MP3}]},
        ),
        "extension-value",
        f"{SCHEMAS}/SongRequest/x-results/formats/0/media-types/a",
    ),
    Construct(
        "another key by a value that no field has",
        put(
            f"{SCHEMAS}/SongRequest/x-results",
            {"keys": ["url"], "instead": [{"of": "url", "when": {"/model": True}, "key": "url"}]},
        ),
        "extension-value",
        f"{SCHEMAS}/SongRequest/x-results/instead/0/when/~1model",
    ),
    Construct(
        "an example of a request that nobody can send",
        put(f"{DONE}/x-when", {"/model": "sing"}),
        "extension-value",
        f"{DONE}/x-when/~1model",
    ),
    Construct(
        "an example of a request without such a field",
        put(f"{DONE}/x-when", {"/mode": "song"}),
        "extension-value",
        f"{DONE}/x-when/~1mode",
    ),
    Construct(
        "a limit after one that covers it",
        put("/x-limits", [{"tasks": 5}, {"tasks": 1, "variants": ["song"]}]),
        "limit-reach",
        "/x-limits/0",
    ),
    Construct(
        "a limit twice",
        put("/x-limits", [{"tasks": 5, "variants": ["song"]}, {"tasks": 1, "variants": ["song"]}]),
        "limit-reach",
        "/x-limits/1",
    ),
    Construct(
        "a limit that is answered as if there were no task",
        both(
            lambda d: d["x-errors"][0].update(code=7),
            put("/x-limits", [{"tasks": 5, "code": 7}]),
        ),
        "limit-reach",
        "/x-limits/0/code",
    ),
    Construct(
        "unknown, and stated",
        lambda d: get(d, f"{SCHEMAS}/SongRequest/properties/words").update(
            {"maxLength": 9, "x-unknown": ["maxLength"]}
        ),
        "unknown-stated",
        f"{SCHEMAS}/SongRequest/properties/words/x-unknown/0",
    ),
    Construct(
        "an example without any result of its variant",
        both(
            put(f"{SCHEMAS}/SongOutput/properties/title", {"type": "string"}),
            put(f"{SCHEMAS}/SongRequest/x-results", {"keys": ["title"]}),
        ),
        "example-variant",
        f"{DONE}/externalValue",
    ),
    Construct(
        "a type that no example has",
        put(f"{SCHEMAS}/VideoRequest/x-match", {"status": "Broken"}),
        "example-variant",
        f"{SCHEMAS}/VideoRequest/x-match/status",
    ),
    Construct(
        "a price that an earlier one covers",
        both(
            put(f"{SCHEMAS}/SongTask/properties/cost", {"type": "number"}),
            put(f"{TABLE}/fields/cost", {"at": ["/cost"], "unit": "points"}),
            put(f"{SCHEMAS}/SongRequest/x-cost", COSTS),
        ),
        "cost-reach",
        f"{SCHEMAS}/SongRequest/x-cost/charges/0/prices/1/when",
    ),
    # Schemas
    Construct(
        "an extension in the place of a property",
        put(f"{SCHEMAS}/SongOutput/properties/x-asset", {"kind": "audio"}),
        "unread",
        f"{SCHEMAS}/SongOutput/properties/x-asset",
    ),
    Construct(
        "a path without a slash",
        lambda d: d["paths"].update({"tasks/{id}": d["paths"].pop("/tasks/{id}")}),
        "path-name",
        "/paths/tasks~1{id}",
    ),
    Construct(
        "a status from which no task comes to an end",
        lambda d: get(d, f"{TABLE}/statuses/waiting").update(next=["waiting"]),
        "way-out",
        f"{TABLE}/statuses/waiting/next",
    ),
    Construct(
        "a header that no response can carry",
        put(f"{GET}/responses/200/headers", {"X Id": {"schema": {"type": "string"}}}),
        "header-name",
        f"{GET}/responses/200/headers/X Id",
    ),
    Construct(
        "a server twice",
        lambda d: d["servers"].append({**d["servers"][0], "x-region": "two"}),
        "server",
        "/servers/1/url",
    ),
    Construct(
        "limits of a number on a text",
        put(f"{SCHEMAS}/SongTask/properties/progress", {"type": "string", "minimum": 0, "maximum": 100}),
        "without-effect",
        f"{SCHEMAS}/SongTask/properties/progress/type",
    ),
    Construct(
        "a type that no variant has",
        put(f"{SCHEMAS}/SongRequest/x-match", {"model": "sing", "x-sources": ["page"]}),
        "extension-name",
        f"{SCHEMAS}/SongRequest/x-match/model",
    ),
    Construct(
        "a file of another kind than its media types",
        put(f"{SCHEMAS}/SongOutput/properties/url/x-asset/kind", "video"),
        "asset",
        f"{SCHEMAS}/SongOutput/properties/url/x-asset/kind",
    ),
    Construct(
        "a status in a header that no response has",
        put(f"{TABLE}/fields/status", {"at": ["/status"], "header": "X-Status"}),
        "extension-name",
        f"{TABLE}/fields/status/header",
    ),
    Construct(
        "an error by a text that no task has",
        lambda d: d["x-errors"].append(
            {
                "place": "task",
                "class": "ServerError",
                "advice": "Try again.",
                "match": {"at": "/eror", "contains": ["x"]},
            }
        ),
        "extension-name",
        "/x-errors/1/match/at",
    ),
    Construct(
        "a status that is called otherwise wherever it is named",
        lambda d: get(d, TABLE).update(
            statuses={("dnoe" if k == "done" else k): v for k, v in get(d, TABLE)["statuses"].items()},
            implied=[{"required": ["id"], "status": "done"}],
        ),
        "known-status",
        f"{TABLE}/statuses/dnoe",
    ),
    Construct(
        "a property that is not there",
        lambda d: get(d, f"{SCHEMAS}/SongTask/required").append("modle"),
        "required-property",
        f"{SCHEMAS}/SongTask/required/3",
    ),
    Construct(
        "a key of a member that is not there",
        put(f"{SCHEMAS}/SongOutput/anyOf", [{"required": ["uri"]}]),
        "required-property",
        f"{SCHEMAS}/SongOutput/anyOf/0/required/0",
    ),
    Construct(
        "a value twice",
        lambda d: get(d, f"{SCHEMAS}/Status/enum").append("done"),
        "enum-twice",
        f"{SCHEMAS}/Status/enum/3",
    ),
    Construct(
        "a unit that is nearly one",
        put(f"{SCHEMAS}/SongTask/properties/progress/x-unit", "procent"),
        "near-miss",
        f"{SCHEMAS}/SongTask/properties/progress/x-unit",
    ),
    Construct(
        "a media type that is nearly one",
        put(f"{SCHEMAS}/SongOutput/properties/url/x-asset/media-types", ["audio/mpge"]),
        "near-miss",
        f"{SCHEMAS}/SongOutput/properties/url/x-asset/media-types/0",
    ),
    Construct(
        "an object without a source",
        lambda d: get(d, f"{SCHEMAS}/SongOutput").pop("x-sources"),
        "unsourced",
        f"{SCHEMAS}/SongOutput",
    ),
    # Operations
    Construct(
        "a tag that is not listed",
        both(put("/tags", [{"name": "tasks"}]), put(f"{GET}/tags", ["task"]), put(f"{POST}/tags", ["tasks"])),
        "tag",
        f"{GET}/tags/0",
    ),
    Construct("a tag without operations", put("/tags", [{"name": "tasks"}]), "tag", "/tags/0/name"),
    Construct(
        "a status with two digits swapped",
        put(f"{GET}/responses/249", {"$ref": "#/components/responses/NotFound"}),
        "http-status",
        f"{GET}/responses/249",
    ),
    Construct(
        "a parameter of a path that is optional",
        put("/components/parameters/IdParameter/required", False),
        "parameters",
        "/components/parameters/IdParameter/required",
    ),
    Construct(
        "a source from after it was read",
        put("/info/x-sources/page/date", "2025-03-01"),
        "source-date",
        "/info/x-sources/page/date",
    ),
    Construct(
        "a task whose schema has no name",
        lambda d: put(f"{SCHEMAS}/Reply/properties/data", get(d, f"{SCHEMAS}/SongTask"))(d),
        "task-name",
        f"{SCHEMAS}/Reply/properties/data",
    ),
    Construct(
        "a result of an operation that does not exist",
        put(f"{TABLE}/result", {"operationId": "getResults", "at": "/output"}),
        "result-operation",
        f"{TABLE}/result/operationId",
    ),
]
