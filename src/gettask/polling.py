"""Options of waiting, and what a clock of your own has to do.

Example:
    from gettask.polling import PollSchedule

    piapi.wait(handle, schedule=PollSchedule(initial=5, maximum=60))
"""

from __future__ import annotations

from ._clock import Clock, SystemClock
from ._contract.lifecycle import PollSchedule
from ._polling.wait import UNSET, Unset

__all__ = ["UNSET", "Clock", "PollSchedule", "SystemClock", "Unset"]
