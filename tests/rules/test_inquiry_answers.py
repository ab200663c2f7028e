"""What agencies answer: three answers apart, and one result for all who were asked."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import inquiry_answers
from registry.rules.inquiry_answers import NETWORK_KINDS, Asked, Handling, Said
from registry.rules.inquiry_requests import NO_PROPERTY
from registry.rules.policy import Policy
from schemas.case_codes import Bearing, InquiryResult
from schemas.inquiry_codes import AskState, InquiryKind, InquiryOutcome
from tests.rules.cases import Value, check_value

FOUND, NOTHING, CANNOT = InquiryOutcome
ACCOUNTS, VEHICLES, MARRIAGE = InquiryKind.ACCOUNTS, InquiryKind.VEHICLES, InquiryKind.MARRIAGE
BOTH = frozenset({ACCOUNTS, VEHICLES})
RESULT = InquiryResult


def bank(said: Said | None = None) -> Asked:
    return Asked(kinds=frozenset({ACCOUNTS}), said={ACCOUNTS: said} if said else {})


def worth(says: str, kind: InquiryKind, expected: bool, **item: str) -> Value:
    given = partial(inquiry_answers.has_worth, kind, [item] if item else [])
    return Value(inquiry_answers.HAS_WORTH, says, given, expected)


def came_to(says: str, expected: InquiryResult, *asked: Asked) -> Value:
    given = partial(inquiry_answers.result, asked)
    return Value(inquiry_answers.RESULT, says, given, expected)


def stands(says: str, expected: AskState, asked: Asked, **handling: bool) -> Value:
    given = partial(inquiry_answers.ask_state, asked, Handling(**handling))
    return Value(inquiry_answers.ASK_STATE, says, given, expected)


def speaks(result: InquiryResult, expected: Bearing, *, complete: bool) -> Value:
    given = partial(inquiry_answers.bearing, result, complete=complete)
    return Value(inquiry_answers.BEARING, f"{result}, complete: {complete}", given, expected)


def waits_for(says: str, expected: bool, *asked: Asked) -> Value:
    given = partial(inquiry_answers.is_awaited, asked)
    return Value(inquiry_answers.IS_AWAITED, says, given, expected)


def leaves(says: str, open_ones: set[int], *inquiries: list[Asked]) -> Value:
    given = partial(inquiry_answers.left_open, inquiries)
    return Value(inquiry_answers.LEFT_OPEN, says, given, open_ones)


def of(agency: str, asked: Asked) -> Asked:
    return replace(asked, agency=agency)


def came(says: str, answered_on: date, late: bool) -> Value:
    given = partial(inquiry_answers.is_late, answered_on, date(2026, 3, 5))
    return Value(inquiry_answers.IS_LATE, says, given, late)


def current(
    says: str, as_of: date, expected: bool, outcome: InquiryOutcome = NOTHING, days: int = 31
) -> Value:
    policy = Policy(inquiry_data_days=days)
    given = partial(inquiry_answers.is_current, outcome, as_of, date(2026, 3, 2), policy=policy)
    return Value(inquiry_answers.IS_CURRENT, says, given, expected)


EMPTY = bank(Said(NOTHING))
SOME = Asked(kinds=BOTH, said={VEHICLES: Said(FOUND, worth=True)})
MARRIED = Asked(
    kinds=frozenset({ACCOUNTS, MARRIAGE}),
    said={ACCOUNTS: Said(NOTHING), MARRIAGE: Said(FOUND)},
)
VALUES = (
    current("data of the day of the request", date(2026, 3, 2), True),
    current("data of the 31st day before", date(2026, 1, 30), True),
    current("data of the day before that", date(2026, 1, 29), False),
    current("property in old data", date(2026, 1, 29), False, FOUND),
    current("no newer data to answer from", date(1999, 1, 1), True, CANNOT),
    current("a court that wants them of the day", date(2026, 3, 2), True, days=0),
    current("data of the day before, there", date(2026, 3, 1), False, days=0),
    worth("an account with money", ACCOUNTS, True, balance="0.01"),
    worth("an empty account", ACCOUNTS, False, balance="0.00"),
    worth("a policy without cash value", InquiryKind.INSURANCE, False, cash_value="0"),
    worth("a holding", InquiryKind.SECURITIES, True, quantity="100"),
    worth("a vehicle", VEHICLES, True, plate="川A00000"),
    worth("no item at all", VEHICLES, False),
    worth("a marriage", MARRIAGE, False, state="已婚"),
    came_to("nobody was asked", RESULT.NO_REPLY),
    came_to("one is silent", RESULT.NO_REPLY, EMPTY, bank()),
    came_to("all have found nothing", RESULT.NOTHING_FOUND, EMPTY, EMPTY),
    came_to("an empty account is nothing", RESULT.NOTHING_FOUND, EMPTY, bank(Said(FOUND))),
    came_to("one cannot answer", RESULT.FAILED, EMPTY, bank(Said(CANNOT))),
    came_to("silence comes before failure", RESULT.NO_REPLY, bank(), bank(Said(CANNOT))),
    came_to("property, though another is silent", RESULT.PROPERTY_FOUND, bank(), SOME),
    came_to("a marriage is no property", RESULT.NOTHING_FOUND, MARRIED),
    came_to("only a marriage is asked for", RESULT.NO_REPLY, Asked(kinds=frozenset({MARRIAGE}))),
    Value(
        inquiry_answers.COVERS_NETWORK,
        "everything",
        partial(inquiry_answers.covers_network, InquiryKind),
        True,
    ),
    Value(
        inquiry_answers.COVERS_NETWORK,
        "all of the network and no more",
        partial(inquiry_answers.covers_network, NETWORK_KINDS),
        True,
    ),
    *(
        Value(
            inquiry_answers.COVERS_NETWORK,
            f"without {kind}",
            partial(inquiry_answers.covers_network, NETWORK_KINDS - {kind}),
            False,
        )
        for kind in sorted(NETWORK_KINDS)
    ),
    speaks(RESULT.PROPERTY_FOUND, Bearing.ABILITY, complete=False),
    speaks(RESULT.NOTHING_FOUND, Bearing.INABILITY, complete=True),
    speaks(RESULT.NOTHING_FOUND, Bearing.NEITHER, complete=False),
    speaks(RESULT.FAILED, Bearing.NEITHER, complete=True),
    speaks(RESULT.NO_REPLY, Bearing.NEITHER, complete=True),
    stands("nothing happened yet", AskState.WAITING, bank()),
    stands("its stream has stopped, and the day is over", AskState.WAITING, bank(), overdue=True),
    stands("handed over", AskState.SENT, bank(), sent=True),
    stands("accepted", AskState.ACCEPTED, bank(), sent=True, accepted=True),
    stands("accepted, and silent", AskState.SILENT, bank(), sent=True, accepted=True, overdue=True),
    stands("rejected", AskState.REJECTED, bank(), sent=True, rejected=True, overdue=True),
    stands("answered though rejected", AskState.NOTHING_FOUND, EMPTY, rejected=True),
    stands("in part", AskState.PARTLY_ANSWERED, SOME, sent=True, overdue=True),
    stands("found", AskState.FOUND, MARRIED, sent=True),
    stands("cannot", AskState.CANNOT_ANSWER, bank(Said(CANNOT)), sent=True),
    stands("withdrawn", AskState.WITHDRAWN, EMPTY, withdrawn=True),
    waits_for("nobody, who is asked nothing", False),
    waits_for("one that says nothing", True, EMPTY, bank()),
    waits_for("one that has answered in part, though it found property", True, SOME),
    waits_for("one that cannot answer, and has said so", False, bank(Said(CANNOT))),
    waits_for("all have answered, what is no property too", False, EMPTY, MARRIED),
    waits_for("one that was asked for a marriage only", True, Asked(kinds=frozenset({MARRIAGE}))),
    leaves("nobody was asked", set()),
    leaves("nothing was found", set(), [of("a", EMPTY)]),
    leaves("one is silent", {0}, [of("a", EMPTY), of("b", bank())]),
    leaves("one cannot answer", {0}, [of("a", bank(Said(CANNOT)))]),
    leaves("one found property, and is silent on the rest", {0}, [of("a", SOME)]),
    leaves("asked again, it says so", set(), [of("a", bank())], [of("a", EMPTY)]),
    leaves("asked again, it is silent", {1}, [of("a", EMPTY)], [of("a", bank())]),
    leaves("another was asked later", {0}, [of("a", bank())], [of("b", EMPTY)]),
    leaves("it was asked less later", {0}, [of("a", Asked(kinds=BOTH))], [of("a", EMPTY)]),
    leaves("a marriage is no property", set(), [of("a", Asked(kinds=frozenset({MARRIAGE})))]),
    came("on the day", date(2026, 3, 5), False),
    came("a day later", date(2026, 3, 6), True),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_answers_come_to_what_the_rule_says(value: Value) -> None:
    check_value(value)


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    kinds = draw(st.frozensets(st.sampled_from(InquiryKind), min_size=1))
    answered = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True))
    said = {kind: Said(draw(st.sampled_from(InquiryOutcome))) for kind in answered}
    return Asked(kinds=kinds, said=said)


@given(st.lists(asked(), min_size=1, max_size=4))
def test_nothing_is_found_only_where_everybody_has_said_so_of_all_property(
    everybody: list[Asked],
) -> None:
    property_said = [
        agency.said.get(kind) for agency in everybody for kind in agency.kinds - NO_PROPERTY
    ]
    all_said = all(said and said.outcome is not CANNOT for said in property_said)
    found_nothing = inquiry_answers.result(everybody) is RESULT.NOTHING_FOUND
    assert found_nothing is (bool(property_said) and all_said)
