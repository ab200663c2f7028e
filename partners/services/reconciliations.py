"""Reconciliations (对账): what an agency should hold is prepared, compared, and sent again where it
differs.

Prepared in pieces, each in a short transaction of its own that says where the next begins; compared
in steps, each of them bounded, so that nothing is open while an agency thinks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import orjson
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from partners.deliveries import kept_back, resend_jobs
from partners.deliveries.resend_jobs import AskToResend
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.reconciliations import Reconciliation, ReconciliationLine
from partners.notices import canonical, holdings
from partners.notices.canonical import Bucket, Line
from partners.services.agencies import entry_of, stream_locked
from partners.states import ResendKind, SnapshotState
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal import append, read
from registry.journal.entry import Actor

KEPT = timedelta(hours=24)
RETRY_SECONDS = 5
REASON = "对账补发"
_STANDING = (SnapshotState.PREPARING, SnapshotState.READY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The next lines of a reconciliation, read and not yet kept."""

    reconciliation_id: int
    number: int
    lines: tuple[Line, ...]
    last: UUID | None


def ask(
    session: Session, agency_id: int, *, stream: UUID, through: int, now: datetime
) -> Reconciliation:
    """Begin a reconciliation at the position that an agency confirmed; an earlier one is given up.

    :raises ServiceError: 409 ``stream.changed``, ``pull.stream``, ``reconciliation.position``.
    """
    state = stream_locked(session, agency_id)
    if read.head(session).stream != state.stream:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed")
    if stream != state.stream:
        raise ServiceError(ErrorKind.CONFLICT, "pull.stream", {"stream": str(state.stream)})
    if through != state.through:
        facts = {"through": state.through}
        raise ServiceError(ErrorKind.CONFLICT, "reconciliation.position", facts)
    for earlier in session.scalars(
        select(Reconciliation).where(
            Reconciliation.agency_id == agency_id, Reconciliation.state.in_(_STANDING)
        )
    ):
        _expire(session, earlier)
    begun = Reconciliation(
        public_id=uuid4(),
        agency_id=agency_id,
        stream=stream,
        # Up to the cursor: what lies between it and what was accepted last is of no agency but
        # others, or is kept back. What is sent again is told as of the cursor too.
        position=state.scanned,
        state=SnapshotState.PREPARING.value,
        after_subject=None,
        pieces=0,
        records=0,
        digest=bytes(32),
        first_buckets="{}",
        asked_at=now,
        ready_at=None,
        expires_at=None,
    )
    session.add(begun)
    session.flush()
    return begun


def find(session: Session, agency_id: int, public_id: UUID) -> Reconciliation:
    """Return an agency's reconciliation that has not expired.

    :raises ServiceError: 404 ``reconciliation.none``; 409 ``stream.changed`` where the journal has
        begun another life since.
    """
    found = session.scalars(
        select(Reconciliation).where(
            Reconciliation.agency_id == agency_id,
            Reconciliation.public_id == public_id,
            Reconciliation.state.in_(_STANDING),
        )
    ).one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "reconciliation.none")
    if read.head(session).stream != found.stream:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed")
    return found


def compare_buckets(
    session: Session,
    agency_id: int,
    public_id: UUID,
    prefix: str,
    theirs: Mapping[str, Bucket],
) -> list[tuple[str, int]]:
    """Return which buckets right below a prefix differ, and how many records each should hold.

    :raises ServiceError: 404 ``reconciliation.none``, 409 ``reconciliation.preparing``, 422
        ``reconciliation.outside``.
    """
    found = _ready(session, agency_id, public_id)
    length = len(prefix) + canonical.STEP
    if not all(name.startswith(prefix) and len(name) == length for name in theirs):
        raise ServiceError(ErrorKind.INVALID, "reconciliation.outside", {"prefix": prefix})
    own = (
        canonical.buckets(_lines(session, found.id, prefix), prefix)
        if prefix
        else _first_buckets(found)
    )
    return [
        (name, own.get(name, canonical.EMPTY).count) for name in canonical.differing(own, theirs)
    ]


def compare_records(
    session: Session,
    agency_id: int,
    public_id: UUID,
    prefix: str,
    theirs: Mapping[UUID, bytes],
) -> list[tuple[UUID, str]]:
    """Return which records below a prefix differ, and how: what the agency misses, holds beyond
    what it should, or holds otherwise; or what operators keep back.

    :raises ServiceError: as :func:`compare_buckets`, and 409 ``reconciliation.too_many``.
    """
    found = _ready(session, agency_id, public_id)
    if not all(record.hex.startswith(prefix) for record in theirs):
        raise ServiceError(ErrorKind.INVALID, "reconciliation.outside", {"prefix": prefix})
    count = _count(session, found.id, prefix)
    if count > canonical.MOST_RECORDS:
        facts = {"records": count, "most": canonical.MOST_RECORDS}
        raise ServiceError(ErrorKind.CONFLICT, "reconciliation.too_many", facts)
    own = dict(_lines(session, found.id, prefix))
    missing, extra, differs = canonical.compared(own, theirs)
    differing = {*missing, *extra, *differs}
    kept = kept_back.notices(session, agency_id)
    withheld = holdings.not_compared(session, differing, position=found.position, kept=kept)
    return [
        (record, "withheld" if record in withheld else how)
        for records, how in ((missing, "missing"), (extra, "extra"), (differs, "differs"))
        for record in records
    ]


def resend(
    session: Session,
    agency_id: int,
    differ: list[tuple[UUID, str]],
    *,
    actor: Actor,
    now: datetime,
) -> UUID | None:
    """Have the records that differ sent again, and return the work that does it; nothing where
    nothing is to be sent. Where somebody's measures differ, so are those ends of their records that
    had something lifted.

    :raises ServiceError: 409 ``resend.too_many``.
    """
    records = [record for record, how in differ if how != "withheld"]
    if not records:
        return None
    state = stream_locked(session, agency_id)
    held_otherwise = [record for record, how in differ if how == "differs"]
    in_force = measures_in_force(session, [agency_id])[agency_id]
    ended = holdings.lifting_ends(session, in_force, held_otherwise, position=state.scanned)
    records += sorted(ended.difference(records))
    asked = AskToResend(kind=ResendKind.RECORDS, reason=REASON, records=tuple(records))
    work = resend_jobs.start(session, state, asked, now=now)
    agency = session.get_one(Agency, agency_id)
    body = {"agency": agency.code, "resend": str(work.public_id), "records": len(records)}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, REASON, actor=actor, now=now)
    )
    return work.public_id


def unprepared(session: Session) -> list[int]:
    """Return the reconciliations that are to be prepared, the oldest first."""
    chosen = select(Reconciliation.id).where(Reconciliation.state == SnapshotState.PREPARING)
    return list(session.scalars(chosen.order_by(Reconciliation.id)))


def read_piece(session: Session, reconciliation_id: int) -> Piece | None:
    """Return the next lines, or nothing where all are there or nobody wants them. Only reads."""
    found = session.get_one(Reconciliation, reconciliation_id)
    if found.state != SnapshotState.PREPARING:
        return None
    agency_id = found.agency_id
    page = holdings.line_page(
        session,
        measures_in_force(session, [agency_id])[agency_id],
        after=found.after_subject,
        position=found.position,
        kept=kept_back.notices(session, agency_id),
    )
    return Piece(
        reconciliation_id=reconciliation_id, number=found.pieces, lines=page.lines, last=page.last
    )


def keep_piece(session: Session, piece: Piece, *, now: datetime) -> None:
    """Keep lines, unless somebody else has done so."""
    found = session.scalars(
        select(Reconciliation)
        .where(Reconciliation.id == piece.reconciliation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if found.state != SnapshotState.PREPARING or found.pieces != piece.number:
        return
    digests = [(line.record, line.digest) for line in piece.lines]
    if digests:
        rows = [
            {"reconciliation_id": found.id, "record_id": record, "digest": digest}
            for record, digest in digests
        ]
        session.execute(insert(ReconciliationLine), rows)
    first = canonical.merged(_first_buckets(found), canonical.buckets(digests, ""))
    found.first_buckets = orjson.dumps({n: [b.count, b.digest] for n, b in first.items()}).decode()
    found.digest = bytes.fromhex(canonical.whole(first.values()).digest)
    found.records += len(digests)
    found.pieces += 1
    found.after_subject = piece.last
    if piece.last is None:
        found.state = SnapshotState.READY.value
        found.ready_at, found.expires_at = now, now + KEPT


def expire(session: Session, *, now: datetime) -> None:
    """Forget reconciliations that are older than a day."""
    late = Reconciliation.expires_at <= now
    for found in session.scalars(
        select(Reconciliation).where(Reconciliation.state == SnapshotState.READY, late)
    ):
        _expire(session, found)


def _ready(session: Session, agency_id: int, public_id: UUID) -> Reconciliation:
    found = find(session, agency_id, public_id)
    if found.state != SnapshotState.READY:
        facts = {"records": found.records, "retry_after": RETRY_SECONDS}
        raise ServiceError(ErrorKind.CONFLICT, "reconciliation.preparing", facts)
    return found


def _first_buckets(found: Reconciliation) -> dict[str, Bucket]:
    return {name: Bucket(*said) for name, said in orjson.loads(found.first_buckets).items()}


def _lines(session: Session, reconciliation_id: int, prefix: str) -> list[tuple[UUID, bytes]]:
    first, last = canonical.range_of(prefix)
    rows = session.execute(
        select(ReconciliationLine.record_id, ReconciliationLine.digest).where(
            ReconciliationLine.reconciliation_id == reconciliation_id,
            ReconciliationLine.record_id.between(first, last),
        )
    )
    return [(row.record_id, row.digest) for row in rows]


def _count(session: Session, reconciliation_id: int, prefix: str) -> int:
    first, last = canonical.range_of(prefix)
    chosen = select(func.count()).where(
        ReconciliationLine.reconciliation_id == reconciliation_id,
        ReconciliationLine.record_id.between(first, last),
    )
    return session.scalars(chosen).one()


def _expire(session: Session, found: Reconciliation) -> None:
    found.state = SnapshotState.EXPIRED.value
    session.execute(
        delete(ReconciliationLine).where(ReconciliationLine.reconciliation_id == found.id)
    )
