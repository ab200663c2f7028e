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
    CPL_INTERPRETATION = (
        "CPL Interp.",
        "Art. ",
        "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》（2022年修正）",
        "Supreme People's Court, Interpretation of the Civil Procedure Law, as amended in 2022",
    )
    ROUND_RULES = (
        "Round Rules",
        "Art. ",
        "《最高人民法院关于严格规范终结本次执行程序的规定（试行）》（法〔2016〕373号）",
        "Supreme People's Court, Provisions on closing a round of enforcement, No. 373 [2016], "
        "in force 2016-12-01",
    )
    PROPERTY_RULES = (
        "PR",
        "Art. ",
        "《最高人民法院关于民事执行中财产调查若干问题的规定》（2020年修正）",
        "Supreme People's Court, Provisions on finding property in enforcement, as amended in 2020",
    )
    SETTLEMENT_RULES = (
        "Settlement Rules",
        "Art. ",
        "《最高人民法院关于执行和解若干问题的规定》",
        "Supreme People's Court, Provisions on settlements made in enforcement",
    )
    TIME_LIMIT_RULES = (
        "Time Limit Rules",
        "Art. ",
        "《最高人民法院关于人民法院办理执行案件若干期限的规定》",
        "Supreme People's Court, Provisions on time limits in enforcement cases",
    )
    OBJECTION_RULES = (
        "Objection Rules",
        "Art. ",
        "《最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定》（2020年修正）",
        "Supreme People's Court, Provisions on objections and reviews in enforcement, as amended "
        "in 2020",
    )
    REFUSAL_INTERPRETATION = (
        "Refusal Interp.",
        "Art. ",
        "《最高人民法院、最高人民检察院关于办理拒不执行判决、裁定刑事案件适用法律若干问题的解释》"
        "（法释〔2024〕13号）",
        "Interpretation on criminal cases of refusal to perform a judgment, No. 13 [2024]",
    )
    EXIT_ENTRY_LAW = (
        "Exit-Entry Law",
        "Art. ",
        "《中华人民共和国出境入境管理法》",
        "Exit and Entry Administration Law",
    )
    BANKRUPTCY_LAW = (
        "Bankruptcy Law",
        "Art. ",
        "《中华人民共和国企业破产法》",
        "Enterprise Bankruptcy Law",
    )
    SHENZHEN_REGULATION = (
        "Shenzhen Bankruptcy Regulation",
        "",
        "《深圳经济特区个人破产条例》",
        "Shenzhen Special Economic Zone, Regulation on personal bankruptcy, in force 2021-03-01",
    )
    STATE_COMPENSATION_LAW = (
        "State Compensation Law",
        "Art. ",
        "《中华人民共和国国家赔偿法》",
        "State Compensation Law",
    )
    CREDIT_REPORTING_REGULATION = (
        "Credit Reporting Regulation",
        "Art. ",
        "《征信业管理条例》",
        "Regulation on the credit reporting industry",
    )
    PLAN_2025 = (
        "2025 Plan",
        "",
        "《关于进一步完善信用修复制度的实施方案》（国办发〔2025〕22号）",
        "General Office of the State Council, Plan for the repair of credit, No. 22 [2025]",
    )
    ORDER_36 = (
        "NDRC Order 36",
        "Art. ",
        "《信用修复管理办法》（国家发展改革委令第36号）",
        "National Development and Reform Commission, Order No. 36 on the repair of credit, in "
        "force 2026-04-01",
    )
    PETITION_OPINION = (
        "Petition Opinion",
        "",
        "《最高人民法院关于进一步完善执行权制约机制加强执行监督的意见》（法〔2021〕322号）",
        "Supreme People's Court, Opinion on the supervision of enforcement, No. 322 [2021]",
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
    """One place in an instrument: article, and where needed its paragraph and its item.

    Without a number the instrument is cited as a whole, which only a plan or a regulation whose
    articles were not read is.
    """

    instrument: Instrument
    number: int | None = None
    item: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        """Cite in the short form that codes and findings carry, as in ``LR Art. 10(3)``."""
        if self.number is None:
            return self.instrument.short
        text = f"{self.instrument.short} {self.instrument.joiner}{self.number}"
        if self.paragraph is not None:
            text += f" para {self.paragraph}"
        return text if self.item is None else f"{text}({self.item})"

    @property
    def zh(self) -> str:
        """Cite in Chinese with the full title, as in ``《…》第十条第（三）项``."""
        if self.number is None:
            return self.instrument.title_zh
        if self.instrument in _NUMBERED_IN_DIGITS:
            text = f"{self.instrument.title_zh}第{self.number}条"
        else:
            text = f"{self.instrument.title_zh}第{chinese_numeral(self.number)}条"
        if self.paragraph is not None:
            text += f"第{chinese_numeral(self.paragraph)}款"
        return text if self.item is None else f"{text}第（{chinese_numeral(self.item)}）项"


# Opinions and our own rules number their points in figures; statutes and interpretations in words.
_NUMBERED_IN_DIGITS = frozenset(
    {Instrument.OPINION_2019, Instrument.PETITION_OPINION, Instrument.REGISTER_RULES}
)


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
