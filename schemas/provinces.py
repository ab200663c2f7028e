"""Provinces (省份): their characters in court codes, codes and names; what a court code says.

Source: SPC rule on case numbers (法〔2015〕137号) for the characters, GB/T 2260 for codes and
names. The military courts and those of the Xinjiang Production and Construction Corps have
characters of their own and no code in GB/T 2260.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

from schemas.codes import CourtLevel

SUPREME_COURT_CODE = "最高法"


@dataclass(frozen=True, slots=True)
class Province:
    """A province, or one of the two systems of courts beside the provinces.

    :ivar character: the first character of its court codes (川).
    :ivar gb_code: the first two digits of its areas in GB/T 2260 (51), none for the two systems.
    :ivar short_name: the name that records use (四川), :ivar full_name: the official one (四川省).
    """

    character: str
    gb_code: str | None
    short_name: str
    full_name: str
    english_name: str


PROVINCES = (
    Province("京", "11", "北京", "北京市", "Beijing"),
    Province("津", "12", "天津", "天津市", "Tianjin"),
    Province("冀", "13", "河北", "河北省", "Hebei"),
    Province("晋", "14", "山西", "山西省", "Shanxi"),
    Province("内", "15", "内蒙古", "内蒙古自治区", "Inner Mongolia"),
    Province("辽", "21", "辽宁", "辽宁省", "Liaoning"),
    Province("吉", "22", "吉林", "吉林省", "Jilin"),
    Province("黑", "23", "黑龙江", "黑龙江省", "Heilongjiang"),
    Province("沪", "31", "上海", "上海市", "Shanghai"),
    Province("苏", "32", "江苏", "江苏省", "Jiangsu"),
    Province("浙", "33", "浙江", "浙江省", "Zhejiang"),
    Province("皖", "34", "安徽", "安徽省", "Anhui"),
    Province("闽", "35", "福建", "福建省", "Fujian"),
    Province("赣", "36", "江西", "江西省", "Jiangxi"),
    Province("鲁", "37", "山东", "山东省", "Shandong"),
    Province("豫", "41", "河南", "河南省", "Henan"),
    Province("鄂", "42", "湖北", "湖北省", "Hubei"),
    Province("湘", "43", "湖南", "湖南省", "Hunan"),
    Province("粤", "44", "广东", "广东省", "Guangdong"),
    Province("桂", "45", "广西", "广西壮族自治区", "Guangxi"),
    Province("琼", "46", "海南", "海南省", "Hainan"),
    Province("渝", "50", "重庆", "重庆市", "Chongqing"),
    Province("川", "51", "四川", "四川省", "Sichuan"),
    Province("黔", "52", "贵州", "贵州省", "Guizhou"),
    Province("云", "53", "云南", "云南省", "Yunnan"),
    Province("藏", "54", "西藏", "西藏自治区", "Xizang"),
    Province("陕", "61", "陕西", "陕西省", "Shaanxi"),
    Province("甘", "62", "甘肃", "甘肃省", "Gansu"),
    Province("青", "63", "青海", "青海省", "Qinghai"),
    Province("宁", "64", "宁夏", "宁夏回族自治区", "Ningxia"),
    Province("新", "65", "新疆", "新疆维吾尔自治区", "Xinjiang"),
    Province("兵", None, "兵团", "新疆生产建设兵团", "Xinjiang Production and Construction Corps"),
    Province("军", None, "军事", "中国人民解放军", "Military courts"),
)

BY_CHARACTER = MappingProxyType({province.character: province for province in PROVINCES})
BY_GB_CODE = MappingProxyType(
    {province.gb_code: province for province in PROVINCES if province.gb_code}
)
_BY_NAME = MappingProxyType(
    {name: province for province in PROVINCES for name in (province.short_name, province.full_name)}
)

COURT_CODE_FORM = rf"{SUPREME_COURT_CODE}|[{''.join(BY_CHARACTER)}](?:[0-9]{{2}}(?:[0-9]{{2}})?)?"
_COURT_CODE = re.compile(COURT_CODE_FORM)
_LEVELS = MappingProxyType({1: CourtLevel.HIGH, 3: CourtLevel.INTERMEDIATE, 5: CourtLevel.BASIC})


def is_court_code(text: str) -> bool:
    """Tell whether a text has the form of a court code (法院代字): 最高法, 川, 川01 or 川0107."""
    return _COURT_CODE.fullmatch(text) is not None


def province_of_court(court_code: str) -> Province | None:
    """Return the province that a court code begins with; the Supreme Court has none."""
    return None if court_code == SUPREME_COURT_CODE else BY_CHARACTER.get(court_code[:1])


def province_named(name: str) -> Province | None:
    """Return the province of that short or full name (四川, 四川省), as in ``areaName``."""
    return _BY_NAME.get(name.strip())


def court_level(court_code: str) -> CourtLevel:
    """Return the level that the form of a court code states: no digits, two or four.

    :raises ValueError: the text is no court code.
    """
    if court_code == SUPREME_COURT_CODE:
        return CourtLevel.SUPREME
    if not is_court_code(court_code):
        raise ValueError("not a court code")
    return _LEVELS[len(court_code)]
