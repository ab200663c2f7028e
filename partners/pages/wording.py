"""Wording of the pages (页面用语): states, concerns and moments in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext

from partners.oversight.receipt_faults import ReceiptFaults
from partners.oversight.status import StreamReport
from partners.pages import refusal_words
from partners.pages.concerns import Concern
from partners.states import EndpointState, ResendKind, ResendState, StreamStatus
from registry.i18n import Language, current_language
from registry.public import wording
from registry.rules import inquiry_requests
from schemas.case_codes import EnforcementState, InquiryResult
from schemas.codes import Ground, ListName, RestrictedAct, Role
from schemas.inquiry_codes import (
    AskState,
    CannotAnswer,
    InquiryKind,
    InquiryOutcome,
    InquiryStanding,
    ViewPurpose,
)
from schemas.labels import label
from schemas.screening_codes import Match, ScreeningPurpose, ScreeningState, WatchState

_LOUD = (AskState.SILENT, AskState.REJECTED, AskState.CANNOT_ANSWER)
_DONE = (AskState.FOUND, AskState.NOTHING_FOUND)


def state(code: str) -> str:
    """Return how a stream or an endpoint stands, in words; a code that has none as it is."""
    words = {
        StreamStatus.RUNNING.value: gettext("推送中"),
        StreamStatus.PAUSED.value: gettext("已暂停"),
        StreamStatus.HALTED.value: gettext("已停住"),
        StreamStatus.UNPROVEN.value: gettext("未验证"),
        StreamStatus.PULLING.value: gettext("自行拉取"),
        StreamStatus.RETIRED.value: gettext("已退出"),
        StreamStatus.AWAITING_SNAPSHOT.value: gettext("等待快照"),
        EndpointState.STANDBY.value: gettext("备用"),
        EndpointState.IN_USE.value: gettext("使用中"),
    }
    return words.get(code, code)


def purpose(code: str, language: Language) -> str:
    """Return what a list is screened for, in words."""
    return label(ScreeningPurpose(code), language)


def match(code: str, language: Language) -> str:
    """Return how a row and a record go together, in words."""
    return label(Match(code), language)


def of_list(code: str, language: Language) -> str:
    """Return the name of a public list."""
    return label(ListName(code), language)


def of_lists(codes: Iterable[str]) -> str:
    """Return the names of public lists."""
    language = current_language()
    comma = "、" if language is Language.CHINESE else ", "
    return comma.join(of_list(code, language) for code in codes)


def kinds(codes: Iterable[str]) -> str:
    """Return the kinds of an inquiry, in words."""
    language = current_language()
    comma = "、" if language is Language.CHINESE else ", "
    return comma.join(label(InquiryKind(code), language) for code in codes)


def inquiry_result(code: str, language: Language) -> str:
    """Return what came of an inquiry, in words."""
    return label(InquiryResult(code), language)


def inquiry_standing(code: str, language: Language) -> str:
    """Return how an inquiry stands in a court's list, in words."""
    return label(InquiryStanding(code), language)


def inquiry_outcome(code: str, language: Language) -> str:
    """Return what an agency says of one kind, in words."""
    return label(InquiryOutcome(code), language)


def ask_state(code: str, language: Language) -> str:
    """Return how an asked agency stands, in words."""
    return label(AskState(code), language)


def ask_tone(code: str, is_overdue: bool) -> str:
    """Return how loud the state of an asked agency is shown, as the style sheet calls it."""
    if is_overdue or code in _LOUD:
        return "dishonest"
    return "valid" if code in _DONE else "restricted"


def cannot_answer(code: str, language: Language) -> str:
    """Return why an agency cannot answer, in words."""
    return label(CannotAnswer(code), language)


def view_purpose(code: str, language: Language) -> str:
    """Return what answers are read for, in words."""
    return label(ViewPurpose(code), language)


def role(code: str, language: Language) -> str:
    """Return what somebody is in a court, in words."""
    return label(Role(code), language)


def articles(basis: str, language: Language) -> str:
    """Return what an inquiry rests on, with the full titles."""
    is_chinese = language is Language.CHINESE
    states = (EnforcementState.OPEN, EnforcementState.ROUND_CLOSED)
    known = {
        str(found): found.zh if is_chinese else f"{found} ({found.instrument.title_en})"
        for state in states
        for found in inquiry_requests.basis(state)
    }
    return ("；" if is_chinese else "; ").join(known.get(code, code) for code in basis.split("; "))


def screening_state(code: str, language: Language) -> str:
    """Return how a screening stands, in words."""
    return label(ScreeningState(code), language)


def watch_state(code: str, language: Language) -> str:
    """Return how a watch stands, in words."""
    return label(WatchState(code), language)


def reasons(record: Mapping[str, Any]) -> str:
    """Return the grounds or the restricted acts of a record, in words."""
    language = current_language()
    codes = [
        *(label(Ground(code), language) for code in record["grounds"]),
        *(label(RestrictedAct(code), language) for code in record["acts"]),
    ]
    return ("；" if language is Language.CHINESE else "; ").join(codes)


def day(on: date | str | None) -> str:
    """Return a legal day as people write it; a dash for none."""
    return "—" if on is None else wording.legal_date(str(on))


def resend_state(code: str) -> str:
    """Return how a work of sending again stands, in words."""
    return {
        ResendState.WAITING: gettext("进行中"),
        ResendState.DONE: gettext("已完成"),
        ResendState.CANCELLED: gettext("已停止"),
    }[ResendState(code)]


def resend_kind(code: str) -> str:
    """Return what is sent again, in words."""
    return {
        ResendKind.REPLAY: gettext("按序号补发"),
        ResendKind.RECORDS: gettext("对账补发"),
    }[ResendKind(code)]


def span(length: timedelta) -> str:
    """Return a length of time in words."""
    hours = int(length.total_seconds() // 3600)
    if hours:
        return gettext("%(count)s 小时", count=hours)
    return gettext("%(count)s 分钟", count=int(length.total_seconds() // 60))


def concern(found: Concern, stream: StreamReport) -> str:
    """Return what of a stream a person should look at, in words."""
    faults = stream.receipt_faults
    return {
        Concern.HALTED: gettext("推送停住，需要人工处理"),
        Concern.UNPROVEN: gettext("没有通过验证的接收地址"),
        Concern.FAILING: gettext("连续推送失败"),
        Concern.PARKED: gettext("有 %(count)s 条通知搁置，须由运维人员处理", count=stream.parked),
        Concern.WAITING: gettext("有通知等待超过 15 分钟"),
        Concern.UNCONFIRMED: gettext("有措施解除超过一天仍未确认"),
        Concern.UNANSWERED: gettext("有协助查询逾期未答复"),
        Concern.RECEIPTS: gettext(
            "近七日应答中的反馈有 %(count)s 处问题，须由单位改正后重新反馈",
            count=0 if faults is None else faults.count,
        ),
    }[found]


def waiting(stream: StreamReport) -> str:
    """Return how many notices wait, in words where they are too many to be counted."""
    least, most = stream.waiting, stream.waiting_at_most
    if least == most:
        return str(least)
    return gettext("%(least)s 以上，至多 %(most)s", least=least, most=most)


def receipt_fault(faults: ReceiptFaults) -> str:
    """Return what was wrong with the last answer whose receipts had something wrong; a sentence
    that was kept before there were codes stands as it is.
    """
    fault = faults.fault
    said = faults.sentence if fault is None else refusal_words.of(fault.code, fault.facts)
    return gettext("%(term)s：%(value)s", term=moment(faults.at), value=said)


def moment(at: datetime | None) -> str:
    """Return a moment as people in Beijing time write it; a dash for none."""
    return "—" if at is None else wording.moment(at)


def span_of(since: datetime, until: datetime | None) -> str:
    """Return since when and until when something is good, in words."""
    if until is None:
        return gettext("自 %(since)s 起", since=moment(since))
    return f"{moment(since)} – {moment(until)}"


def ago(at: datetime | None, now: datetime) -> str:
    """Return how long ago something happened."""
    if at is None:
        return "—"
    minutes = max(int((now - at).total_seconds() // 60), 0)
    if minutes < 60:
        return gettext("%(count)s 分钟", count=minutes)
    if minutes < 48 * 60:
        return gettext("%(count)s 小时", count=minutes // 60)
    return gettext("%(count)s 天", count=minutes // (24 * 60))
