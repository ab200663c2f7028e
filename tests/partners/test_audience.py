"""The audience: measures, kinds of subject and triggers, and what an ending lifts or keeps."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from partners.measures.audience import Ending, Kept, ending, narrowing, told
from partners.measures.histories import HistoryItem, live_records
from partners.measures.steps import Step
from partners.measures.triggers import MeasureTerms, RecordFacts, triggered
from partners.measures.versions import MeasuresInForce, Span
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger

A, B, C = (UUID(int=number) for number in (1, 2, 3))
PERSON, FIRM = SubjectKind.NATURAL, SubjectKind.ORGANISATION
LISTED = RecordFacts(restriction=False, subject_kind=PERSON, identified=True)
ORDERED = RecordFacts(
    restriction=True, subject_kind=PERSON, identified=True, acts=frozenset(RestrictedAct)
)
BY_LISTING = MeasureTerms("m.listing", Binding.BOTH, Trigger.LISTING)
BY_ORDER_ONLY = MeasureTerms("m.restriction", Binding.BOTH, Trigger.RESTRICTION)
BY_EITHER = MeasureTerms("m.either", Binding.BOTH, Trigger.EITHER)


@pytest.mark.parametrize(
    ("trigger", "by_listing", "by_restriction"),
    [
        (Trigger.LISTING, True, False),
        (Trigger.RESTRICTION, False, True),
        (Trigger.EITHER, True, True),
        (Trigger.EXIT_ORDER, False, False),
        (Trigger.REFERRAL, False, False),
        (Trigger.ORDER, False, False),
        (Trigger.OPTIONAL, False, False),
    ],
)
def test_a_record_sets_in_motion_what_it_triggers(
    trigger: Trigger, by_listing: bool, by_restriction: bool
) -> None:
    measure = MeasureTerms("m", Binding.BOTH, trigger)
    assert bool(triggered([measure], LISTED)) == by_listing
    assert bool(triggered([measure], ORDERED)) == by_restriction


@pytest.mark.parametrize("own", [Trigger.EXIT_ORDER, Trigger.REFERRAL])
@pytest.mark.parametrize("trigger", Trigger)
def test_a_decision_of_its_own_sets_in_motion_what_waits_for_it_and_nothing_else(
    trigger: Trigger, own: Trigger
) -> None:
    measure = MeasureTerms("m", Binding.BOTH, trigger)
    facts = RecordFacts(restriction=False, subject_kind=PERSON, identified=True, own=own)
    assert bool(triggered([measure], facts)) == (trigger is own)


@pytest.mark.parametrize("kind", SubjectKind)
@pytest.mark.parametrize("binds", Binding)
def test_a_measure_that_cannot_bind_a_kind_of_subject_is_never_told(
    binds: Binding, kind: SubjectKind
) -> None:
    facts = RecordFacts(restriction=False, subject_kind=kind, identified=True)
    measure = MeasureTerms("m", binds, Trigger.LISTING)
    assert bool(triggered([measure], facts)) == (binds in {Binding.BOTH, kind.value})


@pytest.mark.parametrize("restriction", [False, True])
def test_a_subject_without_a_full_number_sets_nothing_in_motion(restriction: bool) -> None:
    facts = RecordFacts(restriction=restriction, subject_kind=PERSON, identified=False)
    assert triggered([BY_LISTING, BY_EITHER, BY_ORDER_ONLY], facts) == ()


@pytest.mark.parametrize("restricted", RestrictedAct)
def test_an_order_triggers_a_measure_only_if_it_restricts_one_of_its_acts(
    restricted: RestrictedAct,
) -> None:
    acts = frozenset({RestrictedAct.REAL_PROPERTY, RestrictedAct.VEHICLES})
    measure = MeasureTerms("m", Binding.NATURAL, Trigger.EITHER, acts)
    facts = RecordFacts(
        restriction=True,
        subject_kind=PERSON,
        identified=True,
        acts=frozenset({restricted}),
    )
    assert bool(triggered([measure], facts)) == (restricted in acts)


def begins(position: int, record: UUID, facts: RecordFacts = LISTED) -> HistoryItem:
    return HistoryItem(position, Step.BEGINS, record, facts)


def changes(position: int, record: UUID, facts: RecordFacts = LISTED) -> HistoryItem:
    return HistoryItem(position, Step.CHANGES, record, facts)


def ends(position: int, record: UUID) -> HistoryItem:
    return HistoryItem(position, Step.ENDS, record, None)


def always(*measures: MeasureTerms) -> "InForceFrom":
    return InForceFrom((0, measures))


class InForceFrom:
    """Measures in force from positions on."""

    def __init__(self, *versions: tuple[int, tuple[MeasureTerms, ...]]) -> None:
        self._versions = versions

    def __call__(self, position: int) -> Sequence[MeasureTerms]:
        return [measures for since, measures in self._versions if since <= position][-1]

    def versions(self, first: int, last: int) -> Sequence[Sequence[MeasureTerms]]:
        later = [measures for since, measures in self._versions if first < since <= last]
        return [self(first), *later]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        # The only record of the subject: everything is lifted.
        ([begins(1, A), ends(2, A)], Ending(("m.listing", "m.either"), ())),
        # Another listing keeps both.
        (
            [begins(1, A), begins(2, B), ends(3, A)],
            Ending((), (Kept("m.listing", (B,)), Kept("m.either", (B,)))),
        ),
        # An order keeps what orders trigger.
        (
            [begins(1, A), begins(2, B, ORDERED), ends(3, A)],
            Ending(("m.listing",), (Kept("m.either", (B,)),)),
        ),
        # What has ended itself keeps nothing.
        (
            [begins(1, A), begins(2, B), ends(3, B), ends(4, A)],
            Ending(("m.listing", "m.either"), ()),
        ),
        # Several keepers are named, the oldest first.
        (
            [begins(1, B), begins(2, A), begins(3, C, ORDERED), ends(4, A)],
            Ending((), (Kept("m.listing", (B,)), Kept("m.either", (B, C)))),
        ),
        # What begins later changes nothing about this ending.
        ([begins(1, A), ends(2, A), begins(3, B)], Ending(("m.listing", "m.either"), ())),
        # A masked subject's other record keeps nothing.
        (
            [
                begins(1, A),
                begins(2, B, RecordFacts(restriction=False, subject_kind=PERSON, identified=False)),
                ends(3, A),
            ],
            Ending(("m.listing", "m.either"), ()),
        ),
    ],
)
def test_an_ending_lifts_what_no_live_record_triggers_and_keeps_the_rest(
    history: list[HistoryItem], expected: Ending
) -> None:
    position = next(
        item.position for item in history if item.record_id == A and item.step is Step.ENDS
    )
    assert ending(history, A, position, always(BY_LISTING, BY_EITHER)) == expected


def test_whoever_was_never_told_and_would_not_be_now_is_told_of_no_ending() -> None:
    assert ending([begins(1, A), ends(2, A)], A, 2, always(BY_ORDER_ONLY)) is None


def test_an_ending_lifts_what_was_told_under_measures_that_are_over() -> None:
    in_force = InForceFrom((0, (BY_LISTING,)), (2, ()))
    assert ending([begins(1, A), ends(3, A)], A, 3, in_force) == Ending(("m.listing",), ())


def test_a_measure_that_is_over_is_kept_by_nobody() -> None:
    in_force = InForceFrom((0, (BY_LISTING,)), (3, ()))
    history = [begins(1, A), begins(2, B), ends(4, A)]
    assert ending(history, A, 4, in_force) == Ending(("m.listing",), ())


def test_an_ending_reaches_an_agency_that_came_later() -> None:
    in_force = InForceFrom((0, ()), (2, (BY_LISTING,)))
    assert ending([begins(1, A), ends(3, A)], A, 3, in_force) == Ending(("m.listing",), ())


def test_an_amendment_tells_what_the_beginning_did_not() -> None:
    in_force = InForceFrom((0, ()), (2, (BY_LISTING,)))
    assert told([begins(1, A), changes(3, A), begins(4, B)], A, 4, in_force) == ("m.listing",)


def test_an_amendment_does_not_bring_an_ended_record_back_but_a_beginning_does() -> None:
    history = [begins(1, A), ends(2, A), changes(3, A)]
    assert live_records(history) == {}
    assert list(live_records([*history, begins(4, A)])) == [A]


def test_a_second_ending_says_the_same_again() -> None:
    history = [begins(1, A), ends(2, A), ends(3, A)]
    assert ending(history, A, 3, always(BY_LISTING)) == Ending(("m.listing",), ())


def test_a_measure_that_was_told_between_two_entries_is_lifted_with_the_record() -> None:
    # Adjustments and snapshots told of it at 2; it was over at 4, before anything happened.
    in_force = InForceFrom((0, ()), (2, (BY_LISTING,)), (4, ()))
    assert ending([begins(1, A), ends(5, A)], A, 5, in_force) == Ending(("m.listing",), ())


def test_a_measure_that_came_after_the_end_of_a_record_is_not_told_of_it() -> None:
    in_force = InForceFrom((0, ()), (3, (BY_LISTING,)), (4, ()))
    history = [begins(1, A), ends(2, A), ends(5, A)]
    assert told(history, A, 5, in_force) == ()
    assert ending(history, A, 5, in_force) is None


OWES = Decimal("1000000.00")
LARGE_DEBT = MeasureTerms(
    "statute.company-posts", Binding.NATURAL, Trigger.LISTING, least_owed=OWES
)


@pytest.mark.parametrize(
    ("owed", "is_barred"),
    [(None, False), ("0.00", False), ("999999.99", False), ("1000000.00", True), ("5e6", True)],
)
def test_a_bar_that_needs_a_large_debt_is_told_from_its_threshold_on(
    owed: str | None, is_barred: bool
) -> None:
    facts = replace(LISTED, owed=None if owed is None else Decimal(owed))
    assert bool(triggered([LARGE_DEBT], facts)) is is_barred
    in_force = MeasuresInForce(
        [(LARGE_DEBT, Span(1, None))], [("statute.company-posts", Span(1, None))]
    )
    assert bool(in_force.triggered(2, facts)) is is_barred
    # What is kept of one amount is not answered for another.
    assert not in_force.triggered(2, replace(facts, owed=Decimal(1)))


def test_an_amendment_of_the_amount_lifts_the_bar_that_it_falls_below() -> None:
    large, small = (replace(LISTED, owed=Decimal(amount)) for amount in (2_000_000, 999_999))
    history = [begins(1, A, large), changes(2, A, small)]
    assert narrowing(history, A, 2, always(LARGE_DEBT, BY_LISTING)) == Ending(
        ("statute.company-posts",), ()
    )


def test_an_amendment_takes_away_what_a_catalogue_ended_before_it() -> None:
    in_force = InForceFrom((0, (BY_LISTING, BY_EITHER)), (2, (BY_EITHER,)))
    assert narrowing([begins(1, A), changes(3, A)], A, 3, in_force) == Ending(("m.listing",), ())
