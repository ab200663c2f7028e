"""Commands: exit status, report, summary and what an operator is told, in both languages."""

import csv
import gzip
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from registry.imports import texts
from registry.imports.report import COLUMNS
from tests.imports import looking
from tests.imports.records import NO_REPORT, json_lines, person, write

GOOD = [person(1), person(2, disruptTypeName=NO_REPORT, regDate="20200310", publishDate="20200506")]
MIXED = [
    *GOOD,
    person(1),
    person(1, performance="部分未履行"),
    person(3, iname="=HYPERLINK(1)", caseCode="@x"),
    "no json",
]


def run(runner: FlaskCliRunner, *arguments: object) -> Result:
    return runner.invoke(args=["registry", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_in_is_status_0(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, "import", write(tmp_path / "a.jsonl", GOOD))
    assert result.exit_code == 0, result.output
    assert "Accepted" in result.stdout
    assert "Published" in result.stdout
    assert "Term over" in result.stdout
    assert "批次 Run: " in result.stdout


def test_some_rejected_is_status_1_with_reasons(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(runner, "import", write(tmp_path / "a.jsonl", MIXED))
    assert result.exit_code == 1
    for word in ("not_an_object", "case_number_malformed", "Rejected", "拒收"):
        assert word in result.stdout


@pytest.mark.parametrize("name", ["missing.jsonl", "", "empty.jsonl", "binary", "plain.csv"])
def test_what_cannot_run_is_status_2_in_both_languages(
    runner: FlaskCliRunner, session: Session, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 30)
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run(runner, "import", tmp_path / name)
    assert result.exit_code == 2
    zh, en, code, *_ = result.stderr.splitlines()
    assert zh.endswith("。")
    assert en.endswith(".")
    assert code.startswith("[import.")
    assert looking.counts(session)["import_run"] == 0


def test_a_file_that_breaks_off_says_what_stays(
    runner: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "cut.jsonl.gz"
    whole = gzip.compress(json_lines([person(place) for place in range(1, 200)]).encode())
    path.write_bytes(whole[:-200])
    result = run(runner, "import", path)
    assert result.exit_code == 2
    assert "[import.gzip_cut_off]" in result.stderr
    assert texts.WHAT_STAYS.zh in result.stderr
    assert texts.WHAT_STAYS.en in result.stderr
    assert "Accepted" in result.stdout
    taken = looking.counts(session)["listing"]
    assert 0 < taken < 199
    path.write_bytes(whole)
    again = run(runner, "import", path)
    assert again.exit_code == 0
    assert looking.counts(session)["listing"] == 199


def test_the_report_has_a_row_for_every_line(runner: FlaskCliRunner, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    run(runner, "import", write(tmp_path / "a.jsonl", MIXED), "--report", report)
    found = rows(report)
    assert tuple(found[0]) == COLUMNS
    shown = [tuple(row[name] for name in COLUMNS[:6]) for row in found]
    assert shown == [
        ("1", "accepted", "", "", "published", ""),
        ("2", "accepted", "", "", "ended", ""),
        ("3", "duplicate", "", "1", "", ""),
        ("4", "update", "", "1", "published", ""),
        ("5", "rejected", "case_number_malformed", "", "", "caseCode"),
        ("6", "rejected", "not_an_object", "", "", ""),
    ]
    assert "案号" in found[4]["message_zh"]
    assert "case number" in found[4]["message_en"]


def test_no_cell_of_a_report_is_a_formula_or_says_who(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    report = tmp_path / "report.csv"
    records = [person(1, iname="=1+1", caseCode="-x"), person(2, iname="+甲", duty="@SUM(1)")]
    run(runner, "import", write(tmp_path / "a.jsonl", records), "--report", report)
    cells = [cell for row in rows(report) for cell in row.values() if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    for record in records:
        assert record["iname"] not in report.read_text(encoding="utf-8")
        assert record["cardNum"] not in report.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_stops_before_anything_is_done(
    runner: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    result = run(runner, "import", path, "--report", tmp_path / "none" / "report.csv")
    assert result.exit_code == 2
    assert "[import.report_unwritable]" in result.stderr
    assert looking.counts(session)["listing"] == 0


def test_a_report_does_not_overwrite_what_is_imported(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    before = path.read_bytes()
    result = run(runner, "import", path, "--report", tmp_path / "." / "a.jsonl")
    assert result.exit_code == 2
    assert "[import.report_is_file]" in result.stderr
    assert path.read_bytes() == before


def test_a_report_on_a_full_disk_is_said(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    result = run(runner, "import", path, "--report", "/dev/full")
    assert result.exit_code == 2
    assert "[import.report_unwritable]" in result.stderr


def test_a_dry_run_reports_and_writes_nothing(
    runner: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    path, dry, wet = (
        write(tmp_path / "a.jsonl", MIXED),
        tmp_path / "dry.csv",
        tmp_path / "wet.csv",
    )
    result = run(runner, "import", path, "--dry-run", "--report", dry)
    assert result.exit_code == 1
    assert "nothing was written" in result.stdout
    assert looking.counts(session)["listing"] == 0
    run(runner, "import", path, "--report", wet)
    assert dry.read_bytes() == wet.read_bytes()


def test_the_day_decides_the_state(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [GOOD[1]])
    report = tmp_path / "report.csv"
    run(runner, "import", path, "--dry-run", "--report", report, "--as-of", "2022-05-06")
    assert rows(report)[0]["state"] == "published"
    run(runner, "import", path, "--dry-run", "--report", report, "--as-of", "2022-05-07")
    assert rows(report)[0]["state"] == "ended"


def test_a_second_import_says_that_nothing_is_new(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    run(runner, "import", path)
    again = run(runner, "import", path)
    assert again.exit_code == 0
    assert "Nothing new" in again.stdout


def test_runs_are_listed_and_undone_by_their_id(
    runner: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    result = run(runner, "import", write(tmp_path / "list.jsonl", GOOD))
    key = result.stdout.rpartition("批次 Run: ")[2].strip()
    listed = run(runner, "import-list")
    assert key in listed.stdout
    assert "list.jsonl" in listed.stdout
    undone = run(runner, "import-undo", key)
    assert (undone.exit_code, "2 listings revoked" in undone.stdout) == (0, True)
    again = run(runner, "import-undo", key)
    assert (again.exit_code, "0 listings revoked" in again.stdout) == (0, True)
    assert "Undone" in run(runner, "import-list").stdout
    assert looking.items(session) == {}


def test_a_run_that_nobody_knows_is_status_2(runner: FlaskCliRunner, session: Session) -> None:
    result = run(runner, "import-undo", "11111111-1111-4111-8111-111111111111")
    assert result.exit_code == 2
    assert "[import.run_unknown]" in result.stderr


def test_demo_records_go_to_a_file_or_to_standard_output(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "demo.jsonl"
    written = run(runner, "demo-records", "--count", "30", "--seed", "4", "--output", path)
    assert written.exit_code == 0
    printed = run(runner, "demo-records", "--count", "30", "--seed", "4")
    assert printed.stdout_bytes == path.read_bytes()
    assert run(runner, "import", path).exit_code == 0


def test_every_error_of_an_import_has_a_text_that_its_facts_fit() -> None:
    facts = {"file": "f", "cause": "c", "form": "f", "missing": "m", "record": "1", "run": "r"}
    facts |= {"columns": "n"}
    for code, text in texts.TEXTS.items():
        assert code.startswith("import.")
        assert text.zh.format(**facts)
        assert text.en.format(**facts)
