"""Agencies over the API: what operators may do, and what agencies may do themselves."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners import jobs
from partners.endpoints import endpoints, signing
from partners.endpoints.signing_keys import keys_at
from partners.services import agencies
from registry.journal import read
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.caller import Caller, printed, said
from tests.partners.conftest import Agencies
from tests.partners.register import Register

BASE = "/api/v1/partners/agencies"
CODE = "market-regulation"
ONE = f"{BASE}/{CODE}"
HOUSING: dict[str, Any] = {
    "code": "housing",
    "name_zh": "住建局",
    "name_en": "Housing",
    "endpoint": "http://127.0.0.1:9/housing",
    "measures": ["go2016.F1"],
    "cron": "0 8 * * mon-fri",
    "posts_per_minute": 60,
}


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> Caller:
    """Give an operator who may read and write, and an agency."""
    directory.add()
    return Caller(client, printed(runner, "operator", "key", "lin"))


@pytest.fixture
def agency(client: FlaskClient, runner: FlaskCliRunner, operator: Caller) -> Caller:
    """Give the agency itself."""
    return Caller(client, printed(runner, "agency", "key", CODE))


def test_an_operator_takes_an_agency_in_and_its_secret_is_shown_once(
    operator: Caller, session: Session
) -> None:
    answer = operator.post(BASE, HOUSING)
    assert answer.status_code == 201
    secret = signing.secret_bytes(said(answer)["secret"])
    [endpoint] = endpoints.living(session, agencies.find(session, "housing").id)
    runtime = current_runtime()
    assert keys_at(session, runtime.vault, endpoint.id, now=runtime.now()) == (secret,)
    shown = operator.get(f"{BASE}/housing")
    assert said(shown)["cron"] == "0 8 * * mon-fri"
    assert said(shown)["endpoints"][0]["state"] == "unproven"
    assert said(answer)["secret"] not in shown.text
    streams = said(operator.get(BASE))["items"]
    assert {row["agency"]: row["state"] for row in streams} == {
        "housing": "unproven",
        CODE: "running",
    }


def test_what_an_operator_does_is_journalled_under_his_name(
    operator: Caller, session: Session
) -> None:
    for path, body in (
        ("changes", {"every_seconds": 30, "fields": ["name"], "cron": "0 8 * * *"}),
        ("pause", {"reason": "升级"}),
        ("resumption", None),
        ("endpoints", {"address": "http://127.0.0.1:9/new"}),
        ("secrets", {"overlap_hours": 0, "endpoint": None}),
        ("retirement", {"reason": "机构合并"}),
    ):
        answer = operator.post(f"{ONE}/{path}", body, version=operator.version(ONE))
        expected = {"secrets": 404}.get(path, 201 if path == "endpoints" else 200)
        assert answer.status_code in {expected, 201}, (path, answer.text)
    entries = [entry for entry in read.after(session, 0, limit=50) if entry.actor == "operator:lin"]
    assert len(entries) >= 5
    assert {"升级", "机构合并"} <= {entry.reason for entry in entries}
    assert said(operator.post(f"{ONE}/tests"))["code"] == "agency.retired"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("changes", {"cron": "0 8 * * 1"}, 422, "agency.schedule"),
        ("changes", {"every_seconds": 0}, 422, "agency.limits"),
        ("changes", {"measures": ["go2016.Z9"]}, 422, "agency.measure_unknown"),
        ("changes", {"secret": "x"}, 422, "request.invalid"),
        ("pause", {}, 422, "request.invalid"),
        ("pause", {"reason": "  "}, 422, "request.invalid"),
        ("endpoints", {"address": "gopher://x"}, 422, "agency.endpoint_unusable"),
        ("endpoints", {"address": "http://127.0.0.1:9/notices"}, 409, "endpoint.exists"),
        ("secrets", {"overlap_hours": 721}, 422, "request.invalid"),
        ("secrets", {"overlap_hours": -1}, 422, "request.invalid"),
        ("secrets", {"overlap_hours": -(10**18)}, 422, "request.invalid"),
        ("keys", {"days": 0}, 422, "request.invalid"),
    ],
)
def test_what_is_refused_is_refused_with_its_code_and_changes_nothing(
    operator: Caller, session: Session, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    before, version = read.head(session).size, operator.version(ONE)
    session.rollback()
    answer = operator.post(f"{ONE}/{path}", body, version=version)
    assert (answer.status_code, said(answer)["code"]) == (status, code)
    kinds = [entry.kind for entry in read.after(session, before, limit=50)]
    assert kinds == (["act.refused"] if status == 409 else [])
    assert operator.version(ONE) == version


def test_a_key_that_may_read_changes_nothing(
    client: FlaskClient, runner: FlaskCliRunner, operator: Caller
) -> None:
    reader = Caller(client, printed(runner, "operator", "key", "wang", "--scope", "partners:read"))
    assert reader.get(ONE).status_code == 200
    refused = reader.post(f"{ONE}/pause", {"reason": "升级"})
    assert (refused.status_code, said(refused)["code"]) == (403, "key.scope")


def test_nobody_gets_in_with_another_kind_of_key(operator: Caller, agency: Caller) -> None:
    assert said(agency.get(BASE))["code"] == "key.unknown"
    assert said(operator.get("/api/v1/agency/settings"))["code"] == "key.unknown"


def test_an_operators_key_that_was_revoked_opens_nothing(
    client: FlaskClient, runner: FlaskCliRunner, operator: Caller
) -> None:
    key = printed(runner, "operator", "key", "zhao")
    assert Caller(client, key).get(BASE).status_code == 200
    printed(runner, "operator", "revoke", key.split("_")[1])
    assert said(Caller(client, key).get(BASE))["code"] == "key.revoked"


def test_an_agency_that_is_behind_sees_the_alarm_that_operators_see(
    agency: Caller, operator: Caller, register: Register, clock: SetClock
) -> None:
    register.publish(register.subject())
    for passed, alarm in ((0, None), (16, 900), (60, 3600)):
        clock.forward(timedelta(minutes=passed))
        jobs.watch_lags()
        shown = [agency.get("/api/v1/agency/status"), operator.get(f"{ONE}/stream")]
        assert [said(one)["lag_alarm"] for one in shown] == [alarm, alarm]
        assert [said(one)["waiting"] for one in shown] == [1, 1]


def test_an_agency_sees_and_changes_what_is_its_own(agency: Caller, session: Session) -> None:
    assert said(agency.get("/api/v1/agency/settings"))["code"] == CODE
    shown = said(agency.get("/api/v1/agency/measures"))["items"]
    assert [(one["code"], one["triggers"], one["valid_to"]) for one in shown] == [
        ("go2016.C1", "listing", None)
    ]
    assert said(agency.get("/api/v1/agency/status"))["state"] == "running"
    assert agency.post("/api/v1/agency/tests").status_code == 201
    assert said(agency.post("/api/v1/agency/secrets"))["secret"].startswith("whsec_")
    proposed = agency.post("/api/v1/agency/endpoints", {"address": "http://127.0.0.1:9/second"})
    assert proposed.status_code == 201
    again = agency.post(f"/api/v1/agency/endpoints/{said(proposed)['endpoint']}/challenge")
    assert again.status_code == 202
    # What an agency proposes takes over nothing: a key that leaked moves no stream.
    [_, second] = said(again)["endpoints"]
    assert (second["state"], second["takes_over"]) == ("unproven", False)
    actors = {entry.actor for entry in read.after(session, 0, limit=50)}
    assert f"agency:{CODE}" in actors
