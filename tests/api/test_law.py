"""What the law refuses (依法不予办理): a 422 that names the article and the facts."""

from datetime import timedelta

import pytest

from tests.api import files, proceedings
from tests.api.desk import MINOR, OTHER_ADULT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

CREDIT_CODE = "unified_social_credit_code"


def test_a_clerk_never_signs_a_listing(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/signature"
    for login in ("clerk2", "judge"):
        problem = desk.refused(path, by=login, version=1)
        assert problem["code"] == "listing.ineligible"
        assert findings(problem) == {"authority.president_signs_listing": "LR Art. 5"}
    assert desk.get(f"/listings/{listing['id']}").get_json()["state"] == "draft"


def test_the_reader_of_chinese_is_told_the_article_in_chinese(desk: Desk) -> None:
    listing = files.drafted(desk)
    headers = {"Accept-Language": "zh"}
    path = f"/listings/{listing['id']}/signature"
    problem = desk.refused(path, by="clerk2", version=1, headers=headers)
    (finding,) = problem["facts"]["findings"]
    assert "法释〔2017〕7号" in finding["citation"]
    assert "第五条" in finding["citation"]
    assert "院长签发" in problem["detail"]


def test_an_auditor_does_nothing(desk: Desk) -> None:
    problem = desk.refused("/cases", files.case_body(), by="auditor")
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}


def test_a_court_enters_its_own_cases_only(desk: Desk) -> None:
    problem = desk.refused("/cases", files.case_body(number="(2025)川0106执1号"))
    assert problem["code"] == "case.ineligible"
    assert findings(problem) == {"authority.enforcing_court_acts": "CPL Art. 235"}


def test_a_case_is_not_filed_tomorrow(desk: Desk) -> None:
    problem = desk.refused("/cases", files.case_body(filed_on="2026-03-03"))
    assert findings(problem) == {"procedure.nothing_in_the_future": "LR Art. 5"}


def test_a_minor_is_never_listed(desk: Desk) -> None:
    documents = [{"type": "resident_id", "number": MINOR}]
    debtor = files.debtor_of(desk, files.case_of(desk), documents=documents)
    assert debtor["age"] == 10
    for ground in ("LR1-1", "LR1-2", "LR1-6"):
        problem = desk.refused("/listings", files.listing_body(debtor["id"], grounds=[ground]))
        assert findings(problem) == {"bars.minor": "LR Art. 4"}


def test_a_person_is_entered_with_what_an_entry_tells_and_the_law_asks(desk: Desk) -> None:
    case = files.case_of(desk)
    path = f"/cases/{case['id']}/debtors"
    stated = files.debtor_body(documents=[{"type": "passport", "number": "E12345678"}])
    for field, value in (("sex", "female"), ("birth_on", "1990-05-06")):
        [error] = desk.refused(path, stated)["errors"]
        assert (error["pointer"], error["code"]) == (f"/{field}", "required")
        stated[field] = value
    debtor = desk.done(path, stated)
    assert desk.done("/listings", files.listing_body(debtor["id"]))["state"] == "draft"


@pytest.mark.parametrize(
    ("facts", "ground", "rule", "article"),
    [
        ("adequate_security", "LR1-1", "bars.adequate_security", "LR Art. 3(1)"),
        ("secrets_found", "LR1-1", "decision.nothing_secret", "LR Art. 6(6)"),
        ("later_in_order", "LR1-1", "bars.later_in_order", "LR Art. 3(3)"),
        ("found_unable", "LR1-1", "bars.found_unable", "LR Art. 3(4)"),
        ("creditor_asks_to_hold_off", "LR1-6", "bars.hold_off", "2019 Opinion 16(1)"),
        ("person_behind_entity", "LR1-2", "bars.person_behind_entity", "2019 Opinion 16(2)"),
        ("campus_loan_student", "LR1-2", "bars.campus_loan_student", "2019 Opinion 16(3)"),
    ],
)
def test_a_bar_is_named(desk: Desk, facts: str, ground: str, rule: str, article: str) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"], grounds=[ground], facts={facts: True})
    assert findings(desk.refused("/listings", body))[rule] == article


def test_ability_is_shown_for_the_first_ground(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    problem = desk.refused("/listings", files.listing_body(debtor["id"], ability=""))
    assert findings(problem) == {"grounds.ability_shown": "LR Art. 1(1)"}


def test_a_judge_may_set_aside_what_the_law_lets_him(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    overrides = [
        {"rule": rule, "reason": "贷款后购置豪车"}
        for rule in ("bars.campus_loan_student", "restriction.campus_loan_student")
    ]
    body = files.listing_body(
        debtor["id"], facts={"campus_loan_student": True}, overrides=overrides
    )
    assert "bars.campus_loan_student" in findings(desk.refused("/listings", body, by="clerk"))
    listing = desk.done("/listings", body, by="judge")
    assert files.served(desk, files.signed(desk, listing))["state"] == "signed"


def test_an_exception_from_a_rule_that_there_is_not_is_refused_and_not_forgotten(
    desk: Desk,
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    misspelt = [{"rule": "bars.campus_loan", "reason": "贷款后购置豪车"}]
    body = files.listing_body(debtor["id"], overrides=misspelt)
    order = {"debtor": debtor["id"], "reason": "未按执行通知履行", "overrides": misspelt}
    for path, stated in (("/listings", body), ("/restrictions", order)):
        (error,) = desk.refused(path, stated, by="judge")["errors"]
        assert (error["pointer"], error["code"]) == ("/overrides/0/rule", "rule_unknown")
    assert desk.get("/listings").get_json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"applied_on": None}, "procedure.creditor_applied"),
        ({"applied_on": "2025-11-02"}, "procedure.applied_after_filing"),
        ({"applied_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
    ],
)
def test_a_listing_on_the_creditors_motion_rests_on_an_application_of_its_day(
    desk: Desk, changes: dict[str, object], rule: str
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    problem = desk.refused("/listings", files.listing_body(debtor["id"], **changes))
    assert findings(problem) == {rule: "LR Art. 5"}
    desk.done("/listings", files.listing_body(debtor["id"], initiative="court", applied_on=None))


@pytest.mark.parametrize(
    ("grounds", "extension", "rule"),
    [
        (["LR1-1"], {"years": 1, "several_dishonest_acts": True}, "term.extension_needs_a_term"),
        (["LR1-2"], {"years": 1}, "term.extension_has_a_cause"),
    ],
)
def test_a_term_is_extended_only_as_the_law_allows(
    desk: Desk, grounds: list[str], extension: dict[str, object], rule: str
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"], grounds=grounds, extension=extension)
    assert rule in findings(desk.refused("/listings", body))


def test_an_extended_term_ends_years_later(desk: Desk) -> None:
    extension = {"years": 3, "several_dishonest_acts": True}
    listing = files.published(desk, grounds=["LR1-2", "LR1-3"], extension=extension)
    assert listing["ends_on"] == "2031-03-02"
    assert listing["grounds"] == ["LR1-2", "LR1-3"]


def test_service_comes_after_the_signature_and_never_tomorrow(desk: Desk) -> None:
    listing = files.signed(desk, files.drafted(desk))
    path = f"/listings/{listing['id']}/service"
    body = {"method": "direct", "served_on": "2026-03-02", "repair_explained": True}
    early = desk.refused(path, {**body, "served_on": "2026-03-01"}, version=2)
    assert findings(early) == {"procedure.served_after_signature": "LR Art. 5"}
    late = desk.refused(path, {**body, "served_on": "2026-03-03"}, version=2)
    assert findings(late) == {"procedure.nothing_in_the_future": "LR Art. 5"}
    alone = desk.refused(path, {**body, "repair_explained": False}, version=2)
    assert findings(alone) == {"decision.repair_explained": "2025 Plan"}


def test_what_is_not_served_is_not_published(desk: Desk) -> None:
    listing = files.signed(desk, files.drafted(desk))
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=2)
    assert findings(problem)["procedure.published_after_service"] == "LR Art. 5"


def test_who_has_paid_meanwhile_is_not_published(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    listing = files.served(desk, files.signed(desk, files.drafted(desk, debtor)))
    files.paid(desk, debtor["id"])
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=listing["version"])
    assert findings(problem) == {
        "grounds.obligation_unperformed": "LR Art. 1",
        "restriction.obligation_unperformed": "CR Art. 1 para 1",
    }


def test_a_creditor_who_let_go_waits_six_months_and_the_court_does_not(
    desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk)
    files.removed(
        desk, listing["id"], "LR10-3", creditor_applied_in_writing=True, court_agrees=True
    )
    clock.forward(timedelta(days=30))
    again = files.listing_body(listing["debtor"], applied_on="2026-04-01")
    assert findings(desk.refused("/listings", again)) == {
        "bars.creditor_barred": "LR Art. 10 para 4"
    }
    again["initiative"] = "court"
    assert desk.done("/listings", again)["state"] == "draft"


def test_nobody_is_listed_twice_in_one_case_but_again_after_a_removal(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    listing = files.drafted(desk, debtor)
    body = files.listing_body(debtor["id"])
    one = {"relisting.one_at_a_time": "LR Art. 10 para 3"}
    assert findings(desk.refused("/listings", body)) == one
    listing = files.served(desk, files.signed(desk, listing))
    assert findings(desk.refused("/listings", body)) == one
    published = desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    problem = desk.refused("/listings", body)
    assert (problem["status"], problem["code"]) == (409, "listing.already_listed")
    assert problem["facts"] == {"listing": published["id"]}
    proceedings.ruled(desk, published["case"]["id"], "suspension")
    files.removed(desk, published["id"], "LR10-5")
    proceedings.ruled(desk, published["case"]["id"], "resumption")
    # The order still stands, so the debtor is listed again under it.
    assert files.published(desk, debtor)["state"] == "published"


def test_an_organisation_is_listed_with_its_representative(desk: Desk) -> None:
    documents = [{"type": CREDIT_CODE, "number": "91510199MA6CGUGA1A"}]
    debtor = files.debtor_of(
        desk,
        files.case_of(desk),
        kind="organisation",
        name="成都测试商贸有限公司",
        documents=documents,
        legal_representative="王测试",
    )
    assert debtor["documents"] == [{"type": CREDIT_CODE, "number_masked": "91510199MA6CGUGA1A"}]
    assert (debtor["sex"], debtor["age"]) == (None, None)
    assert files.published(desk, debtor)["state"] == "published"


def test_two_debtors_of_a_case_are_listed_apart(desk: Desk) -> None:
    case = files.case_of(desk)
    first = files.debtor_of(desk, case)
    other = [{"type": "resident_id", "number": OTHER_ADULT}]
    second = files.debtor_of(desk, case, name="赵测试", documents=other)
    listings = [files.published(desk, debtor) for debtor in (first, second)]
    files.paid(desk, first["id"])
    done = files.removed(desk, listings[0]["id"], "LR10-1")
    assert len(done["restrictions"]) == 1
    assert desk.get(f"/listings/{listings[1]['id']}").get_json()["state"] == "published"
    duties = desk.get("/deadlines", state="open").get_json()["items"]
    other_order = listings[1]["restriction"]["id"]
    assert {duty["record"] for duty in duties} == {listings[1]["id"], other_order}
