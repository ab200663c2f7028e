"""Lists in turn (名单依次处理): those that wait are worked off one after the other, and none holds
the others up.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from registry.db import end_reading
from registry.errors import ServiceError
from registry.services.screening.list_parts import PartGoneError


class Waiting(Protocol):
    """A list that waits."""

    @property
    def key(self) -> int:
        """Return its key inside."""


Source = TypeVar("Source", bound=Waiting)


def work_off(
    next_one: Callable[[frozenset[int]], Source | None],
    work: Callable[[Source], None],
    fail: Callable[[Source, ServiceError], None],
) -> None:
    """Work off every list that waits.

    :param next_one: returns the next one besides those with these keys; nothing after the last.
    :param work: works one off; what it refuses a list for ends that list.
    :param fail: ends a list that was refused.
    :raises Exception: what kept a list from being worked off for a reason of ours, once the others
        are done; that list waits on.
    """
    seen: frozenset[int] = frozenset()
    trouble: Exception | None = None
    while (source := next_one(seen)) is not None:
        seen |= {source.key}
        try:
            work(source)
        except ServiceError as error:
            fail(source, error)
        except PartGoneError:
            # Somebody cancelled or finished it meanwhile.
            end_reading()
        except Exception as error:
            end_reading()
            trouble = error
    if trouble is not None:
        raise trouble
