"""Shapes of what a court sends about an order in force (限制消费令变动): its lift, and permissions
under it.
"""

from marshmallow import fields, validate

from schemas.codes import RestrictedAct
from schemas.court import Strict
from schemas.fields import Day, Flag, Id, described, no_duplicates, text
from schemas.restriction_codes import (
    BoundPerson,
    LiftGround,
    PermissionKind,
    SuspensionCause,
    Travel,
)

EXEMPTIONS = [PermissionKind.OWN_MONEY.value, PermissionKind.NECESSITY.value]


def _applicant() -> Id:
    metadata = described(
        "申请人为限制消费令所及的责任人员的，填写其编号；被执行人本人申请的为空。",
        "Who applies, where it is a person bound for an entity; null where it is the debtor.",
    )
    return Id(load_default=None, allow_none=True, metadata=metadata)


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


class SuspensionToApplyFor(Strict):
    """An application to suspend an order (申请暂时解除)."""

    restriction = Id(required=True)
    applicant = fields.Enum(BoundPerson, by_value=True, load_default=BoundPerson.DEBTOR)
    person = _applicant()
    purpose = text(zh="出行事宜。", en="What the travel is for.")
    cause = fields.Enum(
        SuspensionCause,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described(
            "事由；无法定事由的为空，将不予受理。", "The cause; null where it is none of these."
        ),
    )
    travel = fields.List(
        fields.Enum(Travel, by_value=True),
        required=True,
        validate=[validate.Length(min=1), no_duplicates],
        metadata={**described("乘坐方式。", "The ways of travelling."), "uniqueItems": True},
    )
    urgent = Flag(
        load_default=False,
        metadata=described("是否亟需赴外地。", "Whether the travel is urgent."),
    )
    evidence = text(
        needed=False,
        zh="所提交的证据；未提交的为空。",
        en="The evidence submitted; empty where there was none.",
    )
    undertaking_given = Flag(
        load_default=False,
        metadata=described("是否书面承诺。", "Whether a written undertaking was given."),
    )
    ends_on = Day(
        required=True,
        metadata=described(
            "最后一日；自院长批准之日起不超过一个月。",
            "The last day, one month after the president's approval at the latest.",
        ),
    )


class ExemptionToApplyFor(Strict):
    """An application for spending under an order (申请准许消费)."""

    restriction = Id(required=True)
    # A suspension is applied for as such, so that the list here is shorter than the code's.
    kind = fields.String(required=True, validate=validate.OneOf(EXEMPTIONS))
    applicant = fields.Enum(BoundPerson, by_value=True, load_default=BoundPerson.DEBTOR)
    person = _applicant()
    purpose = text(
        zh="消费事项及其理由或者必要性。",
        en="What is to be spent, and why it is private or needed.",
    )
    acts = fields.List(
        fields.Enum(RestrictedAct, by_value=True),
        required=True,
        validate=[validate.Length(min=1), no_duplicates],
        metadata={**described("准许的项目。", "The acts to be allowed."), "uniqueItems": True},
    )
    own_money = Flag(
        load_default=False,
        metadata=described("是否以个人财产支付。", "Whether it is the person's own money."),
    )
    private_purpose = Flag(
        load_default=False, metadata=described("是否因私消费。", "Whether the purpose is private.")
    )
    evidence = text(
        needed=False,
        zh="所提交的证据；未提交的为空。",
        en="The evidence submitted; empty where there was none.",
    )
    undertaking_given = Flag(
        load_default=False,
        metadata=described("是否书面承诺。", "Whether a written undertaking was given."),
    )
    ends_on = Day(
        required=True, metadata=described("最迟消费之日。", "The last day of the spending.")
    )


class PermissionToGrant(Strict):
    """A permission to be granted (准许)."""

    verified = Flag(
        required=True,
        metadata=described("证据是否经审查属实。", "Whether the evidence was found true."),
    )
    reason = text(zh="理由。", en="The reason.")


class PermissionToRefuse(Strict):
    """A permission to be refused (不予准许)."""

    reason = text(zh="理由。", en="The reason.")
    false_evidence = Flag(
        load_default=False,
        metadata=described(
            "证据是否虚假；虚假的，不再准许。", "Whether the evidence is false, which bars others."
        ),
    )


class PermissionToWithdraw(PermissionToRefuse):
    """A permission to be withdrawn (撤回准许)."""

    broken_undertaking = Flag(
        load_default=False,
        metadata=described("是否违反承诺。", "Whether the undertaking was broken."),
    )
