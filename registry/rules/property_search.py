"""Inquiries and clues (查控与财产线索) as they are recorded: their days follow one another, and
what was answered has its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock
from registry.rules.clocks_of_cases import CLUE, URGENT_CLUE
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none
from schemas.case_codes import InquiryResult, InvestigationMeasure

DAYS_IN_ORDER = Rule(
    "property_search.days_in_order",
    Article(Instrument.REGISTER_RULES, 28),
    "立案、查询、反馈、告知申请执行人，收到线索、核实线索，日期依次不得倒置。",
    "Filing, inquiry, answer and telling the creditor follow one another; so do the receipt of a "
    "clue and its verification.",
)
ANSWER_HAS_DAY = Rule(
    "property_search.answer_has_day",
    Article(Instrument.REGISTER_RULES, 28),
    "已有答复的，应当记录答复日期；尚未答复的，没有答复日期。",
    "An answer has its day, and no reply has none.",
)
TOLD_OF_AN_ANSWER = Rule(
    "property_search.told_of_an_answer",
    Article(Instrument.ROUND_RULES, 9),
    "告知申请执行人的是查询结果；尚未答复的，没有结果可以告知。",
    "The creditor is told the result of an inquiry, which one without a reply does not have.",
)
RULES = (DAYS_IN_ORDER, ANSWER_HAS_DAY, TOLD_OF_AN_ANSWER)

CLUE_CLOCK = Computation(
    "property_search.clue_clock",
    Article(Instrument.PROPERTY_RULES, 2),
    "具体的财产线索七日内核实，紧急的三日内；不具体的没有期限，但在核实之前仍然妨碍依第十条第四项删除。",
    "A concrete clue is verified within seven days, an urgent one within three; one that is not "
    "concrete has no day, and stands in the way of Art. 10(4) all the same.",
)
LEFT_OPEN = Computation(
    "property_search.left_open",
    Article(Instrument.ROUND_RULES, 3),
    "录入的查控，以后以同一方式就同一被执行人（或者全部被执行人）再次查询的，以后一次为准；"
    "最后一次尚未答复、查询失败的，即为尚未查明。",
    "Of inquiries that a court records the last one made the same way about a debtor, or about "
    "all, counts: without a reply, or failed, it leaves open whether there is property.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (CLUE_CLOCK, LEFT_OPEN)

_DATED = frozenset({InquiryResult.NOTHING_FOUND, InquiryResult.PROPERTY_FOUND})


@dataclass(frozen=True, slots=True)
class Recorded:
    """An inquiry that a court recorded: how it was made, and what came of it."""

    means: InvestigationMeasure
    result: InquiryResult


def days_in_order(**days: date | None) -> Finding:
    """Return whether the named days follow one another; those that are None are left out."""
    stated = [day for day in days.values() if day is not None]
    return DAYS_IN_ORDER.finding(
        stated == sorted(stated), **{name: day_or_none(day) for name, day in days.items()}
    )


def answer_findings(
    result: InquiryResult, answered_on: date | None, creditor_told_on: date | None
) -> tuple[Finding, ...]:
    """Return whether the result of an inquiry is recorded as it may be."""
    has_day = answered_on is not None
    dated = has_day if result in _DATED else not has_day or result is not InquiryResult.NO_REPLY
    return (
        ANSWER_HAS_DAY.finding(dated, result=result, answered_on=day_or_none(answered_on)),
        TOLD_OF_AN_ANSWER.finding(
            creditor_told_on is None or result is not InquiryResult.NO_REPLY,
            result=result,
            creditor_told_on=day_or_none(creditor_told_on),
        ),
    )


def is_answered(result: InquiryResult) -> bool:
    """Tell whether an inquiry has an answer, which is then not changed any more."""
    return result in _DATED


def left_open(recorded: Iterable[Recorded]) -> frozenset[int]:
    """Return which of the inquiries that concern a debtor leave open whether there is property, by
    their places.

    :param recorded: in the order in which they were made.
    """
    last = {each.means: (place, each.result) for place, each in enumerate(recorded)}
    return frozenset(place for place, result in last.values() if not is_answered(result))


def clue_clock(*, concrete: bool, urgent: bool) -> Clock | None:
    """Return the clock that runs for the verification of a clue."""
    if not concrete:
        return None
    return URGENT_CLUE if urgent else CLUE
