"""The API functions of this tag, a module each."""
