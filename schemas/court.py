"""Shapes of court acts (法院行为): what a court sends about a listing and its end."""

from marshmallow import RAISE, Schema, fields, validate

from schemas.codes import (
    Ground,
    Initiative,
    Performance,
    RemovalGround,
    RestrictedAct,
    ServiceMethod,
)
from schemas.fields import (
    Day,
    Flag,
    Id,
    WholeNumber,
    amount,
    described,
    no_duplicates,
    text,
)
from schemas.remedy_codes import Standing, WithheldFor

LONGEST_NUMBER = 64
LONGEST_EXTENSION_YEARS = 3


class Strict(Schema):
    """A shape in which a misspelt field is an error and not ignored."""

    class Meta:
        """Unknown fields are refused."""

        unknown = RAISE


class Extension(Strict):
    """An extension of the term (延长期限), Listing Rules Art. 2."""

    years = WholeNumber(load_default=0, validate=validate.Range(min=0, max=LONGEST_EXTENSION_YEARS))
    serious_violence_or_threats = Flag(load_default=False)
    several_dishonest_acts = Flag(load_default=False)


class ListingFactsStated(Strict):
    """What could bar the listing (不得纳入的情形), Listing Rules Art. 3 and 2019 Opinion 16."""

    adequate_security = Flag(load_default=False)
    adequate_property_controlled = Flag(load_default=False)
    later_in_order = Flag(load_default=False)
    found_unable = Flag(load_default=False)
    creditor_asks_to_hold_off = Flag(load_default=False)
    person_behind_entity = Flag(load_default=False)
    campus_loan_student = Flag(load_default=False)


class DecisionFactsStated(ListingFactsStated):
    """What could bar the listing, and what is said of the decision itself (决定情况)."""

    bench_reviewed = Flag(
        load_default=False,
        metadata=described(
            "是否经合议庭或者专业法官会议讨论。", "Whether the bench discussed the decision."
        ),
    )
    secrets_found = Flag(
        load_default=False,
        metadata=described(
            "拟公布内容是否涉及国家秘密、商业秘密、个人隐私。",
            "Whether what is to be published was found to hold a secret or a private matter.",
        ),
    )


class OverrideStated(Strict):
    """A rule set aside with a reason, where the law allows it (例外)."""

    rule = text(longest=LONGEST_NUMBER, zh="规则名称。", en="The name of the rule.")
    reason = text(zh="理由。", en="The reason.")


class OrderWanted(Strict):
    """What the restriction order is to say (限制消费令)."""

    acts = fields.List(
        fields.Enum(RestrictedAct, by_value=True),
        load_default=lambda: list(RestrictedAct),
        validate=[validate.Length(min=1), no_duplicates],
        metadata={**described("限制的项目。", "What is restricted."), "uniqueItems": True},
    )
    reason = text(needed=False, zh="理由，默认同纳入理由。", en="Why; as the listing's by default.")


class WithheldStated(Strict):
    """Why a listing is not suitable for publication (不宜公布)."""

    cause = fields.Enum(WithheldFor, by_value=True, required=True)
    reason = text(zh="为何不宜公布。", en="Why it is not suitable.")


class ListingToDraft(Strict):
    """A listing to be drafted (起草纳入决定)."""

    debtor = Id(required=True)
    grounds = fields.List(
        fields.Enum(Ground, by_value=True),
        required=True,
        validate=[validate.Length(min=1), no_duplicates],
        metadata={**described("纳入情形。", "The grounds."), "uniqueItems": True},
    )
    conduct = text(zh="失信行为具体情形，将予公布。", en="The conduct, which is published.")
    reason = text(zh="决定理由。", en="The reasons of the decision.")
    initiative = fields.Enum(Initiative, by_value=True, required=True)
    applied_on = Day(load_default=None, allow_none=True)
    application = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "据以起草的纳入申请；申请日期从其记载，不再填写 applied_on。",
            "The creditor's application that it is drafted on, whose day is taken from it.",
        ),
    )
    conduct_since_removal = Flag(
        load_default=False,
        metadata=described(
            "期满或者提前删除之后有新的失信行为。",
            "Whether there is new conduct since a term was over or ended early.",
        ),
    )
    ability = text(
        needed=False,
        zh="有履行能力的依据，第一条第一项必填，或者引用有履行能力的认定。",
        en="What shows that the debtor is able; needed for Art. 1(1) unless a finding of ability "
        "is named.",
    )
    capacity_assessment = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "有履行能力的认定，须为现行有效。", "The finding of ability, which must still hold."
        ),
    )
    performance = fields.Enum(Performance, by_value=True, load_default=Performance.NONE)
    performed = text(needed=False, zh="已履行部分。", en="What was performed.")
    outstanding = text(needed=False, zh="未履行部分。", en="What is outstanding.")
    standing = fields.Enum(
        Standing,
        by_value=True,
        load_default=Standing.NONE,
        metadata=described(
            "被执行人的特殊身份，纳入后须向其单位、主管部门或者上级通报。",
            "What the debtor is besides; unit, department or superior are notified of the listing.",
        ),
    )
    withheld = fields.Nested(
        WithheldStated,
        load_default=None,
        allow_none=True,
        metadata=described(
            "不宜公布的原因；不予公布，通报其所在单位。",
            "Why it is not suitable for publication: then the unit is told instead.",
        ),
    )
    extension = fields.Nested(Extension, load_default=lambda: Extension().load({}))
    facts = fields.Nested(DecisionFactsStated, load_default=lambda: DecisionFactsStated().load({}))
    overrides = fields.List(fields.Nested(OverrideStated), load_default=list)
    restriction = fields.Nested(OrderWanted, load_default=lambda: OrderWanted().load({}))


class ServiceToRecord(Strict):
    """How and when a decision was served (记录送达)."""

    method = fields.Enum(ServiceMethod, by_value=True, required=True)
    served_on = Day(required=True)


class PaymentToEnter(Strict):
    """A payment to be entered (录入履行款)."""

    debtor = Id(required=True)
    amount = amount(required=True, zh="金额（元）。", en="The amount in CNY.")
    paid_on = Day(required=True)
    enforced = Flag(
        load_default=False, metadata=described("是否强制执行到位。", "Whether the court took it.")
    )
    note = text(needed=False, zh="备注。", en="A note.")


class RemovalFactsStated(Strict):
    """What the ground of a removal rests on (删除依据)."""

    enforcement_completed = Flag(load_default=False)
    settlement_reached = Flag(load_default=False)
    settlement_performed = Flag(load_default=False)
    creditor_applied_in_writing = Flag(load_default=False)
    court_agrees = Flag(load_default=False)
    actively_performs = Flag(load_default=False)
    corrected_conduct = Flag(load_default=False)


class RemovalToDraft(Strict):
    """A removal to be drafted (起草删除决定)."""

    listing = Id(required=True)
    ground = fields.Enum(RemovalGround, by_value=True, required=True)
    reason = text(zh="理由。", en="The reason.")
    facts = fields.Nested(RemovalFactsStated, load_default=lambda: RemovalFactsStated().load({}))
