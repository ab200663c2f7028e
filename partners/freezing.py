"""Freezing (固定推送内容): the next delivery of a stream, drawn up and fixed under its lease."""

from collections.abc import Callable
from uuid import uuid4

from partners.batches import Reader
from partners.deliveries import freeze, pass_over
from partners.drafts import Draft, Passing, Sender
from partners.drawing import draw_up
from partners.faults import Faulter, Point, never
from partners.leases import Lease
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime


def freeze_next(
    lease: Lease,
    reader: Reader,
    *,
    most: int | None = None,
    must_wait: Callable[[Draft], bool] | None = None,
    fault: Faulter = never,
) -> tuple[Draft, int] | None:
    """Draw up what goes out next, fix it, and return it with its row; nothing where nothing waits.

    :param most: how many notices whoever asks wants at most.
    :param must_wait: tells whether a draft may not leave yet; it is not fixed then.
    :param fault: what is called at the points where tests make a process fail.
    :raises LeaseLostError: when the lease is no longer ours.
    :raises StreamChangedError: when the journal has begun another life.
    """
    runtime = current_runtime()
    while True:
        draft = draw_up(db.session(), lease.agency_id, Sender(reader, uuid4(), most))
        end_reading()
        if draft is None:
            return None
        fault(Point.DRAWN)
        if must_wait is not None and isinstance(draft, Draft) and must_wait(draft):
            return None
        with transaction() as session:
            if isinstance(draft, Passing):
                pass_over(session, lease, draft, now=runtime.now())
                continue
            delivery_id = freeze(session, lease, draft, now=runtime.now())
            fault(Point.FREEZING)
        if delivery_id is not None:
            return draft, delivery_id
