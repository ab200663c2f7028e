"""The table of courts that the register begins with: whole, consistent, true where we can tell."""

import csv
from pathlib import Path

import pytest

import registry.data
from schemas.provinces import PROVINCES, court_level, is_court_code, province_of_court

TABLE = Path(registry.data.__file__).with_name("courts.csv")


def courts() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def test_every_row_is_whole_and_its_code_says_the_same() -> None:
    for code, court in courts().items():
        province = province_of_court(code)
        assert is_court_code(code)
        assert court["level"] == court_level(code)
        assert court["province"] == ("" if province is None else province.character)
        assert court["name"].endswith(("法院", "生产建设兵团分院"))
        assert court["name"] == court["name"].strip()


def test_no_code_and_no_name_stands_twice() -> None:
    with TABLE.open(encoding="utf-8") as lines:
        assert len(list(lines)) == len(courts()) + 1
    names = [court["name"] for court in courts().values()]
    assert len(names) == len(set(names))


def test_every_superior_is_in_the_table_and_stands_higher() -> None:
    found = courts()
    ranks = {"supreme": 0, "high": 1, "intermediate": 2, "basic": 3}
    for court in found.values():
        if court["superior"]:
            superior = found[court["superior"]]
            assert ranks[superior["level"]] == ranks[court["level"]] - 1
            assert superior["province"] in {court["province"], ""}


def test_every_province_has_its_high_court() -> None:
    found = courts()
    for province in PROVINCES:
        assert found[province.character]["level"] == "high"
        assert found[province.character]["superior"] == "最高法"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("最高法", "最高人民法院"),
        ("川", "四川省高级人民法院"),
        ("川01", "四川省成都市中级人民法院"),
        ("川0106", "成都市金牛区人民法院"),
        ("川0107", "成都市武侯区人民法院"),
        ("川0191", "四川天府新区人民法院"),
        ("川2022", "乐至县人民法院"),
        ("川71", "成都铁路运输中级法院"),
        ("内2202", "阿尔山市人民法院"),
        ("宁0106", "银川市金凤区人民法院"),
        ("宁0302", "吴忠市利通区人民法院"),
        ("沪0109", "上海市虹口区人民法院"),
        ("沪0115", "上海市浦东新区人民法院"),
        ("津0114", "天津市武清区人民法院"),
        ("皖1122", "来安县人民法院"),
        ("苏02", "江苏省无锡市中级人民法院"),
        ("苏0113", "南京市栖霞区人民法院"),
        ("苏0282", "宜兴市人民法院"),
        ("苏0923", "阜宁县人民法院"),
        ("赣03", "江西省萍乡市中级人民法院"),
        ("赣0302", "萍乡市安源区人民法院"),
        ("赣0321", "莲花县人民法院"),
        ("赣0322", "上栗县人民法院"),
        ("赣0323", "芦溪县人民法院"),
        ("赣1102", "上饶市信州区人民法院"),
        ("鲁0403", "枣庄市薛城区人民法院"),
        ("粤07", "广东省江门市中级人民法院"),
        ("粤0703", "江门市蓬江区人民法院"),
        ("粤0781", "台山市人民法院"),
        ("京04", "北京市第四中级人民法院"),
        ("京0107", "北京市石景山区人民法院"),
        ("京0491", "北京互联网法院"),
        ("渝0107", "重庆市九龙坡区人民法院"),
    ],
)
def test_the_table_knows_courts_by_their_official_names(code: str, name: str) -> None:
    assert courts()[code]["name"] == name
