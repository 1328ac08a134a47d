"""Emits one installable client package, with openapi-python-client run in this process.

The generator parses the spec; what is written stands in `templates/` and, for the modules that are the same
in every package, in `runtime/`. Whatever the generator complains about, warnings too, is an `EmitError`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.bodies import BodyType
from openapi_python_client.parser.errors import GeneratorError

from codegen.document.walk import operations
from codegen.emit.errors import EmitError
from codegen.emit.names import FIELD_PREFIX
from codegen.emit.normalise import normalised
from codegen.emit.package import Package

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
    data = GeneratorData.from_dict(normalised(client_view), config=config)
    if isinstance(data, GeneratorError):
        raise _refused([data], client_view)
    collections = data.endpoint_collections_by_tag.values()
    if errors := [*data.errors, *(e for c in collections for e in c.parse_errors)]:
        raise _refused(errors, client_view)
    for endpoint in (e for c in collections for e in c.endpoints):
        if [body.body_type for body in endpoint.bodies] not in ([], [BodyType.JSON], [BodyType.FILES]):
            raise EmitError(f"{endpoint.name}: the client can send JSON or a form, one of the two")
    Package(data, config, api, client_view).write()


def _refused(errors: Sequence[GeneratorError], view: dict[str, Any]) -> EmitError:
    """Return what the generator complains about, at the schema or operation that it names first."""
    texts = [" ".join(filter(None, [e.header.strip(), (e.detail or "").strip()])) for e in errors]
    data = [schema for error in errors if (schema := getattr(error, "data", None))]
    message = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>", "…", "\n".join(texts))
    named = re.search(r"/components/schemas/[^\s:]+", message)
    pointer = named.group() if named else ""
    for operation in operations(view):
        if f"parsing {operation.method.upper()} {operation.path} within" in message:
            pointer = pointer or operation.pointer
    if twice := re.search(r'duplicate models with name "(\w+)"', message):
        message = f"two objects would both be the class {twice[1]}: make one of them a component"
    elif data:
        message += f"\nin {data[0].model_dump_json(exclude_unset=True, by_alias=True)[:300]}"
    return EmitError(message, pointer)
