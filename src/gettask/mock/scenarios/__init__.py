"""Named scenarios: what happens to a task and to the responses about it."""
