"""A breach that an agency let happen names one that the register knows."""

import pytest

from tests.api import exits, files, orders
from tests.api.desk import ADULT
from tests.partners.asking import Asking


@pytest.mark.every_engine
def test_a_breach_names_an_agency_that_is_connected(asking: Asking) -> None:
    desk = asking.desk
    order = orders.in_force(desk, files.debtor_of(desk, asking.case, **orders.SOMEBODY_ELSE))
    known = desk.done("/breaches", exits.breach_body(order["id"], allowed_by="bank"))
    assert (known["allowed_by"], known["told_on"]) == ("bank", None)
    for wrong in ("banks", "BANK", "bank ", "银行", ADULT):
        refused = desk.refused("/breaches", exits.breach_body(order["id"], allowed_by=wrong))
        assert (refused["status"], refused["code"]) == (422, "breach.agency_unknown"), wrong
        assert ADULT not in str(refused)
    assert len(desk.get(f"/restrictions/{order['id']}/breaches").get_json()["items"]) == 1
