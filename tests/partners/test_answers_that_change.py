"""Answers that change: what rested on the earlier ones does so no more."""

from typing import Any

from flask import Flask

from tests.api import capacity
from tests.api.beginnings import Beginnings
from tests.api.chain import chain_of
from tests.api.desk import OTHER_COURT
from tests.api.test_own_records import CASE
from tests.clocks import SetClock
from tests.partners.asking import ACCOUNT, Asking, cannot, found, only
from tests.partners.conftest import Agencies


def picture(asking: Asking) -> dict[str, Any]:
    """Read what is known of the debtor's capacity."""
    shown: dict[str, Any] = asking.desk.get(f"/debtors/{asking.debtor['id']}/capacity").get_json()
    return shown


def nothing_found_by_all(asking: Asking) -> str:
    """Ask everybody, who all find nothing; return the inquiry."""
    inquiry: str = only(asking.ask())["id"]
    for code in ("bank", "land", "traffic"):
        asking.say_nothing_found(code, inquiry)
    return inquiry


def test_evidence_that_a_clerk_took_from_an_answer_goes_with_it(asking: Asking) -> None:
    inquiry = nothing_found_by_all(asking)
    by_hand = capacity.evidence_body(asking.debtor["id"], inquiry=inquiry)
    asking.desk.done("/evidence", by_hand)
    assert len(picture(asking)["for_inability"]) == 2
    asking.say("traffic", inquiry, cannot("vehicles"))
    shown = picture(asking)
    assert shown["for_inability"] == []
    assert ([item["result"] for item in shown["for_neither"]], shown["withdrawn"]) == (
        ["failed"],
        2,
    )


def test_a_finding_of_inability_is_looked_at_again_when_an_answer_changes(asking: Asking) -> None:
    inquiry = nothing_found_by_all(asking)
    capacity.found_unable(asking.desk, asking.debtor["id"])
    assert picture(asking)["finding"]["flag"] is None
    asking.say("bank", inquiry, found("accounts", ACCOUNT))
    assert picture(asking)["finding"]["flag"] is not None


def test_after_a_transfer_answers_are_for_the_new_court_and_no_longer_for_the_old(
    app: Flask, clock: SetClock, directory: Agencies, beginnings: Beginnings | None
) -> None:
    chain = chain_of(app, clock, beginnings).open()
    asking = Asking(app, chain.court, directory.add, clock()).open()
    inquiry = only(asked := asking.ask(kinds=["accounts"]))["id"]
    moved = {
        "case_number": CASE,
        "kind": "designated",
        "to_court": OTHER_COURT,
        "reason": "当地阻力较大",
    }
    chain.intermediate.done("/transfers", moved, by="judge")
    assert asking.say("bank", inquiry, found("accounts", ACCOUNT)).status_code == 200
    path = f"/inquiries/{inquiry}/answers"
    seen = chain.sibling.get(path, by="judge", purpose="enforcement").get_json()["items"]
    assert [word["items"][0]["number"] for word in seen] == [ACCOUNT["number"]]
    for purpose in ("enforcement", "supervision"):
        assert chain.court.get(path, by="judge", purpose=purpose).status_code == 404
    assert chain.court.get(f"/inquiry-requests/{asked['id']}").status_code == 404
    assert chain.intermediate.get(path, by="judge", purpose="supervision").status_code == 200
    views = chain.sibling.get(f"/inquiries/{inquiry}/views").get_json()["items"]
    assert [view["purpose"] for view in views] == ["enforcement", "supervision"]
