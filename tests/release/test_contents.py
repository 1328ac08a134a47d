"""What is wrong in a wheel or sdist is found and named."""

from __future__ import annotations

import pytest

from release.build import Artifact
from release.contents import problems, read
from tests.release.harness import SMALL


@pytest.fixture(scope="module")
def wheel(first: list[Artifact]) -> Artifact:
    """A wheel of a client, without fault."""
    return next(artifact for artifact in first if artifact.package.name == SMALL)


@pytest.fixture(scope="module")
def sdist(first: list[Artifact]) -> Artifact:
    """Its sdist."""
    return next(a for a in first if a.package.name == SMALL and a.path.suffix == ".gz")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("tests/test_x.py", "", "tests/test_x.py does not belong there"),
        (
            "gettask_tripo_v2/examples/body.json",
            "",
            "gettask_tripo_v2/examples/body.json does not belong there",
        ),
        ("evidence/page.html", "", "evidence/page.html does not belong there"),
        (".env", "", ".env does not belong there"),
        ("gettask_tripo_v2/x.pyc", "", "gettask_tripo_v2/x.pyc does not belong there"),
        ("gettask_tripo_v2/id.pem", "", "gettask_tripo_v2/id.pem does not belong there"),
        ("x.py", "\n# see /home/me/x", "x.py:2 holds a path of a machine"),
        ("x.py", "D = 'C:\\\\Users\\\\me'", "x.py:1 holds a path of a machine"),
        ("x.py", "# from files.python" + "hosted.org", "x.py:1 holds the host of a package registry"),
        ("x.py", "KEY = 'tsk_" + 40 * "x" + "'", "x.py:1 holds a key"),
        ("x.json", '{"x-api-key": "' + 64 * "a" + '"}', "x.json:1 holds a key"),
        ("x.txt", "-----BEGIN " + "RSA PRIVATE KEY-----", "x.txt:1 holds a key"),
        ("x.txt", "my-own-password", "x.txt holds the value of SOME_PASSWORD"),
    ],
)
def test_what_does_not_belong_there_is_named(
    name: str, content: str, message: str, wheel: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a wheel that is fine otherwise, the one strange file or line is the one problem."""
    monkeypatch.setenv("SOME_PASSWORD", "my-own-password")
    members = {**read(wheel.path), name: content.encode()}
    assert list(problems(wheel.package, members)) == [message]


@pytest.mark.parametrize(
    "lost", ["py.typed", "openapi.json", "contract.json", "CHANGELOG.md", "LICENSE", "METADATA", "PKG-INFO"]
)
def test_what_is_missing_is_named(lost: str, wheel: Artifact, sdist: Artifact) -> None:
    """Each file that a user needs is missed, in wheel and sdist."""
    artifact = sdist if lost == "PKG-INFO" else wheel
    members = {
        name: content for name, content in read(artifact.path).items() if not name.endswith(f"/{lost}")
    }
    members.pop(lost, None)
    message = "metadata" if lost in ("METADATA", "PKG-INFO") else lost
    assert [problem for problem in problems(artifact.package, members) if message in problem]


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ("Classifier: Private :: Do Not Upload\n", "", "lacks the classifier Private :: Do Not Upload"),
        ("Classifier: Typing :: Typed\n", "", "lacks the classifier Typing :: Typed"),
        ("License-File: LICENSE\n", "", "lacks License-File"),
        ("Metadata-Version: 2.4", "Metadata-Version: 2.5", "has Metadata-Version 2.5, not 2.4"),
        ("Name:", "Project-URL: Home, https://x.invalid\nName:", "names a place: Project-URL"),
    ],
)
def test_incomplete_metadata_is_named(line: str, instead: str, message: str, wheel: Artifact) -> None:
    """What a public index would need to refuse the package, among others."""
    members = read(wheel.path)
    (path,) = (name for name in members if name.endswith("METADATA"))
    changed = members[path].replace(line.encode(), instead.encode())
    assert list(problems(wheel.package, {**members, path: changed})) == [f"{path} {message}"]
