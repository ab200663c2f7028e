"""The API description against the API (接口说明核对): what is invented is answered as described."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.result import Err, Result
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from sqlalchemy import make_url

from registry.db import db
from registry.web.idempotency import HEADER, LONGEST
from tests.api import capacity, exits, files, orders, proceedings, remedies, repairs
from tests.api.described import APP, OPERATIONS
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.engines.applications import Applications
from tests.engines.databases import SQLITE, Run
from tests.engines.migrated import settings_for, upgrade

# A few for each operation with every run of the tests. `make fuzz` invents many more, and besides
# tries each field and each parameter at every bound that the description states, one at a time:
# some hundred requests an operation.
EXAMPLES = os.environ.get("FUZZ_EXAMPLES")
Found = TypeVar("Found")


@pytest.fixture(scope="module")
def api() -> Any:
    """Give the description, ready to invent requests; no process that collects needs it."""
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)
    api.config.phases.coverage.enabled = EXAMPLES is not None
    load_all_checks()
    # What the program's own constants suggest to send is kept with the whole description; one that
    # is narrowed down to an operation takes it from there, and would look for it anew otherwise.
    make_constants_value_source(api)
    return api


def sound(result: Result[Found, InvalidSchema]) -> Found:
    """Return what was found, unless the description itself is at fault."""
    if isinstance(result, Err):
        raise result.err()
    return result.ok()


# What bodies call the records that they are about.
BODIES = ("debtor", "listing", "objection", "restriction")
BOUNDED = settings(
    max_examples=int(EXAMPLES or 2),
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class World:
    """A register with one record of each kind, which every test gets a copy of."""

    file: Path
    keys: dict[str, str]
    known: dict[str, str]


@pytest.fixture(scope="module")
def world(run: Run, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Make the register once."""
    file = tmp_path_factory.mktemp("world") / "registry.db"
    applications = Applications()
    with run.database(SQLITE, upgrade) as url:
        app = applications.build(settings_for(url))
        with app.app_context():
            desk = Desk(app, applications.clock()).open()
            known = one_of_each(desk)
            db.session.remove()
            db.engine.dispose()
        shutil.copyfile(str(make_url(url).database), file)
    return World(file, desk.keys, known)


@pytest.fixture
def desk(app: Flask, clock: SetClock, world: World, database_url: str) -> Desk:
    """Give the desk of a court in a copy of that register."""
    shutil.copyfile(world.file, str(make_url(database_url).database))
    return Desk(app, clock(), keys=world.keys)


@pytest.fixture
def known(world: World) -> dict[str, str]:
    """Give the ids of the records by the names that paths and bodies use."""
    return world.known


def one_of_each(desk: Desk) -> dict[str, str]:
    """Make one record of each kind; return their ids by the names that paths and bodies use."""
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    listing = files.published(desk, debtor)
    ordered = {"listing": listing["id"], "reason": "x", "ordered_by": "(2026)川01执复7号"}
    revocation = desk.done("/revocations", ordered)
    wrong = {"listing": listing["id"], "reason": "x", "after": {"conduct": "x"}}
    amendment = desk.done("/amendments", wrong)
    payment = desk.done(
        "/payments", {"debtor": debtor["id"], "amount": "1.00", "paid_on": "2026-03-02"}
    )
    removal = desk.done(
        "/removals",
        {
            "listing": listing["id"],
            "ground": "LR10-1",
            "reason": "x",
            "facts": {"enforcement_completed": True},
        },
    )
    alone = orders.in_force(desk, files.debtor_of(desk, case, **orders.SOMEBODY_ELSE))
    lift = orders.lift_drafted(desk, alone["id"])
    fixed = files.published(desk, files.debtor_of(desk, case, **orders.ENTITY), grounds=["LR1-4"])
    longer = {"listing": fixed["id"], "reason": "x", "years": 1, "several_dishonest_acts": True}
    extension = desk.done("/extensions", longer)
    repair = repairs.received(desk, fixed["id"])
    report = capacity.verified_report(desk, debtor["id"])
    change = {"changed_on": "2026-03-02", "change": "x"}
    supplement = desk.done(f"/property-reports/{report['id']}/supplements", change)
    seen = desk.done("/evidence", capacity.ruling_body(debtor["id"]))
    sign = desk.done("/evasion-signs", capacity.sign_body(debtor["id"]))
    weighed = capacity.assessment_body(debtor["id"], signs_weighed="x")
    assessment = desk.done("/capacity-assessments", weighed)
    capacity.signed(desk, assessment)
    proposal = desk.get(f"/listings/{listing['id']}").get_json()["capacity_proposal"]
    assessment = desk.done("/capacity-assessments", weighed)
    permission = orders.suspension_asked(desk, alone["id"])
    ruling = desk.done(f"/cases/{case['id']}/rulings", proceedings.ruling_body("suspension"))
    inquiry = proceedings.inquired(desk, case["id"], "2026-03-02", "no_reply")
    clue = proceedings.clue_given(desk, case["id"], "2026-03-02")
    objection = remedies.received(desk, listing)
    exit_restriction = exits.in_force(desk, debtor["id"])
    exit_ending = exits.lift_drafted(desk, exit_restriction["id"])
    breach = exits.shown(desk, alone["id"])
    sanction = desk.done("/sanctions", exits.sanction_body(breach["id"]))
    return {
        "exit_id": exit_restriction["id"],
        "ending_id": exit_ending["id"],
        "breach_id": breach["id"],
        "breach": breach["id"],
        "sanction_id": sanction["id"],
        "case_id": case["id"],
        "ruling_id": ruling["id"],
        "inquiry_id": inquiry["id"],
        "clue_id": clue["id"],
        "objection_id": objection["id"],
        "objection": objection["id"],
        "debtor_id": debtor["id"],
        "debtor": debtor["id"],
        "listing_id": listing["id"],
        "listing": listing["id"],
        "order_id": listing["restriction"]["id"],
        "amendment_id": amendment["id"],
        "revocation_id": revocation["id"],
        "payment_id": payment["id"],
        "extension_id": extension["id"],
        "repair_id": repair["id"],
        "removal_id": removal["id"],
        "restriction": alone["id"],
        "lift_id": lift["id"],
        "permission_id": permission["id"],
        "evidence_id": seen["id"],
        "report_id": report["id"],
        "supplement_id": supplement["id"],
        "sign_id": sign["id"],
        "assessment_id": assessment["id"],
        "proposal_id": proposal["id"],
    }


def test_every_operation_of_the_description_is_sound_and_is_tried(api: Any) -> None:
    assert {sound(found).label for found in api.get_all_operations()} == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_sent_is_answered_as_described(
    operation: str, api: Any, desk: Desk, known: dict[str, str]
) -> None:
    # Made here and not with `parametrize` of the library, by which every process invents, while it
    # collects, what to send to all operations.
    described = api.include(name=operation)
    (built,) = get_all_tests(schema=described, test_func=send, settings=None, given_kwargs={})
    _, send_whatever_is_invented = sound(built)
    send_whatever_is_invented(desk=desk, known=known)


@BOUNDED
def send(case: schemathesis.Case[Any], desk: Desk, known: dict[str, str]) -> None:
    """Send what was invented, and again about records that are there."""
    check(case, desk)
    if speak_of_known_records(case, known):
        # Ids that were wrong on purpose are right now.
        check(case, desk, negative_data_rejection)


def speak_of_known_records(case: schemathesis.Case[Any], known: dict[str, str]) -> bool:
    """Let a request that was sent about anything speak of records that are there, in a new request;
    tell whether it speaks of any.
    """
    paths = {name: known[name] for name in case.path_parameters or {} if name in known}
    case.path_parameters.update(paths)
    body: Any = case.body
    bodies = {name: known[name] for name in BODIES if isinstance(body, dict) and name in body}
    if bodies:
        body.update(bodies)
    headers: Any = case.headers or {}
    key = headers.get(HEADER)
    if isinstance(key, str) and 1 <= len(key) < LONGEST:
        headers[HEADER] = f"{key}2"
    return bool(paths or bodies)


def check(case: schemathesis.Case[Any], desk: Desk, *excluded: Any) -> None:
    """Send a request with a president's key and compare the answer with the description."""
    headers = {"Authorization": f"Bearer {desk.keys['president']}"}
    # What has the right shape may still be refused by the law, or by the state of a record.
    refusable = [positive_data_acceptance, *excluded]
    case.call_and_validate(app=desk.app, headers=headers, excluded_checks=refusable)
