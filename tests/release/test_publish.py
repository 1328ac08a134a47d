"""Publishing to a real pypiserver: complete, repeatable, or not at all."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path
from urllib.request import Request
from urllib.response import addinfourl

import pytest

from release.build import SUMS, Artifact, built
from release.cli import main
from release.contents import read
from release.index import Index
from release.packages import Package
from release.publish import releasable, upload
from release.smoke import install, smoke
from release.tools import ReleaseError, environment, run, uv
from tests.release.conftest import Serve
from tests.release.harness import CLIENTS, FIRST, PASSWORD, ROOT, SECOND, USER, Pypi, git, write_wheel

pytestmark = pytest.mark.gate


def mute(_: str) -> None:
    """Say nothing."""


def versions(python: Path) -> dict[str, str]:
    """Return which of our packages an environment has."""
    code = f"from importlib.metadata import version\nfor p in {[*FIRST]}: print(p, version(p))"
    return dict(line.split() for line in run(python, "-I", "-c", code).splitlines())


def sums(artifacts: list[Artifact]) -> dict[str, str]:
    return {artifact.path.name: artifact.sha256 for artifact in artifacts}


def test_a_tool_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Whoever has no git reads a sentence and no traceback."""
    with pytest.raises(ReleaseError, match=r"^no-such-git is needed, and is not installed"):
        run("no-such-git", "status", cwd=tmp_path)


def test_the_password_goes_to_no_host_but_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many an index keeps its files elsewhere, behind links that need no password."""
    wheel = tmp_path / "gettask-1.0.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    authorized: dict[str, bool] = {}

    class Web:
        def open(self, request: Request, timeout: float) -> addinfourl:
            assert timeout
            authorized[request.host] = request.has_header("Authorization")
            body = b"wheel" if request.host == "files.invalid" else f'<a href="{link}">'.encode()
            return addinfourl(io.BytesIO(body), Message(), request.full_url)

    link = f"https://files.invalid/{wheel.name}"
    monkeypatch.setattr("release.simple_api.build_opener", lambda *_: Web())
    index = Index.of(
        "https://index.invalid/simple/",
        environ={"UV_PUBLISH_USERNAME": USER, "UV_PUBLISH_PASSWORD": PASSWORD},
    )
    assert index.missing([Artifact(Package(ROOT, "."), wheel)]) == []
    assert authorized == {"index.invalid": True, "files.invalid": False}


@pytest.mark.slow
def test_publish_uploads_installs_and_runs_a_task_of_each_api(own_repo: Path, pypi: Pypi) -> None:
    """One command builds, uploads, installs into a new environment and tries it, and prints no password."""
    command = [sys.executable, "-m", "release", "--root", str(own_repo), "publish", "--index-url", pypi.url]
    login = {"UV_PUBLISH_USERNAME": USER, "UV_PUBLISH_PASSWORD": PASSWORD}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **login}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert done.stdout.count(" uploaded\n") == len(pypi.uploads) == 2 * len(FIRST)
    assert done.stdout.count(" made ") == len(CLIENTS)
    tried, _, rest = done.stdout.partition("dist/ installs with what 127.0.0.1")
    assert (" uploaded\n" in tried, " uploaded\n" in rest) == (False, True)
    assert {path.name for path in (own_repo / "dist").glob("gettask*")} == pypi.uploads.keys()


def test_what_was_built_before_is_what_is_uploaded(repo: Path, first: list[Artifact], tmp_path: Path) -> None:
    """A folder of files is taken as they are, if they are all of this version, and those of the sums."""
    dist = Path(shutil.copytree(first[0].path.parent, tmp_path / "theirs"))
    assert sums(built(repo, dist)) == sums(first)
    file = dist / first[0].path.name
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    with pytest.raises(ReleaseError, match=f"{file.name} is not there, or is not the file in SHA256SUMS"):
        built(repo, dist)
    file.write_bytes(content)
    with (dist / SUMS).open("a") as lines:
        lines.write("0  gettask-9.whl\n")
    with pytest.raises(ReleaseError, match=r"not of this version: gettask-9\.whl"):
        built(repo, dist)
    (dist / SUMS).unlink()
    with pytest.raises(ReleaseError, match="cannot be read"):
        built(repo, dist)


def test_publishing_again_sends_nothing(pypi: Pypi, first: list[Artifact]) -> None:
    """What is there with the same bytes is left alone."""
    upload(first, pypi.index(), mute)
    lines: list[str] = []
    upload(first, pypi.index(), lines.append)
    assert pypi.uploads == sums(first)
    assert [line.rpartition(" ")[2] for line in lines] == ["there"] * len(first)


@pytest.mark.parametrize("hash_algo", ["sha256", None])
def test_other_bytes_of_a_version_are_refused_before_anything_is_sent(
    serve: Serve, first: list[Artifact], hash_algo: str | None
) -> None:
    """The refusal names what differs, with an index that lists digests and with one that does not."""
    pypi = serve(hash_algo=hash_algo)
    files = {k: v for k, v in read(first[-2].path).items() if not k.endswith("RECORD")}
    theirs = pypi.folder / first[-2].path.name
    write_wheel(theirs, {**files, "gettask/client.py": b"# other"})
    before = pypi.uploads
    with pytest.raises(ReleaseError, match=r"differs in gettask-1\.0\.0.*RECORD, gettask/client\.py\. "):
        upload(first, pypi.index(), mute)
    assert pypi.uploads == before


def test_the_same_files_otherwise_compressed_are_refused_as_such(pypi: Pypi, first: list[Artifact]) -> None:
    """The bytes are others even if the contents are not."""
    with zipfile.ZipFile(pypi.folder / first[0].path.name, "w", zipfile.ZIP_STORED) as wheel:
        for name, content in read(first[0].path).items():
            wheel.writestr(name, content)
    with pytest.raises(ReleaseError, match="differs in dates or compression alone"):
        upload(first, pypi.index(), mute)


@pytest.mark.parametrize("protected", [["update", "download", "list"], ["update"]])
def test_a_wrong_password_is_told_and_sends_nothing(
    serve: Serve, first: list[Artifact], protected: list[str]
) -> None:
    """Whether reading needs one or not, the message says where the right one goes, and not what it was."""
    pypi = serve(authenticate=protected)
    with pytest.raises(ReleaseError, match="UV_PUBLISH_PASSWORD") as caught:
        upload(first, pypi.index("a wrong one"), mute)
    assert "a wrong one" not in str(caught.value)
    assert pypi.uploads == {}


def test_an_index_that_goes_down_half_way_has_no_broken_release(
    pypi: Pypi, first: list[Artifact], second: list[Artifact], tmp_path: Path
) -> None:
    """People go on installing the release before until the same again has finished; then they upgrade."""
    upload(first, pypi.index(), mute)

    def down(line: str) -> None:
        if line.startswith("2/"):
            pypi.stop()

    with pytest.raises(ReleaseError, match="goes on from here"):
        upload(second, pypi.index(), down)
    pypi.start()
    assert len(pypi.uploads) == len(first) + 2
    python = install(tmp_path / "venv", "gettask", pypi.index())
    assert versions(python) == FIRST

    upload(second, pypi.index(), mute)
    assert pypi.uploads == sums(first) | sums(second)
    install(tmp_path / "venv", "gettask", pypi.index(), "--upgrade")
    assert versions(python) == SECOND


def test_nothing_comes_from_elsewhere(
    pypi: Pypi, first: list[Artifact], second: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other indexes and folders that the machine is configured to use get no request for our names."""
    upload(first, pypi.index(), mute)
    elsewhere = str(second[0].path.parent)
    monkeypatch.setenv("UV_FIND_LINKS", elsewhere)
    monkeypatch.setenv("UV_INDEX", "http://127.0.0.1:1/simple/")
    monkeypatch.setenv("PIP_FIND_LINKS", elsewhere)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    assert versions(install(tmp_path / "venv", "gettask", pypi.index())) == FIRST


def test_uv_takes_our_names_from_the_first_index_that_has_them(
    serve: Serve, first: list[Artifact], second: list[Artifact], tmp_path: Path
) -> None:
    """Higher versions on the default index are not looked at, as docs/consumers.md says."""
    internal, public = (serve(authenticate=["update"]) for _ in range(2))
    upload(first, internal.index(), mute)
    upload(second, public.index(), mute)
    uv("venv", tmp_path / "venv", "--python", sys.executable, "--offline")
    python = tmp_path / "venv/bin/python"
    indexes = ("--index", internal.url, "--default-index", public.url)
    uv("pip", "install", "--python", python, "--no-cache", *indexes, "gettask", env=environment())
    assert versions(python) == FIRST


def test_pip_installs_it_as_well(serve: Serve, first: list[Artifact], tmp_path: Path) -> None:
    """With the index and nothing else, as docs/consumers.md says."""
    pypi = serve(authenticate=["update"])
    upload(first, pypi.index(), mute)
    python = tmp_path / "venv/bin/python"
    uv("venv", tmp_path / "venv", "--python", sys.executable, "--offline")
    run(
        *(
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "--isolated",
            "install",
            "--quiet",
            "--no-cache-dir",
        ),
        *("--index-url", pypi.url, "gettask==1.0.0"),
        env=environment(PIP_CONFIG_FILE=os.devnull),
    )
    assert versions(python) == FIRST


def test_a_release_that_does_not_work_fails_the_smoke_test(pypi: Pypi, first: list[Artifact]) -> None:
    """A client that lost its spec installs, and is found out."""
    upload(first, pypi.index(), mute)
    broken = pypi.folder / first[0].path.name
    files = {k: v for k, v in read(broken).items() if not k.endswith(("RECORD", "openapi.json"))}
    write_wheel(broken, files)
    with pytest.raises(ReleaseError, match="piapi"):
        smoke("1.0.0", pypi.index())


def test_what_cannot_be_installed_is_not_uploaded(
    own_repo: Path,
    first: list[Artifact],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An index without a dependency is found out before it has a file that stays for good."""
    pypi = Pypi(tmp_path / "bare", tmp_path)
    monkeypatch.setenv("UV_PUBLISH_USERNAME", USER)
    monkeypatch.setenv("UV_PUBLISH_PASSWORD", PASSWORD)
    command = ["--root", str(own_repo), "publish", "--index-url", pypi.url]
    try:
        assert main([*command, "--dist", str(first[0].path.parent)]) == 1
    finally:
        pypi.stop()
    assert capsys.readouterr().err.endswith("Nothing was uploaded.\n")
    assert pypi.uploads == {}


def test_an_index_that_falls_back_to_another_is_refused(serve: Serve, first: list[Artifact]) -> None:
    """A name that it lacks could be anybody's there; the other index gets no request."""
    pypi = serve(disable_fallback=False, fallback_url="http://localhost:1/simple/")
    with pytest.raises(ReleaseError, match="switch off its fallback"):
        upload(first, pypi.index(), mute)
    assert pypi.uploads == {}


def test_only_what_is_committed_and_tagged_is_released(own_repo: Path) -> None:
    """A changed file and a commit beyond the tag are each refused, by name."""
    assert releasable(own_repo) == "1.0.0"
    (own_repo / "README.md").write_text("changed", "utf-8")
    with pytest.raises(ReleaseError, match=r"README\.md"):
        releasable(own_repo)
    git(own_repo, "commit", "--quiet", "--all", "--message", "changed")
    with pytest.raises(ReleaseError, match=r"git tag v1\.0\.0"):
        releasable(own_repo)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://ci:secret@index.invalid/simple/", "holds credentials"),
        ("", "is not the URL of an index"),
        ("index.invalid/simple", "is not the URL of an index"),
    ],
)
def test_an_index_is_named_by_a_url_without_a_password(url: str, message: str) -> None:
    """Arguments are seen by everybody on the machine; the message does not repeat the password."""
    with pytest.raises(ReleaseError, match=message) as caught:
        Index.of(url)
    assert "secret" not in str(caught.value)


def test_an_index_takes_uploads_beside_what_it_lists() -> None:
    """The upload URL is the parent of the index, unless it is named."""
    assert Index.of("https://h.invalid/repo/simple", environ={}).upload_url == "https://h.invalid/repo/"
    assert Index.of("https://h.invalid/a/", "https://h.invalid/b", {}).upload_url == "https://h.invalid/b"


def test_a_password_comes_out_of_the_keyring_or_is_a_token(tmp_path: Path) -> None:
    """With a user name alone, the keyring is asked for the index's URL; no repr shows what it says."""
    keyring = tmp_path / "keyring"
    keyring.write_text('#!/bin/sh\necho "$@"\n', "ascii")
    keyring.chmod(0o755)
    found = Index.of("https://h.invalid/simple", environ={"UV_PUBLISH_USERNAME": "ci", "PATH": str(tmp_path)})
    assert (found.listing.username, found.listing.password) == ("ci", "get https://h.invalid/simple/ ci")
    assert found.listing.password not in repr(found)
    keyring.write_text("#!/bin/sh\nexit 1\n", "ascii")  # as it does when it has none, without a word
    with pytest.raises(ReleaseError, match=r"keyring set https://h\.invalid/simple/ ci$"):
        Index.of("https://h.invalid/simple", environ={"UV_PUBLISH_USERNAME": "ci", "PATH": str(tmp_path)})
    token = Index.of("https://h.invalid/simple/", environ={"UV_PUBLISH_TOKEN": "t"})
    assert (token.listing.username, token.listing.password) == ("__token__", "t")
