"""Two small APIs that agree in nothing, so that what the mock knows of one it must have read."""

from __future__ import annotations

from typing import Any

FINAL: dict[str, Any] = {"terminal": True}


def reply(schema: str, **examples: Any) -> dict[str, Any]:
    """A JSON response with a schema of the components and named examples."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    if examples:
        content["examples"] = {name.replace("_", "-"): {"value": value} for name, value in examples.items()}
    return {"description": schema, "content": {"application/json": content}}


def posting(schema: str) -> dict[str, Any]:
    """A webhook with a schema of the components."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"post": {"requestBody": {"content": content}, "responses": {"200": {"description": "Taken."}}}}


WAITING_POSTER = {
    "ref": "11111111-1111-4111-8111-111111111111",
    "kind": "poster",
    "state": "waiting",
    "order": {"words": "from the page", "copies": 9},
    "result": None,
    "times": {"made": "2025-01-01T00:00:00Z", "begun": "", "ended": ""},
    "price": 70,
    "trouble": {"number": 0, "text": ""},
}
PRINTED_POSTER = WAITING_POSTER | {
    "state": "printed",
    "result": {"sheet": "https://cdn.example/sheet.png", "note": "from the page"},
}

PRESS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Press", "version": "1"},
    "servers": [{"url": "https://press.example/press/v1"}],
    "security": [{"key": []}],
    "x-reply": {"code": {"at": ["/error/number"], "ok": [0]}, "message": {"at": ["/error/text"]}},
    "x-webhook": {
        "scheme": "secret",
        "header": "X-Press-Word",
        "sent-at": {"at": ["/sent"], "format": "unix-time"},
        "endpoint": {"at": ["/tell/where"]},
        "secret": {"at": ["/tell/word"]},
        "sends": {"jobChanged": ["created", "succeeded", "failed"]},
        "attempts": {"most": 2, "every": 7},
    },
    "webhooks": {"jobChanged": posting("News")},
    "paths": {
        "/jobs": {
            "post": {
                "operationId": "order",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/AnyOrder"},
                            "examples": {
                                "poster": {"value": {"kind": "poster", "order": {"words": "hello"}}},
                                "song": {"value": {"kind": "song", "order": {"verses": ["la"]}}},
                            },
                        }
                    },
                },
                "responses": {
                    "201": reply("Envelope", waiting={"job": WAITING_POSTER})
                    | {
                        "links": {
                            "Poll": {"operationId": "poll", "parameters": {"ref": "$response.body#/job/ref"}}
                        }
                    },
                    "400": reply(
                        "Error",
                        bad_day={"error": {"number": 1, "text": "Bad day"}},
                        malformed_body={"error": {"number": 2, "text": "Cannot read"}},
                        invalid_parameter={"error": {"number": 3, "text": "Cannot print"}},
                    ),
                    "401": reply("Error"),
                },
            }
        },
        "/jobs/{ref}": {
            "parameters": [
                {"name": "ref", "in": "path", "required": True, "schema": {"type": "string"}, "example": "1"}
            ],
            "get": {
                "operationId": "poll",
                "x-task-lifecycle": {
                    "task": "/job",
                    "fields": {
                        "id": {"at": ["/ref"]},
                        "status": {"at": ["/state"]},
                        "created_at": {"at": ["/gone", "/times/made"], "format": "date-time", "none": [""]},
                        "started_at": {"at": ["/times/begun"], "format": "date-time", "none": [""]},
                        "ended_at": {"at": ["/times/ended"], "format": "date-time", "none": [""]},
                        "cost": {"at": ["/price"], "unit": "pence"},
                        "error": {
                            "code": {"at": ["/trouble/number"], "none": [0]},
                            "message": {"at": ["/trouble/text"], "none": [""]},
                        },
                        "output": {"at": ["/result"]},
                    },
                    "statuses": {
                        "waiting": {"phase": "queued", "terminal": False, "next": ["working", "refused"]},
                        "working": {"phase": "running", "terminal": False, "next": ["printed", "torn"]},
                        "printed": {"phase": "succeeded", **FINAL},
                        "torn": {"phase": "failed", **FINAL},
                        "refused": {"phase": "rejected", **FINAL},
                    },
                },
                "responses": {
                    "200": reply("Envelope", printed={"job": PRINTED_POSTER}),
                    "401": reply("Error"),
                    "404": reply("Error"),
                },
            },
        },
    },
    "components": {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Press-Key"}},
        "schemas": {
            "News": {
                "type": "object",
                "required": ["sent", "job", "by"],
                "properties": {
                    "sent": {"type": "integer"},
                    "job": {"$ref": "#/components/schemas/AnyJob"},
                    "by": {"const": "press"},
                },
            },
            "Envelope": {
                "type": "object",
                "required": ["job"],
                "properties": {
                    "job": {"$ref": "#/components/schemas/AnyJob"},
                    "stamp": {"type": "integer"},
                    "note": {"type": "string", "examples": ["thanks"]},
                },
                "anyOf": [{"required": ["note"], "properties": {"note": {}}}, {"required": ["stamp"]}],
            },
            "AnyJob": {
                "x-dispatch": {"properties": ["kind"]},
                "oneOf": [
                    {"$ref": "#/components/schemas/OldJob"},
                    {"$ref": "#/components/schemas/PosterJob"},
                    {"$ref": "#/components/schemas/SongJob"},
                ],
            },
            "OldJob": {
                "type": "object",
                "x-variant": "song",
                "required": ["ref", "old"],
                "properties": {"ref": {"type": "string"}, "old": {"const": True}},
            },
            "PosterJob": {
                "allOf": [
                    {"$ref": "#/components/schemas/Job"},
                    {
                        "x-variant": "poster",
                        "properties": {
                            "kind": {"const": "poster"},
                            "order": {"$ref": "#/components/schemas/PosterEcho"},
                            "result": {"anyOf": [{"$ref": "#/components/schemas/Poster"}, {"type": "null"}]},
                        },
                    },
                ]
            },
            "SongJob": {
                "allOf": [
                    {"$ref": "#/components/schemas/Job"},
                    {
                        "x-variant": "song",
                        "properties": {
                            "kind": {"const": "song"},
                            "order": {"type": "object"},
                            "result": {"$ref": "#/components/schemas/Songs"},
                        },
                    },
                ]
            },
            "Job": {
                "type": "object",
                "required": ["ref", "kind", "state", "order", "result", "times"],
                "properties": {
                    "ref": {"type": "string"},
                    "state": {"enum": ["waiting", "working", "printed", "torn", "refused"]},
                    "times": {
                        "type": "object",
                        "required": ["made", "begun", "ended"],
                        "properties": {name: {"type": "string"} for name in ("made", "begun", "ended")},
                    },
                    "price": {"type": "integer", "minimum": 0},
                    "trouble": {
                        "type": "object",
                        "properties": {"number": {"type": "integer"}, "text": {"type": "string"}},
                    },
                    "rumour": {"type": "string", "x-confidence": "reported"},
                    "preview": {
                        "type": "string",
                        "format": "uri",
                        "x-asset": {"kind": "image", "media-types": ["image/webp"]},
                    },
                },
            },
            "PosterEcho": {
                "type": "object",
                "required": ["words"],
                "properties": {
                    "words": {"type": "string"},
                    "copies": {"type": "integer", "default": 1},
                    "ink": {"type": "string", "examples": ["red"]},
                },
            },
            "Poster": {
                "type": "object",
                "required": ["sheet"],
                "properties": {
                    "sheet": {
                        "type": "string",
                        "format": "uri",
                        "x-asset": {"kind": "image", "media-types": ["image/x-dropped-of", "image/png"]},
                    },
                    "note": {"type": "string"},
                },
            },
            "Songs": {
                "type": "object",
                "required": ["songs"],
                "properties": {
                    "songs": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["track"],
                            "properties": {
                                "track": {
                                    "type": "string",
                                    "format": "uri",
                                    "x-asset": {"kind": "audio", "media-types": ["audio/mpeg"]},
                                },
                                "cover": {
                                    "anyOf": [
                                        {"type": "null"},
                                        {
                                            "type": "string",
                                            "format": "uri",
                                            "x-asset": {"kind": "image", "media-types": ["image/jpeg"]},
                                        },
                                    ]
                                },
                            },
                        },
                    }
                },
            },
            "AnyOrder": {
                "x-dispatch": {"properties": ["kind"]},
                "oneOf": [
                    {"$ref": "#/components/schemas/PosterOrder"},
                    {"$ref": "#/components/schemas/SongOrder"},
                ],
            },
            "PosterOrder": {
                "type": "object",
                "x-variant": "poster",
                "required": ["kind", "order"],
                "properties": {
                    "kind": {"const": "poster"},
                    "order": {
                        "type": "object",
                        "required": ["words"],
                        "additionalProperties": False,
                        "properties": {
                            "words": {"type": "string", "maxLength": 20},
                            "copies": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
            "SongOrder": {
                "type": "object",
                "x-variant": "song",
                "required": ["kind", "order"],
                "properties": {
                    "kind": {"const": "song"},
                    "order": {
                        "type": "object",
                        "required": ["verses"],
                        "properties": {
                            "verses": {"type": "array", "items": {"type": "string"}, "minItems": 1}
                        },
                    },
                },
            },
            "Error": {
                "type": "object",
                "required": ["error"],
                "properties": {
                    "error": {
                        "type": "object",
                        "required": ["number", "text"],
                        "properties": {
                            "number": {"type": "integer", "minimum": 1},
                            "text": {"type": "string"},
                        },
                    }
                },
            },
        },
    },
}

FRAMES: dict[str, Any] = {
    "task": "/cloth",
    "event": "/said",
    "events": {
        "moved": {"terminal": False, "description": "Go on listening."},
        "ended": {"terminal": True, "description": "That was all."},
    },
}

LOOM: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Loom", "version": "1"},
    "servers": [{"url": "https://loom.example/loom"}],
    "security": [{"token": []}],
    "x-reply": {
        "code": {"at": ["/no"], "ok": [0]},
        "message": {"at": ["/why"]},
        "suggestion": {"at": ["/then"]},
        "request-id": {"header": "X-Thread"},
    },
    "x-webhook": {
        "scheme": "hmac-sha256",
        "header": "Loom-Seal",
        "delivery": "Loom-WebhookDelivery",
        "id": {"at": ["/no"]},
        "event": {"at": ["/what"]},
        "happened-at": {"at": ["/when"], "format": "date-time"},
        "headers": {"webhook": "Loom-Hook", "event": "Loom-Event"},
        "sends": {"cloth.woven": ["succeeded"], "cloth.snapped": ["failed"]},
    },
    "webhooks": {"cloth.woven": posting("Cloth"), "cloth.snapped": posting("Cloth")},
    "x-websocket": [
        {"path": "/cloth/{id}/live", "description": "One.", "follows": "task", **FRAMES},
        {"path": "/live/since/{when}", "description": "All from then on.", "follows": "all", **FRAMES},
        {"path": "/live", "description": "All.", "follows": "all", **FRAMES},
    ],
    "x-errors": [
        {"place": "http", "status": 500, "code": 77, "class": "ServerError", "advice": "Wait."},
        {
            "place": "http",
            "status": 400,
            "code": 41,
            "class": "InvalidRequestError",
            "message": "Tangled",
            "suggestion": "Untangle it",
            "advice": "Poll.",
        },
    ],
    "paths": {
        "/cloth": {
            "post": {
                "operationId": "weave",
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pattern"}}},
                },
                "responses": {
                    "200": reply("Receipt") | {"links": {"Cloth": {"operationId": "cloth"}}},
                    "400": reply("Error", invalid_parameter={"no": 42, "why": "Frayed", "then": "Mend it"}),
                    "415": reply("Error"),
                },
            }
        },
        "/cloths": {
            "delete": {
                "operationId": "cut",
                "x-bulk-cancel": {"before": "until", "where": {"type": "any"}},
                "parameters": [
                    {"name": "until", "in": "query", "required": True, "schema": {"type": "integer"}},
                    {"name": "type", "in": "query", "required": True, "schema": {"type": "string"}},
                ],
                "responses": {"204": {"description": "Cut."}},
            }
        },
        "/felt": {
            "post": {
                "operationId": "felt",
                "x-ignores-unknown-fields": {"x-confidence": "observed", "x-sources": ["loom"]},
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wool"}}},
                },
                "responses": {"200": reply("Receipt") | {"links": {"Cloth": {"operationId": "cloth"}}}},
            }
        },
        "/cloth/{id}": {
            "get": {
                "operationId": "cloth",
                "x-task-lifecycle": {
                    "task": "",
                    "fields": {
                        "id": {"at": ["/id"]},
                        "status": {"at": ["/status"]},
                        "progress": {"at": ["/woven"], "scale": 10},
                        "queue_position": {"at": ["/place"], "none": [-1]},
                        "remaining": {"at": ["/left"], "unit": "s"},
                        "created_at": {"at": ["/since"], "format": "unix-time"},
                        "ended_at": {"at": ["/until"], "format": "unix-time"},
                        "error": {"code": {"at": ["/error_code"], "none": [0]}},
                        "output": {"at": ["/output"]},
                    },
                    "statuses": {
                        "spooled": {"phase": "queued", "terminal": False, "next": ["weaving"]},
                        "weaving": {"phase": "running", "terminal": False, "next": ["done", "snapped"]},
                        "done": {"phase": "succeeded", **FINAL},
                        "snapped": {"phase": "failed", **FINAL},
                    },
                },
                "responses": {"200": reply("Cloth")},
            }
        },
        "/weavers": {
            "get": {
                "operationId": "weavers",
                "security": [],
                "parameters": [
                    {
                        "name": "most",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "integer", "maximum": 9},
                    }
                ],
                "responses": {
                    "200": reply("Weavers", two=["Ann", "Ben"])
                    | {
                        "headers": {
                            "Loom-Call": {"x-header-role": "request-id"},
                            "Loom-Most": {"x-header-role": "limit"},
                            "Loom-Left": {"$ref": "#/components/headers/Left"},
                            "Loom-Again": {"x-header-role": "reset"},
                            "Loom-Colour": {"schema": {"type": "string"}},
                        }
                    },
                    "429": reply("Error") | {"headers": {"Loom-Left": {"$ref": "#/components/headers/Left"}}},
                },
            }
        },
        "/threads": {
            "post": {
                "operationId": "upload",
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {"schema": {"type": "object", "required": ["file"]}},
                        "image/png": {},
                    },
                },
                "responses": {"204": {"description": "Taken."}},
            }
        },
    },
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "Bearer"}},
        "headers": {"Left": {"x-header-role": "remaining"}},
        "schemas": {
            "Pattern": {
                "type": "object",
                "x-variant": "cloth",
                "required": ["type"],
                "properties": {
                    "type": {"enum": ["twill", "satin"]},
                    "ends": {"oneOf": [{"minimum": 1}, {"maximum": 5}]},
                    "width": {"anyOf": [{"type": "integer"}, {"type": "object", "required": ["mm"]}]},
                },
            },
            "Wool": {
                "type": "object",
                "x-variant": "felt",
                "x-match": {"type": "felt", "x-confidence": "observed"},
                "properties": {"thick": {"type": "boolean"}},
                "anyOf": [{"properties": {"soft": {"type": "boolean"}}}, {"required": ["thick"]}],
            },
            "Receipt": {
                "type": "object",
                "required": ["id", "status", "type"],
                "properties": {
                    "id": {"type": "string"},
                    "status": {"type": "string"},
                    "type": {"type": "string"},
                },
            },
            "Cloth": {
                "type": "object",
                "required": ["id", "type", "status", "pattern", "output", "woven", "place", "since"],
                "properties": {
                    "id": {"type": "string"},
                    "type": {"type": "string"},
                    "status": {"enum": ["spooled", "weaving", "done", "snapped"]},
                    "pattern": {"type": "object"},
                    "output": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "string",
                            "format": "uri",
                            "x-asset": {"kind": "model", "media-types": ["model/gltf-binary"]},
                        },
                    },
                    "woven": {"type": "integer", "minimum": 0, "maximum": 10},
                    "place": {"type": "integer", "minimum": -1},
                    "left": {"type": ["integer", "null"]},
                    "since": {"type": "integer"},
                    "until": {"type": "integer"},
                    "error_code": {"type": "integer"},
                },
            },
            "Weavers": {"type": "array", "items": {"type": "string"}},
            "Error": {
                "type": "object",
                "required": ["no", "why", "then"],
                "properties": {
                    "no": {"type": "integer"},
                    "why": {"type": "string"},
                    "then": {"type": "string"},
                },
            },
        },
    },
}
