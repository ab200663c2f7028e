"""Courts (法院) and their staff (人员): what has to be there before anybody can act."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.courts import Court, Staff
from registry.services.access import operators
from registry.services.access.keys import find_staff, require_court
from schemas.characters import has_control_character
from schemas.codes import Role
from schemas.provinces import court_level, is_court_code, province_of_court

COLUMNS = ("code", "name", "superior")
LONGEST_NAME = 255
# A court's system names the person in a header, which carries nothing else.
_LOGIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._@-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCourt:
    """A court to be added or confirmed, by its code and full name.

    The court above it is looked up and never computed: not every code follows the districts.
    """

    code: str
    name: str
    superior_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    """A person who is to act for a court."""

    court_code: str
    login: str
    name: str
    role: Role


def add(session: Session, order: AddCourt, *, actor: Actor, now: datetime) -> bool:
    """Add a court, or confirm the name of one that came in with an imported record.

    :return: whether anything changed.
    :raises ServiceError: ``court.code_malformed``, ``name.unusable``.
    """
    if not is_court_code(order.code):
        facts = {"court": order.code[:32]}
        raise ServiceError(ErrorKind.INVALID, "court.code_malformed", facts)
    _require_name(order.name)
    known = session.execute(
        select(Court).where(Court.code == order.code).with_for_update(key_share=True)
    ).scalar_one_or_none()
    if known is None:
        known = _new(order)
        session.add(known)
    elif known.confirmed and _says(known, order):
        return False
    known.name, known.confirmed = order.name, True
    known.superior_code = order.superior_code or known.superior_code
    body = {"court": order.code, "name": order.name, "level": known.level}
    operators.record(session, events.COURT_ADDED, body, "添加法院", actor=actor, now=now)
    return True


def load(session: Session, lines: Iterable[str], *, actor: Actor, now: datetime) -> int:
    """Add every court of a table; return how many changed anything.

    A court that is confirmed already keeps its name: what somebody has settled by hand is newer
    than the table.

    :param lines: CSV with the columns ``code``, ``name`` and ``superior``, which may be empty;
        level and province follow from the code.
    :raises ServiceError: ``court.table_malformed`` with the line at fault.
    """
    chosen = select(Court.code).where(Court.confirmed)
    settled = set(session.scalars(chosen))
    wanted = [order for order in _read(lines) if order.code not in settled]
    return sum(add(session, order, actor=actor, now=now) for order in wanted)


def add_staff(session: Session, order: AddStaff, *, actor: Actor, now: datetime) -> Staff:
    """Let a person act for a court.

    :raises ServiceError: ``court.unknown``, ``staff.login_malformed``, ``name.unusable``,
        ``staff.exists``.
    """
    require_court(session, order.court_code)
    _require_name(order.name)
    if _LOGIN.fullmatch(order.login) is None:
        raise ServiceError(ErrorKind.INVALID, "staff.login_malformed")
    if find_staff(session, order.court_code, order.login) is not None:
        facts = {"court": order.court_code, "login": order.login}
        raise ServiceError(ErrorKind.CONFLICT, "staff.exists", facts)
    staff = Staff(
        public_id=uuid4(),
        court_code=order.court_code,
        login=order.login,
        name=order.name,
        role=order.role,
        active=True,
    )
    session.add(staff)
    body = {"staff": str(staff.public_id), "court": order.court_code, "role": order.role}
    operators.record(session, events.STAFF_ADDED, body, "添加人员", actor=actor, now=now)
    return staff


def _new(order: AddCourt) -> Court:
    province = province_of_court(order.code)
    return Court(
        code=order.code,
        name=order.name,
        level=court_level(order.code),
        # The Supreme Court lies in no province.
        province=province.short_name if province else "",
        superior_code=order.superior_code,
        confirmed=True,
    )


def _says(known: Court, order: AddCourt) -> bool:
    same_superior = order.superior_code in (None, known.superior_code)
    return known.name == order.name and same_superior


def _require_name(name: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME or has_control_character(name):
        raise ServiceError(ErrorKind.INVALID, "name.unusable", {"longest": LONGEST_NAME})


def _read(lines: Iterable[str]) -> Iterator[AddCourt]:
    rows = csv.DictReader(lines)
    for row in rows:
        code, name, superior = ((row.get(key) or "").strip() for key in COLUMNS)
        if not is_court_code(code) or not name:
            facts = {"line": rows.line_num}
            raise ServiceError(ErrorKind.INVALID, "court.table_malformed", facts)
        yield AddCourt(code=code, name=name, superior_code=superior or None)
