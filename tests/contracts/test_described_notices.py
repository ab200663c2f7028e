"""What agencies are sent, against what the API description says that they are: an engineer has code
generated from it. Everything that comes is described, and nothing is described that never comes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from partners.dispatch.prover import Prover
from partners.endpoints import challenges
from partners.endpoints.attempts import Answer
from partners.endpoints.signing import secret_bytes, signature
from partners.receipts.receipts import read_answer
from schemas.codes import NoticeType
from schemas.measures import NoticeField
from schemas.notices import SHAPES
from tests.api.described import DESCRIPTION, at, resolved
from tests.api.test_description import validator
from tests.contracts.story import MEASURES, Story
from tests.partners.conftest import CODE, Agencies, Send, directory, register, send, send_later
from tests.partners.parked import refusing
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import Register

__all__ = ("directory", "register", "send", "send_later")
FILES = Path(__file__).parent / "notices"
JSON = "application~1json"
DELIVERY, CHALLENGE = "#/webhooks/delivery/post", "#/webhooks/challenge/post"
BODY, ANSWER = f"requestBody/content/{JSON}/schema", f"responses/200/content/{JSON}/schema"
SCHEMAS = "#/components/schemas"
MOST_POSTS = 100
Member = tuple[str, str]


def shapes_of(kind: str) -> list[str]:
    """Return the names of the shapes of one type, as the description leads to them."""
    notices = resolved(at(f"{DELIVERY}/{BODY}"))["properties"]["notices"]["items"]
    pointer = notices["discriminator"]["mapping"][kind]
    assert {"$ref": pointer} in notices["oneOf"]
    several = at(pointer).get("oneOf", [{"$ref": pointer}])
    return [one["$ref"].rpartition("/")[2] for one in several]


def described() -> Iterator[Member]:
    """Yield each member of each shape, and what stands within it."""
    for kind in NoticeType:
        for shape in shapes_of(kind):
            for name, node in at(f"{SCHEMAS}/{shape}")["properties"].items():
                yield shape, name
                inner = resolved(node) if "$ref" in node else {}
                yield from ((shape, f"{name}.{each}") for each in inner.get("properties", ()))


def seen(notice: dict[str, Any]) -> Iterator[Member]:
    """Yield the members of a notice, by the one shape that it has."""
    shapes = shapes_of(notice["type"])
    [shape] = [name for name in shapes if validator(f"{SCHEMAS}/{name}").is_valid(notice)]
    for name, value in notice.items():
        yield shape, name
        if isinstance(value, dict):
            yield from ((shape, f"{name}.{each}") for each in value)


class Agency:
    """An agency that takes what it is sent, or refuses what names a record.

    :ivar posted: whatever it was sent.
    """

    def __init__(self, agency: int, send: Send) -> None:
        self._agency, self._send = agency, send
        self.posted: list[Posted] = []

    def __call__(self, refused: str) -> None:
        """Let it be sent what waits."""
        transport = FakeTransport([refusing(refused)] * MOST_POSTS if refused else ())
        self._send(self._agency, transport)
        self.posted += transport.posted

    def notices(self) -> list[dict[str, Any]]:
        """Return every notice that came."""
        return [notice for posted in self.posted for notice in posted.notices]


def problems(pointer: str, value: Any) -> list[str]:
    """Return whatever of a value is not as described."""
    return [str(problem) for problem in validator(pointer).iter_errors(value)]


def of_headers(pointer: str, posted: Posted) -> list[str]:
    """Return which of the described headers are missing or look otherwise."""
    return [
        header["name"]
        for number, header in enumerate(at(pointer)["parameters"])
        if problems(f"{pointer}/parameters/{number}/schema", posted.headers.get(header["name"]))
    ]


@pytest.mark.every_engine
def test_everything_that_comes_is_described_and_nothing_else_is(
    register: Register, directory: Agencies, send_later: Send
) -> None:
    agency = directory.add(*MEASURES, fields=tuple(NoticeField), max_notices=7)
    receiver = Agency(agency, send_later)
    Story(register, agency).tell(receiver)
    for posted in receiver.posted:
        assert problems(f"{DELIVERY}/{BODY}", posted.delivery) == []
        assert of_headers(DELIVERY, posted) == []
    notices = receiver.notices()
    assert {notice["type"] for notice in notices} == set(NoticeType)
    assert {"replay", "notices"} <= {name for each in receiver.posted for name in each.delivery}
    came = {member for notice in notices for member in seen(notice)}
    assert sorted(set(described()) - came) == []


def test_whatever_a_field_list_leaves_out_may_be_absent(
    register: Register, directory: Agencies, send_later: Send
) -> None:
    agency = directory.add(*MEASURES, fields=(NoticeField.ENDS_ON,))
    receiver = Agency(agency, send_later)
    Story(register, agency).tell(receiver)
    assert {notice["type"] for notice in receiver.notices()} == set(NoticeType)
    for posted in receiver.posted:
        assert problems(f"{DELIVERY}/{BODY}", posted.delivery) == []


@pytest.mark.parametrize("file", sorted(FILES.iterdir()), ids=lambda file: file.stem)
def test_every_example_is_as_described(file: Path) -> None:
    example = json.loads(file.read_text(encoding="utf-8"))
    if file.stem == "delivery":
        assert problems(f"{DELIVERY}/{BODY}", example) == []
    else:
        assert len(set(seen(example))) >= len(example)


@pytest.mark.parametrize(
    "change",
    [{"type": "listing.published"}, {"surprise": 1}, {"subject": None}, {"apply": []}],
    ids=lambda change: next(iter(change)),
)
def test_what_is_not_as_described_is_told_apart(change: dict[str, Any]) -> None:
    """The check itself can fail, on either side."""
    example = json.loads((FILES / "restriction.imposed.json").read_text(encoding="utf-8"))
    delivery = json.loads((FILES / "delivery.json").read_text(encoding="utf-8"))
    delivery["notices"] = [example]
    assert problems(f"{DELIVERY}/{BODY}", delivery) == []
    delivery["notices"] = [{**example, **change}]
    assert problems(f"{DELIVERY}/{BODY}", delivery)


def test_each_type_is_described_by_the_shapes_that_tests_read_notices_by() -> None:
    named = {kind: [shape.__name__ for shape in shapes] for kind, shapes in SHAPES.items()}
    assert {kind.value: shapes_of(kind) for kind in NoticeType} == named


def test_a_challenge_and_its_proof_are_as_described(app: Flask, directory: Agencies) -> None:
    directory.add(is_proven=False)
    key = secret_bytes(directory.secrets[CODE])
    proofs: list[dict[str, str]] = []

    def prove(posted: Posted) -> Answer:
        text = posted.delivery["challenge"]
        identity = posted.headers["webhook-id"], int(posted.headers["webhook-timestamp"])
        proofs.append({"challenge": text, "signature": signature(key, *identity, text.encode())})
        return Answer(status=200, body=json.dumps(proofs[-1]).encode())

    receiver = FakeTransport([prove])
    Prover(app, receiver).drain()
    [posted] = receiver.posted
    assert problems(f"{CHALLENGE}/{BODY}", posted.delivery) == []
    assert of_headers(CHALLENGE, posted) == []
    assert problems(f"{CHALLENGE}/{ANSWER}", proofs[0]) == []
    identity = posted.headers["webhook-id"], int(posted.headers["webhook-timestamp"])
    proof = Answer(status=200, body=json.dumps({**proofs[0], "more": 1}).encode())
    text = posted.delivery["challenge"]
    assert challenges.fault_of(proof, [key], *identity, text) == ""


def test_an_answer_that_is_as_described_is_read_whole(
    register: Register, directory: Agencies, send_later: Send
) -> None:
    agency = directory.add()
    answers: list[dict[str, Any]] = []

    def answer(posted: Posted) -> Answer:
        done = with_receipts("applied", "rejected")(posted)
        said = json.loads(done.body)
        for receipt in said["receipts"]:
            receipt |= {"reason": "单位说明", "at": "2026-03-02T17:00:00+08:00"}
        answers.append({**said, "more": "not read"})
        return Answer(status=200, body=json.dumps(answers[-1]).encode())

    register.publish(register.subject())
    send_later(agency, FakeTransport([answer]))
    may_be_said: list[dict[str, Any]] = [answers[0], {}, {"receipts": []}]
    for said in may_be_said:
        assert problems(f"{DELIVERY}/{ANSWER}", said) == []
        assert read_answer(json.dumps(said).encode()).faults == 0
    wrong = {"notice": str(uuid4()), "measure": "go2016.C1", "outcome": "done"}
    assert problems(f"{DELIVERY}/{ANSWER}", {"receipts": [wrong]})
    assert read_answer(json.dumps({"receipts": [wrong]}).encode()).faults == 1


def test_the_description_says_that_no_key_is_shown() -> None:
    assert all(hook["post"]["security"] == [] for hook in DESCRIPTION["webhooks"].values())
