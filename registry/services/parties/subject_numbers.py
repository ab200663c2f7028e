"""The index of numbers (主体号码索引): every full number of every version of an identity, by which
the subject is found when a list is screened.

Subjects are linked by one number; a person may have shown a passport as well, and an organisation's
credit code holds its organisation code. The index follows the identities and is never ahead of
them, whoever wrote them.
"""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import Row, Table, bindparam, select, update
from sqlalchemy.orm import Session

from registry.identity import Identity, number_index, unseal
from registry.models.screenings import SubjectNumber
from registry.models.subjects import UNINDEXED, Subject, SubjectIdentity
from registry.rules import screening
from registry.upserts import insert_into
from registry.vault import Sealed, Vault

_IDENTITY = cast(Table, SubjectIdentity.__table__)
# Plain columns: mapped objects would cost more than the indexing.
_NOT_INDEXED = (
    select(
        SubjectIdentity.subject_id,
        SubjectIdentity.version,
        SubjectIdentity.key_id,
        SubjectIdentity.ciphertext,
        Subject.public_id,
    )
    .join(Subject, Subject.id == SubjectIdentity.subject_id)
    # In the words of the partial index, or SQLite reads every identity there is.
    .where(UNINDEXED)
    .order_by(SubjectIdentity.subject_id, SubjectIdentity.version)
)


def index_some(session: Session, *, vault: Vault, limit: int) -> int:
    """Index the numbers of identities that are not indexed yet; return how many there were.

    Two that do so at once are harmless: an index entry is there once.

    :raises registry.vault.VaultError: where an identity cannot be opened.
    """
    rows = session.execute(_NOT_INDEXED.limit(limit)).all()
    if not rows:
        return 0
    connection = session.connection()
    found = _found(rows, vault)
    if found:
        connection.execute(
            insert_into(session, SubjectNumber).on_conflict_do_nothing(),
            [{"number_index": index, "subject_id": subject} for index, subject in found],
        )
    connection.execute(
        update(_IDENTITY)
        .where(_IDENTITY.c.subject_id == bindparam("of"), _IDENTITY.c.version == bindparam("at"))
        .values(indexed=True),
        [{"of": row.subject_id, "at": row.version} for row in rows],
    )
    return len(rows)


def _found(
    rows: Sequence[Row[int, int, str, bytes, UUID]], vault: Vault
) -> list[tuple[bytes, int]]:
    """Return the index entries of some identities, in one order for everybody who writes them."""
    found: set[tuple[bytes, int]] = set()
    for subject_id, version, key_id, ciphertext, public_id in rows:
        sealed = Sealed(key_id, ciphertext)
        identity = unseal(vault, sealed, subject_id=public_id, version=version)
        found |= {(index, subject_id) for index in indexes(vault, identity)}
    return sorted(found)


def indexes(vault: Vault, identity: Identity) -> frozenset[bytes]:
    """Return the blind indexes of every number by which the subject of an identity is found."""
    return frozenset(
        number_index(vault, identity.kind, number)
        for document in identity.documents
        for number in screening.numbers(identity.kind, document.type, document.number)
    )
