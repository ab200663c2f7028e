"""Catalogue files (目录文件): CSV and JSON, read for an import and written for an export.

A row names the bodies that are responsible as ``code`` or ``code|中文名称|English name``, several
by semicolons; who was named once may be named by code from then on.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from partners.measures.catalogue import DATA, OWN, CatalogueItem, known_bodies
from partners.measures.catalogue_rows import (
    COLUMNS,
    MOST_SHOWN,
    OPTIONAL,
    PREFIX,
    CatalogueError,
    Fault,
    Problem,
    Row,
    read_rows,
)

MOST_BYTES = 4_194_304
FORMATS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A catalogue, by the prefix that is its name."""

    name: str
    items: tuple[CatalogueItem, ...]


def own(name: str) -> CatalogueFile:
    """Return one of the catalogues that come with the program."""
    data = (DATA / f"{name}.csv").read_bytes()
    return CatalogueFile(name, read_rows(_csv_rows(_text(data)), prefix=name))


def read(data: bytes) -> CatalogueFile:
    """Read a local catalogue, of whichever format.

    :raises CatalogueError: with everything that is wrong with it, by line and field.
    """
    if len(data) > MOST_BYTES:
        raise CatalogueError([Fault(1, "file", Problem.TOO_LONG, str(MOST_BYTES))])
    text = _text(data)
    rows = list(_json_rows(text) if text.lstrip()[:1] in {"{", "["} else _csv_rows(text))
    name = (rows[0][1].get("code") or "").strip().partition(".")[0] if rows else ""
    if name in OWN:
        raise CatalogueError([Fault(rows[0][0], "code", Problem.RESERVED, name)])
    if rows and not PREFIX.fullmatch(name):
        raise CatalogueError([Fault(rows[0][0], "code", Problem.WRONG_PREFIX, name[:MOST_SHOWN])])
    return CatalogueFile(name, read_rows(rows, prefix=name))


def write_csv(items: Iterable[CatalogueItem]) -> str:
    """Return a catalogue as CSV that can be imported again."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row_of(item) for item in items)
    return file.getvalue()


def write_json(name: str, items: Iterable[CatalogueItem]) -> str:
    """Return a catalogue as JSON that can be imported again."""
    value = {"catalogue": name, "measures": [_row_of(item) for item in items]}
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"


def _row_of(item: CatalogueItem) -> dict[str, str]:
    known = known_bodies()
    bodies = [
        body.code if known.get(body.code) == body else f"{body.code}|{body.name_zh}|{body.name_en}"
        for body in item.agencies
    ]
    return {
        "code": item.code,
        "part_of": item.part_of or "",
        "category": item.category,
        "category_zh": item.category_zh,
        "category_en": item.category_en,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "binds": item.binds.value,
        "responsible": "yes" if item.responsible else "no",
        "triggers": item.trigger.value,
        "acts": " ".join(item.acts),
        "least_owed": "" if item.least_owed is None else str(item.least_owed),
        "mode": item.mode.value,
        "basis": item.basis,
        "agencies": ";".join(bodies),
        "valid_from": item.valid_from.isoformat() if item.valid_from else "",
        "valid_to": item.valid_to.isoformat() if item.valid_to else "",
        "source": item.source.value,
    }


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CatalogueError([Fault(1, "file", Problem.UNREADABLE)])


def _csv_rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_columns(header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    raise CatalogueError([Fault(reader.line_num, "row", Problem.MALFORMED)])
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error:
        raise CatalogueError([Fault(reader.line_num, "row", Problem.UNREADABLE)]) from None


def _check_columns(header: list[str]) -> None:
    needed = [name for name in COLUMNS if name not in OPTIONAL]
    faults = [Fault(1, name, Problem.MISSING_COLUMN) for name in needed if name not in header]
    faults += [
        Fault(1, name[:MOST_SHOWN], Problem.UNKNOWN_COLUMN)
        for name in header
        if name not in COLUMNS
    ]
    faults += [Fault(1, name, Problem.TWICE) for name in COLUMNS if header.count(name) > 1]
    if faults:
        raise CatalogueError(faults)


def _json_rows(text: str) -> Iterator[Row]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise CatalogueError([Fault(error.lineno, "file", Problem.UNREADABLE)]) from None
    measures = value.get("measures") if isinstance(value, dict) else value
    if not isinstance(measures, list):
        raise CatalogueError([Fault(1, "measures", Problem.MALFORMED)])
    for number, measure in enumerate(measures, 1):
        if not isinstance(measure, dict):
            raise CatalogueError([Fault(number, "measures", Problem.MALFORMED)])
        unknown = [name for name in measure if name not in COLUMNS]
        if unknown:
            raise CatalogueError([Fault(number, unknown[0][:64], Problem.UNKNOWN_COLUMN)])
        yield number, _as_text(number, measure)


def _as_text(number: int, measure: Mapping[str, Any]) -> dict[str, str]:
    """Return a measure of a JSON file as a row of a CSV file would have it."""
    row = {}
    for name, value in measure.items():
        if value is None:
            row[name] = ""
        elif isinstance(value, bool):
            row[name] = "yes" if value else "no"
        elif isinstance(value, str):
            row[name] = value
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            row[name] = (";" if name == "agencies" else " ").join(value)
        else:
            raise CatalogueError([Fault(number, name, Problem.MALFORMED)])
    return row
