"""Changed measures: each agency is told what it has now, and of every record in force what to
apply or to lift; liftings are owed and shown.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from partners import measure_jobs
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL, STATUTE, CatalogueItem
from partners.oversight.coverage import coverage
from partners.services import agency_changes
from partners.services import catalogue as loading
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from schemas.measures import Binding, Trigger
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR, Register

Settle = Callable[[FakeTransport, int], list[dict[str, Any]]]
ITEMS = catalogue_files.own(NATIONAL).items
BARS = catalogue_files.own(STATUTE).items


def load(items: tuple[CatalogueItem, ...], name: str = NATIONAL) -> None:
    with transaction() as session:
        loading.load(session, name, items, actor=ACTOR, now=current_runtime().now())


def edited(code: str, **change: Any) -> tuple[CatalogueItem, ...]:
    return tuple(replace(item, **change) if item.code == code else item for item in ITEMS)


def change(code: str, *measures: str) -> None:
    order = ChangeAgency(code=code, measures=measures)
    with transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=current_runtime().now())


@pytest.fixture
def settled(send: Send, clock: SetClock) -> Settle:
    """Give a way to adjust, send, and learn what an agency is told of since it was last asked."""

    def run(its: FakeTransport, agency: int) -> list[dict[str, Any]]:
        before = len(its.notices())
        measure_jobs.adjust_records()
        clock.forward(timedelta(seconds=2))
        send(agency, its)
        return its.notices()[before:]

    return run


@pytest.mark.every_engine
def test_a_measure_that_an_agency_gains_is_applied_to_what_is_in_force(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.C1"), FakeTransport()
    person = register.subject()
    listing, ended = register.publish(person), register.publish(person)
    register.remove(person, ended)
    settled(its, agency)
    change("market-regulation", "go2016.C1", "go2016.E3")
    settings, adjusted = settled(its, agency)
    assert settings["type"] == adjusted["type"] == "measures.changed"
    assert [measure["code"] for measure in settings["measures"]["begun"]] == ["go2016.E3"]
    assert "record" not in settings
    assert (adjusted["record"], adjusted["apply"]) == (str(listing), ["go2016.E3"])
    assert adjusted["listing"]["amount_outstanding"] == "98000.00"
    assert settled(its, agency) == []


@pytest.mark.every_engine
def test_a_measure_that_an_agency_loses_is_lifted_owed_and_shown(
    register: Register, directory: Agencies, settled: Settle, session: Session
) -> None:
    agency, its = directory.add("go2016.C1", "go2016.E3"), FakeTransport()
    listing = register.publish(register.subject())
    settled(its, agency)
    change("market-regulation", "go2016.C1")
    settings, adjusted = settled(its, agency)
    assert settings["measures"]["ended"] == ["go2016.E3"]
    assert (adjusted["lift"], adjusted["kept"]) == (["go2016.E3"], [])
    assert "apply" not in adjusted
    assert "case" not in adjusted
    [shown] = coverage(session, listing)
    assert (shown.lift, shown.lifted, shown.ended) == (("go2016.E3",), (), False)
    assert shown.open_since is not None


def test_changes_that_are_looked_through_together_lift_and_apply_all_the_same(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.C1", "go2016.E3"), FakeTransport()
    second, other = directory.add("go2016.E3", code="bank"), FakeTransport()
    listing = register.publish(register.subject())
    settled(its, agency)
    settled(other, second)
    # Nothing is adjusted in between: each change is looked through for its own measures.
    change("market-regulation", "go2016.C1", "go2016.F1")
    change("market-regulation", "go2016.F1", "go2016.G1")
    load(edited("go2016.E3", binds=Binding.ORGANISATION))
    told = [notice for notice in settled(its, agency) if "record" in notice]
    assert {notice["record"] for notice in told} == {str(listing)}
    lifted = [code for notice in told for code in notice.get("lift", ())]
    assert sorted(lifted) == ["go2016.C1", "go2016.E3"]
    assert {code for n in told for code in n.get("apply", ())} == {"go2016.F1", "go2016.G1"}
    [_, taken] = settled(other, second)
    assert taken["lift"] == ["go2016.E3"]


def test_only_the_agency_that_changed_is_told(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    first, second = directory.add("go2016.C1"), directory.add("go2016.E3", code="bank")
    other = FakeTransport()
    register.publish(register.subject())
    settled(other, second)
    change("market-regulation", "go2016.C1", "go2016.E3")
    assert settled(other, second) == []
    assert len(settled(FakeTransport(), first)) == 3


def test_a_catalogue_that_binds_fewer_lifts_where_it_binds_no_more(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.E3"), FakeTransport()
    person, firm = register.subject(), register.subject(kind=SubjectKind.ORGANISATION)
    register.publish(person)
    of_firm = register.publish(firm)
    settled(its, agency)
    load(edited("go2016.E3", binds=Binding.NATURAL))
    settings, adjusted = settled(its, agency)
    assert [measure["binds"] for measure in settings["measures"]["changed"]] == ["natural"]
    assert (adjusted["record"], adjusted["lift"]) == (str(of_firm), ["go2016.E3"])


def test_what_another_record_keeps_is_kept(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.F1"), FakeTransport()
    person = register.subject()
    listing, order = register.publish(person), register.impose(person)
    settled(its, agency)
    load(edited("go2016.F1", trigger=Trigger.LISTING, acts=()))
    _, adjusted = settled(its, agency)
    assert (adjusted["record"], adjusted["lift"]) == (str(order), [])
    assert adjusted["kept"] == [{"measure": "go2016.F1", "records": [str(listing)]}]


def test_a_change_of_words_alone_is_told_and_adjusts_nothing(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.E3"), FakeTransport()
    register.publish(register.subject())
    settled(its, agency)
    load(edited("go2016.E3", name_en="Credit of any kind"))
    [settings] = settled(its, agency)
    assert settings["measures"]["changed"][0]["name_en"] == "Credit of any kind"


@pytest.mark.every_engine
def test_a_record_that_ends_before_it_is_adjusted_lifts_everything_once(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.C1", "go2016.E3"), FakeTransport()
    person = register.subject()
    listing = register.publish(person)
    settled(its, agency)
    change("market-regulation", "go2016.C1")
    register.remove(person, listing)
    told = settled(its, agency)
    assert [notice["type"] for notice in told] == ["measures.changed", "listing.removed"]
    assert told[1]["lift"] == ["go2016.C1", "go2016.E3"]


def test_an_agency_that_has_no_measure_any_more_learns_of_the_end(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.C1"), FakeTransport()
    person = register.subject()
    listing = register.publish(person)
    change("market-regulation", "go2016.E3")
    settled(its, agency)
    load(tuple(item for item in ITEMS if item.code != "go2016.E3"))
    settled(its, agency)
    register.remove(person, listing)
    [ended] = settled(its, agency)
    assert ended["lift"] == ["go2016.C1", "go2016.E3"]


def test_a_large_debt_bars_from_posts_and_a_payment_lifts_the_bar(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    low = tuple(replace(bar, least_owed=bar.least_owed and Decimal(50_000)) for bar in BARS)
    load(low, STATUTE)
    agency, its = directory.add("statute.company-posts"), FakeTransport()
    person, firm = register.subject(), register.subject(kind=SubjectKind.ORGANISATION)
    listing = register.publish(person)
    register.publish(firm)
    [applied] = settled(its, agency)
    assert (applied["record"], applied["apply"]) == (str(listing), ["statute.company-posts"])
    # What is outstanding falls to 12000.50.
    register.amend(person, listing)
    [lifted] = settled(its, agency)
    assert lifted["lift"] == ["statute.company-posts"]


def test_a_measure_is_not_sent_after_its_last_day_and_is_lifted_then(
    register: Register, directory: Agencies, settled: Settle, clock: SetClock
) -> None:
    today = current_runtime().now().date()
    load(edited("go2016.E3", valid_to=today))
    agency, its = directory.add("go2016.E3"), FakeTransport()
    first = register.publish(register.subject())
    settled(its, agency)
    clock.forward(timedelta(days=1))
    # Nobody has ended it yet, and still it is over.
    register.publish(register.subject(number="510199198503070021"))
    assert settled(its, agency) == []
    measure_jobs.expire_measures()
    measure_jobs.expire_measures()
    settings, adjusted = settled(its, agency)
    assert settings["measures"]["ended"] == ["go2016.E3"]
    assert (adjusted["record"], adjusted["lift"]) == (str(first), ["go2016.E3"])


def test_a_measure_begins_on_its_day_when_a_person_loads_it_again(
    register: Register, directory: Agencies, settled: Settle, clock: SetClock
) -> None:
    tomorrow = current_runtime().now().date() + timedelta(days=1)
    later = edited("go2016.E3", valid_from=tomorrow)
    load(later)
    agency, its = directory.add("go2016.E3"), FakeTransport()
    listing = register.publish(register.subject())
    assert settled(its, agency) == []
    clock.forward(timedelta(days=1))
    measure_jobs.expire_measures()
    # Nothing is imposed by the passing of time alone.
    assert settled(its, agency) == []
    load(later)
    settings, adjusted = settled(its, agency)
    assert [measure["code"] for measure in settings["measures"]["begun"]] == ["go2016.E3"]
    assert UUID(adjusted["record"]) == listing
    load(later)
    assert settled(its, agency) == []


@pytest.mark.every_engine
def test_more_records_than_a_page_are_adjusted_and_each_once(
    register: Register, directory: Agencies, settled: Settle
) -> None:
    agency, its = directory.add("go2016.C1"), FakeTransport()
    people = [register.subject(number=f"5101991985030{number:05}") for number in range(130)]
    listings = {str(register.publish(person)) for person in people}
    settled(its, agency)
    change("market-regulation", "go2016.C1", "go2016.E3")
    adjusted = [notice["record"] for notice in settled(its, agency)[1:]]
    assert sorted(adjusted) == sorted(listings)
