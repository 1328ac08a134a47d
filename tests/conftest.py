"""Settings of all tests."""

from hypothesis import settings

# A busy machine is no failure, and the same commit passes or fails everywhere alike.
settings.register_profile("gettask", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("gettask")
