"""Tools that emit code, and the compilers that take it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.consumers.model import NODE, PYTHON, ROOT, Document, Refusals, Tool, command, told

PROGRAMS = ROOT / "tests/consumers/programs"
STAND_INS = ROOT / "tests/consumers/stand_ins"
_JAR = "lib/*/site-packages/openapi_generator_cli/openapi-generator.jar"
# Beside a name and a folder. The names of enum values are global in Go; JsonNullable is one dependency more.
_OPTIONS: dict[str, dict[str, Any]] = {
    "python": {},
    "typescript-fetch": {},
    "go": {"enumClassPrefix": True},
    "java": {"library": "native", "openApiNullable": False, "hideGenerationTimestamp": True},
}


def in_node(name: str) -> Callable[[Sequence[Document], Path], Refusals]:
    """Return the trial of a tool of Node: what it emits is TypeScript that passes tsc --strict."""

    def run(documents: Sequence[Document], work: Path) -> Refusals:
        program = PROGRAMS / "tools.mjs"
        refused = told("node", program, name, inputs=[(d, d.out(work), None) for d in documents])
        return {**tsc(documents, work), **refused}

    return run


def in_python(name: str) -> Callable[[Sequence[Document], Path], Refusals]:
    """Return the trial of a tool of Python."""

    def run(documents: Sequence[Document], work: Path) -> Refusals:
        inputs = [(document, document.out(work), None) for document in documents]
        return told(PYTHON, PROGRAMS / "tools.py", name, inputs=inputs)

    return run


def tsc(documents: Sequence[Document], work: Path) -> Refusals:
    """Type-check all TypeScript below `work`, strictly."""
    if not any(work.rglob("*.ts")):
        return {}
    options = {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "types": [],
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2022", "dom", "dom.iterable"],
    }
    (work / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["**/*.ts"]}))
    done = command("node", "--max-old-space-size=6000", NODE / "typescript/bin/tsc", "-p", work)
    return _by_folder(documents, work, done.stdout.splitlines())


def openapi_generator(language: str) -> Callable[[Sequence[Document], Path], Refusals]:
    """Return the trial of openapi-generator in a language: what it emits is compiled, or imported."""

    def run(documents: Sequence[Document], work: Path) -> Refusals:
        configs = []
        for document in documents:
            config = work / f"{document.word}.json"
            config.write_text(json.dumps(_config(language, document, work)), "utf-8")
            configs.append(config)
        options = ("-XX:TieredStopAtLevel=1", "-jar", _jar())
        done = command(
            "java",
            *options,
            "batch",
            "--includes-base-dir",
            work,
            "--threads",
            "2",
            "--timeout",
            "30",
            *configs,
        )
        emitted = [document for document in documents if any(document.out(work).rglob("*"))]
        silent = done.stderr[-600:] or done.stdout[-600:]
        refused = {document: silent for document in documents if document not in emitted}
        return {**_COMPILERS[language](emitted, work), **refused}

    return run


def _config(language: str, document: Document, work: Path) -> dict[str, Any]:
    options = dict(_OPTIONS[language])
    library = options.pop("library", None)
    if language == "java":
        package = f"client.{document.word}"
        options |= {f"{kind}Package": f"{package}.{kind}" for kind in ("api", "model", "invoker")}
    else:
        options["packageName"] = document.word
    return {
        "generatorName": language,
        "inputSpec": str(document.path),
        "outputDir": str(document.out(work)),
        "globalProperties": dict.fromkeys(("apiTests", "modelTests", "apiDocs", "modelDocs"), "false"),
        "additionalProperties": options,
        **({"library": library} if library else {}),
    }


def _jar() -> Path:
    (jar,) = PYTHON.parents[1].glob(_JAR)
    return jar


def _imported(documents: Sequence[Document], work: Path) -> Refusals:
    inputs = [(document, document.out(work), None) for document in documents]
    return told(PYTHON, PROGRAMS / "tools.py", "import", inputs=inputs)


def _go(documents: Sequence[Document], work: Path) -> Refusals:
    """Compile packages as one module; its one dependency is a stand-in."""
    for made in (*work.glob("*/go.mod"), *work.glob("*/go.sum")):
        made.unlink()
    for tests in work.glob("*/test"):
        shutil.rmtree(tests)
    needed = "gopkg.in/validator.v2"
    (work / "go.mod").write_text(
        f"module consumers\ngo 1.23\nrequire {needed} v2.0.1\nreplace {needed} => {STAND_INS / 'go'}\n",
        "utf-8",
    )
    cache = {"GOCACHE": str(ROOT / ".cache/consumers/go"), "GOPATH": str(work / "gopath")}
    done = command(
        PYTHON.parent / "go",
        *("-C", work, "build", "./..."),
        **cache,
        GOFLAGS="-mod=mod",
        GOTOOLCHAIN="local",
        GOPROXY="off",
    )
    return _by_folder(documents, work, (done.stdout + done.stderr).splitlines())


def _java(documents: Sequence[Document], work: Path) -> Refusals:
    """Compile packages against the libraries that the generator itself carries, and stand-ins.

    javac stops at a syntax error before it looks at types: the rest is compiled again without that package.
    """
    refused: dict[Document, str] = {}
    stand_ins = [str(path) for path in (STAND_INS / "java").rglob("*.java")]
    while left := [document for document in documents if document not in refused]:
        sources = [str(p) for document in left for p in (document.out(work) / "src/main").rglob("*.java")]
        (work / "sources").write_text("\n".join([*sources, *stand_ins]), "utf-8")
        options = ("-J-Xmx4g", "-proc:none", "-nowarn", "-Xmaxerrs", "5000", "-d", work / "classes")
        done = command("javac", *options, "-cp", _jar(), f"@{work / 'sources'}")
        if done.returncode == 0:
            break
        found = _by_folder(left, work, done.stderr.splitlines())
        refused |= found or dict.fromkeys(left, done.stderr[-600:])
    return refused


def _by_folder(documents: Sequence[Document], work: Path, lines: Sequence[str]) -> Refusals:
    """Return the first error line of each document, by the folder that the line names."""
    folders = {document.word: document for document in documents}
    found: dict[Document, str] = {}
    for line in lines:
        word = re.match(rf"(?:\./|{re.escape(str(work))}/|.*?{re.escape(work.name)}/)?(\w+)/.*?[:(]\d+", line)
        if word and word[1] in folders and ("error" in line or ".go:" in line):
            found.setdefault(folders[word[1]], line)
    return found


_COMPILERS = {"python": _imported, "typescript-fetch": tsc, "go": _go, "java": _java}

EMITTERS = [
    Tool("openapi-typescript", "types pass `tsc --strict`", in_node("openapi-typescript")),
    Tool("@hey-api/openapi-ts", "the client passes `tsc --strict`", in_node("@hey-api/openapi-ts")),
    Tool("orval", "the `fetch` client passes `tsc --strict`", in_node("orval")),
    Tool(
        "datamodel-code-generator",
        "models of pydantic 2 are imported",
        in_python("datamodel-code-generator"),
    ),
    *(
        Tool(
            f"openapi-generator-{language}",
            does,
            openapi_generator(language),
            whole=language == "go",  # a package takes its compiler four seconds
            package="openapi-generator-cli",
        )
        for language, does in {
            "python": "the client is imported",
            "typescript-fetch": "the client passes `tsc --strict`",
            "go": "the client compiles, with `enumClassPrefix`; its validator is a stand-in",
            "java": "the client compiles, with `library=native`, `openApiNullable=false`; HttpMime is"
            " a stand-in",
        }.items()
    ),
]
