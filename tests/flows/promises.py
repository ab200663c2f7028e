"""Promises of the register (承诺) as a machine over the API looks them up in the store."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, literal, null, select, union_all
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.db import Base
from registry.models.appeals import Appeal
from registry.models.applications import ListingApplication
from registry.models.bound_persons import BoundSubject
from registry.models.capacity import CapacityAssessment
from registry.models.deadlines import Deadline
from registry.models.journal import JournalEntry
from registry.models.listings import Listing, RestrictionOrder
from registry.models.proceedings import PropertyClue
from registry.models.remedies import Objection, Review
from registry.models.repairs import Repair
from registry.rules import publication
from registry.rules.calendar_arithmetic import add_years
from schemas.appeal_codes import AppealState
from schemas.codes import DeadlineKind, ListingState, OrderState
from schemas.listing_application_codes import ApplicationState
from schemas.remedy_codes import ObjectionState, RepairState, ReviewState

# Answers to repeated requests, refusals and runs of jobs say nothing of any record.
BESIDES = ("idempotency", "refus", "job", "attempt", "journal", "head", "identity", "draft_")
IN_EFFECT_UNSEEN = (ListingState.UNPUBLISHED, ListingState.SUSPENDED)
# How many rows each table holds, with the versions of all that has one: one question, for it is
# asked before and after every act.
STANDING = union_all(
    *(
        select(
            literal(table.name),
            func.count(),
            func.sum(table.c.version) if "version" in table.c else null(),
        ).select_from(table)
        for table in Base.metadata.sorted_tables
        if not any(word in table.name for word in BESIDES)
    )
)


def standing(session: Session) -> Sequence[Any]:
    """Return what the store holds: how many rows of each kind, in which versions."""
    return session.execute(STANDING).all()


def to_be_seen(session: Session, on: date) -> tuple[set[int], set[int], set[int]]:
    """Return which debtors the law lets the public see as dishonest and as restricted, and which
    other subjects as bound with them.
    """
    listings = session.scalars(select(Listing)).all()
    shown = {row.debtor_id for row in listings if _is_public(ListingState(row.state), row, on)}
    # What is not suitable for publication is not published by the order either.
    withheld = {
        row.debtor_id for row in listings if row.withheld_for and row.state in IN_EFFECT_UNSEEN
    }
    orders = {
        row.id: row
        for row in session.scalars(select(RestrictionOrder))
        if row.debtor_id not in withheld
    }
    bound = {row.debtor_id for row in orders.values() if _is_public(OrderState(row.state), row, on)}
    persons = {
        row.subject_id
        for row in session.scalars(select(BoundSubject))
        if row.order_id in orders and _is_public(OrderState(row.state), row, on)
    }
    return shown, bound, persons


def _is_public(state: Any, row: Any, on: date) -> bool:
    return publication.is_public(state, getattr(row, "ends_on", None), on=on)


# What waits for a person, and the duty whose day it waits for.
WAITING = {
    DeadlineKind.EXAMINE_OBJECTION: (
        select(Objection.public_id).where(Objection.state == ObjectionState.RECEIVED),
    ),
    DeadlineKind.DECIDE_REVIEW: (
        select(Review.public_id).where(Review.state == ReviewState.RECEIVED),
        select(Appeal.public_id).where(Appeal.state == AppealState.RECEIVED),
    ),
    DeadlineKind.DECIDE_REPAIR: (
        select(Repair.public_id).where(
            Repair.state.in_((RepairState.RECEIVED, RepairState.DRAFTED))
        ),
    ),
    DeadlineKind.DECIDE_LISTING_APPLICATION: (
        select(ListingApplication.public_id).where(
            ListingApplication.state == ApplicationState.RECEIVED
        ),
    ),
    # An order that is granted no grace of its own shares that of its listing.
    DeadlineKind.RECORD_GRACE_OUTCOME: tuple(
        select(record.public_id).where(record.grace_ends_on.is_not(None), *in_grace)
        for record, in_grace in (
            (Listing, (Listing.state == ListingState.IN_GRACE, Listing.grace_outcome.is_(None))),
            (
                RestrictionOrder,
                (
                    RestrictionOrder.state == OrderState.IN_GRACE,
                    RestrictionOrder.grace_outcome.is_(None),
                ),
            ),
        )
    ),
    DeadlineKind.RESUME_RESTRICTION: (
        select(RestrictionOrder.public_id).where(RestrictionOrder.state == OrderState.SUSPENDED),
    ),
    DeadlineKind.VERIFY_CLUE: (
        select(PropertyClue.public_id).where(
            PropertyClue.concrete, PropertyClue.effective.is_(None)
        ),
    ),
}


def waiting(session: Session) -> dict[DeadlineKind, tuple[list[str], list[str]]]:
    """Return what waits for a person, and what has a day by which somebody acts, for each duty."""
    found = {}
    for kind, queries in WAITING.items():
        due = select(Deadline.record_id).where(Deadline.kind == kind, Deadline.done_on.is_(None))
        records = [str(key) for query in queries for key in session.scalars(query)]
        found[kind] = (sorted(records), sorted(map(str, session.scalars(due))))
    return found


def terms_amiss(session: Session) -> list[str]:
    """Return the published listings that end though only refusal was found, or that never end, or
    too late, though more was.
    """
    published = select(Listing).where(Listing.state == ListingState.PUBLISHED)
    wrong = []
    for listing in session.scalars(published):
        begun, ends = listing.published_on, listing.ends_on
        if listing.grounds == "LR1-1":
            fits = ends is None
        else:
            fits = begun is not None and ends is not None and ends <= add_years(begun, 5)
        if not fits:
            wrong.append(str(listing.public_id))
    return wrong


def numbers_in_journal(session: Session, numbers: Sequence[str]) -> list[int]:
    """Return where the journal holds one of these identity numbers."""
    rows = session.execute(select(JournalEntry.position, JournalEntry.body, JournalEntry.reason))
    return [
        position
        for position, body, reason in rows
        if any(number in body or number in reason for number in numbers)
    ]


def refusing_though_unable(session: Session, *, on: date) -> list[str]:
    """Return the listings on Art. 1(1) that were published after their debtor was found unable."""
    # The latest finding that was signed before a publication is the one that counts.
    findings: dict[int, list[Any]] = {}
    for row in session.scalars(select(CapacityAssessment).order_by(CapacityAssessment.id)):
        if row.signed_at is not None:
            findings.setdefault(row.debtor_id, []).append(row)
    published = select(Listing).where(Listing.state == ListingState.PUBLISHED)
    wrong = []
    for listing in session.scalars(published):
        before = [
            row
            for row in findings.get(listing.debtor_id, [])
            if legal_day(row.signed_at) < (listing.published_on or on)
        ]
        unable = bool(before) and before[-1].outcome == "unable"
        if unable and "LR1-1" in listing.grounds.split(","):
            wrong.append(str(listing.public_id))
    return wrong


def duties_twice_open(session: Session) -> list[str]:
    """Return the records that have two open deadlines of one kind."""
    open_ones = (
        select(Deadline.record_id)
        .where(Deadline.done_on.is_(None))
        .group_by(Deadline.record_id, Deadline.kind)
        .having(func.count() > 1)
    )
    return list(map(str, session.scalars(open_ones)))
