"""Subjects (主体): finding the subject that a full number belongs to, or making it known.

Subjects are linked by their full number only. Another name on a number that is known links all the
same, as a new version of the identity, and flags the subject for a person to look at.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.identity import Identity, SealedIdentity, number_index, seal, unseal
from registry.journal.bodies import RecordReference
from registry.models.cases import EnforcementCase
from registry.models.subjects import Subject, SubjectIdentity
from registry.services.acts.records import Matter
from registry.upserts import insert_into
from registry.vault import Sealed, Vault
from schemas.codes import DocumentType
from schemas.names import fold_name

# Which of several numbers a subject is linked by: the one that everybody has before others.
_LINKING_ORDER = (
    DocumentType.RESIDENT_ID,
    DocumentType.CREDIT_CODE,
    DocumentType.ORGANISATION_CODE,
    DocumentType.PASSPORT,
    DocumentType.OTHER,
)
# Made once: every entry about a person asks for it.
_DIGEST = select(SubjectIdentity.digest).where(
    SubjectIdentity.subject_id == bindparam("subject"),
    SubjectIdentity.version == bindparam("version"),
)


@dataclass(frozen=True, slots=True)
class KnownIdentity:
    """One version of an identity, and the digest that the journal commits to."""

    identity: Identity
    version: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The subject that an identity belongs to, and the version under which it is known."""

    subject: Subject
    version: int


def enrol(session: Session, identity: Identity, *, vault: Vault, now: datetime) -> Enrolment:
    """Return the subject with this identity's number, entered now if nobody had the number yet.

    :param identity: has at least one full number.
    """
    index = linking_index(vault, identity)
    fresh_id = uuid4()
    _insert_unless_known(session, fresh_id, identity, index)
    subject = session.execute(
        select(Subject)
        .where(Subject.number_index == index)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()
    if subject.public_id == fresh_id:
        _add_version(session, subject, identity, vault=vault, version=1, now=now)
        return Enrolment(subject, 1)
    names: set[str] = set()
    for version in range(subject.current_version, 0, -1):
        known = identity_of(session, subject, version, vault=vault)
        if known.identity == identity:
            return Enrolment(subject, version)
        names.add(fold_name(known.identity.name))
    version = subject.current_version + 1
    _add_version(session, subject, identity, vault=vault, version=version, now=now)
    subject.current_version = version
    subject.flagged |= fold_name(identity.name) not in names
    return Enrolment(subject, version)


def linking_index(vault: Vault, identity: Identity) -> bytes:
    """Return the blind index by which an identity finds its subject."""
    order = {kind: place for place, kind in enumerate(_LINKING_ORDER)}
    first = min(identity.documents, key=lambda document: order[document.type])
    return number_index(vault, identity.kind, first.number)


def identity_of(session: Session, subject: Subject, version: int, *, vault: Vault) -> KnownIdentity:
    """Return one version of a subject's identity, opened.

    :raises registry.vault.VaultError: when its key is gone or the row was altered.
    """
    row = session.execute(
        select(SubjectIdentity).where(
            SubjectIdentity.subject_id == subject.id, SubjectIdentity.version == version
        )
    ).scalar_one()
    sealed = Sealed(row.key_id, row.ciphertext)
    identity = unseal(vault, sealed, subject_id=subject.public_id, version=version)
    return KnownIdentity(identity, version, row.digest)


def reference(session: Session, matter: Matter) -> RecordReference:
    """Return what journal bodies about a debtor's records begin with."""
    return reference_to(session, matter.case, matter.subject, matter.debtor.identity_version)


def reference_to(
    session: Session, case: EnforcementCase, subject: Subject, version: int
) -> RecordReference:
    """Return what journal bodies about a subject's record in a case begin with.

    :raises ServiceError: ``subject.erased``, for what nobody is named in is no act about anybody.
    """
    found = session.execute(_DIGEST, {"subject": subject.id, "version": version})
    digest = found.scalar_one_or_none()
    if digest is None:
        raise ServiceError(ErrorKind.CONFLICT, "subject.erased")
    return RecordReference(
        case_number=case.number,
        court_code=case.court_code,
        subject_kind=subject.kind,
        identity_version=version,
        identity_digest=digest.hex(),
        identified=subject.number_index is not None,
    )


def _insert_unless_known(
    session: Session, fresh_id: UUID, identity: Identity, index: bytes
) -> None:
    # Two courts may enter one person at the same moment; the second one waits here for the first.
    session.execute(
        insert_into(session, Subject)
        .values(
            public_id=fresh_id,
            kind=identity.kind,
            number_index=index,
            current_version=1,
            flagged=False,
        )
        .on_conflict_do_nothing(index_elements=[Subject.number_index])
    )


def _add_version(
    session: Session,
    subject: Subject,
    identity: Identity,
    *,
    vault: Vault,
    version: int,
    now: datetime,
) -> None:
    done: SealedIdentity = seal(vault, identity, subject_id=subject.public_id, version=version)
    session.add(
        SubjectIdentity(
            subject_id=subject.id,
            version=version,
            key_id=done.sealed.key_id,
            ciphertext=done.sealed.ciphertext,
            salt=done.salt,
            digest=done.digest,
            recorded_at=now,
        )
    )
