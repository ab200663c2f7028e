"""What the public and agencies see of an order whose listing was not suitable for publication
(不宜公布的纳入终止之后), once that listing has ended and the order binds on.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import jobs
from registry.clock import end_of
from registry.models.publication import PublicEntry
from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.proceedings import closed
from tests.api.test_bound_persons import OTHER_PERSON
from tests.api.test_closed_rounds import listed
from tests.api.test_unit_notices import WITHHELD, told
from tests.clocks import SetClock

FIXED: dict[str, Any] = {"grounds": ["LR1-4"], "conduct": "拒绝报告财产", "ability": ""}


def withheld(desk: Desk, debtor: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Bring a listing without publication into effect."""
    made = files.drafted(desk, debtor, withheld=WITHHELD, **changes)
    listing = files.served(desk, files.signed(desk, made))
    return desk.done(f"/listings/{listing['id']}/withholding", version=listing["version"])


def public(session: Session) -> set[tuple[str, str]]:
    """Return what the public finds: lists, and ids of records."""
    session.rollback()
    found = session.execute(select(PublicEntry.list_name, PublicEntry.public_id)).all()
    return {(name, str(public_id)) for name, public_id in found}


def term_over(clock: SetClock, listing: dict[str, Any]) -> None:
    """Let the term of a listing be over, and the job end it."""
    clock.set(end_of(date.fromisoformat(listing["ends_on"])))
    jobs.end_terms()


@pytest.fixture
def debtor(desk: Desk) -> dict[str, Any]:
    """Give an entity that owes."""
    return files.debtor_of(desk, files.case_of(desk), **orders.ENTITY)


@pytest.mark.every_engine
def test_the_order_binds_on_and_neither_it_nor_whom_it_binds_later_is_public(
    desk: Desk, debtor: dict[str, Any], session: Session, clock: SetClock
) -> None:
    listing = withheld(desk, debtor, **FIXED)
    order = listing["restriction"]["id"]
    before = told(session)
    term_over(clock, listing)
    assert desk.get(f"/listings/{listing['id']}").get_json()["state"] == "removed"
    assert desk.get(f"/restrictions/{order}").get_json()["state"] == "in_force"
    assert public(session) == set()
    # Agencies were told of the order, and are told of no end: there is nothing to say again.
    assert told(session) == before == ["restriction.imposed"]
    orders.amended(desk, order, add=[OTHER_PERSON])
    assert public(session) == set()
    assert told(session) == [*before, "restriction.imposed"]


def test_a_later_order_of_the_case_is_not_public_either(
    desk: Desk, debtor: dict[str, Any], session: Session, clock: SetClock
) -> None:
    listing = withheld(desk, debtor, **FIXED)
    term_over(clock, listing)
    orders.lifted(desk, listing["restriction"]["id"])
    orders.in_force(desk, debtor)
    assert public(session) == set()
    assert told(session)[-1] == "restriction.imposed"


def test_an_order_of_another_case_is_public(
    desk: Desk, debtor: dict[str, Any], session: Session
) -> None:
    withheld(desk, debtor, **FIXED)
    other = files.case_of(desk, number="(2025)川0107执5号")
    order = orders.in_force(desk, files.debtor_of(desk, other, **orders.ENTITY))
    assert public(session) == {("restricted", order["id"])}


def test_what_was_kept_back_is_public_once_a_later_listing_is_published(
    desk: Desk, debtor: dict[str, Any], session: Session, clock: SetClock
) -> None:
    listing = withheld(desk, debtor, **FIXED)
    order = listing["restriction"]["id"]
    orders.amended(desk, order, add=[OTHER_PERSON])
    [person] = orders.persons(desk, order)
    term_over(clock, listing)
    before = told(session)
    clock.forward(timedelta(days=30))
    on = clock().date().isoformat()
    made = files.drafted(desk, debtor, **FIXED, conduct_since_removal=True, applied_on=on)
    signed = files.served(desk, files.signed(desk, made), on)
    again = desk.done(f"/listings/{signed['id']}/publication", version=signed["version"])
    assert public(session) == {
        ("dishonest", again["id"]),
        ("restricted", order),
        ("restricted", person["id"]),
    }
    assert told(session) == [*before, "listing.published"]


@pytest.mark.parametrize("revoked", [False, True])
def test_a_closed_round_stays_kept_back(
    desk: Desk, session: Session, clock: SetClock, revoked: bool
) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    listing = withheld(desk, debtor, **FIXED)
    if revoked:
        body = {"listing": listing["id"], "reason": "x", "ordered_by": "(2026)川01执监7号"}
        revocation = desk.done("/revocations", body)
        desk.done(f"/revocations/{revocation['id']}/signature", by="judge", version=1)
    else:
        term_over(clock, listing)
    closed(desk, case["id"])
    assert listed(desk) == []
