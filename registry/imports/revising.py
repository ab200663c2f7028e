"""Revising (改记): an imported listing is made to say what another version of it says, with public
entry, duties and journal in the same commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from registry import events
from registry.bulk import insert_rows
from registry.clock import legal_day
from registry.events import Kind
from registry.imports import rows
from registry.imports.rows import Row
from registry.imports.standing import Standing
from registry.imports.statements import (
    GIVEN_BY_IMPORTS,
    StatedCase,
    StatedListing,
    Statement,
)
from registry.imports.taking_in import listing_body, reference
from registry.journal import append, bodies
from registry.journal.entry import Actor, Entry
from registry.models.deadlines import Deadline
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.rules import import_rules, term
from registry.services.acts.records import Matter
from registry.services.clocks import deadlines
from registry.services.endings.endings import basis_of
from registry.services.parties.subjects import KnownIdentity
from registry.services.restrictions import restriction_pauses
from schemas.codes import DeadlineKind, ListingState, RecordSource, RemovalGround

# The duties that the state of an imported listing opens and closes.
_DUTIES = (DeadlineKind.ISSUE_RESTRICTION, DeadlineKind.REMOVE_LISTING)
# By whether agencies hold the listing in force, and the state that it comes to.
_KINDS: Mapping[tuple[bool, ListingState], Kind] = MappingProxyType(
    {
        (False, ListingState.PUBLISHED): events.LISTING_PUBLISHED,
        (False, ListingState.UNPUBLISHED): events.LISTING_RECORD_AMENDED,
        (False, ListingState.ENDED): events.LISTING_RECORD_AMENDED,
        (True, ListingState.PUBLISHED): events.LISTING_AMENDED,
        (True, ListingState.UNPUBLISHED): events.LISTING_AMENDED,
        (True, ListingState.ENDED): events.LISTING_REMOVED,
    }
)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a listing is to say, of whom, and why.

    :ivar statement: its identity is the one of ``known``.
    """

    statement: Statement
    known: KnownIdentity
    reason: str


class Reviser:
    """Revises listings as they stand in one transaction; what the public sees is written at the
    end, by :meth:`write`, and what agencies are to do about allowed travel is told again.
    """

    def __init__(self, session: Session, *, actor: Actor, now: datetime) -> None:
        self._session = session
        self._actor = actor
        self._now = now
        self._on = legal_day(now)
        self._hidden: dict[UUID, Row | None] = {}
        self._begun: set[int] = set()

    def revise(self, standing: Standing, revision: Revision) -> None:
        """Let one listing say what a revision says."""
        listing, matter, statement = standing.listing, standing.matter, revision.statement
        _state_case(matter, statement.case)
        _state_listing(listing, statement.listing)
        standing.known = revision.known
        matter.debtor.identity_version = revision.known.version
        state = ListingState(listing.state)
        if state in GIVEN_BY_IMPORTS:
            self._show(standing, statement)
            self._owe(standing, state)
        self._record(standing, revision)
        if standing.has_order and state is ListingState.PUBLISHED and not standing.told:
            self._begun.add(matter.debtor.id)
        standing.told = state is ListingState.PUBLISHED or (
            state is ListingState.UNPUBLISHED and standing.told
        )

    def write(self) -> None:
        """Write what was revised."""
        self._session.flush()
        self._session.execute(
            delete(PublicEntry).where(PublicEntry.public_id.in_(list(self._hidden)))
        )
        shown = [row for row in self._hidden.values() if row is not None]
        table: Table = PublicEntry.__table__  # type: ignore[assignment]
        insert_rows(self._session.connection(), table, rows.PUBLIC_ENTRY, shown)
        restriction_pauses.tell_again(self._session, self._begun, actor=self._actor, now=self._now)

    def _show(self, standing: Standing, statement: Statement) -> None:
        """Let the public see what is published, and nothing else."""
        public_id, row = standing.listing.public_id, None
        if standing.listing.state == ListingState.PUBLISHED:
            row = rows.public_entry_row(public_id.hex, statement, standing.court)
        standing.item = None if row is None else str(row[-1])
        self._hidden[public_id] = row

    def _owe(self, standing: Standing, state: ListingState) -> None:
        """Open the duties of the new state and close the others."""
        owed = import_rules.duties(state, has_order=standing.has_order)
        for kind in _DUTIES:
            if kind not in owed:
                if (known := standing.open.pop(kind, None)) is not None:
                    known.done_on = self._on
            elif kind not in standing.open:
                standing.open[kind] = self._duty(standing, kind)

    def _duty(self, standing: Standing, kind: DeadlineKind) -> Deadline:
        has_term = term.has_term(rows.grounds_of(standing.listing.grounds))
        return deadlines.start(
            self._session,
            import_rules.CLOCKS[kind],
            standing.listing.public_id,
            standing.matter.case,
            on=self._on,
            basis=import_rules.duty_article(kind, has_term=has_term),
        )

    def _record(self, standing: Standing, revision: Revision) -> None:
        state = ListingState(standing.listing.state)
        kind = _KINDS.get((standing.told, state), events.LISTING_RECORD_AMENDED)
        basis = rows.basis(revision.statement.listing.grounds)
        version, digest = revision.known.version, revision.known.digest.hex()
        body = listing_body(revision.statement, version, digest)
        if kind is events.LISTING_REMOVED:
            whom = reference(revision.statement, version, digest)
            body = bodies.ended(whom, ground=RemovalGround.TERM_OVER, on=self._on)
            basis = basis_of(RemovalGround.TERM_OVER)
        append.record(
            self._session,
            Entry(
                kind=kind,
                body=body,
                actor=self._actor,
                reason=revision.reason,
                basis=basis,
                occurred_at=self._now,
                subject_id=standing.matter.subject.public_id,
                record_id=standing.listing.public_id,
            ),
        )


def _state_case(matter: Matter, stated: StatedCase) -> None:
    """Let a case say what its record says; a court's own entry of it is left alone."""
    case = matter.case
    said = (case.filed_on, case.basis_number, case.basis_body, case.obligation, case.amount)
    says = (
        stated.filed_on,
        stated.basis_number,
        stated.basis_body,
        stated.obligation,
        stated.amount,
    )
    if case.source != RecordSource.IMPORT or said == says:
        return
    case.filed_on, case.basis_number, case.basis_body, case.obligation, case.amount = says
    case.version += 1


def _state_listing(listing: Listing, stated: StatedListing) -> None:
    if listing.state in GIVEN_BY_IMPORTS:
        ended = stated.state is ListingState.ENDED
        listing.state = stated.state
        listing.ended_on = stated.ends_on if ended else None
        listing.end_ground = RemovalGround.TERM_OVER if ended else None
    listing.grounds = rows.grounds_text(stated.grounds)
    listing.conduct = stated.conduct
    listing.published_on = stated.published_on
    listing.ends_on = stated.ends_on
    listing.performance = stated.performance
    listing.performed = stated.performed
    listing.outstanding = stated.outstanding
    listing.amount_outstanding = stated.amount_outstanding
    listing.version += 1
