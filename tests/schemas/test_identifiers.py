"""One entry for every number: what a record may hold, what an act may state."""

from datetime import date

import pytest
from hypothesis import given

from schemas.codes import DocumentType, Sex, SubjectKind
from schemas.identifiers import parse_number
from schemas.import_codes import RejectionReason
from tests.schemas.numbers import TODAY, credit_codes, refusal, resident_id, resident_ids

NATURAL, ORGANISATION = SubjectKind.NATURAL, SubjectKind.ORGANISATION
ID_MALFORMED = RejectionReason.ID_NUMBER_MALFORMED
CODE_MALFORMED = RejectionReason.CREDIT_CODE_MALFORMED
NUMBER = resident_id("510199", date(1985, 3, 7), 123)
SAMPLE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("kind", "text", "document", "value"),
    [
        (NATURAL, NUMBER, DocumentType.RESIDENT_ID, NUMBER),
        (NATURAL, NUMBER[:6] + NUMBER[8:17], DocumentType.RESIDENT_ID, NUMBER),
        (NATURAL, f" {NUMBER} ", DocumentType.RESIDENT_ID, NUMBER),
        (NATURAL, "e12345678", DocumentType.PASSPORT, "E12345678"),
        (NATURAL, "EA1234567", DocumentType.PASSPORT, "EA1234567"),
        (NATURAL, "H12345678", DocumentType.OTHER, "H12345678"),
        (NATURAL, "M1234567801", DocumentType.OTHER, "M1234567801"),
        (NATURAL, "USA110199010101", DocumentType.OTHER, "USA110199010101"),
        (ORGANISATION, SAMPLE, DocumentType.CREDIT_CODE, SAMPLE),
        (ORGANISATION, SAMPLE.lower(), DocumentType.CREDIT_CODE, SAMPLE),
        (ORGANISATION, "D2143569-X", DocumentType.ORGANISATION_CODE, "D2143569X"),
        (ORGANISATION, "D2143569X", DocumentType.ORGANISATION_CODE, "D2143569X"),
        (ORGANISATION, "510100000000001", DocumentType.OTHER, "510100000000001"),
        (ORGANISATION, "5101001234567", DocumentType.OTHER, "5101001234567"),
    ],
)
def test_a_record_says_by_its_form_which_number_it_holds(
    kind: SubjectKind, text: str, document: DocumentType, value: str
) -> None:
    found = parse_number(kind, text, on=TODAY)
    assert (found.type, found.value, found.shown, found.masked) == (document, value, value, False)


@pytest.mark.parametrize(
    ("kind", "text", "document", "shown"),
    [
        (NATURAL, "1101991980****0018", DocumentType.RESIDENT_ID, "1101991980****0018"),
        (NATURAL, "110199" + "x" * 8 + "0018", DocumentType.RESIDENT_ID, "110199********0018"),
        (NATURAL, "E12****78", DocumentType.OTHER, "E12****78"),
        (ORGANISATION, "91350100M000******", DocumentType.CREDIT_CODE, "91350100M000******"),
        (ORGANISATION, "d21435**-*", DocumentType.ORGANISATION_CODE, "D21435**-*"),
        (ORGANISATION, "5101000****0001", DocumentType.OTHER, "5101000****0001"),
    ],
)
def test_a_masked_number_is_taken_and_identifies_nobody(
    kind: SubjectKind, text: str, document: DocumentType, shown: str
) -> None:
    found = parse_number(kind, text, on=TODAY)
    assert (found.type, found.value, found.shown, found.masked) == (document, None, shown, True)
    assert found.birth_on is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "无",
        "12345678",  # a permit of a Taiwan resident, or a piece of a number: nobody can tell
        "123456",
        "E1234",
        "张三",
        "****",
        SAMPLE,
        "13800138000",
    ],
)
def test_what_is_no_number_of_a_person_is_malformed(text: str) -> None:
    assert refusal(parse_number, NATURAL, text, on=TODAY) is ID_MALFORMED


@pytest.mark.parametrize("text", ["", " ", "无", "12345678", "*****", "E1234567", "9" * 25 + "*"])
def test_what_is_no_number_of_an_organisation_is_malformed(text: str) -> None:
    assert refusal(parse_number, ORGANISATION, text, on=TODAY) is CODE_MALFORMED


@pytest.mark.parametrize(
    ("kind", "document", "text", "reason"),
    [
        (NATURAL, DocumentType.RESIDENT_ID, NUMBER, None),
        (NATURAL, DocumentType.RESIDENT_ID, "1101991980****0018", None),
        (NATURAL, DocumentType.RESIDENT_ID, "E12345678", ID_MALFORMED),
        (NATURAL, DocumentType.PASSPORT, "12345678", None),
        (NATURAL, DocumentType.PASSPORT, "AB-1", ID_MALFORMED),
        (NATURAL, DocumentType.OTHER, "12345678", None),
        (NATURAL, DocumentType.OTHER, "军字第1234567号", None),
        (NATURAL, DocumentType.OTHER, "1*4567", ID_MALFORMED),
        (NATURAL, DocumentType.CREDIT_CODE, SAMPLE, ID_MALFORMED),
        (ORGANISATION, DocumentType.CREDIT_CODE, SAMPLE, None),
        (ORGANISATION, DocumentType.CREDIT_CODE, "D2143569X", CODE_MALFORMED),
        (ORGANISATION, DocumentType.ORGANISATION_CODE, "D2143569X", None),
        (ORGANISATION, DocumentType.OTHER, "HK-1234567", None),
        (ORGANISATION, DocumentType.RESIDENT_ID, NUMBER, CODE_MALFORMED),
        (ORGANISATION, DocumentType.PASSPORT, "E12345678", CODE_MALFORMED),
    ],
)
def test_an_act_says_itself_which_document_it_means(
    kind: SubjectKind, document: DocumentType, text: str, reason: RejectionReason | None
) -> None:
    assert refusal(parse_number, kind, text, on=TODAY, document=document) is reason


@given(resident_ids())
def test_a_resident_number_tells_birth_and_sex(number: str) -> None:
    found = parse_number(NATURAL, number, on=TODAY)
    assert found.birth_on is not None
    assert f"{found.birth_on:%Y%m%d}" == number[6:14]
    assert found.birth_year == found.birth_on.year
    assert found.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


@given(credit_codes())
def test_a_credit_code_tells_no_birth_and_no_sex(code: str) -> None:
    found = parse_number(ORGANISATION, code, on=TODAY)
    assert (found.birth_on, found.birth_year, found.sex) == (None, None, None)


def test_a_number_does_not_show_itself_in_a_log() -> None:
    written = repr(parse_number(NATURAL, NUMBER, on=TODAY))
    assert NUMBER not in written
    assert "1985, 3, 7" not in written
