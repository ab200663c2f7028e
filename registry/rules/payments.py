"""Payments (履行款): entered by the court or claimed by the debtor, confirmed with the creditor,
and what they come to.

A claim counts for nothing until it is confirmed by somebody other than who entered it. Where the
creditor denies it or keeps silent, a judge decides on the evidence and records why.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import procedure
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
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
RULES = (SOMETHING_PAID, EVIDENCE_OF_CLAIM, CONFIRMED_WITH_CREDITOR)

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
    """A payment as it is entered or claimed, with what the creditor says of it."""

    amount: Decimal
    paid_on: date
    claimed: bool = False
    proof: bool = False
    creditor: CreditorAnswer = CreditorAnswer.SILENT


def entry_findings(facts: PaymentFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether a payment may be entered on a day."""
    return (
        SOMETHING_PAID.finding(facts.amount > 0, amount=str(facts.amount)),
        EVIDENCE_OF_CLAIM.finding(
            facts.proof or not facts.claimed,
            claimed=yes_or_no(facts.claimed),
            proof=yes_or_no(facts.proof),
        ),
        procedure.not_in_future({"paid_on": facts.paid_on}, on=on),
    )


def confirmation_findings(facts: PaymentFacts) -> tuple[Finding, ...]:
    """Return whether a payment may be confirmed; that another person does it is a matter of
    authority.
    """
    return (
        CONFIRMED_WITH_CREDITOR.finding(
            facts.creditor is CreditorAnswer.CONFIRMS, creditor=facts.creditor
        ),
    )


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
