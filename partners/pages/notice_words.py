"""Notices in words (通知用语): what a notice says and carries, as the pages call it."""

from collections.abc import Iterable

from flask_babel import gettext

from partners.states import ParkState
from registry.i18n import Language, current_language
from schemas.measures import NoticeField


def notice(kind: str) -> str:
    """Return what a notice of a type says; a type that has no words as it is."""
    return {
        "listing.published": gettext("失信信息公布"),
        "listing.amended": gettext("失信信息更正"),
        "listing.extended": gettext("失信期限延长"),
        "listing.removed": gettext("失信信息删除"),
        "listing.revoked": gettext("失信信息撤销"),
        "restriction.imposed": gettext("限制消费"),
        "restriction.amended": gettext("限制消费更正"),
        "restriction.exempted": gettext("限制消费的准许"),
        "restriction.suspended": gettext("限制消费暂时解除"),
        "restriction.resumed": gettext("限制消费恢复"),
        "restriction.lifted": gettext("限制消费解除"),
        "repair.granted": gettext("信用修复"),
        "inquiry.requested": gettext("协助查询请求"),
        "measures.changed": gettext("措施变更"),
        "screening.alert": gettext("资格审查提示"),
        "watch.ends_soon": gettext("持续审查即将到期"),
        "stream.test": gettext("测试通知"),
    }.get(kind, kind)


def park_state(code: str) -> str:
    """Return how a notice stands that is kept out of a stream, in words."""
    return {
        ParkState.PARKED: gettext("被拒收"),
        ParkState.HELD: gettext("等待前一条"),
        ParkState.RELEASED: gettext("等待再发"),
        ParkState.SENT: gettext("已送达"),
        ParkState.CLOSED: gettext("已终结"),
        ParkState.OVER: gettext("已无须发送"),
    }[ParkState(code)]


def fields(codes: Iterable[str]) -> str:
    """Return what notices carry, in words."""
    words = {
        NoticeField.NAME: gettext("姓名或者名称"),
        NoticeField.DOCUMENTS: gettext("证件"),
        NoticeField.LEGAL_REPRESENTATIVE: gettext("法定代表人"),
        NoticeField.CASE: gettext("案号和法院"),
        NoticeField.GROUNDS: gettext("失信情形"),
        NoticeField.PUBLISHED_ON: gettext("公布日期"),
        NoticeField.ENDS_ON: gettext("届满日期"),
        NoticeField.AMOUNT_OUTSTANDING: gettext("未履行金额"),
        NoticeField.PERFORMANCE: gettext("履行情况"),
        NoticeField.ACTS: gettext("限制的行为"),
        NoticeField.IMPOSED_ON: gettext("限制日期"),
    }
    return comma().join(words[NoticeField(code)] for code in codes)


def comma() -> str:
    """Return what stands between the parts of a list."""
    return "、" if current_language() is Language.CHINESE else ", "
