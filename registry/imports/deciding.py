"""Deciding (判定): which lines are new entries, repetitions or updates of known entries."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from registry.imports.candidates import Candidate
from registry.imports.cautions import Caution
from registry.imports.entries import CourtListings, KnownEntry, Sighting
from registry.imports.fields import Rejection
from registry.imports.results import LineResult, ReadLine
from registry.imports.statements import GIVEN_BY_IMPORTS
from schemas.codes import Verdict


class Action(Enum):
    """What a decision asks to be written."""

    NOTHING = auto()
    TAKE_IN = auto()
    AMEND = auto()


class Decision(NamedTuple):
    """What becomes of one candidate."""

    candidate: Candidate
    result: LineResult
    action: Action


class Decider:
    """Decides on the lines of one group in their order; an entry that it takes in is known from
    then on.

    :param known: the entries that the lines speak of, as far as the register has them.
    :param run_id: the run that goes on, none for one that begins. A line that it took in before is
        given the same verdict again.
    """

    def __init__(
        self, known: dict[bytes, KnownEntry], by_courts: CourtListings, *, run_id: int | None
    ) -> None:
        self._known = known
        self._by_courts = by_courts
        self._run_id = run_id

    def decide(
        self, lines: Iterable[ReadLine], *, most_updates: int | None = None
    ) -> tuple[list[LineResult], list[Decision]]:
        """Return what became of each line, and the decisions that ask for something to be
        written; after so many updates the lines that are left are left.
        """
        results, to_write, updates = [], [], 0
        for line in lines:
            if updates == most_updates:
                break
            found = line.found
            if isinstance(found, Rejection):
                results.append(LineResult(line.number, Verdict.REJECTED, found))
                continue
            decision = self._of_candidate(line.number, found)
            results.append(decision.result)
            if decision.action is not Action.NOTHING:
                to_write.append(decision)
            updates += decision.action is Action.AMEND
        return results, to_write

    def _of_candidate(self, line: int, candidate: Candidate) -> Decision:
        entry = self._known.get(candidate.entry_key)
        if entry is None:
            return self._of_new(line, candidate)
        seen = entry.versions.get(candidate.digest)
        if seen is None:
            return self._update(line, candidate, entry)
        if seen == Sighting(self._run_id, line):
            return self._again(line, candidate, entry)
        is_here = seen.run_id == self._run_id and seen.line < line
        result = LineResult(line, Verdict.DUPLICATE, of_line=seen.line if is_here else None)
        return Decision(candidate, result, Action.NOTHING)

    def _of_new(self, line: int, candidate: Candidate) -> Decision:
        if self._by_courts.cover(candidate):
            cautions = (*candidate.cautions, Caution.LISTED_BY_COURT)
            result = LineResult(line, Verdict.DUPLICATE, cautions=cautions)
            return Decision(candidate, result, Action.NOTHING)
        state = candidate.statement.listing.state
        self._known[candidate.entry_key] = KnownEntry(
            state, self._run_id, {candidate.digest: Sighting(self._run_id, line)}
        )
        result = LineResult(line, Verdict.ACCEPTED, state=state, cautions=candidate.cautions)
        return Decision(candidate, result, Action.TAKE_IN)

    def _update(self, line: int, candidate: Candidate, entry: KnownEntry) -> Decision:
        of_line = entry.first_line(self._run_id)
        entry.versions[candidate.digest] = Sighting(self._run_id, line)
        cautions = candidate.cautions
        if entry.state not in GIVEN_BY_IMPORTS:
            cautions += (Caution.DECIDED_BY_COURT,)
        else:
            entry.state = candidate.statement.listing.state
        result = LineResult(
            line, Verdict.UPDATE, of_line=of_line, state=entry.state, cautions=cautions
        )
        return Decision(candidate, result, Action.AMEND)

    def _again(self, line: int, candidate: Candidate, entry: KnownEntry) -> Decision:
        """Repeat what was said of a line before the run was interrupted."""
        first = entry.first_line(self._run_id)
        made_here = entry.made_by == self._run_id and first == line
        verdict = Verdict.ACCEPTED if made_here else Verdict.UPDATE
        is_ours = entry.state in GIVEN_BY_IMPORTS
        result = LineResult(
            line,
            verdict,
            of_line=None if first == line else first,
            state=candidate.statement.listing.state if is_ours else entry.state,
            cautions=candidate.cautions,
        )
        return Decision(candidate, result, Action.NOTHING)
