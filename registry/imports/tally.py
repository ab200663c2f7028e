"""Tally (汇总): counts of what became of a file's lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from registry.imports.cautions import Caution
from registry.imports.results import LineResult
from schemas.codes import ListingState, Verdict
from schemas.import_codes import RejectionReason


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

    def add(self, results: Sequence[LineResult]) -> None:
        """Count some more lines."""
        self.lines += len(results)
        self.verdicts.update(result.verdict for result in results)
        self.states.update(
            (result.verdict, result.state) for result in results if result.state is not None
        )
        self.reasons.update(
            result.rejection.reason for result in results if result.rejection is not None
        )
        self.cautions.update(caution for result in results for caution in result.cautions)
