"""The measure catalogue (惩戒措施目录) as data: rows of a CSV file, read and checked.

``data/go2016.csv`` holds the 11 categories and 37 items of the 2016 Opinion (中办发〔2016〕64号).
One item has a part with a trigger of its own: exit restriction needs an order of its own, the
rest of item H does not.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.codes import RestrictedAct
from schemas.measures import Binding, Mode, Trigger

NATIONAL = "go2016"
DATA = Path(__file__).parent / "data"


class CatalogueError(Exception):
    """A catalogue file cannot be used; the message names the row and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """One measure as a catalogue has it.

    :ivar part_of: the item that this is a part of, where it has a trigger of its own.
    :ivar agencies: the responsible bodies, as text.
    :ivar responsible: whether the persons responsible for an organisation are bound with it.
    """

    code: str
    part_of: str | None
    category: str
    category_zh: str
    category_en: str
    name_zh: str
    name_en: str
    binds: Binding
    responsible: bool
    trigger: Trigger
    acts: tuple[RestrictedAct, ...]
    mode: Mode
    basis: str
    agencies: str


def national() -> tuple[CatalogueItem, ...]:
    """Return the national catalogue that comes with the program."""
    with (DATA / f"{NATIONAL}.csv").open(encoding="utf-8", newline="") as file:
        return read(csv.DictReader(file), prefix=NATIONAL)


def read(rows: Iterable[Mapping[str, str]], *, prefix: str) -> tuple[CatalogueItem, ...]:
    """Read a catalogue.

    :param prefix: what every code of this catalogue begins with, such as ``go2016``.
    :raises CatalogueError: when a row is incomplete or names an unknown code, or a code comes
        twice.
    """
    items: dict[str, CatalogueItem] = {}
    for number, row in enumerate(rows, 2):
        try:
            item = _item(row)
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"line {number}: {error}") from None
        if not item.code.startswith(f"{prefix}."):
            raise CatalogueError(f"line {number}: {item.code} does not begin with {prefix}.")
        if item.code in items:
            raise CatalogueError(f"line {number}: {item.code} comes twice")
        items[item.code] = item
    for item in items.values():
        if item.part_of is not None and item.part_of not in items:
            raise CatalogueError(f"{item.code} is part of {item.part_of}, which is not there")
    return tuple(items.values())


def _item(row: Mapping[str, str]) -> CatalogueItem:
    trigger = Trigger(row["triggers"])
    acts = tuple(RestrictedAct(act) for act in row["acts"].split())
    if acts and trigger not in {Trigger.RESTRICTION, Trigger.EITHER}:
        raise ValueError("restricted acts are given, but no restriction triggers the measure")
    if row["responsible"] not in {"yes", "no"}:
        raise ValueError("responsible: write yes or no")
    return CatalogueItem(
        code=row["code"],
        part_of=row["part_of"] or None,
        category=row["category"],
        category_zh=row["category_zh"],
        category_en=row["category_en"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        binds=Binding(row["binds"]),
        responsible=row["responsible"] == "yes",
        trigger=trigger,
        acts=acts,
        mode=Mode(row["mode"]),
        basis=row["basis"],
        agencies=row["agencies"],
    )
