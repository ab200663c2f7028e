"""One clock of the law (期限): what sets it going, what is to be done, within how long, by whom,
and where that is written.
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.rules.articles import Article
from registry.rules.findings import Mark
from schemas.codes import Bearer, DeadlineKind
from schemas.label import Label


class Unit(StrEnum):
    """What a clock counts in."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"


class Reckoning(StrEnum):
    """How the last day of a clock is found.

    ``PERIOD``: a procedural period, whose last day moves off a holiday (Civil Procedure Law Art.
    85). ``FIXED``: the corresponding day, whatever day it is, for listings, orders, suspensions,
    bars and schedules. ``EXCEEDED``: the day after it, before which nothing may be done.
    """

    PERIOD = "period"
    FIXED = "fixed"
    EXCEEDED = "exceeded"


class Effect(StrEnum):
    """What the passing of time does by itself.

    ``NONE``: a person must act, and is reminded. ``ENDS_BURDEN`` and ``RESUMES``: a job acts alone.
    """

    NONE = "none"
    ENDS_BURDEN = "ends a burden"
    RESUMES = "resumes a suspended order"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock: ``number`` is its place in the table of the law, 0 for one that the register sets
    itself.

    Where the length is chosen within limits, ``limit`` is the shortest and ``longest`` the longest;
    None: there is nothing to choose. ``kind`` is the duty that the register opens for it, None
    where it opens none. ``then_working_days`` are those that a person has after the last day, where
    what is due can only be done once that day is over; they are the register's own rule. Clocks
    that are not ``ours`` belong to other bodies and are recorded only.
    """

    number: int
    name: str
    trigger: Label
    duty: Label
    limit: int
    unit: Unit
    bearer: Bearer
    article: Article
    kind: DeadlineKind | None = None
    longest: int | None = None
    then_working_days: int = 0
    reckoning: Reckoning = Reckoning.PERIOD
    effect: Effect = Effect.NONE
    mark: Mark = Mark.CONFIRMED
    ours: bool = True
