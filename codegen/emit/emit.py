"""Emits one installable client package, with openapi-python-client run in this process.

The generator parses, we say what is written where it matters: models, decoding, enums,
endpoints and the project's files (templates/). Whatever the generator complains about,
warnings too, is an `EmitError`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.bodies import BodyType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import Property
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.responses import NONE_SOURCE
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonCode, PythonIdentifier

from codegen.document.walk import operations, walk
from codegen.emit.decoding import Decoder, EmitError, properties
from codegen.emit.task_models import FIELD_PREFIX, all_tasks, task_models

TEMPLATES = Path(__file__).parent / "templates"
RUFF = (
    "check . --fix-only --select=I,F401,RUF022 --no-cache --isolated --target-version py311 --quiet",
    "format . --no-cache --isolated --target-version py311 --line-length 100 --quiet",
)


def package_name(api: str) -> str:
    """Return the name to import the package of `api` by: tripo-v2 → gettask_tripo_v2."""
    return f"gettask_{api.replace('-', '_')}"


def emit(client_view: dict[str, Any], *, api: str, version: str, destination: Path) -> None:
    """Write the client package of `api` into the folder `destination`, which must not exist.

    `client_view` is the bundled OpenAPI document that the generator reads. What is written
    depends on the arguments alone. Raises EmitError for all that cannot be emitted whole.
    """
    write(client_view, api=api, version=version, destination=destination)
    tidy(destination)


def tidy(destination: Path) -> None:
    """Let ruff sort imports and format in a folder that `write` made."""
    for arguments in RUFF:
        command = [sys.executable, "-m", "ruff", *arguments.split()]
        done = subprocess.run(command, cwd=destination, capture_output=True, text=True, check=False)
        if done.returncode:
            raise EmitError(f"ruff {arguments.split()[0]}: {done.stderr.strip()}")


def write(client_view: dict[str, Any], *, api: str, version: str, destination: Path) -> None:
    """Do what `emit` does, but for `tidy`."""
    view = _normalised(client_view)
    config = Config.from_sources(
        ConfigFile(
            project_name_override=f"gettask-{api}",
            package_name_override=package_name(api),
            package_version_override=version,
            field_prefix=FIELD_PREFIX,
        ),
        meta_type=MetaType.UV,  # any that makes a project; its files are ours
        document_source="",
        file_encoding="utf-8",
        overwrite=False,
        output_path=destination,
    )
    try:
        data = GeneratorData.from_dict(view, config=config)
    except ValueError as error:  # two enum values whose names meet
        raise EmitError(str(error)) from error
    if isinstance(data, GeneratorError):
        raise EmitError(_explain([data]))
    collections = data.endpoint_collections_by_tag.values()
    if errors := [*data.errors, *(e for c in collections for e in c.parse_errors)]:
        raise EmitError(_explain(errors))
    for endpoint in (e for c in collections for e in c.endpoints):
        if [body.body_type for body in endpoint.bodies] not in ([], [BodyType.JSON], [BodyType.FILES]):
            raise EmitError(f"{endpoint.name}: the client can send JSON or a form, one of the two")
    _Package(data, config, api, view).write()


def _normalised(client_view: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which the generator sees what we mean.

    Classes are named after their schemas, not after titles; properties that no schema knows
    are kept everywhere; a union with a fallback has it as a member.
    """
    view = deepcopy(client_view)
    for schema in view.get("components", {}).get("schemas", {}).values():
        if title := schema.pop("title", None):
            description = schema.get("description")
            schema["description"] = f"{title}\n\n{description}" if description else title
    for node in walk(view):
        schema = node.value
        if node.kind != "schema" or not isinstance(schema, dict):
            continue
        if schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
        if fallback := schema.get("x-dispatch", {}).get("fallback"):
            if "$ref" in schema:
                schema["oneOf"] = [{"$ref": schema.pop("$ref")}]
            members = schema["oneOf" if "oneOf" in schema else "anyOf"]
            if {"$ref": fallback} not in members:
                members.append({"$ref": fallback})
    return view


def _explain(errors: Iterable[GeneratorError]) -> str:
    lines = []
    for error in errors:
        lines.append(" ".join(filter(None, [error.header.strip(), (error.detail or "").strip()])))
        if schema := getattr(error, "data", None):
            lines.append(f"  in {schema.model_dump_json(exclude_unset=True, by_alias=True)[:300]}")
    return "\n".join(lines)


def _response_type(endpoint: Endpoint) -> PythonCode:
    """Return the type of the bodies that an API function returns, each member named once."""
    types: set[str] = set()
    for response in endpoint.responses:
        prop = response.prop
        members = prop.inner_properties if isinstance(prop, UnionProperty) else [prop]
        if response.source != NONE_SOURCE:
            types.update(p.get_type_string(no_optional=True).as_unembedded_code() for p in members)
    return PythonCode(" | ".join(sorted(types)) or "Any")


def _literal(value: Any) -> str:
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)


def _declared(prop: Property) -> str:
    """Return the field of a property in its class.

    A default is what the server takes for nothing. It stands in the docstring and is not sent by itself: a
    request may be refused for what it names, were it the default.
    """
    if prop.required or isinstance(prop, ConstProperty):
        return prop.to_string().as_unembedded_code()
    return f"{prop.python_name}: {prop.get_type_string().as_unembedded_code()} = UNSET"


def _auth(view: dict[str, Any]) -> dict[str, str]:
    """Return header, prefix and environment variable of the first security scheme."""
    schemes = view.get("components", {}).get("securitySchemes", {}).values()
    scheme = next(iter(schemes), {"type": "http"})
    if scheme["type"] == "apiKey":
        found = {"header": scheme["name"], "prefix": ""}
    else:
        found = {"header": "Authorization", "prefix": "Bearer"}
    return {**found, "env": scheme.get("x-env", "API_KEY")}


def _hosts(view: dict[str, Any]) -> dict[str, str]:
    """Return the server of each operation that has one of its own, by the name of its function."""
    return {
        PythonIdentifier(o.value["operationId"], FIELD_PREFIX): o.value["servers"][0]["url"].rstrip("/")
        for o in operations(view)
        if o.value.get("servers")
    }


class _Compiled(BytecodeCache):
    """Templates that were compiled for one package, kept for the next."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Package(Project):
    """The generator's project with our templates, our project files and our own hooks."""

    def __init__(self, data: GeneratorData, config: Config, api: str, view: dict[str, Any]) -> None:
        super().__init__(openapi=data, config=config, custom_template_path=TEMPLATES)
        self.env.bytecode_cache = _COMPILED
        self.env.filters["literal"] = _literal
        self.env.filters["declared"] = _declared
        self.env.filters["python_name"] = lambda name: PythonIdentifier(name, FIELD_PREFIX)
        self.env.globals.update(
            api=api,
            auth=_auth(view),
            decoder=Decoder(data, view),
            host=_hosts(view).get,
            response_type=_response_type,
            task_models=task_models(view).get,
            all_tasks=all_tasks(view),
            servers=[server["url"] for server in view.get("servers", [])],
            shutdown=view["info"].get("x-shutdown"),
        )
        for model in data.models:
            for prop in properties(model):
                if isinstance(prop, ConstProperty):
                    prop.default = prop.value

    def write(self) -> None:
        """Write all files."""
        self.project_dir.mkdir(parents=True)
        self._create_package()
        self._build_models()
        self._build_api()
        self._render("pyproject.toml.jinja", self.project_dir / "pyproject.toml")
        self._render("README.md.jinja", self.project_dir / "README.md")
        self._render("decoding.py.jinja", self.package_dir / "decoding.py")

    def _render(self, template: str, path: Path) -> None:
        path.write_text(self.env.get_template(template).render(), encoding="utf-8")
