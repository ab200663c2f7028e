"""Withdrawing drafts (撤回草案): what nobody has signed comes to nothing, and for a reason."""

from typing import Any

import pytest

from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings

WHY = {"reason": "起草有误 510199198001010010"}
AMENDED = {"conduct": "隐匿财产"}


def drafts(desk: Desk, listing: dict[str, Any]) -> list[tuple[str, dict[str, Any], str]]:
    """Draft one decision of every kind about a published listing, and say where it is."""
    about = {"listing": listing["id"], "reason": "x"}
    order = {"restriction": listing["restriction"]["id"], "ground": "CR9-security", "reason": "x"}
    return [
        (
            "removals",
            {**about, "ground": "LR2-early", "facts": {"corrected_conduct": True}},
            "removal",
        ),
        (
            "revocations",
            {**about, "wrong_since": "2026-03-01", "ordered_by": "(2026)川01执监1号"},
            "listing_change",
        ),
        ("amendments", {**about, "after": AMENDED}, "listing_change"),
        ("extensions", {**about, "years": 1, "several_dishonest_acts": True}, "listing_change"),
        ("lifts", {**order, "facts": {"effective_security": True}}, "lift"),
    ]


@pytest.mark.every_engine
def test_every_draft_can_be_withdrawn_and_is_signed_no_more(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-3"], ability="")
    for path, body, name in drafts(desk, listing)[:-1]:
        made = desk.done(f"/{path}", body)
        withdrawal = f"/{path}/{made['id']}/withdrawal"
        assert desk.refused(withdrawal, WHY, version=made["version"] + 1)["code"] == "record.stale"
        assert desk.refused(withdrawal, {"reason": " "}, version=1)["code"] == "request.invalid"
        problem = desk.refused(withdrawal, WHY, by="president", version=made["version"])
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
        gone = desk.done(withdrawal, WHY, version=made["version"], key=path)
        assert (gone["state"], gone["version"]) == ("withdrawn", made["version"] + 1)
        assert desk.done(withdrawal, WHY, version=made["version"], key=path) == gone
        for step, body_of in (("withdrawal", WHY), ("signature", None)):
            again = f"/{path}/{made['id']}/{step}"
            problem = desk.refused(again, body_of, by="judge", version=gone["version"])
            assert (problem["status"], problem["code"]) == (409, f"{name}.wrong_state")
    # The duties that the drafts had opened are over, and the listing stands as it was.
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    shown = desk.get(f"/listings/{listing['id']}").get_json()
    assert (shown["state"], shown["version"]) == ("published", listing["version"])
    history = desk.get(f"/listings/{listing['id']}/history").get_json()["items"]
    told = [one for one in history if "withdrawn" in one["kind"]]
    assert [one["kind"] for one in told] == [
        "removal.withdrawn",
        *["listing.change_withdrawn"] * 3,
    ]
    assert all("510199198001010010" not in one["reason"] for one in told)


def test_a_duty_stays_while_another_draft_keeps_it(desk: Desk) -> None:
    listing = files.published(desk)
    body = {"listing": listing["id"], "reason": "x", "after": AMENDED}
    first, second = desk.done("/amendments", body), desk.done("/amendments", body)

    def duties() -> list[str]:
        return [one["kind"] for one in desk.get("/deadlines", state="open").get_json()["items"]]

    desk.done(f"/amendments/{first['id']}/withdrawal", WHY, version=1)
    assert duties() == ["correct_listing"]
    desk.done(f"/amendments/{second['id']}/withdrawal", WHY, version=1)
    assert duties() == []


def test_the_draft_of_a_listing_goes_with_its_order(desk: Desk, other_desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/withdrawal"
    assert other_desk.refused(path, WHY, version=1)["code"] == "listing.not_found"
    gone = desk.done(path, WHY, version=1)
    assert (gone["state"], gone["restriction"]["state"]) == ("dropped", "dropped")
    problem = desk.refused(f"/listings/{listing['id']}/signature", by="president", version=2)
    assert problem["code"] == "listing.wrong_state"
    # Another one may be drafted at once; once it is signed only a judge drops it.
    other = files.signed(desk, files.drafted(desk, {"id": listing["debtor"]}))
    problem = desk.refused(f"/listings/{other['id']}/withdrawal", WHY, version=other["version"])
    assert (problem["code"], problem["facts"]["state"]) == ("listing.wrong_state", "signed")


def test_a_lift_is_withdrawn_too(desk: Desk) -> None:
    listing = files.published(desk)
    files.removed(
        desk, listing["id"], "LR10-3", creditor_applied_in_writing=True, court_agrees=True
    )
    _, body, _ = drafts(desk, listing)[-1]
    made = desk.done("/lifts", body)
    gone = desk.done(f"/lifts/{made['id']}/withdrawal", WHY, version=1)
    assert gone["state"] == "withdrawn"
    problem = desk.refused(f"/lifts/{made['id']}/signature", by="judge", version=2)
    assert problem["code"] == "lift.wrong_state"


def test_later_decisions_of_a_court_are_found(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-3"], ability="")
    made = [desk.done(f"/{path}", body) for path, body, _ in drafts(desk, listing)[1:4]]
    desk.done(f"/revocations/{made[0]['id']}/withdrawal", WHY, version=1)

    def found(**query: str) -> list[str]:
        page = desk.get("/listing-changes", **query).get_json()
        return [one["id"] for one in page["items"]]

    assert found() == [one["id"] for one in made]
    assert found(kind="extension", listing=listing["id"]) == [made[2]["id"]]
    assert found(state="draft") == [one["id"] for one in made[1:]]
    first = desk.get("/listing-changes", per_page="1").get_json()
    assert first["items"][0]["location"] == f"/api/v1/court/revocations/{made[0]['id']}"
    assert found(after=first["next"]) == [one["id"] for one in made[1:]]
    assert other_desk.get("/listing-changes").get_json()["items"] == []
