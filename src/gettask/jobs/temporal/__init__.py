"""Jobs on Temporal: a workflow for each job, worked on by any number of machines (extra `temporal`).

The history of a workflow is the record of its job: what was to be created, which task it has, how it ended.
Where a job stands is in `JobWorkflow`; what talks to an API is in `Activities` and `Waiter`, and reuses the
client and its job store.
"""
