"""Reasons (理由): why an act is done, and on what basis."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reason of an act, and the article that it rests on."""

    reason: str
    basis: str
