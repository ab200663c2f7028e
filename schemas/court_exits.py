"""Shapes of exit restrictions (法院接口：限制出境): what a court sends, and what it is answered."""

from marshmallow import Schema, fields, validate

from schemas.codes import Initiative
from schemas.court import Strict
from schemas.court_answers import DocumentMasked, PersonAndMoment, ServiceAnswer
from schemas.court_cases import IdentityStated
from schemas.exit_codes import (
    ExitCapacity,
    ExitEndingKind,
    ExitEndingState,
    ExitLiftGround,
    ExitState,
)
from schemas.fields import LONGEST_LINE, Day, Flag, Id, described, text


class ExitPersonStated(IdentityStated):
    """Who is to be kept from leaving beside the debtor (限制出境人员)."""

    name = text(longest=LONGEST_LINE, zh="姓名。", en="The full name.")


class ExitRestrictionToDraft(Strict):
    """An exit restriction to be drafted (起草限制出境决定)."""

    debtor = Id(required=True)
    capacity = fields.Enum(
        ExitCapacity,
        by_value=True,
        load_default=ExitCapacity.DEBTOR,
        metadata=described("以何身份限制出境。", "As what the person is to be bound."),
    )
    person = fields.Nested(
        ExitPersonStated,
        load_default=None,
        allow_none=True,
        metadata=described(
            "被限制的人员；限制被执行人本人的为空。", "Who it is; null for the debtor himself."
        ),
    )
    initiative = fields.Enum(Initiative, by_value=True, load_default=Initiative.CREDITOR)
    applied_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "申请执行人书面申请之日；依其申请的必填。",
            "When the creditor applied in writing; needed on his initiative.",
        ),
    )
    necessity = text(
        needed=False,
        zh="依职权决定的，必须说明必要性。",
        en="Why it is necessary, which the court says where it acts on its own motion.",
    )
    incapable = Flag(
        load_default=False,
        metadata=described(
            "被执行人是否无民事行为能力或者限制民事行为能力。",
            "Whether the debtor is a minor or incapable.",
        ),
    )
    reason = text(zh="理由。", en="The reason.")


class ExitReasonStated(Strict):
    """Why an exit restriction, or a decision about it, comes to nothing (撤回、不予限制的理由)."""

    reason = text(zh="理由。", en="The reason.")


class ExitLiftFacts(Strict):
    """What the ground of a lift rests on (解除依据)."""

    enforcement_completed = Flag(load_default=False)
    full_security = Flag(
        load_default=False,
        metadata=described("担保是否充分有效。", "Whether full and effective security is given."),
    )
    creditor_agrees = Flag(load_default=False)


class ExitLiftToDraft(Strict):
    """A lift to be drafted (起草解除限制出境决定)."""

    ground = fields.Enum(ExitLiftGround, by_value=True, required=True)
    reason = text(zh="理由。", en="The reason.")
    facts = fields.Nested(ExitLiftFacts, load_default=lambda: ExitLiftFacts().load({}))


class ExitFactsKnown(Strict):
    """What is known today of the day on which it was decided (现已查明的事实)."""

    case_unresolved = Flag(
        load_default=True,
        metadata=described("当时案件是否未了结。", "Whether the case was unresolved then."),
    )
    holds_capacity = Flag(
        load_default=True,
        metadata=described("该人当时是否具有该身份。", "Whether he was what he was bound as."),
    )
    incapable = Flag(
        load_default=False,
        metadata=described("被执行人当时是否无行为能力。", "Whether the debtor was incapable."),
    )


class ExitRevocationToDraft(Strict):
    """A revocation to be drafted (起草撤销限制出境决定)."""

    reason = text(zh="理由。", en="The reason.")
    wrong_since = Day(load_default=None, allow_none=True)
    ordered_by = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(min=1, max=LONGEST_LINE)
    )
    facts = fields.Nested(ExitFactsKnown, load_default=lambda: ExitFactsKnown().load({}))


class ExitRestrictionAnswer(Schema):
    """An exit restriction (限制出境)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case = fields.UUID(required=True)
    debtor = fields.UUID(required=True)
    state = fields.Enum(ExitState, by_value=True, required=True)
    capacity = fields.Enum(ExitCapacity, by_value=True, required=True)
    subject = fields.UUID(required=True)
    name = fields.String(required=True)
    documents = fields.List(fields.Nested(DocumentMasked), required=True)
    initiative = fields.Enum(Initiative, by_value=True, required=True)
    applied_on = fields.Date(required=True, allow_none=True)
    necessity = fields.String(required=True)
    reason = fields.String(required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    service = fields.Nested(ServiceAnswer, required=True, allow_none=True)
    imposed_on = fields.Date(required=True, allow_none=True)
    lift_due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "债务已履行完毕的，应当解除的最后一日。",
            "By when it must be lifted, once the debt is performed.",
        ),
    )
    ended_on = fields.Date(required=True, allow_none=True)
    end_ground = fields.String(required=True, allow_none=True)


class ExitRestrictionList(Schema):
    """The exit restrictions of a case (案件的限制出境)."""

    items = fields.List(fields.Nested(ExitRestrictionAnswer), required=True)


class ExitEndingAnswer(Schema):
    """A decision that ends an exit restriction, with that as it stands (解除、撤销决定)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    kind = fields.Enum(ExitEndingKind, by_value=True, required=True)
    state = fields.Enum(ExitEndingState, by_value=True, required=True)
    ground = fields.Enum(ExitLiftGround, by_value=True, required=True, allow_none=True)
    mandatory = fields.Boolean(
        required=True,
        metadata=described(
            "是否应当解除；否则由法院决定。", "Whether the court must lift on this ground."
        ),
    )
    reason = fields.String(required=True)
    content = fields.Dict(keys=fields.String(), required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否属于可以申请国家赔偿的情形。", "Whether state compensation may be claimed."
        ),
    )
    exit_restriction = fields.Nested(ExitRestrictionAnswer, required=True)
