"""What agencies answer (协助查询答复): what counts as property found, what the answers of all asked
agencies come to, and how each of them stands.

"Nothing found", "cannot answer" and silence are three answers, and the first alone counts (Listing
Rules Art. 10(4), Round Rules Art. 1 and 9). One request is one inquiry: it has found nothing only
when everybody who was asked has found nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Mark
from registry.rules.inquiry_requests import NO_PROPERTY
from registry.rules.policy import Policy
from schemas.case_codes import Bearing, InquiryResult
from schemas.inquiry_codes import AskState, InquiryKind, InquiryOutcome

_REGISTER = Instrument.REGISTER_RULES

HAS_WORTH = Computation(
    "inquiry_answers.has_worth",
    Article(_REGISTER, 49),
    "余额、数量、现金价值为零的账户、证券、保单不是发现财产；非财产信息不是财产。",
    "An account, a holding or a policy that is worth nothing is no property found, nor is what is "
    "no property.",
)
RESULT = Computation(
    "inquiry_answers.result",
    Article(Instrument.LISTING_RULES, 10, item=4),
    "一次请求为一次查询：任何单位发现财产即为发现财产；全部答复查无财产才是未发现财产；"
    "有未答复的为尚未答复，都已答复而有不能答复的为不能答复（查询失败）。",
    "A request is one inquiry: property that anybody found is found; nothing is found when "
    "everybody says so; it has no reply until all have answered, and failed where all have and "
    "somebody cannot.",
    mark=Mark.DERIVED,
)
COVERS_NETWORK = Computation(
    "inquiry_answers.covers_network",
    Article(Instrument.ROUND_RULES, 3),
    "存款、其他支付工具、不动产、车辆、证券均已查询的，才是一次完整的网络查询。",
    "A network inquiry is complete when deposits, other means of payment, real property, vehicles "
    "and securities were asked for.",
    mark=Mark.LIKELY,
)
BEARING = Computation(
    "inquiry_answers.bearing",
    Article(_REGISTER, 49),
    "发现财产的证明有履行能力；完整查询未发现财产的证明无履行能力；其他的不能证明。",
    "Property found speaks for ability, a complete inquiry that found nothing for inability, and "
    "anything else for neither.",
)
ASK_STATE = Computation(
    "inquiry_answers.ask_state",
    Article(_REGISTER, 48),
    "未送达的不是不答复；已送达而逾期未答复的为逾期未答复；拒绝办理、不能答复、查无记录分别记明。",
    "What was not sent is not met with silence; past its day it is; a rejection, an answer that "
    "cannot be given and nothing found are told apart.",
)
IS_AWAITED = Computation(
    "inquiry_answers.is_awaited",
    Article(_REGISTER, 48),
    "有被查询单位未就全部类别答复的，仍待答复；其他单位发现财产、本单位受理或者拒绝办理都不是答复，"
    "不能答复是答复。",
    "An answer is awaited until every agency has answered on every kind that it was asked: what "
    "another found, a receipt and a rejection are no answers; that it cannot answer is one.",
)
IS_LATE = Computation(
    "inquiry_answers.is_late",
    Article(_REGISTER, 48),
    "期限届满当日答复的为按期答复；届满之后的答复照常收录，记为逾期答复。",
    "What is answered on the due day is in time; what comes later is taken all the same, and is "
    "late.",
)
IS_CURRENT = Computation(
    "inquiry_answers.is_current",
    Article(_REGISTER, 100),
    "答复所依据的数据，截至之日早于提出请求之日超过规定日数（默认三十一日）的，不说明现在的财产状况，"
    "不予收录；没有较新数据的，答复不能答复。",
    "What data say that is older than the request by more than so many days (31 unless a court "
    "sets another number) says nothing of what there is now, and is not taken; whoever has none "
    "that is newer cannot answer.",
)
LEFT_OPEN = Computation(
    "inquiry_answers.left_open",
    Article(Instrument.ROUND_RULES, 3),
    "每一单位就每一财产类别的答复，以最后一次向其查询该类别的请求为准；此后只向其他单位、就其他类别"
    "查询的，其他单位发现财产的，都不能代替；未答复、不能答复的，即为尚未查明。",
    "What an agency says of a kind of property counts by the last request that asked it for that "
    "kind: neither a later one to others or for other kinds nor what others found stands in for "
    "it. Silence and an answer that cannot be given leave it open.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (
    HAS_WORTH,
    RESULT,
    COVERS_NETWORK,
    BEARING,
    ASK_STATE,
    IS_AWAITED,
    IS_LATE,
    IS_CURRENT,
    LEFT_OPEN,
)

NETWORK_KINDS = frozenset(
    {
        InquiryKind.ACCOUNTS,
        InquiryKind.NETWORK_FUNDS,
        InquiryKind.REAL_PROPERTY,
        InquiryKind.VEHICLES,
        InquiryKind.SECURITIES,
    }
)
# What says how much an item is worth; of other kinds every item is property.
_MEASURED_BY: Mapping[InquiryKind, str] = MappingProxyType(
    {
        InquiryKind.ACCOUNTS: "balance",
        InquiryKind.NETWORK_FUNDS: "balance",
        InquiryKind.SECURITIES: "quantity",
        InquiryKind.INSURANCE: "cash_value",
        InquiryKind.PROVIDENT_FUND: "balance",
        InquiryKind.INCOME: "amount",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """What counts of an agency's answer on one kind: whether there is anything of worth in it."""

    outcome: InquiryOutcome
    worth: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An asked agency: its code, what it was asked, and what it said of each kind so far."""

    agency: str = ""
    kinds: frozenset[InquiryKind]
    said: Mapping[InquiryKind, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How far a request got with an agency, by its stream and its receipts."""

    withdrawn: bool = False
    sent: bool = False
    accepted: bool = False
    rejected: bool = False
    overdue: bool = False


def has_worth(kind: InquiryKind, items: Iterable[Mapping[str, object]]) -> bool:
    """Tell whether any item of a kind is property that is worth something."""
    if kind in NO_PROPERTY:
        return False
    measure = _MEASURED_BY.get(kind)
    return any(measure is None or Decimal(str(item[measure])) > 0 for item in items)


def result(asked: Sequence[Asked]) -> InquiryResult:
    """Return what the answers of all who were asked about a debtor come to."""
    counting = [
        agency.said.get(kind) for agency in asked for kind in sorted(agency.kinds - NO_PROPERTY)
    ]
    if any(said is not None and said.worth for said in counting):
        return InquiryResult.PROPERTY_FOUND
    if not counting or any(said is None for said in counting):
        return InquiryResult.NO_REPLY
    failed = any(said and said.outcome is InquiryOutcome.CANNOT_ANSWER for said in counting)
    return InquiryResult.FAILED if failed else InquiryResult.NOTHING_FOUND


def covers_network(kinds: Iterable[InquiryKind]) -> bool:
    """Tell whether an inquiry for these kinds is a complete network inquiry."""
    return frozenset(kinds) >= NETWORK_KINDS


def bearing(found: InquiryResult, *, complete: bool) -> Bearing:
    """Return what the result of an inquiry speaks for.

    :param complete: whether it covers the network.
    """
    if found is InquiryResult.PROPERTY_FOUND:
        return Bearing.ABILITY
    empty = found is InquiryResult.NOTHING_FOUND and complete
    return Bearing.INABILITY if empty else Bearing.NEITHER


def ask_state(asked: Asked, handling: Handling) -> AskState:
    """Return how an asked agency stands."""
    if handling.withdrawn:
        return AskState.WITHDRAWN
    if asked.said:
        return _answered(asked)
    reached = (
        (handling.rejected, AskState.REJECTED),
        (handling.sent and handling.overdue, AskState.SILENT),
        (handling.accepted, AskState.ACCEPTED),
        (handling.sent, AskState.SENT),
    )
    return next((state for holds, state in reached if holds), AskState.WAITING)


def is_awaited(asked: Iterable[Asked]) -> bool:
    """Tell whether any of the agencies that are asked about a debtor still has to answer."""
    return any(agency.kinds - agency.said.keys() for agency in asked)


def left_open(inquiries: Iterable[Sequence[Asked]]) -> frozenset[int]:
    """Return which inquiries about one debtor leave something open, by their places.

    :param inquiries: who was asked in each, in the order in which they were made.
    """
    last: dict[tuple[str, InquiryKind], tuple[int, Said | None]] = {}
    for place, everybody in enumerate(inquiries):
        for agency in everybody:
            for kind in agency.kinds - NO_PROPERTY:
                last[agency.agency, kind] = place, agency.said.get(kind)
    return frozenset(place for place, said in last.values() if not _is_said(said))


def is_late(answered_on: date, due_on: date) -> bool:
    """Tell whether an answer came after the day on which it was due."""
    return answered_on > due_on


def is_current(outcome: InquiryOutcome, as_of: date, requested_on: date, *, policy: Policy) -> bool:
    """Tell whether the data of an answer are new enough to be taken; that an agency cannot answer
    needs none.

    :param as_of: the day the data are of.
    """
    oldest = requested_on - timedelta(days=policy.inquiry_data_days)
    return outcome is InquiryOutcome.CANNOT_ANSWER or as_of >= oldest


def _is_said(said: Said | None) -> bool:
    return said is not None and said.outcome is not InquiryOutcome.CANNOT_ANSWER


def _answered(asked: Asked) -> AskState:
    if asked.kinds - asked.said.keys():
        return AskState.PARTLY_ANSWERED
    outcomes = {said.outcome for said in asked.said.values()}
    for outcome in (InquiryOutcome.FOUND, InquiryOutcome.CANNOT_ANSWER):
        if outcome in outcomes:
            return AskState(outcome.value)
    return AskState.NOTHING_FOUND
