"""Judicial suggestion letters in words (司法建议书用语), in the reader's language."""

from datetime import date

from flask_babel import gettext as _

from registry.i18n import Language, current_language
from registry.services.screening.letter_views import Shown
from registry.web.certificate_words import day
from schemas.codes import Ground, ListName, RestrictedAct
from schemas.labels import label

Line = tuple[str, str]


def purpose(letter: Shown) -> str:
    """Return what the list was screened for."""
    return label(letter.purpose, current_language())


def basis(letter: Shown) -> str:
    """Return the article that courts tell other bodies by."""
    article = letter.basis
    if current_language() is Language.CHINESE:
        return article.zh
    instrument = article.instrument
    return f"{instrument.title_en}, {instrument.joiner}{article.number}"


def on_list(letter: Shown) -> str:
    """Return which list the record is on."""
    return label(letter.list_name, current_language())


def written(on: date | None) -> str:
    """Return a legal day as people write it; room for it where there is none."""
    return _("　　　年　　月　　日") if on is None else day(on)


def facts(letter: Shown) -> list[Line]:
    """Return what is known of whom the letter is about, line by line."""
    record, language = letter.record, current_language()
    codes = [Ground(code) for code in record.get("grounds") or ()]
    acts = [RestrictedAct(code) for code in record.get("acts") or ()]
    found = [
        (_("姓名或者名称"), letter.name),
        (_("证件号码"), letter.number_masked),
        (_("名单"), on_list(letter)),
        (_("执行法院"), record["court"]["name"]),
        (_("案号"), record["case_number"]),
        (_("公布日期"), day(record["published_on"])),
    ]
    if letter.list_name is ListName.DISHONEST and codes:
        found.append((_("情形"), "；".join(label(code, language) for code in codes)))
    if letter.list_name is ListName.RESTRICTED and acts:
        found.append((_("限制"), "；".join(label(code, language) for code in acts)))
    return found
