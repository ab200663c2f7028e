"""The index of numbers (主体号码索引): every full number of every version of an identity, by which
the subject is found when a list is screened.

Subjects are linked by one number; a person may have shown a passport as well, and an organisation's
credit code holds its organisation code. The index follows the identities and is never ahead of
them, whoever wrote them.
"""

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.identity import Identity, number_index
from registry.models.screenings import SubjectNumber
from registry.models.subjects import Subject, SubjectIdentity
from registry.rules import screening
from registry.services import subjects
from registry.vault import Vault


def index_some(session: Session, *, vault: Vault, limit: int) -> int:
    """Index the numbers of identities that are not indexed yet; return how many there were.

    Two that do so at once are harmless: an index entry is there once.

    :raises registry.vault.VaultError: where an identity cannot be opened.
    """
    chosen = (
        select(SubjectIdentity.version, Subject)
        .join(Subject, Subject.id == SubjectIdentity.subject_id)
        .where(~SubjectIdentity.indexed)
        .order_by(SubjectIdentity.subject_id, SubjectIdentity.version)
        .limit(limit)
    )
    rows = session.execute(chosen).all()
    found = []
    for version, subject in rows:
        known = subjects.identity_of(session, subject, version, vault=vault)
        found += [
            {"number_index": each, "subject_id": subject.id}
            for each in indexes(vault, known.identity)
        ]
    if found:
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        insert = (postgresql.insert if on_postgresql else sqlite.insert)(SubjectNumber)
        session.execute(insert.on_conflict_do_nothing(), found)
    for version, subject in rows:
        session.execute(
            update(SubjectIdentity)
            .where(SubjectIdentity.subject_id == subject.id, SubjectIdentity.version == version)
            .values(indexed=True)
        )
    return len(rows)


def indexes(vault: Vault, identity: Identity) -> frozenset[bytes]:
    """Return the blind indexes of every number by which the subject of an identity is found."""
    return frozenset(
        number_index(vault, identity.kind, number)
        for document in identity.documents
        for number in screening.numbers(identity.kind, document.type, document.number)
    )
