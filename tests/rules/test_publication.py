"""Publication: what the public sees and when, with nobody's number in any part of it."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import publication
from registry.rules.publication import PublishedFacts
from schemas.codes import (
    Ground,
    ListingState,
    ListName,
    OrderState,
    Performance,
    RestrictedAct,
    Sex,
    SubjectKind,
)
from schemas.masking import OFFICIAL_FORM
from schemas.restriction_codes import BoundPerson
from tests.rules import kept_back
from tests.rules.cases import Value, check_value

LAST_DAY, NEXT_DAY = date(2026, 11, 22), date(2026, 11, 23)
NUMBER = "110199198005060018"
LISTING = PublishedFacts(
    id="7f0e1c52-94a7-4b0e-8d63-0a52a1f0c001",
    list=ListName.DISHONEST,
    kind=SubjectKind.NATURAL,
    name="测试甲",
    sex=Sex.MALE,
    age=45,
    number=NUMBER,
    legal_representative=None,
    court_code="川0199",
    court_name="示例区人民法院",
    province="四川",
    case_number="(2025)川0199执1234号",
    filed_on=date(2025, 3, 10),
    published_on=date(2025, 5, 6),
    ends_on=date(2027, 5, 6),
    grounds=(Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING),
    conduct="名下有商铺而不申报",
    basis_number="(2024)川0199民初567号",
    basis_body="示例区人民法院",
    obligation="偿还借款人民币98000元及利息。",
    performance=Performance.PARTIAL,
    performed="12000元",
    outstanding="86000元",
)
ITEM: dict[str, object] = {
    "id": "7f0e1c52-94a7-4b0e-8d63-0a52a1f0c001",
    "list": "dishonest",
    "kind": "natural",
    "name": "测试甲",
    "sex": "male",
    "age": 45,
    "id_number_masked": "110199***********8",
    "legal_representative": None,
    "court": {"code": "川0199", "name": "示例区人民法院"},
    "province": "四川",
    "case_number": "(2025)川0199执1234号",
    "filed_on": "2025-03-10",
    "published_on": "2025-05-06",
    "ends_on": "2027-05-06",
    "grounds": ["LR1-1", "LR1-4"],
    "acts": [],
    "bound_for": None,
    "conduct": "名下有商铺而不申报",
    "basis": {"number": "(2024)川0199民初567号", "body": "示例区人民法院"},
    "obligation": "偿还借款人民币98000元及利息。",
    "performance": {"state": "partial", "performed": "12000元", "outstanding": "86000元"},
}
ENTITY = replace(
    LISTING,
    kind=SubjectKind.ORGANISATION,
    name="示例贸易有限公司",
    sex=None,
    age=0,
    number="91510199MA0000000X",
    legal_representative="测试乙",
)
ORDER = replace(
    LISTING,
    list=ListName.RESTRICTED,
    grounds=(),
    acts=tuple(RestrictedAct),
    ends_on=None,
    conduct=None,
)

VALUES = (
    *kept_back.VALUES,
    *(
        Value(
            publication.IS_PUBLIC,
            f"a listing that is {state}",
            partial(publication.is_public, state, None, on=LAST_DAY),
            state is ListingState.PUBLISHED,
        )
        for state in ListingState
    ),
    *(
        Value(
            publication.IS_PUBLIC,
            f"an order that is {state}",
            partial(publication.is_public, state, None, on=LAST_DAY),
            state in {OrderState.IN_FORCE, OrderState.SUSPENDED},
        )
        for state in OrderState
    ),
    Value(
        publication.IS_PUBLIC,
        "a listing on the last day of its term",
        partial(publication.is_public, ListingState.PUBLISHED, LAST_DAY, on=LAST_DAY),
        True,
    ),
    Value(
        publication.IS_PUBLIC,
        "a listing on the day after, though no job has run",
        partial(publication.is_public, ListingState.PUBLISHED, LAST_DAY, on=NEXT_DAY),
        False,
    ),
    Value(
        publication.PUBLIC_ITEM,
        "a person on the list",
        partial(publication.public_item, LISTING),
        ITEM,
    ),
    Value(
        publication.PUBLIC_ITEM,
        "an entity has a representative and neither sex nor age",
        partial(publication.public_item, ENTITY),
        {
            **ITEM,
            "kind": "organisation",
            "name": "示例贸易有限公司",
            "sex": None,
            "age": None,
            "id_number_masked": "91510199MA0000000X",
            "legal_representative": "测试乙",
        },
    ),
    Value(
        publication.PUBLIC_ITEM,
        "a person bound by an entity's order has the entity's name beside his own",
        lambda: publication.public_item(
            replace(ORDER, bound_for="示例贸易有限公司", capacity=BoundPerson.PRINCIPAL)
        )["bound_for"],
        {"name": "示例贸易有限公司", "capacity": "principal"},
    ),
    Value(
        publication.PUBLIC_ITEM,
        "an order has acts and no grounds",
        partial(publication.public_item, ORDER),
        {
            **ITEM,
            "list": "restricted",
            "grounds": [],
            "acts": [f"CR3-{n}" for n in range(1, 10)],
            "ends_on": None,
            "conduct": None,
        },
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_public_sees_what_article_6_lists_and_nothing_else(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "conduct",
        "basis_number",
        "basis_body",
        "obligation",
        "performed",
        "outstanding",
    ],
)
def test_a_number_inside_a_text_is_masked(field: str) -> None:
    text = f"与案外人（身份证号{NUMBER}）共同偿还"
    facts = replace(LISTING, **{field: text})  # type: ignore[arg-type]
    shown = json.dumps(publication.public_item(facts), ensure_ascii=False)
    assert NUMBER not in shown
    assert "共同偿还" in shown


def test_a_number_inside_the_name_of_a_representative_is_masked() -> None:
    item = publication.public_item(replace(ENTITY, legal_representative=f"测试乙{NUMBER}"))
    assert NUMBER not in str(item["legal_representative"])


def test_a_number_inside_the_name_of_whom_a_person_is_bound_for_is_masked() -> None:
    bound = replace(ORDER, bound_for=f"示例商行{NUMBER}", capacity=BoundPerson.PRINCIPAL)
    shown = str(publication.public_item(bound)["bound_for"])
    assert NUMBER not in shown
    assert "示例商行" in shown


@pytest.mark.parametrize("left_out", ["bound_for", "capacity"])
def test_whom_a_person_is_bound_for_is_shown_with_the_capacity_or_not_at_all(left_out: str) -> None:
    bound = replace(ORDER, bound_for="示例贸易有限公司", capacity=BoundPerson.PRINCIPAL)
    shown = publication.public_item(replace(bound, **{left_out: None}))  # type: ignore[arg-type]
    assert shown["bound_for"] is None


def test_a_configured_form_of_mask_is_used_inside_texts_too() -> None:
    text = f"与案外人（身份证号{NUMBER}）共同偿还"
    facts = replace(LISTING, name=f"测试甲{NUMBER}", conduct=text)
    bound = replace(ORDER, bound_for=f"示例商行{NUMBER}", capacity=BoundPerson.PRINCIPAL)
    usual, other = (
        publication.public_item(facts),
        publication.public_item(facts, form=OFFICIAL_FORM),
    )
    for field in ("name", "conduct"):
        assert usual[field] != other[field]
    shown = publication.public_item(bound, form=OFFICIAL_FORM)["bound_for"]
    assert shown != publication.public_item(bound)["bound_for"]


def test_a_person_is_shown_without_a_legal_representative_whatever_the_source_says() -> None:
    item = publication.public_item(replace(LISTING, legal_representative="测试乙"))
    assert item["legal_representative"] is None


def test_a_number_masked_by_its_source_is_shown_in_our_own_mask() -> None:
    item = publication.public_item(replace(LISTING, number="1101991980****0018"))
    assert item["id_number_masked"] == ITEM["id_number_masked"]


def test_a_configured_form_of_mask_is_used() -> None:
    item = publication.public_item(LISTING, form=OFFICIAL_FORM)
    assert item["id_number_masked"] == "1101991980****0018"


def test_what_is_not_known_is_shown_as_nothing() -> None:
    item = publication.public_item(
        replace(
            LISTING,
            sex=None,
            age=None,
            number=None,
            basis_number=None,
            basis_body="",
            obligation=None,
            performance=None,
            performed=None,
            outstanding=None,
        )
    )
    assert item["sex"] is None
    assert item["age"] is None
    assert item["id_number_masked"] is None
    assert item["basis"] == {"number": None, "body": None}
    assert item["performance"] == {"state": None, "performed": None, "outstanding": None}


def test_listings_and_orders_have_the_same_keys() -> None:
    listing, order = publication.public_item(LISTING), publication.public_item(ORDER)
    assert list(listing) == list(order)


def test_a_public_item_is_plain_json() -> None:
    item = publication.public_item(LISTING)
    assert json.loads(json.dumps(item)) == item
