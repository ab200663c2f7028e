"""Courts above each other (上下级法院): two basic courts below an intermediate one, below a high
one.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Flask

from registry.db import transaction
from registry.services.access import courts
from registry.services.access.courts import AddCourt
from tests.api.beginnings import Beginnings, after
from tests.api.desk import COURT, COURT_NAME, OPERATOR, OTHER_COURT, OTHER_NAME, Desk
from tests.clocks import SetClock

INTERMEDIATE, HIGH = "川01", "川"
_NAMES = {
    HIGH: "四川省高级人民法院",
    INTERMEDIATE: "成都市中级人民法院",
    COURT: COURT_NAME,
    OTHER_COURT: OTHER_NAME,
}
_ABOVE = {INTERMEDIATE: HIGH, COURT: INTERMEDIATE, OTHER_COURT: INTERMEDIATE}


@dataclass(frozen=True, slots=True)
class Courts:
    """The desks of four courts."""

    basic: Desk
    other: Desk
    intermediate: Desk
    high: Desk


def open_courts(app: Flask, clock: SetClock, beginnings: Beginnings | None = None) -> Courts:
    """Open four desks, and say which court is above which."""
    desks = {
        code: Desk(app, clock(), code, beginnings=beginnings).open(name)
        for code, name in _NAMES.items()
    }
    after(beginnings, app, "courts one above another", partial(_put, clock()))
    return Courts(desks[COURT], desks[OTHER_COURT], desks[INTERMEDIATE], desks[HIGH])


def _put(now: datetime) -> None:
    with transaction() as session:
        for code, above in _ABOVE.items():
            order = AddCourt(code=code, name=_NAMES[code], superior_code=above)
            courts.add(session, order, actor=OPERATOR, now=now)
