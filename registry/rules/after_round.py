"""After a round was closed (终本之后), End-this-round Rules Art. 9: an inquiry every six months for
five years, resumption at once when property appears, and the two empty inquiries of Listing Rules
Art. 10(4).

"Nothing found", "no reply yet" and "failed" are three answers, and the first alone counts. The days
of the inquiries are counted from the ruling, each by itself, so that the end of a month does not
wander; five years are five years, so no holiday moves a day beyond them.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    stated,
    yes_or_no,
)
from registry.rules.removal import INQUIRIES_NEEDED
from schemas.case_codes import EnforcementState, InquiryResult

INQUIRY_MONTHS = 6
INQUIRY_YEARS = 5

_ANSWERS = frozenset({InquiryResult.NOTHING_FOUND, InquiryResult.PROPERTY_FOUND})

_ARTICLE_9 = Article(Instrument.ROUND_RULES, 9)
_ARTICLE_10_4 = Article(Instrument.LISTING_RULES, 10, item=4)

TWO_EMPTY_INQUIRIES = Rule(
    "after_round.two_empty_inquiries",
    _ARTICLE_10_4,
    "终本之后两次以上网络查询未发现可供执行财产；尚未答复、不能答复的不计算在内。",
    "Two inquiries since the closing found nothing; one without a reply, or that failed, does not "
    "count.",
)
NOTHING_FOUND_SINCE = Rule(
    "after_round.nothing_found_since",
    _ARTICLE_10_4,
    "终本之后的查询均未发现可供执行财产。",
    "No inquiry since the closing found property.",
)
NO_EFFECTIVE_CLUE = Rule(
    "after_round.no_effective_clue",
    _ARTICLE_10_4,
    "申请执行人或者其他人未提供有效财产线索；尚未核实的线索，核实之前不得删除。",
    "Nobody gave an effective clue, and none is still to be verified.",
)
PROPERTY_APPEARED = Rule(
    "after_round.property_appeared",
    _ARTICLE_9,
    "查询发现财产，或者申请执行人提供的财产线索经核查属实的，恢复执行。",
    "Enforcement is resumed when an inquiry finds property or a clue proves true.",
)
APPLIED_SINCE_CLOSING = Rule(
    "after_round.applied_since_closing",
    Article(Instrument.CPL_INTERPRETATION, 517),
    "申请执行人在终本之后随时可以申请恢复执行；没有终本的，无须申请。",
    "The creditor applies to resume at any time after the round was closed; where it is not, there "
    "is nothing to resume.",
)
ANSWER_REASONED = Rule(
    "after_round.answer_reasoned",
    Article(Instrument.REGISTER_RULES, 80),
    "申请执行人申请恢复执行而不予恢复的，应当答复并说明理由。",
    "A creditor whose application to resume is not granted is told why.",
)
RULES = (
    TWO_EMPTY_INQUIRIES,
    NOTHING_FOUND_SINCE,
    NO_EFFECTIVE_CLUE,
    PROPERTY_APPEARED,
    APPLIED_SINCE_CLOSING,
    ANSWER_REASONED,
)

SCHEDULE = Computation(
    "after_round.inquiry_days",
    _ARTICLE_9,
    "终本之后五年内每六个月查询一次，共十次；各次日期自裁定之日起分别计算。",
    "For five years an inquiry every six months, ten in all, each day counted from the ruling.",
)
NEXT_INQUIRY = Computation(
    "after_round.next_inquiry",
    _ARTICLE_9,
    "下一次查询为尚未查询的最早一期；恢复执行、终结执行或者执行完毕的，不再查询。",
    "The next inquiry is the first of the ten that has not been made while the round is closed.",
)
COUNTING = Computation(
    "after_round.counting_days",
    _ARTICLE_10_4,
    "只计算终本之后、结果为未发现可供执行财产的查询，同日多次按一次计算。",
    "The days after the closing whose inquiries found nothing count, each day once.",
)
APPLICATION_LIMIT = Computation(
    "after_round.may_apply_to_resume",
    Article(Instrument.CPL_INTERPRETATION, 517),
    "终本之后申请执行人随时可以申请恢复执行，不受申请执行时效期间的限制。",
    "The creditor may apply to resume at any time; the limit of two years does not run.",
)
PUBLIC_RECORD = Computation(
    "after_round.is_shown",
    Article(Instrument.ROUND_RULES, 16),
    "终本案件信息对外公开；恢复执行、执行完毕或者终结执行的，予以屏蔽。",
    "A closed round is shown to the public until it is resumed, completed or terminated.",
    mark=Mark.LIKELY,
)
TO_BE_TOLD = Computation(
    "after_round.is_to_be_told",
    _ARTICLE_9,
    "终本之后的查询有结果（包括查询失败）而尚未告知申请执行人的，应当告知；结果变更的，再次告知。",
    "The creditor is to be told the result of an inquiry after the closing, that it failed "
    "included, and again where it has changed.",
)
COMPUTATIONS = (SCHEDULE, NEXT_INQUIRY, COUNTING, APPLICATION_LIMIT, PUBLIC_RECORD, TO_BE_TOLD)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A network inquiry: its day, what came of it, whether the creditor was told, and the day of
    the answer.
    """

    made_on: date
    result: InquiryResult
    creditor_told: bool = False
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue to property: ``effective`` is None until somebody has verified it."""

    received_on: date
    effective: bool | None = None


@dataclass(frozen=True, slots=True)
class AfterRound:
    """A closed round: the day of the ruling, and what came since."""

    closed_on: date | None
    inquiries: tuple[Inquiry, ...] = ()
    clues: tuple[Clue, ...] = ()


def inquiry_days(closed_on: date) -> tuple[date, ...]:
    """Return the days on which the court inquires after a round was closed."""
    times = INQUIRY_YEARS * 12 // INQUIRY_MONTHS
    return tuple(add_months(closed_on, INQUIRY_MONTHS * time) for time in range(1, times + 1))


def next_inquiry(after: AfterRound, state: EnforcementState) -> date | None:
    """Return the day of the next inquiry of the schedule, or None where none is left.

    Each answered inquiry serves one period of six months: the one in which it was made, or an
    earlier one that was missed. A second one in the same period serves no other.
    """
    if state is not EnforcementState.ROUND_CLOSED or after.closed_on is None:
        return None
    answered = sorted({each.made_on for each in after.inquiries if each.result in _ANSWERS})
    begin = after.closed_on
    for end in inquiry_days(after.closed_on):
        made_on = next((day for day in answered if day > begin), None)
        if made_on is None:
            return end
        answered = [day for day in answered if day > made_on]
        begin = end
    return None


def counting_days(after: AfterRound, *, on: date) -> tuple[date, ...]:
    """Return the days whose inquiries count for Listing Rules Art. 10(4)."""
    since = _since(after, on=on)
    return tuple(
        sorted({each.made_on for each in since if each.result is InquiryResult.NOTHING_FOUND})
    )


def removal_findings(after: AfterRound, *, on: date) -> tuple[Finding, ...]:
    """Return whether the removal ground of Listing Rules Art. 10(4) is open on a day."""
    counting = counting_days(after, on=on)
    since = _since(after, on=on)
    found = _found(after, on=on)
    unanswered = [each for each in since if each.result not in _ANSWERS]
    effective = [clue for clue in after.clues if clue.effective]
    unverified = [clue for clue in after.clues if clue.effective is None]
    return (
        TWO_EMPTY_INQUIRIES.finding(
            len(counting) >= INQUIRIES_NEEDED,
            closed_on=day_or_none(after.closed_on),
            counting=str(len(counting)),
            unanswered=str(len(unanswered)),
        ),
        NOTHING_FOUND_SINCE.finding(not found, property_found=str(len(found))),
        NO_EFFECTIVE_CLUE.finding(
            not effective and not unverified,
            effective=str(len(effective)),
            unverified=str(len(unverified)),
        ),
    )


def resumption_findings(after: AfterRound, *, on: date) -> tuple[Finding, ...]:
    """Return whether enforcement has to be resumed on a day, which nobody has a choice about."""
    found = bool(_found(after, on=on))
    clue = any(clue.effective for clue in after.clues)
    return (
        PROPERTY_APPEARED.finding(
            found or clue, property_found=yes_or_no(found), effective_clue=yes_or_no(clue)
        ),
    )


def is_to_be_told(inquiry: Inquiry, closed_on: date | None) -> bool:
    """Tell whether the creditor is still to be told the result of an inquiry.

    :param closed_on: the day of the ruling; None where the round is not closed.
    """
    since = closed_on is not None and inquiry.made_on > closed_on
    return since and inquiry.result is not InquiryResult.NO_REPLY and not inquiry.creditor_told


def may_apply_to_resume(closed_on: date, *, on: date) -> bool:
    """Tell whether the creditor may apply to resume on a day: on any, however late."""
    return on >= closed_on


def application_findings(closed_on: date | None, *, applied_on: date) -> tuple[Finding, ...]:
    """Return whether there is a closed round that the creditor applied to resume.

    :param closed_on: the day of the ruling; None where the round is not closed.
    """
    since = closed_on is not None and may_apply_to_resume(closed_on, on=applied_on)
    return (
        APPLIED_SINCE_CLOSING.finding(
            since, closed_on=day_or_none(closed_on), applied_on=applied_on.isoformat()
        ),
    )


def answer_findings(reason: str) -> tuple[Finding, ...]:
    """Return whether an application to resume may be answered without a resumption."""
    said = stated(reason)
    return (ANSWER_REASONED.finding(said, reason_stated=yes_or_no(said)),)


def is_shown(state: EnforcementState) -> bool:
    """Tell whether a case stands among the closed rounds that the public sees."""
    return state is EnforcementState.ROUND_CLOSED


def _since(after: AfterRound, *, on: date) -> tuple[Inquiry, ...]:
    closed_on = after.closed_on
    if closed_on is None:
        return ()
    return tuple(each for each in after.inquiries if closed_on < each.made_on <= on)


def _found(after: AfterRound, *, on: date) -> tuple[Inquiry, ...]:
    """Return the inquiries that have shown property since the closing, whenever they were made."""
    if after.closed_on is None:
        return ()
    return tuple(
        each
        for each in after.inquiries
        if each.result is InquiryResult.PROPERTY_FOUND
        and after.closed_on < max(each.made_on, each.answered_on or each.made_on) <= on
    )
