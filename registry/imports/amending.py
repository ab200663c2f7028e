"""Amending (更新): a known entry comes in another version; what it replaces is kept, so that it can
be undone.
"""

from collections.abc import Iterable

from sqlalchemy import Table
from sqlalchemy.orm import Session

from registry.bulk import insert_rows
from registry.identity import Identity, seal
from registry.imports import lookups, replaced, rows, standing
from registry.imports.deciding import Decision
from registry.imports.enrolment import is_same
from registry.imports.revising import Reviser, Revision
from registry.imports.rows import Row
from registry.imports.standing import Standing
from registry.imports.taking_in import Taking
from registry.models.imports import ImportVersion
from registry.models.subjects import SubjectIdentity
from registry.services.parties.subjects import KnownIdentity

REASON = "公开信息的履行情况等内容有变化，更新导入"

_VERSION: Table = ImportVersion.__table__  # type: ignore[assignment]


def amend(session: Session, decisions: Iterable[Decision], taking: Taking) -> None:
    """Write updates, in the order of their lines."""
    candidates = {decision.result.line: decision.candidate for decision in decisions}
    if not candidates:
        return
    connection = session.connection()
    keys = lookups.listings(connection, {one.entry_key for one in candidates.values()})
    stand = standing.load(session, set(keys.values()), vault=taking.vault)
    reviser = Reviser(session, actor=taking.actor, now=taking.now)
    versions: list[Row] = []
    for line, candidate in candidates.items():
        one = stand[keys[candidate.entry_key]]
        before = replaced.of_standing(one).as_text()
        versions.append((candidate.digest, one.listing.id, taking.run_id, line, before))
        known = _identity(session, one, candidate.statement.identity, taking)
        reviser.revise(one, Revision(candidate.statement, known, REASON))
    reviser.write()
    insert_rows(connection, _VERSION, rows.VERSION, versions)


def _identity(session: Session, one: Standing, identity: Identity, taking: Taking) -> KnownIdentity:
    """Return the version of an identity that a record states, entered now where it is new."""
    if is_same(one.known.identity, identity):
        return one.known
    subject = one.matter.subject
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
