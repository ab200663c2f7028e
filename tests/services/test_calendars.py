"""The calendar in the store: an imported year counts in place of a carried one, for everybody."""

from dataclasses import replace
from datetime import date, timedelta

import orjson
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.journal import read
from registry.rules import holiday_arrangements
from registry.rules.calendar import days_after, published
from registry.rules.holiday_arrangements import Arrangement
from registry.services.clocks import calendars
from tests.api.desk import OPERATOR
from tests.clocks import MORNING

pytestmark = pytest.mark.every_engine
PAPER = "https://www.gov.cn/zhengce/content/invented.htm"


def year_of(year: int) -> Arrangement:
    """Return an arrangement of a year, with a long week around its first day."""
    first = date(year, 1, 1)
    return Arrangement(
        year, PAPER, frozenset(first + timedelta(days=n) for n in range(5)), frozenset()
    )


def test_an_imported_year_counts_at_once_and_once(app: Flask, session: Session) -> None:
    assert calendars.current(session) == published()
    due = days_after(date(2026, 12, 22), 10, calendars.current(session))
    assert (due.on, due.provisional) == (date(2027, 1, 4), True)
    session.rollback()
    for times in range(2):
        with transaction() as act:
            made = calendars.put(act, year_of(2027), actor=OPERATOR, now=MORNING)
            assert made.anything == (times == 0)
    due = days_after(date(2026, 12, 22), 10, calendars.current(session))
    assert (due.on, due.provisional) == (date(2027, 1, 6), False)
    (entry,) = read.after(session, 0, limit=10)
    assert entry.kind == "calendar.imported"
    body = orjson.loads(entry.body)
    assert (body["year"], body["papers"], body["replaces"]) == (2027, [PAPER], False)


def test_a_year_that_the_program_carries_can_be_replaced(app: Flask, session: Session) -> None:
    carried = holiday_arrangements.PUBLISHED[-1]
    more = replace(carried, notice=PAPER, off=carried.off | {date(2026, 3, 3)})
    with transaction() as act:
        made = calendars.put(act, more, actor=OPERATOR, now=MORNING)
    assert (made.more_off, made.less_off) == ((date(2026, 3, 3),), ())
    assert not calendars.current(session).is_working_day(date(2026, 3, 3))
    assert calendars.current(session).is_working_day(date(2026, 3, 4))
    again = calendars.change(session, carried)
    assert (again.more_off, again.less_off) == ((), (date(2026, 3, 3),))
