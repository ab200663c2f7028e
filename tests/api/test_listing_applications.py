"""Applications to list (纳入申请): fifteen days, a listing or a refusal, and six months of bar."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

WHY = {"reason": "未提供财产线索，查无履行能力"}
SECOND_DAY = "2026-02-25"


def body_of(debtor: str, **changes: object) -> dict[str, object]:
    """Return an application as a clerk receives it."""
    return {
        "debtor": debtor,
        "received_on": SECOND_DAY,
        "applicant": "申请执行人王测试 510199198001010010",
        "reason": "被执行人转移财产",
        **changes,
    }


def drafted_on(desk: Desk, debtor: str, application: str) -> dict[str, Any]:
    """Draft a listing on an application."""
    body = files.listing_body(debtor, application=application, grounds=["LR1-3"], ability="")
    return desk.done("/listings", {k: v for k, v in body.items() if k != "applied_on"})


def duties(desk: Desk) -> list[tuple[str, str]]:
    """Return the open duties with their days."""
    found = desk.get("/deadlines", state="open").get_json()["items"]
    kinds = {"decide_listing_application"}
    return [(duty["kind"], duty["due_on"]) for duty in found if duty["kind"] in kinds]


@pytest.mark.every_engine
def test_an_application_is_decided_by_the_signature_of_a_listing(
    desk: Desk, other_desk: Desk
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))["id"]
    for changes, rule in (
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"received_on": "2025-11-02"}, "procedure.applied_after_filing"),
    ):
        problem = desk.refused("/listing-applications", body_of(debtor, **changes))
        assert findings(problem) == {rule: "LR Art. 5"}
    problem = other_desk.refused("/listing-applications", body_of(debtor))
    assert problem["code"] == "debtor.not_found"
    made = desk.done("/listing-applications", body_of(debtor), key="a")
    assert desk.done("/listing-applications", body_of(debtor), key="a") == made
    assert (made["state"], made["due"]["due_on"]) == ("received", "2026-03-12")
    assert "510199198001010010" not in made["applicant"]
    assert duties(desk) == [("decide_listing_application", "2026-03-12")]
    problem = desk.refused("/listing-applications", body_of(debtor))
    assert (problem["status"], problem["code"]) == (409, "listing_application.pending")
    # Its day is the day of the listing's application, and nobody states another one.
    wrong = files.listing_body(debtor, application=made["id"])
    assert desk.refused("/listings", wrong)["errors"][0]["pointer"] == "/applied_on"
    wrong = files.listing_body(debtor, application=made["id"], initiative="court", applied_on=None)
    assert desk.refused("/listings", wrong)["errors"][0]["pointer"] == "/initiative"
    listing = drafted_on(desk, debtor, made["id"])
    assert (listing["initiative"], listing["applied_on"]) == ("creditor", SECOND_DAY)
    # A draft that is withdrawn leaves the application where it was.
    desk.done(f"/listings/{listing['id']}/withdrawal", {"reason": "x"}, version=1)
    assert duties(desk) == [("decide_listing_application", "2026-03-12")]
    listing = files.signed(desk, drafted_on(desk, debtor, made["id"]))
    path = f"/listing-applications/{made['id']}"
    shown = desk.get(path).get_json()
    assert (shown["state"], shown["listing"], shown["due"]) == ("granted", listing["id"], None)
    assert shown["decided"]["by"] == listing["signed"]["by"]
    assert duties(desk) == []
    problem = desk.refused(f"{path}/refusal", WHY, by="judge", version=shown["version"])
    assert (problem["status"], problem["code"]) == (409, "listing_application.wrong_state")
    assert other_desk.get(path).status_code == 404
    found = desk.get("/listing-applications", debtor=debtor, state="granted").get_json()["items"]
    assert [one["id"] for one in found] == [made["id"]]
    assert desk.get("/listing-applications", state="refused").get_json()["items"] == []


def test_an_application_is_refused_with_its_reasons_by_another_person(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))["id"]
    made = desk.done("/listing-applications", body_of(debtor), by="judge")
    path = f"/listing-applications/{made['id']}/refusal"
    assert desk.refused(path, {"reason": " "}, by="judge", version=1)["code"] == "request.invalid"
    problem = desk.refused(path, WHY, by="judge", version=1)
    assert findings(problem) == {"authority.two_persons": "Register Rule 3"}
    problem = desk.refused(path, WHY, by="clerk", version=1)
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    assert desk.refused(path, WHY, by="president", version=2)["code"] == "record.stale"
    done = desk.done(path, WHY, by="president", version=1)
    assert (done["state"], done["decision"], done["due"]) == ("refused", WHY["reason"], None)
    assert duties(desk) == []
    # Nothing is drafted on it any more; another may be received, and the court may act itself.
    body = files.listing_body(debtor, application=made["id"], applied_on=None)
    assert desk.refused("/listings", body)["code"] == "listing_application.wrong_state"
    again = desk.done("/listing-applications", body_of(debtor))
    nobody = "00000000-0000-4000-8000-000000000000"
    body = files.listing_body(debtor, application=nobody, applied_on=None)
    assert desk.refused("/listings", body)["code"] == "listing_application.not_found"
    other = files.debtor_of(desk, files.case_of(desk, number="(2025)川0107执9号"))["id"]
    body = files.listing_body(other, application=again["id"], applied_on=None)
    assert desk.refused("/listings", body)["code"] == "listing_application.not_found"


@pytest.mark.parametrize(
    ("days", "barred"), [(184, True), (185, False)], ids=["its last day", "the day after"]
)
def test_a_creditor_is_barred_for_six_months_and_the_court_is_not(
    desk: Desk, clock: SetClock, days: int, barred: bool
) -> None:
    listing = files.published(desk)
    debtor = listing["debtor"]
    files.removed(
        desk, listing["id"], "LR10-3", creditor_applied_in_writing=True, court_agrees=True
    )
    # Removed on 2 March: six months are over with 2 September.
    clock.forward(timedelta(days=days))
    on = clock().date().isoformat()
    made = desk.done("/listing-applications", body_of(debtor, received_on=on))
    body = files.listing_body(debtor, application=made["id"], applied_on=None)
    if barred:
        problem = desk.refused("/listings", body)
        assert findings(problem) == {"bars.creditor_barred": "LR Art. 10 para 4"}
        own = files.listing_body(debtor, initiative="court", applied_on=None)
        listing = files.served(desk, files.signed(desk, desk.done("/listings", own)), on=on)
        path = f"/listings/{listing['id']}/publication"
        assert desk.done(path, version=listing["version"])["state"] == "published"
        return
    assert desk.done("/listings", body)["state"] == "draft"


def test_one_decision_at_a_time_and_new_conduct_after_a_term(desk: Desk, clock: SetClock) -> None:
    listing = files.drafted(desk, grounds=["LR1-4"], ability="")
    debtor = listing["debtor"]
    body = files.listing_body(debtor, grounds=["LR1-3"], ability="")
    assert findings(desk.refused("/listings", body)) == {
        "relisting.one_at_a_time": "LR Art. 10 para 3"
    }
    listing = files.served(desk, files.signed(desk, listing))
    assert findings(desk.refused("/listings", body)) == {
        "relisting.one_at_a_time": "LR Art. 10 para 3"
    }
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    files.removed(desk, listing["id"], "LR2-early", corrected_conduct=True)
    assert findings(desk.refused("/listings", body)) == {
        "relisting.new_conduct_after_a_term": "LR Art. 2 para 1"
    }
    assert desk.done("/listings", {**body, "conduct_since_removal": True})["state"] == "draft"


def test_what_was_revoked_may_be_listed_again(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"], ability="")
    body = {
        "listing": listing["id"],
        "reason": "上级法院决定",
        "wrong_since": "2026-03-01",
        "ordered_by": "(2026)川01执监1号",
    }
    made = desk.done("/revocations", body)
    desk.done(f"/revocations/{made['id']}/signature", by="judge", version=1)
    again = files.listing_body(listing["debtor"], grounds=["LR1-4"], ability="")
    assert desk.done("/listings", again)["state"] == "draft"
