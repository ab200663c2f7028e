"""Notices in words (通知用语): what a notice says and carries, as the pages call it."""

from collections.abc import Iterable

from flask_babel import gettext

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
    comma = "、" if current_language() is Language.CHINESE else ", "
    return comma.join(words[NoticeField(code)] for code in codes)
