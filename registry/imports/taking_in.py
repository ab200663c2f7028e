"""Taking in (接收): the new entries of one group of lines, written as rows and journal entries at
once. Each gets what a court's act would give it: subject, case, debtor, listing, public entry,
duty, entry in the journal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table
from sqlalchemy.orm import Session

from registry import events
from registry.bulk import insert_rows, reserve_ids
from registry.clock import legal_day
from registry.imports import court_table, rows
from registry.imports.candidates import Candidate
from registry.imports.cautions import Caution
from registry.imports.courts import Courts, KnownCourt, from_record
from registry.imports.deciding import Decision
from registry.imports.enrolment import Enrolled, Enrolment
from registry.imports.matters import EnteredDebtor, KnownCase, Matters
from registry.imports.rows import Row
from registry.imports.statements import Statement
from registry.journal import append, bodies
from registry.journal.bodies import RecordReference
from registry.journal.entry import Actor, DraftRow, body_text, moment_text
from registry.models.deadlines import Deadline
from registry.models.imports import ImportVersion
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.rules import import_rules, term
from registry.rules.calendar import Calendar
from registry.services.clocks import calendars
from registry.services.restrictions import restriction_pauses
from registry.vault import Vault
from schemas.amounts import format_amount
from schemas.codes import Bearer, DeadlineKind, ListingState
from schemas.deadline_codes import RecordKind

_LISTING: Table = Listing.__table__  # type: ignore[assignment]
_VERSION: Table = ImportVersion.__table__  # type: ignore[assignment]
_PUBLIC_ENTRY: Table = PublicEntry.__table__  # type: ignore[assignment]
_DEADLINE: Table = Deadline.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """In whose name and when a group of lines is taken in."""

    run_id: int
    actor: Actor
    now: datetime
    vault: Vault
    courts: Courts

    @property
    def on(self) -> date:
        """Return the day on which courts learn of it."""
        return legal_day(self.now)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came to light while a group was written.

    :ivar cautions: by line. :ivar courts: all stored in the register now.
    """

    cautions: Mapping[int, tuple[Caution, ...]]
    courts: tuple[KnownCourt, ...]


def take_in(
    session: Session, decisions: list[Decision], cases: dict[str, KnownCase], taking: Taking
) -> Taken:
    """Write new entries.

    :param cases: the known ones of those that the entries are about.
    """
    candidates = [decision.candidate for decision in decisions]
    connection = session.connection()
    courts = _courts(session, candidates, taking)
    matters = Matters(connection, cases, candidates)
    enrolment = Enrolment(connection, taking.vault, candidates, now=taking.now)
    subjects = list(enrolment.enrol(candidates))
    debtors = list(matters.enter(candidates, subjects))
    enrolment.write()
    matters.write()
    writer = _Writer(session, taking, courts, cases, len(decisions))
    for decision, subject, debtor in zip(decisions, subjects, debtors, strict=True):
        writer.add(decision, subject, debtor)
    append.record_drafts(session, writer.write())
    restriction_pauses.tell_again(
        session, _under_an_order(candidates, debtors), actor=taking.actor, now=taking.now
    )
    cautions = {
        decision.result.line: found
        for decision, subject, debtor in zip(decisions, subjects, debtors, strict=True)
        if (found := _cautions(subject, debtor))
    }
    return Taken(cautions, tuple(courts.values()))


def _courts(session: Session, candidates: list[Candidate], taking: Taking) -> dict[str, KnownCourt]:
    """Return the courts of candidates by their codes, each entered in the register."""
    found: dict[str, KnownCourt] = {}
    for candidate in candidates:
        code = candidate.statement.case.court_code
        if code not in found:
            known = taking.courts.find(code)
            found[code] = known or from_record(code, candidate.statement.case.court_name)
    new = [court for court in found.values() if not court.stored]
    if new:
        found |= court_table.enter(session, new, actor=taking.actor, now=taking.now)
    return found


def _under_an_order(candidates: Iterable[Candidate], debtors: Iterable[EnteredDebtor]) -> list[int]:
    """Return the debtors whom an order restricted when listings of theirs were published."""
    return [
        debtor.key
        for candidate, debtor in zip(candidates, debtors, strict=True)
        if debtor.has_order and candidate.statement.listing.state is ListingState.PUBLISHED
    ]


def _cautions(subject: Enrolled, debtor: EnteredDebtor) -> tuple[Caution, ...]:
    return (
        *((Caution.NAMES_DIFFER,) if subject.renamed else ()),
        *((Caution.CASE_DIFFERS,) if debtor.case_differs else ()),
    )


class _Writer:
    """Collects the rows of listings and what hangs on them."""

    def __init__(
        self,
        session: Session,
        taking: Taking,
        courts: dict[str, KnownCourt],
        cases: Mapping[str, KnownCase],
        count: int,
    ) -> None:
        self._connection = connection = session.connection()
        self._days = calendars.current(session)
        self._taking = taking
        self._courts = courts
        self._cases = cases
        self._occurred_at = moment_text(taking.now)
        self._on = taking.on
        self._keys = iter(reserve_ids(connection, _LISTING, count))
        self._ids = rows.random_ids()
        self._listings: list[Row] = []
        self._versions: list[Row] = []
        self._public_entries: list[Row] = []
        self._deadlines: list[Row] = []
        self._dues: dict[tuple[DeadlineKind, bool], tuple[str, str, bool]] = {}
        self._drafts: list[DraftRow] = []

    def add(self, decision: Decision, subject: Enrolled, debtor: EnteredDebtor) -> None:
        """Add one entry."""
        candidate, key, public_id = decision.candidate, next(self._keys), next(self._ids)
        statement, run_id = candidate.statement, self._taking.run_id
        state = statement.listing.state
        self._listings.append(rows.listing_row(key, public_id, debtor.key, candidate, run_id))
        self._versions.append((candidate.digest, key, run_id, decision.result.line, None))
        if state is ListingState.PUBLISHED:
            court = self._courts[statement.case.court_code]
            self._public_entries.append(rows.public_entry_row(public_id, statement, court))
        for duty in import_rules.duties(state, has_order=debtor.has_order):
            self._deadlines.append(self._deadline(duty, public_id, statement))
        self._drafts.append(self._draft(public_id, subject, statement))

    def write(self) -> list[DraftRow]:
        """Write the rows; return what is to be journalled."""
        connection = self._connection
        insert_rows(connection, _LISTING, rows.LISTING, self._listings)
        insert_rows(connection, _VERSION, rows.VERSION, self._versions)
        insert_rows(connection, _PUBLIC_ENTRY, rows.PUBLIC_ENTRY, self._public_entries)
        insert_rows(connection, _DEADLINE, rows.DEADLINE, self._deadlines)
        return self._drafts

    def _deadline(self, kind: DeadlineKind, public_id: str, statement: Statement) -> Row:
        has_term = term.has_term(statement.listing.grounds)
        due = self._dues.get((kind, has_term))
        if due is None:
            due = self._dues[kind, has_term] = _due(kind, self._on, self._days, has_term=has_term)
        basis, due_on, provisional = due
        case, on = self._cases[statement.case.number].key, self._on.isoformat()
        about = (statement.case.court_code, case, RecordKind.LISTING.value, public_id)
        running = (import_rules.CLOCKS[kind].name, Bearer.COURT.value)
        return (
            next(self._ids),
            kind.value,
            *running,
            *about,
            basis,
            on,
            due_on,
            provisional,
            on,
        )

    def _draft(self, public_id: str, subject: Enrolled, statement: Statement) -> DraftRow:
        published = statement.listing.state is ListingState.PUBLISHED
        kind = events.LISTING_PUBLISHED if published else events.LISTING_RECORDED
        return (
            next(self._ids),
            kind.name,
            kind.version,
            body_text(listing_body(statement, subject.version, subject.digest)),
            subject.public_id,
            public_id,
            self._taking.actor.name,
            self._taking.actor.via,
            rows.REASON,
            rows.basis(statement.listing.grounds),
            self._occurred_at,
        )


def _due(kind: DeadlineKind, on: date, days: Calendar, *, has_term: bool) -> tuple[str, str, bool]:
    """Return basis and last day of a duty, and whether the day is provisional."""
    due = import_rules.duty_due(kind, on, days)
    return (
        str(import_rules.duty_article(kind, has_term=has_term)),
        due.on.isoformat(),
        due.provisional,
    )


def reference(statement: Statement, version: int, digest: str) -> RecordReference:
    """Return what journal bodies about a record begin with."""
    return RecordReference(
        case_number=statement.case.number,
        court_code=statement.case.court_code,
        subject_kind=statement.identity.kind,
        identity_version=version,
        identity_digest=digest,
        identified=bool(statement.identity.documents),
    )


def listing_body(statement: Statement, version: int, digest: str) -> bodies.Body:
    """Return what the journal says of a record's listing."""
    listing = statement.listing
    amount = listing.amount_outstanding
    return bodies.listing(
        reference(statement, version, digest),
        grounds=listing.grounds,
        published_on=listing.published_on,
        ends_on=listing.ends_on,
        amount_outstanding=None if amount is None else format_amount(amount),
        performance=listing.performance,
    )
