"""Payments in a case (履行款), for a state machine: claimed, entered, answered and confirmed by
anybody in any order.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from registry.rules import (
    authority,
    payments,
    states,
)
from registry.rules.assessment import Override, assess
from registry.rules.payments import PaymentFacts
from schemas.act_codes import Act
from schemas.codes import (
    PaymentState,
    Performance,
    Role,
)
from schemas.remedy_codes import (
    CreditorAnswer,
)

FILED = date(2024, 11, 4)
OWED = Decimal(100)


@dataclass
class Payment:
    """A payment, and who did what to it."""

    amount: Decimal
    claimed: bool
    proof: bool
    state: PaymentState
    entered_by: str = ""
    creditor: CreditorAnswer = CreditorAnswer.SILENT
    reasoned: bool = False


class PaymentsInACase(RuleBasedStateMachine):
    """One case, in which something may be paid on any day."""

    on: date
    payments: list[Payment]

    def confirmed(self) -> Decimal:
        counted = (paid.amount for paid in self.payments if payments.counts(paid.state))
        return sum(counted, Decimal(0))

    @rule(amount=st.integers(-5, 70), claimed=st.booleans(), proof=st.booleans())
    def something_is_said_to_be_paid(self, amount: int, claimed: bool, proof: bool) -> None:
        facts = PaymentFacts(Decimal(amount), self.on, FILED, claimed=claimed, proof=proof)
        if assess(payments.entry_findings(facts, on=self.on)).allowed:
            state = PaymentState.CLAIMED if claimed else PaymentState.ENTERED
            entered_by = "" if claimed else "clerk"
            self.payments.append(Payment(facts.amount, claimed, proof, state, entered_by))

    @precondition(lambda self: self.payments)
    @rule(which=st.integers(0, 9), by=st.sampled_from(["clerk", "judge"]))
    def a_claim_is_entered(self, which: int, by: str) -> None:
        paid = self.payments[which % len(self.payments)]
        becomes = states.after(paid.state, Act.ENTER_PAYMENT)
        if becomes is not None:
            paid.state, paid.entered_by = becomes, by

    @precondition(lambda self: self.payments)
    @rule(which=st.integers(0, 9), answer=st.sampled_from(CreditorAnswer))
    def the_creditor_answers(self, which: int, answer: CreditorAnswer) -> None:
        paid = self.payments[which % len(self.payments)]
        if states.may(paid.state, Act.RECORD_CREDITOR_ANSWER):
            paid.creditor = answer

    @precondition(lambda self: self.payments)
    @rule(
        which=st.integers(0, 9),
        by=st.sampled_from(["clerk", "judge", "judge2"]),
        reason=st.sampled_from(["", "凭证属实"]),
    )
    def somebody_confirms(self, which: int, by: str, reason: str) -> None:
        paid = self.payments[which % len(self.payments)]
        role = Role.CLERK if by == "clerk" else Role.JUDGE
        facts = PaymentFacts(
            paid.amount,
            self.on,
            FILED,
            claimed=paid.claimed,
            proof=paid.proof,
            creditor=paid.creditor,
        )
        found = (
            *payments.confirmation_findings(facts),
            *states.state_findings(paid.state, Act.CONFIRM_PAYMENT),
            authority.drafter_is_not_signer(paid.entered_by, by),
        )
        override = Override(payments.CONFIRMED_WITH_CREDITOR.name, role, reason)
        if assess(found, overrides=[override]).allowed:
            paid.state = PaymentState.CONFIRMED
            paid.reasoned = role is Role.JUDGE and bool(reason)

    @rule(amount=st.integers(20, 60), answer=st.sampled_from(CreditorAnswer))
    def a_payment_takes_its_usual_course(self, amount: int, answer: CreditorAnswer) -> None:
        self.something_is_said_to_be_paid(amount, claimed=True, proof=True)
        last = len(self.payments) - 1
        if last > 9:
            return
        self.a_claim_is_entered(last, by="clerk")
        self.the_creditor_answers(last, answer)
        self.somebody_confirms(last, by="judge", reason="")

    @invariant()
    def only_what_was_confirmed_counts(self) -> None:
        for paid in self.payments:
            assert paid.amount > 0
            if paid.state is PaymentState.CONFIRMED:
                assert paid.creditor is CreditorAnswer.CONFIRMS or paid.reasoned
                assert paid.proof or not paid.claimed
                assert paid.entered_by
        left = payments.outstanding(OWED, self.confirmed())
        assert left is not None
        assert left >= 0
        fully = payments.performance(OWED, self.confirmed()) is Performance.FULL
        assert fully == (left == 0)
