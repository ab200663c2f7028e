"""What agencies and the court itself were asked before a round is closed: only what was answered
says that nothing was found.
"""

import pytest

from tests.api import files, orders
from tests.api.proceedings import closing_body, inquired, ruled
from tests.api.refusals import findings
from tests.partners.asking import ACCOUNT, Asking, cannot, found, nothing, only

BARRED = {"round_closing.inquiries_answered": "Round Rules Art. 3"}


@pytest.fixture
def restricted(asking: Asking) -> Asking:
    """Give a case that lacks nothing for its closing but answers."""
    orders.in_force(asking.desk, asking.debtor)
    return asking


def refused(asking: Asking) -> dict[str, str]:
    """Ask for the closing, and return why it is refused."""
    path = f"/cases/{asking.case['id']}/round-closings"
    return findings(asking.desk.refused(path, closing_body()))


def drafted(asking: Asking) -> str:
    """Draft the closing."""
    made = asking.desk.done(f"/cases/{asking.case['id']}/round-closings", closing_body())
    state: str = made["state"]
    return state


@pytest.mark.every_engine
def test_who_is_asked_for_less_again_does_not_answer_for_the_rest(restricted: Asking) -> None:
    asked = only(restricted.ask())["id"]
    again = only(restricted.ask(kinds=["accounts"]))["id"]
    restricted.say_nothing_found("bank", again, "accounts")
    assert refused(restricted) == BARRED
    # Whoever was asked again answers there, the others and the rest where they were asked.
    restricted.say_nothing_found("bank", asked, "network_funds", "securities")
    restricted.say_nothing_found("land", asked)
    assert refused(restricted) == BARRED
    restricted.say_nothing_found("traffic", asked)
    assert drafted(restricted) == "draft"


def test_what_another_agency_found_answers_for_nobody(restricted: Asking) -> None:
    asked = only(restricted.ask())["id"]
    restricted.say("bank", asked, found("accounts", ACCOUNT))
    assert refused(restricted) == BARRED
    restricted.say_nothing_found("bank", asked, "network_funds", "securities")
    restricted.say_nothing_found("land", asked)
    restricted.say("traffic", asked, cannot("vehicles"))
    assert refused(restricted) == BARRED
    again = only(restricted.ask(kinds=["vehicles"]))["id"]
    assert refused(restricted) == BARRED
    restricted.say_nothing_found("traffic", again)
    assert drafted(restricted) == "draft"


def test_a_withdrawn_request_leaves_nothing_open(restricted: Asking) -> None:
    request = restricted.ask()
    assert refused(restricted) == BARRED
    path = f"/inquiry-requests/{request['id']}/withdrawal"
    restricted.desk.done(path, {"reason": "单位已经退出"}, version=1)
    assert drafted(restricted) == "draft"


def test_nobody_waits_for_answers_about_a_debtor_whose_case_is_over(restricted: Asking) -> None:
    other = files.debtor_of(restricted.desk, restricted.case, **orders.SOMEBODY_ELSE)
    request = restricted.ask(
        agencies=["bank"], kinds=["accounts"], debtors=[restricted.debtor["id"], other["id"]]
    )
    ruled(restricted.desk, restricted.case["id"], "termination", debtor=other["id"])
    mine, others = (each["id"] for each in request["inquiries"])
    assert restricted.say("bank", others, *nothing(("accounts",))).status_code == 409
    assert refused(restricted) == BARRED
    restricted.say_nothing_found("bank", mine, "accounts")
    assert drafted(restricted) == "draft"


def test_what_a_court_recorded_without_an_answer_is_asked_again_first(restricted: Asking) -> None:
    case, day = restricted.case["id"], "2026-03-02"
    inquired(restricted.desk, case, day, "no_reply")
    assert refused(restricted) == BARRED
    # Another way of asking is no answer to the first, and a failure is none either.
    inquired(restricted.desk, case, day, means="field_inquiry")
    inquired(restricted.desk, case, day, "failed")
    assert refused(restricted) == BARRED
    about_him = {"debtor": restricted.debtor["id"]}
    inquired(restricted.desk, case, day, **about_him)
    assert drafted(restricted) == "draft"
