"""The API description against the API (接口说明核对): whatever is sent to an operation, the least
that it takes and what nobody should send, is answered as described. `make fuzz` invents much more.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import jsonschema_rs
import pytest
from openapi_spec_validator.schemas import schema_v31
from werkzeug.test import TestResponse

from tests.api.described import DESCRIPTION, OPERATIONS, Operation, at, resolved
from tests.api.desk import Desk
from tests.api.least import NOBODY, example, kind_of
from tests.partners.one_of_each import opened_to

JSON = "application/json"
HERE = "urn:description"
DESCRIBED = jsonschema_rs.Registry([(HERE, DESCRIPTION)])
# What bodies call the records that they are about.
BODIES = ("debtor", "listing", "objection", "restriction", "breach")
# One of another kind, for every kind that a schema names.
OTHERWISE: dict[str, Any] = {
    "string": {"$ne": None},
    "integer": "一",
    "number": [1],
    "boolean": "是",
    "array": {"0": "x"},
    "object": [],
}
TEXTS = (
    "\0",
    "\ud800",
    "",
    " \u3000",
    "2026-02-30",
    "１２３",
    "\u202e倒",
    "'; DROP TABLE listing; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%00%0a",
    "1e999",
    "-0.001",
    "👨‍👩‍👧" * 90,
    "x" * 20_001,
    "None",
)
NUMBERS = (-1, 0, 2**63, -(2**31) - 1, 1e300, 0.5)
# What is not even an object, and what is not even JSON.
BROKEN = (
    b"",
    b"[]",
    b"null",
    b'"x"',
    b"{",
    b'{"a": 1, "a": 2}',
    b'{"a": NaN}',
    b"\xff\xfe",
    b"[" * 40,
)


@dataclass(frozen=True)
class Request:
    """One request: what stands in its path, query and headers, and what it carries."""

    why: str
    path: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    kind: str = JSON
    is_wrong: bool = False


def test_the_description_is_sound() -> None:
    jsonschema_rs.validate(dict(schema_v31), DESCRIPTION)
    assert len(OPERATIONS) > 200
    assert [pointer for pointer in set(references(DESCRIPTION)) if not at(pointer)] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_whatever_is_sent_is_answered_as_described(operation: Operation, desk: Desk) -> None:
    known, key = opened_to(desk, operation.path)
    for request in requests_to(operation, known):
        check(operation, request, sent(desk, operation, request, key))


def references(node: Any) -> Iterator[str]:
    """Yield every pointer in the description."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get("$ref"), str):
        yield node["$ref"]
    for one in inner:
        yield from references(one)


def requests_to(operation: Operation, known: dict[str, str]) -> Iterator[Request]:
    """Yield what is sent to an operation; each operation gets other hostile texts first."""
    turn = sum(map(ord, str(operation)))
    texts = islice(cycle(TEXTS), turn % len(TEXTS), None)
    names = [one["name"] for one in operation.named("path")]
    path = {name: known.get(name, NOBODY) for name in names}
    for kind, schema in operation.bodies.items():
        if kind != JSON:
            yield Request("no file of its kind", path, body=BROKEN[turn % 9] or b"\0", kind=kind)
            continue
        fields = schema.get("properties", {})
        least = example(schema)
        least |= {name: known[name] for name in BODIES if name in fields and name in known}
        yield Request("the least it takes", path, body=written(least))
        wrong = {name: OTHERWISE.get(kind_of(resolved(fields[name]))) for name in fields}
        yield Request("of other kinds", path, body=written(wrong), is_wrong=bool(fields))
        hostile = {name: hostile_in(fields[name], texts) for name in fields}
        yield Request("hostile in every field", path, body=written(hostile | {"x": None}))
        yield Request("without a body", path, is_wrong=operation.needs_body)
        yield Request("broken", path, body=BROKEN[turn % len(BROKEN)])
    if not operation.bodies:
        yield Request("about a known record", path)
    nowhere = {name: next(texts).replace("\ud800", "?") or "?" for name in names}
    least_body = next(iter(operation.bodies.values()), None)
    body = None if least_body is None else written(example(least_body))
    for one in operation.named("query"):
        query = {one["name"]: next(texts).replace("\ud800", "?")}
        yield Request(f"hostile in {one['name']}", path, query=query, body=body)
    for one in operation.named("header"):
        header = next(texts).encode("latin-1", "ignore").decode("latin-1").replace("\0", "?")
        yield Request(f"hostile in {one['name']}", path, headers={one["name"]: header}, body=body)
    if names:
        yield Request("about what never was", nowhere, body=body)


def hostile_in(schema: dict[str, Any], texts: Iterator[str]) -> Any:
    """Return what has the kind that a schema names, and is hostile otherwise."""
    schema = resolved(schema)
    kind = kind_of(schema)
    if kind == "object":
        return {name: hostile_in(one, texts) for name, one in schema.get("properties", {}).items()}
    if kind == "array":
        return [hostile_in(schema.get("items", {"type": "string"}), texts)] * 3
    if kind in {"integer", "number"}:
        return NUMBERS[len(next(texts)) % len(NUMBERS)]
    return kind == "boolean" or next(texts)


def written(body: Any) -> bytes:
    """Return a body as JSON, half a character by its number."""
    return json.dumps(body).encode()


def sent(desk: Desk, operation: Operation, request: Request, key: str) -> TestResponse:
    """Send a request with a key."""
    names = {one["name"] for one in operation.named("header")}
    usual = {"Idempotency-Key": uuid4().hex, "If-Match": '"1"'}
    headers = {name: value for name, value in usual.items() if name in names} | request.headers
    headers["Authorization"] = f"Bearer {key}"
    address = operation.path.format(**{k: quote(v, safe="") for k, v in request.path.items()})
    return desk.client().open(
        address,
        method=operation.method,
        query_string=request.query,
        headers=headers,
        data=request.body,
        content_type=None if request.body is None else request.kind,
    )


def check(operation: Operation, request: Request, answer: TestResponse) -> None:
    """Compare an answer with the description."""
    said = f"{request.why}: {answer.status_code} {answer.get_data(as_text=True)[:2_000]}"
    assert str(answer.status_code) in operation.answers, said
    assert answer.status_code < 500, said
    assert answer.status_code >= 400 or not request.is_wrong, said
    pointer = operation.answers[str(answer.status_code)]
    described = at(pointer)
    for name, header in described.get("headers", {}).items():
        assert name in answer.headers or not header.get("required"), f"{name} of {said}"
        if name in answer.headers:
            jsonschema_rs.validate(header["schema"], answer.headers[name], validate_formats=True)
    content, mimetype = described.get("content", {}), answer.mimetype or ""
    assert mimetype in content or not (content or answer.data), said
    if mimetype.endswith("json") and content:
        kind = mimetype.replace("/", "~1")
        problems = [*validator(f"{pointer}/content/{kind}/schema").iter_errors(answer.get_json())]
        assert problems == [], said


@cache
def validator(pointer: str) -> jsonschema_rs.Validator:
    """Return what tells whether an answer is as a pointer describes it."""
    return jsonschema_rs.validator_for(
        {"$ref": HERE + quote(pointer, safe="#/~")}, registry=DESCRIBED, validate_formats=True
    )
