"""Refusals in words (不予办理说明): what is wrong with a form, with the facts of it in brackets,
since a page has no other place for them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext

from registry.errors import ServiceError
from registry.i18n import Language, current_language
from registry.web import findings, texts
from schemas.inquiry_codes import RequestState
from schemas.labels import label
from schemas.screening_codes import RowFault, ScreeningState, WatchState


def told(error: ServiceError) -> str:
    """Return what is wrong, as a sentence of the page."""
    return of(error.code, error.facts)


def of(code: str, known: Mapping[str, Any]) -> str:
    """Return what a code and its facts say, as a sentence of the page."""
    language = current_language()
    detail = texts.detail_of(code, language)
    facts = gettext("；").join(_facts(known))
    if not facts:
        return detail
    if language is Language.CHINESE:
        return f"{detail.replace('见 facts', '见括号内').replace(' facts ', '括号内')}（{facts}）"
    return f"{detail.replace('`facts`', 'the brackets')} ({facts})"


def in_full(error: ServiceError) -> str:
    """Return what is wrong, and what the law says of it."""
    language = current_language()
    found = findings.explained(error.facts.get("findings"), language)
    return " ".join([told(error), *findings.sentences(found, language)])


def _facts(known: Mapping[str, Any]) -> Iterator[str]:
    terms = _terms()
    for name, value in known.items():
        if name == "rows" and isinstance(value, dict):
            yield from (_row(row, reason) for row, reason in value.items())
        elif name == "of" and isinstance(value, list):
            yield gettext("%(term)s：%(value)s", term=gettext("单位"), value=" ".join(value))
        elif name in terms and value != []:
            term, written = terms[name]
            said = _comma().join(value) if isinstance(value, list) else str(value)
            yield gettext("%(term)s：%(value)s", term=term, value=written(said))


def _comma() -> str:
    return "、" if current_language() is Language.CHINESE else ", "


def _row(row: str, reason: str) -> str:
    why = label(RowFault(reason), current_language())
    return gettext("增加的第 %(row)s 行：%(why)s", row=row, why=why)


def _terms() -> Mapping[str, tuple[str, Callable[[str], str]]]:
    """Return which facts are told, how they are called, and how they are written."""
    return {
        "field": (gettext("栏目"), _field),
        "column": (gettext("列"), _field),
        "needed": (gettext("所需权限"), str),
        "known": (gettext("可用的格式"), str),
        "state": (gettext("现在的状态"), _state),
        "longest_days": (gettext("最长日数"), str),
        "most": (gettext("上限（行）"), str),
        "rows": (gettext("现有（行）"), str),
        "most_mebibytes": (gettext("上限（MiB）"), str),
        "screenings_per_day": (gettext("每日名单数"), str),
        "screened_rows_per_day": (gettext("每日行数"), str),
        "pointer": (gettext("在应答中的位置"), str),
        "fields": (gettext("字段"), str),
        "notice": (gettext("通知"), str),
        "named": (gettext("该通知所载的措施"), str),
        "most_receipts": (gettext("上限（条）"), str),
    }


def _field(name: str) -> str:
    return {
        "basis": gettext("依据"),
        "lists": gettext("比对的名单"),
        "purpose": gettext("目的"),
        "list": gettext("名单文件"),
        "until": gettext("终止日期"),
        "rows": gettext("行号"),
        "name": gettext("姓名或者名称"),
        "number": gettext("证件号码"),
        "kind": gettext("主体类别"),
        "reference": gettext("备注"),
        "case_number": gettext("案号"),
        "debtors": gettext("被执行人"),
        "kinds": gettext("查询类别"),
        "agencies": gettext("被查询单位"),
        "necessity": gettext("必要性"),
        "reason": gettext("理由"),
    }.get(name, name)


def _state(code: str) -> str:
    for codes in (ScreeningState, WatchState, RequestState):
        if code in codes.__members__.values():
            return label(codes(code), current_language())
    return code
