"""Reading files: every form gives the same records, a bad line costs itself alone, and what is no
list of records is refused with a reason.
"""

import gzip
import json
import os
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from registry.errors import ServiceError
from registry.imports.lines import LONGEST_RECORD, Line
from registry.imports.reading import open_reading
from tests.imports.records import company, every_form, json_lines, person

# The second one's text runs over lines and holds what formats are made of.
RECORDS = [
    person(1),
    person(2, duty='支付"货款"，\r\n见附件{1}[2]\\。', iname="测试·二"),
    company(3),
]
FORMS = every_form(RECORDS)


def read(path: Path) -> list[Line]:
    reading = open_reading(path)
    try:
        return list(reading.lines())
    finally:
        reading.close()


def read_bytes(folder: Path, content: bytes, name: str = "file") -> list[Line]:
    path = folder / name
    path.write_bytes(content)
    return read(path)


def refusal(folder: Path, content: bytes, name: str = "file") -> ServiceError:
    with pytest.raises(ServiceError) as refused:
        read_bytes(folder, content, name)
    return refused.value


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_records(tmp_path: Path, form: str) -> None:
    assert read_bytes(tmp_path, FORMS[form], form) == list(enumerate(RECORDS, 1))


@pytest.mark.parametrize("form", FORMS)
def test_the_content_tells_the_form_and_not_the_name(tmp_path: Path, form: str) -> None:
    assert len(read_bytes(tmp_path, FORMS[form], "export.txt")) == len(RECORDS)


def test_lines_are_numbered_as_they_stand_and_empty_ones_are_no_records(tmp_path: Path) -> None:
    text = "\n" + json_lines([person(1), "", "  ", person(2)])
    assert [number for number, _ in read_bytes(tmp_path, text.encode())] == [2, 5]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b'{"iname": "\xff\xfe"}',
        b'{"iname": "cut off',
        b"[1, 2]",
        b'"text"',
        b"17",
        b"null",
        b'{"iname": "\\ud800"}',
        b'{"a":' * 5000,
        b'{"iname": "' + b"x" * LONGEST_RECORD + b'"}',
    ],
    ids=lambda bad: bad[:20].decode(errors="replace"),
)
def test_a_bad_line_costs_itself_alone(tmp_path: Path, bad: bytes) -> None:
    good = json.dumps(person(1), ensure_ascii=False).encode()
    content = b"\n".join([good, bad, good])
    assert read_bytes(tmp_path, content) == [(1, person(1)), (2, None), (3, person(1))]


def test_a_bad_first_line_does_not_hide_what_the_file_is(tmp_path: Path) -> None:
    for bad in ("not json", "[1]", "[]", '"a"'):
        found = read_bytes(tmp_path, json_lines([bad, person(1)]).encode())
        assert found == [(1, None), (2, person(1))]


def test_a_line_without_end_is_skipped_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(json_lines([person(1)]).encode())
        file.write(b'{"iname": "')
        for _ in range(64):
            file.write(b"x" * 1024 * 1024)
        file.write(b'"}\n' + json_lines([person(2)]).encode())
    reading = open_reading(path)
    assert list(reading.lines()) == [(1, person(1)), (2, None), (3, person(2))]
    reading.close()


def test_a_row_that_does_not_fit_the_headers_costs_itself_alone(tmp_path: Path) -> None:
    head, first, *_ = FORMS["rows.csv"].split(b"\r\n")
    rows = [head, first, b"a,b,c", b'"open quote,a', first + b",,", first + b",x", b"", first]
    found = read_bytes(tmp_path, b"\r\n".join(rows) + b"\r\n")
    assert [value is None for _, value in found[:2]] == [False, True]
    assert found[-1][1] == RECORDS[0]
    assert sum(value == RECORDS[0] for _, value in found) >= 2


def test_a_row_with_bytes_that_are_no_text_costs_itself_alone(tmp_path: Path) -> None:
    head, first, *_ = FORMS["rows.csv"].split(b"\r\n")
    broken = first.replace("测试".encode(), b"\xff\xfe", 1)
    found = read_bytes(tmp_path, b"\r\n".join([head, first, broken, first]))
    assert found == [(1, RECORDS[0]), (2, None), (3, RECORDS[0])]


def test_a_broken_record_of_an_array_costs_itself_alone(tmp_path: Path) -> None:
    good = json.dumps(person(1), ensure_ascii=False)
    for bad in ('{"iname": "open}', '{"iname" 4}', "17", '"text"', "[1, {}]", "nul"):
        text = f"[\n{good},\n{bad},\n{good}\n]"
        found = read_bytes(tmp_path, text.encode())
        assert found == [(1, person(1)), (2, None), (3, person(1))], bad


def test_what_follows_an_array_is_not_hidden(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, FORMS["array.json"] + b' {"more": 1}')
    assert found[-1] == (len(RECORDS) + 1, None)
    assert len(found) == len(RECORDS) + 1


def test_an_array_of_nothing_is_read(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b" [ ] \n") == []


def test_lines_of_another_encoding_are_refused_and_never_misread(tmp_path: Path) -> None:
    lines = [json.dumps(person(place), ensure_ascii=False) + "\n" for place in range(1, 4)]
    for most, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        content = [lines[0].encode(most), lines[1].encode(other), lines[2].encode(most)]
        found = read_bytes(tmp_path, b"".join(content))
        assert found == [(1, person(1)), (2, None), (3, person(3))]


def test_the_encoding_is_told_by_the_first_characters_beyond_ascii(tmp_path: Path) -> None:
    plain = ['{"a": "ascii"}'] * 20_000
    for encoding in ("utf-8", "gb18030"):
        content = json_lines([*plain, person(1)]).encode(encoding)
        assert read_bytes(tmp_path, content)[-1] == (20_001, person(1))


def test_a_character_of_the_last_plane_survives_both_encodings(tmp_path: Path) -> None:
    record = person(1, iname="王𠮷㛃")
    for encoding in ("utf-8", "gb18030"):
        assert read_bytes(tmp_path, json_lines([record]).encode(encoding)) == [(1, record)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.file_empty"),
        (b" \n\n", "import.file_empty"),
        (gzip.compress(b"", mtime=0), "import.file_empty"),
        (b"\xef\xbb\xbf", "import.file_empty"),
        (b"PK\x03\x04" + bytes(100), "import.file_binary"),
        ("测试".encode("utf-16"), "import.file_binary"),
        (bytes(range(256)) * 20, "import.file_binary"),
        (b"{" + bytes(5000), "import.file_binary"),
        (bytes(5000), "import.file_binary"),
        (b"a,b,c\n1,2,3\n", "import.headers_unknown"),
        ("就是一段文字\n".encode(), "import.headers_unknown"),
        (b"iname,cardNum\nx,y\n", "import.headers_unknown"),
        (b"a" * 3_000_000, "import.headers_unknown"),
        (FORMS["array.json"][:-20], "import.array_cut_off"),
        (b'[{"iname": "x"},', "import.array_cut_off"),
        (FORMS["lines.jsonl.gz"][:-20], "import.gzip_cut_off"),
        (FORMS["lines.jsonl.gz"] + b"tail", "import.gzip_damaged"),
        (FORMS["lines.jsonl.gz"][:-8] + bytes(8), "import.gzip_damaged"),
    ],
)
def test_what_is_no_list_of_records_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, content).code == code


def test_a_csv_with_some_headers_says_which_are_missing(tmp_path: Path) -> None:
    missing = refusal(tmp_path, b"iname,cardNum,caseCode\nx,y,z\n").facts["missing"]
    assert missing == "regDate, publishDate, disruptTypeName"


def test_a_missing_file_and_a_directory_are_told_apart(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none", "file_missing"), (tmp_path, "file_is_directory")):
        with pytest.raises(ServiceError) as refused:
            open_reading(path)
        assert refused.value.code == f"import.{code}"


def test_a_file_that_cannot_be_read_says_why() -> None:
    with pytest.raises(ServiceError) as refused:
        read(Path("/proc/self/mem"))
    assert refused.value.code == "import.file_unreadable"
    assert refused.value.facts["cause"]


def test_several_packed_members_are_one_file(tmp_path: Path) -> None:
    parts = [gzip.compress(json_lines([record]).encode()) for record in RECORDS]
    assert read_bytes(tmp_path, b"".join(parts) + bytes(512)) == list(enumerate(RECORDS, 1))


def test_what_stands_before_the_cut_of_a_packed_file_is_read(tmp_path: Path) -> None:
    noise = (sha256(bytes([place % 256, place // 256])).hexdigest() for place in range(5000))
    lines = [json.dumps({"a": text}) for text in noise]
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-50_000])
    found: list[Line] = []
    reading = open_reading(path)
    with pytest.raises(ServiceError, match="gzip_cut_off"):
        found.extend(reading.lines())
    reading.close()
    assert len(found) > 3000


def test_a_pipe_is_read_once_and_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_bytes, args=[FORMS["lines.jsonl"]])
    writer.start()
    reading = open_reading(path)
    assert len(list(reading.lines())) == len(RECORDS)
    reading.close()
    writer.join()
    assert reading.source.digest is None


def test_how_far_a_file_is_read_is_known(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(FORMS["lines.jsonl"])
    reading = open_reading(path)
    assert (reading.source.position, reading.source.size) == (0, len(FORMS["lines.jsonl"]))
    assert list(reading.lines())
    reading.close()
    assert reading.source.position == reading.source.size
