"""Amending (更新): a known entry comes in another version; what it replaces is kept, so that it can
be undone.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.identity import Identity, seal
from registry.imports import replaced
from registry.imports.deciding import Decision
from registry.imports.enrolment import is_same
from registry.imports.revising import Reviser, Revision
from registry.imports.taking_in import Taking
from registry.models.cases import Debtor, EnforcementCase
from registry.models.imports import ImportVersion
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.models.subjects import SubjectIdentity
from registry.services import records, subjects
from registry.services.records import FRESH, Matter
from registry.services.subjects import KnownIdentity

REASON = "公开信息的履行情况等内容有变化，更新导入"


def amend(session: Session, decisions: Iterable[Decision], taking: Taking) -> None:
    """Write updates, in the order of their lines."""
    reviser = Reviser(session, actor=taking.actor, now=taking.now)
    for decision in decisions:
        candidate = decision.candidate
        listing, matter = locked(session, Listing.entry_key == candidate.entry_key)
        session.add(
            ImportVersion(
                digest=candidate.digest,
                listing_id=listing.id,
                import_run_id=taking.run_id,
                line=decision.result.line,
                replaced=replaced.of_rows(listing, matter, age=_age(session, listing)).as_text(),
            )
        )
        known = _identity(session, matter, candidate.statement.identity, taking)
        reviser.revise(listing, matter, Revision(candidate.statement, known, REASON))


def locked(session: Session, which: ColumnElement[bool]) -> tuple[Listing, Matter]:
    """Return the listing that a condition names and what it is about, its case locked before it is
    read.
    """
    session.execute(
        select(EnforcementCase.id)
        .join(Debtor, Debtor.case_id == EnforcementCase.id)
        .join(Listing, Listing.debtor_id == Debtor.id)
        .where(which)
        .with_for_update(of=EnforcementCase)
    )
    listing = session.execute(select(Listing).where(which).execution_options(**FRESH)).scalar_one()
    return listing, records.matter_of(session, listing.debtor_id)


def _age(session: Session, listing: Listing) -> int | None:
    """Return the age that the public is told; a masked person's stands nowhere else."""
    item = session.scalars(
        select(PublicEntry.item).where(PublicEntry.public_id == listing.public_id)
    ).first()
    return None if item is None else replaced.age_in(item)


def _identity(
    session: Session, matter: Matter, identity: Identity, taking: Taking
) -> KnownIdentity:
    """Return the version of an identity that a record states, entered now where it is new."""
    subject = matter.subject
    known = subjects.identity_of(
        session, subject, matter.debtor.identity_version, vault=taking.vault
    )
    if is_same(known.identity, identity):
        return known
    subject.current_version += 1
    version = subject.current_version
    done = seal(taking.vault, identity, subject_id=subject.public_id, version=version)
    session.add(
        SubjectIdentity(
            subject_id=subject.id,
            version=version,
            key_id=done.sealed.key_id,
            ciphertext=done.sealed.ciphertext,
            salt=done.salt,
            digest=done.digest,
            recorded_at=taking.now,
        )
    )
    return KnownIdentity(identity, version, done.digest)
