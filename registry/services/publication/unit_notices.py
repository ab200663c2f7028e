"""Notices to units (向单位通报), Listing Rules Art. 8: what a court owes the unit, the department
or the superior of somebody whom it lists, and what it recorded of that.

Publication opens the duty, and so does the listing of somebody not suitable for publication. When a
listing is amended, extended, suspended, resumed or transferred, or ends, whoever was notified of it
is notified of that too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.deadlines import Deadline
from registry.models.listings import Listing
from registry.models.unit_notices import UnitNotice
from registry.rules import notification
from registry.rules.authority import Act
from registry.rules.clocks_of_notices import (
    UNIT_NOTICE,
    UNIT_NOTICE_OF_CHANGE,
    UNIT_NOTICE_OF_END,
)
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.parties import debtor_journal
from schemas.codes import DeadlineKind, ListingState
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import Addressee, Occasion, Standing

_ENDED = (ListingState.REMOVED, ListingState.REVOKED)
_DUTY = {
    Occasion.LISTED: DeadlineKind.NOTIFY_UNIT,
    Occasion.CHANGED: DeadlineKind.NOTIFY_UNIT_OF_CHANGE,
    Occasion.ENDED: DeadlineKind.NOTIFY_UNIT_OF_END,
}

_REASON = {
    Occasion.LISTED: "通报纳入失信被执行人名单",
    Occasion.CHANGED: "通报失信信息的变更",
    Occasion.ENDED: "通报失信信息终止",
}
_BASIS = {
    Occasion.LISTED: notification.ADDRESSEES.article,
    Occasion.CHANGED: UNIT_NOTICE_OF_CHANGE.article,
    Occasion.ENDED: UNIT_NOTICE_OF_END.article,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyUnit:
    """A unit that was notified of a listing as it stands: whom, and when."""

    listing_id: UUID
    addressee: Addressee
    recipient: str
    notified_on: date


def owe(session: Session, listing: Listing, matter: Matter, *, on: date) -> None:
    """Open the duty to notify the units of a listing that takes effect, where it has any."""
    if units(listing):
        deadlines.start(session, UNIT_NOTICE, listing.public_id, matter.case, on=on)


def owe_of_change(session: Session, listing: Listing, matter: Matter, *, on: date) -> None:
    """Open the duty to notify of a later decision about a listing whoever was notified of it; of
    several decisions in a row the last one counts.
    """
    if not _notified(session, listing, Occasion.LISTED):
        return
    kind = DeadlineKind.NOTIFY_UNIT_OF_CHANGE
    deadlines.close(session, listing.public_id, kind, on=on)
    session.flush()
    deadlines.start(session, UNIT_NOTICE_OF_CHANGE, listing.public_id, matter.case, on=on)


def owe_of_end(session: Session, listing: Listing, matter: Matter, *, on: date) -> None:
    """Open the duty to notify of the end of a listing whoever was notified of it; who was not is
    not notified any more.
    """
    for kind in (DeadlineKind.NOTIFY_UNIT, DeadlineKind.NOTIFY_UNIT_OF_CHANGE):
        deadlines.close(session, listing.public_id, kind, on=on)
    if _notified(session, listing, Occasion.LISTED):
        deadlines.start(session, UNIT_NOTICE_OF_END, listing.public_id, matter.case, on=on)


def record(
    session: Session, order: NotifyUnit, *, actor: CourtActor, now: datetime
) -> tuple[UnitNotice, Listing, Matter]:
    """Record that a unit was notified; the duty is done with the last of them.

    :raises ServiceError: ``listing.not_found``, ``listing.wrong_state``,
        ``unit_notice.already_recorded``, ``unit_notice.ineligible``.
    """
    act, on = Act.NOTIFY_UNIT, legal_day(now)
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    occasion = _occasion(session, listing, order.addressee)
    if occasion is not Occasion.ENDED:
        moves.require(listing, act)
    since = _since(session, listing, occasion)
    due = _due(session, listing, occasion, since or on)
    told = _notified(session, listing, occasion, since if occasion is Occasion.CHANGED else None)
    if order.addressee in told:
        raise ServiceError(ErrorKind.CONFLICT, "unit_notice.already_recorded")
    eligibility.require(
        "unit_notice.ineligible",
        (
            *eligibility.authority(act, actor, court_code=matter.case.court_code),
            *notification.unit_findings(
                order.addressee, due, since=since or on, notified_on=order.notified_on
            ),
            not_in_future({"notified_on": order.notified_on}, on=on),
        ),
    )
    made = UnitNotice(
        public_id=uuid4(),
        listing_id=listing.id,
        occasion=occasion,
        addressee=order.addressee,
        since=since or on,
        recipient=mask_numbers_in_text(order.recipient),
        notified_on=order.notified_on,
        recorded_by=actor.staff_id,
        recorded_at=now,
    )
    session.add(made)
    if set(due) <= {*told, order.addressee}:
        deadlines.close(session, listing.public_id, _DUTY[occasion], on=order.notified_on)
    _journal(session, made, listing, matter, actor=actor, now=now)
    return made, listing, matter


def of_listing(session: Session, listing: Listing) -> Sequence[UnitNotice]:
    """Return whom a court recorded as notified of a listing, of what was decided about it later,
    and of its end, in that order.
    """
    chosen = select(UnitNotice).where(UnitNotice.listing_id == listing.id)
    return session.scalars(chosen.order_by(UnitNotice.id)).all()


def units(listing: Listing) -> tuple[Addressee, ...]:
    """Return whom the court notifies of a listing itself."""
    suitable = listing.withheld_for is None
    return notification.units(Standing(listing.standing), suitable=suitable)


def listed_on(session: Session, listing: Listing) -> date | None:
    """Return the day on which a listing of which units are notified took effect."""
    return session.scalars(
        select(Deadline.opened_on)
        .where(Deadline.record_id == listing.public_id, Deadline.kind == DeadlineKind.NOTIFY_UNIT)
        .order_by(Deadline.id)
        .limit(1)
    ).one_or_none()


def _occasion(session: Session, listing: Listing, addressee: Addressee) -> Occasion:
    """Return of what somebody is to be notified: who knows of the listing learns of the change."""
    if listing.state in _ENDED:
        return Occasion.ENDED
    since = _since(session, listing, Occasion.CHANGED)
    if since is not None and addressee in _due(session, listing, Occasion.CHANGED, since):
        return Occasion.CHANGED
    return Occasion.LISTED


def _due(
    session: Session, listing: Listing, occasion: Occasion, since: date
) -> Sequence[Addressee]:
    if occasion is Occasion.LISTED:
        return units(listing)
    if occasion is Occasion.ENDED:
        return sorted(_notified(session, listing, Occasion.LISTED))
    # Who was notified of the listing after it was changed knows how it stands.
    before = select(UnitNotice.addressee).where(
        UnitNotice.listing_id == listing.id,
        UnitNotice.occasion == Occasion.LISTED,
        UnitNotice.notified_on <= since,
    )
    return sorted(Addressee(code) for code in session.scalars(before))


def _notified(
    session: Session, listing: Listing, occasion: Occasion, since: date | None = None
) -> set[Addressee]:
    chosen = select(UnitNotice.addressee).where(
        UnitNotice.listing_id == listing.id, UnitNotice.occasion == occasion
    )
    if since is not None:
        chosen = chosen.where(UnitNotice.since == since)
    return {Addressee(code) for code in session.scalars(chosen)}


def _since(session: Session, listing: Listing, occasion: Occasion) -> date | None:
    return session.scalars(
        select(Deadline.opened_on)
        .where(Deadline.record_id == listing.public_id, Deadline.kind == _DUTY[occasion])
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def _journal(
    session: Session,
    made: UnitNotice,
    listing: Listing,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    told = {
        "notice": str(made.public_id),
        "occasion": made.occasion,
        "addressee": made.addressee,
        "notified_on": made.notified_on.isoformat(),
    }
    occasion = Occasion(made.occasion)
    debtor_journal.note(
        session,
        events.UNIT_NOTIFIED,
        listing.public_id,
        matter,
        told,
        Why(reason=_REASON[occasion], basis=str(_BASIS[occasion])),
        actor=actor.journal,
        now=now,
    )
