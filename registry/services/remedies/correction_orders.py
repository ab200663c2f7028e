"""What a court above asks about corrections (上级法院纠正事项): drafts, and signatures."""

from dataclasses import dataclass, field
from uuid import UUID

from registry.services.remedies.direct_corrections import Content
from schemas.remedy_codes import CorrectionMode, CorrectiveAct


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCorrection:
    """A correction to be drafted: of a listing or an order or, in a review, of what that is about.

    :ivar record_id: the public id of the listing, the order or the review.
    :ivar number: the number of the decision (文号).
    :ivar content: what a direct correction is to say.
    """

    record_id: UUID
    of_review: bool
    of_order: bool
    mode: CorrectionMode
    act: CorrectiveAct
    number: str
    reason: str
    content: Content = field(default_factory=Content)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCorrection:
    """A drafted correction to be signed or withdrawn, in the version that was seen."""

    correction_id: UUID
    version: int
