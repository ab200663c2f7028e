"""The measure catalogue (惩戒措施目录) as data: what a catalogue says of each measure, and the two
catalogues that come with the program.

``data/go2016.csv`` holds the 11 categories and 37 items of the 2016 Opinion (中办发〔2016〕64号).
One item has a part with a trigger of its own: exit restriction needs a decision of its own, the
rest of item H does not. ``data/statute.csv`` holds bars that statutes set, whoever is responsible.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from partners.measures.triggers import MeasureTerms, MeasureText
from schemas.codes import RestrictedAct
from schemas.measures import Binding, Mode, Source, Trigger

NATIONAL = "go2016"
STATUTE = "statute"
# Those of the program: no file of anybody else may speak for them.
OWN = (NATIONAL, STATUTE)
DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is responsible for a measure (责任单位), by its present name."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """One measure as a catalogue has it.

    :ivar part_of: the item that this is a part of, where it has a trigger of its own.
    :ivar agencies: the responsible bodies.
    :ivar responsible: whether the persons responsible for an organisation are bound with it.
    :ivar least_owed: how much must be outstanding, in CNY, where the law asks for a large debt and
        leaves the amount open: policy of whoever runs the register.
    :ivar valid_from: the first legal day on which it may be applied; ``valid_to`` the last.
    :ivar source: how well it is known what the instrument says.
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
    least_owed: Decimal | None
    mode: Mode
    basis: str
    agencies: tuple[Body, ...]
    valid_from: date | None
    valid_to: date | None
    source: Source

    @property
    def terms(self) -> MeasureTerms:
        """Return what of it decides on audiences, and what agencies are told."""
        return MeasureTerms(
            code=self.code,
            binds=self.binds,
            trigger=self.trigger,
            acts=frozenset(self.acts),
            responsible=self.responsible,
            least_owed=self.least_owed,
            text=MeasureText(
                self.name_zh, self.name_en, self.mode.value, self.basis, self.valid_to
            ),
        )


@cache
def known_bodies() -> dict[str, Body]:
    """Return the national bodies by their codes; local catalogues may name them by code alone."""
    with (DATA / "bodies.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Body(**row) for row in csv.DictReader(file)}
