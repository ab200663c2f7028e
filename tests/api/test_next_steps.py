"""A refusal ends with what to do: in words, in the reader's language, and not by codes alone."""

from typing import Any

from tests.api import files
from tests.api.desk import Desk


def told(desk: Desk, path: str, body: object, *, language: str, version: int | None = None) -> str:
    """Return the sentences of a refusal in a language."""
    headers = {"Accept-Language": language}
    problem: dict[str, Any] = desk.post(
        path, body, by="judge", version=version, headers=headers
    ).get_json()
    assert problem["status"] >= 400
    return str(problem["detail"])


def test_who_comes_at_the_wrong_moment_is_told_what_can_be_done_now(desk: Desk) -> None:
    listing = files.drafted(desk)
    path, body = f"/listings/{listing['id']}/grace", {"months": 1, "reason": "x"}
    chinese = told(desk, path, body, language="zh", version=1)
    assert chinese.endswith("目前可以办理：签发纳入决定、决定不予公布、撤回草案。")
    english = told(desk, path, body, language="en", version=1)
    assert english.endswith(
        "What can be done now: Sign a listing; Drop a listing before publication; Withdraw a draft."
    )


def test_who_comes_too_late_is_told_that_nothing_is_left_to_do(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}"
    done = desk.done(f"{path}/withdrawal", {"reason": "重复"}, version=1)
    again = {"reason": "x"}
    late = told(desk, f"{path}/drop", again, language="zh", version=done["version"])
    assert late.endswith("该记录已经终结，不能再办理。")
    late = told(desk, f"{path}/drop", again, language="en", version=done["version"])
    assert late.endswith("Nothing more can be done about it.")


def test_a_rule_that_allows_an_exception_says_by_whom_and_how(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    student = files.listing_body(debtor["id"], facts={"campus_loan_student": True})
    assert "（例外由法官在 overrides 中写明理由后适用。）" in told(
        desk, "/listings", student, language="zh"
    )
    assert "stated in `overrides` with its reason; by a judge at least" in told(
        desk, "/listings", student, language="en"
    )
    secured = files.listing_body(debtor["id"], facts={"adequate_security": True})
    assert "overrides" not in told(desk, "/listings", secured, language="zh")
