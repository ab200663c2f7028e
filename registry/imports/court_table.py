"""The courts that an import knows when it begins (法院表): the register's, and the table that comes
with it for those that nobody has entered yet.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib import resources

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.imports.courts import Courts, KnownCourt
from registry.journal.entry import Actor
from registry.models.courts import Court
from registry.services.access import operators
from registry.services.access.courts import AddCourt
from schemas.codes import CourtLevel
from schemas.provinces import court_level

_REASON = "导入记录涉及的法院"


def known_courts(session: Session) -> Courts:
    """Return the courts to judge by."""
    coming = (
        KnownCourt(court.code, court.name, court_level(court.code), court.superior_code, True)
        for court in shipped()
    )
    stored = map(_known, session.scalars(select(Court)))
    return Courts([*coming, *stored])


@cache
def shipped() -> tuple[AddCourt, ...]:
    """Return the courts of the table that comes with the register."""
    text = resources.files("registry").joinpath("data/courts.csv").read_text(encoding="utf-8")
    return tuple(
        AddCourt(code=row["code"], name=row["name"], superior_code=row["superior"] or None)
        for row in csv.DictReader(text.splitlines())
    )


def enter(
    session: Session, courts: Iterable[KnownCourt], *, actor: Actor, now: datetime
) -> dict[str, KnownCourt]:
    """Return courts as the register has them, by their codes; those that were not there are
    entered now.
    """
    wanted = {court.code: court for court in courts}
    chosen = select(Court).where(Court.code.in_(wanted))
    found = {court.code: court for court in session.scalars(chosen)}
    for code, court in wanted.items():
        if code not in found:
            found[code] = _court(court)
            session.add(found[code])
            operators.record(
                session, events.COURT_ADDED, _body(court), _REASON, actor=actor, now=now
            )
    session.flush()
    return {code: _known(court) for code, court in found.items()}


def _body(court: KnownCourt) -> dict[str, object]:
    return {
        "court": court.code,
        "name": court.name,
        "level": court.level,
        "confirmed": court.confirmed,
    }


def _court(court: KnownCourt) -> Court:
    return Court(
        code=court.code,
        name=court.name,
        level=court.level,
        province=court.province,
        superior_code=court.superior_code,
        confirmed=court.confirmed,
    )


def _known(court: Court) -> KnownCourt:
    level = CourtLevel(court.level)
    return KnownCourt(
        court.code, court.name, level, court.superior_code, court.confirmed, stored=True
    )
