"""Rejections: every reason to refuse a record, with its field, and in their order."""

import pytest

from registry.imports.candidates import Candidate, CandidateReader
from registry.imports.demo_dirt import FAULTS
from schemas.import_codes import RejectionReason
from schemas.rejections import REJECTIONS
from tests.imports.reading_one import refused
from tests.imports.records import (
    ABLE,
    credit_code,
    masked,
    person,
    resident_number,
)

BAD_NUMBER = resident_number()[:-1] + ("0" if resident_number()[-1] != "0" else "1")
BAD_CODE = credit_code()[:-1] + ("0" if credit_code()[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"iname": "张\x00三"}, "control_character", "iname"),
        ({"iname": "张三\n"}, "control_character", "iname"),
        ({"iname": ""}, "name_missing", "iname"),
        ({"iname": " \u3000\u200b"}, "name_missing", "iname"),
        ({"iname": "<p></p>"}, "name_missing", "iname"),
        ({"iname": "某" * 256}, "name_too_long", "iname"),
        ({"iname": "\ufdfa" * 20}, "name_too_long", "iname"),
        ({"caseCode": ""}, "case_number_malformed", "caseCode"),
        ({"caseCode": "第1234号"}, "case_number_malformed", "caseCode"),
        ({"caseCode": "(2025)厦0203执1号"}, "court_code_unknown", "caseCode"),
        ({"caseCode": "(2025)川0107民初1号"}, "case_type_not_enforcement", "caseCode"),
        ({"caseCode": "(2025)川0107执异1号"}, "case_type_not_enforcement", "caseCode"),
        ({"courtName": "北京市朝阳区人民法院"}, "court_mismatch", "courtName"),
        ({"cardNum": ""}, "id_number_malformed", "cardNum"),
        ({"cardNum": "12345"}, "id_number_malformed", "cardNum"),
        ({"cardNum": credit_code()}, "id_number_malformed", "cardNum"),
        ({"cardNum": BAD_NUMBER}, "id_number_check_digit", "cardNum"),
        ({"partyTypeName": "1", "cardNum": "9199"}, "credit_code_malformed", "cardNum"),
        ({"partyTypeName": "581", "cardNum": BAD_CODE}, "credit_code_check_digit", "cardNum"),
        ({"regDate": "20230231"}, "date_invalid", "regDate"),
        ({"regDate": ""}, "date_invalid", "regDate"),
        ({"publishDate": "昨天"}, "date_invalid", "publishDate"),
        ({"publishDate": "20250309"}, "published_before_filed", "publishDate"),
        ({"publishDate": "20260303"}, "published_in_future", "publishDate"),
        ({"disruptTypeName": "欠债不还"}, "ground_unknown", "disruptTypeName"),
        ({"disruptTypeName": f"{ABLE},欠债不还"}, "ground_unknown", "disruptTypeName"),
        ({"disruptTypeName": ""}, "ground_unknown", "disruptTypeName"),
        ({"cardNum": resident_number(born="20070507")}, "minor_never_listed", "cardNum"),
        (
            {"cardNum": masked(resident_number(born="20070507")), "age": "17"},
            "minor_never_listed",
            "age",
        ),
    ],
)
def test_a_record_is_refused_for_its_reason_and_field(
    reader: CandidateReader, changes: dict[str, str], reason: str, field: str
) -> None:
    assert refused(reader, person(1, **changes)) == (RejectionReason(reason), field)


def test_every_reason_has_a_demo_fault_that_meets_it(reader: CandidateReader) -> None:
    assert set(FAULTS) == set(RejectionReason) - {RejectionReason.NOT_AN_OBJECT}
    for reason, fault in FAULTS.items():
        assert refused(reader, fault(person())).reason is reason


def test_the_first_reason_in_their_order_is_given(reader: CandidateReader) -> None:
    # Each step mends the fault that was met, and the next one in order shows.
    faulty = person(
        iname="\x07",
        caseCode="第1号",
        courtName="北京市朝阳区人民法院",
        cardNum="1",
        regDate="20250230",
        publishDate="20250301",
        disruptTypeName="无",
    )
    steps = [
        ({"iname": " "}, RejectionReason.CONTROL_CHARACTER),
        ({"iname": "某" * 300}, RejectionReason.NAME_MISSING),
        ({"iname": "测试"}, RejectionReason.NAME_TOO_LONG),
        ({"caseCode": "(2025)厦0203民初1号"}, RejectionReason.CASE_NUMBER_MALFORMED),
        ({"caseCode": "(2025)川0107民初1号"}, RejectionReason.COURT_CODE_UNKNOWN),
        ({"caseCode": "(2025)川0107执1号"}, RejectionReason.CASE_TYPE_NOT_ENFORCEMENT),
        ({"courtName": ""}, RejectionReason.COURT_MISMATCH),
        ({"cardNum": BAD_NUMBER}, RejectionReason.ID_NUMBER_MALFORMED),
        ({"cardNum": resident_number(born="20080101")}, RejectionReason.ID_NUMBER_CHECK_DIGIT),
        ({"regDate": "20250310"}, RejectionReason.DATE_INVALID),
        ({"publishDate": "20270101"}, RejectionReason.PUBLISHED_BEFORE_FILED),
        ({"publishDate": "20250506"}, RejectionReason.PUBLISHED_IN_FUTURE),
        ({"disruptTypeName": ABLE}, RejectionReason.GROUND_UNKNOWN),
        ({"cardNum": resident_number()}, RejectionReason.MINOR_NEVER_LISTED),
    ]
    for mend, reason in steps:
        assert refused(reader, faulty).reason is reason
        faulty = {**faulty, **mend}
    assert isinstance(reader.read({**faulty}), Candidate)


def test_every_reason_names_a_field_and_says_it_in_both_languages() -> None:
    for reason in RejectionReason:
        told = REJECTIONS[reason]
        assert told.zh
        assert told.en


@pytest.mark.parametrize("value", [None, [], {}, 1.5, True])
def test_what_is_no_text_says_nothing(reader: CandidateReader, value: object) -> None:
    assert refused(reader, {**person(), "iname": value}).reason is RejectionReason.NAME_MISSING
    assert refused(reader, {**person(), "cardNum": value}).field == "cardNum"
