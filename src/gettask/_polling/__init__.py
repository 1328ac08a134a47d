"""Waiting as pure functions and states: no I/O, and no clock but the one that is passed in."""
