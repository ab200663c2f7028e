"""Inquiries of a case that has ended: whoever has not answered is told so."""

from sqlalchemy import delete

from registry.db import transaction
from registry.models.subjects import SubjectIdentity
from tests.api import files, orders
from tests.api.proceedings import ruled
from tests.partners.asking import Asking, nothing, only
from tests.partners.conftest import Send
from tests.partners.receiver import FakeTransport


def test_when_the_case_ends_those_who_have_not_answered_are_told_that_nobody_asks_any_more(
    asking: Asking, send: Send
) -> None:
    answered = asking.ask(agencies=["land"], kinds=["real_property"])
    asking.say_nothing_found("land", only(answered)["id"])
    waiting = asking.ask(agencies=["bank"], kinds=["accounts"])
    files.paid(asking.desk, asking.debtor["id"])
    ruled(asking.desk, asking.case["id"], "completion")
    assert asking.standing(waiting)["state"] == "withdrawn"
    assert asking.standing(answered)["state"] == "open"
    bank, land = FakeTransport(), FakeTransport()
    send(asking.inside["bank"], bank)
    send(asking.inside["land"], land)
    assert [notice["type"] for notice in bank.notices()] == [
        "inquiry.requested",
        "inquiry.withdrawn",
    ]
    # Whoever has answered is not told to forget it.
    assert [notice["type"] for notice in land.notices()] == ["inquiry.requested"]
    assert asking.get("bank", "/inquiries").get_json()["items"] == []
    late = asking.say("bank", only(waiting)["id"], *nothing(("accounts",)))
    assert late.status_code == 409


def test_when_the_case_ends_for_one_debtor_the_inquiry_about_the_other_goes_on(
    asking: Asking, send: Send
) -> None:
    other = files.debtor_of(asking.desk, asking.case, **orders.SOMEBODY_ELSE)
    request = asking.ask(
        agencies=["bank"], kinds=["accounts"], debtors=[asking.debtor["id"], other["id"]]
    )
    ruled(asking.desk, asking.case["id"], "termination", debtor=other["id"])
    assert asking.standing(request)["state"] == "open"
    bank = FakeTransport()
    send(asking.inside["bank"], bank)
    withdrawn = [n["record"] for n in bank.notices() if n["type"] == "inquiry.withdrawn"]
    assert withdrawn == [request["inquiries"][1]["id"]]
    (left,) = asking.get("bank", "/inquiries").get_json()["items"]
    assert left["id"] == request["inquiries"][0]["id"]


def test_an_answer_about_somebody_who_was_erased_is_refused_and_says_so(asking: Asking) -> None:
    inquiry = only(asking.ask(agencies=["bank"], kinds=["accounts"]))["id"]
    assert len(asking.get("bank", "/inquiries").get_json()["items"]) == 1
    with transaction() as session:
        session.execute(delete(SubjectIdentity))
    assert asking.get("bank", "/inquiries").get_json()["items"] == []
    refused = asking.say("bank", inquiry, *nothing(("accounts",)))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "subject.erased")
    answers = asking.desk.get(f"/inquiries/{inquiry}/answers", purpose="enforcement").get_json()
    assert answers["items"] == []
