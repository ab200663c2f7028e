"""What a court asks about exit restrictions (限制出境事项): drafts, changes, and decisions that end
one.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from registry.services.cases.debtors import PersonStated
from registry.services.sanctions.exit_records import NOTHING_NEW, KnownSince
from schemas.codes import Initiative, ServiceMethod
from schemas.exit_codes import ExitCapacity, ExitLiftGround


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExitRestriction:
    """An exit restriction to be drafted.

    :ivar person: who beside the debtor is to be kept from leaving; None for the debtor himself.
    :ivar incapable: whether the debtor is a minor or incapable, as the court says.
    """

    debtor_id: UUID
    capacity: ExitCapacity
    person: PersonStated | None
    initiative: Initiative
    applied_on: date | None
    necessity: str
    incapable: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeExitRestriction:
    """An exit restriction to be acted on, in the version that was seen, and why where it is asked.

    :ivar served_on: when it was served, and by which ``method``, where that is recorded.
    """

    exit_id: UUID
    version: int
    reason: str = ""
    method: ServiceMethod | None = None
    served_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExitLift:
    """A lift to be drafted, with what its ground rests on."""

    exit_id: UUID
    ground: ExitLiftGround
    reason: str
    enforcement_completed: bool = False
    full_security: bool = False
    creditor_agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExitRevocation:
    """A revocation to be drafted.

    :ivar wrong_since: since when its cause was there.
    :ivar ordered_by: the decision of a court above that orders it, where there is one.
    """

    exit_id: UUID
    reason: str
    wrong_since: date | None = None
    ordered_by: str | None = None
    facts: KnownSince = NOTHING_NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideEnding:
    """A drafted ending to be signed or withdrawn, in the version that was seen."""

    ending_id: UUID
    version: int
    reason: str = ""
