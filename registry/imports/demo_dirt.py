"""Dirt in demo records (演示记录中的问题数据): repetitions, updates, and records that have to be
refused, one way for each reason.
"""

from collections import deque
from collections.abc import Callable
from random import Random

from schemas.import_codes import RejectionReason

Record = dict[str, str]
Fault = Callable[[Record], Record]

_REPEATED, _UPDATED, _FAULTY = 0.03, 0.02, 0.03
_REMEMBERED = 400


def _with(**changes: str) -> Fault:
    return lambda record: {**record, **changes}


FAULTS: dict[RejectionReason, Fault] = {
    RejectionReason.CONTROL_CHARACTER: lambda record: {
        **record,
        "iname": record["iname"] + "\x07",
    },
    RejectionReason.NAME_MISSING: _with(iname="  "),
    RejectionReason.NAME_TOO_LONG: _with(iname="某" * 256),
    RejectionReason.CASE_NUMBER_MALFORMED: _with(caseCode="第1234号"),
    RejectionReason.COURT_CODE_UNKNOWN: _with(caseCode="(2023)厦0203执1234号"),
    RejectionReason.CASE_TYPE_NOT_ENFORCEMENT: lambda record: {
        **record,
        "caseCode": record["gistId"],
    },
    RejectionReason.COURT_MISMATCH: _with(courtName="某某市演示区人民法院"),
    RejectionReason.ID_NUMBER_MALFORMED: _with(partyTypeName="0", cardNum="无"),
    RejectionReason.ID_NUMBER_CHECK_DIGIT: _with(partyTypeName="0", cardNum="110199199001010011"),
    RejectionReason.CREDIT_CODE_MALFORMED: _with(partyTypeName="1", cardNum="9199"),
    RejectionReason.CREDIT_CODE_CHECK_DIGIT: _with(partyTypeName="1", cardNum="91110199MA00000001"),
    RejectionReason.DATE_INVALID: _with(regDate="20230231"),
    RejectionReason.PUBLISHED_BEFORE_FILED: _with(publishDate="2001年01月01日"),
    RejectionReason.PUBLISHED_IN_FUTURE: _with(publishDate="2099年01月01日"),
    RejectionReason.GROUND_UNKNOWN: _with(disruptTypeName="欠债不还"),
    RejectionReason.MINOR_NEVER_LISTED: _with(
        partyTypeName="0", age="15", cardNum="1101992015****0018", sexy="男性"
    ),
}


_FAULTS = tuple(FAULTS.values())


class Dirt:
    """Puts something else in the place of some records."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._seen: deque[Record] = deque(maxlen=_REMEMBERED)

    def remember(self, record: Record) -> None:
        """Remember a record, to repeat or update it later."""
        self._seen.append(record)

    def instead(self) -> Record | None:
        """Return what stands in the place of the next record, if anything does."""
        chance = self._random.random()
        if not self._seen or chance >= _REPEATED + _UPDATED + _FAULTY:
            return None
        record = self._seen[int(self._random.random() * len(self._seen))]
        if chance < _REPEATED:
            return dict(record)
        if chance < _REPEATED + _UPDATED:
            part = 1000 + int(self._random.random() * 90_000)
            return {**record, "performance": "部分未履行", "performedPart": f"{part}元"}
        return self._random.choice(_FAULTS)(record)
