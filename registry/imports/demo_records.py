"""Demo records (演示记录): invented records in the shape of the public court sites, for
demonstrations, tests and measurements.

Nobody is meant: every number has an area that does not exist (it ends in 99), with check digits
that fit. The same count and seed give the same records, whatever the day.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from registry.imports import demo_dirt
from registry.imports.court_table import shipped
from registry.imports.demo_debtors import DemoDebtor, DemoDebtors, compact_day
from registry.imports.demo_dirt import Record
from registry.imports.demo_names import endless
from registry.services.access.courts import AddCourt
from schemas.codes import CourtLevel, Ground
from schemas.labels import label
from schemas.provinces import Province, court_level, province_of_court

# The last day of publication: long enough ago for every clock that reads them.
UNTIL = date(2025, 12, 31)
_DAYS = 8 * 365
_KNOWN_DEBTORS = 0.08
_SHARED_CASES = 0.04
_PARTIAL, _FULL = 0.14, 0.004
_REMEMBERED = 400
_LONGEST_WAIT = 400

_GROUNDS: tuple[tuple[str, float], ...] = tuple(
    (",".join(label(ground, "zh") for ground in grounds), weight)
    for grounds, weight in (
        ((Ground.REFUSES_THOUGH_ABLE,), 60),
        ((Ground.BREACHES_REPORTING,), 14),
        ((Ground.EVADES,), 5),
        ((Ground.BREACHES_RESTRICTION,), 6),
        ((Ground.OBSTRUCTS,), 3),
        ((Ground.REFUSES_SETTLEMENT,), 2),
        ((Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING), 5),
        ((Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_RESTRICTION), 3),
        ((Ground.BREACHES_REPORTING, Ground.BREACHES_RESTRICTION), 1),
    )
)
_LABEL_OF_2013 = ("其他有履行能力而拒不履行生效法律文书确定义务的", 1.0)
_DUTIES = (
    "被告于本判决生效后十日内偿还原告借款本金人民币{}元及利息。",
    "被执行人应于本判决生效之日起十日内支付货款{}元。",
    "支付申请执行人工程款{}元，并承担案件受理费。",
    "限被告于判决生效后五日内一次性支付赔偿款{}元，逾期加倍支付迟延履行期间的债务利息。",
    "偿还信用卡透支本金{}元及利息、滞纳金（计算至实际清偿之日止）。",
    "支付拖欠的劳动报酬{}元。",
)
_TYPES = (("执", 78.0), ("执恢", 22.0))


@dataclass(frozen=True, slots=True)
class _Case:
    """A case and what it is about."""

    court: AddCourt
    province: Province
    number: str
    filed: int
    published: int
    basis_number: str
    duty: str
    amount: int


def demo_records(count: int, *, seed: int, dirty: bool = False) -> Iterator[Record]:
    """Yield so many records.

    :param dirty: some repeat others, some update them, some have to be refused.
    """
    random = Random(seed)  # noqa: S311 - nothing here is secret
    fresh = _Records(random)
    dirt = demo_dirt.Dirt(random) if dirty else None
    for _ in range(count):
        record = dirt.instead() if dirt else None
        if record is None:
            record = fresh.next()
            if dirt:
                dirt.remember(record)
        yield record


class _Records:
    """Draws records that an import takes in."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._debtors = DemoDebtors(random)
        self._courts = _courts(random)
        self._grounds = _drawn(random, (*_GROUNDS, _LABEL_OF_2013))
        self._types = _drawn(random, _TYPES)
        self._serials: Counter[str] = Counter()
        self._known: deque[DemoDebtor] = deque(maxlen=_REMEMBERED)
        self._case = self._new_case()

    def next(self) -> Record:
        """Return one more record."""
        random = self._random.random
        shared = random() < _SHARED_CASES
        if not shared:
            self._case = self._new_case()
        debtor = self._debtor(new=shared)
        return self._record(debtor, self._case)

    def _debtor(self, *, new: bool) -> DemoDebtor:
        if not new and self._known and self._random.random() < _KNOWN_DEBTORS:
            debtor = self._known[int(self._random.random() * len(self._known))]
            if debtor.is_of_age(self._case.published):
                return debtor
        debtor = self._debtors.new(self._case.province, self._case.published)
        self._known.append(debtor)
        return debtor

    def _new_case(self) -> _Case:
        random = self._random.random
        court, province = next(self._courts)
        # More of what is recent.
        published = UNTIL.toordinal() - int(_DAYS * random() ** 1.5)
        filed = published - 15 - int(_LONGEST_WAIT * random() ** 2)
        year = int(compact_day(filed)[:4])
        series = f"({year}){court.code}{next(self._types)}"
        self._serials[series] += 1
        # Sums spread over orders of magnitude, as debts do.
        amount = int(10 ** (3.7 + 3.3 * random()))
        return _Case(
            court,
            province,
            f"{series}{self._serials[series]}号",
            filed,
            published,
            f"({year - 1}){court.code}民初{1 + int(random() * 9000)}号",
            _DUTIES[int(random() * len(_DUTIES))].format(amount),
            amount,
        )

    def _record(self, debtor: DemoDebtor, case: _Case) -> Record:
        performance, performed, outstanding = self._performance(case.amount)
        published = compact_day(case.published)
        return {
            "iname": debtor.name,
            "partyTypeName": debtor.party_type,
            "sexy": debtor.sex,
            "age": debtor.age(case.published),
            "cardNum": debtor.number,
            "businessEntity": debtor.representative,
            "courtName": case.court.name,
            "areaName": case.province.short_name,
            "caseCode": case.number,
            "regDate": compact_day(case.filed),
            "publishDate": f"{published[:4]}年{published[4:6]}月{published[6:]}日",
            "gistId": case.basis_number,
            "gistUnit": case.court.name,
            "duty": case.duty,
            "performance": performance,
            "performedPart": performed,
            "unperformPart": outstanding,
            "disruptTypeName": next(self._grounds),
        }

    def _performance(self, amount: int) -> tuple[str, str, str]:
        chance = self._random.random()
        if chance < _FULL:
            return "全部已履行", f"{amount}元", "暂无"
        if chance < _FULL + _PARTIAL:
            part = int(amount * (0.05 + 0.8 * self._random.random()))
            return "部分未履行", f"{part}元", f"{amount - part}元"
        return "全部未履行", "暂无", "暂无"


def _courts(random: Random) -> Iterator[tuple[AddCourt, Province]]:
    """Draw courts; a few have many cases, as courts of large cities do."""
    courts = [
        (court, province)
        for court in shipped()
        if (province := province_of_court(court.code)) and province.gb_code
        if court_level(court.code) in (CourtLevel.INTERMEDIATE, CourtLevel.BASIC)
    ]
    random.shuffle(courts)
    return endless(random, courts, [1 / (place + 10) for place in range(len(courts))])


def _drawn(random: Random, choices: tuple[tuple[str, float], ...]) -> Iterator[str]:
    return endless(random, [text for text, _ in choices], [weight for _, weight in choices])
