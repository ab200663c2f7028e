"""Authority (权限): who may do which act of a court, on which case, and that two persons stand
behind a decision.

The enforcing court of a case follows from its case number, and only that court acts on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Rule
from schemas.codes import RemovalGround, Role


class Act(StrEnum):
    """An act of a court that the register records (法院行为)."""

    ENTER_CASE = "enter_case"
    DRAFT_LISTING = "draft_listing"
    SIGN_LISTING = "sign_listing"
    RECORD_SERVICE = "record_service"
    PUBLISH_LISTING = "publish_listing"
    DRAFT_RESTRICTION = "draft_restriction"
    SIGN_RESTRICTION = "sign_restriction"
    PUBLISH_RESTRICTION = "publish_restriction"
    ENTER_PAYMENT = "enter_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    DRAFT_REMOVAL = "draft_removal"
    SIGN_REMOVAL = "sign_removal"
    SIGN_EARLY_REMOVAL = "sign_early_removal"


PRESIDENT_SIGNS_LISTING = Rule(
    "authority.president_signs_listing",
    Article(Instrument.LISTING_RULES, 5),
    "纳入失信被执行人名单的决定书由院长签发。",
    "The decision to list is signed by the president of the court.",
)
PRESIDENT_SIGNS_RESTRICTION = Rule(
    "authority.president_signs_restriction",
    Article(Instrument.CONSUMPTION_RULES, 5),
    "限制消费令由人民法院院长签发。",
    "The consumption restriction order is signed by the president of the court.",
)
PRESIDENT_DECIDES_EARLY_REMOVAL = Rule(
    "authority.president_decides_early_removal",
    Article(Instrument.REGISTER_RULES, 1),
    "提前删除与纳入决定同等对待，由院长签发。",
    "Early removal is signed by the president, as the decision to list is.",
)
ROLE_FITS_ACT = Rule(
    "authority.role_fits_act",
    Article(Instrument.REGISTER_RULES, 2),
    "书记员、执行法官起草并办理，法官或者院长签发删除决定；审计人员不得作出任何行为。",
    "Clerks and judges draft and carry out, a judge or the president signs a removal; an auditor "
    "never acts.",
)
TWO_PERSONS = Rule(
    "authority.two_persons",
    Article(Instrument.REGISTER_RULES, 3),
    "起草人与签发人不得为同一人。",
    "Who drafts a decision and who signs it are two persons.",
)
ENFORCING_COURT_ACTS = Rule(
    "authority.enforcing_court_acts",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 235),
    "只有执行案件的执行法院可以作出行为；执行法院由执行案号确定。",
    "Only the enforcing court of a case acts on it; the case number says which court that is.",
)
RULES = (
    PRESIDENT_SIGNS_LISTING,
    PRESIDENT_SIGNS_RESTRICTION,
    PRESIDENT_DECIDES_EARLY_REMOVAL,
    ROLE_FITS_ACT,
    TWO_PERSONS,
    ENFORCING_COURT_ACTS,
)

_OFFICE = frozenset({Role.CLERK, Role.JUDGE})
_OFFICE_AND_PRESIDENT = frozenset({Role.CLERK, Role.JUDGE, Role.PRESIDENT})
_DECIDERS = frozenset({Role.JUDGE, Role.PRESIDENT})
_PRESIDENT = frozenset({Role.PRESIDENT})

ROLES: Mapping[Act, frozenset[Role]] = {
    Act.ENTER_CASE: _OFFICE,
    Act.DRAFT_LISTING: _OFFICE,
    Act.SIGN_LISTING: _PRESIDENT,
    Act.RECORD_SERVICE: _OFFICE,
    Act.PUBLISH_LISTING: _OFFICE_AND_PRESIDENT,
    Act.DRAFT_RESTRICTION: _OFFICE,
    Act.SIGN_RESTRICTION: _PRESIDENT,
    Act.PUBLISH_RESTRICTION: _OFFICE_AND_PRESIDENT,
    Act.ENTER_PAYMENT: _OFFICE,
    Act.CONFIRM_PAYMENT: _DECIDERS,
    Act.DRAFT_REMOVAL: _OFFICE,
    Act.SIGN_REMOVAL: _DECIDERS,
    Act.SIGN_EARLY_REMOVAL: _PRESIDENT,
}

# Where the law itself names the signatory, the finding cites that article and not our own table.
_RULE_OF_ROLE: Mapping[Act, Rule] = {
    Act.SIGN_LISTING: PRESIDENT_SIGNS_LISTING,
    Act.SIGN_RESTRICTION: PRESIDENT_SIGNS_RESTRICTION,
    Act.SIGN_EARLY_REMOVAL: PRESIDENT_DECIDES_EARLY_REMOVAL,
}


@dataclass(frozen=True, slots=True)
class ActingPerson:
    """Who acts: the public id of the member of staff, the role, and the code of the court of
    service.
    """

    staff: str
    role: Role
    court_code: str


def signing_act(ground: RemovalGround) -> Act:
    """Return which act the signature under a removal on this ground is."""
    return Act.SIGN_EARLY_REMOVAL if ground is RemovalGround.EARLY else Act.SIGN_REMOVAL


def role_fits(act: Act, role: Role) -> Finding:
    """Return whether this role may do this act (Listing Rules Art. 5, Consumption Rules Art. 5,
    Register Rules).
    """
    rule = _RULE_OF_ROLE.get(act, ROLE_FITS_ACT)
    allowed = ROLES[act]
    return rule.finding(role in allowed, act=act, role=role, allowed=",".join(sorted(allowed)))


def court_acts_on_own_case(court_code: str, case_court_code: str) -> Finding:
    """Return whether the acting court is the enforcing court that the case number names."""
    return ENFORCING_COURT_ACTS.finding(
        court_code == case_court_code, court=court_code, enforcing_court=case_court_code
    )


def drafter_is_not_signer(drafter: str, signer: str) -> Finding:
    """Return whether drafter and signer, given by the public ids of staff, are two persons."""
    return TWO_PERSONS.finding(drafter != signer, drafter=drafter, signer=signer)


def act_findings(
    act: Act, actor: ActingPerson, *, case_court_code: str, drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return all that authority says of one act; ``drafter`` is given when the act signs what
    somebody drafted.
    """
    findings = (
        role_fits(act, actor.role),
        court_acts_on_own_case(actor.court_code, case_court_code),
    )
    if drafter is None:
        return findings
    return (*findings, drafter_is_not_signer(drafter, actor.staff))
