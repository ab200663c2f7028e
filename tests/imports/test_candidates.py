"""Candidates: what is made of a record that is taken in."""

from datetime import date
from decimal import Decimal

import pytest

from registry.imports.candidates import CandidateReader
from registry.imports.cautions import Caution
from schemas.codes import (
    DocumentType,
    Ground,
    ListingState,
    Sex,
    SubjectKind,
)
from tests.imports.reading_one import taken
from tests.imports.records import (
    ABLE,
    NO_REPORT,
    company,
    masked,
    person,
    resident_number,
)


def test_whole_numbers_say_what_their_digits_say(reader: CandidateReader) -> None:
    record = {**person(), "partyTypeName": 0, "age": 45, "cardNum": int(resident_number(6))}
    found = taken(reader, record)
    assert found.statement.identity.documents[0].number == resident_number(6)


def test_a_record_of_a_person_is_understood(reader: CandidateReader) -> None:
    statement = taken(reader, person(7, iname=" 张　三 ", sexy="女")).statement
    assert statement.name_key == "张三"
    assert statement.identity.kind is SubjectKind.NATURAL
    assert statement.identity.sex is Sex.FEMALE
    assert statement.identity.birth_on == date(1960, 3, 5)
    assert statement.age == 65
    assert statement.case.number == "(2025)川0107执7号"
    assert statement.case.court_code == "川0107"
    assert statement.case.amount == Decimal("98000.00")
    assert statement.listing.grounds == (Ground.REFUSES_THOUGH_ABLE,)
    assert statement.listing.state is ListingState.PUBLISHED
    assert statement.listing.amount_outstanding == Decimal("98000.00")


def test_a_record_of_an_organisation_is_understood(reader: CandidateReader) -> None:
    statement = taken(reader, company(9, disruptTypeName=f"{NO_REPORT}，{ABLE}")).statement
    assert statement.identity.kind is SubjectKind.ORGANISATION
    assert statement.identity.documents[0].type is DocumentType.CREDIT_CODE
    assert statement.identity.legal_representative == "测试法人"
    assert statement.identity.sex is None
    assert statement.age is None
    assert statement.listing.grounds == (Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING)
    assert statement.listing.ends_on == date(2027, 5, 6)


def test_who_leads_an_organisation_is_found_in_the_list_of_persons(reader: CandidateReader) -> None:
    persons = [
        {"corporationtypename": "股东", "iname": "甲", "cardNum": ""},
        {"corporationtypename": "法定代表人", "iname": "乙", "cardNum": ""},
    ]
    found = taken(reader, {**company(businessEntity=""), "qysler": persons})
    assert found.statement.identity.legal_representative == "乙"


def test_a_masked_number_identifies_nobody(reader: CandidateReader) -> None:
    number = masked(resident_number())
    statement = taken(reader, person(cardNum=number, age="30")).statement
    assert statement.identity.documents == ()
    assert statement.identity.masked_number == number
    assert statement.age == 30


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ListingState.PUBLISHED),
        ({"performance": "全部已履行"}, ListingState.UNPUBLISHED),
        ({"disruptTypeName": NO_REPORT, "publishDate": "20240302"}, ListingState.PUBLISHED),
        ({"disruptTypeName": NO_REPORT, "publishDate": "20240301"}, ListingState.ENDED),
        (
            {
                "disruptTypeName": NO_REPORT,
                "publishDate": "20240301",
                "performance": "全部已履行",
            },
            ListingState.ENDED,
        ),
        ({"disruptTypeName": f"其他{ABLE}的", "publishDate": "20140301"}, ListingState.PUBLISHED),
    ],
)
def test_the_law_says_in_which_state_a_record_is_stored(
    reader: CandidateReader, changes: dict[str, str], state: ListingState
) -> None:
    record = person(1, **{"regDate": "20130310", **changes})
    assert taken(reader, record).statement.listing.state is state


@pytest.mark.parametrize(
    ("changes", "caution"),
    [
        ({}, Caution.AREA_UNKNOWN),
        ({"sexy": "女性"}, Caution.SEX_DIFFERS),
        ({"iname": "王\ue000"}, Caution.NAME_ILLEGIBLE),
        ({"partyTypeName": ""}, Caution.PARTY_TYPE_UNKNOWN),
        ({"performance": "不详"}, Caution.PERFORMANCE_UNKNOWN),
        ({"caseCode": "(2025)川0198执1号"}, Caution.COURT_UNCONFIRMED),
        ({"caseCode": "(2025)川0199执1号"}, Caution.COURT_NAME_DIFFERS),
    ],
)
def test_what_somebody_should_look_at_is_said(
    reader: CandidateReader, changes: dict[str, str], caution: Caution
) -> None:
    assert caution in taken(reader, person(1, **changes)).cautions


def test_the_number_tells_the_kind_where_the_record_does_not(reader: CandidateReader) -> None:
    number = masked(resident_number())
    for record in (person(partyTypeName=""), person(partyTypeName="9", cardNum=number)):
        assert taken(reader, record).statement.identity.kind is SubjectKind.NATURAL
    found = taken(reader, company(partyTypeName=""))
    assert found.statement.identity.kind is SubjectKind.ORGANISATION


def test_a_missing_court_name_is_no_contradiction(reader: CandidateReader) -> None:
    record = {key: value for key, value in person().items() if key != "courtName"}
    assert taken(reader, record).statement.case.court_name == ""
    for name in ("武侯区人民法院", "四川省成都市武侯区人民法院"):
        assert taken(reader, person(courtName=name))


@pytest.mark.parametrize(
    ("changes", "outstanding"),
    [
        ({}, "98000.00"),
        ({"duty": "返还房屋。"}, None),
        ({"performance": "部分未履行", "unperformPart": "5万元"}, "50000.00"),
        ({"performance": "部分未履行", "unperformPart": "暂无"}, None),
        ({"performance": "全部已履行"}, "0.00"),
        ({"unperformPart": "999999999999999亿元"}, "98000.00"),
    ],
)
def test_what_is_still_owed_is_as_stated_or_the_whole(
    reader: CandidateReader, changes: dict[str, str], outstanding: str | None
) -> None:
    found = taken(reader, person(1, **changes)).statement.listing.amount_outstanding
    assert (None if found is None else f"{found:.2f}") == outstanding


def test_texts_are_freed_of_markup_and_numbers_of_persons(reader: CandidateReader) -> None:
    number = resident_number()
    duty = f"&lt;p&gt;被告张三（身份证号{number}）支付10元。&lt;/p&gt;"
    found = taken(reader, person(duty=duty)).statement.case.obligation
    assert "<" not in found
    assert "&lt;" not in found
    assert number not in found
    assert found.startswith("被告张三")


def test_spelling_makes_neither_another_entry_nor_another_version(reader: CandidateReader) -> None:
    plain = taken(reader, person(iname="买买提·艾山"))
    untidy = taken(
        reader,
        person(
            iname=" 买买提•艾山　",
            caseCode="（2025）川0107执 1 号",
            regDate="2025-03-10",
            publishDate="2025/05/06",
            cardNum=person()["cardNum"].lower(),
            courtName="",
        ),
    )
    assert (plain.entry_key, plain.digest) == (untidy.entry_key, untidy.digest)


@pytest.mark.parametrize(
    "changes",
    [
        {"performance": "部分未履行"},
        {"performedPart": "1元"},
        {"unperformPart": "1元"},
        {"duty": "支付1元。"},
        {"publishDate": "20250507"},
        {"regDate": "20250311"},
        {"disruptTypeName": NO_REPORT},
        {"gistId": "x"},
        {"gistUnit": "x"},
        {"sexy": "女性"},
    ],
)
def test_another_content_is_another_version_of_the_same_entry(
    reader: CandidateReader, changes: dict[str, str]
) -> None:
    plain, changed = taken(reader, person()), taken(reader, person(1, **changes))
    assert plain.entry_key == changed.entry_key
    assert plain.digest != changed.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"iname": "他人"},
        {"caseCode": "(2025)川0107执2号"},
        {"cardNum": masked(person()["cardNum"])},
    ],
)
def test_another_name_number_or_case_is_another_entry(
    reader: CandidateReader, changes: dict[str, str]
) -> None:
    assert taken(reader, person()).entry_key != taken(reader, person(1, **changes)).entry_key
