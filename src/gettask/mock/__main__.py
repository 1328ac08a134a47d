"""`python -m gettask.mock` is `gettask mock`."""

from gettask.mock.server.command import mock

if __name__ == "__main__":
    mock(prog_name="gettask mock")
