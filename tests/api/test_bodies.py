"""Bad bodies (错误正文): each is answered by a clear problem, and nothing is written."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api import files
from tests.api.desk import ADULT, BASE, Desk

PATH = f"{BASE}/cases"
CREDIT_CODE = "unified_social_credit_code"


def send(desk: Desk, data: bytes, content_type: str = "application/json") -> TestResponse:
    """Send a body as it is."""
    headers = {
        "Authorization": f"Bearer {desk.keys['clerk']}",
        "Idempotency-Key": "k",
        "Accept-Language": "en",
    }
    return desk.client().post(PATH, data=data, content_type=content_type, headers=headers)


def as_json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def nested(depth: int) -> bytes:
    return b'{"number":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "body.not_json"),
        (b"{", 400, "body.not_json"),
        (b"number=1", 400, "body.not_json"),
        (b'{"number": NaN}', 400, "body.not_json"),
        (as_json(files.case_body())[:-1], 400, "body.not_json"),
        (as_json({"number": "川"}).decode().encode("gb18030"), 400, "body.not_json"),
        (b'{"number": "\\ud800"}', 400, "body.not_json"),
        (b"\x00" * 10, 400, "body.not_json"),
        (nested(100_000), 400, "body.not_json"),
        (nested(500), 400, "body.too_deep"),
        (nested(33), 400, "body.too_deep"),
        (b"[]", 400, "body.not_an_object"),
        (b"null", 400, "body.not_an_object"),
        (b'"text"', 400, "body.not_an_object"),
        (b'{"number": "a\\u0000b"}', 400, "body.nul_character"),
        (b'{"a\\u0000b": 1}', 400, "body.nul_character"),
        (b'{"number": "a", "number": "b"}', 400, "body.duplicate_key"),
        (b'{"basis": {"body": 1, "body": 2}}', 400, "body.duplicate_key"),
        (b"{" + b" " * 2_000_000 + b"}", 413, "body.too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    desk: Desk, data: bytes, status: int, code: str
) -> None:
    response = send(desk, data)
    assert (response.status_code, response.get_json()["code"]) == (status, code)
    assert desk.get("/cases").get_json()["items"] == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type_is_refused(desk: Desk, content_type: str) -> None:
    response = send(desk, as_json(files.case_body()), content_type)
    assert (response.status_code, response.get_json()["code"]) == (415, "body.wrong_type")


def test_the_deepest_body_that_is_read_is_judged_by_its_fields(desk: Desk) -> None:
    assert send(desk, nested(30)).get_json()["code"] == "request.invalid"


def test_a_hundred_megabytes_are_refused_without_being_read(desk: Desk) -> None:
    headers = {
        "Authorization": f"Bearer {desk.keys['clerk']}",
        "Idempotency-Key": "k",
    }
    response = desk.client().post(
        PATH,
        content_type="application/json",
        headers=headers,
        environ_overrides={"CONTENT_LENGTH": str(100 * 1024 * 1024)},
    )
    assert (response.status_code, response.get_json()["code"]) == (413, "body.too_large")


def errors_of(problem: dict[str, Any]) -> set[tuple[str, str]]:
    return {(error["pointer"], error["code"]) for error in problem["errors"]}


def test_every_wrong_field_is_pointed_at(desk: Desk) -> None:
    body = {
        "number": 5,
        "filed_on": "2025-02-30",
        "basis": {"number": "", "court": "x"},
        "obligation": "  ",
        "amount": "1.234",
        "case": "x",
    }
    problem = desk.refused("/cases", body)
    assert (problem["status"], problem["code"]) == (422, "request.invalid")
    assert errors_of(problem) == {
        ("/number", "not_text"),
        ("/filed_on", "not_a_date"),
        ("/basis/number", "wrong_length"),
        ("/basis/number", "blank"),
        ("/basis/body", "required"),
        ("/basis/court", "unknown"),
        ("/obligation", "blank"),
        ("/amount", "not_an_amount"),
        ("/case", "unknown"),
    }
    assert all(error["message"] for error in problem["errors"])


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("98000.001", "not_an_amount"),
        ("-1.00", "not_an_amount"),
        ("1e3", "not_an_amount"),
        ("12345678901234", "not_an_amount"),
        ("98000.00\n", "not_an_amount"),
        ("９８", "not_an_amount"),
        ("0", "not_positive"),
        ("0.00", "not_positive"),
        (98000, "not_text"),
        (98000.5, "not_text"),
        (True, "not_text"),
    ],
)
def test_an_amount_is_decimal_text(desk: Desk, amount: object, code: str) -> None:
    problem = desk.refused("/cases", files.case_body(amount=amount))
    assert errors_of(problem) == {("/amount", code)}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("number", "五零一", "case_number_malformed"),
        ("number", "(2025)武侯执1号", "court_code_unknown"),
        ("number", "(2025)某0107执1号", "court_code_unknown"),
        ("number", "(2025)川0107执异1号", "case_type_not_enforcement"),
        ("filed_on", "20250301", "not_a_date"),
        ("filed_on", "2025-W10-1", "not_a_date"),
        ("filed_on", 20250301, "not_a_date"),
    ],
)
def test_a_case_is_read_strictly(desk: Desk, field: str, value: object, code: str) -> None:
    problem = desk.refused("/cases", files.case_body(**{field: value}))
    assert errors_of(problem) == {(f"/{field}", code)}


def document(number: str, kind: str = "resident_id") -> list[dict[str, str]]:
    return [{"type": kind, "number": number}]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"documents": document(ADULT[:-1] + "1")}, "/documents/0/number", "id_number_check_digit"),
        ({"documents": document("12345")}, "/documents/0/number", "id_number_malformed"),
        ({"documents": document("5101991980****0010")}, "/documents/0/number", "number_masked"),
        ({"documents": []}, "/documents", "wrong_length"),
        ({"documents": document(ADULT) * 2}, "/documents/1/type", "duplicate"),
        ({"documents": document(ADULT, CREDIT_CODE)}, "/documents/0/number",
         "id_number_malformed"),
        ({"sex": "female"}, "/sex", "contradicts_number"),
        ({"birth_on": "1980-01-02"}, "/birth_on", "contradicts_number"),
        ({"birth_on": "2026-03-03"}, "/birth_on", "in_future"),
        ({"legal_representative": "王某"}, "/legal_representative", "not_for_persons"),
        ({"name": " "}, "/name", "blank"),
        ({"name": "\ufdfa" * 100}, "/name", "too_long"),
        ({"name": f"李测试{ADULT}"}, "/name", "number_in_name"),
        ({"name": "李\x07测试"}, "/name", "control_character"),
        ({"kind": "organisation"}, "/documents/0/number", "credit_code_malformed"),
        ({"kind": "organisation", "documents": document("91510100MA00000000", CREDIT_CODE)},
         "/documents/0/number", "credit_code_check_digit"),
    ],
)  # fmt: skip
def test_a_debtor_is_read_strictly(
    desk: Desk, changes: dict[str, object], pointer: str, code: str
) -> None:
    case = files.case_of(desk)
    problem = desk.refused(f"/cases/{case['id']}/debtors", files.debtor_body(**changes))
    assert errors_of(problem) == {(pointer, code)}
    assert ADULT not in str(problem)


def test_an_act_without_content_takes_none(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/signature"
    problem = desk.refused(path, {"sign": True}, by="president", version=1)
    assert (problem["status"], problem["code"]) == (400, "body.unexpected")
    assert desk.done(path, {}, by="president", version=1)["state"] == "signed"


def test_numbers_in_texts_are_masked_before_they_are_kept(desk: Desk) -> None:
    case = files.case_of(desk, obligation=f"向张三（{ADULT}）支付货款")
    assert ADULT not in case["obligation"]
    debtor = files.debtor_of(desk, case)
    listing = files.drafted(
        desk, debtor, conduct=f"转移财产给{ADULT}", reason=ADULT, ability=f"账户{ADULT}"
    )
    history = desk.get(f"/listings/{listing['id']}/history").get_data(as_text=True)
    assert ADULT not in str(listing) + history


def test_a_parameter_that_is_stated_twice_counts_for_neither(desk: Desk) -> None:
    path = f"{BASE}/cases"
    headers = {"Authorization": f"Bearer {desk.keys['clerk']}"}
    answer = desk.client().get(f"{path}?number=1&number=2", headers=headers)
    assert answer.status_code == 422
    (wrong,) = answer.get_json()["errors"]
    assert (wrong["parameter"], wrong["code"]) == ("number", "duplicate")
