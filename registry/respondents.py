"""Respondents (协助查询单位): an agency that can be asked about a debtor's property, and how far
what it was asked has got.

The register does not know its agencies; :mod:`registry.asked_agencies` is where they are handed in.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.inquiry_codes import InquiryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """An agency that can be asked, and about what."""

    code: str
    name_zh: str
    name_en: str
    kinds: frozenset[InquiryKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an inquiry got with one agency: when it was handed over, and its latest receipt.

    :ivar accepted: what the receipt says; None where there is none.
    :ivar reason: why it was rejected.
    """

    sent_at: datetime | None = None
    accepted: bool | None = None
    reason: str = ""
    said_at: datetime | None = None
