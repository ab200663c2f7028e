"""Debtors as records state them (记录中的被执行人): name, kind, number and what follows."""

import re
from datetime import date
from typing import NamedTuple

from registry.identity import Document, Identity
from registry.imports import vocabulary
from registry.imports.cautions import Caution
from registry.imports.fields import Fields, RejectedError
from schemas.characters import compact, has_control_character, has_private_use
from schemas.codes import Sex, SubjectKind
from schemas.identifiers import Number, parse_number
from schemas.import_codes import RejectionReason
from schemas.names import clean_name, fold_name
from schemas.refusals import RefusedValueError

_LONGEST_NAME = 255
# Digits alone, some of them hidden: what persons have and organisations have not.
_NUMBER_OF_PERSON = re.compile(r"[0-9*]{14,17}[0-9X*]|[0-9*]{15}")


class Name(NamedTuple):
    """A name as shown, and folded as it is compared."""

    shown: str
    key: str


class StatedDebtor(NamedTuple):
    """Whom a record is about.

    :ivar age: the age that the record states; the number's date of birth goes before it.
    """

    name_key: str
    identity: Identity
    number: Number
    age: int | None


def read_name(fields: Fields, cautions: list[Caution]) -> Name:
    """Read the name.

    :raises RejectedError: ``control_character``, ``name_missing`` or ``name_too_long``.
    """
    given = fields.get("iname", "")
    if has_control_character(given):
        raise RejectedError(RejectionReason.CONTROL_CHARACTER)
    shown = clean_name(given)
    key = fold_name(shown)
    if not key:
        raise RejectedError(RejectionReason.NAME_MISSING)
    if max(len(shown), len(key)) > _LONGEST_NAME:
        raise RejectedError(RejectionReason.NAME_TOO_LONG)
    if has_private_use(key):
        cautions.append(Caution.NAME_ILLEGIBLE)
    return Name(shown, key)


def read_debtor(fields: Fields, name: Name, *, on: date, cautions: list[Caution]) -> StatedDebtor:
    """Read who it is.

    :param on: the day on which it is read; nobody is born after it.
    :raises RejectedError: ``id_number_*`` or ``credit_code_*``.
    """
    kind = _kind(fields, cautions)
    try:
        number = parse_number(kind, fields.get("cardNum", ""), on=on)
    except RefusedValueError as error:
        raise RejectedError(error.code) from None
    if not number.area_known:
        cautions.append(Caution.AREA_UNKNOWN)
    natural = kind is SubjectKind.NATURAL
    identity = Identity(
        kind=kind,
        name=name.shown,
        documents=() if number.value is None else (Document(number.type, number.value),),
        masked_number=number.shown if number.masked else None,
        sex=_sex(fields, number, cautions) if natural else None,
        birth_on=number.birth_on,
        legal_representative=None if natural else _representative(fields),
    )
    age = vocabulary.age(fields.get("age", "")) if natural else None
    return StatedDebtor(name.key, identity, number, age)


def _kind(fields: Fields, cautions: list[Caution]) -> SubjectKind:
    kind = vocabulary.party_type(fields.get("partyTypeName", ""))
    if kind is not None:
        return kind
    cautions.append(Caution.PARTY_TYPE_UNKNOWN)
    number = compact(fields.get("cardNum", ""))
    looks_personal = _NUMBER_OF_PERSON.fullmatch(number) is not None
    return SubjectKind.NATURAL if looks_personal else SubjectKind.ORGANISATION


def _sex(fields: Fields, number: Number, cautions: list[Caution]) -> Sex | None:
    stated = vocabulary.sex(fields.get("sexy", ""))
    if stated is None:
        return number.sex
    if number.sex is not None and number.sex is not stated:
        cautions.append(Caution.SEX_DIFFERS)
    return stated


def _representative(fields: Fields) -> str | None:
    return clean_name(fields.get("businessEntity", "")) or None
