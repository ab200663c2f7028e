"""The life of an order under the law alone: whatever is tried in any order, the promises hold.

Every step asks the law first, as a service has to, and does nothing where it says no.
"""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from registry.rules import (
    applications,
    exemption,
    lifting,
    replacement,
    states,
    suspension,
)
from registry.rules.applications import Application
from registry.rules.assessment import assess
from registry.rules.exemption import NecessityFacts, OwnMoneyFacts
from registry.rules.findings import Finding
from registry.rules.lifting import LiftFacts
from registry.rules.replacement import ReplacementFacts
from registry.rules.suspension import SuspensionFacts
from schemas.act_codes import Act
from schemas.codes import OrderState, SubjectKind
from schemas.restriction_codes import (
    BoundPerson,
    LiftGround,
    PermissionKind,
    PermissionState,
    SuspensionCause,
    Travel,
)
from tests.rules.lives import LIVES
from tests.rules.orders import GRANTING, OWED, OrderInACase, Permission


class LifeOfAnOrder(OrderInACase):
    """Anything may be tried under the order too, by anybody."""

    # What is allowed under it.

    @rule(
        kind=st.sampled_from(PermissionKind),
        which=st.integers(0, 4),
        papers=st.sampled_from([True, True, True, False]),
    )
    def somebody_applies(self, kind: PermissionKind, which: int, papers: bool) -> None:
        by = self.bound[which % len(self.bound)]
        if self.try_to(Act.RECEIVE_PERMISSION):
            given = Application(papers, papers, papers)
            self.permissions.append(Permission(kind, by, given))

    def findings_on(self, permission: Permission, days: int) -> tuple[Finding, ...]:
        if permission.kind is PermissionKind.OWN_MONEY:
            own = OwnMoneyFacts(
                self.kind,
                permission.by.capacity,
                own_money=True,
                private_purpose=True,
                application=self.asked(permission),
            )
            return exemption.own_money_findings(own)
        if permission.kind is PermissionKind.NECESSITY:
            needed = NecessityFacts("就医", self.on + timedelta(days=days - 2))
            papers = applications.application_findings(self.asked(permission))
            return (*exemption.necessity_findings(needed, on=self.on), *papers)
        individual = (
            permission.by.capacity is not BoundPerson.DEBTOR or self.kind is SubjectKind.NATURAL
        )
        facts = SuspensionFacts(
            self.state,
            individual,
            (Travel.FLIGHTS,),
            SuspensionCause.OWN_ILLNESS,
            urgent=True,
            starts_on=self.on,
            ends_on=self.on + timedelta(days=days),
            application=self.asked(permission),
        )
        return suspension.suspension_findings(facts)

    @precondition(lambda self: self.permissions)
    @rule(which=st.integers(0, 20), days=st.integers(0, 40))
    def somebody_grants(self, which: int, days: int) -> None:
        permission = self.permissions[which % len(self.permissions)]
        act = GRANTING[permission.kind]
        becomes = states.after(permission.state, act)
        if becomes is not None and self.try_to(act, *self.findings_on(permission, days)):
            permission.state = becomes
            assert permission.by.person not in self.abusers
            if permission.kind is PermissionKind.SUSPENSION:
                permission.starts_on = self.on
                permission.ends_on = self.on + timedelta(days=days)
            elif permission.kind is PermissionKind.OWN_MONEY:
                assert self.kind is SubjectKind.ORGANISATION

    @rule(kind=st.sampled_from(PermissionKind), which=st.integers(0, 4), days=st.integers(2, 28))
    def a_permission_takes_its_usual_course(
        self, kind: PermissionKind, which: int, days: int
    ) -> None:
        self.somebody_applies(kind, which, True)
        if self.permissions:
            self.somebody_grants(len(self.permissions) - 1, days)

    @precondition(lambda self: self.permissions)
    @rule(which=st.integers(0, 20), false_evidence=st.booleans(), broken=st.booleans())
    def it_proves_to_be_abused(self, which: int, false_evidence: bool, broken: bool) -> None:
        permission = self.permissions[which % len(self.permissions)]
        found = applications.withdrawal_findings(
            false_evidence=false_evidence, broken_undertaking=broken
        )
        was = permission.state
        becomes = states.after(permission.state, Act.WITHDRAW_PERMISSION)
        if becomes is None or not assess(found).allowed:
            return
        permission.state = becomes
        follows = applications.consequences_of_abuse(
            false_evidence=false_evidence, broken_undertaking=broken
        )
        assert follows.restored_at_once
        assert follows.barred_from_applying
        self.abusers.add(permission.by.person)
        if permission.kind is PermissionKind.SUSPENSION and was is PermissionState.GRANTED:
            self.state = states.after(self.state, Act.RESUME_RESTRICTION) or self.state

    @rule(
        capacity=st.sampled_from(BoundPerson),
        for_himself=st.booleans(),
        controls=st.booleans(),
    )
    def the_representative_changes(
        self, capacity: BoundPerson, for_himself: bool, controls: bool
    ) -> None:
        former = next((person for person in self.bound if person.capacity is capacity), None)
        if former is None:
            return
        self.successors += 1
        successor = f"{capacity}-{self.successors}"
        facts = ReplacementFacts(
            capacity,
            former.person,
            former.person if for_himself else "somebody",
            successor,
            business_needs=True,
            registered=True,
            not_controller=not controls,
            not_directly_responsible=True,
            application=Application(
                *(True, True, True), abused_before=former.person in self.abusers
            ),
        )
        found = replacement.replacement_findings(facts)
        if self.try_to(Act.REPLACE_REPRESENTATIVE, *found):
            before = len(self.bound)
            self.bound = replacement.bound_after(self.bound, former=former, successor=successor)
            self.released.add(former.person)
            assert len(self.bound) == before
            assert capacity in replacement.REPLACEABLE
            assert former.person not in self.abusers

    # How it ends.

    @rule(
        ground=st.sampled_from(LiftGround),
        consents=st.booleans(),
        told=st.sampled_from([0, 1, 2, 2]),
    )
    def somebody_lifts(self, ground: LiftGround, consents: bool, told: int) -> None:
        facts = LiftFacts(
            owed=OWED,
            confirmed=self.paid,
            effective_security=self.security,
            creditor_agrees=consents,
            stated_until=self.until,
        )
        telling = sorted(self.told)[:told]
        found = (
            *lifting.lift_findings(ground, facts, on=self.on),
            *lifting.range_findings(self.told, telling),
        )
        if self.try_to(Act.SIGN_LIFT, *found):
            assert set(telling) >= self.told
            if ground is LiftGround.PERFORMED:
                assert self.paid >= OWED

    @rule(really=st.sampled_from([False, False, False, True]))
    def somebody_revokes(self, really: bool) -> None:
        if not really:
            return
        self.try_to(Act.SIGN_REVOCATION)

    # What always holds.

    @invariant()
    def it_is_suspended_while_a_suspension_is_granted_and_not_otherwise(self) -> None:
        running = self.suspension()
        if self.state is OrderState.SUSPENDED:
            assert running is not None
        elif not states.has_ended(self.state):
            assert running is None

    @invariant()
    def a_suspension_is_for_a_person_and_lasts_a_month_at_most(self) -> None:
        for permission in self.permissions:
            if permission.ends_on is None or permission.starts_on is None:
                continue
            assert (permission.ends_on - permission.starts_on).days <= 31
            natural = self.kind is SubjectKind.NATURAL
            assert natural or permission.by.capacity is not BoundPerson.DEBTOR

    @invariant()
    def no_suspension_outlasts_its_fixed_day(self) -> None:
        if self.state is OrderState.SUSPENDED:
            running = self.suspension()
            assert running is not None
            assert running.starts_on is not None
            assert running.ends_on is not None
            assert running.starts_on <= self.on < suspension.resumes_on(running.ends_on)

    @invariant()
    def an_order_binds_the_debtor_and_who_was_released_no_longer(self) -> None:
        assert BoundPerson.DEBTOR in {person.capacity for person in self.bound}
        assert not self.released & {person.person for person in self.bound}
        if self.kind is SubjectKind.NATURAL:
            assert len(self.bound) == 1

    @invariant()
    def nothing_is_done_to_what_has_ended(self) -> None:
        if states.has_ended(self.state):
            assert not any(states.may(self.state, act) for act in Act)


TestLifeOfAnOrder = LifeOfAnOrder.TestCase
TestLifeOfAnOrder.settings = settings(max_examples=LIVES, stateful_step_count=40, deadline=None)
