"""How an order comes about and what time does to it (限制消费令的一生), for a state machine.

Every step asks the law first, as a service has to, and does nothing where it says no.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from registry.rules import (
    authority,
    order_procedure,
    restriction,
    states,
    suspension,
)
from registry.rules.applications import Application
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.order_procedure import OrderFacts
from registry.rules.replacement import Bound
from registry.rules.restriction import RestrictionFacts
from schemas.act_codes import Act
from schemas.codes import Ground, Initiative, OrderState, SubjectKind
from schemas.restriction_codes import (
    PermissionKind,
    PermissionState,
)

STARTS = date(2026, 1, 5)
OWED = Decimal(100)
GRANTING = {
    PermissionKind.OWN_MONEY: Act.GRANT_OWN_MONEY,
    PermissionKind.NECESSITY: Act.APPROVE_NECESSITY,
    PermissionKind.SUSPENSION: Act.GRANT_SUSPENSION,
}


@dataclass
class Permission:
    """Something asked for under the order."""

    kind: PermissionKind
    by: Bound
    papers: Application
    state: PermissionState = PermissionState.APPLIED
    starts_on: date | None = None
    ends_on: date | None = None


class OrderInACase(RuleBasedStateMachine):
    """One order in one case, which anybody may try to bring about on any day."""

    @initialize(
        kind=st.sampled_from(SubjectKind),
        listed=st.booleans(),
        until=st.one_of(st.none(), st.integers(20, 400)),
        in_force=st.sampled_from([True, True, True, False]),
    )
    def begin(self, kind: SubjectKind, listed: bool, until: int | None, in_force: bool) -> None:
        self.on = STARTS
        self.kind = kind
        self.listed = listed
        self.until = None if until is None else STARTS + timedelta(days=until)
        self.state = OrderState.DRAFT
        self.bound = tuple(
            Bound(f"{capacity}-0", capacity) for capacity in restriction.bound_persons(kind)
        )
        self.permissions: list[Permission] = []
        self.abusers: set[str] = set()
        self.paid = Decimal(0)
        self.held_off = False
        self.security = False
        self.told: set[str] = set()
        self.successors = 0
        self.released: set[str] = set()
        if in_force:
            self.it_takes_its_usual_course()

    def try_to(self, act: Act, *findings: Finding) -> bool:
        asked = (*findings, *states.state_findings(self.state, act))
        becomes = states.after(self.state, act)
        if not assess(asked).allowed or becomes is None:
            return False
        self.state = becomes
        return True

    def asked(self, permission: Permission) -> Application:
        papers = permission.papers
        return Application(
            papers.undertaking_given,
            papers.evidence_submitted,
            papers.verified,
            permission.by.person in self.abusers,
        )

    def suspension(self) -> Permission | None:
        granted = [
            permission
            for permission in self.permissions
            if permission.kind is PermissionKind.SUSPENSION
            and permission.state is PermissionState.GRANTED
        ]
        assert len(granted) <= 1
        return granted[0] if granted else None

    # What time does.

    @rule(days=st.integers(1, 45))
    def time_passes(self, days: int) -> None:
        self.on += timedelta(days=days)
        running = self.suspension()
        if running is not None:
            assert running.ends_on is not None
            resumes = suspension.resumes_on(running.ends_on)
            if self.on >= resumes and states.may(self.state, Act.RESUME_RESTRICTION):
                assert assess(authority.job_findings(Act.RESUME_RESTRICTION)).allowed
                self.state = states.after(self.state, Act.RESUME_RESTRICTION) or self.state
                running.state = PermissionState.ENDED
        over = not order_procedure.is_in_force(self.until, on=self.on)
        if over and states.may(self.state, Act.END_RESTRICTION):
            assert assess(authority.job_findings(Act.END_RESTRICTION)).allowed
            self.state = states.after(self.state, Act.END_RESTRICTION) or self.state
        for act in (Act.SIGN_RESTRICTION, Act.PUBLISH_RESTRICTION, Act.GRANT_SUSPENSION):
            assert not assess(authority.job_findings(act)).allowed

    # What is found out.

    @rule(amount=st.integers(1, 60))
    def the_debtor_pays(self, amount: int) -> None:
        self.paid += amount

    @rule(held_off=st.booleans(), security=st.booleans())
    def something_is_found_out(self, held_off: bool, security: bool) -> None:
        self.held_off, self.security = held_off, security

    # How an order comes about.

    def law(self) -> tuple[Finding, ...]:
        facts = RestrictionFacts(
            obligation_unperformed=self.paid < OWED,
            listing_grounds=(Ground.REFUSES_THOUGH_ABLE,) if self.listed else (),
            creditor_asks_to_hold_off=self.held_off,
        )
        return restriction.restriction_findings(facts)

    @rule(initiative=st.sampled_from(Initiative), papers=st.booleans())
    def the_president_signs(self, initiative: Initiative, papers: bool) -> None:
        facts = OrderFacts(
            initiative,
            applied_in_writing=papers,
            necessity="转移财产" if papers else None,
            mandatory=self.listed,
            weighed="有履行能力",
            period_stated=True,
            acts_stated=True,
            consequences_stated=True,
        )
        if self.try_to(Act.SIGN_RESTRICTION, *self.law(), *order_procedure.order_findings(facts)):
            assert self.listed or papers
            assert self.paid < OWED

    @rule()
    def somebody_publishes(self) -> None:
        if self.try_to(Act.PUBLISH_RESTRICTION, *self.law()):
            assert not self.held_off
            self.told |= {"market-regulation", "railways"}

    @rule()
    def it_takes_its_usual_course(self) -> None:
        self.the_president_signs(Initiative.CREDITOR, True)
        self.somebody_publishes()

    @precondition(lambda self: self.state is not OrderState.IN_FORCE)
    @rule()
    def the_decision_is_dropped(self) -> None:
        self.try_to(Act.DROP_RESTRICTION)
