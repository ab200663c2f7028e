"""Authority (权限): who may do which act of a court, on which case, and that two persons stand
behind a decision.

The case number says which court enforces a case, until a court above gives it to another one
(:mod:`registry.rules.transfers`). Only the enforcing court acts on a case; what a court above may
do is in :mod:`registry.rules.supervision`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule
from schemas.act_codes import Act as Act
from schemas.codes import RemovalGround, Role

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
    "只有执行案件的执行法院可以作出行为；执行法院由执行案号确定，案件移转后为受移转的法院。",
    "Only the enforcing court of a case acts on it: the court of the case number or, after a "
    "transfer, the new one.",
    mark=Mark.LIKELY,
)
PRESIDENT_APPROVES_SUSPENSION = Rule(
    "authority.president_approves_suspension",
    Article(Instrument.OPINION_2019, 17, item=3),
    "暂时解除乘坐飞机、高铁的限制，应当经严格审查并经本院院长批准。",
    "A temporary suspension is reviewed strictly and approved by the president of the court.",
)
PRESIDENT_APPROVES_SANCTION = Rule(
    "authority.president_approves_sanction",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 119),
    "罚款、拘留必须经院长批准。",
    "A fine or detention is approved by the president of the court.",
)
PRESIDENT_SIGNS_EXTENSION = Rule(
    "authority.president_signs_extension",
    Article(Instrument.REGISTER_RULES, 1),
    "延长纳入期限与纳入决定同等对待，由院长签发。",
    "The extension of a term is signed by the president, as the decision to list is.",
)
PRESIDENT_SIGNS_WHAT_WEIGHS_AS_MUCH = Rule(
    "authority.president_signs_what_weighs_as_much",
    Article(Instrument.REGISTER_RULES, 1),
    "限制出境和移送追究刑事责任与纳入决定同等对待，由院长签发。",
    "An exit restriction and a referral for prosecution are signed by the president, as the "
    "decision to list is.",
)
JOBS_END_BURDENS = Rule(
    "authority.jobs_end_burdens",
    Article(Instrument.REGISTER_RULES, 5),
    "系统任务只能解除负担或者在确定的日期恢复暂时解除的限制消费令，不得公布、限制或者作出其他决定。",
    "A job on its own only ends a burden or resumes a suspended order on its fixed date; it "
    "imposes and decides nothing.",
)
RULES = (
    PRESIDENT_SIGNS_LISTING,
    PRESIDENT_SIGNS_RESTRICTION,
    PRESIDENT_DECIDES_EARLY_REMOVAL,
    PRESIDENT_APPROVES_SUSPENSION,
    PRESIDENT_APPROVES_SANCTION,
    PRESIDENT_SIGNS_EXTENSION,
    PRESIDENT_SIGNS_WHAT_WEIGHS_AS_MUCH,
    JOBS_END_BURDENS,
    ROLE_FITS_ACT,
    TWO_PERSONS,
    ENFORCING_COURT_ACTS,
)

_OFFICE = frozenset({Role.CLERK, Role.JUDGE})
_OFFICE_AND_PRESIDENT = frozenset({Role.CLERK, Role.JUDGE, Role.PRESIDENT})
_DECIDERS = frozenset({Role.JUDGE, Role.PRESIDENT})
_PRESIDENT = frozenset({Role.PRESIDENT})

# What no role may do is left to a job, which acts on a day that was fixed before.
JOB_ACTS = frozenset(
    {Act.END_TERM, Act.END_PERMISSION, Act.END_RESTRICTION, Act.RESUME_RESTRICTION}
)
_BY_PRESIDENT = frozenset(
    {
        Act.SIGN_LISTING,
        Act.SIGN_RESTRICTION,
        Act.SIGN_EARLY_REMOVAL,
        Act.SIGN_EXTENSION,
        Act.GRANT_SUSPENSION,
        Act.IMPOSE_SANCTION,
        Act.REFER_FOR_PROSECUTION,
        Act.SIGN_EXIT_RESTRICTION,
    }
)
_BY_DECIDERS = frozenset(
    {
        Act.CONFIRM_PAYMENT,
        Act.REJECT_PAYMENT,
        Act.SIGN_REMOVAL,
        Act.REFUSE_LISTING_APPLICATION,
        Act.GRANT_GRACE,
        Act.RECORD_GRACE_OUTCOME,
        Act.DROP_LISTING,
        Act.DROP_RESTRICTION,
        Act.SIGN_AMENDMENT,
        Act.SIGN_REVOCATION,
        Act.SUSPEND_LISTING,
        Act.RESUME_LISTING,
        Act.RESUME_WITHHELD_LISTING,
        Act.GRANT_OWN_MONEY,
        Act.APPROVE_NECESSITY,
        Act.REFUSE_PERMISSION,
        Act.WITHDRAW_PERMISSION,
        Act.RESUME_RESTRICTION,
        Act.REPLACE_REPRESENTATIVE,
        Act.SIGN_LIFT,
        Act.SIGN_CAPACITY_ASSESSMENT,
        Act.SUPERSEDE_CAPACITY_ASSESSMENT,
        Act.ANSWER_CAPACITY_PROPOSAL,
        Act.VERIFY_PROPERTY_REPORT,
        Act.ESTABLISH_REPORT_BREACH,
        Act.VERIFY_CLUE,
        Act.SIGN_ROUND_CLOSING,
        Act.RESUME_ENFORCEMENT,
        Act.RECORD_SUSPENSION,
        Act.RECORD_NON_ENFORCEMENT,
        Act.RECORD_TERMINATION,
        Act.COMPLETE_ENFORCEMENT,
        Act.REFER_TO_BANKRUPTCY,
        Act.DECIDE_TRANSFER,
        Act.GRANT_REPAIR,
        Act.REFUSE_REPAIR,
        Act.ISSUE_CERTIFICATE,
        Act.VOID_CERTIFICATE,
        Act.UPHOLD_OBJECTION,
        Act.DISMISS_OBJECTION,
        Act.CARRY_OUT_CORRECTION,
        Act.DISMISS_REVIEW,
        Act.DISMISS_APPEAL,
        Act.CHANGE_ON_APPEAL,
        Act.REVOKE_ON_APPEAL,
        Act.ORDER_CORRECTION,
        Act.CORRECT_DIRECTLY,
        Act.ASSIGN_DUTY,
        Act.VERIFY_BREACH,
        Act.DISMISS_BREACH,
        Act.CLOSE_PROSECUTION,
        Act.DROP_EXIT_RESTRICTION,
        Act.SIGN_EXIT_LIFT,
    }
)
_BY_ANY_BUT_THE_AUDITOR = frozenset(
    {
        Act.PUBLISH_LISTING,
        Act.WITHHOLD_LISTING,
        Act.PUBLISH_RESTRICTION,
        Act.IMPOSE_EXIT_RESTRICTION,
        Act.RECEIVE_TRANSFER,
    }
)


def _roles(act: Act) -> frozenset[Role]:
    if act in _BY_PRESIDENT:
        return _PRESIDENT
    if act in _BY_DECIDERS:
        return _DECIDERS
    if act in _BY_ANY_BUT_THE_AUDITOR:
        return _OFFICE_AND_PRESIDENT
    # The rest is drafting, receiving and recording; what only time brings about is nobody's.
    return frozenset() if act in JOB_ACTS else _OFFICE


ROLES: Mapping[Act, frozenset[Role]] = {act: _roles(act) for act in Act}

# Where the law itself names the signatory, the finding cites that article and not our own table.
_RULE_OF_ROLE: Mapping[Act, Rule] = {
    Act.SIGN_LISTING: PRESIDENT_SIGNS_LISTING,
    Act.SIGN_RESTRICTION: PRESIDENT_SIGNS_RESTRICTION,
    Act.SIGN_EARLY_REMOVAL: PRESIDENT_DECIDES_EARLY_REMOVAL,
    Act.SIGN_EXTENSION: PRESIDENT_SIGNS_EXTENSION,
    Act.GRANT_SUSPENSION: PRESIDENT_APPROVES_SUSPENSION,
    Act.IMPOSE_SANCTION: PRESIDENT_APPROVES_SANCTION,
    Act.REFER_FOR_PROSECUTION: PRESIDENT_SIGNS_WHAT_WEIGHS_AS_MUCH,
    Act.SIGN_EXIT_RESTRICTION: PRESIDENT_SIGNS_WHAT_WEIGHS_AS_MUCH,
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


def auditor_findings(role: Role) -> tuple[Finding, ...]:
    """Return whether somebody of this role may act at all: an auditor reads."""
    return (ROLE_FITS_ACT.finding(role is not Role.AUDITOR, role=role, act="any", allowed="none"),)


def job_findings(act: Act) -> tuple[Finding, ...]:
    """Return whether the passing of time alone may bring an act about."""
    return (JOBS_END_BURDENS.finding(act in JOB_ACTS, act=act),)


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
