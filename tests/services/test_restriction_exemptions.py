"""Exemptions under an order (准许消费): own money of who is bound for an entity, and necessity."""

from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.refusals import findings

APPLY = "/permissions/exemptions"
VERIFIED = {"verified": True, "reason": "经审查属实"}
OWN_MONEY: dict[str, Any] = {
    "kind": "CR3-own_money",
    "purpose": "以个人工资支付子女旅行",
    "acts": ["CR3-6"],
    "own_money": True,
    "private_purpose": True,
    "evidence": "工资流水",
    "undertaking_given": True,
}


@pytest.fixture
def order(desk: Desk) -> dict[str, Any]:
    """Give an order in force against a natural person."""
    return orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))


@pytest.fixture
def of_entity(desk: Desk) -> dict[str, Any]:
    """Give an order in force against an entity, and the person whom it binds for it."""
    order, (person,) = orders.of_entity(desk, orders.REPRESENTATIVE)
    return {"id": order["id"], "person": person["id"]}


@pytest.mark.every_engine
def test_needed_spending_is_approved_and_told_while_the_order_stays_in_force(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    before = session.scalars(select(PublicEntry.item)).all()
    session.rollback()
    granted = orders.exempted(desk, order["id"])
    assert (granted["state"], granted["restriction"]["state"]) == ("granted", "in_force")
    assert (granted["acts"], granted["starts_on"]) == (["CR3-5"], "2026-03-02")
    assert session.scalars(select(PublicEntry.item)).all() == before
    entry = read.after(session, 0, limit=1_000)[-1]
    assert (entry.kind, str(entry.record_id), entry.basis) == (
        "restriction.exempted",
        order["id"],
        "CR Art. 8",
    )
    assert orjson.loads(entry.body)["exempted"] == {
        "permission": granted["id"],
        "person": "debtor",
        "acts": ["CR3-5"],
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-20",
        "withdrawn": False,
    }


def test_own_money_of_who_is_bound_for_an_entity_is_permitted(
    desk: Desk, session: Session, of_entity: dict[str, Any]
) -> None:
    granted = orders.exempted(desk, of_entity["id"], **OWN_MONEY, person=of_entity["person"])
    assert (granted["state"], granted["applicant"]) == ("granted", "legal_representative")
    assert read.after(session, 0, limit=1_000)[-1].basis == "2019 Opinion 17(1)"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"person": None}, "exemption.bound_for_an_entity"),
        ({"own_money": False}, "exemption.own_money"),
        ({"private_purpose": False}, "exemption.private_purpose"),
        ({"evidence": ""}, "applications.evidence_submitted"),
        ({"undertaking_given": False}, "applications.undertaking_given"),
    ],
)
def test_what_own_money_lacks_is_named(
    desk: Desk, of_entity: dict[str, Any], changes: dict[str, object], rule: str
) -> None:
    body = orders.exemption_body(
        of_entity["id"], **{**OWN_MONEY, "person": of_entity["person"], **changes}
    )
    assert set(findings(desk.refused(APPLY, body))) == {rule}


def test_a_natural_debtor_has_no_own_money_to_be_exempted(
    desk: Desk, order: dict[str, Any]
) -> None:
    body = orders.exemption_body(order["id"], **OWN_MONEY)
    assert set(findings(desk.refused(APPLY, body))) == {"exemption.bound_for_an_entity"}


@pytest.mark.parametrize(("ends_on", "status"), [("2026-03-01", 422), ("2026-03-02", 201)])
def test_nothing_is_approved_after_the_spending(
    desk: Desk, order: dict[str, Any], ends_on: str, status: int
) -> None:
    response = desk.post(APPLY, orders.exemption_body(order["id"], ends_on=ends_on))
    assert response.status_code == status
    if status == 422:
        assert findings(response.get_json()) == {"exemption.approved_beforehand": "CR Art. 8"}


def test_own_money_for_a_day_that_is_over_is_refused(desk: Desk, of_entity: dict[str, Any]) -> None:
    body = orders.exemption_body(
        of_entity["id"], **OWN_MONEY, person=of_entity["person"], ends_on="2026-03-01"
    )
    problem = desk.refused(APPLY, body)
    assert (problem["status"], problem["code"]) == (409, "permission.over")


def test_a_clerk_grants_nothing_and_a_judge_not_what_he_received(
    desk: Desk, order: dict[str, Any]
) -> None:
    asked = desk.done(APPLY, orders.exemption_body(order["id"]), by="judge")
    path = f"/permissions/{asked['id']}/grant"
    assert set(findings(desk.refused(path, VERIFIED, by="clerk", version=1))) == {
        "authority.role_fits_act"
    }
    assert set(findings(desk.refused(path, VERIFIED, by="judge", version=1))) == {
        "authority.two_persons"
    }
    assert desk.done(path, VERIFIED, by="president", version=1)["state"] == "granted"


@pytest.mark.every_engine
def test_an_abused_exemption_is_over_at_once_and_bars_every_further_application(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    granted = orders.exempted(desk, order["id"])
    body = {"reason": "所购车辆并非经营所用", "broken_undertaking": True}
    path = f"/permissions/{granted['id']}/withdrawal"
    done = desk.done(path, body, by="judge", version=granted["version"])
    assert (done["state"], done["restriction"]["state"]) == ("withdrawn", "in_force")
    entry = read.after(session, 0, limit=1_000)[-1]
    told = orjson.loads(entry.body)["exempted"]
    assert entry.kind == "restriction.exempted"
    assert (told["permission"], told["withdrawn"], told["ends_on"]) == (
        granted["id"],
        True,
        "2026-03-02",
    )
    session.rollback()
    for body in (orders.exemption_body(order["id"]), orders.suspension_body(order["id"])):
        sort = "suspensions" if "cause" in body else "exemptions"
        problem = desk.refused(f"/permissions/{sort}", body)
        assert set(findings(problem)) == {"applications.not_barred_by_abuse"}


def test_an_order_that_is_over_needs_no_exemption(desk: Desk, order: dict[str, Any]) -> None:
    asked = desk.done(APPLY, orders.exemption_body(order["id"]))
    orders.lifted(desk, order["id"])
    problem = desk.refused(APPLY, orders.exemption_body(order["id"]))
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")
    problem = desk.refused(f"/permissions/{asked['id']}/grant", VERIFIED, by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")


def test_a_suspended_order_allows_an_exemption_too(desk: Desk, order: dict[str, Any]) -> None:
    orders.suspended(desk, order["id"])
    assert orders.exempted(desk, order["id"])["restriction"]["state"] == "suspended"


def test_a_suspension_is_not_applied_for_as_an_exemption(desk: Desk, order: dict[str, Any]) -> None:
    body = orders.exemption_body(order["id"], kind="OP17-suspension")
    (error,) = desk.refused(APPLY, body)["errors"]
    assert (error["pointer"], error["code"]) == ("/kind", "not_in_list")
