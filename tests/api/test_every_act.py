"""What every act refuses (各项行为的共同要求), read from the description of the API, so that what
is added later is covered too.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from tests.api.described import DESCRIPTION, resolved
from tests.api.desk import BASE, Desk
from tests.api.least import NOBODY, example
from tests.api.one_of_each import one_of_each

# What is needed though no field alone is.
TOGETHER = {
    "/objections": {"listing": NOBODY},
    "/corrections": {"listing": NOBODY},
    "/appeals": {"sanction": NOBODY},
}


@dataclass(frozen=True)
class Operation:
    """One act as it is described: where, with which headers, and what it takes."""

    path: str
    headers: frozenset[str]
    body: dict[str, Any] | None
    takes_list: bool

    def __str__(self) -> str:
        """Return where it is."""
        return self.path

    @property
    def names(self) -> list[str]:
        """Return the names of the ids in its path."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]


def acts() -> list[Operation]:
    """Return every act of courts."""
    found = []
    for path, methods in DESCRIPTION["paths"].items():
        for method, operation in methods.items():
            if method not in {"post", "put", "patch", "delete"} or not path.startswith(BASE):
                continue
            assert method == "post", path
            content = operation.get("requestBody", {}).get("content", {})
            body = content.get("application/json", {}).get("schema")
            named = (*methods.get("parameters", ()), *operation.get("parameters", ()))
            headers = {one["name"] for one in map(resolved, named) if one["in"] == "header"}
            taken = None if body is None else resolved(body)
            listed = "text/csv" in content
            found.append(Operation(path.removeprefix(BASE), frozenset(headers), taken, listed))
    return found


# This one only asks what the law says of an act, and does none.
ACTS = [act for act in acts() if act.path != "/assessments"]
CHANGES = [act for act in ACTS if "If-Match" in act.headers]


@pytest.fixture
def known(desk: Desk) -> dict[str, str]:
    """Make one record of each kind."""
    return one_of_each(desk)


def at(act: Operation, known: dict[str, str]) -> str:
    """Return where an act is about known records, or about none."""
    return act.path.format(**{name: known.get(name, str(UUID(int=2))) for name in act.names})


def least(act: Operation) -> Any:
    """Return the least that an act takes."""
    return None if act.body is None else example(act.body) | TOGETHER.get(act.path, {})


def codes(desk: Desk, by: str, known: dict[str, str], **how: Any) -> dict[str, tuple[int, str]]:
    """Return how each act is refused."""
    found = {}
    for act in ACTS:
        body = least(act)
        version = 1 if act in CHANGES else None
        problem = desk.refused(at(act, known), body, **{"by": by, "version": version, **how})
        found[str(act)] = (problem["status"], problem["code"])
    return found


def test_every_act_is_described_with_a_key_against_repetition() -> None:
    assert len(ACTS) > 40
    assert [str(act) for act in ACTS if "Idempotency-Key" not in act.headers] == []


def test_nobody_acts_without_a_key_or_under_an_invented_one(app: Flask) -> None:
    client = app.test_client()
    for act in ACTS:
        for headers in ({}, {"Authorization": f"Bearer drk_{'a' * 12}_{'b' * 43}"}):
            answer = client.post(BASE + at(act, {}), json={}, headers=headers)
            assert (str(act), answer.status_code) == (str(act), 401)
            assert answer.headers["WWW-Authenticate"]


def test_no_act_is_done_by_an_auditor_nor_without_a_key_against_repetition(
    desk: Desk, known: dict[str, str]
) -> None:
    found = codes(desk, "auditor", known)
    assert {act: how for act, how in found.items() if how != (422, "act.ineligible")} == {}
    found = codes(desk, "clerk", known, headers={"Idempotency-Key": ""})
    assert {code for _, code in found.values()} == {"idempotency.key_malformed"}


def test_no_act_takes_what_it_does_not_know(desk: Desk, known: dict[str, str]) -> None:
    for act in ACTS:
        body = {**(least(act) or {}), "unheard_of": 1}
        problem = desk.refused(at(act, known), body, by="president", version=1)
        expected = 400 if act.body is None else 422
        assert (str(act), problem["status"]) == (str(act), expected)


def test_every_change_is_made_to_the_version_that_was_seen(
    desk: Desk, known: dict[str, str]
) -> None:
    assert len(CHANGES) > 20
    for act in CHANGES:
        body = least(act)
        problem = desk.refused(at(act, known), body, by="president")
        assert (str(act), problem["status"]) == (str(act), 428)
        # Without a list there is nothing to be judged; test_screenings hands one in.
        if act.takes_list or not all(name in known for name in act.names):
            continue
        for login in ("clerk", "judge", "president"):
            problem = desk.refused(at(act, known), body, by=login, version=999_999)
            assert (str(act), problem["status"]) == (str(act), 412)


@pytest.mark.parametrize("login", ["clerk", "judge", "president"])
def test_no_act_is_done_by_another_court(
    login: str, desk: Desk, other_desk: Desk, known: dict[str, str]
) -> None:
    for act in ACTS:
        if not act.names:
            continue
        body = least(act)
        version = 1 if act in CHANGES else None
        nowhere = dict.fromkeys(act.names, str(uuid4()))
        here = other_desk.refused(at(act, known), body, by=login, version=version)
        there = other_desk.refused(at(act, nowhere), body, by=login, version=version)
        assert (str(act), here["status"], here["code"]) == (
            *(str(act), there["status"], there["code"]),
        )
