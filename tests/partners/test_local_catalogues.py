"""Catalogues of a city and of a region beside the national one, with the agencies that carry their
measures connected: what each is told, and what a changed catalogue has it apply and lift.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners import jobs
from partners.models.streams import StreamState
from partners.oversight import lifting_duties
from partners.oversight.coverage import coverage
from registry.db import end_reading
from tests.clocks import SetClock
from tests.partners.caller import printed
from tests.partners.city import City, catalogue_of
from tests.partners.conftest import Agencies, Send
from tests.partners.register import Register
from tests.partners.test_newcomers import OWN, taken_whole
from tests.partners.test_reconciliation import Comparer

PULLING = "unit-7"


@pytest.fixture
def city(
    tmp_path: Path,
    directory: Agencies,
    register: Register,
    runner: FlaskCliRunner,
    client: FlaskClient,
    send: Send,
    clock: SetClock,
) -> City:
    """Give a city of 48 units and 36 measures, nothing of which is known to the register yet."""
    file = tmp_path / "city.csv"
    return City(catalogue_of(48, 36, 11), file, directory, register, runner, client, send, clock)


def in_snapshot(city: City, unit: str) -> dict[str, set[str]]:
    """Return what a unit is to hold for each subject, as a snapshot says."""
    agency = city.caller(unit)
    assert agency.post(f"{OWN}/snapshot", {"reason": "核对"}).status_code == 202
    jobs.prepare_snapshots()
    found: dict[str, set[str]] = {}
    for line in taken_whole(agency):
        found.setdefault(line["subject"]["id"], set()).update(line["apply"])
    return found


def differing(city: City, unit: str, session: Session) -> set[str]:
    """Return how a unit's copy is found to differ; what it lacks comes again, and what it has too
    much is dropped, as the documentation says.
    """
    comparer = Comparer(city.client, printed(city.runner, "agency", "key", unit))
    end_reading()
    state = session.get_one(StreamState, city.keys[unit])
    end_reading()
    assert comparer.ask(state).status_code == 202
    jobs.prepare_reconciliations()
    copy = city.copies[unit]
    shown = comparer.show().get_json()
    if (shown["count"], shown["digest"]) == tuple(copy.bucket().values()):
        return set()
    found = comparer.narrow(copy)
    for record in [one for one, how in found.items() if how == "extra"]:
        del copy.records[record]
    city.told()
    return set(found.values())


def agrees(city: City) -> None:
    """Check that every unit holds just what its measures and the catalogues say."""
    assert {unit: city.held(unit) for unit in city.keys} == {
        unit: city.expected(unit) for unit in city.keys
    }


@pytest.mark.parametrize(("units", "measures", "classes"), [(48, 36, 11), (45, 41, 12)])
def test_every_unit_is_told_what_its_measures_trigger_and_nothing_else(
    city: City, units: int, measures: int, classes: int
) -> None:
    city.rows = catalogue_of(units, measures, classes)
    size = city.register.size()
    shown = city.import_()
    assert shown.count("\n+ ") + shown.startswith("+ ") == measures
    assert f"{classes} categories, {measures} items" in shown
    assert city.register.size() == size
    assert f"{measures} begun, 0 changed, 0 ended" in city.import_("--yes")
    city.connect(PULLING)
    assert len(city.keys) == units
    city.live()
    told = city.told()
    agrees(city)
    assert {notice["type"] for notices in told.values() for notice in notices} == {
        "listing.published",
        "restriction.imposed",
    }
    assert all(notices == [] for notices in city.told().values())


def test_a_changed_catalogue_has_every_unit_apply_and_lift_what_changed(
    city: City, session: Session
) -> None:
    city.import_("--yes")
    city.connect(PULLING)
    city.live()
    city.told()
    before = {unit: city.held(unit) for unit in city.keys}
    # One measure is withdrawn, one is new, one goes from one unit to another, one runs out.
    del city.rows["river.M00"]
    city.rows["river.M36"] = {**city.rows["river.M03"], "code": "river.M36", "binds": "both"}
    bodies = city.rows["river.M07"]["agencies"]
    city.rows["river.M07"]["agencies"] = bodies.replace(
        "unit-7|示例单位7|Unit 7", "unit-8|示例单位8|Unit 8"
    )
    city.rows["river.M09"]["valid_to"] = "2026-03-04"
    shown = city.import_()
    assert "- river.M00\t单位 agencies 2" in shown
    assert "+ river.M36\t单位 agencies 0" in shown
    assert "责任单位 responsible: +unit-8 -unit-7" in shown
    assert "1 begun, 2 changed, 1 ended" in shown
    city.import_("--yes")
    city.change(PULLING, *(code for code in city.measures[PULLING] if code != "river.M07"))
    city.change("unit-8", *city.measures["unit-8"], "river.M07")
    city.change("unit-3", *city.measures["unit-3"], "river.M36")
    city.silent = {"unit-36"}
    told = city.told()
    agrees(city)
    changed = {unit for unit in city.keys if city.held(unit) != before[unit]}
    assert changed == {"unit-0", "unit-36", "unit-7", "unit-8", "unit-3"}
    concerned = {unit for unit, notices in told.items() if notices}
    # Two learn that a measure of theirs runs out, and on which day.
    assert concerned == changed | {"unit-9", "unit-45"}
    [lapses] = told["unit-9"]
    [lapsing] = lapses["measures"]["changed"]
    assert (lapsing["code"], lapsing["valid_to"]) == ("river.M09", "2026-03-04")
    assert all(n["type"] == "measures.changed" for notices in told.values() for n in notices)
    whole = {str(unit): city.expected(unit) for unit in ("unit-0", "unit-3", PULLING)}
    assert {unit: in_snapshot(city, unit) for unit in whole} == whole
    # Also those that learned of records by a changed measure alone, or that these ask nothing of.
    compared = ("unit-8", "unit-36", "unit-5")
    assert not any(differing(city, unit, session) for unit in compared)
    city.clock.forward(timedelta(days=3))
    del city.rows["river.M09"]
    over = city.told()
    agrees(city)
    assert {unit for unit, notices in over.items() if notices} == {"unit-9", "unit-45"}
    assert all(notices == [] for notices in city.told().values())


def test_a_withdrawn_measure_is_lifted_confirmed_and_late_for_whoever_is_silent(
    city: City, session: Session
) -> None:
    city.import_("--yes")
    city.connect()
    city.live()
    city.silent = {"unit-36"}
    city.told()
    listing = city.records[0][1]
    del city.rows["river.M00"]
    city.import_("--yes")
    city.told()
    found = {one.agency: one for one in coverage(session, listing)}
    assert len(found) > len(city.keys) / 3
    owing = {code: (one.lift, one.lifted) for code, one in found.items() if one.lift}
    assert owing == {
        "unit-0": (("river.M00",), ("river.M00",)),
        "unit-36": (("river.M00",), ()),
    }
    city.clock.forward(timedelta(days=4))
    late = lifting_duties.told(session, listing, working_days=3, now=city.clock())
    assert {one.agency: str(one.due_on) for one in late if one.is_late} == {"unit-36": "2026-03-05"}
    assert [one.agency for one in late if one.since is not None] == ["unit-36"]
    end_reading()
    city.silent.clear()
    city.register.remove(city.records[0][0], listing)
    told = city.told()
    ends = {unit: n["lift"] for unit, notices in told.items() for n in notices if n.get("lift")}
    assert set(ends) == set(found)
    after = {one.agency: one for one in coverage(session, listing)}
    assert all(one.confirmed for one in after.values())
    assert after["unit-36"].lifted == ("river.M00",)
