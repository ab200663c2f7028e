"""Cautions (提示): what an import takes in although somebody should look at it."""

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Caution(StrEnum):
    """Why somebody should look at a record that was taken in."""

    AREA_UNKNOWN = "area_unknown"
    SEX_DIFFERS = "sex_differs"
    NAME_ILLEGIBLE = "name_illegible"
    PARTY_TYPE_UNKNOWN = "party_type_unknown"
    PERFORMANCE_UNKNOWN = "performance_unknown"
    COURT_UNCONFIRMED = "court_unconfirmed"
    COURT_NAME_DIFFERS = "court_name_differs"
    NAMES_DIFFER = "names_differ"
    CASE_DIFFERS = "case_differs"
    LISTED_BY_COURT = "listed_by_court"
    DECIDED_BY_COURT = "decided_by_court"


class Told(NamedTuple):
    """What people are told."""

    zh: str
    en: str


CAUTIONS = MappingProxyType(
    {
        Caution.AREA_UNKNOWN: Told(
            "身份证号码的行政区划代码不存在", "the number's area code is not in GB/T 2260"
        ),
        Caution.SEX_DIFFERS: Told(
            "性别与身份证号码不符（按记录公布）", "the sex differs from the number's"
        ),
        Caution.NAME_ILLEGIBLE: Told(
            "姓名含私用区字符，多数设备无法显示", "the name has a character few devices can show"
        ),
        Caution.PARTY_TYPE_UNKNOWN: Told(
            "当事人类型缺失或不可识别，已由号码判断",
            "the party type is missing; the number decided",
        ),
        Caution.PERFORMANCE_UNKNOWN: Told(
            "履行情况缺失或不可识别，按全部未履行记录",
            "the state of performance is not known; taken as nothing performed",
        ),
        Caution.COURT_UNCONFIRMED: Told(
            "法院代字不在法院表中，已登记待确认", "a court that no table knows, entered unconfirmed"
        ),
        Caution.COURT_NAME_DIFFERS: Told(
            "法院名称与待确认法院的名称不同", "the court's name differs from the unconfirmed one"
        ),
        Caution.NAMES_DIFFER: Told(
            "同一号码出现不同姓名，已标记待核", "another name on a known number; flagged"
        ),
        Caution.CASE_DIFFERS: Told(
            "同一案件的立案日期或执行依据与先前记录不同",
            "the case's filing date or basis differs from what is known",
        ),
        Caution.LISTED_BY_COURT: Told(
            "法院已在本系统就同案同人作出纳入决定", "the court itself has listed this debtor here"
        ),
        Caution.DECIDED_BY_COURT: Told(
            "法院已删除、撤销或暂停该条，导入不改变其状态",
            "removed, revoked or suspended by its court, which an import does not change",
        ),
    }
)
