"""Where a rule is written (条文出处): instruments and their articles, cited in one form."""

from dataclasses import dataclass
from enum import Enum

_DIGITS = "零一二三四五六七八九"


class Instrument(Enum):
    """An instrument that rules are cited from: short name, joiner before the number, and full
    titles.
    """

    LISTING_RULES = (
        "LR",
        "Art. ",
        "《最高人民法院关于公布失信被执行人名单信息的若干规定》（法释〔2017〕7号）",
        "Supreme People's Court, Provisions on publishing the list of dishonest judgment debtors, "
        "No. 7 [2017], in force 2017-05-01",
    )
    CONSUMPTION_RULES = (
        "CR",
        "Art. ",
        "《最高人民法院关于限制被执行人高消费及有关消费的若干规定》（法释〔2015〕17号）",
        "Supreme People's Court, Provisions on restricting high spending of judgment debtors, "
        "No. 17 [2015], in force 2015-07-22",
    )
    OPINION_2019 = (
        "2019 Opinion",
        "",
        "《最高人民法院关于在执行工作中进一步强化善意文明执行理念的意见》（法发〔2019〕35号）",
        "Supreme People's Court, Opinion on enforcement in good faith, No. 35 [2019]",
    )
    CIVIL_PROCEDURE_LAW = (
        "CPL",
        "Art. ",
        "《中华人民共和国民事诉讼法》（2023年修正）",
        "Civil Procedure Law, as amended in 2023",
    )
    REGISTER_RULES = (
        "Register Rule",
        "",
        "本名单库自定规则（非法律条文）",
        "The register's own rules, which are policy and not law",
    )

    @property
    def short(self) -> str:
        """Return the short name that citations begin with."""
        return self.value[0]

    @property
    def joiner(self) -> str:
        """Return what stands between the short name and the number."""
        return self.value[1]

    @property
    def title_zh(self) -> str:
        """Return the full Chinese title with its number."""
        return self.value[2]

    @property
    def title_en(self) -> str:
        """Return the full English title with its number."""
        return self.value[3]


@dataclass(frozen=True, slots=True)
class Article:
    """One place in an instrument: article, and where needed its paragraph and its item."""

    instrument: Instrument
    number: int
    item: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        """Cite in the short form that codes and findings carry, as in ``LR Art. 10(3)``."""
        text = f"{self.instrument.short} {self.instrument.joiner}{self.number}"
        if self.paragraph is not None:
            text += f" para {self.paragraph}"
        return text if self.item is None else f"{text}({self.item})"

    @property
    def zh(self) -> str:
        """Cite in Chinese with the full title, as in ``《…》第十条第（三）项``."""
        if self.instrument in _NUMBERED_IN_DIGITS:
            text = f"{self.instrument.title_zh}第{self.number}条"
        else:
            text = f"{self.instrument.title_zh}第{chinese_numeral(self.number)}条"
        if self.paragraph is not None:
            text += f"第{chinese_numeral(self.paragraph)}款"
        return text if self.item is None else f"{text}第（{chinese_numeral(self.item)}）项"


# Opinions and our own rules number their points in figures; statutes and interpretations in words.
_NUMBERED_IN_DIGITS = frozenset({Instrument.OPINION_2019, Instrument.REGISTER_RULES})


def chinese_numeral(number: int) -> str:
    """Write a number from 1 to 999 in Chinese words; raises ValueError outside that range."""
    if not 1 <= number <= 999:
        raise ValueError(f"no article has the number {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += _DIGITS[0]
    return text + (_DIGITS[ones] if ones else "")
