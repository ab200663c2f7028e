"""Owners of duties (责任岗位): which act of a court does a duty, and so who in it owes the duty."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.authority import ROLES, auditor_findings
from registry.rules.findings import Computation, Finding, Rule
from schemas.act_codes import Act
from schemas.codes import DeadlineKind, Role

OWNERS = Computation(
    "duties.owners",
    Article(Instrument.REGISTER_RULES, 19),
    "法院的期限事项，由有权作出相应行为的岗位负责；当事人的期限事项不由法院岗位负责。",
    "A court's duty is owed by those of its people who may do the act that it asks for; a party's "
    "by none of them.",
)
COMPUTATIONS = (OWNERS,)
DONE_SINCE_OPENED = Rule(
    "duties.done_since_opened",
    Article(Instrument.REGISTER_RULES, 19),
    "期限事项的办理日不得早于其起算日。",
    "A duty is not done before its clock began to run.",
)
OWNER_MAY_ACT = Rule(
    "duties.owner_may_act",
    Article(Instrument.REGISTER_RULES, 19),
    "期限事项只能指定给有权办理的人员。",
    "A duty is given to somebody who may do what it asks for.",
)
RULES = (DONE_SINCE_OPENED, OWNER_MAY_ACT)

# What does a duty of a court; the duties of parties are not here.
ACTS: Mapping[DeadlineKind, Act] = MappingProxyType(
    {
        DeadlineKind.ISSUE_RESTRICTION: Act.SIGN_RESTRICTION,
        DeadlineKind.REMOVE_LISTING: Act.SIGN_REMOVAL,
        DeadlineKind.ISSUE_ENFORCEMENT_NOTICE: Act.ISSUE_ENFORCEMENT_NOTICE,
        DeadlineKind.DECIDE_LISTING_APPLICATION: Act.REFUSE_LISTING_APPLICATION,
        DeadlineKind.RECORD_GRACE_OUTCOME: Act.RECORD_GRACE_OUTCOME,
        DeadlineKind.REVOKE_LISTING: Act.SIGN_REVOCATION,
        DeadlineKind.CORRECT_LISTING: Act.SIGN_AMENDMENT,
        DeadlineKind.EXAMINE_OBJECTION: Act.UPHOLD_OBJECTION,
        DeadlineKind.CARRY_OUT_CORRECTION: Act.CARRY_OUT_CORRECTION,
        DeadlineKind.DECIDE_REVIEW: Act.DISMISS_REVIEW,
        DeadlineKind.RESUME_RESTRICTION: Act.RESUME_RESTRICTION,
        DeadlineKind.DECIDE_REPAIR: Act.GRANT_REPAIR,
        DeadlineKind.RESUME_LISTING: Act.RESUME_LISTING,
        DeadlineKind.RUN_INQUIRY: Act.RECORD_INQUIRY,
        DeadlineKind.TELL_CREDITOR: Act.RECORD_INQUIRY,
        DeadlineKind.RESUME_ENFORCEMENT: Act.RESUME_ENFORCEMENT,
        DeadlineKind.DECIDE_RESUMPTION: Act.RESUME_ENFORCEMENT,
        DeadlineKind.VERIFY_CLUE: Act.VERIFY_CLUE,
        DeadlineKind.DECIDE_ENFORCEMENT_OBJECTION: Act.UPHOLD_OBJECTION,
        DeadlineKind.REVIEW_CAPACITY: Act.SIGN_CAPACITY_ASSESSMENT,
        DeadlineKind.RECONSIDER_LISTING: Act.ANSWER_CAPACITY_PROPOSAL,
        DeadlineKind.NOTIFY_UNIT: Act.NOTIFY_UNIT,
        DeadlineKind.NOTIFY_UNIT_OF_CHANGE: Act.NOTIFY_UNIT,
        DeadlineKind.NOTIFY_UNIT_OF_END: Act.NOTIFY_UNIT,
        DeadlineKind.LIFT_RESTRICTION: Act.SIGN_LIFT,
        DeadlineKind.LIFT_EXIT_RESTRICTION: Act.SIGN_EXIT_LIFT,
        DeadlineKind.EXAMINE_MISSING_REPORT: Act.ESTABLISH_REPORT_BREACH,
        DeadlineKind.FINISH_CASE: Act.COMPLETE_ENFORCEMENT,
    }
)
# What takes no more than that one may act for the court at all, as a list that it watches does.
_OF_WHOEVER_ACTS = frozenset({DeadlineKind.RENEW_WATCH})


def owners(kind: DeadlineKind) -> tuple[Role, ...]:
    """Return which people of a court owe a duty of this kind; nobody for a party's."""
    if kind in _OF_WHOEVER_ACTS:
        acting = (role for role in Role if all(one.satisfied for one in auditor_findings(role)))
        return tuple(sorted(acting))
    act = ACTS.get(kind)
    return () if act is None else tuple(sorted(ROLES[act]))


def closing_findings(opened_on: date, done_on: date) -> tuple[Finding, ...]:
    """Return whether a duty may be recorded as done on a day."""
    return (
        DONE_SINCE_OPENED.finding(
            done_on >= opened_on, opened_on=opened_on.isoformat(), done_on=done_on.isoformat()
        ),
    )


def owner_findings(kind: DeadlineKind, role: Role) -> tuple[Finding, ...]:
    """Return whether a duty may be given to a person of this role."""
    allowed = owners(kind)
    return (OWNER_MAY_ACT.finding(role in allowed, role=role, allowed=",".join(allowed) or "none"),)
