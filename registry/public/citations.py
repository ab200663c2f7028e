"""Citations for readers (条文简称): articles by the short names of their instruments."""

from registry.i18n import Language
from registry.rules.articles import Article, Instrument, chinese_numeral

# What the pages call the instruments that people meet here.
SHORT_ZH = {
    Instrument.LISTING_RULES: "失信名单规定",
    Instrument.CONSUMPTION_RULES: "限制消费规定",
    Instrument.OPINION_2019: "善意文明执行意见",
    Instrument.PROPERTY_RULES: "财产调查规定",
    Instrument.CIVIL_PROCEDURE_LAW: "民事诉讼法",
    Instrument.STATE_COMPENSATION_LAW: "国家赔偿法",
    Instrument.ORDER_36: "信用修复管理办法",
    Instrument.CREDIT_REPORTING_REGULATION: "征信业管理条例",
    Instrument.REGISTER_RULES: "本库规则",
}


def cited(article: Article, language: Language) -> str:
    """Return how an article is cited to people."""
    if language is not Language.CHINESE:
        return str(article)
    if article.number is None:
        return article.zh
    item = "" if article.item is None else f"第{chinese_numeral(article.item)}项"
    return f"{SHORT_ZH[article.instrument]}第{chinese_numeral(article.number)}条{item}"
