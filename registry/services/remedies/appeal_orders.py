"""What a court asks about appeals (复议事项：制裁与限制出境): to receive one, and to decide it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from schemas.appeal_codes import Appealed, AppealOutcome, Appellant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveAppeal:
    """An appeal as it came in; ``obstacle`` says what made it late.

    :ivar record_id: the public id of the sanction or the exit restriction.
    """

    about: Appealed
    record_id: UUID
    appellant: Appellant
    statement: str
    applied_on: date
    received_on: date
    obstacle: str | None = None
    obstacle_ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """A decision on an appeal to be drafted, in the version that was seen.

    :ivar fine: what is left of the fine in CNY, and of the ``detention_days``, where a sanction is
        to be changed.
    """

    appeal_id: UUID
    version: int
    outcome: AppealOutcome
    reason: str
    fine: Decimal | None = None
    detention_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAppeal:
    """An appeal whose drafted decision is to be signed, or that is withdrawn, in the version that
    was seen.
    """

    appeal_id: UUID
    version: int
    reason: str = ""
