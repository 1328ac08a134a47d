"""The requests of a variant in the effective spec: which there are, and the JSON Schema of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._contract.contract import Contract, Variant

Schema = Mapping[str, Any]

_COMPONENT = "#/components/schemas/"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Schemas:
    """The component schemas of an effective spec, with references followed."""

    def __init__(self, contract: Contract) -> None:
        self._dispatch = contract.dispatch
        self._components: Mapping[str, Schema] = contract.spec["components"]["schemas"]

    def resolve(self, schema: Schema) -> Schema:
        """Return a schema without its `$ref`: what stands beside the reference wins over what it names."""
        while "$ref" in schema:
            beside = {name: value for name, value in schema.items() if name != "$ref"}
            schema = {**self.component(schema["$ref"].removeprefix(_COMPONENT)), **beside}
        return schema

    def component(self, name: str) -> Schema:
        """Return a component schema by its name."""
        return self._components[name]

    def accepts(self, request: str, values: tuple[Any, ...]) -> bool:
        """Return whether a request can have these dispatch values. It can where it has no such property."""
        properties = self.resolve(self.component(request)).get("properties", {})
        for name, value in zip(self._dispatch, values, strict=True):
            schema = self.resolve(properties.get(name, {}))
            if schema.get("const", value) != value or value not in schema.get("enum", [value]):
                return False
        return True

    def matches(self, variant: Variant, request: str) -> tuple[tuple[Any, ...], ...]:
        """Return the dispatch values of a variant that one of its requests can have."""
        return tuple(values for values in variant.match if self.accepts(request, values))

    def minimal(self, schema: Schema) -> Any:
        """Return a value that a schema accepts: its required fields only."""
        schema = self.resolve(schema)
        for keyword in ("examples", "enum"):
            if schema.get(keyword):
                return schema[keyword][0]
        for keyword in ("const", "default"):
            if keyword in schema:
                return schema[keyword]
        match schema.get("type"):
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return False
            case "array":
                return [self.minimal(schema["items"])] * schema.get("minItems", 0)
            case "string":
                return "https://example.com/file" if schema.get("format") == "uri" else "text"
        properties = schema.get("properties", {})
        return {name: self.minimal(properties.get(name, {})) for name in schema.get("required", ())}

    def standalone(self, requests: Mapping[str, Mapping[str, Any]], title: str) -> dict[str, Any]:
        """Return one JSON Schema for some requests, each with the properties that have a fixed value there.

        It needs nothing else: all that it refers to stands in its `$defs`. Extensions (`x-…`) are left out.
        """
        definitions: dict[str, Any] = {}
        for name, constants in requests.items():
            definitions[name] = self._plain(self.component(name), definitions)
            for key, value in constants.items():
                if key in definitions[name]["properties"]:
                    definitions[name]["properties"][key] = {"const": value}
        choices = [{"$ref": f"#/$defs/{name}"} for name in requests]
        body = choices[0] if len(choices) == 1 else {"anyOf": choices}
        return {"$schema": _DIALECT, "title": title, **body, "$defs": dict(sorted(definitions.items()))}

    def _plain(self, value: Any, definitions: dict[str, Any]) -> Any:
        """Return a part of a schema as plain JSON Schema, and add to `definitions` what it refers to."""
        if isinstance(value, list):
            return [self._plain(each, definitions) for each in value]
        if not isinstance(value, dict):
            return value
        plain: dict[str, Any] = {}
        for name, part in value.items():
            if name == "$ref":
                component = part.removeprefix(_COMPONENT)
                if component not in definitions:
                    definitions[component] = None  # named before it is read: schemas may be recursive
                    definitions[component] = self._plain(self.component(component), definitions)
                plain[name] = f"#/$defs/{component}"
            elif name == "properties":  # where a name that begins with x- is a field
                plain[name] = {key: self._plain(each, definitions) for key, each in part.items()}
            elif name in ("const", "default", "enum", "examples"):
                plain[name] = part
            elif not name.startswith("x-"):
                plain[name] = self._plain(part, definitions)
        return plain


def examples(contract: Contract, variant: Variant) -> Iterator[dict[str, Any]]:
    """Yield the request bodies that the spec gives as examples of the operation that creates a variant."""
    if variant.example is not None:
        yield dict(variant.example)
    operation = contract.operations.get(variant.create or "")
    if operation is not None:
        content = contract.spec["paths"][operation.path][operation.method.lower()]["requestBody"]["content"]
        for example in content["application/json"].get("examples", {}).values():
            name = example.get("$ref", "").rpartition("/")[2]
            yield contract.spec["components"]["examples"][name]["value"] if name else example["value"]
