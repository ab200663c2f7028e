"""The limits that the description of the API states (接入限度说明) are those that hold."""

from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from marshmallow import Schema, fields

from registry.web import openapi
from schemas.fields import no_duplicates
from tests.api.described import APP, DESCRIPTION, OPERATIONS, resolved
from tests.partners.caller import Caller, printed, refused
from tests.partners.conftest import Agencies

ONE = "/api/v1/partners/agencies/market-regulation"
SHAPES: dict[str, dict[str, Any]] = DESCRIPTION["components"]["schemas"]
NUMBERS = ("every_seconds", "max_notices", "max_bytes", "posts_per_minute")


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> Caller:
    """Give an operator who may change things, and an agency."""
    directory.add()
    return Caller(client, printed(runner, "operator", "key", "lin"))


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_taken_from_the_least_to_the_most_that_are_stated(
    operator: Caller, name: str
) -> None:
    stated = SHAPES["AgencyToChange"]["properties"][name]
    assert stated == SHAPES["AgencyToAdd"]["properties"][name]
    least, most = stated["minimum"], stated["maximum"]
    for taken in (least, most):
        version = operator.version(ONE)
        assert operator.post(f"{ONE}/changes", {name: taken}, version=version).status_code == 200
    for beyond in (least - 1, most + 1):
        answer = operator.post(f"{ONE}/changes", {name: beyond}, version=operator.version(ONE))
        assert refused(answer) == (422, "agency.limits")
        facts = answer.get_json()["facts"]
        assert facts["fields"] == [name]
        [bounds] = facts["bounds"].values()
        assert bounds == [max(least, 1), most]


@pytest.mark.parametrize(
    ("code", "is_taken"),
    [("a", True), ("9-a", True), ("x" * 64, True), ("A", False), ("-a", False), ("a-", False)],
)
def test_a_code_is_taken_where_it_looks_as_stated(
    operator: Caller, matches: Callable[[str], bool], code: str, is_taken: bool
) -> None:
    body = {"code": code, "name_zh": "一", "name_en": "One", "measures": []}
    answer = operator.post("/api/v1/partners/agencies", body)
    assert (answer.status_code == 201) == is_taken
    assert matches(code) == is_taken


@pytest.fixture
def matches() -> Callable[[str], bool]:
    """Give what tells whether a code looks as the description states."""
    schema = SHAPES["AgencyToAdd"]["properties"]["code"]
    return jsonschema_rs.validator_for(schema).is_valid


def test_every_list_that_takes_nothing_twice_says_so() -> None:
    unsaid = [
        f"{shape}.{name}"
        for shape, name, field in asked_for()
        if no_duplicates in field.validators
        and not SHAPES[shape]["properties"][name].get("uniqueItems")
    ]
    assert unsaid == []


def test_every_number_that_is_asked_for_says_where_it_begins() -> None:
    unsaid = {
        str(operation)
        for operation in OPERATIONS
        for body in operation.bodies.values()
        for one in numbers_in(body)
        if "minimum" not in one
    }
    assert unsaid == set()


def asked_for() -> Iterator[tuple[str, str, fields.Field[Any]]]:
    """Yield the fields of all shapes, with the names that the description gives them."""
    converter = openapi.api_of(APP).ma_plugin.converter
    for (kind, *_), shape in converter.refs.items():
        known: Schema = kind()
        for name, field in known.fields.items():
            yield shape, field.data_key or name, field


def numbers_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the whole numbers that a schema asks for, at any depth."""
    schema = resolved(schema)
    if schema.get("type") in ("integer", ["integer", "null"]):
        yield schema
    inner = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
    for one in inner:
        yield from numbers_in(one)
