"""A text (说明) in both languages of the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Reader(StrEnum):
    """Where somebody reads a text, and so what he can do about it (读者)."""

    PROGRAM = "program"
    PAGE = "page"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Text:
    """What an error says: in a few words, and in sentences that tell what to do.

    :ivar elsewhere: the sentences, Chinese and English, for readers who do something else about it
        than the program that called.
    """

    title_zh: str
    title_en: str
    detail_zh: str
    detail_en: str
    elsewhere: Mapping[Reader, tuple[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
