"""Words of published records (记录用语) for party types, sexes and states of performance."""

from functools import lru_cache
from types import MappingProxyType

from schemas.characters import compact
from schemas.codes import Performance, Sex, SubjectKind

# 0 and 1 in the feed of search engines, 580 and 581 on the old site.
_PARTY_TYPES = MappingProxyType(
    {
        "0": SubjectKind.NATURAL,
        "580": SubjectKind.NATURAL,
        "自然人": SubjectKind.NATURAL,
        "1": SubjectKind.ORGANISATION,
        "581": SubjectKind.ORGANISATION,
        "法人": SubjectKind.ORGANISATION,
        "其他组织": SubjectKind.ORGANISATION,
        "法人或其他组织": SubjectKind.ORGANISATION,
        "法人或者其他组织": SubjectKind.ORGANISATION,
    }
)
_SEXES = MappingProxyType({"男": Sex.MALE, "男性": Sex.MALE, "女": Sex.FEMALE, "女性": Sex.FEMALE})
_PERFORMANCES = MappingProxyType(
    {
        "全部未履行": Performance.NONE,
        "未履行": Performance.NONE,
        "部分未履行": Performance.PARTIAL,
        "部分履行": Performance.PARTIAL,
        "部分已履行": Performance.PARTIAL,
        "全部已履行": Performance.FULL,
        "全部履行": Performance.FULL,
        "已全部履行": Performance.FULL,
        "已履行": Performance.FULL,
        "已履行完毕": Performance.FULL,
        "履行完毕": Performance.FULL,
    }
)
_MOST_AGES = 120


@lru_cache(maxsize=256)
def party_type(text: str) -> SubjectKind | None:
    """Return the kind of subject that a party type names, or nothing where it names none."""
    return _PARTY_TYPES.get(compact(text))


@lru_cache(maxsize=256)
def sex(text: str) -> Sex | None:
    """Return the sex that a text names, or nothing where it names none."""
    return _SEXES.get(compact(text))


@lru_cache(maxsize=256)
def performance(text: str) -> Performance | None:
    """Return the state of performance that a text names, or nothing where it names none."""
    return _PERFORMANCES.get(compact(text))


@lru_cache(maxsize=256)
def age(text: str) -> int | None:
    """Return the age that a text states; 0, as of organisations, is none."""
    plain = compact(text)
    if not plain.isdecimal() or not 0 < int(plain[:4]) <= _MOST_AGES:
        return None
    return int(plain)
