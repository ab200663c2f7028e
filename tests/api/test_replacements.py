"""Change of the legal representative (变更法定代表人): the former one is released and the new one
bound in one act, and a straw person is not let go.
"""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.api import orders
from tests.api.desk import Desk
from tests.api.orders import REPRESENTATIVE, SUCCESSOR
from tests.api.refusals import findings
from tests.api.test_bound_persons import CONTROLLER, OTHER_PERSON, public, told

SHOWN = {
    "business_needs": True,
    "registered": True,
    "not_controller": True,
    "not_directly_responsible": True,
}
VERIFIED = {"verified": True, "reason": "经核查属实"}


def application(former: str, **changes: object) -> dict[str, Any]:
    """Return an application as a clerk receives it, with all its papers."""
    return {
        "former": former,
        "successor": SUCCESSOR,
        "reason": "经营管理需要，已变更登记",
        "evidence": "变更登记、股东会决议",
        "undertaking_given": True,
        "facts": SHOWN,
        **changes,
    }


@pytest.mark.every_engine
def test_the_former_one_is_released_and_the_new_one_bound_in_one_act(
    desk: Desk, session: Session
) -> None:
    order, (former,) = orders.of_entity(desk, REPRESENTATIVE)
    asked = desk.done(f"/restrictions/{order['id']}/replacements", application(former["id"]))
    (successor,) = asked["persons"]
    assert (asked["kind"], asked["state"], successor["state"]) == ("replacement", "draft", "draft")
    assert told(session)[2:] == []
    sign = f"/restriction-changes/{asked['id']}/signature"
    assert set(findings(desk.refused(sign, VERIFIED, by="clerk2", version=1))) == {
        "authority.role_fits_act"
    }
    unverified = desk.refused(sign, {"reason": "x"}, by="judge", version=1)
    assert set(findings(unverified)) == {"applications.verified"}
    done = desk.done(sign, VERIFIED, by="judge", version=1, key="k")
    assert desk.done(sign, VERIFIED, by="judge", version=1, key="k") == done
    assert (done["state"], done["decision"]) == ("signed", "经核查属实")
    assert told(session)[2:] == [
        ("restriction.lifted", former["id"], "legal_representative"),
        ("restriction.imposed", successor["id"], "legal_representative"),
    ]
    assert set(public(session)) == {order["id"], successor["id"]}
    states = {p["id"]: (p["state"], p["lift_ground"]) for p in orders.persons(desk, order["id"])}
    assert states == {
        former["id"]: ("lifted", "OP17-replaced"),
        successor["id"]: ("in_force", None),
    }
    late = desk.refused(f"/restrictions/{order['id']}/replacements", application(former["id"]))
    assert (late["status"], late["code"]) == (409, "bound_person.wrong_state")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"successor": None}, "replacement.new_one_restricted"),
        ({"successor": {**SUCCESSOR, "capacity": "principal"}}, "replacement.new_one_restricted"),
        ({"evidence": ""}, "applications.evidence_submitted"),
        ({"undertaking_given": False}, "applications.undertaking_given"),
        ({"facts": {**SHOWN, "registered": False}}, "replacement.genuine_change"),
        ({"facts": {**SHOWN, "business_needs": False}}, "replacement.genuine_change"),
        (
            {"facts": {**SHOWN, "not_controller": False}},
            "replacement.neither_controls_nor_answers",
        ),
        (
            {"facts": {**SHOWN, "not_directly_responsible": False}},
            "replacement.neither_controls_nor_answers",
        ),
    ],
)
def test_what_an_application_lacks_is_named_and_nobody_is_released(
    desk: Desk, session: Session, changes: dict[str, object], rule: str
) -> None:
    order, (former,) = orders.of_entity(desk, REPRESENTATIVE)
    path = f"/restrictions/{order['id']}/replacements"
    problem = desk.refused(path, application(former["id"], **changes))
    assert (problem["code"], set(findings(problem))) == ("restriction_change.ineligible", {rule})
    assert [p["id"] for p in orders.persons(desk, order["id"])] == [former["id"]]
    assert len(told(session)) == 2


def test_a_straw_person_who_still_controls_the_entity_is_not_let_go(desk: Desk) -> None:
    order, (former, _) = orders.of_entity(desk, REPRESENTATIVE, CONTROLLER)
    path = f"/restrictions/{order['id']}/replacements"
    problem = desk.refused(path, application(former["id"]))
    assert findings(problem) == {"replacement.neither_controls_nor_answers": "2019 Opinion 17(2)"}


def test_only_the_former_one_applies_and_only_a_representative_is_replaced(desk: Desk) -> None:
    order, (former, other) = orders.of_entity(desk, REPRESENTATIVE, OTHER_PERSON)
    path = f"/restrictions/{order['id']}/replacements"
    by_other = application(former["id"], applicant=other["id"])
    assert "replacement.former_one_applies" in findings(desk.refused(path, by_other))
    responsible = application(other["id"], successor={**REPRESENTATIVE, "capacity": "principal"})
    found = findings(desk.refused(path, responsible))
    assert "replacement.former_one_applies" in found
    absent = desk.refused(path, application(order["id"]))
    assert (absent["status"], absent["code"]) == (404, "bound_person.not_found")


def test_a_refused_application_changes_nothing(desk: Desk, session: Session) -> None:
    order, (former,) = orders.of_entity(desk, REPRESENTATIVE)
    path = f"/restrictions/{order['id']}/replacements"
    asked = desk.done(path, application(former["id"]))
    refusal = f"/restriction-changes/{asked['id']}/refusal"
    refused = desk.done(refusal, {"reason": "继任者无经营能力"}, by="judge", version=1)
    assert (refused["state"], refused["persons"][0]["state"]) == ("refused", "dropped")
    assert len(told(session)) == 2
    # What was refused may be asked for again; an amendment is withdrawn and not refused.
    desk.done(path, application(former["id"]))
    change = desk.done(
        f"/restrictions/{order['id']}/amendments", {"reason": "x", "acts": ["CR3-1"]}
    )
    problem = desk.refused(
        f"/restriction-changes/{change['id']}/refusal", {"reason": "x"}, by="judge", version=1
    )
    assert (problem["status"], problem["code"]) == (409, "restriction_change.wrong_state")
