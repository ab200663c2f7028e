"""Versions (版本): which measures and field lists were in force at a position of the journal.

Rows are never altered in place: the journal entries that began and ended them say when they were in
force. So the answer for a position cannot change once the position is taken.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock
from uuid import UUID

from sqlalchemy import bindparam, inspect, select
from sqlalchemy.orm import Session, aliased

from partners.measures.triggers import MeasureTerms, MeasureText, RecordFacts, triggered
from partners.models.agencies import AgencyFields, AgencyMeasure, Measure
from registry.clock import end_of, legal_day
from registry.models.journal import JournalEntry
from schemas.codes import RestrictedAct
from schemas.measures import Binding, NoticeField, Trigger

# The entries that began and ended a row. Made once: an alias costs more than the query that it is
# for.
# Threads that use an alias first at the same moment may each give it columns of its own, by which
# the library could never tell again what is joined to what: they are made here, before any thread,
# and each statement says where it starts.
_SINCE, _UNTIL = aliased(JournalEntry), aliased(JournalEntry)
for _alias in (_SINCE, _UNTIL):
    inspect(_alias).selectable.columns.keys()


# Everybody who ever was responsible for anything.
_RESPONSIBLE = select(AgencyMeasure.agency_id).distinct()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of positions: from ``since``, up to but not including ``until``."""

    since: int
    until: int | None

    def holds(self, position: int) -> bool:
        """Tell whether a position lies in it."""
        return self.since <= position and (self.until is None or position < self.until)


@dataclass(frozen=True, slots=True)
class AgencyFieldList:
    """A field list, and the row that says so."""

    row_id: int
    fields: tuple[NoticeField, ...]


class MeasuresInForce:
    """The measures of one agency at any position.

    :param catalogue: versions of measures with the stretch in which each was in force.
    :param responsibilities: codes the agency is responsible for, likewise.
    """

    def __init__(
        self,
        catalogue: Iterable[tuple[MeasureTerms, Span]],
        responsibilities: Iterable[tuple[str, Span]],
    ) -> None:
        catalogue, responsibilities = tuple(catalogue), tuple(responsibilities)
        spans = [span for _, span in (*catalogue, *responsibilities)]
        edges = {0} | {span.since for span in spans}
        edges |= {span.until for span in spans if span.until is not None}
        self._edges = sorted(edges)
        self._measures = [_at(edge, catalogue, responsibilities) for edge in self._edges]
        # Few kinds of record differ in what they trigger, and a journal is full of each: of amounts
        # it matters only between which thresholds they lie.
        self._triggered: dict[tuple[int, int, RecordFacts], tuple[str, ...]] = {}
        self._thresholds = sorted(
            {terms.least_owed for terms, _ in catalogue if terms.least_owed is not None}
        )

    def __call__(self, position: int) -> Sequence[MeasureTerms]:
        """Return the measures in force at a position, in the order of their codes."""
        return self._measures[bisect_right(self._edges, position) - 1]

    def versions(self, first: int, last: int) -> Sequence[Sequence[MeasureTerms]]:
        """Return what was in force at some position from the first to the last, in order."""
        start, end = (bisect_right(self._edges, position) for position in (first, last))
        return self._measures[start - 1 : end]

    def is_steady(self, first: int, last: int) -> bool:
        """Tell whether the same measures are in force from one position to another."""
        return bisect_right(self._edges, first) == bisect_right(self._edges, last)

    @property
    def has_thresholds(self) -> bool:
        """Tell whether amounts matter at all."""
        return bool(self._thresholds)

    def reached(self, owed: Decimal | None) -> int:
        """Return how many thresholds an amount reaches."""
        if owed is None or not self._thresholds:
            return 0
        return bisect_right(self._thresholds, owed)

    def triggered(self, position: int, facts: RecordFacts) -> tuple[str, ...]:
        """Return the codes that a record sets in motion at a position."""
        key = bisect_right(self._edges, position) - 1, self.reached(facts.owed), facts
        codes = self._triggered.get(key)
        if codes is None:
            codes = self._triggered[key] = triggered(self._measures[key[0]], facts)
        return codes


def _at(
    position: int,
    catalogue: Iterable[tuple[MeasureTerms, Span]],
    responsibilities: Iterable[tuple[str, Span]],
) -> tuple[MeasureTerms, ...]:
    codes = {code for code, span in responsibilities if span.holds(position)}
    terms = [
        measure for measure, span in catalogue if measure.code in codes and span.holds(position)
    ]
    return tuple(sorted(terms, key=lambda measure: measure.code))


# Made once: every delivery asks for them.
_RESPONSIBILITIES = (
    select(AgencyMeasure.agency_id, AgencyMeasure.measure_code, _SINCE.position, _UNTIL.position)
    .select_from(AgencyMeasure)
    .join(_SINCE, _SINCE.id == AgencyMeasure.since_entry)
    .outerjoin(_UNTIL, _UNTIL.id == AgencyMeasure.until_entry)
    .where(AgencyMeasure.agency_id.in_(bindparam("agencies", expanding=True)))
)
_VERSIONS = (
    select(Measure, _SINCE.position, _SINCE.recorded_at, _UNTIL.position)
    .select_from(Measure)
    .join(_SINCE, _SINCE.id == Measure.since_entry)
    .outerjoin(_UNTIL, _UNTIL.id == Measure.until_entry)
    .where(Measure.code.in_(bindparam("codes", expanding=True)))
)


def measures_in_force(session: Session, agency_ids: Iterable[int]) -> dict[int, MeasuresInForce]:
    """Return the measures of agencies at every position up to the journal's present end.

    Read after the entries that they are wanted for: whatever changed since lies above those.
    """
    responsibilities: dict[int, list[tuple[str, Span]]] = {
        agency_id: [] for agency_id in agency_ids
    }
    rows = session.execute(_RESPONSIBILITIES, {"agencies": list(responsibilities)})
    for agency_id, code, first, end in rows:
        responsibilities[agency_id].append((code, Span(first, end)))
    codes = sorted({code for spans in responsibilities.values() for code, _ in spans})
    catalogue = _catalogue(session, codes)
    return {
        agency_id: MeasuresInForce(_of_codes(catalogue, {code for code, _ in spans}), spans)
        for agency_id, spans in responsibilities.items()
    }


def _of_codes(
    catalogue: Iterable[tuple[MeasureTerms, Span]], codes: Container[str]
) -> Iterable[tuple[MeasureTerms, Span]]:
    return [each for each in catalogue if each[0].code in codes]


class KnownMeasures:
    """Measures of agencies as they were read last, for as long as the journal has not grown since:
    whatever changes them is an entry of it.

    They are read for everybody at once as soon as a second agency asks: where many are told
    something, all ask at the same moment. Whoever pulls asks for itself alone.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[UUID, int, MeasuresInForce]] = {}
        self._lock = Lock()

    def of(
        self, session: Session, agency_id: int, *, stream: UUID, through: int
    ) -> MeasuresInForce:
        """Return the measures of an agency at every position up to one.

        :param stream: the life of the journal that positions are of.
        :param through: a position that the journal has; read before.
        """
        with self._lock:
            known = self._known.get(agency_id)
            if known is not None and known[0] == stream and known[1] >= through:
                return known[2]
            wanted = {agency_id}
            if not self._known.keys() <= wanted:
                wanted.update(session.scalars(_RESPONSIBLE))
            found = measures_in_force(session, wanted)
            self._known = {each: (stream, through, own) for each, own in found.items()}
            return found[agency_id]


def _catalogue(session: Session, codes: Sequence[str]) -> list[tuple[MeasureTerms, Span]]:
    found = []
    for measure, first, entered_at, end in session.execute(_VERSIONS, {"codes": codes}):
        entered_on = legal_day(entered_at)
        # What was entered before its day is begun anew on it, and applied to nobody until then.
        is_early = measure.valid_from is not None and measure.valid_from > entered_on
        is_late = measure.valid_to is not None and measure.valid_to < entered_on
        if not is_early and not is_late:
            over = _valid_until(session, measure.valid_to, end)
            found.append((terms_of(measure), Span(first, over)))
    return found


def _valid_until(session: Session, last_day: date | None, end: int | None) -> int | None:
    """Return the position at which a measure is over: where it was ended, or where the journal
    comes to the day after its last one, should that be before.
    """
    if last_day is None:
        return end
    before = JournalEntry.recorded_at < end_of(last_day)
    # Read backwards: little lies above, for a job ends what is over.
    query = select(JournalEntry.position).where(before).order_by(JournalEntry.position.desc())
    if end is not None:
        query = query.where(JournalEntry.position < end)
    over = (session.scalars(query.limit(1)).one_or_none() or 0) + 1
    return over if end is None else min(end, over)


def terms_of(measure: Measure) -> MeasureTerms:
    """Return what decides on an audience of one version of a measure."""
    return MeasureTerms(
        code=measure.code,
        binds=Binding(measure.binds),
        trigger=Trigger(measure.triggers),
        acts=frozenset(RestrictedAct(act) for act in measure.acts.split(",") if act),
        responsible=measure.responsible,
        least_owed=measure.least_owed,
        text=MeasureText(
            measure.name_zh, measure.name_en, measure.mode, measure.basis, measure.valid_to
        ),
    )


# Made once: every delivery asks for it.
_PRESENT_FIELDS = (
    select(AgencyFields.id, AgencyFields.fields)
    .where(AgencyFields.agency_id == bindparam("agency"))
    .order_by(AgencyFields.id.desc())
    .limit(1)
)


def present_fields(session: Session, agency_id: int) -> AgencyFieldList:
    """Return the field list that an agency has now."""
    row_id, text = session.execute(_PRESENT_FIELDS, {"agency": agency_id}).one()
    return AgencyFieldList(row_id, fields_of(text))


def fields_of(text: str) -> tuple[NoticeField, ...]:
    """Read a stored field list."""
    return tuple(NoticeField(name) for name in text.split(",") if name)


def fields_text(fields: Iterable[NoticeField]) -> str:
    """Write a field list as it is stored: each field once, in the order of the wire."""
    wanted = set(fields)
    return ",".join(field for field in NoticeField if field in wanted)
