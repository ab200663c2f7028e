"""Freezing (固定推送内容): the next delivery of a stream, drawn up and fixed under its lease."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy.orm import Session

from partners.deliveries.batches import Reader
from partners.deliveries.deliveries import freeze, freeze_following, pass_over
from partners.deliveries.drafts import Draft, Passing, Sender
from partners.deliveries.drawing import draw_up
from partners.deliveries.faults import Faulter, Point, never
from partners.deliveries.following import draw_following
from partners.deliveries.leases import Lease
from partners.deliveries.present import Present, leaving
from partners.endpoints.signing_keys import Route
from registry.db import reading, transaction
from registry.runtime import current_runtime
from registry.vault import Vault

log = logging.getLogger(__name__)


class Frozen(NamedTuple):
    """A delivery that is fixed, its row, how its stream stood then, and where it goes."""

    draft: Draft
    delivery_id: int
    stood: Present
    route: Route


def freeze_next(
    lease: Lease,
    reader: Reader,
    *,
    first: Draft | Passing | None = None,
    most: int | None = None,
    must_wait: Callable[[Draft], bool] | None = None,
    fault: Faulter = never,
) -> tuple[Draft, int] | None:
    """Draw up what goes out next, fix it, and return it with its row; nothing where nothing waits.

    :param first: what was drawn up already, if nobody moved the stream since.
    :param most: how many notices whoever asks wants at most.
    :param must_wait: tells whether a draft may not leave yet; it is not fixed then.
    :param fault: what is called at the points where tests make a process fail.
    :raises LeaseLostError: when the lease is no longer ours.
    :raises StreamChangedError: when the journal has begun another life.
    """
    runtime = current_runtime()
    while True:
        draft, first = first, None
        if draft is None:
            with reading() as session:
                draft = draw_up(session, lease.agency_id, Sender(reader, uuid4(), most))
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


def prepare(reader: Reader, before: Frozen, *, fault: Faulter = never) -> Draft | None:
    """Draw up what goes out after a delivery that is under way, if it can be said by now.

    Nothing that goes wrong is told: what follows is drawn up again when its time comes, and told
    then.
    """
    try:
        with reading() as session:
            sender = Sender(reader, uuid4())
            draft = draw_following(session, before.draft, before.stood, sender)
    except Exception:
        log.debug("nothing could be prepared", exc_info=True)
        return None
    if draft is not None:
        fault(Point.DRAWN)
    return draft


def freeze_prepared(
    session: Session, agency_id: int, draft: Draft, vault: Vault, *, now: datetime
) -> Frozen | None:
    """Fix a delivery that was prepared in the transaction that accepts the one before; nothing
    where it may not leave any more, and then nothing is written.

    :raises registry.vault.VaultError: when a key cannot be opened.
    """
    stood, route = leaving(session, vault, agency_id, now=now)
    delivery_id = None if route is None else freeze_following(session, draft, stood, now=now)
    if route is None or delivery_id is None:
        return None
    return Frozen(draft, delivery_id, stood, route)
