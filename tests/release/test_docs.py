"""What the documents for consumers tell people to run is there."""

from __future__ import annotations

import re

import yaml

from tests.release.harness import ROOT

TARGETS = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
WORKFLOW = (ROOT / "docs/ci-workflow.yml").read_text("utf-8")
CONSUMERS = (ROOT / "docs/consumers.md").read_text("utf-8")


def test_the_workflow_runs_targets_that_the_makefile_has() -> None:
    """Every make in a step names a target, and generate, diff, test, check and build run on every change."""
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    ran = {
        job: [m for step in what["steps"] for m in re.findall(r"\bmake ([a-z]+)", step.get("run", ""))]
        for job, what in jobs.items()
    }
    assert ran["clients"] == ["generate", "diff", "test", "check", "build"]
    assert ran["publish"] == ["setup", "publish"]
    assert {target for targets in ran.values() for target in targets} <= TARGETS


def test_the_workflow_takes_no_code_by_a_name_that_moves() -> None:
    """Each action is a commit; a tag could be moved to another."""
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)] == []


def test_only_the_step_that_uploads_has_the_password() -> None:
    """What installs tools runs without it, and what is uploaded is what was compared."""
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    steps = [(name, step) for name, job in jobs.items() for step in job["steps"]]
    secret = [(name, step["run"]) for name, step in steps if "secrets." in str(step)]
    assert secret == [("publish", 'make publish INDEX_URL="$INDEX_URL" DIST=dist')]
    assert not any("secrets." in str(job.get("env", "")) for job in jobs.values())
    sources = [
        step["with"] for name, step in steps if name == "publish" and "artifact" in step.get("uses", "")
    ]
    assert sources == [{"name": "dist", "path": "dist"}]


def test_the_documents_name_targets_that_the_makefile_has() -> None:
    """A command in a text can be copied."""
    assert set(re.findall(r"\bmake ([a-z]+)", CONSUMERS)) == {"build"}
    assert "build" in TARGETS


def test_the_typescript_of_the_document_reads_what_contract_json_has() -> None:
    """The keys that the example uses exist in the contract of its API."""
    contract = yaml.safe_load(
        (ROOT / "generated/gettask-piapi/gettask_piapi/contract.json").read_text("utf-8")
    )
    assert re.findall(r"contract\.([a-z.]+)", CONSUMERS.split("```ts")[1]) == [
        *("json", "servers", "auth.env", "lifecycle.statuses")
    ]
    assert contract["servers"][0]["url"]
    assert contract["auth"]["env"]
    assert all(
        {"phase", "terminal"} <= status.keys() for status in contract["lifecycle"]["statuses"].values()
    )
