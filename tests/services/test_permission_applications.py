"""Applications for a permission are for days that are still to come."""

from datetime import timedelta

from tests.api import files, orders
from tests.api.desk import Desk
from tests.clocks import SetClock


def test_a_suspension_is_neither_asked_for_nor_approved_for_days_that_are_over(
    desk: Desk, clock: SetClock
) -> None:
    order = orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))
    over = orders.suspension_body(order["id"], ends_on="2026-03-01")
    assert desk.refused("/permissions/suspensions", over)["code"] == "permission.over"
    asked = orders.suspension_asked(desk, order["id"], ends_on="2026-03-02")
    clock.forward(timedelta(days=1))
    path = f"/permissions/{asked['id']}/grant"
    verified = {"verified": True, "reason": "材料属实"}
    problem = desk.refused(path, verified, by="president", version=1)
    assert (problem["status"], problem["facts"]["ends_on"]) == (409, "2026-03-02")
    assert desk.get(f"/restrictions/{order['id']}").get_json()["state"] == "in_force"
