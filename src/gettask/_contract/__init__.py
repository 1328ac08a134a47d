"""The contract of an API as data, read from its generated package."""
