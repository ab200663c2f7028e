"""What agencies answer in the life of a case: closing a round, inquiries after it, resumption, and
what the creditor is told.
"""

import pytest

from tests.api import orders
from tests.api.proceedings import closed, closing_body, day, duties, standing
from tests.api.refusals import findings
from tests.clocks import SetClock
from tests.partners.asking import ACCOUNT, Asking, cannot, found, nothing, only


def nobody_finds_anything(asking: Asking) -> str:
    """Ask everybody, who all find nothing; return the id of the inquiry."""
    inquiry: str = only(asking.ask())["id"]
    for code in ("bank", "land", "traffic"):
        asking.say_nothing_found(code, inquiry)
    return inquiry


def test_a_round_is_not_closed_on_silence_nor_on_an_answer_that_cannot_be_given(
    asking: Asking,
) -> None:
    desk, path = asking.desk, f"/cases/{asking.case['id']}/round-closings"
    orders.in_force(desk, asking.debtor)
    inquiry = only(asking.ask())["id"]
    barred = {"round_closing.inquiries_answered": "Round Rules Art. 3"}
    assert findings(desk.refused(path, closing_body())) == barred
    for code in ("bank", "land"):
        asking.say_nothing_found(code, inquiry)
    asking.say("traffic", inquiry, cannot("vehicles"))
    assert findings(desk.refused(path, closing_body())) == barred
    asking.say_nothing_found("traffic", inquiry)
    assert desk.done(path, closing_body())["state"] == "draft"


@pytest.mark.every_engine
def test_after_a_closing_the_answers_do_the_duty_and_the_creditor_is_told(
    asking: Asking, clock: SetClock
) -> None:
    desk, case = asking.desk, asking.case["id"]
    orders.in_force(desk, asking.debtor)
    closed(desk, case)
    day(clock, "2026-09-02")
    request = asking.ask()
    assert request["basis"] == "Round Rules Art. 9; PR Art. 12"
    inquiry = only(request)["id"]
    asking.say_nothing_found("bank", inquiry)
    asking.say_nothing_found("land", inquiry)
    (duty,) = duties(desk, "run_inquiry")
    assert (duty["due_on"], duties(desk, "tell_creditor")) == ("2026-09-02", [])
    asking.say_nothing_found("traffic", inquiry)
    (duty,) = duties(desk, "run_inquiry")
    assert duty["due_on"] == "2027-03-02"
    assert standing(desk, case)["debtors"][0]["counting_days"] == ["2026-09-02"]
    (to_tell,) = duties(desk, "tell_creditor")
    assert (to_tell["record"], to_tell["due_on"]) == (inquiry, "2026-09-09")
    told = {"result": "nothing_found", "creditor_told_on": "2026-09-02"}
    version = only(asking.standing(request))["version"]
    desk.done(f"/inquiries/{inquiry}/answer", told, version=version)
    assert duties(desk, "tell_creditor") == []
    # Half of the network counts for nothing, unless something is found there.
    day(clock, "2027-03-02")
    half = only(asking.ask(kinds=["accounts"]))["id"]
    asking.say("bank", half, *nothing(("accounts",), on="2027-03-02"))
    assert standing(desk, case)["debtors"][0]["counting_days"] == ["2026-09-02"]
    assert duties(desk, "resume_enforcement") == []
    asking.say("bank", half, found("accounts", ACCOUNT, as_of="2027-03-02"))
    (resume,) = duties(desk, "resume_enforcement")
    assert (resume["record"], resume["basis"]) == (case, "Round Rules Art. 9")
    # The register proposes; the round stays closed until a person decides.
    stands = standing(desk, case)
    assert (stands["state"], stands["to_be_resumed"]) == ("round_closed", True)


def test_property_that_an_earlier_request_shows_after_the_closing_has_it_resumed(
    asking: Asking, clock: SetClock
) -> None:
    desk, case = asking.desk, asking.case["id"]
    orders.in_force(desk, asking.debtor)
    inquiry = nobody_finds_anything(asking)
    closed(desk, case)
    day(clock, "2026-03-04")
    asking.say("bank", inquiry, found("accounts", ACCOUNT))
    assert len(duties(desk, "resume_enforcement")) == 1


def test_five_years_after_the_closing_nobody_is_asked_any_more(
    asking: Asking, clock: SetClock
) -> None:
    orders.in_force(asking.desk, asking.debtor)
    closed(asking.desk, asking.case["id"])
    day(clock, "2031-03-03")
    refused = asking.desk.refused(asking.path, asking.body())
    assert findings(refused) == {"inquiry_requests.within_five_years": "Round Rules Art. 9"}


def test_by_hand_a_court_adds_only_that_the_creditor_was_told(asking: Asking) -> None:
    inquiry = only(request := asking.ask(kinds=["accounts"]))["id"]
    path = f"/inquiries/{inquiry}/answer"
    by_hand = {"result": "nothing_found", "answered_on": "2026-03-02"}
    refused = asking.desk.refused(path, by_hand, version=1)
    assert refused["code"] == "inquiry.asked_of_agencies"
    asking.say("bank", inquiry, *nothing(("accounts",)))
    told = {"result": "nothing_found", "creditor_told_on": "2026-03-02"}
    version = only(asking.standing(request))["version"]
    asking.desk.done(path, told, version=version)
    assert only(asking.standing(request))["creditor_told_on"] == "2026-03-02"
    # What has changed since is not what the creditor was told.
    asking.say("bank", inquiry, found("accounts", ACCOUNT))
    stands = only(asking.standing(request))
    assert (stands["result"], stands["creditor_told_on"]) == ("property_found", None)
