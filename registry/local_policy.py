"""The policy of an installation (自定政策设置): what its court sets in place of the defaults.

No value can make lawful what the law forbids; :mod:`registry.rules.policy` says what each is for.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from config import ConfigurationError
from registry.rules.clocks_of_cases import AGENCY_ANSWER
from registry.rules.clocks_of_lists import ANSWER_SUGGESTION, REPAIR
from registry.rules.policy import MEANINGS, Policy
from schemas.case_codes import EvidenceKind
from schemas.remedy_codes import NoRepairCause
from schemas.restriction_codes import TrainPrefix

LONGEST_DAYS = 3_660
# What stands in the number of a document between the court and the serial.
_TYPE_WORD = re.compile(r"[\u4e00-\u9fff]{1,6}")
MOST_ROWS = 1_000_000_000


def policy_of(stated: Mapping[str, object]) -> Policy:
    """Return the policy that settings state; what they leave out keeps its default.

    :raises ConfigurationError: for a name that is not known, or a value that it cannot have.
    """
    values: dict[str, Any] = {}
    for name, value in stated.items():
        if name not in MEANINGS:
            raise ConfigurationError(f"POLICY: there is no value {name!r}.")
        try:
            values[name] = _READ[name](value)
        except (TypeError, ValueError):
            raise ConfigurationError(f"POLICY: {name} cannot be {value!r}.") from None
    return Policy(**values)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _days(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_DAYS:
        raise ValueError
    return value


def _rows(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_ROWS:
        raise ValueError
    return value


def _working_days(value: object) -> int:
    days = _days(value)
    if not REPAIR.limit <= days <= (REPAIR.longest or REPAIR.limit):
        raise ValueError
    return days


def _inquiry_days(value: object) -> int:
    days = _days(value)
    if not AGENCY_ANSWER.limit <= days <= (AGENCY_ANSWER.longest or days):
        raise ValueError
    return days


def _answer_days(value: object) -> int:
    days = _days(value)
    if not ANSWER_SUGGESTION.limit <= days <= (ANSWER_SUGGESTION.longest or days):
        raise ValueError
    return days


def _type_word(value: object) -> str:
    if not isinstance(value, str) or _TYPE_WORD.fullmatch(value) is None:
        raise ValueError
    return value


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _several_days(value: object) -> tuple[int, ...]:
    return tuple(_days(item) for item in _items(value))


def _codes(kind: type[StrEnum]) -> Callable[[object], frozenset[StrEnum]]:
    return lambda value: frozenset(kind(str(item)) for item in _items(value))


def _days_by_evidence(value: object) -> Mapping[EvidenceKind, int]:
    if not isinstance(value, dict):
        raise TypeError
    default = Policy().evidence_valid_days
    return MappingProxyType(
        {**default, **{EvidenceKind(kind): _days(days) for kind, days in value.items()}}
    )


_BY_KIND: Mapping[type, Callable[[object], object]] = {bool: _flag, int: _days}
_READ: dict[str, Callable[[object], object]] = {
    name: _BY_KIND[type(value)]
    for name in MEANINGS
    if type(value := getattr(Policy(), name)) in _BY_KIND
} | {
    "screened_rows_per_day": _rows,
    "watched_rows_per_asker": _rows,
    "suggestion_type": _type_word,
    "suggestion_answer_days": _answer_days,
    "repair_working_days": _working_days,
    "lifting_working_days": _working_days,
    "inquiry_answer_working_days": _inquiry_days,
    "urgent_inquiry_answer_working_days": _inquiry_days,
    "ordered_correction_working_days": _working_days,
    "evidence_valid_days": _days_by_evidence,
    "local_evidence": _codes(EvidenceKind),
    "remind_working_days_before": _several_days,
    "escalate_working_days_after": _several_days,
    "open_second_class_trains": _codes(TrainPrefix),
    "no_repair_causes": _codes(NoRepairCause),
}
