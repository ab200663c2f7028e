"""Sheets (工作表): the XML inside a workbook, read as it is unpacked, in memory that does not
follow what a file claims or repeats.

Of a cell only what could make a row of a list is kept; formulas are text and never worked out.
"""

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import from_excel

from registry.errors import ErrorKind, ServiceError

MOST_COLUMNS = 64
# A sheet has no more, whoever made it.
MOST_ROWS = 1_048_576
# No name, number or reference is as long; the rest of a longer text changes no verdict.
LONGEST_TEXT = 4_096
LARGEST_TEXTS = 128 * 1024 * 1024
MOST_TEXTS = 4_000_000
_CHUNK = 64 * 1024
# Beyond it a spreadsheet keeps no whole number exactly.
_EXACT = 10**15
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]*")
Cells = Mapping[int, object]


class SheetError(ValueError):
    """The XML is not what a workbook has."""


class Texts:
    """The texts that cells share, without an object for each."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("I", (0,))

    def add(self, text: str) -> None:
        """Keep the next text.

        :raises ServiceError: ``screening_list.workbook_too_large``.
        """
        self._bytes += text.encode("utf-8", "replace")
        self._ends.append(len(self._bytes))
        if len(self._bytes) > LARGEST_TEXTS or len(self._ends) > MOST_TEXTS:
            raise too_large(LARGEST_TEXTS)

    def at(self, place: str) -> str:
        """Return a text by its place, as a cell states it.

        :raises SheetError: where there is none.
        """
        if not (place.isascii() and place.isdigit()) or int(place) + 1 >= len(self._ends):
            raise SheetError(place)
        start, end = self._ends[int(place)], self._ends[int(place) + 1]
        return self._bytes[start:end].decode()


def too_large(limit: int) -> ServiceError:
    """Return what refuses a workbook that holds more than so many bytes."""
    facts = {"most_mebibytes": limit // 1024**2}
    return ServiceError(ErrorKind.TOO_LARGE, "screening_list.workbook_too_large", facts)


def tags(source: IO[bytes]) -> Sequence[tuple[str, Mapping[str, str]]]:
    """Return the tags of a small part of a workbook with their attributes, in order.

    :raises SheetError: where it is no XML.
    """
    found: list[tuple[str, Mapping[str, str]]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.append((name, attributes))

    for _ in _parsed(source, begin, lambda _: None, lambda _: None):
        pass
    return found


def texts(source: IO[bytes]) -> Texts:
    """Return the texts that cells share."""
    found, text, shown = Texts(), _Text(), [True]

    def begin(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            text.clear()
        text.listens = name == "t" and shown[0]
        # How something is pronounced is no part of it.
        shown[0] = shown[0] and name != "rPh"

    def end(name: str) -> None:
        text.listens = False
        shown[0] = shown[0] or name == "rPh"
        if name == "si":
            found.add(text.whole())

    for _ in _parsed(source, begin, end, text.hear):
        pass
    return found


def dates(source: IO[bytes]) -> frozenset[int]:
    """Return which styles of cells show a number as a date."""
    own: dict[str, str] = {}
    found: list[bool] = []
    inside = [""]

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name in {"cellXfs", "cellStyleXfs"}:
            inside[0] = name
        elif name == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and inside[0] == "cellXfs":
            number = attributes.get("numFmtId", "0")
            usual = BUILTIN_FORMATS.get(int(number) if number.isdigit() else 0, "General")
            found.append(is_date_format(own.get(number, usual)))

    for _ in _parsed(source, begin, lambda _: None, lambda _: None):
        pass
    return frozenset(place for place, is_date in enumerate(found) if is_date)


def rows(
    source: IO[bytes], shared: Texts, date_styles: frozenset[int]
) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet that say something, each with its number in the sheet, and its
    cells by their columns from 0.

    :raises SheetError: where the XML is no sheet.
    """
    reader = _Rows(shared, date_styles)
    for _ in _parsed(source, reader.begin, reader.end, reader.text.hear):
        yield from reader.done
        reader.done.clear()
    yield from reader.done


class _Text:
    """What is written between two tags, as much of it as is kept."""

    def __init__(self) -> None:
        self.listens = False
        self._parts: list[str] = []
        self._length = 0

    def clear(self) -> None:
        self._parts.clear()
        self._length = 0

    def hear(self, part: str) -> None:
        if self.listens and self._length < LONGEST_TEXT:
            self._parts.append(part[:LONGEST_TEXT])
            self._length += len(part)

    def whole(self) -> str:
        text = "".join(self._parts)
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Rows:
    """Puts rows together."""

    def __init__(self, shared: Texts, date_styles: frozenset[int]) -> None:
        self.done: list[tuple[int, Cells]] = []
        self.text = _Text()
        self._shared, self._dates = shared, date_styles
        self._row, self._column = 0, -1
        self._cells: dict[int, object] = {}
        self._kind, self._style, self._formula = "", "", False
        self._shown = True

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.text.listens = False
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self.text.clear()
            self._formula, self.text.listens = True, True
        elif name == "v":
            self.text.listens = not self._formula
        elif name == "rPh":
            self._shown = False
        elif name == "t":
            self.text.listens = self._shown and not self._formula

    def end(self, name: str) -> None:
        self.text.listens = False
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._shown = True
        elif name == "row" and self._cells:
            self.done.append((self._row, self._cells))
            self._cells = {}

    def _begin_row(self, stated: str | None) -> None:
        number = self._row + 1
        if stated is not None:
            number = int(stated) if stated.isascii() and stated.isdigit() else 0
        if not self._row < number <= MOST_ROWS:
            raise SheetError(stated)
        self._row, self._column = number, -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.match(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = False
        self.text.clear()

    def _end_cell(self) -> None:
        if self._column >= MOST_COLUMNS:
            return
        value = self._value(self.text.whole())
        if value != "":
            self._cells[self._column] = value

    def _value(self, text: str) -> object:
        if self._formula:
            return f"={text}"
        if self._kind == "s":
            return self._shared.at(text) if text else ""
        if self._kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self._kind != "n":
            return text
        return self._number(text)

    def _number(self, text: str) -> object:
        try:
            number = float(text)
            whole = int(number)
        except (ValueError, OverflowError):
            return text
        if self._style.isdigit() and int(self._style) in self._dates:
            return _day(number)
        return whole if number == whole and abs(number) < _EXACT else number


def _day(number: float) -> str:
    try:
        found = from_excel(number)
    except (ValueError, OverflowError):
        return str(number)
    return found.date().isoformat() if isinstance(found, datetime) else str(found)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parsed(
    source: IO[bytes],
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    hear: Callable[[str], None],
) -> Iterator[None]:
    """Parse XML, chunk by chunk; yields after each."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, found: begin(name.rpartition("}")[2], found)
    parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    parser.CharacterDataHandler = hear
    try:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise SheetError from error


def _refuse_doctype(*_: object) -> None:
    # Entities that stand for each other a billion times are declared there; no workbook has one.
    raise SheetError
