"""Rows of a catalogue (目录条目) as files have them: read, checked, and every fault named."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar, cast

from partners.measures.catalogue import Body, CatalogueItem, known_bodies
from schemas.codes import RestrictedAct
from schemas.measures import Binding, Mode, Source, Trigger

COLUMNS = (
    *("code", "part_of", "category", "category_zh", "category_en", "name_zh", "name_en", "binds"),
    *("responsible", "triggers", "acts", "least_owed", "mode", "basis", "agencies", "valid_from"),
    *("valid_to", "source"),
)
# What a row may leave out altogether.
OPTIONAL = frozenset({"part_of", "acts", "least_owed", "valid_from", "valid_to", "source"})
PREFIX = re.compile(r"[a-z][a-z0-9-]{1,31}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")
_BODY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
MOST_ROWS, MOST_TEXT, MOST_NAME = 1_000, 2_000, 200
MOST_SHOWN = 64
MOST_OWED = Decimal("1e13")
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Problem(StrEnum):
    """What can be wrong with a field (目录差错)."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN_CODE = "unknown_code"
    MALFORMED = "malformed"
    WRONG_PREFIX = "wrong_prefix"
    RESERVED = "reserved"
    TWICE = "twice"
    NOT_THERE = "not_there"
    CONTRADICTS = "contradicts"
    UNKNOWN_BODY = "unknown_body"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    UNREADABLE = "unreadable"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file.

    :ivar line: where it is, counted from 1; of JSON the number of the measure.
    :ivar value: what stands there, shortened.
    """

    line: int
    field: str
    problem: Problem
    value: str = ""


class CatalogueError(Exception):
    """A catalogue file cannot be used.

    :ivar faults: everything that is wrong with it.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(f"line {f.line}: {f.field}: {f.problem}" for f in self.faults[:5])
        super().__init__(shown)


Row = tuple[int, Mapping[str, str]]


def read_rows(rows: Iterable[Row], *, prefix: str) -> tuple[CatalogueItem, ...]:
    """Read a catalogue from its rows.

    :param rows: the number of each, and its fields as text; what is absent is empty.
    :param prefix: what every code of this catalogue begins with, such as ``go2016``.
    :raises CatalogueError: with every fault of every row.
    """
    faults: list[Fault] = []
    items: dict[str, CatalogueItem] = {}
    lines: dict[str, int] = {}
    bodies = dict(known_bodies())
    for line, row in rows:
        if len(lines) >= MOST_ROWS:
            faults.append(Fault(line, "code", Problem.TOO_MANY, str(MOST_ROWS)))
            break
        reader = _RowReader(line, row, bodies)
        item = reader.item(prefix)
        faults += reader.faults
        if item.code in lines:
            faults.append(Fault(line, "code", Problem.TWICE, item.code[:MOST_SHOWN]))
        lines.setdefault(item.code, line)
        items.setdefault(item.code, item)
    faults += _between(items, lines)
    if not items:
        faults.append(Fault(1, "code", Problem.EMPTY))
    if faults:
        raise CatalogueError(sorted(faults, key=lambda fault: fault.line))
    return tuple(items.values())


def _between(items: Mapping[str, CatalogueItem], lines: Mapping[str, int]) -> list[Fault]:
    """Return what is wrong between rows: parts of nothing, and categories with two names."""
    faults = []
    names: dict[str, tuple[str, str]] = {}
    for item in items.values():
        line = lines[item.code]
        if item.part_of is not None and (item.part_of not in items or item.part_of == item.code):
            faults.append(Fault(line, "part_of", Problem.NOT_THERE, item.part_of[:MOST_SHOWN]))
        named = names.setdefault(item.category, (item.category_zh, item.category_en))
        if named != (item.category_zh, item.category_en):
            faults.append(Fault(line, "category_zh", Problem.CONTRADICTS, item.category_zh[:64]))
    return faults


class _RowReader:
    """Reads one row; whatever is wrong is noted, and something stands in its place.

    :param bodies: bodies that are known by now; a row may add to them.
    """

    def __init__(self, line: int, row: Mapping[str, str], bodies: dict[str, Body]) -> None:
        self._line = line
        self._row = row
        self._bodies = bodies
        self.faults: list[Fault] = []

    def item(self, prefix: str) -> CatalogueItem:
        """Return the measure that the row holds."""
        trigger = self._one_of("triggers", Trigger)
        acts = self._acts(trigger)
        valid_from, valid_to = self._day("valid_from"), self._day("valid_to")
        if valid_from is not None and valid_to is not None and valid_to < valid_from:
            self._note("valid_to", Problem.CONTRADICTS)
        return CatalogueItem(
            code=self._code(prefix),
            part_of=self._get("part_of") or None,
            category=self._text("category", MOST_SHOWN),
            category_zh=self._text("category_zh", MOST_NAME),
            category_en=self._text("category_en", MOST_NAME),
            name_zh=self._text("name_zh", MOST_NAME),
            name_en=self._text("name_en", MOST_NAME),
            binds=self._one_of("binds", Binding),
            responsible=self._yes_or_no("responsible"),
            trigger=trigger,
            acts=acts,
            least_owed=self._amount("least_owed", trigger),
            mode=self._one_of("mode", Mode),
            basis=self._text("basis", MOST_TEXT),
            agencies=self._agencies(),
            valid_from=valid_from,
            valid_to=valid_to,
            source=self._one_of("source", Source, default=Source.CONFIRMED),
        )

    def _get(self, name: str) -> str:
        return (self._row.get(name) or "").strip()

    def _note(self, name: str, problem: Problem, value: str | None = None) -> None:
        shown = self._get(name) if value is None else value
        self.faults.append(Fault(self._line, name, problem, shown[:MOST_SHOWN]))

    def _text(self, name: str, most: int) -> str:
        value = self._get(name)
        if not value:
            self._note(name, Problem.EMPTY)
        elif len(value) > most:
            self._note(name, Problem.TOO_LONG)
        elif not value.isprintable():
            self._note(name, Problem.MALFORMED, "")
        return value

    def _code(self, prefix: str) -> str:
        value = self._text("code", MOST_SHOWN)
        own, dot, rest = value.partition(".")
        if value and (not dot or own != prefix):
            self._note("code", Problem.WRONG_PREFIX)
        elif value and not _CODE.fullmatch(rest):
            self._note("code", Problem.MALFORMED)
        return value

    def _one_of(self, name: str, codes: type[E], *, default: E | None = None) -> E:
        value = self._get(name)
        if not value and default is not None:
            return default
        try:
            return codes(value)
        except ValueError:
            self._note(name, Problem.UNKNOWN_CODE if value else Problem.EMPTY)
            return next(iter(codes))

    def _yes_or_no(self, name: str) -> bool:
        if self._get(name) not in {"yes", "no"}:
            self._note(name, Problem.UNKNOWN_CODE if self._get(name) else Problem.EMPTY)
        return self._get(name) == "yes"

    def _acts(self, trigger: Trigger) -> tuple[RestrictedAct, ...]:
        words = self._get("acts").split()
        try:
            acts = tuple(RestrictedAct(word) for word in words)
        except ValueError:
            self._note("acts", Problem.UNKNOWN_CODE)
            return ()
        if acts and trigger not in {Trigger.RESTRICTION, Trigger.EITHER}:
            # No order triggers it, so that there is nothing for which acts could matter.
            self._note("acts", Problem.CONTRADICTS)
        return acts

    def _amount(self, name: str, trigger: Trigger) -> Decimal | None:
        value = self._get(name)
        if not value:
            return None
        amount = self._parsed(name, Decimal)
        if amount is None or not amount.is_finite() or not 0 < amount <= MOST_OWED:
            self._note(name, Problem.MALFORMED)
            return None
        if amount != amount.quantize(Decimal("0.01")):
            self._note(name, Problem.MALFORMED)
        if trigger is not Trigger.LISTING:
            # Only a listing says what is outstanding.
            self._note(name, Problem.CONTRADICTS)
        return amount.quantize(Decimal("0.01"))

    def _day(self, name: str) -> date | None:
        if not self._get(name):
            return None
        day = self._parsed(name, date.fromisoformat)
        if day is None:
            self._note(name, Problem.MALFORMED)
        return day

    def _parsed(self, name: str, reads: Callable[[str], T]) -> T | None:
        try:
            return reads(self._get(name))
        except (ValueError, InvalidOperation):
            return None

    def _agencies(self) -> tuple[Body, ...]:
        parts = [part.strip() for part in re.split("[;；]", self._get("agencies")) if part.strip()]
        if not parts:
            self._note("agencies", Problem.EMPTY)
        found: dict[str, Body] = {}
        for part in parts:
            body = self._body([piece.strip() for piece in part.split("|")], part)
            if body is not None and body.code in found:
                self._note("agencies", Problem.TWICE, body.code)
            elif body is not None:
                found[body.code] = body
        return tuple(found.values())

    def _body(self, pieces: list[str], part: str) -> Body | None:
        """Return a body by its code, or with both its names where it was not known."""
        code = pieces[0]
        if len(pieces) == 1 and code in self._bodies:
            return self._bodies[code]
        if len(pieces) == 1:
            self._note("agencies", Problem.UNKNOWN_BODY, part)
            return None
        if len(pieces) != 3 or not all(pieces) or not _BODY.fullmatch(code):
            self._note("agencies", Problem.MALFORMED, part)
            return None
        body = Body(*cast(tuple[str, str, str], tuple(pieces)))
        if self._bodies.setdefault(code, body) != body:
            self._note("agencies", Problem.CONTRADICTS, part)
        return body
