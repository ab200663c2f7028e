"""Payments (履行款): entered by the court or claimed by the debtor, confirmed with the creditor,
and what they come to.

A claim counts for nothing until it is confirmed by somebody other than who entered it. Where the
creditor denies it or keeps silent, a judge decides on the evidence and records why.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from registry.rules import procedure
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from registry.rules.removal import is_performed
from schemas.codes import PaymentState, Performance, Role
from schemas.remedy_codes import CreditorAnswer

_RULE_16 = Article(Instrument.REGISTER_RULES, 16)

SOMETHING_PAID = Rule(
    "payments.something_paid",
    _RULE_16,
    "履行款应当大于零。",
    "A payment is of something.",
)
EVIDENCE_OF_CLAIM = Rule(
    "payments.evidence_of_claim",
    _RULE_16,
    "被执行人申报的履行应当附履行凭证。",
    "What a debtor claims to have paid comes with proof.",
)
CONFIRMED_WITH_CREDITOR = Rule(
    "payments.confirmed_with_creditor",
    _RULE_16,
    "履行款应当经申请执行人确认；其否认或者不答复的，由法官审查凭证并说明理由后确认。",
    "The creditor confirms a payment, or a judge decides on the proof and records why.",
    overridable_by=Role.JUDGE,
)
PAID_AFTER_FILING = Rule(
    "payments.paid_after_filing",
    _RULE_16,
    "立案之前的履行应当从执行标的中扣除，不作为本案的履行款录入。",
    "What was paid before the case was filed is not part of its amount, and no payment on it.",
)
CREDITOR_ASKED = Rule(
    "payments.creditor_asked",
    _RULE_16,
    "被执行人申报的履行，确认之前应当征求申请执行人意见。",
    "A claimed payment is put to the creditor before it is confirmed.",
)
CREDITOR_HAD_TIME = Rule(
    "payments.creditor_had_time",
    _RULE_16,
    "申请执行人在自定政策规定的日数内未答复的，才可以记录为不答复。",
    "The creditor is silent only once the days that the policy gives for an answer are over.",
)
RULES = (
    SOMETHING_PAID,
    EVIDENCE_OF_CLAIM,
    PAID_AFTER_FILING,
    CREDITOR_ASKED,
    CREDITOR_HAD_TIME,
    CONFIRMED_WITH_CREDITOR,
)

OUTSTANDING = Computation(
    "payments.outstanding",
    Article(Instrument.LISTING_RULES, 6, item=3),
    "尚未履行的金额为应当履行的金额减去已确认的履行款，最低为零。",
    "What is outstanding is what is owed less what was confirmed, and never below nothing.",
)
PERFORMANCE = Computation(
    "payments.performance",
    Article(Instrument.LISTING_RULES, 6, item=3),
    "履行情况分为全部未履行、部分未履行、全部已履行；应当履行的金额不明的，不视为全部已履行。",
    "Nothing, part or all is performed; where what is owed is unknown, never all.",
)
COUNTS = Computation(
    "payments.counts",
    _RULE_16,
    "只有已确认的履行款计入已履行的金额。",
    "Only a confirmed payment counts.",
)
COMPUTATIONS = (OUTSTANDING, PERFORMANCE, COUNTS)


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment as it is entered or claimed, with what the creditor says of it; ``creditor`` is
    None where nothing is recorded yet.
    """

    amount: Decimal
    paid_on: date
    filed_on: date
    claimed: bool = False
    proof: bool = False
    creditor: CreditorAnswer | None = None


def entry_findings(facts: PaymentFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether a payment may be entered on a day."""
    return (
        SOMETHING_PAID.finding(facts.amount > 0, amount=str(facts.amount)),
        EVIDENCE_OF_CLAIM.finding(
            facts.proof or not facts.claimed,
            claimed=yes_or_no(facts.claimed),
            proof=yes_or_no(facts.proof),
        ),
        PAID_AFTER_FILING.finding(
            facts.paid_on >= facts.filed_on,
            filed_on=facts.filed_on.isoformat(),
            paid_on=facts.paid_on.isoformat(),
        ),
        procedure.not_in_future({"paid_on": facts.paid_on}, on=on),
    )


def answer_findings(
    answer: CreditorAnswer, *, asked_on: date, answered_on: date, on: date, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """Return whether an answer of the creditor may be recorded; silence only once the time to
    answer is over.
    """
    last_on = asked_on + timedelta(days=policy.creditor_answer_days)
    had_time = answer is not CreditorAnswer.SILENT or answered_on > last_on
    return (
        CREDITOR_HAD_TIME.finding(
            had_time, creditor=answer, asked_on=asked_on.isoformat(), until=last_on.isoformat()
        ),
        procedure.not_in_future({"answered_on": answered_on}, on=on),
    )


def confirmation_findings(facts: PaymentFacts) -> tuple[Finding, ...]:
    """Return whether a payment may be confirmed; that another person does it is a matter of
    authority.

    Of money that the court itself saw the creditor is not asked; what he says all the same counts.
    """
    said = facts.creditor
    asked = CREDITOR_ASKED.finding(
        said is not None or not facts.claimed,
        claimed=yes_or_no(facts.claimed),
        creditor=said or "not_asked",
    )
    if said is None:
        return (asked,)
    confirms = said is CreditorAnswer.CONFIRMS
    return (asked, CONFIRMED_WITH_CREDITOR.finding(confirms, creditor=said))


def counts(state: PaymentState) -> bool:
    """Tell whether a payment in this state counts as performed."""
    return state is PaymentState.CONFIRMED


def outstanding(owed: Decimal | None, confirmed: Decimal) -> Decimal | None:
    """Return what is still owed, or None where that is unknown."""
    return None if owed is None else max(owed - confirmed, Decimal("0.00"))


def performance(owed: Decimal | None, confirmed: Decimal) -> Performance:
    """Return the state of performance that a listing states (Art. 6(3))."""
    if is_performed(owed, confirmed):
        return Performance.FULL
    return Performance.PARTIAL if confirmed > 0 else Performance.NONE
