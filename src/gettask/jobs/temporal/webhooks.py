"""Ends the wait of a workflow when a webhook reports the end of its task."""

from __future__ import annotations

from temporalio.client import Client as Temporal
from temporalio.service import RPCError, RPCStatusCode

from ...errors import GettaskError
from ...task import Task
from .worker import connected
from .workflow import JobWorkflow


class WaitEnder:
    """Has the workflow of a job poll its task at once: `on_end` of a `WebhookApp`.

    Args:
        temporal: Host and port of Temporal, or a client of it.
        namespace: The namespace. Default: that of Temporal's environment, or `default`.
    """

    def __init__(self, temporal: str | Temporal, namespace: str | None = None) -> None:
        self._temporal, self._namespace = temporal, namespace

    async def __call__(self, name: str, task: Task) -> None:
        """Signal the workflow of a job. Nothing happens if there is none that is open.

        Args:
            name: The id of the job, which ends the path of the delivery where each request names its webhook.
            task: The task, which the workflow polls itself.

        Raises:
            GettaskError: Temporal does not answer.
        """
        del task
        if isinstance(self._temporal, str):
            self._temporal = await connected(self._temporal, self._namespace)
        try:
            await self._temporal.get_workflow_handle(name).signal(JobWorkflow.ended)
        except RPCError as error:
            if error.status not in (RPCStatusCode.NOT_FOUND, RPCStatusCode.INVALID_ARGUMENT):
                raise GettaskError(f"Temporal does not answer: {error}") from None
