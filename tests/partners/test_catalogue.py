"""The catalogue: what the national one holds, and loading that ends and begins, never alters."""

from dataclasses import replace
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners import catalogue as catalogues
from partners.catalogue import NATIONAL, CatalogueError, CatalogueItem
from partners.models.agencies import Measure
from partners.services import catalogue as loading
from partners.services.catalogue import CatalogueChange
from partners.triggers import RecordFacts, triggered
from partners.versions import measures_in_force, terms_of
from registry.db import transaction
from registry.journal import read
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Mode, Trigger
from tests.clocks import MORNING
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, Register

ITEMS = catalogues.national()
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


def test_modes_tell_a_bar_from_a_reference() -> None:
    modes = {item.code: item.mode for item in ITEMS}
    assert modes["go2016.C1"] is Mode.BAR
    assert modes["go2016.E3"] is Mode.REFERENCE
    assert modes["go2016.I"] is Mode.SUPERVISION


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"code": "local.A1"}, "does not begin with"),
        ({"triggers": "always"}, "always"),
        ({"binds": "everybody"}, "everybody"),
        ({"responsible": "perhaps"}, "responsible"),
        ({"acts": "CR3-1"}, "no restriction triggers"),
        ({"part_of": "go2016.Z"}, "go2016.Z"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(change: dict[str, str], named: str) -> None:
    row = {
        **dict.fromkeys(CatalogueItem.__slots__, "x"),
        "code": "go2016.X",
        "part_of": "",
        "binds": "both",
        "responsible": "no",
        "triggers": "listing",
        "acts": "",
        "mode": "bar",
    }
    assert catalogues.read([row], prefix=NATIONAL)
    with pytest.raises(CatalogueError, match=named):
        catalogues.read([{**row, **change}], prefix=NATIONAL)


def test_a_code_that_comes_twice_or_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(CatalogueError, match="line 2"):
        catalogues.read([{"code": "go2016.X"}], prefix=NATIONAL)


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
    directory = Agencies()
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
