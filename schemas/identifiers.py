"""Numbers of debtors (证件号码): one entry for every number that a record or an act may state.

The number is what links records of one subject; a name never does. Listing Rules Art. 6 wants it in
every record, so an empty one is malformed.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from schemas.characters import compact
from schemas.codes import DocumentType, Sex, SubjectKind
from schemas.credit_codes import (
    parse_credit_code,
    parse_organisation_code,
    parse_registration_number,
)
from schemas.import_codes import RejectionReason
from schemas.refusals import IdentifierError
from schemas.resident_ids import parse_masked_resident_id, parse_resident_id

# A record does not say which document its number is of. Beside resident numbers only forms are
# taken that nothing else has; eight bare digits (a permit for Taiwan residents) could as well be a
# piece of a number.
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{7,8}")
_TRAVEL_PERMIT = re.compile(r"[HM](?:[0-9]{10}|[0-9]{8})")  # 港澳居民来往内地通行证
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")  # 外国人永久居留证, before 2023

# Where an act says which document it is, the form is the issuing country's business.
_ANY_PASSPORT = re.compile(r"[A-Z0-9]{5,17}")
_ANY_DOCUMENT = re.compile(r"[^\x00-\x20\x7f*]{4,64}")

_MASKED_DOCUMENT = re.compile(r"(?=.{6,24}$)[A-Z]{1,3}[0-9]*\*[0-9*]*")
_MASKED_CODE = re.compile(r"(?=.*[0-9A-Z])[0-9A-Z-]*\*[0-9A-Z*-]*")
_LONGEST_MASKED_CODE = 24
_CREDIT_CODE_LENGTH = 18
_ORGANISATION_CODE_LENGTHS = (9, 10)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read.

    :ivar value: the full number, normalised; none where digits are hidden: a masked number
        identifies nobody.
    :ivar shown: what was given, normalised, hidden digits as asterisks. Not for the public: see
        ``schemas.masking``.
    :ivar area_known: false is a warning that GB/T 2260 has no such area.
    """

    type: DocumentType
    value: str | None = field(repr=False)
    masked: bool
    shown: str = field(repr=False)
    birth_on: date | None = field(default=None, repr=False)
    birth_year: int | None = None
    sex: Sex | None = None
    area_known: bool = True


def parse_number(
    kind: SubjectKind, text: str, *, on: date, document: DocumentType | None = None
) -> Number:
    """Read the number of a natural person or an organisation.

    :param on: the day on which it is read; nobody is born after it.
    :param document: the kind of document, where it is stated; otherwise the form decides.
    :raises IdentifierError: ``id_number_*`` for persons, ``credit_code_*`` for organisations.
    """
    if document is not None:
        return _stated(kind, text, document, on=on)
    if kind is SubjectKind.NATURAL:
        return _of_person(text, on=on)
    return _of_organisation(text)


def _of_person(text: str, *, on: date) -> Number:
    if _RESIDENT.fullmatch(text):
        return _resident(text, on=on)
    plain = compact(text)
    if _RESIDENT.fullmatch(plain):
        return _resident(plain, on=on)
    if _TRAVEL_PERMIT.fullmatch(plain) or _OLD_RESIDENCE_CARD.fullmatch(plain):
        return _full(DocumentType.OTHER, plain)
    if _PASSPORT.fullmatch(plain):
        return _full(DocumentType.PASSPORT, plain)
    if _MASKED_DOCUMENT.fullmatch(plain):
        return Number(DocumentType.OTHER, None, True, plain)
    return _masked_resident(text)


def _of_organisation(text: str) -> Number:
    # Most codes come in their plain form; a code without letters goes the longer way, to the same
    # end.
    plain = text if text.isascii() and text.isalnum() and text.isupper() else compact(text)
    if len(plain) == _CREDIT_CODE_LENGTH and "*" not in plain:
        return _full(DocumentType.CREDIT_CODE, parse_credit_code(plain))
    if "*" in plain:
        return _masked_code(plain)
    if len(plain) in _ORGANISATION_CODE_LENGTHS:
        return _full(DocumentType.ORGANISATION_CODE, parse_organisation_code(plain))
    return _full(DocumentType.OTHER, parse_registration_number(plain))


def _stated(kind: SubjectKind, text: str, document: DocumentType, *, on: date) -> Number:
    """Read a number whose document is stated; persons have no credit code, others no passport."""
    natural = kind is SubjectKind.NATURAL
    plain = compact(text)
    if document is DocumentType.RESIDENT_ID and natural:
        return (
            _resident(plain, on=on)
            if plain.isalnum() and "XX" not in plain
            else _masked_resident(text)
        )
    if document is DocumentType.CREDIT_CODE and not natural:
        return _masked_code(plain) if "*" in plain else _full(document, parse_credit_code(plain))
    if document is DocumentType.ORGANISATION_CODE and not natural:
        return (
            _masked_code(plain) if "*" in plain else _full(document, parse_organisation_code(plain))
        )
    if document is DocumentType.PASSPORT and natural and _ANY_PASSPORT.fullmatch(plain):
        return _full(document, plain)
    if document is DocumentType.OTHER and _ANY_DOCUMENT.fullmatch(plain):
        return _full(document, plain)
    raise IdentifierError(
        RejectionReason.ID_NUMBER_MALFORMED if natural else RejectionReason.CREDIT_CODE_MALFORMED
    )


def _full(document: DocumentType, number: str) -> Number:
    return Number(document, number, False, number)


def _resident(text: str, *, on: date) -> Number:
    found = parse_resident_id(text, on=on)
    number, birth_on = found.number, found.birth_on
    return Number(
        DocumentType.RESIDENT_ID,
        number,
        False,
        number,
        birth_on,
        birth_on.year,
        found.sex,
        found.area_known,
    )


def _masked_resident(text: str) -> Number:
    found = parse_masked_resident_id(text)
    return Number(
        DocumentType.RESIDENT_ID,
        None,
        True,
        found.number,
        None,
        found.birth_year,
        found.sex,
        found.area_known,
    )


def _masked_code(plain: str) -> Number:
    if _MASKED_CODE.fullmatch(plain) is None or len(plain) > _LONGEST_MASKED_CODE:
        raise IdentifierError(RejectionReason.CREDIT_CODE_MALFORMED)
    if len(plain) == _CREDIT_CODE_LENGTH:
        return Number(DocumentType.CREDIT_CODE, None, True, plain)
    document = (
        DocumentType.ORGANISATION_CODE
        if len(plain) in _ORGANISATION_CODE_LENGTHS
        else DocumentType.OTHER
    )
    return Number(document, None, True, plain)
