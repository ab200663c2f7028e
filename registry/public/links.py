"""Links of pages (页面链接): questions as addresses, with the language that the reader named."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import request, url_for

from registry.i18n import PARAMETER, Language, asked_language
from registry.public.answers import Answer

ENTRIES, CLOSED_ROUNDS = "/", "/closed-rounds"
NARROWING = ("list", "kind", "province")


def to_search(asked: Mapping[str, str], *, path: str = ENTRIES) -> str:
    """Return the address of a search page for a question."""
    return _address(path, {**asked, **_kept_language()})


def to_entry(entry_id: str) -> str:
    """Return the address of the page of one entry."""
    return _address(url_for("pages.entry", entry_id=entry_id), _kept_language())


def to_closed_round(entry_id: str) -> str:
    """Return the address of the page of one closed round."""
    address = url_for("closed_round_pages.show", entry_id=entry_id)
    return _address(address, _kept_language())


def in_other_languages(path: str, asked: Mapping[str, str]) -> dict[Language, str]:
    """Return the address of the same page in every language."""
    return {other: _address(path, {**asked, PARAMETER: other.primary}) for other in Language}


def around(
    asked: Mapping[str, str], answer: Answer | None, *, path: str = ENTRIES
) -> dict[str, str | None]:
    """Return where a reader can go from here: on, back to the first page, or to a wider
    question.
    """
    question = {field: value for field, value in asked.items() if field != "after"}
    wider = {field: value for field, value in question.items() if field not in NARROWING}
    following = answer.next if answer else None
    return {
        "again": to_search(question, path=path),
        "next": to_search({**question, "after": following}, path=path) if following else None,
        "first": to_search(question, path=path) if "after" in asked else None,
        "wider": to_search(wider, path=path) if wider != question else None,
    }


def _kept_language() -> dict[str, str]:
    # For readers whose browser keeps no cookie.
    language = asked_language(request.args)
    return {PARAMETER: language.primary} if language else {}


def _address(path: str, arguments: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(arguments)}" if arguments else path
