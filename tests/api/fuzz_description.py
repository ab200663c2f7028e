"""The API description against what is invented (接口说明模糊测试), run by `make fuzz`; what is sent
with every run of the tests is in test_description.
"""

import os
from copy import deepcopy
from typing import Any, TypeVar

import openapi_spec_validator
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.config._checks import MISSING_REQUIRED_HEADER_EXPECTED_STATUSES as MISSING
from schemathesis.config._checks import NEGATIVE_DATA_REJECTION_EXPECTED_STATUSES as WRONG
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.result import Err, Result
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from registry.web.idempotency import HEADER, LONGEST
from tests.api.described import APP, DESCRIPTION, OPERATIONS
from tests.api.desk import Desk
from tests.api.kept_register import KeptRegister
from tests.partners.consistent_answers import make_consistent
from tests.partners.one_of_each import opened_to

# Besides, each field and each parameter is tried at every bound that the description states, one at
# a time: some hundred requests an operation.
# Long lists of what has many fields take long to invent.
pytestmark = pytest.mark.timeout(900)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))
Found = TypeVar("Found")


@pytest.fixture(scope="module")
def api() -> Any:
    """Give the description, ready to invent requests."""
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)
    load_all_checks()
    # A missing version has a status of its own, and so has a body that is too large to read.
    checks = api.config.checks
    checks.missing_required_header.expected_statuses = [*MISSING, "428"]
    checks.negative_data_rejection.expected_statuses = [*WRONG, "413"]
    # What the program's own constants suggest to send is kept with the whole description; one that
    # is narrowed down to an operation takes it from there, and would look for it anew otherwise.
    make_constants_value_source(api)
    return api


def sound(result: Result[Found, InvalidSchema]) -> Found:
    """Return what was found, unless the description itself is at fault."""
    if isinstance(result, Err):
        raise result.err()
    return result.ok()


# What bodies call the records that they are about, at any depth.
BODIES = ("debtor", "listing", "objection", "restriction", "notice", "measure", "stream")
VERSION = "If-Match"
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def test_the_description_is_sound() -> None:
    openapi_spec_validator.validate(DESCRIPTION)


def test_every_operation_of_the_description_is_sound_and_is_tried(api: Any) -> None:
    assert {sound(found).label for found in api.get_all_operations()} == set(map(str, OPERATIONS))


@pytest.mark.parametrize("operation", list(map(str, OPERATIONS)))
def test_whatever_is_sent_is_answered_as_described(operation: str, api: Any, desk: Desk) -> None:
    known, key = opened_to(desk, operation.split()[1])
    # Made here and not with `parametrize` of the library, by which every process invents, while it
    # collects, what to send to all operations.
    described = api.include(name=operation)
    (built,) = get_all_tests(schema=described, test_func=send, settings=None, given_kwargs={})
    _, send_whatever_is_invented = sound(built)
    send_whatever_is_invented(desk=desk, known=known, key=key, kept=KeptRegister(desk.app))


@BOUNDED
def send(
    case: schemathesis.Case[Any], desk: Desk, known: dict[str, str], key: str, kept: KeptRegister
) -> None:
    """Send what was invented, and again about records that are there, as they were at first."""
    check(case, desk, key)
    if speak_of_known_records(case, known):
        kept.restore()
        # Ids that were wrong on purpose are right now.
        check(case, desk, key, negative_data_rejection)


def speak_of_known_records(case: schemathesis.Case[Any], known: dict[str, str]) -> bool:
    """Let a request that was sent about anything speak of records that are there, in a new request;
    tell whether it speaks of any.
    """
    paths = {name: known[name] for name in case.path_parameters or {} if name in known}
    case.path_parameters.update(paths)
    if isinstance(case.body, dict | list):
        # What was invented may be handed out again.
        case.body = deepcopy(case.body)
    is_in_body = speak_of_known(case.body, {name: known[name] for name in BODIES if name in known})
    if "inquiry_id" in paths:
        make_consistent(case.body)
    headers: Any = case.headers or {}
    key = headers.get(HEADER)
    if isinstance(key, str) and 1 <= len(key) < LONGEST:
        headers[HEADER] = f"{key}2"
    if VERSION in headers and VERSION in known:
        headers[VERSION] = known[VERSION]
    return bool(paths) or is_in_body


def speak_of_known(body: Any, known: dict[str, str]) -> bool:
    """Let a body speak of records that are there, at any depth; tell whether it does."""
    if isinstance(body, list):
        inner, found = body, {}
    elif isinstance(body, dict):
        found = {name: known[name] for name in known if name in body}
        body.update(found)
        inner = list(body.values())
    else:
        return False
    # All of them, though one is enough to know.
    spoken = sum(speak_of_known(one, known) for one in inner)
    return bool(found or spoken)


def check(case: schemathesis.Case[Any], desk: Desk, key: str, *excluded: Any) -> None:
    """Send a request with a key and compare the answer with the description."""
    headers = {"Authorization": f"Bearer {key}"}
    # What has the right shape may still be refused by the law, or by the state of a record.
    refusable = [positive_data_acceptance, *excluded]
    if any(value in ([], {}) for value in (case.query or {}).values()):
        # Nothing of such a parameter is sent, so that what was wrong about it on purpose is not.
        refusable.append(negative_data_rejection)
    case.call_and_validate(app=desk.app, headers=headers, excluded_checks=refusable)
