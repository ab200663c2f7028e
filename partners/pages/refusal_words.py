"""Refusals in words (不予办理说明): what is wrong with a form, with the facts of it in brackets,
since a page has no other place for them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext

from partners.pages import notice_words
from partners.states import ParkState
from registry.errors import ServiceError
from registry.i18n import Language, current_language
from registry.web import findings, texts
from registry.web.text import Reader
from schemas.inquiry_codes import RequestState
from schemas.labels import label
from schemas.screening_codes import RowFault, ScreeningState, WatchState

# What a text for programs says of facts, by name or all of them.
_FACTS = re.compile(r" ?`?facts(?:\.\w+)?`?(?: (?=[\u3400-\u9fff]))?")


def told(error: ServiceError) -> str:
    """Return what is wrong, as a sentence of the page."""
    return of(error.code, error.facts)


def of(code: str, known: Mapping[str, Any]) -> str:
    """Return what a code and its facts say, as a sentence of the page."""
    language = current_language()
    detail = texts.detail_of(code, language, Reader.PAGE)
    facts = gettext("；").join(_facts(known))
    if not facts:
        return detail
    # A page has no facts beside it: they stand behind.
    if language is Language.CHINESE:
        return f"{_FACTS.sub('括号内', detail)}（{facts}）"
    return f"{_FACTS.sub(' the brackets', detail).strip()} ({facts})"


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
            yield _of(gettext("单位"), " ".join(value))
        elif name == "bounds" and isinstance(value, dict):
            yield from (_of(_field(field), f"{low}–{high}") for field, (low, high) in value.items())
        elif name in terms and value != []:
            term, written = terms[name]
            said = value if isinstance(value, list) else [str(value)]
            yield _of(term, notice_words.comma().join(map(written, said)))


def _of(term: str, value: str) -> str:
    return gettext("%(term)s：%(value)s", term=term, value=value)


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
        "receipt_fields": (gettext("字段"), str),
        "fields": (gettext("栏目"), _field),
        "notice": (gettext("通知"), str),
        "named": (gettext("该通知所载的措施"), str),
        "most_receipts": (gettext("上限（条）"), str),
        "retry_after": (gettext("等待（秒）"), str),
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
        "every_seconds": gettext("间隔（秒）"),
        "posts_per_minute": gettext("每分钟最多请求"),
        "max_notices": gettext("每批条数"),
        "max_bytes": gettext("每批字节数"),
        "fields": gettext("通知字段"),
        "after": gettext("自该序号之后"),
        "overlap_hours": gettext("旧签名密钥再用（小时）"),
    }.get(name, name)


def _state(code: str) -> str:
    if code in ParkState.__members__.values():
        return notice_words.park_state(code)
    for codes in (ScreeningState, WatchState, RequestState):
        if code in codes.__members__.values():
            return label(codes(code), current_language())
    return code
