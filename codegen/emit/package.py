"""The files of one package: the parsed spec put into templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from openapi_python_client import Project
from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.responses import NONE_SOURCE, Response
from openapi_python_client.schema import Reference

from codegen.document.names import pascal_case, snake_case
from codegen.document.walk import operations
from codegen.emit import names
from codegen.emit.errors import EmitError, located
from codegen.emit.facts import described
from codegen.emit.field_types import FieldType, FieldTypes
from codegen.emit.names import literal, plain, python_name
from codegen.emit.normalise import normalised, open_enums
from codegen.emit.task_models import all_tasks, task_models
from codegen.emit.unions import Unions, enum_values, properties
from codegen.sources.pointers import join

TEMPLATES = Path(__file__).parent / "templates"
_LONG = 60  # A longer list of values has a name where functions repeat it.
RUNTIME = Path(__file__).parent / "runtime"


@dataclass(frozen=True)
class Field:
    """A field of a model, or a parameter of a function."""

    name: str
    json_name: str
    type: FieldType
    default: str | None
    description: str

    @property
    def declaration(self) -> str:
        """The field in its class."""
        typed = f"{self.name}: {self.type.code}"
        if self.name == self.json_name:
            return typed if self.default is None else f"{typed} = {self.default}"
        default = "" if self.default is None else f"default={self.default}, "
        return f'{typed} = field({default}metadata={{"name": {literal(self.json_name)}}})'


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


class Package(Project):
    """The generator's project with templates and files of our own."""

    def __init__(self, data: GeneratorData, config: Config, api: str, client_view: dict[str, Any]) -> None:
        super().__init__(openapi=data, config=config, custom_template_path=TEMPLATES)
        view = normalised(client_view)
        self._tasks = all_tasks(view)
        models = {str(model.class_info.name): model for model in data.models}
        self._unions = Unions(models, view, self._tasks)
        self._types = FieldTypes(data, self._unions, open_enums(client_view))
        self._task_models = task_models(view)
        self._hosts = _hosts(view)
        schemas = view.get("components", {}).get("schemas", {})
        self._holders = [(pascal_case(name), name) for name in sorted(schemas, key=len, reverse=True)]
        self._operations = {python_name(o.value["operationId"]): o.pointer for o in operations(view)}
        self._modules = {name: str(model.class_info.module_name) for name, model in models.items()}
        self.env.bytecode_cache = _COMPILED
        self.env.filters |= {name: getattr(names, name) for name in names.FILTERS}
        self.env.globals.update(
            api=api,
            auth=_auth(view),
            servers=[server["url"] for server in view.get("servers", [])],
            shutdown=view["info"].get("x-shutdown"),
            title=plain(data.title),
        )

    def write(self) -> None:
        """Write all files."""
        self.package_dir.mkdir(parents=True)
        for folder in ("api", "models"):
            (self.package_dir / folder).mkdir()
        for path in sorted(RUNTIME.glob("[!_]*.py")) + sorted(RUNTIME.glob("_[!_]*.py")):
            self._text(path.name, path.read_text("utf-8"))
        (self.package_dir / "py.typed").touch()
        for name in ("pyproject.toml", "README.md"):
            self._text(f"../{name}", self._render(name))
        self._text("__init__.py", self._render("package_init.py"))
        self._text("client.py", self._render("client.py"))
        self._api()
        self._models()

    def _models(self) -> None:
        for model in self.openapi.models:
            with located(self._pointer(str(model.class_info.name))):
                self._text(f"models/{model.class_info.module_name}.py", self._model(model))
        for name, enum in sorted(self._types.enums.items()):
            self._modules[name] = str(enum.class_info.module_name)
            with located(self._pointer(name)):
                text = self._render("enum.py", enum=enum, members=_members(enum))
            self._text(f"models/{self._modules[name]}.py", text)
        if len(self._tasks) == 1:
            task = self._tasks[0]
            self._modules["AnyTask"] = "any_task"
            self._text(
                "models/any_task.py", self._render("any_task.py", task=task, module=self._modules[task])
            )
        for union in sorted({*self._unions.named.values()}, key=lambda u: u.name):
            if self._modules.setdefault(union.name, union.module) != union.module:
                raise EmitError(f"{union.name}: a union and a model have this name")
            self._text(
                f"models/{union.module}.py", self._render("union.py", union=union, modules=self._modules)
            )
        self._text("models/__init__.py", self._render("models_init.py", modules=self._modules))

    def _pointer(self, cls: str) -> str:
        """Return where the schema of a class stands, or the component that holds it."""
        holders = (schema for name, schema in self._holders if cls.startswith(name))
        return next((join("/components/schemas", schema) for schema in holders), "")

    def _model(self, model: ModelProperty) -> str:
        owner = str(model.class_info.name)
        found = []
        for prop in properties(model):
            with located(join(self._pointer(owner), "properties", plain(prop.name))):
                found.append(_field(prop, self._types.field(owner, prop), model.data))
        tasks = self._task_models.get(owner)
        if tasks and any(field.name == "task_model" for field in found):
            raise EmitError(f"{owner}.task_model: requests have a method of this name; rename the property")
        additional = self._types.additional(model)
        used = frozenset[str]().union(additional.names, *(f.type.names for f in found)) - {owner}
        return self._render(
            "model.py",
            name=owner,
            description=str(plain(model.description) or ""),
            fields=found,
            additional=None if additional.code == "Any" else additional.code,
            variant=(model.data.model_extra or {}).get("x-variant"),
            names=sorted(used),
            tasks=tasks,
        )

    def _api(self) -> None:
        self._text("api/__init__.py", self._render("api_init.py"))
        for tag, collection in self.openapi.endpoint_collections_by_tag.items():
            (self.package_dir / "api" / tag).mkdir()
            self._text(f"api/{tag}/__init__.py", self._render("endpoint_init.py"))
            for endpoint in collection.endpoints:
                with located(self._operations.get(endpoint.name, "")):
                    text = self._endpoint(endpoint)
                self._text(f"api/{tag}/{python_name(endpoint.name)}.py", text)

    def _endpoint(self, endpoint: Endpoint) -> str:
        operation = pascal_case(endpoint.name)
        kinds = ("path", "query", "header", "cookie")
        parameters = {
            kind: [
                _field(prop, self._types.parameter(operation, prop))
                for prop in getattr(endpoint, f"{kind}_parameters")
            ]
            for kind in kinds
        }
        body = next(iter(endpoint.bodies), None)
        if body:
            parameters["body"] = [_field(body.prop, self._types.parameter(operation, body.prop))]
        responses = [(r, self._types.response(operation, r.prop)) for r in endpoint.responses]
        aliases = {
            f"{operation}{pascal_case(f.json_name)}": f.type.code.removesuffix(" | Unset")
            for found in parameters.values()
            for f in found
            if f.type.code.startswith("Literal[") and len(f.type.code) > _LONG
        }
        codes = {code: name for name, code in aliases.items()}
        parameters = {
            kind: [replace(f, type=f.type.named(codes)) for f in found] for kind, found in parameters.items()
        }
        sent = [f.type.names for found in parameters.values() for f in found]
        returned = FieldType.union(
            sorted((t for r, t in responses if r.source != NONE_SOURCE), key=lambda t: t.code)
        )
        return self._render(
            "endpoint_module.py",
            endpoint=endpoint,
            path=plain(endpoint.path),
            host=self._hosts.get(endpoint.name, ""),
            parameters={kind: parameters.get(kind, []) for kind in ("path", "body", *kinds[1:])},
            body=body,
            aliases=aliases,
            responses=[_Parsed(r, t) for r, t in responses if not r.is_default()],
            default=next((_Parsed(r, t) for r, t in responses if r.is_default()), None),
            sent_names=sorted(frozenset[str]().union(*sent) - returned.names),
            received_names=sorted(returned.names),
            returned=returned.code or "Any",
        )

    def _render(self, template: str, **values: Any) -> str:
        return self.env.get_template(f"{template}.jinja").render(**values)

    def _text(self, name: str, text: str) -> None:
        (self.package_dir / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class _Parsed:
    """A documented response, and how an API function reads it."""

    response: Response
    type: FieldType

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last HTTP status."""
        return self.response.status_code.range or (0, 999)

    @property
    def parsed(self) -> str:
        """The Python expression for the parsed body."""
        source = self.response.source["attribute"]
        if source != "response.json()":
            return source
        if isinstance(self.response.prop, ModelProperty):
            return f"{self.type.code}.from_dict(json_body(response))"
        if isinstance(self.response.prop, AnyProperty):
            return "json_body(response)"
        return f"decode({self.type.code}, json_body(response))"


def _field(prop: Any, found: FieldType, holder: Any = None) -> Field:
    """Return a property as a field; `holder` is the schema that names it.

    A default is what the server takes for an absent property. It stands in the docstring and is not sent:
    a request may be refused for a property that it names, even with the default.
    """
    default = None if prop.required else "UNSET"
    if isinstance(prop, ConstProperty):
        default = literal(prop.value.raw_value)
    written = (getattr(holder, "properties", None) or {}).get(prop.name)
    description = str(plain(prop.description) or "")
    if isinstance(written, Reference):
        # Beside a reference stands what this field is for. A model says itself what it is.
        beside = described(written.model_extra or {})
        has_class = isinstance(prop, ModelProperty)
        description = beside if beside and has_class else f"{beside} {description}".strip()
    return Field(str(prop.python_name), str(plain(prop.name)), found, default, description)


def _members(enum: EnumProperty) -> dict[str, Any]:
    """Return the members of an enum class by name."""
    found: dict[str, Any] = {}
    for value in enum_values(enum):
        name = snake_case(str(value)).upper()
        name = name if name[:1].isalpha() else f"VALUE_{name or 'EMPTY'}"
        if name in found:
            raise EmitError(f"{enum.class_info.name}: {found[name]!r} and {value!r} are both named {name}")
        found[name] = value
    return found


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
        python_name(o.value["operationId"]): o.value["servers"][0]["url"].rstrip("/")
        for o in operations(view)
        if o.value.get("servers")
    }
