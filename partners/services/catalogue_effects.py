"""Effects of a catalogue (目录影响): how many records and agencies a change would concern, counted
before anything changes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.measures.histories import live_records
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import RecordFacts, triggered
from partners.models.agencies import AgencyMeasure
from partners.notices import entries
from partners.services.catalogue import Plan, item_of
from registry.journal import read
from registry.models.journal import JournalEntry

PAGE = 500
_BEGINNINGS = tuple(kind for kind, step in STEPS.items() if step is Step.BEGINS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change of one measure means.

    :ivar agencies: how many agencies have it.
    :ivar applies: how many live records it would bind that it does not bind now.
    :ivar lifts: how many it binds now and would not any more.
    """

    code: str
    agencies: int
    applies: int
    lifts: int


def effects(session: Session, plan: Plan) -> dict[str, Effect]:
    """Return what a plan means for each measure of which it changes whom it binds."""
    codes = sorted(plan.deciding)
    before = [item_of(plan.present[code]).terms for code in codes if code in plan.present]
    after = [plan.wanted[code].terms for code in codes if code in plan.wanted]
    gains, losses = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    # Few kinds of record differ: what one triggers is found once for all that are alike.
    thresholds = sorted({terms.least_owed for terms in (*before, *after) if terms.least_owed})
    split: dict[tuple[RecordFacts, int], int] = {}
    samples: dict[tuple[RecordFacts, int], RecordFacts] = {}
    for facts in _live(session):
        reached = 0 if facts.owed is None else bisect_right(thresholds, facts.owed)
        samples.setdefault((facts, reached), facts)
        split[facts, reached] = split.get((facts, reached), 0) + 1
    for key, number in split.items():
        then = set(triggered(before, samples[key]))
        now = set(triggered(after, samples[key]))
        for code in now - then:
            gains[code] += number
        for code in then - now:
            losses[code] += number
    holders = _holders(session, codes)
    return {
        code: Effect(
            code=code, agencies=holders.get(code, 0), applies=gains[code], lifts=losses[code]
        )
        for code in codes
    }


def _holders(session: Session, codes: list[str]) -> dict[str, int]:
    rows = session.execute(
        select(AgencyMeasure.measure_code, func.count())
        .where(AgencyMeasure.measure_code.in_(codes), AgencyMeasure.until_entry.is_(None))
        .group_by(AgencyMeasure.measure_code)
    )
    return {row[0]: row[1] for row in rows}


def _live(session: Session) -> Iterator[RecordFacts]:
    """Yield what decides on measures of every record in force, page by page."""
    size = read.head(session).size
    after = 0
    while True:
        rows = session.execute(
            select(JournalEntry.position, JournalEntry.subject_id, JournalEntry.record_id)
            .where(
                JournalEntry.position > after,
                JournalEntry.position <= size,
                JournalEntry.kind.in_(_BEGINNINGS),
            )
            .order_by(JournalEntry.position)
            .limit(PAGE)
        ).all()
        subjects = {row.subject_id for row in rows if row.subject_id is not None}
        histories = entries.histories(session, subjects, through=size)
        for row in rows:
            history = histories.get(row.subject_id, []) if row.subject_id else []
            begun = [
                item.position
                for item in history
                if item.record_id == row.record_id and item.step is Step.BEGINS
            ]
            live = live_records(history)
            if begun and begun[-1] == row.position and row.record_id in live:
                yield live[row.record_id]
        if len(rows) < PAGE:
            return
        after = rows[-1].position
