"""Markup (标记): what web pages leave behind in the text of records, and how it is taken out."""

import html
import re

from schemas.characters import without_unstorable

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>|<!-[^<>]*>")
_BREAKING_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|section|article)(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_LINE_BREAKS = re.compile(r"\r\n?|[ \t\xa0\u3000]*\n[ \t\xa0\u3000\n]*")
_UNREAD_ELEMENT = re.compile(r"<(script|style)\b", re.IGNORECASE)
# Text that went through two web pages is escaped twice; more is not seen, and a bound keeps the
# work bounded.
_ROUNDS = 3


def strip_markup(text: str) -> str:
    """Return a text without tags, entities and what no store takes, trimmed.

    Paragraphs stay as line breaks. A sign that only looks like the beginning of a tag
    (金额<5万元) or of an entity (甲&乙) stays.
    """
    text = without_unstorable(text)
    if "<" not in text and "&" not in text:
        return text.strip()
    for _ in range(_ROUNDS):
        plain = _without_tags(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text))
        if plain == text:
            break
        text = plain
    text = _LINE_BREAKS.sub("\n", without_unstorable(text).replace("\r\n", "\n"))
    return text.replace("\xa0", " ").strip()


def _without_tags(text: str) -> str:
    return _TAG.sub("", _BREAKING_TAG.sub("\n", _without_unread(text)))


def _without_unread(text: str) -> str:
    """Take out elements whose content is no text; one pattern would be quadratic on some input."""
    kept: list[str] = []
    position = 0
    while (start := _UNREAD_ELEMENT.search(text, position)) is not None:
        end = re.compile(rf"</{start[1]}", re.IGNORECASE).search(text, start.end())
        if end is None:
            break
        kept.append(text[position : start.start()])
        position = end.start()
    return "".join([*kept, text[position:]])
