"""Answers about later decisions on listings (后续决定答复), as
:mod:`schemas.court_listing_answers` describes them.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.clock import SHANGHAI
from registry.services.acts import records
from registry.services.endings import listing_revocations
from registry.services.listings import listing_changes
from registry.services.listings.listing_changes import Changed
from schemas.codes import ChangeKind


def revocation(session: Session, changed: Changed) -> Answer:
    """Return a revocation."""
    found, about, _ = changed
    return {
        **_change(session, changed),
        **listing_changes.content_of(found),
        "opens_claim": listing_revocations.opens_claim(found, about),
    }


def amendment(session: Session, changed: Changed) -> Answer:
    """Return an amendment."""
    return {**_change(session, changed), **listing_changes.content_of(changed[0])}


def extension(session: Session, changed: Changed) -> Answer:
    """Return an extension."""
    return {**_change(session, changed), **listing_changes.content_of(changed[0])}


def of(session: Session, changed: Changed) -> Answer:
    """Return a decision as its own kind is answered."""
    return _OF_KIND[ChangeKind(changed[0].kind)](session, changed)


def summary(session: Session, changed: Changed) -> Answer:
    """Return what decisions of every kind have."""
    return _change(session, changed)


def _change(session: Session, changed: Changed) -> Answer:
    found, about, matter = changed
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "listing": answers.listing(session, about, matter),
        "reason": found.reason,
        "drafted": _by(people, found.drafted_by, found.drafted_at),
        "signed": _by(people, found.signed_by, found.signed_at),
    }


def _by(people: Mapping[int, UUID], key: int | None, at: datetime | None) -> Answer | None:
    if key is None or at is None:
        return None
    return {"by": people[key], "at": at.astimezone(SHANGHAI)}


_OF_KIND = {
    ChangeKind.REVOCATION: revocation,
    ChangeKind.AMENDMENT: amendment,
    ChangeKind.EXTENSION: extension,
}
