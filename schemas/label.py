"""One label (标签): the words for a code in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Label(NamedTuple):
    """The words for one code."""

    zh: str
    en: str


Labels = Mapping[type[StrEnum], Mapping[StrEnum, Label]]
