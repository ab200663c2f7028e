"""Shapes of later decisions about an order (限制消费令后续决定): what a court sends."""

from marshmallow import fields, validate

from schemas.codes import RestrictedAct
from schemas.court import Strict
from schemas.court_cases import IdentityStated
from schemas.court_restrictions import RestrictionFactsStated
from schemas.fields import LONGEST_LINE, Day, Flag, Id, described, no_duplicates, text
from schemas.restriction_codes import BoundPerson

MOST_PERSONS = 20
CAPACITIES = [person.value for person in BoundPerson if person is not BoundPerson.DEBTOR]


class PersonToBind(IdentityStated):
    """A person whom an entity's order is to bind (受限制的责任人员)."""

    capacity = fields.String(
        required=True,
        validate=validate.OneOf(CAPACITIES),
        metadata=described("以何身份受限制。", "As what the person is bound."),
    )
    name = text(longest=LONGEST_LINE, zh="姓名。", en="The full name.")


class AmendmentOfOrderToDraft(Strict):
    """An amendment of an order to be drafted (起草变更限制消费令)."""

    reason = text(zh="理由。", en="The reason.")
    acts = fields.List(
        fields.Enum(RestrictedAct, by_value=True),
        load_default=None,
        allow_none=True,
        validate=[validate.Length(min=1), no_duplicates],
        metadata={
            **described(
                "变更后限制的全部项目；不变的为空。",
                "All acts that are restricted from then on; null where they stay.",
            ),
            "uniqueItems": True,
        },
    )
    add = fields.List(
        fields.Nested(PersonToBind),
        load_default=list,
        validate=validate.Length(max=MOST_PERSONS),
        metadata=described("增加的人员。", "Whom it is to bind as well."),
    )
    release = fields.List(
        Id(),
        load_default=list,
        validate=[validate.Length(max=MOST_PERSONS), no_duplicates],
        metadata={
            **described("不再受限制的人员。", "Whom it is to bind no more."),
            "uniqueItems": True,
        },
    )


class PersonChangeStated(Strict):
    """What is stated of a change of the representative (变更情况)."""

    business_needs = Flag(
        load_default=False,
        metadata=described("确因经营管理需要。", "Whether the business needed the change."),
    )
    registered = Flag(
        load_default=False, metadata=described("已实际变更。", "Whether it has happened.")
    )
    not_controller = Flag(
        load_default=False,
        metadata=described("证明并非实际控制人。", "Whether he is shown not to control it."),
    )
    not_directly_responsible = Flag(
        load_default=False,
        metadata=described(
            "证明并非影响债务履行的直接责任人员。",
            "Whether he is shown not to be directly responsible.",
        ),
    )


class ReplacementToReceive(Strict):
    """An application of a former representative (申请变更受限人员)."""

    former = Id(
        required=True,
        metadata=described("原法定代表人、主要负责人。", "The former one, as the order binds him."),
    )
    applicant = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "申请人；默认为原任本人。", "Who applies; the former one where nothing is said."
        ),
    )
    successor = fields.Nested(
        PersonToBind,
        load_default=None,
        allow_none=True,
        metadata=described("继任者，身份与原任相同。", "Who follows, in the same capacity."),
    )
    reason = text(zh="申请理由。", en="Why it is applied for.")
    evidence = text(
        needed=False,
        zh="所提交的证据；未提交的为空。",
        en="The evidence submitted; empty where there was none.",
    )
    undertaking_given = Flag(
        load_default=False,
        metadata=described("是否书面承诺。", "Whether a written undertaking was given."),
    )
    facts = fields.Nested(PersonChangeStated, load_default=lambda: PersonChangeStated().load({}))


class RevocationOfOrderToDraft(Strict):
    """A revocation of an order to be drafted (起草撤销限制消费令)."""

    reason = text(zh="理由。", en="The reason.")
    wrong_since = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "撤销原因自何日存在，应当不晚于限制之日。",
            "Since when the cause was there: on the day of the order at the latest.",
        ),
    )
    ordered_by = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=64),
        metadata=described(
            "上级法院决定撤销的文号。", "The number of the decision of a court above to revoke."
        ),
    )
    facts = fields.Nested(
        RestrictionFactsStated, load_default=lambda: RestrictionFactsStated().load({})
    )


class ChangeToGrant(Strict):
    """A decision to be signed (签发后续决定); what is empty needs no word."""

    verified = Flag(
        load_default=False,
        metadata=described("证据是否经审查属实。", "Whether the evidence was found true."),
    )
    reason = text(needed=False, zh="理由，默认同起草理由。", en="Why; as drafted by default.")


class ChangeToRefuse(Strict):
    """A decision to be refused or withdrawn (不予准许、撤回)."""

    reason = text(zh="理由。", en="The reason.")
