"""Objections of persons whom an entity's order binds (受限制的责任人员申请纠正): each for himself,
in the course of every other, and corrected by his release.
"""

from datetime import timedelta
from typing import Any

import pytest

from tests.api import orders, remedies
from tests.api.courts_above import Courts
from tests.api.desk import Desk
from tests.api.orders import REPRESENTATIVE, SOMEBODY_ELSE
from tests.api.refusals import findings
from tests.api.remedies import duties
from tests.clocks import SetClock

PRINCIPAL: dict[str, Any] = {**SOMEBODY_ELSE, "capacity": "principal"}


def body_of(order: dict[str, Any], person: str | None, **changes: object) -> dict[str, object]:
    """Return an objection of a bound person as a clerk enters it."""
    return {
        "restriction": order["id"],
        "ground": "LR11-1",
        "objector": "bound_person",
        "person": person,
        "statement": "早已离任，不应限制",
        "received_on": "2026-03-02",
        **changes,
    }


@pytest.mark.every_engine
def test_each_objects_for_himself_and_is_corrected_by_his_own_release(desk: Desk) -> None:
    order, people = orders.of_entity(desk, REPRESENTATIVE, PRINCIPAL)
    first, second = (one["id"] for one in people)
    mine = desk.done("/objections", body_of(order, first))
    assert (mine["person"], mine["objector"]) == (first, "bound_person")
    again = desk.refused("/objections", body_of(order, first))
    assert again["code"] == "objection.pending"
    # What one of them waits for keeps nobody else from objecting.
    other = desk.done("/objections", body_of(order, second))
    assert duties(desk)["examine_objection"] == ("2026-03-17", "2026-03-17")
    for objection in (mine, other):
        assert remedies.decided(desk, objection, "upheld")["state"] == "upheld"
    orders.amended(desk, order["id"], release=[first])
    found = desk.get(f"/objections/{mine['id']}").get_json()
    assert (found["state"], found["corrected"]["by"]) == ("corrected", "sign_lift")
    assert desk.get(f"/objections/{other['id']}").get_json()["state"] == "upheld"
    assert len(duties(desk)["carry_out_correction"]) == 1
    # The order goes on binding the entity, and the other until he is released as well.
    assert desk.get(f"/restrictions/{order['id']}").get_json()["state"] == "in_force"
    late = desk.refused("/objections", body_of(order, first))
    assert findings(late) == {"objections.by_the_person_concerned": "LR Art. 11"}


def test_who_is_not_bound_by_the_order_objects_to_nothing(desk: Desk) -> None:
    order, (person,) = orders.of_entity(desk, REPRESENTATIVE)
    problem = desk.refused("/objections", body_of(order, None))
    assert findings(problem) == {"objections.by_the_person_concerned": "LR Art. 11"}
    nobody = desk.refused("/objections", body_of(order, order["id"]))
    assert nobody["code"] == "bound_person.not_found"
    for wrong in ({"objector": "debtor"}, {"restriction": None, "case": order["case"]["id"]}):
        problem = desk.refused("/objections", body_of(order, person["id"], **wrong))
        assert (problem["code"], problem["status"]) == ("request.invalid", 422)


def test_a_dismissal_goes_to_review_and_the_court_above_corrects(
    courts: Courts, clock: SetClock
) -> None:
    desk = courts.basic
    order, (person,) = orders.of_entity(desk, REPRESENTATIVE)
    objection = desk.done("/objections", body_of(order, person["id"]))
    dismissed = remedies.decided(desk, objection, "dismissed", "仍为实际控制人")
    remedies.served(desk, dismissed, "2026-03-02")
    assert duties(desk) == {"apply_for_review": ("2026-03-12",)}
    clock.forward(timedelta(days=1))
    body = remedies.review_body(objection, applied_on="2026-03-03", received_on="2026-03-03")
    review = courts.intermediate.done("/reviews", body)
    assert review["objection"] == objection["id"]
    done = remedies.corrected(courts.intermediate, review=review["id"])
    assert done["state"] == "ordered"
    assert desk.get(f"/objections/{objection['id']}").get_json()["state"] == "upheld"
    # Whoever is bound is released with the order, or from it.
    orders.amended(desk, order["id"], release=[person["id"]])
    assert desk.get(f"/objections/{objection['id']}").get_json()["state"] == "corrected"
    ordered = courts.intermediate.get(f"/corrections/{done['id']}").get_json()
    assert ordered["state"] == "carried_out"
    found = courts.intermediate.get(f"/reviews/{review['id']}").get_json()
    assert found["state"] == "corrected"
