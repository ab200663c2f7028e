"""Acts of operators and agencies are as safe as those of courts: once under one key, in the version
that was seen, and every refusal in the journal.
"""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencySecret
from registry.journal import read
from registry.models.idempotency import IdempotentAnswer
from registry.models.journal import JournalEntry
from registry.web import openapi
from tests.partners.caller import Caller, printed, refused, said
from tests.partners.conftest import Agencies
from tests.partners.test_operators_api import BASE, CODE, HOUSING, ONE

OWN = "/api/v1/agency"
# Neither changes anything: one compares, and what agencies hand in is known by its own ids.
REPEATABLE = {
    f"{OWN}/{what}"
    for what in (
        "ack",
        "inquiries/{inquiry_id}/answers",
        "receipts",
        "reconciliation",
        "reconciliation/buckets",
        "reconciliation/records",
        "screenings",
        "screenings/{screening_id}/cancellation",
        "screenings/{screening_id}/list",
        "screenings/{screening_id}/watch/end",
        "screenings/{screening_id}/watch/renewal",
        "screenings/{screening_id}/watch/rows",
        "screenings/{screening_id}/watch/added-lists/{list_id}",
        "screenings/{screening_id}/watch/dropped-lists/{list_id}",
        "snapshot/confirmation",
    )
} | {"/api/v1/partners/catalogue/comparisons"}
CHANGED = {"changes", "retirement", "use"}


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> Caller:
    """Give an operator, and an agency."""
    directory.add()
    return Caller(client, printed(runner, "operator", "key", "lin"))


@pytest.fixture
def agency(client: FlaskClient, runner: FlaskCliRunner, operator: Caller) -> Caller:
    """Give the agency itself."""
    return Caller(client, printed(runner, "agency", "key", CODE))


def refusals(session: Session) -> list[JournalEntry]:
    """Return every refusal that was entered."""
    session.rollback()
    found = read.after(session, 0, limit=1_000)
    return [entry for entry in found if entry.kind == "act.refused"]


def secrets(session: Session) -> int:
    session.rollback()
    return len(session.scalars(select(AgencySecret.id)).all())


def test_every_act_has_a_key_against_repetition_and_every_change_a_version(app: Flask) -> None:
    acts: dict[str, set[str]] = {}
    for path, item in openapi.api_of(app).spec.to_dict()["paths"].items():
        for method in ("post", "put", "patch", "delete"):
            if method in item and path.startswith((f"{OWN}/", "/api/v1/partners/")):
                headers = {
                    one["name"] for one in item[method].get("parameters", ()) if "name" in one
                }
                acts[path] = headers
    assert len(acts) > 25
    without = {path for path, headers in acts.items() if "Idempotency-Key" not in headers}
    assert without == REPEATABLE
    of_version = {path for path, headers in acts.items() if "If-Match" in headers}
    assert {path.rpartition("/")[2] for path in of_version} == CHANGED


@pytest.mark.every_engine
def test_an_act_that_is_repeated_gets_the_first_answer_and_acts_no_second_time(
    operator: Caller, session: Session
) -> None:
    first = operator.post(f"{ONE}/tests", key="again")
    second = operator.post(f"{ONE}/tests", key="again")
    assert (first.status_code, second.status_code) == (201, 201)
    assert said(first) == said(second)
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    entries = [one for one in read.after(session, 0, limit=50) if one.kind == "stream.test"]
    assert len(entries) == 1


def test_a_key_that_was_used_for_something_else_is_refused(operator: Caller) -> None:
    assert operator.post(f"{ONE}/pause", {"reason": "升级"}, key="one").status_code == 200
    other = operator.post(f"{ONE}/pause", {"reason": "迁移"}, key="one")
    assert refused(other) == (422, "idempotency.key_reused")
    assert refused(operator.post(f"{ONE}/tests", key="one")) == (422, "idempotency.key_reused")
    assert refused(operator.post(f"{ONE}/tests", key=" ")) == (400, "idempotency.key_malformed")


def test_keys_of_two_callers_have_nothing_to_do_with_each_other(
    operator: Caller, agency: Caller
) -> None:
    assert operator.post(f"{ONE}/tests", key="one").status_code == 201
    theirs = agency.post(f"{OWN}/tests", key="one")
    assert theirs.status_code == 201
    assert "Idempotent-Replayed" not in theirs.headers


@pytest.mark.parametrize(
    ("path", "body", "shown"),
    [
        (BASE, HOUSING, "secret"),
        (f"{ONE}/endpoints", {"address": "http://127.0.0.1:9/new"}, "secret"),
        (f"{ONE}/secrets", {"overlap_hours": 1}, "secret"),
        (f"{ONE}/keys", {}, "key"),
    ],
)
def test_a_secret_is_shown_once_and_a_repetition_makes_no_other(
    operator: Caller, session: Session, path: str, body: dict[str, Any], shown: str
) -> None:
    first = operator.post(path, body, key="again")
    assert (first.status_code, bool(said(first)[shown])) == (201, True)
    before = secrets(session)
    second = operator.post(path, body, key="again")
    assert second.status_code == 201
    assert said(second) == {**said(first), shown: None}
    assert secrets(session) == before
    # Nor does it lie anywhere from where it could be shown again.
    kept = session.scalars(select(IdempotentAnswer.headers)).one()
    assert said(first)[shown] not in kept


def test_an_agency_rotates_its_secret_once_under_one_key(agency: Caller, session: Session) -> None:
    first = agency.post(f"{OWN}/secrets", key="again")
    [endpoint] = said(agency.get(f"{OWN}/settings"))["endpoints"]
    assert said(first)["endpoint"] == endpoint["id"]
    before = secrets(session)
    second = agency.post(f"{OWN}/secrets", key="again")
    assert (said(first)["secret"][:6], said(second)["secret"]) == ("whsec_", None)
    assert secrets(session) == before


@pytest.mark.every_engine
def test_a_change_is_made_to_the_version_that_was_seen(operator: Caller) -> None:
    seen, body = operator.version(ONE), {"every_seconds": 30}
    assert refused(operator.post(f"{ONE}/changes", body)) == (428, "version.missing")
    changed = operator.post(f"{ONE}/changes", body, version=seen)
    assert changed.headers["ETag"] == f'"{seen + 1}"'
    # Somebody who saw it before would take back what he never saw.
    late = operator.post(f"{ONE}/changes", {"every_seconds": 60}, version=seen)
    assert refused(late) == (412, "record.stale")
    assert said(late)["facts"]["version"] == seen + 1
    assert said(operator.get(ONE))["every_seconds"] == 30
    assert refused(operator.post(f"{ONE}/retirement", {"reason": "x"}, version=seen))[0] == 412


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("endpoints", {"address": "http://127.0.0.1:9/new"}),
        ("secrets", {"overlap_hours": 1}),
        ("keys", {}),
    ],
)
def test_endpoints_secrets_and_keys_are_part_of_the_version(
    operator: Caller, path: str, body: dict[str, Any]
) -> None:
    seen = operator.version(ONE)
    assert operator.post(f"{ONE}/{path}", body).status_code == 201
    assert operator.version(ONE) == seen + 1


def test_a_stream_is_paused_whatever_was_seen(operator: Caller) -> None:
    # To stop what goes wrong must not wait until somebody has looked again.
    paused = operator.post(f"{ONE}/pause", {"reason": "升级"})
    assert (paused.status_code, said(paused)["state"]) == (200, "paused")


@pytest.mark.every_engine
def test_what_an_operator_is_refused_is_in_the_journal_once(
    operator: Caller, client: FlaskClient, runner: FlaskCliRunner, session: Session
) -> None:
    agency_id = session.scalars(select(Agency.public_id)).one()
    same = {"address": "http://127.0.0.1:9/notices"}
    for _ in range(2):
        assert operator.post(f"{ONE}/endpoints", same, key="again").status_code == 409
    reader = Caller(client, printed(runner, "operator", "key", "wang", "--scope", "partners:read"))
    assert reader.post(f"{ONE}/pause", {"reason": "升级"}).status_code == 403
    state, scope = refusals(session)
    assert (state.actor, state.record_id) == ("operator:lin", agency_id)
    assert (scope.actor, scope.record_id) == ("operator:wang", agency_id)
    assert '"code":"endpoint.exists"' in state.body
    assert '"act":"partners-endpoints.add_endpoint"' in state.body
    assert '"code":"key.scope"' in scope.body


def test_what_is_wrong_in_form_or_about_nobody_is_not_entered(
    operator: Caller, session: Session
) -> None:
    for path, body in (
        (f"{BASE}/nobody/pause", {"reason": "升级"}),
        (f"{ONE}/pause", {}),
        (f"{ONE}/changes", {"every_seconds": 0}),
        (f"{ONE}/parked/00000000-0000-4000-8000-000000000000/release", {"reason": "x"}),
    ):
        assert operator.post(path, body, version=operator.version(ONE)).status_code >= 400
    assert refusals(session) == []


def test_an_agency_that_repeats_what_is_refused_fills_no_journal(
    agency: Caller, session: Session
) -> None:
    for number in range(3):
        answer = agency.post(f"{OWN}/replays", {"after": 10_000 + number, "reason": "x"})
        assert refused(answer) == (409, "replay.beyond")
    [entry] = refusals(session)
    assert entry.actor == f"agency:{CODE}"
