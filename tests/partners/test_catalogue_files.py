"""Files of local catalogues: shapes that cities and regions have, and every fault by line and
field.
"""

import csv
import io
import json

import pytest

from partners.measures import catalogue_files
from partners.measures.catalogue import OWN
from partners.measures.catalogue_rows import COLUMNS, CatalogueError, Problem
from partners.measures.catalogue_texts import PROBLEMS

ROW = {
    "code": "river.A1",
    "category": "A",
    "category_zh": "示例类别",
    "category_en": "Example",
    "name_zh": "示例措施",
    "name_en": "Example measure",
    "binds": "both",
    "responsible": "no",
    "triggers": "listing",
    "mode": "bar",
    "basis": "示例市联合惩戒办法第一条",
    "agencies": "river-water|示例市水务局|Water bureau of the example",
}


def as_csv(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def local(units: int, measures: int, classes: int) -> list[dict[str, str]]:
    """Return a catalogue of a shape that a city or a region has, its content invented."""
    rows = []
    for number in range(measures):
        category = number % classes
        bodies = range(number, units, measures)
        rows.append(
            {
                **ROW,
                "code": f"river.M{number:02}",
                "category": f"K{category:02}",
                "category_zh": f"示例类别{category}",
                "category_en": f"Example {category}",
                "agencies": ";".join(f"unit-{body}|示例单位{body}|Unit {body}" for body in bodies),
            }
        )
    return rows


def faults(data: bytes) -> list[tuple[int, str, Problem]]:
    with pytest.raises(CatalogueError) as caught:
        catalogue_files.read(data)
    return [(fault.line, fault.field, fault.problem) for fault in caught.value.faults]


@pytest.mark.parametrize(("units", "measures", "classes"), [(48, 36, 11), (45, 41, 12)])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_catalogue_of_a_citys_or_a_regions_size_is_read(
    units: int, measures: int, classes: int, form: str
) -> None:
    rows = local(units, measures, classes)
    data = as_csv(*rows) if form == "csv" else json.dumps({"measures": rows}).encode()
    found = catalogue_files.read(data)
    assert found.name == "river"
    assert len(found.items) == measures
    assert len({item.category for item in found.items}) == classes
    assert len({body.code for item in found.items for body in item.agencies}) == units


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_the_encodings_that_offices_write(encoding: str) -> None:
    [item] = catalogue_files.read(as_csv(ROW).decode().encode(encoding)).items
    assert item.name_zh == "示例措施"


@pytest.mark.parametrize("form", catalogue_files.FORMATS)
@pytest.mark.parametrize("name", OWN)
def test_what_is_exported_is_what_was_loaded(name: str, form: str) -> None:
    # Under another prefix, for those of the program are reserved.
    items = catalogue_files.own(name).items
    is_csv = form == "csv"
    text = catalogue_files.write_csv(items) if is_csv else catalogue_files.write_json(name, items)
    again = catalogue_files.read(text.replace(f"{name}.", "again.").encode()).items
    assert [item.code.partition(".")[2] for item in again] == [
        item.code.partition(".")[2] for item in items
    ]
    assert [item.agencies for item in again] == [item.agencies for item in items]
    assert [item.least_owed for item in again] == [item.least_owed for item in items]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"code": "other.A2"}, "code", Problem.WRONG_PREFIX),
        ({"code": "river.A 2"}, "code", Problem.MALFORMED),
        ({"code": "river.A1"}, "code", Problem.TWICE),
        ({"name_zh": " "}, "name_zh", Problem.EMPTY),
        ({"name_en": "x" * 201}, "name_en", Problem.TOO_LONG),
        ({"basis": "a\x07b"}, "basis", Problem.MALFORMED),
        ({"triggers": "always"}, "triggers", Problem.UNKNOWN_CODE),
        ({"binds": "everybody"}, "binds", Problem.UNKNOWN_CODE),
        ({"responsible": "perhaps"}, "responsible", Problem.UNKNOWN_CODE),
        ({"mode": ""}, "mode", Problem.EMPTY),
        ({"source": "rumour"}, "source", Problem.UNKNOWN_CODE),
        ({"acts": "CR3-1"}, "acts", Problem.CONTRADICTS),
        ({"acts": "CR9", "triggers": "either"}, "acts", Problem.UNKNOWN_CODE),
        ({"least_owed": "-1"}, "least_owed", Problem.MALFORMED),
        ({"least_owed": "NaN"}, "least_owed", Problem.MALFORMED),
        ({"least_owed": "1.001"}, "least_owed", Problem.MALFORMED),
        ({"least_owed": "1e9999"}, "least_owed", Problem.MALFORMED),
        ({"least_owed": "5", "triggers": "either"}, "least_owed", Problem.CONTRADICTS),
        ({"valid_from": "2026-02-30"}, "valid_from", Problem.MALFORMED),
        ({"valid_from": "2026-02-02", "valid_to": "2026-02-01"}, "valid_to", Problem.CONTRADICTS),
        ({"part_of": "river.Z"}, "part_of", Problem.NOT_THERE),
        ({"category_zh": "又一名称"}, "category_zh", Problem.CONTRADICTS),
        ({"agencies": ""}, "agencies", Problem.EMPTY),
        ({"agencies": "nobody"}, "agencies", Problem.UNKNOWN_BODY),
        ({"agencies": "finance;finance"}, "agencies", Problem.TWICE),
        ({"agencies": "finance|另一名称|Another"}, "agencies", Problem.CONTRADICTS),
        ({"agencies": "A B|名|Name"}, "agencies", Problem.MALFORMED),
    ],
)
def test_a_fault_is_named_by_its_line_and_field(
    change: dict[str, str], field: str, problem: Problem
) -> None:
    assert (3, field, problem) in faults(as_csv(ROW, {**ROW, "code": "river.A2", **change}))


def test_all_faults_are_named_at_once() -> None:
    found = faults(
        as_csv({**ROW, "mode": "x", "binds": "y"}, {**ROW, "code": "river.2", "mode": ""})
    )
    assert {(2, "mode"), (2, "binds"), (3, "mode")} <= {(line, name) for line, name, _ in found}


@pytest.mark.parametrize("name", OWN)
def test_a_file_cannot_speak_for_a_catalogue_of_the_program(name: str) -> None:
    assert faults(as_csv({**ROW, "code": f"{name}.A1"})) == [(2, "code", Problem.RESERVED)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xff\xff",
        b"{",
        b"[1]",
        b'{"measures": 5}',
        b"code\nriver.A1\n",
        as_csv(ROW, columns=(*COLUMNS, "code")),
        as_csv(ROW) + b'"open',
        as_csv(ROW) + b"a,b\n",
        b'{"measures": [{"code": {"a": 1}}]}',
        b'{"measures": [{"colour": "red"}]}',
        b"x" * (catalogue_files.MOST_BYTES + 1),
    ],
)
def test_what_is_no_catalogue_is_refused_with_a_reason(data: bytes) -> None:
    assert faults(data)


def test_more_measures_than_any_catalogue_has_are_refused() -> None:
    rows = [{**ROW, "code": f"river.A{number}"} for number in range(1_001)]
    assert faults(as_csv(*rows))[-1][2] is Problem.TOO_MANY


def test_every_problem_is_told_in_both_languages() -> None:
    assert set(PROBLEMS) == set(Problem)
    assert all(zh and en.isascii() for zh, en in PROBLEMS.values())
