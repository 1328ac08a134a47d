"""Settings of all tests."""

import atexit
import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

pytest_plugins = ["pytester", "tests.leaks"]

# A busy machine is not a failure, and the same commit passes or fails everywhere alike.
settings.register_profile("gettask", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("gettask"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gettask"))

# Jobs of tests are not recorded among those of the user.
_STATE = tempfile.mkdtemp(prefix="gettask-tests-")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)
os.environ["XDG_STATE_HOME"] = _STATE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest: none is left for one process when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass by what lives to the end of the run: it took an eighth of all time."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Let runs of pytest start without slow plugins that nothing of ours needs."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:schemathesis -p no:hypothesispytest")
    return pytester
