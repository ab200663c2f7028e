"""Who asks for a replay, and how: by the API of agencies and of operators, and by command."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from partners.states import ResendState
from tests.partners.again import CODE, ask, sent
from tests.partners.caller import Caller, printed, said
from tests.partners.conftest import Agencies, Send
from tests.partners.register import Register

OWN = "/api/v1/agency/replays"
OPERATORS = f"/api/v1/partners/agencies/{CODE}/replays"


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add("go2016.C1", "go2016.G1", "go2016.G6")


@pytest.fixture
def start(agency: int, register: Register) -> int:
    """Give the position at which the agency's stream began."""
    return register.size() - 1


@pytest.fixture
def agency_itself(agency: int, client: FlaskClient, runner: FlaskCliRunner) -> Caller:
    """Give the agency, as it calls."""
    return Caller(client, printed(runner, "agency", "key", CODE))


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner) -> Caller:
    """Give an operator, as he calls."""
    return Caller(client, printed(runner, "operator", "key", "wang"))


def test_an_agency_asks_for_itself_and_an_operator_gives_it_up(
    register: Register,
    agency: int,
    start: int,
    send_later: Send,
    agency_itself: Caller,
    operator: Caller,
) -> None:
    register.publish(register.subject())
    sent(send_later, agency)
    asked = agency_itself.post(OWN, {"after": start, "reason": "副本丢失"})
    assert asked.status_code == 202
    made = asked.get_json()
    assert (made["kind"], made["state"], made["after"]) == ("replay", "waiting", start)
    assert said(agency_itself.get(OWN))["items"] == said(operator.get(OPERATORS))["items"] == [made]
    given_up = operator.post(f"{OPERATORS}/{made['id']}/cancellation", {"reason": "误申请"})
    assert given_up.get_json()["state"] == ResendState.CANCELLED
    again = operator.post(f"{OPERATORS}/{made['id']}/cancellation", {"reason": "误申请"})
    assert (again.status_code, again.get_json()["code"]) == (409, "replay.over")
    assert sent(send_later, agency).posted == []
    unknown = operator.post(f"{OPERATORS}/{uuid4()}/cancellation", {"reason": "误申请"})
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "replay.not_found")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": "副本丢失"}, "replay.from_where"),
        ({"after": -1, "reason": "副本丢失"}, "request.invalid"),
        ({"after": 2**63, "reason": "副本丢失"}, "request.invalid"),
        ({"since": "昨天", "reason": "副本丢失"}, "request.invalid"),
        ({"since": "2026-02-30", "reason": "副本丢失"}, "request.invalid"),
        ({"after": 0, "reason": " "}, "request.invalid"),
        ({"after": 0}, "request.invalid"),
        ({"after": 0, "reason": "a", "agency": "housing"}, "request.invalid"),
    ],
)
def test_what_is_malformed_is_refused_in_words(
    agency_itself: Caller, body: dict[str, object], code: str
) -> None:
    answer = agency_itself.post(OWN, body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert said(agency_itself.get(OWN))["items"] == []


def test_whoever_asks_again_and_again_has_to_wait(
    register: Register, agency: int, start: int, send_later: Send, agency_itself: Caller
) -> None:
    register.publish(register.subject())
    sent(send_later, agency)
    for _ in range(50):
        ask(start)
    answer = agency_itself.post(OWN, {"after": start, "reason": "副本丢失"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "resend.too_many")


def test_an_operator_asks_looks_and_gives_up_by_command(
    register: Register, agency: int, start: int, send_later: Send, runner: FlaskCliRunner
) -> None:
    register.publish(register.subject())
    sent(send_later, agency)
    command = ["partners", "replay"]
    asked = runner.invoke(args=[*command, "ask", CODE, "--after", str(start), "--reason", "恢复"])
    made = asked.stdout.strip()
    shown = runner.invoke(args=[*command, "list", CODE]).stdout
    assert made in shown
    assert "waiting" in shown
    given_up = runner.invoke(args=[*command, "cancel", CODE, made, "--reason", "误申请"])
    assert given_up.exit_code == 0
    assert "cancelled" in runner.invoke(args=[*command, "list", CODE]).stdout
    early = runner.invoke(args=[*command, "ask", CODE, "--since", "2020-01-01", "--reason", "恢复"])
    assert early.exit_code == 1
    assert "快照" in early.stderr
