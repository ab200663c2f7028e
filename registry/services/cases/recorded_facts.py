"""Recorded facts (在册事实): what the register itself knows of the grounds of Listing Rules Art.
10(4) to (7), from the rulings, inquiries and clues of the case.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from registry.rules import after_round
from registry.rules.findings import Finding
from registry.services.acts.records import Matter
from registry.services.cases import after_rounds, case_states
from schemas.case_codes import EnforcementState
from schemas.codes import RemovalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFacts:
    """What is on record for a ground of removal, and nothing for a ground that needs none of it."""

    round_closed_on: date | None = None
    inquiries: tuple[date, ...] = ()
    effective_clue: bool = False
    ruling_number: str | None = None
    ruling_on: date | None = None


def of_removal(
    session: Session, matter: Matter, ground: RemovalGround, *, on: date
) -> RecordedFacts:
    """Return what is on record for a ground of removal."""
    if ground is RemovalGround.NOTHING_FOUND_AFTER_ROUND:
        after = after_rounds.of_debtor(session, matter)
        return RecordedFacts(
            round_closed_on=after.closed_on,
            inquiries=after_round.counting_days(after, on=on),
            effective_clue=any(clue.effective for clue in after.clues),
        )
    opened = case_states.removal_ground(session, matter)
    if opened is None or opened[0] is not ground:
        return RecordedFacts()
    return RecordedFacts(ruling_number=opened[1].number, ruling_on=opened[1].ruled_on)


def findings(
    session: Session, matter: Matter, ground: RemovalGround, *, on: date
) -> tuple[Finding, ...]:
    """Return what the law asks of the record beside the condition of the ground itself."""
    if ground is not RemovalGround.NOTHING_FOUND_AFTER_ROUND:
        return ()
    return after_round.removal_findings(after_rounds.of_debtor(session, matter), on=on)


def is_completed(matter: Matter) -> bool:
    """Tell whether a ruling has recorded that enforcement is completed."""
    return case_states.standing(matter) is EnforcementState.COMPLETED
