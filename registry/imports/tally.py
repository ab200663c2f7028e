"""Tally (汇总): counts of what became of a file's lines."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.imports.cautions import Caution
from registry.imports.results import LineResult
from schemas.codes import ListingState, RejectionReason, Verdict


@dataclass(slots=True)
class Tally:
    """How many lines there were, and of each kind how many.

    :ivar states: of what was accepted or updated.
    """

    lines: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    states: Counter[tuple[Verdict, ListingState]] = field(default_factory=Counter)
    reasons: Counter[RejectionReason] = field(default_factory=Counter)
    cautions: Counter[Caution] = field(default_factory=Counter)

    def add(self, results: Iterable[LineResult]) -> None:
        """Count some more lines."""
        for result in results:
            self.lines += 1
            self.verdicts[result.verdict] += 1
            if result.state is not None:
                self.states[result.verdict, result.state] += 1
            if result.rejection is not None:
                self.reasons[result.rejection.reason] += 1
            self.cautions.update(result.cautions)
