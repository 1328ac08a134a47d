"""Decoding: our clients against the generator's own output for the same spec, and `orjson.loads`.

Both decode what `orjson.loads` gave, so a figure is the time on top of it.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from benchmarks._table import measure, show, verdict
from codegen.emit.emit import emit, package_name
from codegen.sources.loader import load
from codegen.sources.overlay import apply

ROOT = Path(__file__).parents[1]
SIZE = 20_000


def main() -> None:
    """Print one table a question."""
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        documented_bodies(Path(folder))
        number_of_variants(Path(folder))
        place_in_the_union(Path(folder))
        sys.path.remove(folder)


def documented_bodies(folder: Path) -> None:
    """A small and a large body of PiAPI, by the committed client and by the stock one."""
    stock = decoder(generate_stock(piapi(), folder, "stock_piapi"), "GetTaskReply")
    ours = decoder("gettask_piapi", "GetTaskReply")
    examples = ROOT / "openapi/piapi/examples"
    small = orjson.loads((examples / "ace-step_completed.json").read_bytes())
    legacy = orjson.loads((examples / "mmaudio_legacy.json").read_bytes())
    work = legacy["data"]["works"][0]
    while len(orjson.dumps(legacy)) < SIZE:
        legacy["data"]["works"].append(work)
    rows = [
        row("Ace Step", small, ours, stock, 4.0),
        row("legacy Mmaudio", legacy, ours, stock, 1.7),
    ]
    header = ["body", "bytes", "orjson µs", "ours µs", "stock µs", "ours/orjson", "stock/ours", "wanted"]
    show("Decode a Get Task reply", header, rows)


def row(
    name: str, body: Any, ours: Callable[[Any], Any], stock: Callable[[Any], Any], wanted: float
) -> list[object]:
    """Measure one body; the time of `ours` and `stock` is that of `from_dict` alone."""
    data = orjson.dumps(body)
    calls = {"orjson": partial(orjson.loads, data), "ours": partial(ours, body)}
    times = measure({**calls, "stock": partial(stock, body)})
    json, own, other = times["orjson"], times["ours"], times["stock"]
    return [name, len(data), json, own, other, own / json, other / own, f">= {wanted}"]


def number_of_variants(folder: Path) -> None:
    """One body of PiAPI, with 5 of its task models in the union and with all of them."""
    body = orjson.loads((ROOT / "openapi/piapi/examples/ace-step_completed.json").read_bytes())
    union = piapi()["components"]["schemas"]["AnyTask"]["oneOf"]
    fallback = piapi()["components"]["schemas"]["AnyTask"]["x-dispatch"]["fallback"]
    mine = {"$ref": "#/components/schemas/AceStepTask"}
    others = [member for member in union if member not in (mine, {"$ref": fallback})]
    calls = {}
    for count in (5, len(others) + 1):
        view = piapi()
        view["components"]["schemas"]["AnyTask"]["oneOf"] = [*others[: count - 1], mine, {"$ref": fallback}]
        api = f"piapi-{count}"
        emit(view, api=api, version="0", destination=folder / api)
        sys.path.insert(0, str(folder / api))
        calls[f"{count} task models"] = partial(decoder(package_name(api), "GetTaskReply"), body)
        sys.path.pop(0)
    times = measure(calls)
    first = next(iter(times.values()))
    rows = [[name, time, time / first, *verdict(time / first, at_most=1.1)] for name, time in times.items()]
    show(
        "Decode a Get Task reply of PiAPI by the number of variants", ["", "µs", "of the first", "", ""], rows
    )


def piapi() -> dict[str, Any]:
    """Return what the generator reads of PiAPI."""
    effective = load(ROOT / "generated/openapi/piapi.yaml").data
    view: dict[str, Any] = apply(effective, load(ROOT / "overlays/piapi/client.yaml")).data
    return view


def place_in_the_union(folder: Path) -> None:
    """The first and the last member of a union, of 5 and of 25."""
    rows: list[list[object]] = []
    first = 0.0
    for count in (5, 25):
        view = synthetic(count)
        stock = decoder(generate_stock(view, folder, f"stock_{count}"), "Reply")
        api = f"synthetic-{count}"
        emit(view, api=api, version="0", destination=folder / api)
        sys.path.insert(0, str(folder / api))
        ours = decoder(package_name(api), "Reply")
        for place in (1, count):
            body = {"data": {"model": f"m{place}", "id": "1", "output": {"url": "https://x"}, "progress": 7}}
            times = measure({"ours": partial(ours, body), "stock": partial(stock, body)})
            own, other = times["ours"], times["stock"]
            first = first or own
            rows.append([f"{place} of {count}", own, other, own / first, other / own])
        sys.path.pop(0)
    show("Place in the union", ["member", "ours µs", "stock µs", "ours/first of 5", "stock/ours"], rows)


def synthetic(count: int) -> dict[str, Any]:
    """Return a spec whose reply is one of `count` variants, told apart by their model."""
    text = {"type": "string"}
    schemas: dict[str, Any] = {
        f"Task{i}": {
            "type": "object",
            "required": ["model", "id", "output"],
            "properties": {
                "model": {"const": f"m{i}"},
                "id": text,
                "output": {"$ref": f"#/components/schemas/Output{i}"},
                "progress": {"type": "number"},
            },
        }
        for i in range(1, count + 1)
    }
    for i in range(1, count + 1):
        schemas[f"Output{i}"] = {"type": "object", "required": ["url"], "properties": {"url": text}}
    members = [{"$ref": f"#/components/schemas/Task{i}"} for i in range(1, count + 1)]
    data = {"oneOf": members, "x-dispatch": {"properties": ["model"]}}
    schemas["Reply"] = {"type": "object", "required": ["data"], "properties": {"data": data}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "0"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def generate_stock(view: dict[str, Any], folder: Path, name: str) -> str:
    """Run the generator with its own templates; return the name to import its package by."""
    document = folder / f"{name}.json"
    document.write_bytes(orjson.dumps(view))
    config = folder / f"{name}.yaml"
    config.write_text("post_hooks: []\n")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--path", str(document), "--config", str(config), "--output-path", str(folder / name)]
    subprocess.run(command, check=True, capture_output=True)
    return name


def decoder(package: str, model: str) -> Callable[[Any], Any]:
    """Return `from_dict` of a model of an emitted package."""
    decode: Callable[[Any], Any] = getattr(importlib.import_module(f"{package}.models"), model).from_dict
    return decode
