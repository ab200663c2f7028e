"""Undoing an import (整体撤回导入): every listing that it brought in is revoked, every update that
it made is taken back, and its digests are forgotten, so that the file can come again.

A listing that a court has ended in between stays as the court left it, and stays known. An update
on which another was built leaves the listing with what that one says.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import events
from registry.imports import replaced, runs, standing
from registry.imports.importing import Surroundings
from registry.imports.replaced import Replaced
from registry.imports.revising import Reviser, Revision
from registry.imports.revoking import Revocation, revoke_some
from registry.imports.standing import Standing
from registry.imports.statements import GIVEN_BY_IMPORTS, Statement
from registry.imports.store_faults import STORE_ERRORS, in_words
from registry.journal.entry import Actor
from registry.models.imports import ImportRun, ImportVersion
from registry.models.listings import Listing
from registry.rules.minors import age_on
from registry.services.parties import subjects
from registry.services.parties.subjects import KnownIdentity
from schemas.import_codes import ImportState
from schemas.names import fold_name

# So many records a transaction.
GROUP = 500
REASON = "整体撤回导入批次"


class Undo:
    """One undoing of one run; begun again after an interruption it goes on where it stopped.

    :param operator: who asked for it. :param group: how many records a transaction takes.
    """

    def __init__(
        self, run: UUID, around: Surroundings, *, operator: Actor, group: int = GROUP
    ) -> None:
        self._run = run
        self._around = around
        self._operator = operator
        self._group = group
        self.revoked = 0
        self.taken_back = 0

    def run(self) -> Iterator[int]:
        """Undo the run; yield how many records were dealt with, as each group is committed. A run
        that was undone before is left alone.

        :raises ServiceError: ``import.run_unknown``, or the store cannot be written.
        """
        try:
            if not self._begin():
                return
            while done := self._revoke():
                self.revoked += done
                yield done
            while done := self._take_back():
                self.taken_back += done
                yield done
            self._finish()
        except STORE_ERRORS as error:
            raise in_words(error) from error

    def count(self) -> int:
        """Return how many records the run touched."""
        with self._around.reading() as session:
            found = session.scalars(select(ImportRun.id).where(ImportRun.public_id == self._run))
            key = found.first()
            versions = select(func.count()).where(ImportVersion.import_run_id == key)
            return session.execute(versions).scalar_one()

    def _begin(self) -> bool:
        """Stop whoever still imports this run; tell whether there is anything to undo."""
        with self._around.writing() as session:
            runs.lock(session)
            run = runs.find(session, self._run)
            run.state = ImportState.UNDONE
            return run.undone_at is None

    def _revoke(self) -> int:
        with self._around.writing() as session:
            runs.lock(session)
            run = runs.find(session, self._run)
            revocation = Revocation(
                run_id=run.id, actor=self._actor(run), reason=REASON, now=self._around.now()
            )
            return revoke_some(session, revocation, limit=self._group)

    def _take_back(self) -> int:
        """Take back updates of entries that other runs brought in, the latest first."""
        with self._around.writing() as session:
            runs.lock(session)
            run = runs.find(session, self._run)
            found = session.scalars(
                select(ImportVersion)
                .join(Listing, Listing.id == ImportVersion.listing_id)
                .where(ImportVersion.import_run_id == run.id, Listing.import_run_id != run.id)
                .order_by(ImportVersion.line.desc())
                .limit(self._group)
            ).all()
            keys = {version.listing_id for version in found}
            stand = standing.load(session, keys, vault=self._around.vault)
            reviser = Reviser(session, actor=self._actor(run), now=self._around.now())
            for version in found:
                self._take_back_one(session, version, stand[version.listing_id], reviser)
            reviser.write()
            return len(found)

    def _take_back_one(
        self, session: Session, version: ImportVersion, one: Standing, reviser: Reviser
    ) -> None:
        later = _later(session, version)
        if later is not None:
            # What came after it replaced, if it is undone too, what this one had replaced.
            later.replaced = version.replaced
        elif version.replaced and one.listing.state in GIVEN_BY_IMPORTS:
            before = replaced.from_text(version.replaced)
            known = subjects.identity_of(
                session, one.matter.subject, before.identity_version, vault=self._around.vault
            )
            reviser.revise(one, _revision(before, known))
        session.delete(version)

    def _finish(self) -> None:
        with self._around.writing() as session:
            runs.lock(session)
            run = runs.find(session, self._run)
            if run.undone_at is None:
                run.undone_at = self._around.now()
                body = {"as_of": run.as_of.isoformat()}
                actor, at = self._operator, run.undone_at
                runs.record(session, events.IMPORT_UNDONE, run, body, actor=actor, at=at)

    def _actor(self, run: ImportRun) -> Actor:
        return runs.actor_of(run, operator=self._operator)


def _later(session: Session, version: ImportVersion) -> ImportVersion | None:
    """Return the next version of the same entry, if there is one."""
    same_run = ImportVersion.import_run_id == version.import_run_id
    return session.scalars(
        select(ImportVersion)
        .where(
            ImportVersion.listing_id == version.listing_id,
            (ImportVersion.import_run_id > version.import_run_id)
            | (same_run & (ImportVersion.line > version.line)),
        )
        .order_by(ImportVersion.import_run_id, ImportVersion.line)
    ).first()


def _revision(before: Replaced, known: KnownIdentity) -> Revision:
    identity, published_on = known.identity, before.listing.published_on
    age = age_on(identity.birth_on, on=published_on) if identity.birth_on else before.age
    statement = Statement(identity, fold_name(identity.name), age, before.case, before.listing)
    return Revision(statement, known, REASON)
