"""Whole answers: told by their bytes they mean what they mean when they are read."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import orjson
import pytest

from partners.notices.notices import Told
from partners.receipts import receipts, whole_answers
from partners.receipts.batch_receipts import FEWEST, Stretch, split
from tests.partners.test_batch_receipts import AT, WORSE, Said, batch, done, told

NOTICES = [*batch(40), told(60, "a", lift=("b", "c")), told(61, lift=("d",))]
Writer = Callable[[Any], str]
# As machines write JSON.
WRITERS: dict[str, Writer] = {
    "orjson": lambda said: orjson.dumps(said).decode(),
    "json": json.dumps,
    "indented": partial(json.dumps, indent=2),
    "sorted": partial(json.dumps, sort_keys=True, separators=(",", ":")),
    "escaped": lambda said: json.dumps(said).replace("go2016", "\\u0067o2016"),
}


def found(said: Sequence[Any], notices: Sequence[Told] = NOTICES) -> Stretch | None:
    return whole_answers.stretch_of(orjson.dumps({"receipts": said}), notices)


@pytest.mark.parametrize("at", [None, AT])
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("more", [{}, {"note": "已办理"}, {"a": {"b": [1]}}])
def test_however_it_is_written_an_answer_says_the_same(
    write: Writer, at: str | None, more: dict[str, Any]
) -> None:
    said = done(NOTICES, at)
    expected = split(said, NOTICES)
    for answer in ({"receipts": said, **more}, {**more, "receipts": said}):
        answered = receipts.read_answer(write(answer).encode(), NOTICES)
        assert (answered.stretches, answered.receipts, answered.faults) == (expected[0], (), 0)


@pytest.mark.parametrize("write", [WRITERS["orjson"], WRITERS["json"], WRITERS["indented"]])
def test_what_machines_write_is_told_by_its_bytes(write: Writer) -> None:
    body = write({"receipts": done(NOTICES, AT)}).encode()
    stretch = whole_answers.stretch_of(body, NOTICES)
    assert stretch is not None
    assert (stretch.first, stretch.last, stretch.notices) == (1, 61, 42)


@pytest.mark.parametrize("worse", WORSE.values(), ids=WORSE)
def test_whatever_else_is_said_has_to_be_read(worse: Callable[[Said], Said]) -> None:
    assert found(worse(done(NOTICES))) is None


@pytest.mark.parametrize(
    "said",
    [
        [],
        done(NOTICES)[1:],
        done(NOTICES)[:-1],
        [*done(NOTICES), done(NOTICES)[-1]],
        done(NOTICES, "yesterday"),
        [7, *done(NOTICES)],
        [{**item, "reason": ""} for item in done(NOTICES)],
    ],
    ids=["nothing", "without the first", "without the last", "more", "no moment", "7", "reasons"],
)
def test_whatever_is_not_exactly_all_of_it_has_to_be_read(said: Sequence[Any]) -> None:
    assert found(said) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"[{}]",
        b'{"receipts":[{}]}',
        b'{"receipts":7}',
        b"{}" * 9,
        b"\xff{}",
    ],
)
def test_what_is_no_answer_at_all_has_to_be_read(body: bytes) -> None:
    assert whole_answers.stretch_of(body, NOTICES) is None


def test_what_is_not_closed_has_to_be_read() -> None:
    body = orjson.dumps({"receipts": done(NOTICES)})
    assert whole_answers.stretch_of(body[:-1], NOTICES) is None
    assert whole_answers.stretch_of(body + b"}", NOTICES) is None


@pytest.mark.parametrize(
    "notices",
    [batch(FEWEST - 1), [*batch(20), told(21)], [*batch(20), told(20_000, "a")]],
    ids=["few", "one that asks nothing", "far apart"],
)
def test_some_batches_are_always_read(notices: list[Told]) -> None:
    assert found(done(notices), notices) is None


def test_a_measure_that_is_called_like_what_is_done_is_read() -> None:
    notices = [told(position, "applied") for position in range(1, 30)]
    assert found(done(notices), notices) is None
    answered = receipts.read_answer(orjson.dumps({"receipts": done(notices)}), notices)
    assert answered.stretches == (Stretch(1, 29, 29, None),)
