"""The courts that an import knows when it begins (法院表): the register's, and the table that comes
with it for those that nobody has entered yet.
"""

import csv
from datetime import datetime
from functools import cache
from importlib import resources

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.imports.courts import Courts, KnownCourt
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.courts import Court
from registry.services import courts
from registry.services.courts import AddCourt
from schemas.codes import CourtLevel
from schemas.provinces import court_level

_REASON = "导入记录涉及的法院"


def known_courts(session: Session) -> Courts:
    """Return the courts to judge by."""
    coming = (
        KnownCourt(court.code, court.name, court_level(court.code), court.superior_code, True)
        for court in shipped()
    )
    stored = (
        KnownCourt(
            court.code,
            court.name,
            CourtLevel(court.level),
            court.superior_code,
            court.confirmed,
            stored=True,
        )
        for court in session.scalars(select(Court))
    )
    return Courts([*coming, *stored])


@cache
def shipped() -> tuple[AddCourt, ...]:
    """Return the courts of the table that comes with the register."""
    text = resources.files("registry").joinpath("data/courts.csv").read_text(encoding="utf-8")
    return tuple(
        AddCourt(code=row["code"], name=row["name"], superior_code=row["superior"] or None)
        for row in csv.DictReader(text.splitlines())
    )


def enter(session: Session, court: KnownCourt, *, actor: Actor, now: datetime) -> KnownCourt:
    """Return a court as the register has it, entered now if it was not there."""
    found = session.scalars(select(Court).where(Court.code == court.code)).first()
    if found is None:
        found = Court(
            code=court.code,
            name=court.name,
            level=court.level,
            province=court.province,
            superior_code=court.superior_code,
            confirmed=court.confirmed,
        )
        session.add(found)
        session.flush()
        _record(session, court, actor=actor, now=now)
    level = CourtLevel(found.level)
    return KnownCourt(
        found.code, found.name, level, found.superior_code, found.confirmed, stored=True
    )


def _record(session: Session, court: KnownCourt, *, actor: Actor, now: datetime) -> None:
    body = {
        "court": court.code,
        "name": court.name,
        "level": court.level,
        "confirmed": court.confirmed,
    }
    append.record(
        session,
        Entry(
            kind=events.COURT_ADDED,
            body=body,
            actor=actor,
            reason=_REASON,
            basis=courts.BASIS,
            occurred_at=now,
        ),
    )
