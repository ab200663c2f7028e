"""The catalogue: what the national one holds, and loading that ends and begins, never alters."""

from dataclasses import replace
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL, STATUTE, CatalogueItem
from partners.measures.triggers import RecordFacts, triggered
from partners.measures.versions import measures_in_force, terms_of
from partners.models.agencies import Measure
from partners.services import catalogue as loading
from partners.services.catalogue import CatalogueChange
from registry.db import transaction
from registry.journal import read
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Mode, Source, Trigger
from tests.clocks import MORNING
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, Register

ITEMS = catalogue_files.own(NATIONAL).items
BARS = catalogue_files.own(STATUTE).items
# Rules of the national catalogue: category and how many items it has.
SIZES = {"A": 7, "B": 2, "C": 8, "D": 3, "E": 3, "F": 4, "G": 6, "H": 1, "I": 1, "J": 1, "K": 1}


def load(items: tuple[CatalogueItem, ...]) -> CatalogueChange:
    with transaction() as session:
        return loading.load(session, NATIONAL, items, actor=ACTOR, now=MORNING)


def test_there_are_eleven_categories_and_thirty_seven_items() -> None:
    whole = [item for item in ITEMS if item.part_of is None]
    sizes = {key: len(list(group)) for key, group in groupby(whole, lambda item: item.category)}
    assert sizes == SIZES
    assert sum(sizes.values()) == 37


def test_every_item_says_in_both_languages_what_it_is_and_on_what_it_rests() -> None:
    for item in ITEMS:
        assert item.code == f"{NATIONAL}.{item.code.split('.')[1]}"
        assert item.code.split(".")[1].startswith(item.category)
        assert item.name_zh
        assert item.name_en.isascii()
        assert item.agencies
        assert item.basis.startswith("中办发〔2016〕64号")


def test_a_listing_alone_triggers_no_exit_restriction_no_prosecution_and_nothing_optional() -> None:
    by_listing = {Trigger.LISTING, Trigger.EITHER, Trigger.RESTRICTION}
    off = {item.code: item.trigger for item in ITEMS if item.trigger not in by_listing}
    assert off == {
        "go2016.H-exit": Trigger.EXIT_ORDER,
        "go2016.J": Trigger.REFERRAL,
        "go2016.K": Trigger.OPTIONAL,
    }


def test_an_order_alone_triggers_spending_and_real_property_only() -> None:
    by_order = {item.code for item in ITEMS if item.trigger is Trigger.EITHER}
    assert by_order == {"go2016.F1", *(f"go2016.G{number}" for number in range(1, 7))}


def test_every_restricted_act_has_a_measure_that_carries_it_out() -> None:
    assert {act for item in ITEMS for act in item.acts} == set(RestrictedAct)


def test_spending_binds_natural_persons_and_who_is_responsible_for_an_organisation() -> None:
    spending = [item for item in ITEMS if item.category == "G"]
    assert {item.binds for item in spending} == {"natural"}
    assert all(item.responsible for item in spending)


def test_the_persons_responsible_are_bound_with_an_entity_where_the_catalogue_says_so() -> None:
    responsible = {item.code for item in ITEMS if item.responsible}
    assert {f"go2016.{key}" for key in ("A1", "A7", "B2", "D1", "E1", "F1", "H", "I")} < responsible
    assert not {"go2016.A2", "go2016.A5", "go2016.D3", "go2016.C1"} & responsible


def test_every_measure_names_the_bodies_that_are_responsible_by_code_and_both_names() -> None:
    for item in (*ITEMS, *BARS):
        assert item.agencies
        for body in item.agencies:
            assert body.code
            assert body.name_zh
            assert body.name_en.isascii()


def test_what_was_not_read_in_a_source_says_so() -> None:
    likely = {item.code for item in ITEMS if item.source is Source.LIKELY}
    assert {"go2016.A3", "go2016.C8", "go2016.K"} < likely
    assert "go2016.C1" not in likely


def test_the_bars_of_statutes_bind_persons_where_the_law_speaks_of_persons() -> None:
    assert len(BARS) == 8
    both = {item.code for item in BARS if item.binds is not Binding.NATURAL}
    assert both == {"statute.bidding", "statute.procurement"}
    assert {item.trigger for item in BARS} == {Trigger.LISTING}
    assert not any(item.responsible for item in BARS)


def test_two_bars_need_a_large_debt_besides_the_listing() -> None:
    needing = {item.code: item.least_owed for item in BARS if item.least_owed is not None}
    assert set(needing) == {"statute.company-posts", "statute.legal-representative"}
    assert all("第" in item.basis for item in BARS if item.code in needing)


def test_modes_tell_a_bar_from_a_reference() -> None:
    modes = {item.code: item.mode for item in ITEMS}
    assert modes["go2016.C1"] is Mode.BAR
    assert modes["go2016.E3"] is Mode.REFERENCE
    assert modes["go2016.I"] is Mode.SUPERVISION


@pytest.mark.every_engine
def test_loading_again_changes_nothing_and_writes_nothing(app: Flask, session: Session) -> None:
    first, second = load(ITEMS), load(ITEMS)
    assert (len(first.begun), first.changed, first.ended) == (38, (), ())
    assert not second
    assert [entry.kind for entry in read.after(session, 0, limit=10)] == ["catalogue.loaded"]


@pytest.mark.every_engine
def test_a_changed_measure_is_ended_and_begun_and_what_was_in_force_stays_known(
    app: Flask, session: Session, register: Register
) -> None:
    directory = Agencies(app)
    agency = directory.add("go2016.E3", "go2016.K")
    before = register.size()
    changed = tuple(
        replace(item, trigger=Trigger.RESTRICTION) if item.code == "go2016.E3" else item
        for item in ITEMS
        if item.code != "go2016.K"
    )
    assert load(changed) == CatalogueChange((), ("go2016.E3",), ("go2016.K",))
    after = register.size()
    in_force = measures_in_force(session, [agency])[agency]
    assert {measure.code for measure in in_force(before)} == {"go2016.E3", "go2016.K"}
    assert [measure.code for measure in in_force(after)] == ["go2016.E3"]
    [then], [now] = (
        [measure.trigger for measure in in_force(position) if measure.code == "go2016.E3"]
        for position in (before, after)
    )
    assert (then, now) == (Trigger.LISTING, Trigger.RESTRICTION)
    assert in_force(0) == ()
    rows = session.scalars(select(Measure).where(Measure.code == "go2016.E3")).all()
    assert len(rows) == 2
    assert len({terms_of(row) for row in rows}) == 2


@pytest.mark.parametrize("kind", SubjectKind)
@pytest.mark.every_engine
def test_the_stored_catalogue_tells_a_listing_exactly_what_the_file_says(
    app: Flask, session: Session, kind: SubjectKind
) -> None:
    load(ITEMS)
    facts = RecordFacts(restriction=False, subject_kind=kind, identified=True)
    rows = session.scalars(select(Measure).order_by(Measure.id))
    assert set(triggered([terms_of(row) for row in rows], facts)) == {
        item.code
        for item in ITEMS
        if item.binds in {"both", kind.value} and item.trigger in {Trigger.LISTING, Trigger.EITHER}
    }
