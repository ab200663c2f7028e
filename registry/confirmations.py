"""Confirmations (解除确认): which agencies were told of a record, and which of them have confirmed
that they lifted what it had brought about, once it has ended.

The register does not know its agencies; whoever tells them hands the answer in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

EXTENSION = "registry.confirmations"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTold:
    """An agency that was, or is to be, told of a record.

    :ivar agency: its code.
    :ivar told_at: when it accepted the notice that the record began; nothing while that waits.
    :ivar since: when it was first asked to lift what it has not confirmed.
    :ivar confirmed_at: when the last of its confirmations came; nothing where it had nothing to
        lift.
    :ivar due_on: by when it is, or was, to confirm, and ``is_late`` whether it is, or was, later.
    """

    agency: str
    name_zh: str
    name_en: str
    told_at: datetime | None
    since: datetime | None
    confirmed_at: datetime | None
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What knows the agencies.

    :ivar of_record: returns how they stand to one record, by its public id.
    :ivar is_agency: tells whether an agency is, or once was, connected under a code.
    """

    of_record: Callable[[Session, UUID], Sequence[AgencyTold]]
    is_agency: Callable[[Session, str], bool]


def hand_in(app: Flask, source: Source) -> None:
    """Give an application what answers how agencies stand."""
    app.extensions[EXTENSION] = source


def of_record(session: Session, record_id: UUID) -> Sequence[AgencyTold]:
    """Return how agencies stand to a record; nobody where no agency is connected."""
    source: Source | None = current_app.extensions.get(EXTENSION)
    return () if source is None else source.of_record(session, record_id)


def told_at(session: Session, record_id: UUID, agency: str) -> datetime | None:
    """Return when an agency, by its code, was told of a record; nothing where it was not."""
    found = (one.told_at for one in of_record(session, record_id) if one.agency == agency)
    return next(found, None)


def is_agency(session: Session, code: str) -> bool:
    """Tell whether an agency is, or once was, connected under a code."""
    source: Source | None = current_app.extensions.get(EXTENSION)
    return source is not None and source.is_agency(session, code)
