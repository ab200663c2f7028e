"""What the description of the API says of fields that take less, or need more, than their shape
alone tells.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import pytest

from schemas.case_codes import BankruptcyStage, RulingKind
from schemas.remedy_codes import RepairPath
from tests.api.described import DESCRIPTION

SHAPES: dict[str, dict[str, Any]] = DESCRIPTION["components"]["schemas"]


@pytest.mark.parametrize(
    ("shape", "field", "codes", "left_out"),
    [
        ("RepairToReceive", "path", RepairPath, {RepairPath.BEFORE_PUBLICATION}),
        ("RulingToDraft", "kind", RulingKind, {RulingKind.ROUND_CLOSING, RulingKind.REFERRAL}),
        ("ReferralToAnswer", "stage", BankruptcyStage, {BankruptcyStage.REFERRED}),
    ],
)
def test_a_code_that_a_route_does_not_take_is_not_described_as_taken(
    shape: str, field: str, codes: Collection[StrEnum], left_out: set[StrEnum]
) -> None:
    assert set(SHAPES[shape]["properties"][field]["enum"]) == set(codes) - left_out


@pytest.mark.parametrize("field", ["sex", "birth_on"])
def test_it_is_said_of_whom_sex_and_day_of_birth_are_needed(field: str) -> None:
    told = SHAPES["DebtorToAdd"]["properties"][field]["description"]
    assert "没有居民身份证号码的，必填" in told
    assert "needed of a person without a resident number" in told
