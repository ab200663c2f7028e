"""Once all is paid an order is lifted promptly (Consumption Rules Art. 9): a duty with a day and an
owner, whether or not anybody was ever listed.
"""

from typing import Any

import pytest

from tests.api import files, orders, proceedings
from tests.api.desk import Desk

KIND = "lift_restriction"
LATER = "2026-03-03"


@pytest.mark.every_engine
def test_an_order_by_itself_is_lifted_within_a_working_day_of_full_performance(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = orders.in_force(desk, debtor)
    files.paid(desk, debtor["id"], "97999.99")
    assert proceedings.duties(desk, KIND) == []
    files.paid(desk, debtor["id"], "0.01")
    (duty,) = proceedings.duties(desk, KIND)
    assert (duty["record"], duty["record_kind"], duty["due_on"]) == (
        order["id"],
        "restriction",
        LATER,
    )
    assert duty["owner"]["roles"] == ["judge", "president"]
    orders.lifted(desk, order["id"], "CR9-performed")
    assert proceedings.duties(desk, KIND) == []
    assert desk.get(f"/deadlines/{duty['id']}").get_json()["punctuality"] == "done"


@pytest.mark.parametrize("grounds", [["LR1-1"], ["LR1-4"]])
def test_an_order_that_came_with_a_listing_is_lifted_as_promptly_whatever_becomes_of_that(
    desk: Desk, grounds: list[str]
) -> None:
    listing = files.published(desk, grounds=grounds)
    files.paid(desk, listing["debtor"])
    kinds = {duty["kind"]: duty["due_on"] for duty in open_duties(desk)}
    assert kinds == {"remove_listing": "2026-03-05", KIND: LATER}
    orders.lifted(desk, listing["restriction"]["id"], "CR9-performed")
    assert {duty["kind"] for duty in open_duties(desk)} == {"remove_listing"}


def test_a_removal_that_lifts_the_order_does_both_duties(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    assert open_duties(desk) == []


def test_an_order_that_is_suspended_is_to_be_lifted_too_and_a_revoked_one_is_owed_nothing(
    desk: Desk,
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = orders.in_force(desk, debtor)
    orders.suspended(desk, order["id"])
    files.paid(desk, debtor["id"])
    assert [duty["record"] for duty in proceedings.duties(desk, KIND)] == [order["id"]]
    path = f"/restrictions/{order['id']}"
    wrong = {"reason": "x", "wrong_since": "2026-03-02", "facts": {"campus_loan_student": True}}
    version = desk.get(path).get_json()["version"]
    made = desk.done(f"{path}/revocations", wrong, version=version)
    path = f"/restriction-changes/{made['id']}/signature"
    desk.done(path, {"reason": "x"}, by="judge", version=made["version"])
    assert proceedings.duties(desk, KIND) == []


def open_duties(desk: Desk) -> list[dict[str, Any]]:
    """Return what the court owes."""
    found: list[dict[str, Any]] = desk.get("/deadlines", state="open").get_json()["items"]
    return found
