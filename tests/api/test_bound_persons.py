"""Persons bound by an entity's order (受限制的责任人员): each a record of his own, and none of them
listed for the entity.
"""

from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, orders
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.orders import REPRESENTATIVE, SUCCESSOR
from tests.api.refusals import findings

CONTROLLER = {**REPRESENTATIVE, "capacity": "actual_controller"}
OTHER_PERSON = {**SUCCESSOR, "capacity": "directly_responsible"}


def told(session: Session) -> list[tuple[str, str, str | None]]:
    """Return what agencies are told of orders: kind, record, capacity."""
    session.rollback()
    return [
        (entry.kind, str(entry.record_id), capacity_in(entry.body))
        for entry in read.after(session, 0, limit=1_000)
        if entry.kind.startswith("restriction.") and events.KINDS[entry.kind].notice
    ]


def capacity_in(body: str) -> str | None:
    found: str | None = orjson.loads(body).get("bound", {}).get("capacity")
    return found


def public(session: Session) -> dict[str, Any]:
    session.rollback()
    return {
        str(entry.public_id): orjson.loads(entry.item)
        for entry in session.scalars(select(PublicEntry))
    }


@pytest.mark.every_engine
def test_an_entitys_order_binds_persons_with_it_and_lets_go_of_them_with_it(
    desk: Desk, session: Session
) -> None:
    order, (one, two) = orders.of_entity(desk, REPRESENTATIVE, OTHER_PERSON)
    assert [person["state"] for person in (one, two)] == ["in_force", "in_force"]
    assert (one["capacity"], one["name"]) == ("legal_representative", "赵示例")
    assert ADULT not in str(one)
    assert told(session) == [
        ("restriction.imposed", order["id"], None),
        ("restriction.imposed", one["id"], "legal_representative"),
        ("restriction.imposed", two["id"], "directly_responsible"),
    ]
    for entry in read.after(session, 0, limit=1_000):
        assert ADULT not in entry.body
        assert "赵示例" not in entry.body
    shown = public(session)
    assert set(shown) == {order["id"], one["id"], two["id"]}
    # The person is found with the entity's name, in the list of the restricted and in no other.
    item = shown[one["id"]]
    assert (item["list"], item["kind"], item["name"]) == ("restricted", "natural", "赵示例")
    assert item["bound_for"] == {"name": "成都示例有限公司", "capacity": "legal_representative"}
    assert item["id_number_masked"] == "510199***********0"
    assert shown[order["id"]]["bound_for"] is None
    page = desk.client().get("/api/v1/public/entries", query_string={"name": "赵示例"})
    (found,) = page.get_json()["items"]
    assert (found["id"], found["labels"]["capacity"]) == (one["id"], "法定代表人")
    orders.lifted(desk, order["id"])
    assert told(session)[3:] == [
        ("restriction.lifted", order["id"], None),
        ("restriction.lifted", one["id"], "legal_representative"),
        ("restriction.lifted", two["id"], "directly_responsible"),
    ]
    assert public(session) == {}
    after = orders.persons(desk, order["id"])
    assert [(p["state"], p["lift_ground"]) for p in after] == [("lifted", "CR9-creditor")] * 2


def test_who_is_bound_for_an_entity_is_never_listed_for_it(desk: Desk, session: Session) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case, **orders.ENTITY)
    draft = files.drafted(desk, debtor)
    order = draft["restriction"]
    named = desk.done(f"/restrictions/{order['id']}/persons", REPRESENTATIVE, version=1)
    person = named["person"]
    listing = files.served(desk, files.signed(desk, draft))
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    # The listing of the entity restricts him with it, and lists him nowhere.
    lists = {item["name"]: item["list"] for item in public(session).values()}
    assert lists["赵示例"] == "restricted"
    assert orders.persons(desk, order["id"])[0]["state"] == "in_force"
    # He is no debtor; entered as one for the entity's debt, the law bars it whatever is stated.
    assert desk.refused("/listings", files.listing_body(person["id"]))["status"] == 404
    himself = files.debtor_of(desk, case, name="赵示例")
    body = files.listing_body(
        himself["id"],
        facts={"person_behind_entity": True},
        overrides=[{"rule": "bars.person_behind_entity", "reason": "x"}],
    )
    assert findings(desk.refused("/listings", body)) == {
        "bars.person_behind_entity": "2019 Opinion 16(2)"
    }
    # Paid in full, he is free with the entity in the same commit.
    files.paid(desk, debtor["id"])
    files.removed(desk, listing["id"], "LR10-1")
    assert public(session) == {}
    assert orders.persons(desk, order["id"])[0]["lift_ground"] == "LR10-1"


def test_a_revoked_listing_revokes_the_restriction_of_persons(desk: Desk, session: Session) -> None:
    draft = files.drafted(desk, files.debtor_of(desk, files.case_of(desk), **orders.ENTITY))
    path = f"/restrictions/{draft['restriction']['id']}/persons"
    person = desk.done(path, REPRESENTATIVE, version=1)["person"]["id"]
    listing = files.served(desk, files.signed(desk, draft))
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    body = {
        "listing": listing["id"],
        "reason": "x",
        "ordered_by": "(2026)川01执监7号",
        "order_too": True,
    }
    revocation = desk.done("/revocations", body)
    desk.done(f"/revocations/{revocation['id']}/signature", by="judge", version=1)
    assert told(session)[-2:] == [
        ("restriction.revoked", draft["restriction"]["id"], None),
        ("restriction.revoked", person, "legal_representative"),
    ]
    assert public(session) == {}


def test_a_dropped_decision_binds_nobody(desk: Desk, session: Session) -> None:
    draft = files.drafted(desk, files.debtor_of(desk, files.case_of(desk), **orders.ENTITY))
    order = draft["restriction"]["id"]
    desk.done(f"/restrictions/{order}/persons", REPRESENTATIVE, version=1)
    files.paid(desk, draft["debtor"])
    signed = desk.get(f"/listings/{draft['id']}").get_json()
    path, version = f"/listings/{draft['id']}/drop", signed["version"]
    desk.done(path, {"reason": "x"}, by="judge", version=version)
    assert [one["state"] for one in orders.persons(desk, order)] == ["dropped"]
    assert told(session) == []


@pytest.mark.parametrize(
    ("person", "status", "code"),
    [
        ({"documents": [{"type": "resident_id", "number": "5101991980****0010"}]}, 422, None),
        ({"documents": []}, 422, None),
        ({"capacity": "debtor"}, 422, None),
        ({"sex": "female"}, 422, None),
    ],
)
def test_a_person_is_named_with_his_full_number_and_a_capacity(
    desk: Desk, person: dict[str, object], status: int, code: str | None
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk), **orders.ENTITY)
    order = desk.done("/restrictions", {"debtor": debtor["id"], "reason": "x"})
    path = f"/restrictions/{order['id']}/persons"
    problem = desk.refused(path, {**REPRESENTATIVE, **person}, version=1)
    assert (problem["status"], problem["code"]) == (status, code or "request.invalid")
    assert "5101991980" not in str(problem)
    assert orders.persons(desk, order["id"]) == []


def test_nobody_is_bound_for_a_natural_person(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = desk.done("/restrictions", {"debtor": debtor["id"], "reason": "x"})
    path = f"/restrictions/{order['id']}/persons"
    problem = desk.refused(path, SUCCESSOR, version=1)
    assert findings(problem) == {"restriction.whom_it_binds": "CR Art. 3 para 2"}


def test_one_person_may_be_bound_twice_but_not_twice_as_the_same(desk: Desk) -> None:
    order, people = orders.of_entity(desk, REPRESENTATIVE, CONTROLLER)
    assert {one["capacity"] for one in people} == {"legal_representative", "actual_controller"}
    assert people[0]["subject"] == people[1]["subject"]
    path = f"/restrictions/{order['id']}/amendments"
    problem = desk.refused(path, {"reason": "x", "add": [CONTROLLER]})
    assert (problem["status"], problem["code"]) == (409, "bound_person.exists")
    late = desk.refused(f"/restrictions/{order['id']}/persons", SUCCESSOR, version=order["version"])
    assert (late["status"], late["code"]) == (409, "restriction.wrong_state")
    stale = desk.refused(f"/restrictions/{order['id']}/persons", SUCCESSOR, version=1)
    assert stale["status"] == 412


@pytest.mark.every_engine
def test_an_amendment_binds_more_persons_fewer_and_other_acts(desk: Desk, session: Session) -> None:
    order, (one,) = orders.of_entity(desk, REPRESENTATIVE)
    path = f"/restrictions/{order['id']}/amendments"
    draft = desk.done(path, {"reason": "查明实际控制人", "add": [OTHER_PERSON]})
    (named,) = draft["persons"]
    assert (draft["state"], named["state"]) == ("draft", "draft")
    assert told(session)[2:] == []
    # Only the president signs it, and never who drafted it.
    sign = f"/restriction-changes/{draft['id']}/signature"
    assert findings(desk.refused(sign, {}, by="judge", version=1)) == {
        "authority.president_signs_restriction": "CR Art. 5"
    }
    assert set(findings(desk.refused(sign, {}, by="clerk", version=1))) == {
        "authority.president_signs_restriction",
        "authority.two_persons",
    }
    done = desk.done(sign, {}, by="president", version=1)
    assert (done["state"], done["persons"][0]["state"]) == ("signed", "in_force")
    assert told(session)[2:] == [("restriction.imposed", named["id"], "directly_responsible")]
    again = desk.refused(sign, {}, by="president", version=done["version"])
    assert (again["status"], again["code"]) == (409, "restriction_change.wrong_state")
    # Fewer acts, for everybody; and one person less.
    orders.amended(desk, order["id"], acts=["CR3-1", "CR3-9"], release=[one["id"]])
    assert told(session)[3:] == [
        ("restriction.lifted", one["id"], "legal_representative"),
        ("restriction.amended", order["id"], None),
        ("restriction.amended", named["id"], "directly_responsible"),
    ]
    shown = public(session)
    assert set(shown) == {order["id"], named["id"]}
    assert all(item["acts"] == ["CR3-1", "CR3-9"] for item in shown.values())
    states = {p["id"]: (p["state"], p["lift_ground"]) for p in orders.persons(desk, order["id"])}
    assert states == {one["id"]: ("lifted", "CR5-amended"), named["id"]: ("in_force", None)}
    gone = desk.refused(path, {"reason": "x", "release": [one["id"]]})
    assert (gone["status"], gone["code"]) == (409, "bound_person.wrong_state")
    # A draft that is withdrawn binds nobody; nor is one signed whose order is over.
    second = desk.done(path, {"reason": "x", "add": [REPRESENTATIVE]})
    third = desk.done(path, {"reason": "x", "acts": ["CR3-1"]})
    withdrawal = f"/restriction-changes/{second['id']}/withdrawal"
    gone = desk.done(withdrawal, {"reason": "有误"}, version=1)
    assert (gone["state"], gone["persons"][0]["state"]) == ("withdrawn", "dropped")
    orders.lifted(desk, order["id"])
    over = f"/restriction-changes/{third['id']}/signature"
    problem = desk.refused(over, {}, by="president", version=1)
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")


def test_a_permission_concerns_who_applies_alone(desk: Desk, session: Session) -> None:
    order, (one, two) = orders.of_entity(desk, REPRESENTATIVE, OTHER_PERSON)
    orders.suspended(desk, order["id"], person=one["id"])
    spending = {
        "kind": "CR3-own_money",
        "person": two["id"],
        "acts": ["CR3-6"],
        "own_money": True,
        "private_purpose": True,
        "evidence": "工资流水",
        "undertaking_given": True,
    }
    granted = orders.exempted(desk, order["id"], **spending)
    assert (granted["applicant"], granted["person"]) == ("directly_responsible", two["id"])
    assert told(session)[3:] == [
        ("restriction.suspended", one["id"], "legal_representative"),
        ("restriction.exempted", two["id"], "directly_responsible"),
    ]
    # An abuse bars him who abused, and nobody else whom the order binds.
    path = f"/permissions/{granted['id']}/withdrawal"
    desk.done(path, {"reason": "x", "broken_undertaking": True}, by="judge", version=2)
    body = orders.exemption_body(order["id"], **spending)
    assert set(findings(desk.refused("/permissions/exemptions", body))) == {
        "applications.not_barred_by_abuse"
    }
    desk.done(
        "/permissions/exemptions",
        orders.exemption_body(order["id"], **spending | {"person": one["id"]}),
    )
    # Whom the order binds no more asks for nothing under it.
    orders.amended(desk, order["id"], release=[one["id"]])
    body = orders.suspension_body(order["id"], person=one["id"])
    problem = desk.refused("/permissions/suspensions", body)
    assert "restriction.applicant_is_bound" in findings(problem)
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    somebody = orders.suspension_body(order["id"], person=order["id"])
    assert desk.refused("/permissions/suspensions", somebody)["code"] == "bound_person.not_found"


def test_another_court_sees_nobody(desk: Desk, other_desk: Desk) -> None:
    order, (one,) = orders.of_entity(desk, REPRESENTATIVE)
    change = desk.done(
        f"/restrictions/{order['id']}/amendments", {"reason": "x", "add": [SUCCESSOR]}
    )
    assert other_desk.get(f"/restrictions/{order['id']}/persons").status_code == 404
    assert other_desk.get(f"/restriction-changes/{change['id']}").status_code == 404
    sign = f"/restriction-changes/{change['id']}/signature"
    assert other_desk.refused(sign, {}, by="president", version=1)["status"] == 404
    assert OTHER_ADULT not in str(change)
    assert one["documents"][0]["number_masked"] != ADULT
