"""The API functions, a module each, by tag."""
