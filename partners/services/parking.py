"""Parked notices (搁置的通知) in the hands of a person: released, corrected, closed.

A notice says what the journal says, and nobody edits that. What a person can correct lies around
it: which fields this one notice carries, and, by acts of the register, the name of a court. Another
identity is no correction: the record is revoked and published again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.deliveries import parked
from partners.deliveries.sieve import OPEN
from partners.measures.versions import fields_text, present_fields
from partners.models.agencies import Agency
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.notices.notices import Told
from partners.services.agencies import BASIS, entry_of, find
from partners.states import ParkState
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import append
from registry.journal.entry import Actor, Entry
from schemas.free_text import mask_numbers_in_text
from schemas.measures import NoticeField

DISPATCHER = Actor(name="job:dispatch", via="scheduler")
# What was closed can be released all the same: who was to lift something may still be told.
_RELEASABLE = (ParkState.PARKED, ParkState.CLOSED)
# So many closed ones are shown.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleParked:
    """Which notice of which agency a person deals with, and why."""

    agency: str
    notice: UUID
    reason: str


def waiting(session: Session, code: str) -> Sequence[ParkedNotice]:
    """Return what is kept out of an agency's stream, in the order of the journal.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    return session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.agency_id == agency.id, ParkedNotice.state.in_(OPEN))
        .order_by(ParkedNotice.position)
    ).all()


def closed(session: Session, code: str) -> Sequence[ParkedNotice]:
    """Return what persons have kept from an agency and may still release, the latest first.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    return session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.agency_id == agency.id, ParkedNotice.state == ParkState.CLOSED)
        .order_by(ParkedNotice.position.desc())
        .limit(MOST_SHOWN)
    ).all()


def release(session: Session, order: HandleParked, *, actor: Actor, now: datetime) -> None:
    """Let a parked notice be sent again as it is, and after it what is held behind it; or one that
    was closed, as far as it still says anything.

    :raises ServiceError: ``agency.not_found``, ``parked.not_found``, ``parked.not_parked``,
        ``parked.in_flight``.
    """
    agency, row = _taken(session, order, _RELEASABLE)
    _release(session, agency, row, now=now)
    _journal(session, events.NOTICE_RELEASED, agency, row, order.reason, actor=actor, now=now)


def correct(
    session: Session,
    order: HandleParked,
    fields: Collection[NoticeField],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a parked notice, or one that was closed, be sent again with fewer fields than the agency
    usually gets.

    :param fields: those that it carries, all of them in the agency's own list.
    :raises ServiceError: as :func:`release`, ``parked.no_fields``, ``parked.fields_not_allowed``.
    """
    if not fields:
        raise ServiceError(ErrorKind.INVALID, "parked.no_fields")
    agency, row = _taken(session, order, _RELEASABLE)
    unknown = sorted(set(fields) - set(present_fields(session, agency.id).fields))
    if unknown:
        facts = {"fields": [str(name) for name in unknown]}
        raise ServiceError(ErrorKind.INVALID, "parked.fields_not_allowed", facts)
    row.fields = fields_text(fields)
    _release(session, agency, row, now=now)
    _journal(
        session,
        events.NOTICE_CORRECTED,
        agency,
        row,
        order.reason,
        {"fields": fields_text(fields).split(",")},
        actor=actor,
        now=now,
    )


def close(session: Session, order: HandleParked, *, actor: Actor, now: datetime) -> None:
    """Close a notice that this agency will not be sent, unless it is released after all; what is
    held behind it may be sent then.

    :raises ServiceError: ``agency.not_found``, ``parked.not_found``, ``parked.not_parked``,
        ``parked.in_flight``.
    """
    agency, row = _taken(session, order, OPEN)
    remark = mask_numbers_in_text(order.reason)
    parked.close(session, agency.id, [row.id], remark, now=now)
    _due(session, agency.id, now)
    _journal(session, events.NOTICE_CLOSED, agency, row, order.reason, actor=actor, now=now)


def journal_parked(
    session: Session, agency_id: int, told: Told, label: str, *, now: datetime
) -> None:
    """Enter that a notice was refused and parked; what the agency said of it stays out."""
    agency = session.get_one(Agency, agency_id)
    body = {
        "agency": agency.code,
        "notice": str(told.id),
        "position": told.position,
        "type": told.type.value,
        "answer": label,
    }
    append.record(
        session,
        Entry(
            kind=events.NOTICE_PARKED,
            body=body,
            actor=DISPATCHER,
            reason="单位拒收通知",
            basis=BASIS,
            occurred_at=now,
            record_id=agency.public_id,
        ),
    )


def _taken(
    session: Session, order: HandleParked, states: Collection[ParkState]
) -> tuple[Agency, ParkedNotice]:
    """Lock an agency's stream, and return the notice where a person may deal with it now."""
    agency = find(session, order.agency)
    session.scalars(
        select(StreamState).where(StreamState.agency_id == agency.id).with_for_update()
    ).one()
    row = session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.agency_id == agency.id, ParkedNotice.notice_id == order.notice)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        facts = {"agency": order.agency, "notice": str(order.notice)}
        raise ServiceError(ErrorKind.NOT_FOUND, "parked.not_found", facts)
    if row.state not in states:
        raise ServiceError(ErrorKind.CONFLICT, "parked.not_parked", {"state": row.state})
    if row.delivery_id is not None:
        raise ServiceError(ErrorKind.CONFLICT, "parked.in_flight", {"notice": str(order.notice)})
    return agency, row


def _release(session: Session, agency: Agency, row: ParkedNotice, *, now: datetime) -> None:
    row.state = ParkState.RELEASED.value
    row.changed_at = now
    session.flush()
    parked.settle(session, agency.id)
    _due(session, agency.id, now)


def _due(session: Session, agency_id: int, now: datetime) -> None:
    """Let the stream be looked at at once, unless it waits after a failure."""
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency_id, StreamState.failures == 0)
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )


def _journal(
    session: Session,
    kind: Kind,
    agency: Agency,
    row: ParkedNotice,
    reason: str,
    more: dict[str, object] | None = None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    body = {
        "agency": agency.code,
        "notice": str(row.notice_id),
        "position": row.position,
        "type": row.kind,
        **(more or {}),
    }
    append.record(
        session,
        entry_of(kind, agency, body, mask_numbers_in_text(reason), actor=actor, now=now),
    )
