"""The life of a listing under the law alone: whatever is tried in any order, the promises hold.

Every step asks the law first, as a service has to, and does nothing where it says no.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from registry.rules import (
    authority,
    bars,
    calendar,
    extension,
    grace,
    grounds,
    minors,
    publication,
    removal,
    revocation,
    states,
    term,
)
from registry.rules.assessment import assess
from registry.rules.extension import ExtensionFacts
from registry.rules.findings import Finding
from registry.rules.grace import Grace, GraceGrant
from registry.rules.removal import RemovalFacts
from registry.rules.revocation import RevocationFacts
from schemas.act_codes import Act
from schemas.codes import Ground, ListingState, RemovalGround
from schemas.remedy_codes import GraceOutcome
from tests.rules.listings import listing
from tests.rules.lives import LIVES

CALENDAR = calendar.published()
STARTS = date(2025, 1, 2)


class LifeOfAListing(RuleBasedStateMachine):
    """One debtor in one case, over years in which anything may be tried on any day."""

    @initialize(
        birth_date=st.one_of(
            st.dates(date(1960, 1, 1), date(2000, 1, 1)),
            st.dates(date(2006, 1, 1), date(2010, 12, 31)),
        ),
        stated=st.lists(st.sampled_from(list(Ground)), min_size=1, max_size=3, unique=True),
    )
    def begin(self, birth_date: date, stated: list[Ground]) -> None:
        self.on = STARTS
        self.facts = listing(birth_date=birth_date, grounds=tuple(stated))
        self.state = ListingState.DRAFT
        self.grace: Grace | None = None
        self.grace_months = 0
        self.signed_on: date | None = None
        self.published_on: date | None = None
        self.ends_on: date | None = None
        self.extended = 0
        self.unable_when_published = False
        self.behind_when_published = False
        self.ended_as: ListingState | None = None

    def try_to(self, act: Act, *findings: Finding) -> bool:
        asked = (*findings, *states.state_findings(self.state, act))
        becomes = states.after(self.state, act)
        if not assess(asked).allowed or becomes is None:
            return False
        self.state = becomes
        return True

    def law(self) -> tuple[Finding, ...]:
        return (*grounds.ground_findings(self.facts), *bars.bar_findings(self.facts, on=self.on))

    @rule(days=st.integers(1, 200))
    def time_passes(self, days: int) -> None:
        was_public = self.is_public()
        self.on += timedelta(days=days)
        over = term.has_ended(self.ends_on, on=self.on)
        if over and states.may(self.state, Act.END_TERM):
            assert assess(authority.job_findings(Act.END_TERM)).allowed
            self.state = states.after(self.state, Act.END_TERM) or self.state
        assert was_public or not self.is_public()
        for act in (Act.SIGN_LISTING, Act.PUBLISH_LISTING, Act.SIGN_EXTENSION):
            assert not assess(authority.job_findings(act)).allowed

    @rule(fact=st.sampled_from(["none", "none", "unable", "behind", "secured", "performed"]))
    def something_is_found_out(self, fact: str) -> None:
        self.facts = replace(
            self.facts,
            found_unable=fact == "unable",
            person_behind_entity=fact == "behind",
            adequate_security=fact == "secured",
            obligation_unperformed=fact != "performed",
        )

    @rule()
    def the_president_signs(self) -> None:
        if self.try_to(Act.SIGN_LISTING, *self.law()):
            self.signed_on = self.on

    @rule(months=st.integers(0, 4))
    def grace_is_granted(self, months: int) -> None:
        grant = GraceGrant(
            months, "有履行意愿", self.signed_on, self.published_on, self.grace_months
        )
        if self.try_to(Act.GRANT_GRACE, *grace.grant_findings(grant, on=self.on)):
            self.grace = Grace(grace.ends_on(self.on, months, CALENDAR).on)
            self.grace_months += months

    @precondition(lambda self: self.grace is not None)
    @rule(outcome=st.sampled_from(GraceOutcome))
    def a_person_records_what_grace_came_to(self, outcome: GraceOutcome) -> None:
        assert self.grace is not None
        performed = not self.facts.obligation_unperformed
        found = grace.outcome_findings(self.grace, outcome, performed=performed, on=self.on)
        if self.try_to(Act.RECORD_GRACE_OUTCOME, *found):
            self.grace = replace(self.grace, outcome=outcome)

    @rule()
    def somebody_publishes(self) -> None:
        found = grace.publication_findings(self.grace, on=self.on)
        if self.try_to(Act.PUBLISH_LISTING, *self.law(), *found):
            self.published_on = self.on
            self.ends_on = term.listing_ends_on(self.on, self.facts.grounds)
            self.unable_when_published = self.facts.found_unable
            self.behind_when_published = self.facts.person_behind_entity
            assert self.grace is None or self.on > self.grace.ends_on

    @rule(days=st.integers(1, 120))
    def it_takes_its_usual_course(self, days: int) -> None:
        self.the_president_signs()
        self.time_passes(days)
        if self.grace is not None:
            self.a_person_records_what_grace_came_to(GraceOutcome.NOT_PERFORMED)
        self.somebody_publishes()

    @rule()
    def the_decision_is_dropped(self) -> None:
        again = assess(self.law())
        found = grace.drop_findings(self.grace, again)
        self.try_to(Act.DROP_LISTING, *found)

    @precondition(lambda self: self.published_on is not None)
    @rule(years=st.integers(0, 4))
    def the_term_is_extended(self, years: int) -> None:
        assert self.published_on is not None
        facts = ExtensionFacts(
            self.state,
            self.facts.grounds,
            self.ends_on,
            years,
            self.extended,
            "多项失信行为",
            several_dishonest_acts=True,
        )
        if self.try_to(Act.SIGN_EXTENSION, *extension.extension_findings(facts, on=self.on)):
            self.ends_on = extension.ends_on(
                self.published_on, self.facts.grounds, years=years, years_before=self.extended
            )
            self.extended += years

    @rule(ground=st.sampled_from(RemovalGround), consents=st.booleans())
    def somebody_removes(self, ground: RemovalGround, consents: bool) -> None:
        facts = RemovalFacts(
            has_term=term.has_term(self.facts.grounds),
            ends_on=self.ends_on,
            enforcement_completed=not self.facts.obligation_unperformed,
            creditor_applied_in_writing=consents,
            court_agrees=consents,
            actively_performs=consents,
            reason="积极履行",
        )
        act = authority.signing_act(ground)
        if self.try_to(act, *removal.removal_findings(ground, facts, on=self.on)):
            assert not facts.has_term or ground in (RemovalGround.TERM_OVER, RemovalGround.EARLY)

    @precondition(lambda self: self.signed_on is not None)
    @rule()
    def somebody_revokes(self) -> None:
        assert self.signed_on is not None
        facts = RevocationFacts(self.signed_on, self.law(), "不应纳入", wrong_since=self.signed_on)
        self.try_to(Act.SIGN_REVOCATION, *revocation.revocation_findings(facts))

    def is_public(self) -> bool:
        return publication.is_public(self.state, self.ends_on, on=self.on)

    @invariant()
    def nobody_is_public_who_was_a_minor_when_published(self) -> None:
        if self.is_public():
            assert self.published_on is not None
            assert self.facts.birth_date is not None
            assert not minors.is_minor(self.facts.birth_date, on=self.published_on)

    @invariant()
    def nobody_found_unable_was_published_for_refusing(self) -> None:
        if self.is_public() and self.unable_when_published:
            assert Ground.REFUSES_THOUGH_ABLE not in self.facts.grounds

    @invariant()
    def nobody_is_public_for_an_entity_behind_which_he_stands(self) -> None:
        if self.is_public():
            assert not self.behind_when_published

    @invariant()
    def what_has_ended_stays_ended(self) -> None:
        if self.ended_as is not None:
            assert self.state is self.ended_as
        if states.has_ended(self.state):
            self.ended_as = self.state
            assert not any(states.may(self.state, act) for act in Act)

    @invariant()
    def nothing_is_public_in_grace(self) -> None:
        if self.is_public() and self.grace is not None:
            assert self.on > self.grace.ends_on
            assert self.grace.outcome is GraceOutcome.NOT_PERFORMED

    @invariant()
    def nothing_is_public_that_has_ended(self) -> None:
        if states.has_ended(self.state) or term.has_ended(self.ends_on, on=self.on):
            assert not self.is_public()

    @invariant()
    def no_term_is_longer_than_five_years(self) -> None:
        if self.ends_on is not None and self.published_on is not None:
            assert self.ends_on.year - self.published_on.year <= 5


TestLifeOfAListing = LifeOfAListing.TestCase
TestLifeOfAListing.settings = settings(max_examples=LIVES, stateful_step_count=40, deadline=None)
