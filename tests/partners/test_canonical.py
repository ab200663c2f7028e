"""Canonical lines: what register and agency compare, the same in whatever order records come."""

from hashlib import sha256
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.notices import canonical
from partners.notices.canonical import EMPTY, Bucket, Line

A, B, C = (UUID(int=n << 120) for n in (0xAB, 0xAC, 0xFF))
DIGESTS = st.dictionaries(st.uuids(), st.binary(min_size=32, max_size=32), max_size=20)


def test_a_line_has_four_parts_and_its_measures_in_order() -> None:
    line = Line(A, B, C, ("go2016.G6", "go2016.C1"))
    assert line.text == f"{A} {B} {C} go2016.C1,go2016.G6"
    assert line.digest == sha256(line.text.encode()).digest()
    assert Line(A, B, C, ()).text == f"{A} {B} {C} "


def test_a_sum_of_digests_stays_within_its_bounds() -> None:
    assert canonical.bucket([b"\xff" * 32, bytes(31) + b"\x01"]) == Bucket(2, "0" * 64)
    assert canonical.bucket([]) == EMPTY


@given(DIGESTS, st.randoms())
def test_buckets_are_the_same_in_any_order_and_together_the_whole(
    lines: dict[UUID, bytes], random: Random
) -> None:
    shuffled = list(lines.items())
    random.shuffle(shuffled)
    parts = canonical.buckets(shuffled, "")
    assert parts == canonical.buckets(lines.items(), "")
    assert canonical.whole(parts.values()) == canonical.bucket(lines.values())
    half = len(shuffled) // 2
    one, other = (canonical.buckets(some, "") for some in (shuffled[:half], shuffled[half:]))
    assert canonical.merged(one, other) == parts


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("", "0" * 32, "f" * 32),
        ("ab", "ab" + "0" * 30, "ab" + "f" * 30),
    ],
)
def test_a_prefix_covers_the_ids_that_begin_with_it(prefix: str, first: str, last: str) -> None:
    assert canonical.range_of(prefix) == (UUID(first), UUID(last))


def test_buckets_that_are_missing_on_either_side_differ_and_empty_ones_do_not() -> None:
    own = {"ab": Bucket(1, "1" * 64), "ac": Bucket(1, "2" * 64)}
    theirs = {"ab": Bucket(1, "1" * 64), "ad": Bucket(2, "3" * 64), "ae": EMPTY}
    assert canonical.differing(own, theirs) == ("ac", "ad")


def test_records_are_missing_extra_or_different() -> None:
    own = {A: b"1", B: b"2"}
    theirs = {B: b"3", C: b"4"}
    assert canonical.compared(own, theirs) == ((A,), (C,), (B,))
    assert canonical.compared(own, own) == ((), (), ())
