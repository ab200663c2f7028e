"""Pulling (拉取): an agency asks for what waits, and says up to where it has it.

It is the same stream: the same frozen deliveries, the same bytes and signatures, the same cursor
under the same lease. Whoever pushes and whoever pulls at the same time never both move it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from partners.deliveries import leases
from partners.deliveries.batches import Reader
from partners.deliveries.decisions import decide
from partners.deliveries.deliveries import open_delivery
from partners.deliveries.drafts import Draft, Sender, StreamChangedError
from partners.deliveries.drawing import draw_up
from partners.deliveries.freezing import freeze_next
from partners.deliveries.leases import Lease, LeaseLostError
from partners.dispatch.conclusions import conclude
from partners.endpoints.attempts import Answer
from partners.endpoints.signing import headers
from partners.endpoints.signing_keys import keys_of_agency
from partners.models.streams import Delivery, StreamState
from partners.notices.blocks import Blocks
from partners.receipts.receipts import Answered
from partners.states import DeliveryKind, StreamStatus
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.journal import read
from registry.runtime import Runtime

# An attempt at pushing ends in so many seconds; whoever pulls meanwhile comes back then.
BUSY_SECONDS = 10
PULLED = Answer(status=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A delivery as it is handed to whoever pulls: the body and its signed headers."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Up to where an agency says it has everything.

    :ivar stream: the life of the journal that it speaks of.
    :ivar delivery: the delivery that it has; needed for one that moves nothing.
    """

    stream: UUID
    through: int
    delivery: UUID | None = None


def hand_out(runtime: Runtime, agency_id: int, *, after: int | None, most: int) -> HandedOut | None:
    """Return the delivery that an agency is to take next, or nothing where nothing waits.

    :param after: the position up to which the agency has everything, where it says so.
    :raises ServiceError: 409 ``pull.after``, ``stream.paused``, ``stream.changed``,
        ``stream.busy``.
    """
    session = db.session()
    state = _standing(session, agency_id)
    if after is not None and after != state.through:
        raise ServiceError(ErrorKind.CONFLICT, "pull.after", {"through": state.through})
    end_reading()
    with _leased(runtime, agency_id) as lease:
        frozen = freeze_next(lease, Reader(runtime.vault, Blocks()), most=most)
        if frozen is None:
            return None
        draft, _ = frozen
        now = runtime.now()
        keys = keys_of_agency(db.session(), runtime.vault, agency_id, now=now)
        end_reading()
    signed = headers(keys, str(draft.public_id), int(now.timestamp()), draft.body)
    # Without an endpoint an agency has no secret: its key and the transport vouch for both sides.
    return HandedOut(body=draft.body, headers={name: text for name, text in signed.items() if text})


def acknowledge(runtime: Runtime, agency_id: int, said: Acknowledge) -> int:
    """Move an agency's cursor to where it says it is, and return where it stands.

    Said again, it changes nothing.

    :raises ServiceError: 409 ``pull.stream``, ``pull.backwards``, ``pull.ahead``, ``pull.within``,
        ``pull.superseded``, ``stream.paused``, ``stream.changed``, ``stream.busy``.
    """
    session = db.session()
    state = _standing(session, agency_id)
    if said.stream != state.stream:
        raise ServiceError(ErrorKind.CONFLICT, "pull.stream", {"stream": str(state.stream)})
    frozen = open_delivery(session, agency_id)
    if not _concerns(said, state, frozen):
        through = state.through
        end_reading()
        return through
    end_reading()
    with _leased(runtime, agency_id) as lease:
        sender = Sender(Reader(runtime.vault, Blocks()), uuid4())
        draft = draw_up(db.session(), agency_id, sender)
        end_reading()
        if not isinstance(draft, Draft) or draft.frozen_id is None:
            raise ServiceError(ErrorKind.CONFLICT, "pull.superseded")
        if not _is_meant(said, draft):
            raise ServiceError(ErrorKind.CONFLICT, "stream.busy", {"retry_after": 1})
        _accept(runtime, lease, draft, draft.frozen_id, now=runtime.now())
        return draft.through


def _standing(session: Session, agency_id: int) -> StreamState:
    """Return how a stream stands, where it can be asked for anything.

    :raises ServiceError: ``stream.paused``, ``stream.awaiting_snapshot``, ``stream.changed``.
    """
    state = session.get_one(StreamState, agency_id)
    if state.state == StreamStatus.PAUSED:
        raise ServiceError(ErrorKind.CONFLICT, "stream.paused", {"reason": state.reason})
    if state.state == StreamStatus.AWAITING_SNAPSHOT:
        raise ServiceError(ErrorKind.CONFLICT, "stream.awaiting_snapshot")
    if read.head(session).stream != state.stream:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed")
    return state


def _concerns(said: Acknowledge, state: StreamState, frozen: Delivery | None) -> bool:
    """Tell whether there is anything to move; refuse what nobody can have."""
    facts = {"through": state.through}
    if said.through < state.through:
        raise ServiceError(ErrorKind.CONFLICT, "pull.backwards", facts)
    if said.through == state.through:
        return (
            frozen is not None
            and frozen.public_id == said.delivery
            and frozen.kind != DeliveryKind.STREAM
        )
    handed = state.through if frozen is None else frozen.through
    if said.through > handed:
        raise ServiceError(ErrorKind.CONFLICT, "pull.ahead", {**facts, "handed_out": handed})
    if said.through < handed:
        raise ServiceError(ErrorKind.CONFLICT, "pull.within", {**facts, "handed_out": handed})
    if said.delivery not in (None, frozen.public_id if frozen else None):
        raise ServiceError(ErrorKind.CONFLICT, "pull.superseded")
    return True


def _is_meant(said: Acknowledge, draft: Draft) -> bool:
    return said.through == draft.through and said.delivery in (None, draft.public_id)


def _accept(
    runtime: Runtime, lease: Lease, draft: Draft, delivery_id: int, *, now: datetime
) -> None:
    move = decide(
        PULLED, draft.standing, draft.schedule, notices=len(draft.told), now=now, jitter=1.0
    )
    answered = Answered(detail="pulled")
    with transaction() as session:
        conclude(session, lease, draft, delivery_id, PULLED, answered, move, now=now)


@contextmanager
def _leased(runtime: Runtime, agency_id: int) -> Iterator[Lease]:
    """Hold the stream's lease; whoever is sending right now is not disturbed.

    :raises ServiceError: ``stream.busy``, ``stream.changed``.
    """
    with transaction() as session:
        lease = leases.claim_for_agency(
            session, agency_id, holder=leases.this_process(), now=runtime.now()
        )
    busy = ServiceError(ErrorKind.CONFLICT, "stream.busy", {"retry_after": BUSY_SECONDS})
    if lease is None:
        raise busy
    try:
        yield lease
    except LeaseLostError:
        raise busy from None
    except StreamChangedError:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed") from None
    finally:
        with transaction() as session:
            leases.release(session, lease)
