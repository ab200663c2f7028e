"""Access keys (密钥) as they let people in, or keep them out, each for its own reason."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from registry.db import transaction
from registry.models.courts import Staff
from registry.services.access import keys
from schemas.codes import Scope
from tests.api import files, orders
from tests.api.desk import BASE, OPERATOR, Desk
from tests.clocks import SetClock

PATH = f"{BASE}/cases"
UNKNOWN = "drk_0123456789ab_" + "x" * 43


def refused(app: Flask, authorization: str | None) -> tuple[int, str, str]:
    """Read with this header; return status, code and challenge."""
    headers = {} if authorization is None else {"Authorization": authorization}
    response = app.test_client().get(PATH, headers=headers)
    challenge = response.headers.get("WWW-Authenticate", "")
    return response.status_code, response.get_json()["code"], challenge


def test_without_a_key_nobody_comes_in(app: Flask) -> None:
    assert refused(app, None) == (401, "key.missing", "Bearer")


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer abc",
        "Basic dTpw",
        UNKNOWN,
        "Bearer drk_only",
        "Bearer 密钥",
    ],
)
def test_what_is_no_key_is_malformed(app: Flask, authorization: str) -> None:
    status, code, challenge = refused(app, authorization)
    assert (status, code) == (401, "key.malformed")
    assert challenge == 'Bearer error="invalid_token"'


def test_an_invented_key_is_unknown(app: Flask) -> None:
    assert refused(app, f"Bearer {UNKNOWN}")[:2] == (401, "key.unknown")


def test_the_right_prefix_with_another_secret_is_unknown(app: Flask, desk: Desk) -> None:
    prefix = "_".join(desk.keys["clerk"].split("_")[:2])
    assert refused(app, f"Bearer {prefix}_{'x' * 43}")[:2] == (401, "key.unknown")


def test_the_scheme_may_be_written_small(app: Flask, desk: Desk) -> None:
    headers = {"Authorization": f"bearer {desk.keys['clerk']}"}
    assert app.test_client().get(PATH, headers=headers).status_code == 200


def test_a_key_ends_with_its_last_moment(app: Flask, desk: Desk, clock: SetClock) -> None:
    key = desk.issue("clerk", days=1)
    clock.forward(timedelta(days=1) - timedelta(seconds=1))
    headers = {"Authorization": f"Bearer {key}"}
    assert app.test_client().get(PATH, headers=headers).status_code == 200
    clock.forward(timedelta(seconds=1))
    assert refused(app, f"Bearer {key}")[:2] == (401, "key.expired")


def test_a_revoked_key_opens_nothing_any_more(app: Flask, desk: Desk, clock: SetClock) -> None:
    with transaction() as session:
        prefix = desk.keys["clerk"].split("_")[1]
        assert keys.revoke(session, prefix, actor=OPERATOR, now=clock()) is True
        assert keys.revoke(session, prefix, actor=OPERATOR, now=clock()) is False
    assert refused(app, f"Bearer {desk.keys['clerk']}")[:2] == (401, "key.revoked")


def test_a_key_for_reading_does_not_act(desk: Desk) -> None:
    desk.keys["reader"] = desk.issue("clerk", scopes=frozenset({Scope.COURT_READ}))
    assert desk.get("/cases", by="reader").status_code == 200
    problem = desk.refused("/cases", files.case_body(), by="reader")
    assert (problem["status"], problem["code"]) == (403, "key.scope")
    assert problem["facts"] == {"needed": "court:write"}


def test_who_left_the_court_comes_in_no_more(app: Flask, desk: Desk) -> None:
    with transaction() as session:
        session.execute(update(Staff).where(Staff.login == "clerk").values(active=False))
    response = desk.get("/cases")
    assert (response.status_code, response.get_json()["code"]) == (403, "acting_staff.unknown")


def test_a_personal_key_is_nobody_elses(desk: Desk) -> None:
    headers = {"X-Acting-Staff": "judge"}
    problem = desk.refused("/cases", files.case_body(), headers=headers)
    assert (problem["status"], problem["code"]) == (403, "acting_staff.other_person")


class TestCourtSystem:
    """A court's own system, which names the person behind each act."""

    @pytest.fixture
    def system(self, desk: Desk) -> Desk:
        """Give the desk with a key of the court's system."""
        desk.keys["system"] = desk.issue(None)
        return desk

    def test_it_reads_without_naming_anybody(self, system: Desk) -> None:
        assert system.get("/cases", by="system").status_code == 200

    def test_it_names_a_person_to_act(self, system: Desk) -> None:
        problem = system.refused("/cases", files.case_body(), by="system")
        assert (problem["status"], problem["code"]) == (400, "acting_staff.missing")

    def test_the_person_named_is_the_one_who_acts(self, system: Desk) -> None:
        named = {"X-Acting-Staff": "clerk"}
        case = system.done("/cases", files.case_body(), by="system", headers=named)
        debtor = files.debtor_of(system, case)
        other = files.debtor_of(system, case, **orders.SOMEBODY_ELSE)
        body = files.listing_body(debtor["id"])
        by_system = system.done("/listings", body, by="system", headers=named)
        by_clerk = system.done("/listings", files.listing_body(other["id"]))
        assert by_system["drafted"]["by"] == by_clerk["drafted"]["by"]

    @pytest.mark.parametrize("login", ["nobody", "", "clerk ; --", "\x00", "\xff"])
    def test_who_is_named_belongs_to_the_court(self, system: Desk, login: str) -> None:
        named = {"X-Acting-Staff": login}
        problem = system.refused("/cases", files.case_body(), by="system", headers=named)
        assert (problem["status"], problem["code"]) == (403, "acting_staff.unknown")


def test_another_court_does_not_learn_that_a_record_is_there(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk)
    case = desk.get(f"/listings/{listing['id']}").get_json()["case"]["id"]
    payment = desk.done(
        "/payments", {"debtor": listing["debtor"], "amount": "1.00", "paid_on": "2026-03-02"}
    )
    for path in (
        f"/cases/{case}",
        f"/debtors/{listing['debtor']}",
        f"/listings/{listing['id']}",
        f"/listings/{listing['id']}/history",
        f"/restrictions/{listing['restriction']['id']}",
        f"/payments/{payment['id']}",
    ):
        theirs = other_desk.get(path)
        nobodys = other_desk.get(
            path.replace(path.split("/")[2], "0" * 8 + "-0000" * 3 + "-" + "0" * 12)
        )
        assert (theirs.status_code, nobodys.status_code) == (404, 404)
        assert theirs.get_json()["code"] == nobodys.get_json()["code"]
        assert theirs.get_json()["detail"] == nobodys.get_json()["detail"]
    assert other_desk.get("/listings").get_json()["items"] == []
    assert other_desk.get("/payments").get_json()["items"] == []
    assert other_desk.get("/cases").get_json()["items"] == []


def test_another_court_cannot_act_on_a_record(desk: Desk, other_desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/signature"
    problem = other_desk.refused(path, by="president", version=1)
    assert (problem["status"], problem["code"]) == (404, "listing.not_found")
    assert desk.get(f"/listings/{listing['id']}").get_json()["state"] == "draft"
