"""A court finds the orders of its cases, whether or not a listing came with them."""

from typing import Any

from tests.api import files, orders
from tests.api.chain import Chain
from tests.api.desk import Desk


def found(desk: Desk, **query: str) -> list[str]:
    """Return the ids of the orders that a court finds, page by page."""
    ids: list[str] = []
    after: dict[str, Any] = {}
    while True:
        page = desk.get("/restrictions", per_page="1", **query, **after).get_json()
        ids += [order["id"] for order in page["items"]]
        if page["next"] is None:
            return ids
        after = {"after": page["next"]}


def test_orders_are_found_by_case_debtor_and_state(chain: Chain) -> None:
    desk = chain.court
    first = files.debtor_of(desk, files.case_of(desk))
    alone = orders.in_force(desk, first)
    other = files.case_of(desk, number="(2025)川0107执9号")
    drafted = files.drafted(desk, files.debtor_of(desk, other))["restriction"]
    assert found(desk) == [alone["id"], drafted["id"]]
    assert found(desk, case=first["case"]["id"]) == [alone["id"]]
    assert found(desk, debtor=drafted["debtor"]) == [drafted["id"]]
    assert found(desk, state="draft") == [drafted["id"]]
    assert (
        desk.get("/restrictions").get_json()["items"][0]
        == desk.get(f"/restrictions/{alone['id']}").get_json()
    )
    # The courts above look below them, and nobody else looks over a fence.
    assert found(chain.intermediate) == []
    assert found(chain.intermediate, court=desk.court) == [alone["id"], drafted["id"]]
    assert found(chain.sibling, court=desk.court) == []
