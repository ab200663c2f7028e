"""Faults on purpose (故障点): a dispatcher can be told to end or to stop itself at a named point
between reading the journal and moving the cursor, and whoever adjusts records to changed measures
at one of a page, so that what follows is tried and not hoped for.

Settings allow it in development and test only.
"""

import signal
import threading
from collections.abc import Callable
from enum import StrEnum

from config import ConfigurationError


class Point(StrEnum):
    """Where a dispatcher can be made to fail (故障点), in the order in which it passes them."""

    # The lease is taken; nothing is drawn up.
    CLAIMED = "claimed"
    # A delivery is drawn up; nothing is written.
    DRAWN = "drawn"
    # The delivery is written in a transaction that is not committed.
    FREEZING = "freezing"
    # It is fixed; nothing is posted.
    FROZEN = "frozen"
    # The agency has answered; nothing is written.
    ANSWERED = "answered"
    # The conclusion is written in a transaction that is not committed.
    CONCLUDING = "concluding"
    # The cursor has moved; the lease is still held.
    CONCLUDED = "concluded"


class AdjustPoint(StrEnum):
    """Where whoever adjusts records can be made to fail (调整故障点), in order."""

    # The journal's head and the change are locked; no record is looked at.
    CHOSEN = "adjust-chosen"
    # One entry of a page is written in a transaction that is not committed.
    ENTERED = "adjust-entered"
    # So are all of them, and how far the change was looked through.
    MOVED = "adjust-moved"
    # The page is committed; the next one is not begun.
    PAGED = "adjust-paged"


Faulter = Callable[[Point | AdjustPoint], None]
_POINTS = (*Point, *AdjustPoint)
_SIGNALS = {"KILL": signal.SIGKILL, "STOP": signal.SIGSTOP}


def never(_point: Point | AdjustPoint) -> None:
    """Do nothing, as everywhere but in tests."""


def faulter(setting: str) -> Faulter:
    """Return what is called at every point.

    :param setting: ``point:KILL`` or ``point:STOP``; empty for none. The process sends the signal
        to itself when it passes the point first.
    :raises ConfigurationError: where it is neither.
    """
    if not setting:
        return never
    name, _, what = setting.partition(":")
    if name not in _POINTS or what not in _SIGNALS:
        known = ", ".join(_POINTS)
        raise ConfigurationError(
            f"FAULT_AT is {setting!r}; write one of {known}, a colon, and KILL or STOP."
        )
    # Once: a process that was stopped and goes on does not stop again.
    left = [_SIGNALS[what]]

    def fail(point: Point | AdjustPoint) -> None:
        if point == name and left:
            # To this very thread: it must not go on while another one takes the signal.
            signal.pthread_kill(threading.get_ident(), left.pop())

    return fail
