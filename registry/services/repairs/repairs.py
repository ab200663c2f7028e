"""Applications for credit repair (信用修复申请): received with what was handed in, completed later,
withdrawn by who applied.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import Listing
from registry.models.repairs import Repair
from registry.rules import procedure
from registry.rules import repair as law
from registry.rules.authority import Act
from registry.rules.clocks_of_lists import REPAIR
from registry.rules.policy import Policy
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from registry.services.listings.listings import IN_THE_LIST
from registry.services.publication import unit_notices
from registry.services.repairs import repair_records
from registry.services.repairs.repair_records import ChangeRepair, Found
from schemas.codes import DeadlineKind, ListingState
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import RepairDocument, RepairPath, RepairState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveRepair:
    """An application as it was received.

    :ivar statement: what the debtor says for himself.
    :ivar certificate_wanted: whether he asks for a certificate of the repair.
    """

    listing_id: UUID
    path: RepairPath
    documents: tuple[RepairDocument, ...]
    received_on: date
    statement: str = ""
    certificate_wanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDocuments(ChangeRepair):
    """Documents that were handed in later."""

    documents: tuple[RepairDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRepair(ChangeRepair):
    """An application that its applicant withdraws."""

    reason: str


def receive(
    session: Session, order: ReceiveRepair, *, actor: CourtActor, now: datetime, policy: Policy
) -> Found:
    """Receive an application, which begins the time to decide on it; what is missing is named and
    may be handed in later.

    :raises ServiceError: ``listing.not_found``, ``repair.already_open``, ``repair.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    _refuse_second(session, listing)
    on = legal_day(now)
    state = ListingState(listing.state)
    eligibility.require(
        "repair.ineligible",
        (
            *eligibility.authority(Act.RECEIVE_REPAIR, actor, court_code=matter.case.court_code),
            law.listing_stands(
                state in IN_THE_LIST,
                state=state,
                published_on=listing.published_on or unit_notices.listed_on(session, listing),
                received_on=order.received_on,
            ),
            procedure.not_in_future({"received_on": order.received_on}, on=on),
        ),
    )
    repair = Repair(
        public_id=uuid4(),
        listing_id=listing.id,
        path=order.path,
        state=RepairState.RECEIVED,
        received_on=order.received_on,
        documents=repair_records.written(order.documents),
        statement=mask_numbers_in_text(order.statement),
        certificate_wanted=order.certificate_wanted,
        received_by=actor.staff_id,
        received_at=now,
        version=1,
    )
    session.add(repair)
    found = (repair, listing, matter)
    reason = repair.statement or "申请信用修复"
    repair_records.journal(
        session, events.REPAIR_RECEIVED, found, reason=reason, actor=actor, now=now
    )
    deadlines.start(
        session,
        REPAIR,
        repair.public_id,
        matter.case,
        on=order.received_on,
        length=policy.repair_working_days,
    )
    return found


def add_documents(
    session: Session, order: AddDocuments, *, actor: CourtActor, now: datetime
) -> Found:
    """Note what was handed in later; what was there stays.

    :raises ServiceError: ``repair.not_found``, ``record.stale``, ``repair.wrong_state``,
        ``repair.ineligible``.
    """
    act = Act.RECEIVE_REPAIR
    found = repair_records.to_change(session, order, act, actor=actor)
    repair, _, matter = found
    authority = eligibility.authority(act, actor, court_code=matter.case.court_code)
    eligibility.require("repair.ineligible", authority)
    given = (*repair_records.documents_of(repair), *order.documents)
    repair.documents = repair_records.written(given)
    moves.do(repair, act)
    repair_records.journal(
        session, events.REPAIR_RECEIVED, found, reason="补交材料", actor=actor, now=now
    )
    return found


def withdraw(session: Session, order: WithdrawRepair, *, actor: CourtActor, now: datetime) -> Found:
    """Note that the applicant withdraws; nothing is decided any more.

    :raises ServiceError: as for :func:`add_documents`.
    """
    act = Act.WITHDRAW_REPAIR
    found = repair_records.to_change(session, order, act, actor=actor)
    repair, _, matter = found
    authority = eligibility.authority(act, actor, court_code=matter.case.court_code)
    eligibility.require("repair.ineligible", authority)
    moves.do(repair, act)
    repair.withdrawn_by, repair.withdrawn_at = actor.staff_id, now
    repair.reason = mask_numbers_in_text(order.reason)
    deadlines.close(session, repair.public_id, DeadlineKind.DECIDE_REPAIR, on=legal_day(now))
    repair_records.journal(
        session, events.REPAIR_WITHDRAWN, found, reason=repair.reason, actor=actor, now=now
    )
    return found


def _refuse_second(session: Session, listing: Listing) -> None:
    known = session.scalars(
        select(Repair.public_id).where(
            Repair.listing_id == listing.id,
            Repair.state.in_((RepairState.RECEIVED, RepairState.DRAFTED)),
        )
    ).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "repair.already_open", {"repair": known})
