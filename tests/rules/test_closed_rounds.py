"""Closed rounds: who is shown among them and until when, and what is shown of a case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import closed_rounds
from registry.rules.closed_rounds import ClosedRoundFacts
from schemas.case_codes import EnforcementState
from schemas.codes import SubjectKind
from schemas.masking import OFFICIAL_FORM
from tests.rules.cases import Value, check_value

NUMBER = "110199198005060018"
PERSON = ClosedRoundFacts(
    id="7f0e1c52-94a7-4b0e-8d63-0a52a1f0c001",
    kind=SubjectKind.NATURAL,
    name="测试甲",
    number=NUMBER,
    legal_representative="不应出现",
    court_code="川0199",
    court_name="示例区人民法院",
    province="四川",
    case_number="(2025)川0199执1234号",
    filed_on=date(2025, 3, 10),
    closed_on=date(2026, 3, 2),
    amount=Decimal("98000"),
    confirmed=Decimal("12000"),
)
ITEM = {
    "id": "7f0e1c52-94a7-4b0e-8d63-0a52a1f0c001",
    "kind": "natural",
    "name": "测试甲",
    "id_number_masked": "110199***********8",
    "legal_representative": None,
    "court": {"code": "川0199", "name": "示例区人民法院"},
    "province": "四川",
    "case_number": "(2025)川0199执1234号",
    "filed_on": "2025-03-10",
    "closed_on": "2026-03-02",
    "amount": "98000.00",
    "outstanding": "86000.00",
}
ENTITY = replace(
    PERSON,
    kind=SubjectKind.ORGANISATION,
    name="测试公司",
    number="91510199MA0000007L",
    legal_representative=f"测试乙（{NUMBER}）",
)
shown = partial(
    closed_rounds.is_shown,
    EnforcementState.ROUND_CLOSED,
    performed=False,
    minor=False,
    withheld=False,
)
S, B, P = closed_rounds.IS_SHOWN, closed_rounds.IS_KEPT_BACK, closed_rounds.PUBLIC_ITEM


def item_of(facts: ClosedRoundFacts = PERSON, *fields: str) -> object:
    item = closed_rounds.public_item(facts)
    return {name: item[name] for name in fields} if fields else item


VALUES = (
    Value(S, "the round is closed", shown, True),
    Value(S, "of an organisation, which has no age", partial(shown, minor=None), True),
    Value(S, "all is paid, and nothing ruled yet", partial(shown, performed=True), False),
    *(
        Value(
            S,
            f"the case is {state}",
            partial(closed_rounds.is_shown, state, performed=False, minor=False, withheld=False),
            False,
        )
        for state in EnforcementState
        if state is not EnforcementState.ROUND_CLOSED
    ),
    Value(B, "a minor", partial(shown, minor=True), False),
    Value(B, "not suitable for publication", partial(shown, withheld=True), False),
    Value(B, "added after the closing", partial(shown, added_since=True), False),
    Value(B, "a debtor when it was closed", partial(shown, added_since=False), True),
    Value(P, "a person", item_of, ITEM),
    Value(
        P,
        "an organisation, with a number in a name",
        partial(item_of, ENTITY, "id_number_masked", "legal_representative"),
        {
            "id_number_masked": "91510199MA0000007L",
            "legal_representative": "测试乙（110199***********8）",
        },
    ),
    Value(
        P,
        "a case that is not about money",
        partial(item_of, replace(PERSON, amount=None), "amount", "outstanding"),
        {"amount": None, "outstanding": None},
    ),
    Value(
        P,
        "more was paid than was owed",
        partial(item_of, replace(PERSON, confirmed=Decimal("98000.01")), "outstanding"),
        {"outstanding": "0.00"},
    ),
    Value(
        P,
        "no number is known",
        partial(item_of, replace(PERSON, number=None), "id_number_masked"),
        {"id_number_masked": None},
    ),
    Value(
        P,
        "no representative is known",
        partial(item_of, replace(ENTITY, legal_representative=None), "legal_representative"),
        {"legal_representative": None},
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_closed_round_is_shown_as_long_as_it_is_one(value: Value) -> None:
    check_value(value)


def test_an_installation_chooses_how_much_of_a_number_is_shown() -> None:
    item = closed_rounds.public_item(PERSON, form=OFFICIAL_FORM)
    assert item["id_number_masked"] == "1101991980****0018"
    named = replace(ENTITY, name=f"测试公司（{NUMBER}）")
    item = closed_rounds.public_item(named, form=OFFICIAL_FORM)
    assert item["name"] == "测试公司（1101991980****0018）"
    assert item["legal_representative"] == "测试乙（1101991980****0018）"
