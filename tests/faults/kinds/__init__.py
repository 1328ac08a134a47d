"""The kinds of faults, a module for each place where they happen."""

from tests.faults.kinds import bodies, connections, results, statuses
from tests.faults.kinds.registry import KINDS, OPERATIONS, about

__all__ = ["KINDS", "OPERATIONS", "about", "bodies", "connections", "results", "statuses"]
