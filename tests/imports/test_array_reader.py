"""The array reader against the standard library: the same elements, however the text is cut."""

import json

from hypothesis import given
from hypothesis import strategies as st

from registry.imports.json_array import ArrayReader

TEXT = st.text(alphabet='ab"\\{}[],:中\n\t ', max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(
    elements=st.lists(VALUES, max_size=6),
    indent=st.none() | st.integers(0, 2),
    escaped=st.booleans(),
    step=st.integers(1, 40),
)
def test_elements_are_those_of_the_standard_library(
    elements: list[object], indent: int | None, escaped: bool, step: int
) -> None:
    text = json.dumps(elements, ensure_ascii=escaped, indent=indent).encode()
    pieces = (text[start : start + step] for start in range(0, len(text), step))
    found = list(ArrayReader().read(pieces))
    wanted = [element if isinstance(element, dict) else None for element in elements]
    assert found == list(enumerate(wanted, 1))
