"""Run by the Python of an environment that has nothing but a published gettask[cli,mock]: does it work?

Starts the installed mock; creates, waits for and downloads one task of each API; prints a line of each.
"""

import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask._contract.lifecycle import PollSchedule
from gettask.client import connect


def main(version: str) -> None:
    """Exit with a sentence if the version is another, or something does not work."""
    if metadata.version("gettask") != version:
        sys.exit(f"gettask {metadata.version('gettask')} was installed, not {version}")
    command = [str(Path(sys.executable).with_name("gettask")), "mock", "--port", "0"]
    with (
        tempfile.TemporaryDirectory() as out,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock,
    ):
        assert mock.stdout is not None
        try:
            url = mock.stdout.readline().strip()
            for api in APIS:
                print(trial(api, url, Path(out, api)))
        finally:
            mock.terminate()


def trial(api: str, url: str, out: Path) -> str:
    """Run the spec's examples until one gave files."""
    contract = load(api)
    version = metadata.version(contract.package)
    base_url = url + urlsplit(contract.servers[0].url).path
    with connect(api, "any", base_url=base_url) as client:
        for variant in contract.variants.values():
            if variant.create and variant.example and variant.assets:
                handle = client.create(variant.example, variant=variant.name)
                task = client.wait(handle, deadline=20, schedule=PollSchedule(initial=0.1))
                files = client.download(task, out)
                if files and all(file.stat().st_size for file in files):
                    return f"{contract.package} {version}: {variant.name} made {len(files)} files"
    sys.exit(f"{contract.package} {version} made no files")


if __name__ == "__main__":
    main(sys.argv[1])
