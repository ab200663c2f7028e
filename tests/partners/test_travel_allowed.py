"""Travel that a court has allowed stays allowed, whatever becomes of the debtor's records meanwhile
and by whichever way; and when it is over, all is forbidden again that should be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from registry.imports.commands import surroundings
from registry.imports.undoing import Undo
from schemas.notices import DeliverySchema
from tests.api import courts_above, files, orders
from tests.api.courts_above import Courts
from tests.api.desk import ADULT, OTHER_COURT
from tests.api.orders import REPRESENTATIVE
from tests.api.test_bound_persons import CONTROLLER
from tests.clocks import SetClock
from tests.imports.records import NO_REPORT, person, resident_number, write
from tests.imports.running import OPERATOR, Imported, import_file
from tests.partners.caller import Caller
from tests.partners.conftest import Send
from tests.partners.copy import Copy
from tests.partners.test_held_otherwise import change
from tests.partners.test_held_while_paused import lost, replay
from tests.partners.test_reconciliation import (
    Comparer,
    agency,
    compared,
    comparer,
    state_of,
    taken,
)

__all__ = ("agency", "comparer")
LISTED, TRAVEL, PROPERTY = "go2016.C1", "go2016.G1", "go2016.G6"
# What the debtor's listing triggers beside, and what his order does.
REST = {LISTED, PROPERTY}
# The entry of a public list about the debtor and the case of our court.
ENTRY = {
    "iname": "李测试",
    "cardNum": ADULT,
    "age": "46",
    "caseCode": "(2025)川0107执1234号",
    "regDate": "20251103",
    "publishDate": "2026年03月02日",
    "gistId": "(2025)川0107民初567号",
}
PERFORMED = {"performance": "全部已履行"}
# Two years of a listing with a term are over.
ENDED = {"disruptTypeName": NO_REPORT, "regDate": "20200310", "publishDate": "20200506"}


class Case:
    """A case with one debtor, whom an order of its own restricts."""

    def __init__(self, courts: Courts, folder: Path) -> None:
        self.courts, self.desk = courts, courts.basic
        self._folder, self._files = folder, 0
        self.debtor = files.debtor_of(self.desk, files.case_of(self.desk))
        self.order = orders.in_force(self.desk, self.debtor)

    def imports(self, **changes: str) -> Imported:
        """Import one entry about the debtor."""
        self._files += 1
        path = write(self._folder / f"{self._files}.jsonl", [person(1, **{**ENTRY, **changes})])
        done = import_file(path)
        assert {result.rejection for result in done.results} == {None}
        return done

    def takes_back(self, done: Imported) -> None:
        """Undo an import."""
        assert done.run is not None
        assert sum(Undo(done.run, surroundings(), operator=OPERATOR).run())

    def publishes(self) -> dict[str, Any]:
        """List the debtor by the court itself."""
        return files.published(self.desk, self.debtor)

    def revokes(self, listing: dict[str, Any]) -> None:
        """Revoke a listing, and let the order go on."""
        body = {
            "listing": listing["id"],
            "reason": "纳入有误",
            "ordered_by": "(2026)川01执监7号",
        }
        made = self.desk.done("/revocations", body)
        path = f"/revocations/{made['id']}/signature"
        self.desk.done(path, by="judge", version=made["version"])

    def comes_back(self, allowed: dict[str, Any]) -> None:
        """Take back what was allowed."""
        body = {"reason": "未按承诺返回", "broken_undertaking": True}
        path = f"/permissions/{allowed['id']}/withdrawal"
        self.desk.done(path, body, by="president", version=allowed["version"])

    def transfers(self) -> None:
        """Give the case to another court."""
        body = {
            "case_number": "（2025）川0107执1234号",
            "kind": "designated",
            "to_court": OTHER_COURT,
            "reason": "当地阻力较大",
        }
        self.courts.intermediate.done("/transfers", body, by="judge")
        self.desk = self.courts.other


@dataclass(frozen=True)
class Way:
    """What is there when the travel is allowed, and what happens meanwhile."""

    meanwhile: Callable[[Case, Any], object]
    before: Callable[[Case], Any] = lambda case: None


def _paid(case: Case, _: object) -> None:
    files.paid(case.desk, case.debtor["id"], "98.00")


def _listed_anew(case: Case, listing: dict[str, Any]) -> None:
    case.revokes(listing)
    case.publishes()


def _listed_elsewhere(case: Case, _: object) -> None:
    case.transfers()
    case.publishes()


def _imported_elsewhere(case: Case, _: object) -> None:
    case.transfers()
    case.imports()


WAYS = {
    "a court publishes a listing": Way(lambda case, _: case.publishes()),
    "an import brings one": Way(lambda case, _: case.imports()),
    "an import brings one under another name": Way(lambda case, _: case.imports(iname="李又名")),
    "an import brings one back that was fully performed": Way(
        lambda case, _: case.imports(), lambda case: case.imports(**PERFORMED)
    ),
    "an import brings one back whose term was over": Way(
        lambda case, _: case.imports(), lambda case: case.imports(**ENDED)
    ),
    "an import says of one that was told that all is performed": Way(
        lambda case, _: case.imports(**PERFORMED), lambda case: case.imports()
    ),
    "an import had said so before": Way(
        lambda case, _: None, lambda case: (case.imports(), case.imports(**PERFORMED))
    ),
    "an import that had ended one is undone": Way(
        lambda case, done: case.takes_back(done),
        lambda case: (case.imports(), case.imports(**ENDED))[-1],
    ),
    "an import that had brought one is undone": Way(
        lambda case, done: case.takes_back(done), lambda case: case.imports()
    ),
    "a payment changes one": Way(_paid, Case.publishes),
    "one is revoked and another published": Way(_listed_anew, Case.publishes),
    "the case goes to another court": Way(lambda case, _: case.transfers(), Case.publishes),
    "the case goes to another court, which publishes one": Way(_listed_elsewhere),
    "the case goes to another court, and an import brings one": Way(_imported_elsewhere),
}


@pytest.fixture
def case(app: Flask, clock: SetClock, tmp_path: Path, agency: int) -> Case:
    """Give the case, which an agency is told of from the first."""
    return Case(courts_above.open_courts(app, clock), tmp_path)


def measures(held: Copy) -> set[str]:
    """Return what an agency applies to the one debtor."""
    [found] = held.measures.values()
    return found


@pytest.mark.every_engine
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_allowed_travel_stays_allowed_until_it_is_over(
    case: Case, comparer: Comparer, agency: int, send_later: Send, session: Session, way: Way
) -> None:
    held, before = Copy(), way.before(case)
    allowed = orders.suspended(case.desk, case.order["id"])
    taken(send_later, agency, held)
    assert TRAVEL not in measures(held)
    way.meanwhile(case, before)
    taken(send_later, agency, held)
    assert TRAVEL not in measures(held)
    assert compared(comparer, agency, session, held) == {}
    case.comes_back(allowed)
    taken(send_later, agency, held)
    assert TRAVEL in measures(held)
    assert compared(comparer, agency, session, held) == {}


LISTS: dict[str, Callable[[Case], object]] = {"court": Case.publishes, "import": Case.imports}


@pytest.mark.every_engine
@pytest.mark.parametrize("lists", LISTS.values(), ids=LISTS)
def test_who_begins_anew_meanwhile_learns_that_the_travel_is_allowed(
    case: Case,
    comparer: Comparer,
    agency: int,
    itself: Caller,
    send_later: Send,
    session: Session,
    lists: Callable[[Case], object],
) -> None:
    """By a snapshot, by a replay of everything, and by measures that it is given meanwhile."""
    begun = state_of(session, agency).through
    allowed = orders.suspended(case.desk, case.order["id"])
    lists(case)
    taken(send_later, agency, Copy())
    held = lost(itself)
    assert measures(held) == REST
    replay(begun)
    again = Copy()
    taken(send_later, agency, again)
    assert (measures(again), again.records) == (REST, held.records)
    change(LISTED)
    taken(send_later, agency, held)
    assert measures(held) == {LISTED}
    change(LISTED, TRAVEL)
    taken(send_later, agency, held)
    assert measures(held) == {LISTED}
    assert compared(comparer, agency, session, held) == {}
    case.comes_back(allowed)
    taken(send_later, agency, held)
    assert measures(held) == {LISTED, TRAVEL}
    assert compared(comparer, agency, session, held) == {}


@pytest.mark.every_engine
def test_what_one_is_allowed_is_allowed_to_no_other_debtor_and_by_no_other_case(
    case: Case, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    held = Copy()
    orders.suspended(case.desk, case.order["id"])
    case.imports(iname="王示例", cardNum=resident_number(2, born="19850202"), age="41")
    taken(send_later, agency, held)
    assert sorted(map(sorted, held.measures.values())) == [[LISTED, TRAVEL, PROPERTY], [PROPERTY]]
    case.imports(caseCode="(2025)川0107执4321号")
    taken(send_later, agency, held)
    assert list(held.measures.values()) == [{*REST, TRAVEL}] * 2
    assert compared(comparer, agency, session, held) == {}


@pytest.mark.every_engine
@pytest.mark.parametrize("is_named_later", [False, True])
def test_whoever_an_entitys_order_binds_in_two_capacities_is_allowed_to_travel_in_both(
    app: Flask,
    clock: SetClock,
    comparer: Comparer,
    agency: int,
    send_later: Send,
    session: Session,
    is_named_later: bool,
) -> None:
    desk, held = courts_above.open_courts(app, clock).basic, Copy()
    first = (REPRESENTATIVE,) if is_named_later else (REPRESENTATIVE, CONTROLLER)
    order, people = orders.of_entity(desk, *first)
    allowed = orders.suspended(desk, order["id"], person=people[0]["id"])
    taken(send_later, agency, held)
    if is_named_later:
        orders.amended(desk, order["id"], add=[CONTROLLER])
        taken(send_later, agency, held)
    person = people[0]["subject"]
    assert held.measures[person] == {PROPERTY}
    assert compared(comparer, agency, session, held) == {}
    # In the other capacity he may be allowed for longer.
    [other] = [one for one in orders.persons(desk, order["id"]) if one["id"] != people[0]["id"]]
    longer = orders.suspended(desk, order["id"], person=other["id"], ends_on="2026-03-25")
    body = {"reason": "未按承诺返回", "broken_undertaking": True}
    for permission, is_free in ((allowed, True), (longer, False)):
        path = f"/permissions/{permission['id']}/withdrawal"
        desk.done(path, body, by="president", version=permission["version"])
        for posted in taken(send_later, agency, held).posted:
            DeliverySchema().load(posted.delivery)
        assert held.measures[person] == ({PROPERTY} if is_free else {PROPERTY, TRAVEL})
        assert compared(comparer, agency, session, held) == {}
