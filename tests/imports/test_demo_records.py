"""Demo records: the same for the same seed, lifelike in their skew, and nobody's."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from registry.imports.candidates import Candidate, CandidateReader
from registry.imports.court_table import shipped
from registry.imports.courts import Courts, KnownCourt
from registry.imports.demo_records import UNTIL, demo_records
from registry.imports.fields import Rejection
from registry.vault import Vault
from schemas.provinces import court_level

COUNT = 6_000


@cache
def records() -> list[dict[str, str]]:
    """Return records, made when the first test asks for them: not every process of a run does."""
    return list(demo_records(COUNT, seed=11))


@pytest.fixture(scope="module")
def knowing() -> CandidateReader:
    courts = (
        KnownCourt(court.code, court.name, court_level(court.code), confirmed=True)
        for court in shipped()
    )
    return CandidateReader(Vault([("test", bytes(32))], bytes(32)), Courts(courts), on=UNTIL)


def test_count_and_seed_decide_the_records() -> None:
    assert len(records()) == COUNT
    assert list(demo_records(500, seed=11)) == records()[:500]
    assert list(demo_records(500, seed=12)) != records()[:500]


def test_every_record_is_taken_in_and_no_two_are_one_entry(knowing: CandidateReader) -> None:
    found = [knowing.read(dict(record)) for record in records()]
    assert [other for other in found if isinstance(other, Rejection)] == []
    keys = {candidate.entry_key for candidate in found if isinstance(candidate, Candidate)}
    assert len(keys) == COUNT


def test_every_number_has_an_area_that_does_not_exist() -> None:
    for record in records():
        area = record["cardNum"][2:8] if record["partyTypeName"] == "1" else record["cardNum"][:6]
        assert area.endswith("99")


def test_names_are_shared_as_in_life() -> None:
    persons = Counter(r["iname"].strip() for r in records() if r["partyTypeName"] == "0")
    [(_, commonest)] = persons.most_common(1)
    assert commonest > 10
    surnames = Counter(name[0] for name in persons.elements())
    assert sum(count for _, count in surnames.most_common(10)) > 0.35 * sum(surnames.values())
    assert len(persons) > 0.3 * sum(persons.values())


def test_persons_and_organisations_debtors_and_cases_are_mixed_as_in_life() -> None:
    organisations = sum(record["partyTypeName"] == "1" for record in records())
    assert 0.14 < organisations / COUNT < 0.20
    numbers = {record["cardNum"] for record in records()}
    assert 0.8 < len(numbers) / COUNT < 0.98
    cases = {record["caseCode"] for record in records()}
    assert 0.9 < len(cases) / COUNT < 0.99


def test_a_little_of_what_is_untidy_is_in_every_list() -> None:
    assert any("****" in record["cardNum"] for record in records())
    assert any(record["iname"] != record["iname"].strip() for record in records())
    assert any("其他有履行能力" in record["disruptTypeName"] for record in records())
    assert {record["performance"] for record in records()} == {
        *("全部未履行", "部分未履行", "全部已履行"),
    }


def test_nothing_is_published_after_the_last_day() -> None:
    for record in records():
        found = re.fullmatch(r"(\d{4})年(\d\d)月(\d\d)日", record["publishDate"])
        assert found
        year, month, day = map(int, found.groups())
        assert date(year, month, day) <= UNTIL


def test_dirt_repeats_updates_and_spoils(knowing: CandidateReader) -> None:
    dirty = list(demo_records(3_000, seed=3, dirty=True))
    assert len(dirty) == 3_000
    found = [knowing.read(dict(record)) for record in dirty]
    reasons = {other.reason for other in found if isinstance(other, Rejection)}
    assert len(reasons) > 12
    taken = [other for other in found if isinstance(other, Candidate)]
    entries = {candidate.entry_key for candidate in taken}
    versions = {candidate.digest for candidate in taken}
    assert len(entries) < len(versions) < len(taken)
