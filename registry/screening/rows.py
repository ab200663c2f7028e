"""Rows (名单行) of a list as they are compared: a name, full numbers in their normal form, and what
was wrong with them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from registry.imports.lines import Line
from registry.rules import screening as law
from registry.screening.columns import KIND, NAME, NUMBER, REFERENCE
from registry.services.screening.screening_matches import Entry
from schemas.codes import SubjectKind
from schemas.identifiers import parse_number
from schemas.import_codes import RejectionReason
from schemas.masking import mask_number
from schemas.names import clean_name
from schemas.refusals import IdentifierError
from schemas.screening_codes import RowFault

LONGEST_NAME = 200
LONGEST_NUMBER = 64
LONGEST_REFERENCE = 64
# People put it before what a spreadsheet is to take for text.
_AS_TEXT = "'’‘`"
_ROUNDED = re.compile(r"[0-9]+(?:\.[0-9]*)?[eE]\+?[0-9]+|[0-9]{9,}\.[0-9]+")
_CHECK_DIGITS = frozenset(
    {RejectionReason.ID_NUMBER_CHECK_DIGIT, RejectionReason.CREDIT_CODE_CHECK_DIGIT}
)
_PERSON, _ENTITY = (SubjectKind.NATURAL,), (SubjectKind.ORGANISATION,)
_KINDS: Mapping[str, tuple[SubjectKind, ...]] = {
    "": (*_PERSON, *_ENTITY),
    **dict.fromkeys(("natural", "person", "自然人", "个人"), _PERSON),
    **dict.fromkeys(
        ("organisation", "organization", "entity", "法人", "单位", "企业", "组织", "非法人组织"),
        _ENTITY,
    ),
}


def entry_of(line: Line, *, on: date) -> Entry:
    """Return a row of a list ready to be compared, or with what is wrong with it.

    :param on: the day on which numbers are read; nobody is born after it.
    """
    number, record = line
    if record is None:
        return Entry(number, fault=RowFault.NOT_A_ROW)
    name, given = clean_name(_text(record.get(NAME)).lstrip(_AS_TEXT)), record.get(NUMBER)
    reference = _text(record.get(REFERENCE))[:LONGEST_REFERENCE]
    kinds = _KINDS.get(_text(record.get(KIND)).lower())
    if kinds is None:
        return Entry(number, reference=reference, fault=RowFault.KIND_UNKNOWN)
    if len(name) > LONGEST_NAME:
        return Entry(number, reference=reference, fault=RowFault.NAME_TOO_LONG)
    text, missing = (
        _text(given).lstrip(_AS_TEXT),
        RowFault.NUMBER_MISSING if name else RowFault.EMPTY,
    )
    found, fault = _readings(given, text, kinds, on=on) if text else ([], missing)
    return Entry(
        number,
        name=name or None,
        kinds=kinds,
        reference=reference,
        numbers=tuple((kind, one) for kind, each in found for one in each),
        shown=mask_number(found[0][1][0], found[0][0]) if found else "",
        fault=fault,
    )


def _readings(
    given: object, text: str, kinds: tuple[SubjectKind, ...], *, on: date
) -> tuple[list[tuple[SubjectKind, tuple[str, ...]]], RowFault | None]:
    """Return the full numbers that a text may be, by kind, or why it is none."""
    if isinstance(given, float) or _ROUNDED.fullmatch(text):
        return [], RowFault.NUMBER_ROUNDED
    if len(text) > LONGEST_NUMBER:
        return [], RowFault.NUMBER_MALFORMED
    found: list[tuple[SubjectKind, tuple[str, ...]]] = []
    faults: set[RowFault] = set()
    for kind in kinds:
        try:
            read = parse_number(kind, text, on=on)
        except IdentifierError as error:
            wrong = error.code in _CHECK_DIGITS
            faults.add(RowFault.NUMBER_CHECK_DIGIT if wrong else RowFault.NUMBER_MALFORMED)
            continue
        if read.value is None:
            faults.add(RowFault.NUMBER_MASKED)
        else:
            found.append((kind, law.numbers(kind, read.type, read.value)))
    return found, None if found else next(_gravest(faults))


def _gravest(faults: set[RowFault]) -> Iterator[RowFault]:
    # What tells most of the number that was meant comes first.
    order = (RowFault.NUMBER_MASKED, RowFault.NUMBER_CHECK_DIGIT, RowFault.NUMBER_MALFORMED)
    return (fault for fault in order if fault in faults)


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""
