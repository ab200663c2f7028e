"""A text (说明) in both languages of the register."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """What an error says: in a few words, and in sentences that tell what to do."""

    title_zh: str
    title_en: str
    detail_zh: str
    detail_en: str
