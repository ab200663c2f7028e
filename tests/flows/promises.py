"""Promises of the register (承诺) as a machine over the API looks them up in the store."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, literal, null, select, union_all
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.db import Base
from registry.models.capacity import CapacityAssessment
from registry.models.deadlines import Deadline
from registry.models.listings import Listing
from registry.models.remedies import Objection
from registry.rules import publication
from schemas.codes import DeadlineKind, ListingState
from schemas.remedy_codes import ObjectionState

# Answers to repeated requests, refusals and runs of jobs say nothing of any record.
BESIDES = ("idempotency", "refus", "job", "attempt", "journal", "head", "identity", "draft_")
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


def in_public(state: Any, row: Any, on: date) -> bool:
    """Tell whether the law lets the public see a record."""
    return publication.is_public(state, getattr(row, "ends_on", None), on=on)


def examinations(session: Session) -> tuple[list[str], list[str]]:
    """Return the objections that wait for their examination, and those that have a day for it."""
    waiting = select(Objection.public_id).where(Objection.state == ObjectionState.RECEIVED)
    kind = DeadlineKind.EXAMINE_OBJECTION
    due = select(Deadline.record_id).where(Deadline.kind == kind, Deadline.done_on.is_(None))
    return sorted(map(str, session.scalars(waiting))), sorted(map(str, session.scalars(due)))


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
