"""Journal kinds (台账事项): each is told to agencies or says why not, and is named in our words."""

import pytest

from registry.events import KINDS, Kind
from schemas.codes import NoticeType
from tests.architecture import glossary

# Types that agencies are promised and no entry gives rise to, with the reason.
WITHOUT_A_KIND: dict[NoticeType, str] = {}


def kinds() -> list[Kind]:
    return list(KINDS.values())


def test_there_are_kinds_to_look_at() -> None:
    assert len(kinds()) > 20


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_kind_is_told_to_agencies_or_says_why_not(kind: Kind) -> None:
    assert (kind.notice is None) == bool(kind.why_silent)


def test_a_kind_is_found_by_its_name_which_is_an_act_on_a_thing() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert all(name.count(".") == 1 and name == name.lower() for name in KINDS)


def test_every_type_of_notice_comes_from_a_kind_or_says_why_not() -> None:
    told = {kind.notice for kind in kinds() if kind.notice}
    assert told.isdisjoint(WITHOUT_A_KIND)
    assert told | set(WITHOUT_A_KIND) == set(NoticeType)


@pytest.mark.parametrize("name", sorted({name.partition(".")[0] for name in KINDS}))
def test_what_a_kind_is_about_is_a_word_of_the_glossary(name: str) -> None:
    assert set(name.split("_")) <= glossary.words()
