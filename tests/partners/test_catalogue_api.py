"""Operators see, compare and import catalogues over the API; only what was shown takes effect."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from partners import measure_jobs
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL, CatalogueItem
from partners.measures.catalogue_files import write_json
from schemas.measures import Binding, Trigger
from tests.partners.caller import Caller, printed, refused, said
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register

BASE = "/api/v1/partners/catalogue"
NATIONAL_ITEM = catalogue_files.own(NATIONAL).items[0]


def item(code: str, **change: Any) -> CatalogueItem:
    return replace(
        NATIONAL_ITEM, code=code, part_of=None, trigger=Trigger.LISTING, acts=(), **change
    )


def body(*items: CatalogueItem) -> dict[str, Any]:
    return {"measures": orjson.loads(write_json("town", items))["measures"]}


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> Caller:
    """Give an operator, with the national catalogue loaded."""
    return Caller(client, printed(runner, "operator", "key", "lin"))


def imported(operator: Caller, given: dict[str, Any]) -> dict[str, Any]:
    shown = said(operator.post(f"{BASE}/comparisons", given))
    done = operator.post(f"{BASE}/imports", {**given, "digest": shown["digest"]})
    assert done.status_code == 200
    return said(done)


def test_what_is_in_force_is_shown_of_all_catalogues_or_of_one(operator: Caller) -> None:
    everything = said(operator.get(f"{BASE}/measures"))["items"]
    assert "go2016.C1" in {measure["code"] for measure in everything}
    assert said(operator.get(f"{BASE}/measures?catalogue=town"))["items"] == []
    imported(operator, body(item("town.a", binds=Binding.NATURAL)))
    [only] = said(operator.get(f"{BASE}/measures?catalogue=town"))["items"]
    assert (only["code"], only["binds"], only["triggers"]) == ("town.a", "natural", "listing")


def test_a_comparison_shows_what_would_change_and_for_whom_and_changes_nothing(
    operator: Caller, register: Register, directory: Agencies
) -> None:
    imported(operator, body(item("town.a", binds=Binding.BOTH), item("town.b")))
    directory.add("town.a")
    register.publish(register.subject())
    given = body(item("town.a", binds=Binding.ORGANISATION), item("town.c"))
    shown = said(operator.post(f"{BASE}/comparisons", given))
    kept = {name: shown[name] for name in ("catalogue", "begun", "changed", "ended")}
    assert kept == {
        "catalogue": "town",
        "begun": ["town.c"],
        "changed": ["town.a"],
        "ended": ["town.b"],
    }
    [effect] = [found for found in shown["effects"] if found["code"] == "town.a"]
    assert effect == {"code": "town.a", "agencies": 1, "applies": 0, "lifts": 1}
    codes = {m["code"] for m in said(operator.get(f"{BASE}/measures?catalogue=town"))["items"]}
    assert codes == {"town.a", "town.b"}


def test_what_was_shown_takes_effect_and_agencies_are_told(
    operator: Caller, register: Register, directory: Agencies, send_later: Send
) -> None:
    imported(operator, body(item("town.a", binds=Binding.BOTH)))
    agency, receiver = directory.add("town.a"), FakeTransport()
    register.publish(register.subject())
    send_later(agency, receiver)
    change = imported(operator, body(item("town.a", binds=Binding.ORGANISATION)))
    assert change == {"begun": [], "changed": ["town.a"], "ended": []}
    measure_jobs.adjust_records()
    send_later(agency, receiver)
    assert receiver.notices()[-1]["lift"] == ["town.a"]


def test_only_what_was_shown_is_confirmed(operator: Caller) -> None:
    first, other = body(item("town.a")), body(item("town.b"))
    shown = said(operator.post(f"{BASE}/comparisons", first))
    wrong = operator.post(f"{BASE}/imports", {**other, "digest": shown["digest"]})
    assert refused(wrong) == (409, "catalogue.not_confirmed")
    imported(operator, other)
    # What is in force is another thing than when it was shown.
    late = operator.post(f"{BASE}/imports", {**first, "digest": shown["digest"]})
    assert refused(late) == (409, "catalogue.not_confirmed")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "request.invalid"),
        ({"measures": []}, "request.invalid"),
        ({"measures": ["x"]}, "request.invalid"),
        ({"measures": [{"code": "go2016.A1"}]}, "catalogue.faults"),
        ({"measures": [{"code": "town.a", "binds": "nobody"}]}, "catalogue.faults"),
        ({"measures": [{"code": "town.a", "binds": {"x": 1}}]}, "catalogue.faults"),
        ({"measures": [{"code": "town.a", "password": "x"}]}, "catalogue.faults"),
    ],
)
def test_faults_are_named_and_nothing_changes(
    operator: Caller, given: dict[str, Any], code: str
) -> None:
    before = said(operator.get(f"{BASE}/measures"))
    answer = operator.post(f"{BASE}/comparisons", given)
    assert refused(answer) == (422, code)
    assert operator.post(f"{BASE}/imports", {**given, "digest": "0" * 64}).status_code == 422
    assert said(operator.get(f"{BASE}/measures")) == before
