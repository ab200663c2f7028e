"""Receipts by file (文件反馈): CSV or JSON Lines, in UTF-8 or GB18030, from an agency that neither
answers deliveries with receipts nor calls us.

A line that is wrong is told of by its number and holds no other up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError

from partners.receipts.receipts import ReceiptSaid, said_of
from registry.errors import ServiceError
from registry.imports import json_lines
from registry.imports.csv_rows import CsvReader
from registry.imports.encoding import converted
from registry.imports.lines import Line
from registry.imports.source import Source, open_source
from schemas.codes import Outcome
from schemas.labels import label
from schemas.receipts import ReceiptSchema

NEEDED = ("notice", "measure", "outcome")
HEADERS: Mapping[str, str] = MappingProxyType(
    {"通知": "notice", "措施": "measure", "结果": "outcome", "原因": "reason", "时间": "at"}
)
OUTCOMES: Mapping[str, str] = MappingProxyType({label(code, "zh"): code for code in Outcome})
# So many are kept in one transaction, so that other writers never wait long.
GROUP = 2_000
_SCHEMA = ReceiptSchema()


@dataclass(frozen=True, slots=True)
class FileFault:
    """A line that holds no receipt.

    :ivar fields: the fields that are wrong; none where the line could not be read at all.
    :ivar named: the measures that the line's notice names, where it is on another one.
    """

    line: int
    fields: tuple[str, ...]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """A receipt and the line that it stood on."""

    line: int
    said: ReceiptSaid


Read = FileReceipt | FileFault


def groups(path: Path) -> Iterator[list[Read]]:
    """Yield what a file's lines say, in groups and in order.

    :raises ServiceError: the file cannot be read, or a needed header is missing or there twice.
    """
    source = open_source(path)
    try:
        reading = (_read(line) for line in _lines(source))
        while group := list(islice(reading, GROUP)):
            yield group
    except ServiceError as error:
        raise ServiceError(error.kind, error.code, _in_words(error.facts, path)) from None
    finally:
        source.close()


def called(name: str) -> str:
    """Return how a column is called in both languages."""
    return " ".join([*(zh for zh, en in HEADERS.items() if en == name), name])


def _in_words(facts: Mapping[str, Any], path: Path) -> dict[str, Any]:
    named = {
        name: ", ".join(map(called, str(facts[name]).split(", ")))
        for name in ("missing", "columns")
        if name in facts
    }
    return {"file": path.name, **facts, **named}


def _lines(source: Source) -> Iterator[Line]:
    texts = converted(source.chunks())
    first = next(texts, b"")
    rest = chain((first,), texts)
    if first.lstrip().startswith(b"{"):
        return json_lines.read(rest)
    return CsvReader(NEEDED, HEADERS).read(rest)


def _read(line: Line) -> Read:
    number, record = line
    if record is None:
        return FileFault(number, ())
    try:
        return FileReceipt(number, said_of(_SCHEMA.load(_as_sent(record))))
    except ValidationError as error:
        return FileFault(number, tuple(sorted(map(str, error.messages_dict))))


def _as_sent(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line as an agency would send it: in our words, and without empty cells."""
    sent = {name: value for name, value in record.items() if value != "" and name != ""}
    outcome = sent.get("outcome")
    if isinstance(outcome, str):
        sent["outcome"] = OUTCOMES.get(outcome, outcome)
    return sent
