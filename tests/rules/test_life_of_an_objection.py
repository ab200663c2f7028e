"""The life of an objection under the law alone, from the application to the court above: whatever
is tried in any order, each open duty has exactly one deadline, and nothing stops what is objected
to.

Every step asks the law first, as a service has to, and does nothing where it says no.
"""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from registry.rules import calendar, deadlines, objections, reviews, states
from registry.rules.assessment import assess
from registry.rules.calendar import Due
from registry.rules.deadlines import Punctuality
from registry.rules.objections import ObjectionFacts
from registry.rules.reviews import ReviewFacts
from schemas.act_codes import Act
from schemas.codes import ListingState, ListName
from schemas.remedy_codes import ObjectionGround, ObjectionState, ReviewState
from tests.rules.lives import LIVES

CALENDAR = calendar.published()
STARTS = date(2025, 9, 15)


class LifeOfAnObjection(RuleBasedStateMachine):
    """One objection to a published listing, at two courts."""

    @initialize(about=st.sampled_from(ListName))
    def begin(self, about: ListName) -> None:
        self.on = STARTS
        self.about = about
        self.listing = ListingState.PUBLISHED
        self.objection: ObjectionState | None = None
        self.founded = False
        self.served_on: date | None = None
        self.review: ReviewState | None = None
        self.open: dict[str, Due] = {}

    def begin_duty(self, name: str, due: Due) -> None:
        assert name not in self.open
        self.open[name] = due

    def end_duty(self, name: str) -> None:
        due = self.open.pop(name)
        assert deadlines.punctuality(due.on, None, on=due.on) is Punctuality.OPEN

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        was = (self.objection, self.review)
        self.on += timedelta(days=days)
        assert (self.objection, self.review) == was

    @rule(in_writing=st.sampled_from([True, True, False]), founded=st.booleans())
    def somebody_objects(self, in_writing: bool, founded: bool) -> None:
        facts = ObjectionFacts(
            self.about,
            ObjectionGround.INACCURATE,
            by_person_concerned=True,
            to_enforcing_court=True,
            in_writing=in_writing,
            in_person=True,
        )
        if self.objection is None and assess(objections.objection_findings(facts)).allowed:
            self.objection = ObjectionState.RECEIVED
            self.founded = founded
            self.begin_duty("examine", objections.examination_due(self.on, CALENDAR))

    @rule(dismissed=st.booleans(), reason=st.sampled_from(["", "理由不成立"]))
    def the_court_decides(self, dismissed: bool, reason: str) -> None:
        act = Act.DISMISS_OBJECTION if dismissed else Act.UPHOLD_OBJECTION
        if self.objection is None or not states.may(self.objection, act):
            return
        found = objections.decision_findings(
            founded=self.founded, dismissed=dismissed, reason=reason
        )
        if assess(found).allowed:
            self.objection = states.after(self.objection, act)
            self.end_duty("examine")
            if not dismissed:
                self.begin_duty("correct", objections.correction_due(self.on, CALENDAR))
            assert self.founded is not dismissed

    @rule(founded=st.booleans(), days=st.integers(1, 14))
    def an_objection_takes_its_usual_course(self, founded: bool, days: int) -> None:
        self.somebody_objects(in_writing=True, founded=founded)
        self.the_court_decides(dismissed=not self.founded, reason="理由不成立")
        self.the_dismissal_is_served()
        self.time_passes(days)
        self.somebody_asks_for_review(higher=True)

    @rule()
    def the_dismissal_is_served(self) -> None:
        if self.objection is None or not states.may(self.objection, Act.SERVE_DISMISSAL):
            return
        self.objection = states.after(self.objection, Act.SERVE_DISMISSAL)
        self.served_on = self.on

    @rule(higher=st.booleans())
    def somebody_asks_for_review(self, higher: bool) -> None:
        if self.objection is None or self.review is not None:
            return
        facts = ReviewFacts(self.objection, self.served_on, self.on, higher)
        found = (
            *reviews.review_findings(facts, CALENDAR),
            *states.state_findings(self.objection, Act.RECEIVE_REVIEW),
        )
        was = self.listing
        if assess(found).allowed:
            self.review = ReviewState.RECEIVED
            self.begin_duty("review", reviews.decision_due(self.on, CALENDAR))
            assert higher
            if self.served_on is not None:
                last = reviews.application_ends_on(self.served_on, CALENDAR).on
                assert self.on <= last
        assert reviews.state_meanwhile(self.listing) is was

    @rule(
        act=st.sampled_from([Act.DISMISS_REVIEW, Act.ORDER_CORRECTION, Act.CORRECT_DIRECTLY]),
        reason=st.sampled_from(["", "复议理由"]),
    )
    def the_higher_court_decides(self, act: Act, reason: str) -> None:
        if self.review is None or self.review is not ReviewState.RECEIVED:
            return
        if not assess(reviews.decision_findings(reason)).allowed:
            return
        self.review = states.after(self.review, act)
        self.end_duty("review")
        if act is Act.ORDER_CORRECTION:
            assert self.objection is not None
            self.objection = states.after(self.objection, act)
            self.begin_duty("correct", objections.correction_due(self.on, CALENDAR))
        elif act is Act.CORRECT_DIRECTLY:
            assert self.objection is not None
            self.objection = states.after(self.objection, act)

    @rule()
    def the_correction_is_carried_out(self) -> None:
        if self.objection is None or not states.may(self.objection, Act.CARRY_OUT_CORRECTION):
            return
        self.objection = states.after(self.objection, Act.CARRY_OUT_CORRECTION)
        if self.review is ReviewState.CORRECTION_ORDERED:
            self.review = states.after(self.review, Act.CARRY_OUT_CORRECTION)
        self.end_duty("correct")

    @invariant()
    def each_open_duty_has_exactly_one_deadline(self) -> None:
        wanted = set()
        if self.objection is ObjectionState.RECEIVED:
            wanted.add("examine")
        if self.objection is ObjectionState.UPHELD:
            wanted.add("correct")
        if self.review is ReviewState.RECEIVED:
            wanted.add("review")
        assert set(self.open) == wanted


TestLifeOfAnObjection = LifeOfAnObjection.TestCase
TestLifeOfAnObjection.settings = settings(max_examples=LIVES, stateful_step_count=30, deadline=None)
