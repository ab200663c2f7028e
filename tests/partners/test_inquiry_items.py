"""Items of answers: how amounts are written, and lists that hold nothing."""

from typing import Any

import pytest

from tests.partners.asking import ACCOUNT, Asking, found, nothing, only


@pytest.mark.parametrize(
    ("kind", "item", "code"),
    [
        ("accounts", ACCOUNT | {"balance": 2000.5}, "not_an_amount"),
        ("accounts", ACCOUNT | {"balance": "2,000.50"}, "not_an_amount"),
        (
            "real_property",
            {"certificate": "1号", "location": "某处", "area": "89㎡"},
            "not_a_decimal",
        ),
        ("shareholdings", {"company": "示例公司", "percent": "33%"}, "not_a_percentage"),
    ],
)
def test_an_agency_reads_how_an_amount_is_written(
    kind: str, item: dict[str, Any], code: str, asking: Asking
) -> None:
    asking.connect("registry", "accounts", "real_property", "shareholdings")
    inquiry = only(asking.ask(agencies=["registry"], kinds=[kind]))["id"]
    answer = asking.say("registry", inquiry, found(kind, item))
    (error,) = answer.get_json()["errors"]
    assert (answer.status_code, error["code"]) == (422, code)
    assert error["pointer"].startswith(f"/answers/0/{kind}/0/")
    assert "such as" in error["message"]


def test_an_empty_list_of_items_is_nothing_and_never_something_found(asking: Asking) -> None:
    inquiry = only(asking.ask(agencies=["bank"], kinds=["accounts", "securities"]))["id"]
    nobody = asking.say("bank", inquiry, {**nothing(("accounts",))[0], "accounts": []})
    assert nobody.get_json() == {"kept": 1, "unanswered": ["securities"], "late": False}
    refused = asking.say("bank", inquiry, found("securities"))
    (error,) = refused.get_json()["errors"]
    assert (error["pointer"], error["code"]) == ("/answers/0/securities", "required")
