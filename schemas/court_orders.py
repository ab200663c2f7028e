"""Shapes of what a court sends about an order in force (限制消费令变动): its lift."""

from marshmallow import fields

from schemas.court import Strict
from schemas.fields import Flag, Id, described, text
from schemas.restriction_codes import LiftGround


class LiftFactsStated(Strict):
    """What the ground of a lift rests on (解除依据)."""

    enforcement_completed = Flag(
        load_default=False, metadata=described("是否执行完毕。", "Whether enforcement is complete.")
    )
    effective_security = Flag(
        load_default=False,
        metadata=described("担保是否确实有效。", "Whether effective security is given."),
    )
    creditor_agrees = Flag(
        load_default=False,
        metadata=described("申请执行人是否同意。", "Whether the creditor agrees."),
    )


class LiftToDraft(Strict):
    """A lift to be drafted (起草解除决定)."""

    restriction = Id(required=True)
    ground = fields.Enum(LiftGround, by_value=True, required=True)
    reason = text(zh="理由。", en="The reason.")
    facts = fields.Nested(LiftFactsStated, load_default=lambda: LiftFactsStated().load({}))
