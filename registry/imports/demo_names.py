"""Names for demo records (演示姓名): invented, with the skew that names have in life: a few
surnames carry half of all people, and the commonest full name is shared by many.

The weights are our own rough ones; nobody is meant.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from schemas.codes import Sex

Value = TypeVar("Value")

_BLOCK = 512
# The first ones at these weights, all others falling off as they stand.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
)
_HEAVY = (72, 70, 66, 53, 45, 31, 23, 21, 20, 19)
_DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "皇甫")

# By the year of birth: up to 1969, up to 1989, later.
_MALE = (
    "建国 志强 国强 建华 建军 志明 德明 国庆 永强 建平 玉林 金生 洪 军 刚 明 平 勇 福生 长江",
    "伟 强 磊 军 勇 涛 超 杰 斌 鹏 波 辉 刚 健 峰 亮 飞 俊 文博 志远 海涛 晓东 建新 立新",
    "浩 子轩 浩然 宇轩 俊杰 文博 天宇 泽宇 嘉豪 博文 子豪 宇航 一鸣 睿 晨 阳 昊天 俊熙 铭 家乐",
)
_FEMALE = (
    "秀英 桂英 秀兰 玉兰 桂兰 玉珍 凤英 素珍 淑珍 玉梅 兰英 春梅 桂芳 秀珍 淑英 红 敏 霞 芳 萍",
    "芳 娜 敏 静 丽 艳 娟 霞 燕 玲 婷 娇 慧 莉 雪 红梅 晓燕 海燕 丽娟 春艳 雪梅 玉婷 佳 倩",
    "欣怡 子涵 雨涵 梦琪 佳怡 诗涵 思雨 雅婷 静怡 婷婷 欣妍 可馨 语桐 梓萱 琳 悦 瑶 雨桐 一诺 晓彤",
)
_ERAS = (1969, 1989)
# Given names of two characters that no list above holds: the long tail.
_FIRST = "文志国建明永海晓春立金玉新华嘉思子家成振云雪红丽佳静雅若书景安远承世维宗启"
_SECOND = "华明平林生军辉英兰梅芳涛鹏宇轩然怡琳雯洁瑜珊岚博安宁远诚毅凡川源泽铭清远萱妍"
_TAIL = 0.45
_DOTTED_FIRST = (
    *("阿布都", "买买提", "艾山", "努尔兰", "古丽娜", "热依汗"),
    *("吐尔逊", "扎西", "卓玛", "巴特尔", "其木格", "阿依古丽"),
)
_DOTTED_LAST = (
    *("吐尔逊", "艾山", "玉素甫", "叶斯木汗", "阿布拉", "肉孜"),
    *("达吾提", "尼玛", "次仁", "苏和", "乌云", "买合木提"),
)
_DOTTED = 0.012

_BRAND = "禾曜岑澜铎璟昶沅翎筠珩煜屿霁垚旌嵘琛峤昀沣骏钧朔澍宸弘畅恒盈泰坤顺达兴隆盛"
_TRADES = (
    *("商贸", "建筑工程", "房地产开发", "物流", "餐饮管理", "装饰工程", "农业发展", "实业", "科技"),
    *("机械制造", "纺织", "食品", "建材", "化工", "投资管理", "汽车销售", "文化传媒", "能源"),
    *("医药", "电子", "劳务", "矿业", "包装", "家具", "旅游", "信息技术", "置业", "贸易"),
)
_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂（普通合伙）")
_FORM_WEIGHTS = (78, 12, 5, 3, 2)


def endless(random: Random, values: Sequence[Value], weights: Sequence[float]) -> Iterator[Value]:
    """Yield values for ever, each as often as its weight says."""
    while True:
        yield from random.choices(values, weights, k=_BLOCK)


def evenly(random: Random, values: Sequence[Value]) -> Iterator[Value]:
    """Yield values for ever, all as often as each other."""
    return endless(random, values, [1.0] * len(values))


class Names:
    """Draws names; the same random source gives the same names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        surnames: tuple[str, ...] = (*_SURNAMES, *_DOUBLE_SURNAMES)
        heavy = len(_HEAVY)
        weights = [*_HEAVY, *(170 / (place + 3) for place in range(heavy, len(surnames)))]
        self._surnames = endless(random, surnames, weights)
        self._given = {
            sex: [_falling(random, era.split()) for era in eras]
            for sex, eras in ((Sex.MALE, _MALE), (Sex.FEMALE, _FEMALE))
        }
        self._first = evenly(random, _FIRST)
        self._second = evenly(random, _SECOND)
        self._dotted_first = evenly(random, _DOTTED_FIRST)
        self._dotted_last = evenly(random, _DOTTED_LAST)
        self._brand = evenly(random, _BRAND)
        self._trades = evenly(random, _TRADES)
        self._forms = endless(random, _FORMS, _FORM_WEIGHTS)

    def person(self, sex: Sex, born: int) -> str:
        """Return the name of a person born in a year."""
        chance = self._random.random()
        if chance < _DOTTED:
            return f"{next(self._dotted_first)}·{next(self._dotted_last)}"
        if chance < _DOTTED + _TAIL:
            return next(self._surnames) + next(self._first) + next(self._second)
        era = (born > _ERAS[0]) + (born > _ERAS[1])
        return next(self._surnames) + next(self._given[sex][era])

    def organisation(self, place: str) -> str:
        """Return the name of an organisation of a place."""
        brand = next(self._brand) + next(self._brand)
        return f"{place}{brand}{next(self._trades)}{next(self._forms)}"


def _falling(random: Random, values: Sequence[str]) -> Iterator[str]:
    return endless(random, values, [1 / (place + 1.5) for place in range(len(values))])
