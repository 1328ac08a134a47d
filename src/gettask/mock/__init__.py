"""PiAPI and Tripo in memory, for tests and development: every life cycle of a task, no network, no sleep.

`create_app` makes the ASGI application, `gettask mock` serves it, and the pytest fixture `gettask_mock` has
one for each test.
"""

from gettask.mock.assumptions import Assumptions
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import Request, Response
from gettask.mock.journal import Journal, JournalEntry
from gettask.mock.limits import Limits
from gettask.mock.mock import Mock
from gettask.mock.server.app import App, create_app
from gettask.mock.spec.document import UnsupportedSpecError
from gettask.mock.tasks.clock import ManualClock, MockClock, RealTimeClock
from gettask.mock.tasks.file_store import FileStore
from gettask.mock.tasks.plan import (
    CompleteAfter,
    Planner,
    TaskPlan,
    TaskRequest,
    after_polls,
    after_seconds,
    at_once,
)
from gettask.mock.tasks.store import MemoryStore, Store
from gettask.mock.tasks.task import MockTask
from gettask.mock.webhooks import DeliveryAttempt, WebhookDelivery, WebhookEndpoint

__all__ = [
    "App",
    "Assumptions",
    "CompleteAfter",
    "DeliveryAttempt",
    "Faults",
    "FileStore",
    "Journal",
    "JournalEntry",
    "Latency",
    "Limits",
    "ManualClock",
    "MemoryStore",
    "Mock",
    "MockClock",
    "MockTask",
    "Planner",
    "RealTimeClock",
    "Request",
    "Response",
    "Store",
    "TaskPlan",
    "TaskRequest",
    "UnsupportedSpecError",
    "WebhookDelivery",
    "WebhookEndpoint",
    "after_polls",
    "after_seconds",
    "at_once",
    "create_app",
]
