"""Checks that hold a server, or recorded traffic, to the life cycle that the specification describes.

Example:
    >>> from gettask.conformance import Trace, judge
    >>> judge(Trace.of("piapi", exchanges)).violations
"""

from .bodies import Body
from .judge import Verdict, judge
from .model import CHECKS, Check, Problem, Severity, Violation
from .trace import Exchange, Trace

__all__ = [
    "CHECKS",
    "Body",
    "Check",
    "Exchange",
    "Problem",
    "Severity",
    "Trace",
    "Verdict",
    "Violation",
    "judge",
]
