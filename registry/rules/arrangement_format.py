"""The file of a year's holidays (节假日安排文件): ``{year, papers[], days[{name, date,
isOffDay}]}`` read into an arrangement, or refused with everything that is wrong with it.

The year is that of the notice. Its first days off may lie in December of the year before, as the
New Year holiday does at times.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation
from registry.rules.holiday_arrangements import Arrangement
from schemas.calendar_codes import ArrangementProblem

READ = Computation(
    "arrangement_format.read",
    Article(Instrument.REGISTER_RULES, 20),
    "年度安排注明国务院通知，日期属于该年度且不重复，调休上班的为周末，固定日期的法定节日均放假。",
    "An arrangement names its paper, its days are of its year and given once, what is worked in "
    "exchange is a weekend, and holidays with a fixed date are off.",
)
COMPUTATIONS = (READ,)

_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_SATURDAY = 5
# Those that every arrangement since 2008 has; 2 May is one only since 2025.
_FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, and where, as a JSON pointer."""

    code: ArrangementProblem
    pointer: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: an arrangement, or the problems that keep it from being one."""

    arrangement: Arrangement | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    is_off: bool
    pointer: str


def read(document: object) -> Reading:
    """Return what a file says that was parsed from JSON."""
    if not isinstance(document, Mapping):
        return Reading(None, (Problem(ArrangementProblem.NOT_AN_OBJECT, ""),))
    year = document.get("year")
    # A truth value is a number to Python and no year to anybody.
    if not isinstance(year, int) or isinstance(year, bool) or not _is_year(year):
        return Reading(None, (Problem(ArrangementProblem.YEAR_INVALID, "/year"),))
    found = tuple(_days(document.get("days")))
    problems = [*_papers(document.get("papers")), *(p for p in found if isinstance(p, Problem))]
    days = [day for day in found if isinstance(day, _Day)]
    if not problems:
        problems = [
            *_of_year(days, year),
            *_repeated(days),
            *_weekdays(days),
            *_missing(days, year),
        ]
    if problems:
        return Reading(None, tuple(problems))
    return Reading(_arrangement(year, document["papers"], days), ())


def _is_year(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _papers(papers: object) -> Iterator[Problem]:
    if not isinstance(papers, list) or not papers:
        yield Problem(ArrangementProblem.PAPERS_MISSING, "/papers")
        return
    for index, paper in enumerate(papers):
        if not isinstance(paper, str) or not paper.startswith(("https://", "http://")):
            yield Problem(ArrangementProblem.PAPER_INVALID, f"/papers/{index}")


def _days(days: object) -> Iterator[_Day | Problem]:
    if not isinstance(days, list) or not days:
        yield Problem(ArrangementProblem.DAYS_MISSING, "/days")
        return
    for index, entry in enumerate(days):
        yield _day(entry, f"/days/{index}")


def _day(entry: object, pointer: str) -> _Day | Problem:
    if not isinstance(entry, Mapping):
        return Problem(ArrangementProblem.DAY_MALFORMED, pointer)
    name, text, is_off = entry.get("name"), entry.get("date"), entry.get("isOffDay")
    named = isinstance(name, str) and bool(name.strip())
    if not named or not isinstance(text, str) or not isinstance(is_off, bool):
        return Problem(ArrangementProblem.DAY_MALFORMED, pointer)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Problem(ArrangementProblem.DATE_INVALID, f"{pointer}/date")
    # Python reads "20260101" and week dates too; the file has one form.
    if day.isoformat() != text:
        return Problem(ArrangementProblem.DATE_INVALID, f"{pointer}/date")
    return _Day(day, is_off, pointer)


def _of_year(days: list[_Day], year: int) -> Iterator[Problem]:
    for each in days:
        if each.day.year != year and (each.day.year, each.day.month) != (year - 1, 12):
            yield Problem(ArrangementProblem.DATE_OUT_OF_YEAR, f"{each.pointer}/date")


def _repeated(days: list[_Day]) -> Iterator[Problem]:
    seen: set[date] = set()
    for each in days:
        if each.day in seen:
            yield Problem(ArrangementProblem.DATE_REPEATED, f"{each.pointer}/date")
        seen.add(each.day)


def _weekdays(days: list[_Day]) -> Iterator[Problem]:
    for each in days:
        if not each.is_off and each.day.weekday() < _SATURDAY:
            yield Problem(ArrangementProblem.WEEKDAY_WORKED, f"{each.pointer}/date")


def _missing(days: list[_Day], year: int) -> Iterator[Problem]:
    off = {each.day for each in days if each.is_off}
    if any(date(year, month, day) not in off for month, day in _FIXED):
        yield Problem(ArrangementProblem.HOLIDAY_MISSING, "/days")


def _arrangement(year: int, papers: list[str], days: list[_Day]) -> Arrangement:
    return Arrangement(
        year,
        " ".join(papers),
        frozenset(each.day for each in days if each.is_off),
        frozenset(each.day for each in days if not each.is_off),
    )
