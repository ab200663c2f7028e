"""Shapes of orders by themselves (法院接口：单独的限制消费令): what a court sends."""

from marshmallow import fields, validate

from schemas.codes import Initiative, RestrictedAct
from schemas.court import OverrideStated, Strict
from schemas.fields import Day, Flag, Id, described, no_duplicates, text


class RestrictionFactsStated(Strict):
    """What could bar the order (不得限制的情形), 2019 Opinion 16."""

    adequate_property_controlled = Flag(load_default=False)
    creditor_asks_to_hold_off = Flag(load_default=False)
    campus_loan_student = Flag(load_default=False)


class RestrictionToDraft(Strict):
    """An order on its own, to be drafted (起草限制消费令)."""

    debtor = Id(required=True)
    reason = text(zh="理由。", en="The reason.")
    acts = fields.List(
        fields.Enum(RestrictedAct, by_value=True),
        load_default=lambda: list(RestrictedAct),
        validate=[validate.Length(min=1), no_duplicates],
        metadata={"uniqueItems": True},
    )
    initiative = fields.Enum(Initiative, by_value=True, load_default=Initiative.COURT)
    applied_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "申请执行人书面申请之日；依其申请的必填。",
            "When the creditor applied in writing; needed on his initiative.",
        ),
    )
    weighed = text(
        needed=False,
        zh="消极履行、规避、抗拒执行及履行能力等考量，默认同理由。",
        en="What was weighed (Art. 2); the reason where nothing is said.",
    )
    ends_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "限制期间的最后一日；至解除为止的为空。",
            "The last day of its period; null where it holds until it is lifted.",
        ),
    )
    facts = fields.Nested(
        RestrictionFactsStated, load_default=lambda: RestrictionFactsStated().load({})
    )
    overrides = fields.List(fields.Nested(OverrideStated), load_default=list)
