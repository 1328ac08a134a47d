"""The operations as plain async code. `make generate` makes `gettask._sync` of it."""
