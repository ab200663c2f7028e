"""Assessments (拟办行为审查): what would be refused, for the same reasons, and nothing is done."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry.db import Base, looking, transaction
from registry.models.jobs import JobRecord
from tests.api import files
from tests.api.desk import MINOR, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock


def assessed(desk: Desk, act: str, *, by: str = "clerk", **asked: object) -> dict[str, Any]:
    """Ask whether an act may be done."""
    headers = {"Authorization": f"Bearer {desk.keys[by]}", "Accept-Language": "en"}
    path = "/api/v1/court/assessments"
    response = desk.client().post(path, json={"act": act, **asked}, headers=headers)
    assert response.status_code == 200, response.get_data(as_text=True)
    answer: dict[str, Any] = response.get_json()
    return answer


def barred(answer: dict[str, Any]) -> dict[str, str]:
    """Return the article of every rule that stands in the way."""
    return {
        one["rule"]: one["article"]
        for one in answer["findings"]
        if not one["satisfied"] and not one["overridden"]
    }


def rows(session: Session) -> Iterator[tuple[str, int]]:
    """Yield how many rows each table has."""
    for name, table in Base.metadata.tables.items():
        yield name, session.execute(select(func.count()).select_from(table)).scalar_one()
    session.rollback()


@pytest.mark.every_engine
def test_a_listing_is_assessed_at_every_step_and_nothing_is_written(
    desk: Desk, clock: SetClock, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"], grounds=["LR1-4"], ability="")
    before = dict(rows(session))
    answer = assessed(desk, "draft_listing", planned=body)
    assert (answer["allowed"], answer["refusal"], barred(answer)) == (True, None, {})
    assert answer["days"] == [{"name": "ends_on", "on": "2028-03-02"}]
    of = {one["rule"]: one for one in answer["findings"]}
    assert of["bars.minor"]["citation"].startswith("LR Art. 4")
    assert {"authority.role_fits_act", "restriction.obligation_unperformed"} <= set(of)
    # A security bars ground Art. 1(1) alone; whoever asks is told under which grounds it does not.
    secured = {**body, "facts": {"adequate_security": True}}
    assert assessed(desk, "draft_listing", planned=secured)["allowed"]
    secured |= {"grounds": ["LR1-1"], "ability": "存款"}
    assert barred(assessed(desk, "draft_listing", planned=secured)) == {
        "bars.adequate_security": "LR Art. 3(1)"
    }
    # Signed by the president, and by nobody else; not before it is drafted, and not twice.
    assert dict(rows(session)) == before
    listing = desk.done("/listings", body)
    before = dict(rows(session))
    assert barred(assessed(desk, "sign_listing", record=listing["id"])) == {
        "authority.president_signs_listing": "LR Art. 5",
        "authority.two_persons": "Register Rule 3",
    }
    assert assessed(desk, "sign_listing", record=listing["id"], by="president")["allowed"]
    answer = assessed(desk, "publish_listing", record=listing["id"])
    assert "states.act_fits_state" in barred(answer)
    assert any(rule.startswith("procedure.") for rule in barred(answer))
    late = assessed(desk, "sign_listing", record=listing["id"], by="president", on="2030-01-01")
    assert (late["on"], late["days"]) == (
        "2030-01-01",
        [{"name": "ends_on", "on": "2032-01-01"}],
    )
    assert dict(rows(session)) == before
    signed = files.signed(desk, listing)
    answer = assessed(desk, "sign_listing", record=listing["id"], by="president")
    assert barred(answer) == {"states.act_fits_state": "Register Rule 21"}
    grace = assessed(
        desk,
        "grant_grace",
        kind="listing",
        record=listing["id"],
        planned={"months": 2, "reason": "x"},
        by="judge",
    )
    assert (grace["allowed"], grace["days"]) == (True, [{"name": "ends_on", "on": "2026-05-06"}])
    served = files.served(desk, signed)
    assert assessed(desk, "publish_listing", record=listing["id"])["allowed"]
    desk.done(f"/listings/{listing['id']}/publication", version=served["version"])
    answer = assessed(desk, "draft_listing", planned=body)
    assert not answer["allowed"]
    assert answer["refusal"]["code"] == "listing.already_listed"
    clock.forward(timedelta(days=1))
    assert assessed(desk, "draft_removal", planned=removal(listing, "LR10-3"))["allowed"] is False


def removal(listing: dict[str, Any], ground: str, **facts: object) -> dict[str, object]:
    """Return a removal as a clerk drafts it."""
    return {"listing": listing["id"], "ground": ground, "reason": "x", "facts": facts}


def test_what_is_refused_is_refused_for_the_findings_of_its_assessment(desk: Desk) -> None:
    case = files.case_of(desk)
    young = {"documents": [{"type": "resident_id", "number": MINOR}]}
    minor = files.debtor_of(desk, case, **young)
    listing = files.published(desk, files.debtor_of(desk, case))
    order = listing["restriction"]
    plans: list[tuple[str, str, dict[str, object], str]] = [
        ("draft_listing", "/listings", files.listing_body(minor["id"], ability=""), "clerk"),
        ("draft_removal", "/removals", removal(listing, "LR10-1"), "clerk"),
        ("draft_removal", "/removals", removal(listing, "LR10-4"), "president"),
        ("draft_removal", "/removals", removal(listing, "LR2-term"), "clerk"),
        ("draft_revocation", "/revocations", {"listing": listing["id"], "reason": "x"}, "judge"),
        (
            "draft_amendment",
            "/amendments",
            {"listing": listing["id"], "reason": "x", "after": {"conduct": listing["conduct"]}},
            "clerk",
        ),
        (
            "draft_extension",
            "/extensions",
            {"listing": listing["id"], "reason": "x", "years": 3},
            "clerk",
        ),
        (
            "draft_lift",
            "/lifts",
            {"restriction": order["id"], "ground": "CR9-security", "reason": "x", "facts": {}},
            "clerk",
        ),
    ]
    for act, path, body, by in plans:
        about_listing = act in {"draft_amendment", "draft_revocation"}
        kind = {"kind": "listing"} if about_listing else {}
        answer = assessed(desk, act, planned=body, by=by, **kind)
        assert not answer["allowed"]
        assert barred(answer) == findings(desk.refused(path, body, by=by)), act


def test_a_rule_is_set_aside_for_the_assessment_alone(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"], facts={"campus_loan_student": True})
    answer = assessed(desk, "draft_listing", planned=body)
    rules = {one["rule"]: one["overridable_by"] for one in answer["findings"]}
    why = barred(answer)
    assert why
    given = [{"rule": rule, "reason": "已就业"} for rule in why]
    assert all(rules[rule] == "judge" for rule in why)
    # A clerk may not, a judge may.
    assert barred(assessed(desk, "draft_listing", planned=body, overrides=given)) == why
    answer = assessed(desk, "draft_listing", planned=body, overrides=given, by="judge")
    assert answer["allowed"]
    assert {one["rule"] for one in answer["findings"] if one["overridden"]} == set(why)
    assert findings(desk.refused("/listings", body, by="judge")) == why


def test_what_cannot_be_asked(desk: Desk) -> None:
    listing = files.drafted(desk)

    def refused(**asked: object) -> tuple[int, str, list[tuple[str, str]]]:
        problem = desk.refused("/assessments", asked)
        errors = [(one["pointer"], one["code"]) for one in problem.get("errors", ())]
        return problem["status"], problem["code"], errors

    bad = "request.invalid"
    assert refused() == (422, bad, [("/act", "required")])
    assert refused(act="end_term") == (422, bad, [("/act", "no_route")])
    assert refused(act="sign_listing") == (422, bad, [("/record", "required")])
    assert refused(act="draft_listing", record=listing["id"]) == (
        422,
        bad,
        [("/record", "unknown")],
    )
    assert refused(act="receive_permission") == (422, bad, [("/kind", "required")])
    assert refused(act="receive_permission", kind="x") == (422, bad, [("/kind", "not_in_list")])
    assert refused(act="sign_listing", kind="x", record=listing["id"]) == (
        422,
        bad,
        [("/kind", "unknown")],
    )
    assert refused(act="sign_listing", record=listing["id"], on="2020-01-01") == (
        422,
        bad,
        [("/on", "in_past")],
    )
    status, code, errors = refused(act="draft_listing", planned={"debtor": "x"})
    assert (status, code) == (422, bad)
    assert ("/planned/debtor", "not_an_id") in errors
    nobody = "00000000-0000-4000-8000-000000000000"
    assert refused(act="sign_listing", record=nobody)[:2] == (404, "listing.not_found")
    assert refused(act="sign_listing", record=listing["id"], planned={"a": 1})[:2] == (
        400,
        "body.unexpected",
    )


def test_nobody_asks_about_the_records_of_another_court(desk: Desk, other_desk: Desk) -> None:
    listing = files.drafted(desk)
    asked = {"act": "sign_listing", "record": listing["id"]}
    problem = other_desk.refused("/assessments", asked, by="president")
    assert (problem["status"], problem["code"]) == (404, "listing.not_found")


def test_an_auditor_is_told_that_auditors_never_act(desk: Desk) -> None:
    listing = files.drafted(desk)
    answer = assessed(desk, "sign_listing", record=listing["id"], by="auditor")
    assert not answer["allowed"]
    assert any(rule.startswith("authority.") for rule in barred(answer))


@pytest.mark.every_engine
def test_whoever_only_looks_cannot_write(app: Flask) -> None:
    row = insert(JobRecord).values(name="x", failures=0, error="")
    with looking() as session, pytest.raises(DBAPIError, match=r"(?i)read.?only"):
        session.execute(row)
    # The same connection goes back to those who write.
    with transaction() as session:
        assert session.execute(select(func.count()).select_from(JobRecord)).scalar_one() == 0


def test_an_act_that_takes_a_body_of_nothing_is_assessed_too(desk: Desk) -> None:
    listing = files.drafted(desk)
    empty: dict[str, object] = {}
    answer = assessed(
        desk, "sign_listing", record=listing["id"], planned=empty, kind=None, by="president"
    )
    assert answer["allowed"]
    # What the register itself refuses is said beside what the law says.
    body = files.listing_body(listing["debtor"], application=listing["id"], applied_on=None)
    problem = desk.refused("/assessments", {"act": "draft_listing", "planned": body})
    assert (problem["status"], problem["code"]) == (404, "listing_application.not_found")
