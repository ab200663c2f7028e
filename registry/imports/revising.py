"""Revising (改记): an imported listing is made to say what another version of it says, with public
entry, duties and journal in the same commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from registry import events
from registry.bulk import insert_rows
from registry.clock import legal_day
from registry.events import Kind
from registry.imports import rows
from registry.imports.courts import KnownCourt
from registry.imports.statements import (
    GIVEN_BY_IMPORTS,
    StatedCase,
    StatedListing,
    Statement,
)
from registry.imports.taking_in import listing_body, reference
from registry.journal import append, bodies, read
from registry.journal.entry import Actor, Entry
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.rules import calendar, import_rules, term
from registry.services import deadlines, public_entries, records, restrictions
from registry.services.deadlines import Duty
from registry.services.endings import basis_of
from registry.services.records import Matter
from registry.services.subjects import KnownIdentity
from schemas.codes import (
    CourtLevel,
    DeadlineKind,
    ListingState,
    RecordSource,
    RemovalGround,
)

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
    """Revises the listings of one transaction."""

    def __init__(self, session: Session, *, actor: Actor, now: datetime) -> None:
        self._session = session
        self._actor = actor
        self._now = now
        self._on = legal_day(now)
        # What this transaction told is not in the journal before its commit.
        self._told: dict[int, bool] = {}

    def revise(self, listing: Listing, matter: Matter, revision: Revision) -> ListingState:
        """Revise one listing; return its state."""
        told = self._is_told(listing)
        statement = revision.statement
        _state_case(matter, statement.case)
        _state_listing(listing, statement.listing)
        matter.debtor.identity_version = revision.known.version
        self._session.flush()
        state = ListingState(listing.state)
        if state in GIVEN_BY_IMPORTS:
            public_entries.hide(self._session, listing.public_id)
            self._owe(listing, matter, state)
        if state is ListingState.PUBLISHED:
            self._show(listing, statement)
        self._record(listing, matter, revision, told=told)
        self._told[listing.id] = state in (ListingState.PUBLISHED, ListingState.UNPUBLISHED) and (
            told or state is ListingState.PUBLISHED
        )
        return state

    def _is_told(self, listing: Listing) -> bool:
        known = self._told.get(listing.id)
        if known is not None:
            return known
        state = ListingState(listing.state)
        if state is ListingState.UNPUBLISHED:
            return read.is_told(self._session, listing.public_id)
        return state is ListingState.PUBLISHED

    def _show(self, listing: Listing, statement: Statement) -> None:
        court = records.court(self._session, statement.case.court_code)
        known = KnownCourt(court.code, court.name, CourtLevel(court.level))
        row = rows.public_entry_row(listing.public_id.hex, statement, known)
        table = PublicEntry.__table__
        insert_rows(self._session.connection(), table, rows.PUBLIC_ENTRY, [row])  # type: ignore[arg-type]

    def _owe(self, listing: Listing, matter: Matter, state: ListingState) -> None:
        """Open the duties of the new state and close the others."""
        has_order = restrictions.in_force(self._session, matter) is not None
        owed = import_rules.duties(state, has_order=has_order)
        has_term = term.has_term(rows.grounds_of(listing.grounds))
        for kind in _DUTIES:
            if kind not in owed:
                deadlines.close(self._session, listing.public_id, kind, on=self._on)
                continue
            duty = Duty(
                kind=kind,
                court_code=matter.case.court_code,
                record_id=listing.public_id,
                basis=import_rules.duty_article(kind, has_term=has_term),
                opened_on=self._on,
                due=import_rules.duty_due(kind, self._on, calendar.published()),
            )
            deadlines.open_duty(self._session, duty)

    def _record(self, listing: Listing, matter: Matter, revision: Revision, *, told: bool) -> None:
        state = ListingState(listing.state)
        kind = _KINDS.get((told, state), events.LISTING_RECORD_AMENDED)
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
                subject_id=matter.subject.public_id,
                record_id=listing.public_id,
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
