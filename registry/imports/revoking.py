"""Revoking many listings at once (批量撤销): those that one import run brought in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.imports import rows
from registry.imports.statements import GIVEN_BY_IMPORTS
from registry.journal import append, bodies, read
from registry.journal.bodies import RecordReference
from registry.journal.entry import Actor, DraftRow, body_text, moment_text
from registry.models.cases import Debtor, EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.imports import ImportVersion
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject, SubjectIdentity
from registry.rules.articles import Article, Instrument
from registry.services.corrections import corrections_done
from registry.services.endings import endings
from schemas.codes import DeadlineKind, ListingState

# What is owed about a listing that is revoked is owed no more; what somebody asked a court is.
_DUTIES = (
    DeadlineKind.ISSUE_RESTRICTION,
    DeadlineKind.REMOVE_LISTING,
    DeadlineKind.REVOKE_LISTING,
    DeadlineKind.CORRECT_LISTING,
)
_BASIS = str(Article(Instrument.LISTING_RULES, 9, paragraph=1))

# Columns by name; see _standing.
_Found = Row[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """Whose listings are revoked, by whom, when and why."""

    run_id: int
    actor: Actor
    reason: str
    now: datetime


def revoke_some(session: Session, revocation: Revocation, *, limit: int) -> int:
    """Revoke listings of a run, so many at most; return how many there were.

    One that a court has ended in between is left as it is.
    """
    found = session.execute(_standing(revocation.run_id).limit(limit)).all()
    append.record_drafts(session, _drafts(session, found, revocation))
    _end(session, found, revocation)
    return len(found)


def _standing(run_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Listing.id,
            Listing.public_id,
            Listing.state,
            Debtor.identity_version,
            EnforcementCase.number,
            EnforcementCase.court_code,
            Subject.public_id.label("subject_id"),
            Subject.kind,
            Subject.number_index,
            SubjectIdentity.digest,
        )
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .join(Subject, Subject.id == Debtor.subject_id)
        .join(
            SubjectIdentity,
            (SubjectIdentity.subject_id == Subject.id)
            & (SubjectIdentity.version == Debtor.identity_version),
        )
        .where(Listing.import_run_id == run_id, Listing.state.in_(GIVEN_BY_IMPORTS))
        # Cases are locked in one order by everybody who locks several.
        .order_by(EnforcementCase.id, Listing.id)
        .with_for_update(of=(EnforcementCase, Listing))
    )


def _drafts(session: Session, found: Sequence[_Found], revocation: Revocation) -> list[DraftRow]:
    ids, occurred_at = rows.random_ids(), moment_text(revocation.now)
    drafts = []
    for row in found:
        kind = events.LISTING_REVOKED if _is_told(session, row) else events.LISTING_RECORD_REVOKED
        body = bodies.ended(_reference(row), ground=endings.REVOKED, on=legal_day(revocation.now))
        drafts.append(
            (
                next(ids),
                kind.name,
                kind.version,
                body_text(body),
                row.subject_id.hex,
                row.public_id.hex,
                revocation.actor.name,
                revocation.actor.via,
                revocation.reason,
                _BASIS,
                occurred_at,
            )
        )
    return drafts


def _is_told(session: Session, row: _Found) -> bool:
    if row.state == ListingState.UNPUBLISHED:
        return read.is_told(session, row.public_id)
    return bool(row.state == ListingState.PUBLISHED)


def _reference(row: _Found) -> RecordReference:
    return RecordReference(
        case_number=row.number,
        court_code=row.court_code,
        subject_kind=row.kind,
        identity_version=row.identity_version,
        identity_digest=row.digest.hex(),
        identified=row.number_index is not None,
    )


def _end(session: Session, found: Sequence[_Found], revocation: Revocation) -> None:
    """End the listings, and forget that they were ever seen."""
    keys, public_ids = [row.id for row in found], [row.public_id for row in found]
    on = legal_day(revocation.now)
    session.execute(
        update(Listing)
        .where(Listing.id.in_(keys))
        .values(
            state=ListingState.REVOKED,
            ended_on=on,
            end_ground=endings.REVOKED,
            entry_key=None,
            version=Listing.version + 1,
        )
    )
    session.execute(delete(PublicEntry).where(PublicEntry.public_id.in_(public_ids)))
    session.execute(delete(ImportVersion).where(ImportVersion.listing_id.in_(keys)))
    session.execute(
        update(Deadline)
        .where(
            Deadline.record_id.in_(public_ids),
            Deadline.kind.in_(_DUTIES),
            Deadline.done_on.is_(None),
        )
        .values(done_on=on)
    )
    corrections_done.listings_revoked(session, keys, actor=revocation.actor, now=revocation.now)
