"""PiAPI and Tripo for tests and laptops: every life cycle of a task, no network, no sleep.

`create_app()` makes the ASGI application, `python -m gettask.mock` serves it, and the pytest fixture
`gettask_mock` has it ready.
"""

from gettask.mock.app import App, create_app
from gettask.mock.core import Mock
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import Request, Response
from gettask.mock.life import (
    Clock,
    HeldClock,
    Life,
    Plan,
    Planner,
    Submission,
    SystemClock,
    after_looks,
    after_seconds,
    at_once,
)
from gettask.mock.policy import Policy
from gettask.mock.schema import SpecError
from gettask.mock.store import MemoryStore, Store, Task
from gettask.mock.webhooks import Attempt, Delivery, Webhook

__all__ = [
    "App",
    "Attempt",
    "Clock",
    "Delivery",
    "Faults",
    "HeldClock",
    "Latency",
    "Life",
    "MemoryStore",
    "Mock",
    "Plan",
    "Planner",
    "Policy",
    "Request",
    "Response",
    "SpecError",
    "Store",
    "Submission",
    "SystemClock",
    "Task",
    "Webhook",
    "after_looks",
    "after_seconds",
    "at_once",
    "create_app",
]
