"""The API description against what is invented (接口说明模糊测试), run by `make fuzz`; what is sent
with every run of the tests is in test_description.
"""

import os
from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from http import HTTPStatus
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

from registry.db import end_reading
from registry.web.idempotency import HEADER, LONGEST
from tests.api.described import APP, DESCRIPTION, OPERATIONS
from tests.api.desk import Desk
from tests.api.kept_register import KeptRegister
from tests.partners.consistent_answers import make_consistent
from tests.partners.one_of_each import opened_to
from tests.partners.possible import OUT_OF_REACH, possible
from tests.partners.preparing import Possible

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
# Of what is invented, what stands in a request that succeeds without it.
EVERY = 4
PEOPLE = ("president", "clerk", "judge")
VERSION, ACTING = "If-Match", "X-Acting-Staff"
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
    known = set(map(str, OPERATIONS))
    assert {sound(found).label for found in api.get_all_operations()} == known
    assert known >= OUT_OF_REACH


@dataclass
class Sent:
    """Where requests to one operation go, what is known there, and whether any was accepted.

    :ivar possible: a request that succeeds, where nothing invented does.
    :ivar tried: how many invented requests were sent.
    """

    desk: Desk
    known: dict[str, str]
    keys: Sequence[str]
    possible: Possible | None
    kept: KeptRegister
    tried: int = 0
    accepted: bool = False

    @property
    def key(self) -> str:
        """Return the key of whoever's turn it is to call."""
        return self.keys[self.tried % len(self.keys)]


@pytest.mark.parametrize("operation", list(map(str, OPERATIONS)))
def test_whatever_is_sent_is_answered_as_described(operation: str, api: Any, desk: Desk) -> None:
    known, key = opened_to(desk, operation.split()[1])
    version = version_of(operation, desk, known, key)
    found = possible(operation, desk, known, key)
    # In courts each act belongs to somebody: they take turns.
    keys = [desk.keys[login] for login in PEOPLE] if key in desk.keys.values() else [key]
    sent = Sent(desk, {**version, **known}, keys, found, KeptRegister(desk.app))
    # Made here and not with `parametrize` of the library, by which every process invents, while it
    # collects, what to send to all operations.
    described = api.include(name=operation)
    (built,) = get_all_tests(schema=described, test_func=send, settings=None, given_kwargs={})
    _, send_whatever_is_invented = sound(built)
    send_whatever_is_invented(sent=sent)
    # Otherwise nothing that was sent has reached what the act is for. What is only read need not be
    # in the register.
    assert sent.accepted or operation in OUT_OF_REACH or operation.startswith("GET ")


def version_of(operation: str, desk: Desk, known: dict[str, str], key: str) -> dict[str, str]:
    """Read the version of the record that an operation is about, where it is about one."""
    method, path = operation.split()
    readable = {one.path for one in OPERATIONS if one.method == "GET" and one.path.endswith("}")}
    parents = [path[: place + 1] for place, sign in enumerate(path) if sign == "}"]
    for parent in parents[::-1] if method == "POST" else ():
        if parent in readable:
            headers = {"Authorization": f"Bearer {key}"}
            read = desk.client().get(parent.format_map(defaultdict(str, known)), headers=headers)
            end_reading()
            return {VERSION: read.headers["ETag"]} if "ETag" in read.headers else {}
    return {}


@BOUNDED
def send(case: schemathesis.Case[Any], sent: Sent) -> None:
    """Send what was invented, again about records that are there, as they were at first, and as
    part of a request that succeeds without it.
    """
    check(case, sent)
    if speak_of_known_records(case, sent.known):
        sent.kept.restore()
        # Ids that were wrong on purpose are right now.
        check(case, sent, negative_data_rejection)
    if sent.possible is not None and sent.tried % EVERY == 0:
        sent.kept.restore()
        become_possible(case, sent.possible, sent.tried // EVERY)
        check(case, sent, negative_data_rejection, by=sent.possible.by)
    sent.tried += 1


def become_possible(case: schemathesis.Case[Any], found: Possible, turn: int) -> None:
    """Let a request be one that succeeds, but for one thing that stays as it was invented; at the
    first turn for nothing.
    """
    case.path_parameters.update(found.path)
    headers: Any = case.headers
    headers.update(found.headers)
    if HEADER in headers:
        headers[HEADER] = f"possible-{turn}"
    if found.kind is not None:
        case.media_type = found.kind
    if isinstance(found.body, dict):
        invented = list(case.body.items()) if turn and isinstance(case.body, dict) else []
        one = dict([invented[turn % len(invented)]]) if invented else {}
        case.body = {**deepcopy(found.body), **one}
    elif found.body is not None:
        added = str(case.body) if turn and isinstance(case.body, str | bytes | list | dict) else ""
        case.body = (found.body + added).encode("utf-8", "replace")


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
    # Whoever calls with a key of his own acts as himself.
    is_somebody_else = headers.pop(ACTING, None) is not None
    return bool(paths) or is_in_body or is_somebody_else


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


def check(case: schemathesis.Case[Any], sent: Sent, *excluded: Any, by: str | None = None) -> None:
    """Send a request with a key and compare the answer with the description."""
    key = sent.key if by is None else sent.desk.keys[by]
    headers = {"Authorization": f"Bearer {key}"}
    # What has the right shape may still be refused by the law, or by the state of a record.
    refusable = [positive_data_acceptance, *excluded]
    if any(value in ([], {}) for value in (case.query or {}).values()):
        # Nothing of such a parameter is sent, so that what was wrong about it on purpose is not.
        refusable.append(negative_data_rejection)
    answer = case.call_and_validate(app=sent.desk.app, headers=headers, excluded_checks=refusable)
    # What is invented may come by another method.
    is_its_own = case.method.upper() == case.operation.method.upper()
    if is_its_own and answer.status_code < HTTPStatus.BAD_REQUEST:
        sent.accepted = True
