"""Dropping a decision to list (不予公布): before publication, by who decides, for a reason."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings

BODY = {"reason": "当事人已提供担保，身份证号510199198001010010"}


@pytest.mark.every_engine
@pytest.mark.parametrize("step", ["draft", "signed", "served"])
def test_what_is_not_published_is_dropped_with_its_order(
    desk: Desk, session: Session, step: str
) -> None:
    listing = files.drafted(desk)
    if step != "draft":
        listing = files.signed(desk, listing)
    if step == "served":
        listing = files.served(desk, listing)
    path = f"/listings/{listing['id']}"
    dropped = desk.done(f"{path}/drop", BODY, by="judge", version=listing["version"])
    assert (dropped["state"], dropped["ended_on"]) == ("dropped", "2026-03-02")
    assert dropped["version"] == listing["version"] + 1
    assert dropped["restriction"]["state"] == "dropped"
    assert session.scalars(select(PublicEntry)).all() == []
    session.rollback()
    order = desk.get(f"/restrictions/{dropped['restriction']['id']}").get_json()
    assert order["state"] == "dropped"
    last = desk.get(f"{path}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.dropped", "LR Art. 5")
    assert last["reason"] == "当事人已提供担保，身份证号510199***********0"


def test_nothing_more_is_done_about_a_dropped_decision(desk: Desk) -> None:
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    path = f"/listings/{listing['id']}"
    dropped = desk.done(f"{path}/drop", BODY, by="president", version=listing["version"])
    for act, body, by in (
        ("signature", None, "president"),
        (
            "service",
            {"method": "direct", "served_on": "2026-03-02", "repair_explained": True},
            "clerk",
        ),
        ("publication", None, "clerk"),
        ("drop", BODY, "judge"),
    ):
        problem = desk.refused(f"{path}/{act}", body, by=by, version=dropped["version"])
        assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
        assert problem["facts"]["state"] == "dropped"
    order = dropped["restriction"]
    problem = desk.refused(
        f"/restrictions/{order['id']}/signature", by="president", version=order["version"]
    )
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")


def test_a_dropped_debtor_may_be_listed_by_a_new_decision(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    first = files.drafted(desk, debtor)
    desk.done(f"/listings/{first['id']}/drop", BODY, by="judge", version=1)
    second = files.published(desk, debtor)
    assert (second["state"], second["restriction"]["state"]) == ("published", "in_force")


def test_what_is_published_is_not_dropped(desk: Desk) -> None:
    listing = files.published(desk)
    path = f"/listings/{listing['id']}/drop"
    problem = desk.refused(path, BODY, by="judge", version=listing["version"])
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")


def test_a_clerk_drops_nothing_and_a_reason_is_given(desk: Desk, other_desk: Desk) -> None:
    path = f"/listings/{files.drafted(desk)['id']}/drop"
    assert findings(desk.refused(path, BODY, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    for body in ({}, {"reason": ""}, {"reason": " "}):
        assert desk.refused(path, body, by="judge", version=1)["code"] == "request.invalid"
    assert desk.refused(path, BODY, by="judge")["status"] == 428
    assert desk.refused(path, BODY, by="judge", version=2)["status"] == 412
    assert other_desk.refused(path, BODY, by="judge", version=1)["status"] == 404
