"""Looks (查看) at a stream without any lease, so that an idle register costs no writing: whether
there is anything to be done, and what goes out first.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy.orm import Session

from partners.deliveries.batches import Reader, Recipient, told_of
from partners.deliveries.drafts import Draft, Passing, Sender
from partners.deliveries.drawing import draw_from
from partners.deliveries.leases import Lease
from partners.deliveries.present import Present, present
from partners.notices import entries
from partners.notices.blocks import Blocks
from partners.notices.entry import Entry
from registry.db import reading
from registry.runtime import Runtime

# So much may lie between what is known to hold nothing for an agency and what its cursor says.
FAR = 5_000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """Up to where an agency's part of the journal is known to hold nothing new.

    Kept in memory only: it saves reading again, and is found anew after a start.
    """

    notices: int = 0
    endings: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a stream without a lease found to be done.

    :ivar first: what goes out first, where it is drawn up already, by how the stream ``stood``.
    :ivar idle: where the journal held nothing from and to, if that is to be noted.
    """

    first: Draft | Passing | None = None
    stood: Present | None = None
    idle: tuple[int, int] | None = None

    def after(self, lease: Lease) -> Draft | Passing | None:
        """Return what goes out first under a lease; nothing where it has to be drawn up anew."""
        return self.first if self.stood is not None and self.stood.is_since(lease) else None


class Lookout:
    """Looks at the stream of one agency.

    :param blocks: what was read of the journal, shared with the other streams of the process.
    :ivar looked: up to where there is nothing new.
    """

    def __init__(self, agency_id: int, blocks: Blocks) -> None:
        self._agency_id = agency_id
        self._blocks = blocks
        self.looked = Looked()

    def look(self, runtime: Runtime, *, early: bool) -> Found | None:
        """Return what a look at the stream finds to be done, or nothing where nothing is."""
        try:
            with reading() as session:
                state = present(session, self._agency_id)
                if early or self.looked.notices > state.scanned:
                    first, has_work = None, self._has_work(session, state, early=early)
                else:
                    first = self._draw(runtime, session, state)
                    has_work = first is not None
        except Exception:
            # It is met again under the lease, and told then.
            log.debug("nothing could be drawn up", exc_info=True)
            return Found()
        if has_work:
            return Found(first, state)
        is_far = not early and state.size - state.scanned > FAR
        return Found(idle=(state.scanned, state.size)) if is_far else None

    def _draw(self, runtime: Runtime, session: Session, state: Present) -> Draft | Passing | None:
        sender = Sender(Reader(runtime.vault, self._blocks), uuid4())
        found = draw_from(session, state, sender)
        if found is None:
            self.looked = Looked(notices=state.size, endings=state.size)
        return found

    def _rows(self, session: Session, state: Present, after: int) -> Iterator[Sequence[Entry]]:
        """Yield what may become notices, as it is read for a delivery."""
        found = self._blocks.between(session, state.stream, after, state.size, erased=state.erased)
        return (rows for _, rows in found)

    def _has_work(self, session: Session, state: Present, *, early: bool) -> bool:
        stream, size = state.stream, state.size
        if state.journal != stream or (not early and state.is_owed):
            return True
        measures = self._blocks.measures
        in_force = measures.of(session, self._agency_id, stream=stream, through=size)
        recipient = Recipient(code=state.code, in_force=in_force)
        known = self.looked.endings if early else self.looked.notices
        after = max(state.scanned, known)
        pages = (
            entries.all_endings(session, after, size)
            if early
            else self._rows(session, state, after)
        )
        for rows in pages:
            if any(True for _ in told_of(session, recipient, rows)):
                return True
        if early:
            self.looked = replace(self.looked, endings=size)
        else:
            self.looked = Looked(notices=size, endings=size)
        return False
