"""Records for tests of the import (测试记录), as public court sites shape them; nobody is meant."""

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

from schemas.credit_codes import check_digit_credit_code, check_digit_organisation_code
from schemas.resident_ids import check_digit_resident_id

Record = dict[str, str]

# Areas that end in 99 do not exist.
AREA = "510199"
ABLE = "有履行能力而拒不履行生效法律文书确定义务"
NO_REPORT = "违反财产报告制度"


def resident_number(sequence: int = 1, *, born: str = "19800305", area: str = AREA) -> str:
    """Return a number with a check digit that fits; an odd sequence is a man's."""
    body = f"{area}{born}{sequence:03}"
    return body + check_digit_resident_id(body)


def credit_code(place: int = 1, *, area: str = AREA) -> str:
    """Return a credit code whose check characters fit."""
    organisation = f"{place:08}"
    body = f"91{area}{organisation}{check_digit_organisation_code(organisation)}"
    return body + check_digit_credit_code(body)


def person(place: int = 1, **changes: str) -> Record:
    """Return a record of a person, another one for every place; ground Art. 1(1), no term."""
    record = {
        "iname": f"测试{place}号",
        "partyTypeName": "0",
        "sexy": "男性",
        "age": "45",
        "cardNum": resident_number(2 * (place % 400) + 1, born=f"19{60 + place // 400:02}0305"),
        "businessEntity": "",
        "courtName": "成都市武侯区人民法院",
        "areaName": "四川",
        "caseCode": f"(2025)川0107执{place}号",
        "regDate": "20250310",
        "publishDate": "2025年05月06日",
        "gistId": f"(2024)川0107民初{place}号",
        "gistUnit": "成都市武侯区人民法院",
        "duty": "支付货款98000元。",
        "performance": "全部未履行",
        "performedPart": "暂无",
        "unperformPart": "暂无",
        "disruptTypeName": ABLE,
    }
    return {**record, **changes}


def company(place: int = 1, **changes: str) -> Record:
    """Return a record of an organisation, another one for every place."""
    return person(
        place,
        **{
            "iname": f"成都禾曜{place}号商贸有限公司",
            "partyTypeName": "1",
            "sexy": "",
            "age": "0",
            "cardNum": credit_code(place),
            "businessEntity": "测试法人",
            **changes,
        },
    )


def masked(number: str) -> str:
    """Return a number as published lists mask it."""
    return f"{number[:10]}****{number[14:]}"


def json_lines(records: Sequence[object]) -> str:
    """Return records as JSON Lines; a text among them is a line as it stands."""
    texts = (
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        for record in records
    )
    return "".join(f"{text}\n" for text in texts)


def comma_separated(records: Sequence[Record]) -> str:
    """Return records as CSV with the keys as headers."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, list(records[0]))
    rows.writeheader()
    rows.writerows(records)
    return text.getvalue()


def write(path: Path, records: Sequence[object]) -> Path:
    """Write a file of JSON Lines."""
    path.write_text(json_lines(records), encoding="utf-8")
    return path


def every_form(records: Sequence[Record]) -> dict[str, bytes]:
    """Return the same records in every form that an import takes, by file name."""
    lines, array, rows = (
        json_lines(records),
        json.dumps(records, ensure_ascii=False),
        comma_separated(records),
    )
    indented = json.dumps(records, ensure_ascii=False, indent=2)
    return {
        "lines.jsonl": lines.encode(),
        "lines-bom.jsonl": lines.encode("utf-8-sig"),
        "lines-gb18030.jsonl": lines.encode("gb18030"),
        "lines-crlf.jsonl": lines.replace("\n", "\r\n").encode(),
        "lines.jsonl.gz": gzip.compress(lines.encode()),
        "array.json": array.encode(),
        "array-escaped.json": json.dumps(records).encode(),
        "array-indented.json": indented.encode(),
        "array-gb18030.json": array.encode("gb18030"),
        "array-bom.json.gz": gzip.compress(array.encode("utf-8-sig")),
        "rows.csv": rows.encode(),
        "rows-bom.csv": rows.encode("utf-8-sig"),
        "rows-gb18030.csv": rows.encode("gb18030"),
        "rows-gb18030.csv.gz": gzip.compress(rows.encode("gb18030")),
    }
