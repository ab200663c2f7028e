"""The file of a year's holidays: what is read, and everything that is refused in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from registry.rules import arrangement_format, calendar, holiday_arrangements
from registry.rules.arrangement_format import Problem, Reading
from registry.rules.calendar import Calendar
from registry.rules.holiday_arrangements import Arrangement
from schemas.calendar_codes import ArrangementProblem
from tests.rules.cases import Value, check_value

PAPER = "https://www.gov.example/2026/notice.htm"


def day(text: str, *, off: bool = True, name: str = "国庆节") -> dict[str, object]:
    return {"name": name, "date": text, "isOffDay": off}


def document(**changes: Any) -> dict[str, object]:
    fixed = ("2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03")
    plain = {
        "year": 2027,
        "papers": [PAPER],
        "days": [*(day(text) for text in fixed), day("2027-10-09", off=False)],
    }
    return {**plain, **changes}


def days(*more: object) -> dict[str, object]:
    plain = document()["days"]
    assert isinstance(plain, list)
    return document(days=[*plain, *more])


def refused(code: ArrangementProblem, pointer: str) -> Reading:
    return Reading(None, (Problem(code, pointer),))


def row(says: str, given: object, code: ArrangementProblem, pointer: str) -> Value:
    read: Callable[[], object] = lambda: arrangement_format.read(given)  # noqa: E731
    return Value(arrangement_format.READ, says, read, refused(code, pointer))


P = ArrangementProblem
VALUES = (
    Value(
        arrangement_format.READ,
        "a whole year",
        lambda: arrangement_format.read(document()).arrangement,
        Arrangement(
            2027,
            PAPER,
            frozenset(
                {
                    date(2027, 1, 1),
                    date(2027, 5, 1),
                    date(2027, 10, 1),
                    date(2027, 10, 2),
                    date(2027, 10, 3),
                }
            ),
            frozenset({date(2027, 10, 9)}),
        ),
    ),
    row("no object", [1], P.NOT_AN_OBJECT, ""),
    row("a year as text", document(year="2027"), P.YEAR_INVALID, "/year"),
    row("a truth value as year", document(year=True), P.YEAR_INVALID, "/year"),
    row("a year before there were papers", document(year=1999), P.YEAR_INVALID, "/year"),
    row("a year beyond all plans", document(year=2200), P.YEAR_INVALID, "/year"),
    row("no paper", document(papers=[]), P.PAPERS_MISSING, "/papers"),
    row("papers that are no list", document(papers=PAPER), P.PAPERS_MISSING, "/papers"),
    row("a paper without address", document(papers=["notice"]), P.PAPER_INVALID, "/papers/0"),
    row("a paper that is no text", document(papers=[PAPER, 1]), P.PAPER_INVALID, "/papers/1"),
    row("no days", document(days=[]), P.DAYS_MISSING, "/days"),
    row("days that are no list", document(days={}), P.DAYS_MISSING, "/days"),
    row("a day that is no object", days("2027-02-01"), P.DAY_MALFORMED, "/days/6"),
    row("a day without a name", days(day("2027-02-01", name=" ")), P.DAY_MALFORMED, "/days/6"),
    row(
        "a day that is off by a text",
        days({"name": "春节", "date": "2027-02-05", "isOffDay": "true"}),
        P.DAY_MALFORMED,
        "/days/6",
    ),
    row(
        "a date that is a number",
        days({"name": "春节", "date": 20270205, "isOffDay": True}),
        P.DAY_MALFORMED,
        "/days/6",
    ),
    row("29 February of a common year", days(day("2027-02-29")), P.DATE_INVALID, "/days/6/date"),
    row("a date in another form", days(day("20270205")), P.DATE_INVALID, "/days/6/date"),
    row("the year before", days(day("2026-11-30")), P.DATE_OUT_OF_YEAR, "/days/6/date"),
    row("the year after", days(day("2028-01-01")), P.DATE_OUT_OF_YEAR, "/days/6/date"),
    row("a date given twice", days(day("2027-10-01")), P.DATE_REPEATED, "/days/6/date"),
    row(
        "off and worked",
        days(day("2027-10-09", off=True)),
        P.DATE_REPEATED,
        "/days/6/date",
    ),
    row(
        "a Friday worked in exchange",
        days(day("2027-10-08", off=False)),
        P.WEEKDAY_WORKED,
        "/days/6/date",
    ),
    row(
        "no national day",
        document(days=[day("2027-01-01"), day("2027-05-01")]),
        P.HOLIDAY_MISSING,
        "/days",
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_file_is_read_or_refused_with_its_reason(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("missing", ["01-01", "05-01", "10-01", "10-02", "10-03"])
def test_every_holiday_with_a_fixed_date_is_off(missing: str) -> None:
    kept = document()["days"]
    assert isinstance(kept, list)
    left = [each for each in kept if each["date"] != f"2027-{missing}"]
    reading = arrangement_format.read(document(days=left))
    assert [problem.code for problem in reading.problems] == [P.HOLIDAY_MISSING]


@pytest.mark.parametrize("year", [2000, 2199])
def test_the_first_and_the_last_year_are_years(year: int) -> None:
    fixed = [day(f"{year}-{text}") for text in ("01-01", "05-01", "10-01", "10-02", "10-03")]
    assert arrangement_format.read(document(year=year, days=fixed)).problems == ()


def test_december_of_the_year_before_may_belong_to_the_new_year_holiday() -> None:
    reading = arrangement_format.read(days(day("2026-12-31", name="元旦")))
    assert reading.problems == ()
    assert reading.arrangement is not None
    assert date(2026, 12, 31) in reading.arrangement.off


def test_everything_that_is_wrong_is_told_at_once() -> None:
    reading = arrangement_format.read(document(papers=[], days=[day("2027-13-01"), 7]))
    assert [problem.pointer for problem in reading.problems] == [
        "/papers",
        "/days/0/date",
        "/days/1",
    ]


def test_all_papers_of_a_year_are_kept_with_addresses_of_either_kind() -> None:
    papers = [PAPER, "http://www.gov.example/2026/change.htm"]
    reading = arrangement_format.read(document(papers=papers))
    assert reading.problems == ()
    assert reading.arrangement is not None
    assert reading.arrangement.notice == " ".join(papers)


@pytest.mark.parametrize("arrangement", holiday_arrangements.PUBLISHED, ids=lambda a: str(a.year))
def test_the_years_that_the_program_carries_would_be_read_from_such_a_file(
    arrangement: Arrangement,
) -> None:
    given = {
        "year": arrangement.year,
        "papers": [PAPER],
        "days": [
            *(day(each.isoformat()) for each in sorted(arrangement.off)),
            *(day(each.isoformat(), off=False) for each in sorted(arrangement.working_weekends)),
        ],
    }
    read = arrangement_format.read(given).arrangement
    assert read is not None
    assert (read.off, read.working_weekends) == (arrangement.off, arrangement.working_weekends)


def test_an_imported_year_makes_provisional_dates_final() -> None:
    arrangement = arrangement_format.read(document()).arrangement
    assert arrangement is not None
    start = date(2026, 12, 30)
    before = calendar.working_days_after(start, 3, calendar.published())
    known = Calendar.of((*holiday_arrangements.PUBLISHED, arrangement))
    after = calendar.working_days_after(start, 3, known)
    assert (before.provisional, after.provisional) == (True, False)
