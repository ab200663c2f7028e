"""What a watch tells of in the life of a record, and what it does not (持续审查中的记录变化)."""

import pytest

from tests.api import files, orders, watched
from tests.api.desk import ADULT, Desk
from tests.api.proceedings import day
from tests.api.test_amendments import amended
from tests.api.test_grace import UNPERFORMED, in_grace, outcome
from tests.api.test_revocations import revoked
from tests.clocks import SetClock

LIST = f"姓名,身份证号\n李测试,{ADULT}\n"
BEGUN = (1, "begun", "identified", "dishonest")
ENDED = (1, "ended", "identified", "dishonest")


def told(desk: Desk, found: dict[str, object]) -> list[tuple[int, str, str, str]]:
    """Let the job run, and return what it told of so far."""
    watched.job()
    return watched.alerts(desk, found)


def test_a_listing_is_told_of_when_its_grace_is_over_and_it_is_published(
    desk: Desk, clock: SetClock
) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    listing = in_grace(desk)
    assert told(desk, found) == []
    day(clock, "2026-04-03")
    outcome(desk, listing, UNPERFORMED)
    assert told(desk, found) == []
    version = desk.get(f"/listings/{listing['id']}").get_json()["version"]
    desk.done(f"/listings/{listing['id']}/publication", version=version, by="judge")
    assert told(desk, found) == [BEGUN]


def test_a_revocation_is_told_of_and_an_amendment_is_not(desk: Desk) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    listing = files.published(desk)
    assert told(desk, found) == [BEGUN]
    amended(desk, listing, conduct="转移名下车辆")
    assert told(desk, found) == [BEGUN]
    revoked(desk, listing)
    assert told(desk, found) == [BEGUN, ENDED]


def test_a_withheld_listing_is_never_told_of(desk: Desk) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    because = {"cause": "privacy", "reason": "涉及未成年子女的病情"}
    listing = files.served(desk, files.signed(desk, files.drafted(desk, withheld=because)))
    desk.done(f"/listings/{listing['id']}/withholding", version=listing["version"], by="judge")
    assert told(desk, found) == []


def test_a_suspended_order_is_still_an_order(desk: Desk, clock: SetClock) -> None:
    found = watched.watched(desk, LIST, lists=["restricted"])
    order = orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))
    begun = [(1, "begun", "identified", "restricted")]
    assert told(desk, found) == begun
    orders.suspended(desk, order["id"])
    assert told(desk, found) == begun
    # Over again, whether or not a job has noticed.
    day(clock, "2026-04-20")
    assert told(desk, found) == begun


@pytest.mark.every_engine
def test_whoever_is_on_two_lists_is_told_of_once_on_each(desk: Desk) -> None:
    first = watched.watched(desk, LIST, lists=["dishonest"])
    second = watched.watched(desk, f"{LIST}李测试,{ADULT}\n", lists=["dishonest"])
    files.published(desk)
    assert told(desk, first) == [BEGUN]
    assert watched.alerts(desk, second) == [BEGUN, (2, *BEGUN[1:])]
