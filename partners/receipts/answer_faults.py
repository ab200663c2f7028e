"""Faults of answers (反馈问题的认定): what was wrong with a receipt in an answer to a delivery.

A code and facts; words for it are found where it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

TOO_LONG: Final = "receipt_fault.too_long"
NO_JSON: Final = "receipt_fault.no_json"
NO_OBJECT: Final = "receipt_fault.no_object"
NO_LIST: Final = "receipt_fault.no_list"
UNREADABLE: Final = "receipt_fault.unreadable"
NOTICE_UNKNOWN: Final = "receipt_fault.notice_unknown"
MEASURE_UNNAMED: Final = "receipt_fault.measure_unnamed"
REASON_MISSING: Final = "receipt_fault.reason_missing"
CODES = frozenset(
    {
        TOO_LONG,
        NO_JSON,
        NO_OBJECT,
        NO_LIST,
        UNREADABLE,
        NOTICE_UNKNOWN,
        MEASURE_UNNAMED,
        REASON_MISSING,
    }
)


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What was wrong with a receipt, or with an answer as a whole.

    :ivar facts: what its agency needs to mend it; never what it wrote into a field.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def written(fault: AnswerFault | None) -> str:
    """Return a fault as it is kept with the attempt; an empty text for none."""
    if fault is None:
        return ""
    return orjson.dumps({"code": fault.code, "facts": fault.facts}).decode()


def read(text: str) -> AnswerFault | None:
    """Return the fault that was kept; nothing where a sentence was, as before there were codes."""
    try:
        kept = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(kept, dict) or kept.get("code") not in CODES:
        return None
    return AnswerFault(kept["code"], kept["facts"])
