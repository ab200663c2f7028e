"""Texts of errors (错误说明), by code: what went wrong and what to do, in Chinese and in English.

Codes are stable, texts are not. Each area keeps its texts in a module of its own; the partner side
adds its texts with :func:`add`.
"""

from collections.abc import Mapping

from registry.i18n import Language
from registry.web import (
    texts_capacity,
    texts_court,
    texts_deadlines,
    texts_inquiries,
    texts_listings,
    texts_remedies,
    texts_repairs,
    texts_restrictions,
    texts_rounds,
    texts_sanctions,
    texts_screenings,
    texts_transfers,
    texts_unit_notices,
    texts_web,
)
from registry.web.text import Reader, Text

_TEXTS: dict[str, Text] = {
    **texts_web.TEXTS,
    **texts_court.TEXTS,
    **texts_deadlines.TEXTS,
    **texts_listings.TEXTS,
    **texts_capacity.TEXTS,
    **texts_repairs.TEXTS,
    **texts_restrictions.TEXTS,
    **texts_inquiries.TEXTS,
    **texts_rounds.TEXTS,
    **texts_sanctions.TEXTS,
    **texts_screenings.TEXTS,
    **texts_remedies.TEXTS,
    **texts_transfers.TEXTS,
    **texts_unit_notices.TEXTS,
}


def add(texts: Mapping[str, Text]) -> None:
    """Add the texts of another area.

    :raises ValueError: when a code has a text already that says something else.
    """
    for code, text in texts.items():
        if _TEXTS.setdefault(code, text) != text:
            raise ValueError(f"{code} has a text already")


def codes() -> frozenset[str]:
    """Return every code that has a text."""
    return frozenset(_TEXTS)


def title_of(code: str, language: Language) -> str:
    """Return what went wrong in a few words; the code itself where it has no text."""
    text = _TEXTS.get(code)
    if text is None:
        return code
    return text.title_zh if language is Language.CHINESE else text.title_en


def detail_of(code: str, language: Language, reader: Reader = Reader.PROGRAM) -> str:
    """Return what went wrong and what its reader can do; nothing where the code has no text."""
    text = _TEXTS.get(code)
    if text is None:
        return ""
    zh, en = text.elsewhere.get(reader, (text.detail_zh, text.detail_en))
    return zh if language is Language.CHINESE else en
