"""The commands that CONTRIBUTING.md and the template tell a newcomer to type, as they stand there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from codegen import cli
from codegen.rules.check import check
from codegen.sources.dumper import dump
from codegen.sources.loader import load
from tests.vendors.served import bundled, install, served

ROOT = Path(__file__).parents[2]
PAGES = {"CONTRIBUTING.md": ".", "templates/private-vendor/README.md": "templates/private-vendor"}
COMMAND = re.compile(r"`make (new-(?:api|variant) [^`]+=[^`]+)`")
COMMANDS = [
    (folder, command)
    for page, folder in PAGES.items()
    for command in COMMAND.findall((ROOT / page).read_text("utf-8"))
    if "traffic.har" not in command  # tests/vendors/test_new_variants.py has recordings of every shape
]
BODIES = {
    "task.json": {"id": "1", "status": "DONE", "video": {"url": "https://acme.test/1.mp4"}},
    "created.json": {"id": "1"},
}


def arguments(folder: str, command: str) -> list[str]:
    """Return what make hands on to the generator."""
    made = ["make", "--no-print-directory", "--directory", folder, "--dry-run", *shlex.split(command)]
    said = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in said.splitlines() if " new-" in line and "codegen" in line]
    words = shlex.split(line)
    return words[next(i for i, word in enumerate(words) if word.startswith("new-")) :]


@pytest.mark.parametrize(("folder", "command"), COMMANDS, ids=[command[:30] for _, command in COMMANDS])
def test_a_command_of_the_documentation_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, command: str
) -> None:
    """It writes an API or a variant that the rules take; of a new API a job runs on the mock."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "generate", lambda *_: None)  # needs Node, and is tried elsewhere
    for name, body in BODIES.items():
        Path(name).write_text(json.dumps(body))
    document = load(ROOT / "tests/codegen/vendor-documents.yaml").data["video"]
    Path("openapi.yaml").write_text(dump(document))
    recorded = (ROOT / "openapi/piapi/examples/ace-step_completed.json").read_text("utf-8")
    Path("response.json").write_text(recorded.replace("Qubico/ace-step", "Qubico/foo"))
    shutil.copytree(ROOT / "openapi/piapi", "openapi/piapi")
    words = arguments(folder, command)
    assert cli.main(["--root", str(tmp_path), *words]) == 0
    if words[0] == "new-variant":
        assert Path("openapi/piapi/variants/foo.yaml").is_file()
        return
    made, infos = bundled(tmp_path / "openapi/acme/openapi.yaml")
    assert [v.message for v in check(made, "effective") if v.severity == "error"] == []
    name = f"acme-{COMMANDS.index((folder, command))}"  # contracts are kept by the name of their API
    install(tmp_path, name, made, infos)
    with served(tmp_path, monkeypatch, name, made) as vendor:
        variant = next(iter(vendor.client.contract.variants.values()))
        task = vendor.client.wait(vendor.client.create(variant.example or {}, variant=variant.name))
        assert task.phase.succeeded
        assert vendor.violations() == ""
