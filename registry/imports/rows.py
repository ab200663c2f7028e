"""Rows (数据行) of one imported record, in the form that the drivers of both engines take."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

import orjson

from registry.db import FEN_PER_YUAN
from registry.imports.candidates import Candidate
from registry.imports.courts import KnownCourt
from registry.imports.statements import StatedCase, Statement
from registry.rules.articles import Article, Instrument
from registry.rules.publication import PublishedFacts, public_item
from schemas.codes import (
    Ground,
    Initiative,
    ListingState,
    ListName,
    RecordSource,
    RemovalGround,
)

Row = tuple[object, ...]

# The two highest bits of a UUID's ninth byte say how to read it.
_VARIANTS = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))

SUBJECT = ("id", "public_id", "kind", "number_index", "current_version", "flagged")
IDENTITY = ("subject_id", "version", "key_id", "ciphertext", "salt", "digest", "recorded_at")
CASE = (
    "id",
    "public_id",
    "number",
    "court_code",
    "filed_on",
    "basis_number",
    "basis_body",
    "obligation",
    "amount",
    "source",
    "version",
)
DEBTOR = ("id", "public_id", "case_id", "subject_id", "identity_version")
LISTING = (
    "id",
    "public_id",
    "debtor_id",
    "state",
    "source",
    "grounds",
    "conduct",
    "initiative",
    "reason",
    "extension_years",
    "published_on",
    "ends_on",
    "ended_on",
    "end_ground",
    "performance",
    "performed",
    "outstanding",
    "amount_outstanding",
    "entry_key",
    "import_run_id",
    "version",
)
VERSION = ("digest", "listing_id", "import_run_id", "line", "replaced")
PUBLIC_ENTRY = (
    "public_id",
    "list_name",
    "kind",
    "name_key",
    "province",
    "court_code",
    "published_on",
    "ends_on",
    "item",
)
DEADLINE = (
    "public_id",
    "kind",
    "clock",
    "bearer",
    "court_code",
    "case_id",
    "record_kind",
    "record_id",
    "basis",
    "opened_on",
    "due_on",
    "provisional",
    "remind_on",
)

REASON = "导入公开的失信被执行人信息"


def random_ids() -> Iterator[str]:
    """Yield random UUIDs (version 4) as 32 hex digits, taken from the system in blocks."""
    while True:
        block = os.urandom(4096).hex()
        for at in range(0, len(block), 32):
            digits = block[at : at + 32]
            variant = _VARIANTS[digits[16]]
            yield f"{digits[:12]}4{digits[13:16]}{variant}{digits[17:]}"


def dashed(digits: str) -> str:
    """Return an id in the form that people and programs outside see."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def fen(amount: Decimal | None) -> int | None:
    """Return an amount in whole fen."""
    return None if amount is None else int(amount * FEN_PER_YUAN)


def iso(day: date | None) -> str | None:
    """Return a day as text."""
    return None if day is None else day.isoformat()


@lru_cache(maxsize=256)
def grounds_text(grounds: tuple[Ground, ...]) -> str:
    """Return the codes of grounds as one text."""
    return ",".join(grounds)


@lru_cache(maxsize=256)
def grounds_of(text: str) -> tuple[Ground, ...]:
    """Return the grounds that such a text names."""
    return tuple(Ground(code) for code in text.split(","))


@lru_cache(maxsize=256)
def basis(grounds: tuple[Ground, ...]) -> str:
    """Return the articles that a listing on these grounds rests on."""
    numbers = (int(ground.rpartition("-")[2]) for ground in grounds)
    return ", ".join(str(Article(Instrument.LISTING_RULES, 1, item=number)) for number in numbers)


def case_row(key: int, public_id: str, case: StatedCase) -> Row:
    """Return the row of a case that was not known."""
    return (
        key,
        public_id,
        case.number,
        case.court_code,
        case.filed_on.isoformat(),
        case.basis_number,
        case.basis_body,
        case.obligation,
        fen(case.amount),
        RecordSource.IMPORT._value_,
        1,
    )


def listing_row(key: int, public_id: str, debtor_id: int, candidate: Candidate, run_id: int) -> Row:
    """Return the row of a listing; one whose term is over has ended by that."""
    listing = candidate.statement.listing
    has_ended = listing.state is ListingState.ENDED
    return (
        key,
        public_id,
        debtor_id,
        listing.state._value_,
        RecordSource.IMPORT._value_,
        grounds_text(listing.grounds),
        listing.conduct,
        Initiative.COURT._value_,
        REASON,
        0,
        listing.published_on.isoformat(),
        iso(listing.ends_on),
        iso(listing.ends_on) if has_ended else None,
        RemovalGround.TERM_OVER._value_ if has_ended else None,
        listing.performance._value_,
        listing.performed,
        listing.outstanding,
        fen(listing.amount_outstanding),
        candidate.entry_key,
        run_id,
        1,
    )


def public_entry_row(public_id: str, statement: Statement, court: KnownCourt) -> Row:
    """Return the row by which the public finds a listing."""
    listing = statement.listing
    return (
        public_id,
        ListName.DISHONEST._value_,
        statement.identity.kind._value_,
        statement.name_key,
        court.province,
        court.code,
        listing.published_on.isoformat(),
        iso(listing.ends_on),
        orjson.dumps(public_item(_facts(public_id, statement, court))).decode(),
    )


def _facts(public_id: str, statement: Statement, court: KnownCourt) -> PublishedFacts:
    identity, case, listing = statement.identity, statement.case, statement.listing
    number = identity.documents[0].number if identity.documents else identity.masked_number
    return PublishedFacts(
        dashed(public_id),
        ListName.DISHONEST,
        identity.kind,
        identity.name,
        identity.sex,
        statement.age,
        number,
        identity.legal_representative,
        court.code,
        court.name,
        court.province,
        case.number,
        case.filed_on,
        listing.published_on,
        listing.ends_on,
        listing.grounds,
        listing.conduct or None,
        case.basis_number or None,
        case.basis_body or None,
        case.obligation or None,
        listing.performance,
        listing.performed or None,
        listing.outstanding or None,
    )
