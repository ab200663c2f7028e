"""Lifting an order by itself (解除限制消费令): must or may, not while listed, by two people."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, orders
from tests.api.desk import COURT_NAME, OTHER_COURT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock


@pytest.fixture
def order(desk: Desk) -> dict[str, Any]:
    """Give an order in force against a debtor who is not listed."""
    return orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))


@pytest.mark.every_engine
@pytest.mark.parametrize(
    ("ground", "fact", "mandatory"),
    [
        ("CR9-performed", "enforcement_completed", True),
        ("CR9-security", "effective_security", False),
        ("CR9-creditor", "creditor_agrees", False),
    ],
)
def test_an_order_is_lifted_with_its_public_entry_and_told_in_one_commit(
    desk: Desk, session: Session, order: dict[str, Any], ground: str, fact: str, mandatory: bool
) -> None:
    assert session.scalars(select(PublicEntry.list_name)).all() == ["restricted"]
    session.rollback()
    lift = orders.lift_drafted(desk, order["id"], ground, **{fact: True})
    assert (lift["state"], lift["mandatory"]) == ("draft", mandatory)
    assert lift["restriction"]["state"] == "in_force"
    done = desk.done(f"/lifts/{lift['id']}/signature", by="judge", version=1)
    assert done["state"] == "signed"
    assert done["restriction"]["state"] == "lifted"
    assert done["restriction"]["lift_ground"] == ground
    assert done["restriction"]["lifted_on"] == "2026-03-02"
    assert done["facts"][fact] is True
    assert desk.get(f"/lifts/{lift['id']}").get_json() == done
    assert session.scalars(select(PublicEntry)).all() == []
    entry = read.after(session, 0, limit=1_000)[-1]
    assert (entry.kind, str(entry.record_id), entry.basis) == (
        "restriction.lifted",
        order["id"],
        "CR Art. 9",
    )
    assert f'"ground":"{ground}"' in entry.body


@pytest.mark.every_engine
def test_confirmed_payments_are_full_performance_to_the_last_fen(
    desk: Desk, order: dict[str, Any]
) -> None:
    files.paid(desk, order["debtor"], "97999.99")
    body = orders.lift_body(order["id"], "CR9-performed", creditor_agrees=True)
    problem = desk.refused("/lifts", body)
    assert problem["code"] == "lift.ineligible"
    assert findings(problem) == {"lifting.performed": "CR Art. 9"}
    files.paid(desk, order["debtor"], "0.01")
    assert orders.lifted(desk, order["id"], "CR9-performed")["restriction"]["state"] == "lifted"


@pytest.mark.parametrize(
    ("ground", "rule", "article"),
    [
        ("CR9-performed", "lifting.performed", "CR Art. 9"),
        ("CR9-security", "lifting.security_given", "CR Art. 9"),
        ("CR9-creditor", "lifting.creditor_agrees", "CR Art. 9"),
        # No order states a period yet, and none is over by itself.
        ("CR5-period", "lifting.period_over", "CR Art. 5"),
    ],
)
def test_a_ground_that_is_not_there_lifts_nothing(
    desk: Desk, order: dict[str, Any], ground: str, rule: str, article: str
) -> None:
    body = {"restriction": order["id"], "ground": ground, "reason": "申请解除"}
    assert findings(desk.refused("/lifts", body)) == {rule: article}
    # The debtor's own code is told once, with the order.
    shown = {name: value for name, value in order.items() if name != "own_code"}
    assert desk.get(f"/restrictions/{order['id']}").get_json() == shown


@pytest.mark.parametrize("ground", ["LR1-1", "LR1-4"])
def test_an_order_stays_as_long_as_the_debtor_is_listed_in_the_case(
    desk: Desk, ground: str
) -> None:
    listing = files.published(desk, grounds=[ground])
    order = listing["restriction"]["id"]
    problem = desk.refused("/lifts", orders.lift_body(order))
    assert findings(problem) == {"restriction.listing_implies_restriction": "CR Art. 1 para 2"}
    early = {"corrected_conduct": True}
    files.removed(desk, listing["id"], "LR2-early", **early)
    assert orders.lifted(desk, order)["restriction"]["state"] == "lifted"


def test_a_listing_that_comes_after_the_draft_keeps_the_order(
    desk: Desk, order: dict[str, Any]
) -> None:
    lift = orders.lift_drafted(desk, order["id"])
    files.published(desk, {"id": order["debtor"]})
    problem = desk.refused(f"/lifts/{lift['id']}/signature", by="judge", version=1)
    assert set(findings(problem)) == {"restriction.listing_implies_restriction"}


def test_a_listing_in_another_case_does_not_keep_the_order(
    desk: Desk, order: dict[str, Any]
) -> None:
    other = files.case_of(desk, number="(2025)川0107执99号")
    files.published(desk, files.debtor_of(desk, other))
    assert orders.lifted(desk, order["id"])["restriction"]["state"] == "lifted"


def test_who_drafted_a_lift_does_not_sign_it_and_a_clerk_never_does(
    desk: Desk, order: dict[str, Any]
) -> None:
    lift = desk.done("/lifts", orders.lift_body(order["id"]), by="judge")
    path = f"/lifts/{lift['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    assert findings(desk.refused(path, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    assert set(findings(desk.refused("/lifts", orders.lift_body(order["id"]), by="auditor"))) == {
        "authority.role_fits_act"
    }


@pytest.mark.every_engine
def test_an_order_is_lifted_once(desk: Desk, order: dict[str, Any]) -> None:
    first, second = (orders.lift_drafted(desk, order["id"]) for _ in range(2))
    desk.done(f"/lifts/{first['id']}/signature", by="judge", version=1)
    problem = desk.refused(f"/lifts/{second['id']}/signature", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")
    problem = desk.refused(f"/lifts/{first['id']}/signature", by="judge", version=2)
    assert (problem["status"], problem["code"]) == (409, "lift.wrong_state")
    problem = desk.refused(f"/lifts/{first['id']}/signature", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (412, "record.stale")
    problem = desk.refused("/lifts", orders.lift_body(order["id"]))
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")


def test_another_court_lifts_nothing_of_ours(
    desk: Desk, clock: SetClock, order: dict[str, Any]
) -> None:
    lift = orders.lift_drafted(desk, order["id"])
    other = Desk(desk.app, clock(), OTHER_COURT).open(COURT_NAME)
    assert other.refused("/lifts", orders.lift_body(order["id"]))["status"] == 404
    problem = other.refused(f"/lifts/{lift['id']}/signature", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (404, "lift.not_found")
    assert other.get(f"/lifts/{lift['id']}").status_code == 404


def test_full_performance_lifts_the_order_though_a_term_still_runs(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"], ability="")
    order = listing["restriction"]["id"]
    body = orders.lift_body(order, "CR9-performed")
    assert findings(desk.refused("/lifts", body)) == {"lifting.performed": "CR Art. 9"}
    # Security and consent leave the court a choice, which the listing takes from it.
    for ground in ("CR9-security", "CR9-creditor"):
        facts = {"effective_security": True, "creditor_agrees": True}
        problem = desk.refused("/lifts", orders.lift_body(order, ground, **facts))
        assert set(findings(problem)) == {"restriction.listing_implies_restriction"}
    done = orders.lifted(desk, order, "CR9-performed", enforcement_completed=True)
    assert done["restriction"]["state"] == "lifted"
    shown = desk.get(f"/listings/{listing['id']}").get_json()
    assert shown["state"] == "published"
    # The decision of Art. 2 para 2 is asked for within three working days.
    duties = desk.get("/deadlines", state="open", kind="remove_listing").get_json()["items"]
    assert [(duty["due_on"], duty["basis"]) for duty in duties] == [
        ("2026-03-05", "LR Art. 2 para 2")
    ]
    files.removed(desk, listing["id"], "LR2-early", actively_performs=True)
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
