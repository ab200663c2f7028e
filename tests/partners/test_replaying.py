"""What a notice still says in a replay: nothing that is over, nothing older than what is known, and
everything that is to be lifted.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from partners.deliveries.replaying import Hindsight, replayed
from partners.measures.audience import Ending, Kept
from partners.measures.histories import Adjusted, HistoryItem, Pause
from partners.measures.settings import ChangedMeasures
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import MeasureTerms, RecordFacts
from partners.notices.entry import Entry
from partners.notices.notices import HeldAs, Told
from schemas.codes import NoticeType, RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger
from tests.partners.test_audience import InForceFrom, always

A, B = UUID(int=1), UUID(int=2)
PERMISSION = UUID(int=9)
LISTED = RecordFacts(restriction=False, subject_kind=SubjectKind.NATURAL, identified=True)
ORDERED = replace(LISTED, restriction=True, acts=frozenset(RestrictedAct))
LESS = replace(ORDERED, acts=frozenset({RestrictedAct.HOLIDAYS}))
FLIGHTS = MeasureTerms(
    "m.flights", Binding.BOTH, Trigger.RESTRICTION, frozenset({RestrictedAct.FLIGHTS_AND_BERTHS})
)
TRAVEL = MeasureTerms(
    "m.travel", Binding.BOTH, Trigger.RESTRICTION, frozenset({RestrictedAct.HOLIDAYS})
)
CREDIT = MeasureTerms("m.credit", Binding.BOTH, Trigger.LISTING)
ALL = always(FLIGHTS, TRAVEL, CREDIT)


def item(
    position: int,
    kind: NoticeType,
    record: UUID = A,
    facts: RecordFacts | None = None,
    pause: Pause | None = None,
    permission: UUID | None = None,
) -> HistoryItem:
    is_adjustment = kind is NoticeType.MEASURES_CHANGED
    adjusts = Adjusted(frozenset({"m.travel"}), None) if is_adjustment else None
    return HistoryItem(position, STEPS[kind], record, facts, pause, adjusts, permission)


def notice(
    position: int,
    kind: NoticeType,
    *apply: str,
    record: UUID | None = A,
    ending: Ending | None = None,
    permission: UUID | None = None,
    measures: ChangedMeasures | None = None,
) -> Told:
    body = {"exempted": {"permission": str(permission)}}
    happened = datetime(2026, 3, 2, tzinfo=UTC)
    about = Entry(position, UUID(int=position), kind, body, UUID(int=7), record, happened)
    return Told(about, apply, ending, measures)


def told_again(
    told: Told,
    history: Sequence[HistoryItem],
    in_force: InForceFrom = ALL,
    as_of: int = 99,
    withheld: frozenset[int] = frozenset(),
    withdrawn: frozenset[UUID] = frozenset(),
) -> Told | None:
    seen = Hindsight(as_of=as_of, in_force=in_force, withheld=withheld, withdrawn=withdrawn)
    return replayed(told, history, seen)


PUBLISHED = item(1, NoticeType.LISTING_PUBLISHED, facts=LISTED)
IMPOSED = item(1, NoticeType.RESTRICTION_IMPOSED, facts=ORDERED)
LESSENED = item(2, NoticeType.RESTRICTION_AMENDED, facts=LESS)


def test_what_stands_is_told_with_all_that_it_triggers_by_now() -> None:
    in_force = InForceFrom((0, (TRAVEL,)), (5, (TRAVEL, FLIGHTS)))
    told = notice(1, NoticeType.RESTRICTION_IMPOSED, "m.travel")
    again = told_again(told, [IMPOSED], in_force)
    assert again is not None
    assert set(again.apply) == {"m.travel", "m.flights"}
    assert (again.id, again.ending) == (told.id, None)


def test_a_beginning_that_was_amended_is_left_out_and_the_amendment_lifts_what_was_missed() -> None:
    history = [IMPOSED, LESSENED]
    began = notice(1, NoticeType.RESTRICTION_IMPOSED, "m.flights", "m.travel")
    amended = notice(2, NoticeType.RESTRICTION_AMENDED, "m.travel")
    assert told_again(began, history) is None
    again = told_again(amended, history)
    assert again is not None
    assert (again.apply, again.ending) == (("m.travel",), Ending(("m.flights",), ()))


def test_a_later_amendment_that_the_agency_was_not_told_of_does_not_silence_what_it_knows() -> None:
    history = [IMPOSED, LESSENED, item(3, NoticeType.RESTRICTION_AMENDED, facts=LESS)]
    only_flights = always(FLIGHTS)
    told = notice(2, NoticeType.RESTRICTION_AMENDED, ending=Ending(("m.flights",), ()))
    # Nothing of the record is held any more.
    assert told_again(told, history, only_flights) == told._replace(line=HeldAs(None))
    assert told_again(notice(1, NoticeType.RESTRICTION_IMPOSED), history, only_flights) is None


def test_a_later_amendment_that_is_kept_from_the_agency_does_not_either() -> None:
    began = notice(1, NoticeType.RESTRICTION_IMPOSED, "m.travel")
    assert told_again(began, [IMPOSED, LESSENED], withheld=frozenset({2})) is not None


def test_what_comes_after_the_cursor_is_not_looked_at() -> None:
    began = notice(1, NoticeType.RESTRICTION_IMPOSED, "m.travel", "m.flights")
    assert told_again(began, [IMPOSED, LESSENED], as_of=1) is not None


@pytest.mark.parametrize("step", [kind for kind, step in STEPS.items() if step is Step.ENDS])
def test_the_end_of_a_record_is_told_always_and_lifts_what_nothing_keeps(step: str) -> None:
    other = item(2, NoticeType.LISTING_PUBLISHED, B, LISTED)
    history = [PUBLISHED, other, item(3, NoticeType(step))]
    told = notice(3, NoticeType(step), ending=Ending(("m.credit", "m.gone"), ()))
    for in_force in (ALL, InForceFrom((0, (CREDIT,)), (4, ()))):
        again = told_again(told, history, in_force)
        assert again is not None
        kept = (Kept("m.credit", (B,)),) if in_force is ALL else ()
        lift = ("m.gone",) if kept else ("m.credit", "m.gone")
        assert again.ending == Ending(lift, kept)


def test_what_has_ended_is_never_applied_again() -> None:
    history = [PUBLISHED, item(2, NoticeType.LISTING_REMOVED)]
    assert told_again(notice(1, NoticeType.LISTING_PUBLISHED, "m.credit"), history) is None


def test_the_suspension_of_a_listing_that_is_public_again_is_left_out() -> None:
    suspended = item(2, NoticeType.LISTING_SUSPENDED)
    resumed = item(3, NoticeType.LISTING_RESUMED, facts=LISTED)
    told = notice(2, NoticeType.LISTING_SUSPENDED, ending=Ending(("m.credit",), ()))
    assert told_again(told, [PUBLISHED, suspended, resumed]) is None
    assert told_again(told, [PUBLISHED, suspended, resumed], as_of=2) is not None


def test_what_the_agency_is_not_entitled_to_any_more_is_left_out() -> None:
    lost = InForceFrom((0, (CREDIT,)), (2, ()))
    assert (
        told_again(notice(1, NoticeType.LISTING_PUBLISHED, "m.credit"), [PUBLISHED], lost) is None
    )


def test_a_suspension_is_told_until_the_order_is_resumed_and_the_order_is_kept_meanwhile() -> None:
    pause = Pause(frozenset({RestrictedAct.FLIGHTS_AND_BERTHS}), (A,))
    suspended = item(2, NoticeType.RESTRICTION_SUSPENDED, pause=pause)
    resumed = item(3, NoticeType.RESTRICTION_RESUMED, pause=pause)
    only = always(FLIGHTS)
    began = notice(1, NoticeType.RESTRICTION_IMPOSED, "m.flights")
    pausing = notice(2, NoticeType.RESTRICTION_SUSPENDED, ending=Ending(("m.flights",), ()))
    resuming = notice(3, NoticeType.RESTRICTION_RESUMED, "m.flights")
    paused = [IMPOSED, suspended]
    again = told_again(began, paused, only)
    assert again is not None
    assert again.apply == ()
    assert told_again(pausing, paused, only) == pausing
    assert told_again(pausing, [*paused, resumed], only) is None
    assert told_again(resuming, [*paused, resumed], only) == resuming


def test_an_order_that_is_resumed_applies_what_the_listing_of_its_case_triggers() -> None:
    pause = Pause(frozenset({RestrictedAct.FLIGHTS_AND_BERTHS}), (A, B))
    either = always(replace(FLIGHTS, trigger=Trigger.EITHER, acts=frozenset()))
    history = [
        item(1, NoticeType.RESTRICTION_IMPOSED, facts=LESS),
        item(2, NoticeType.LISTING_PUBLISHED, B, LISTED),
        item(3, NoticeType.RESTRICTION_SUSPENDED, pause=pause),
        item(4, NoticeType.RESTRICTION_RESUMED, pause=pause),
    ]
    told = notice(4, NoticeType.RESTRICTION_RESUMED, "m.flights")
    assert told_again(told, history, either) == told


def test_an_exemption_is_told_unless_it_was_withdrawn_or_said_again() -> None:
    told = notice(2, NoticeType.RESTRICTION_EXEMPTED, permission=PERMISSION)
    exempted = item(2, NoticeType.RESTRICTION_EXEMPTED, permission=PERMISSION)
    other = item(3, NoticeType.RESTRICTION_EXEMPTED, permission=UUID(int=8))
    again = item(4, NoticeType.RESTRICTION_EXEMPTED, permission=PERMISSION)
    assert told_again(told, [IMPOSED, exempted, other]) == told
    assert told_again(told, [IMPOSED, exempted, other, again]) is None
    assert told_again(told, [IMPOSED, exempted], always()) is None


def test_an_adjustment_tells_what_still_holds_and_after_an_amendment_only_what_to_lift() -> None:
    adjusted = item(2, NoticeType.MEASURES_CHANGED, facts=ORDERED)
    told = notice(2, NoticeType.MEASURES_CHANGED, "m.travel", "m.gone")
    again = told_again(told, [IMPOSED, adjusted])
    assert again is not None
    assert again.apply == ("m.travel",)
    amended = item(3, NoticeType.RESTRICTION_AMENDED, facts=LESS)
    assert told_again(told, [IMPOSED, adjusted, amended]) is None
    taken = told._replace(ending=Ending(("m.old",), ()))
    left = told_again(taken, [IMPOSED, adjusted, amended])
    assert left is not None
    assert (left.apply, left.ending) == ((), Ending(("m.old",), ()))


def test_an_inquiry_that_was_withdrawn_names_nobody_again() -> None:
    asked = notice(1, NoticeType.INQUIRY_REQUESTED)
    assert told_again(asked, []) == asked
    assert told_again(asked, [], withdrawn=frozenset({A})) is None


def test_of_changed_settings_is_told_what_is_in_force_by_now() -> None:
    wider = replace(TRAVEL, responsible=False)
    changed = ChangedMeasures(begun=(FLIGHTS, TRAVEL), changed=(), ended=("m.credit", "m.gone"))
    told = notice(1, NoticeType.MEASURES_CHANGED, record=None, measures=changed)
    again = told_again(told, [], always(FLIGHTS, wider, CREDIT))
    assert again is not None
    assert again.measures == ChangedMeasures(begun=(FLIGHTS,), changed=(), ended=("m.gone",))
    nothing = ChangedMeasures(begun=(TRAVEL,), changed=(), ended=())
    assert told_again(told._replace(measures=nothing), [], always(wider)) is None


def test_a_test_notice_is_told_as_it_was() -> None:
    told = notice(1, NoticeType.STREAM_TEST, record=None)
    assert told_again(told, []) == told
