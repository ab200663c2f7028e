"""Supervision (监督): what a court above may do with the lists of a court below, point 18 of the
2019 Opinion and Listing Rules Art. 12: review, order a correction, or correct directly.

Courts above are given nearest first. Any of them may order or correct; a review is for the nearest
alone. An auditor reads and never acts.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.authority import ActingPerson, drafter_is_not_signer, role_fits
from registry.rules.calendar import Calendar, Due, working_days_after
from registry.rules.findings import Computation, Finding, Mark, Rule, listed, stated, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from schemas.act_codes import Act

_POINT_18 = Article(Instrument.OPINION_2019, 18)

ACT_OF_SUPERVISION = Rule(
    "supervision.act_of_supervision",
    _POINT_18,
    "上级法院只能复议、责令纠正、直接纠正或者决定移转执行，其他行为由执行法院作出。",
    "A court above reviews, orders, corrects directly or transfers; all else is the enforcing "
    "court's.",
    mark=Mark.LIKELY,
)
COURT_ABOVE = Rule(
    "supervision.court_above",
    _POINT_18,
    "责令纠正、直接纠正由执行法院的上级法院作出。",
    "A correction is ordered or made by a court above the enforcing court.",
    mark=Mark.LIKELY,
)
NEXT_HIGHER_COURT = Rule(
    "supervision.next_higher_court",
    Article(Instrument.LISTING_RULES, 12),
    "复议由执行法院的上一级法院决定。",
    "A review is decided by the next higher court.",
)
SOMETHING_WRONG = Rule(
    "supervision.something_wrong",
    _POINT_18,
    "发现纳入名单、限制消费存在错误的，才可以责令纠正或者直接纠正，并说明理由。",
    "A correction is for a mistake that is found, and for stated reasons.",
    mark=Mark.LIKELY,
)
RULES = (ACT_OF_SUPERVISION, COURT_ABOVE, NEXT_HIGHER_COURT, SOMETHING_WRONG)

ORDERED_CORRECTION_DUE = Computation(
    "supervision.ordered_correction_due",
    Article(Instrument.REGISTER_RULES, 18),
    "责令纠正的，执行法院应当及时纠正；期限参照自行纠正的三个工作日，可由法院设定。",
    "An ordered correction is carried out promptly: within 3 working days unless a court sets "
    "another number.",
)
COMPUTATIONS = (ORDERED_CORRECTION_DUE,)

REVIEW_ACTS = frozenset(
    {Act.RECEIVE_REVIEW, Act.DRAFT_REVIEW_DECISION, Act.DISMISS_REVIEW, Act.WITHDRAW_REVIEW}
)
# Appeals are for the nearest court too, by an article of their own (registry.rules.appeals).
APPEAL_ACTS = frozenset(
    {
        Act.RECEIVE_APPEAL,
        Act.DRAFT_APPEAL_DECISION,
        Act.DISMISS_APPEAL,
        Act.CHANGE_ON_APPEAL,
        Act.REVOKE_ON_APPEAL,
        Act.WITHDRAW_APPEAL,
    }
)
CORRECTING_ACTS = frozenset({Act.DRAFT_CORRECTION, Act.ORDER_CORRECTION, Act.CORRECT_DIRECTLY})
# What a direct correction is made of: the court above does what the enforcing court should have.
CARRYING_OUT = frozenset(
    {
        Act.DRAFT_REVOCATION,
        Act.SIGN_REVOCATION,
        Act.DRAFT_AMENDMENT,
        Act.SIGN_AMENDMENT,
        Act.DRAFT_REMOVAL,
        Act.SIGN_REMOVAL,
        Act.SIGN_EARLY_REMOVAL,
        Act.DRAFT_LIFT,
        Act.SIGN_LIFT,
    }
)
SUPERVISING_ACTS = REVIEW_ACTS | APPEAL_ACTS | CORRECTING_ACTS | {Act.DECIDE_TRANSFER}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a court above found wrong, and why it corrects it."""

    found: bool
    reason: str | None


def act_findings(
    act: Act, actor: ActingPerson, *, superiors: tuple[str, ...], drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return all that authority says of an act of a court above; ``superiors`` are the codes of the
    courts above the enforcing court, nearest first.
    """
    findings = (
        role_fits(act, actor.role),
        ACT_OF_SUPERVISION.finding(act in SUPERVISING_ACTS, act=act),
        COURT_ABOVE.finding(
            actor.court_code in superiors, court=actor.court_code, superiors=listed(superiors)
        ),
    )
    if act in REVIEW_ACTS:
        nearest = superiors[0] if superiors else "none"
        findings = (
            *findings[:2],
            NEXT_HIGHER_COURT.finding(
                actor.court_code == nearest, court=actor.court_code, next_higher_court=nearest
            ),
        )
    if drafter is None:
        return findings
    return (*findings, drafter_is_not_signer(drafter, actor.staff))


def carrying_out_findings(
    act: Act, actor: ActingPerson, *, superiors: tuple[str, ...], drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return what authority says of an act in which a direct correction consists: the people are
    those whom the act needs, and their court is above the enforcing one.
    """
    findings = (
        role_fits(act, actor.role),
        ACT_OF_SUPERVISION.finding(act in CARRYING_OUT, act=act),
        COURT_ABOVE.finding(
            actor.court_code in superiors, court=actor.court_code, superiors=listed(superiors)
        ),
    )
    if drafter is None:
        return findings
    return (*findings, drafter_is_not_signer(drafter, actor.staff))


def correction_findings(mistake: Mistake) -> tuple[Finding, ...]:
    """Return whether a court above has found something to correct."""
    return (
        SOMETHING_WRONG.finding(
            mistake.found and stated(mistake.reason),
            found=yes_or_no(mistake.found),
            reason_stated=yes_or_no(stated(mistake.reason)),
        ),
    )


def reviewing_court_findings(court: str, reviewing_court: str) -> tuple[Finding, ...]:
    """Return whether a court decides a review that was applied for there: what becomes of the case
    meanwhile takes no review from the court that received it.
    """
    return (
        NEXT_HIGHER_COURT.finding(
            court == reviewing_court, court=court, next_higher_court=reviewing_court
        ),
    )


def ordered_correction_due(
    ordered_on: date, calendar: Calendar, *, policy: Policy = DEFAULT
) -> Due:
    """Return by when the enforcing court carries out what a court above ordered."""
    return working_days_after(ordered_on, policy.ordered_correction_working_days, calendar)
