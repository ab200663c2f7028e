"""Exemptions under an order (准许), Consumption Rules Art. 3 para 2 and 8: private spending of
their own money by the persons bound for an entity, and spending that life or business needs.

An exemption is a permission under an order: the order stays in force for everything else. Where the
four persons show that money and purpose are private, the court has to permit it.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.applications import Application, application_findings
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Rule, day_or_none, stated, yes_or_no
from schemas.codes import SubjectKind
from schemas.restriction_codes import BoundPerson

_CR = Instrument.CONSUMPTION_RULES
_ARTICLE_3_2 = Article(_CR, 3, paragraph=2)
_POINT_17_1 = Article(Instrument.OPINION_2019, 17, item=1)

BOUND_FOR_AN_ENTITY = Rule(
    "exemption.bound_for_an_entity",
    _ARTICLE_3_2,
    "单位被执行人的法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人，"
    "才可以申请以个人财产因私消费。",
    "Own money may be spent by the four persons bound for an entity, not by the debtor.",
)
OWN_MONEY = Rule(
    "exemption.own_money",
    _ARTICLE_3_2,
    "消费所用的应当是其个人财产，而不是单位的财产。",
    "What is spent is the person's own money and not the entity's.",
)
PRIVATE_PURPOSE = Rule(
    "exemption.private_purpose",
    _POINT_17_1,
    "消费应当出于私人目的。",
    "The spending is for a private purpose.",
)
NEEDED_FOR_LIFE_OR_BUSINESS = Rule(
    "exemption.needed_for_life_or_business",
    Article(_CR, 8),
    "因生活或者经营必需的消费，才可以申请批准。",
    "What life or business needs may be approved, and nothing else.",
)
APPROVED_BEFOREHAND = Rule(
    "exemption.approved_beforehand",
    Article(_CR, 8),
    "应当事先申请，获批准之后方可消费；事后不得补批。",
    "Approval comes before the spending; nothing is approved afterwards.",
)
RULES = (
    BOUND_FOR_AN_ENTITY,
    OWN_MONEY,
    PRIVATE_PURPOSE,
    NEEDED_FOR_LIFE_OR_BUSINESS,
    APPROVED_BEFOREHAND,
)


@dataclass(frozen=True, slots=True)
class OwnMoneyFacts:
    """An application to spend one's own money, by somebody bound for a debtor of this kind."""

    debtor_kind: SubjectKind
    applicant: BoundPerson
    own_money: bool
    private_purpose: bool
    application: Application


@dataclass(frozen=True, slots=True)
class NecessityFacts:
    """An application for spending that life or business needs, planned for a day."""

    need: str | None
    spending_on: date | None


def own_money_findings(facts: OwnMoneyFacts) -> tuple[Finding, ...]:
    """Return whether the spending of own money has to be permitted; nobody has a choice where all
    is satisfied (应予准许).
    """
    for_entity = (
        facts.debtor_kind is SubjectKind.ORGANISATION and facts.applicant is not BoundPerson.DEBTOR
    )
    return (
        BOUND_FOR_AN_ENTITY.finding(
            for_entity, debtor_kind=facts.debtor_kind, applicant=facts.applicant
        ),
        OWN_MONEY.finding(facts.own_money, own_money=yes_or_no(facts.own_money)),
        PRIVATE_PURPOSE.finding(
            facts.private_purpose, private_purpose=yes_or_no(facts.private_purpose)
        ),
        *application_findings(facts.application),
    )


def necessity_findings(facts: NecessityFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether necessary spending may be approved on a day (Art. 8), which may be the day of
    the spending itself.
    """
    return (
        NEEDED_FOR_LIFE_OR_BUSINESS.finding(
            stated(facts.need), need_stated=yes_or_no(stated(facts.need))
        ),
        APPROVED_BEFOREHAND.finding(
            facts.spending_on is not None and facts.spending_on >= on,
            spending_on=day_or_none(facts.spending_on),
            on=on.isoformat(),
        ),
    )
