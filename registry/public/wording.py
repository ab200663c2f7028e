"""Wording (页面用语): codes, dates and places in the reader's language, for the pages."""

from datetime import date, datetime
from typing import Any

from flask_babel import format_date, format_datetime

from registry.i18n import Language, current_language
from registry.rules.articles import Instrument
from registry.runtime import current_runtime
from schemas.codes import ListName, SubjectKind
from schemas.labels import label
from schemas.provinces import PROVINCES, Province

Choices = list[tuple[str, str]]

LEGAL_BASIS = (Instrument.LISTING_RULES, Instrument.CONSUMPTION_RULES)
DAY = {Language.CHINESE: "y年M月d日", Language.ENGLISH: "d MMMM y"}
MOMENT = {Language.CHINESE: "y年M月d日 HH:mm", Language.ENGLISH: "d MMMM y, HH:mm"}


def of_every_page() -> dict[str, Any]:
    """Return what the frame of every page shows: its language and the others, the law, and whether
    this is a trial.
    """
    language = current_language()
    chinese = language is Language.CHINESE
    return {
        "language": language,
        "languages": tuple(Language),
        "legal_basis": [basis.title_zh if chinese else basis.title_en for basis in LEGAL_BASIS],
        "trial": not current_runtime().settings.is_production,
    }


def choices() -> dict[str, Choices]:
    """Return what the selections of the form offer."""
    language = current_language()
    provinces = [(province.short_name, _name(province)) for province in PROVINCES]
    if language is Language.ENGLISH:
        provinces.sort(key=lambda choice: choice[1])
    return {
        "list": [(value, label(value, language)) for value in ListName],
        "kind": [(value, label(value, language)) for value in SubjectKind],
        "province": provinces,
    }


def legal_date(iso: str) -> str:
    """Return the legal day of an item as people write it."""
    written: str = format_date(date.fromisoformat(iso), DAY[current_language()])
    return written


def moment(at: datetime) -> str:
    """Return a moment as people in Beijing time write it."""
    written: str = format_datetime(at, MOMENT[current_language()])
    return written


def _name(province: Province) -> str:
    chinese = current_language() is Language.CHINESE
    return province.short_name if chinese else province.english_name
