"""Confirmations (解除确认): which agencies have not confirmed yet that they lifted what an ended
record had brought about.

The register does not know its agencies; whoever tells them hands the answer in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

EXTENSION = "registry.confirmations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """An agency that was told of a record's end, and when the record ended."""

    name_zh: str
    name_en: str
    since: datetime


Source = Callable[[Session, UUID], Sequence[Unconfirmed]]


def hand_in(app: Flask, source: Source) -> None:
    """Give an application what answers who has not confirmed yet.

    :param source: returns that of one record, by its public id.
    """
    app.extensions[EXTENSION] = source


def of_record(session: Session, record_id: UUID) -> Sequence[Unconfirmed]:
    """Return who has not confirmed yet; nobody where no agency is connected."""
    source: Source | None = current_app.extensions.get(EXTENSION)
    return () if source is None else source(session, record_id)
