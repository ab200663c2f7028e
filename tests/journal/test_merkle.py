"""The Merkle tree, against the published sample tree of RFC 6962 and its own definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.journal.merkle import (
    EMPTY_ROOT,
    Edge,
    inclusion_proof,
    leaf_digest,
    root_from_inclusion,
    root_of,
)

SAMPLE_LEAVES = tuple(
    leaf_digest(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
SAMPLE_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

digests = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize(("count", "root"), list(enumerate(SAMPLE_ROOTS, 1)))
def test_the_sample_tree_has_the_published_roots(count: int, root: str) -> None:
    assert root_of(SAMPLE_LEAVES[:count]).hex() == root


def test_the_empty_tree_has_the_digest_of_nothing_as_its_root() -> None:
    assert Edge().root() == EMPTY_ROOT


@given(st.lists(digests, max_size=70), st.integers(0, 70))
def test_a_tree_that_is_stored_and_taken_up_again_grows_as_if_it_had_never_stopped(
    leaves: list[bytes], cut: int
) -> None:
    first = Edge()
    for leaf in leaves[:cut]:
        first.append(leaf)
    second = Edge(first.size, first.pack())
    for leaf in leaves[cut:]:
        second.append(leaf)
    assert second.root() == root_of(leaves)
    assert second.size == len(leaves)


@given(st.lists(digests, min_size=1, max_size=40), st.data())
def test_every_leaf_is_proven_by_its_path_and_no_other_leaf_is(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion_proof(leaves, index)
    assert root_from_inclusion(leaves[index], index, len(leaves), path) == root_of(leaves)
    assert (
        root_from_inclusion(b"\x00" * 32, index, len(leaves), path) != root_of(leaves)
        or leaves[index] == b"\x00" * 32
    )


def test_a_path_that_is_too_long_or_too_short_proves_nothing() -> None:
    leaves = list(SAMPLE_LEAVES)
    path = inclusion_proof(leaves, 2)
    assert root_from_inclusion(leaves[2], 2, len(leaves), path[:-1]) is None
    assert root_from_inclusion(leaves[2], 2, len(leaves), [*path, b"\x00" * 32]) is None
    assert root_from_inclusion(leaves[2], 9, len(leaves), path) is None


def test_a_leaf_that_is_not_there_has_no_path() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(list(SAMPLE_LEAVES), 8)
