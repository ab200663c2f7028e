"""Languages (语言): which one a reader gets, Chinese or English, and how an answer says so.

Texts are written in Chinese, which also stands in where nothing fits. Pages listen to ``?lang=``,
which a cookie remembers, then to ``Accept-Language``; JSON answers to ``Accept-Language`` alone, so
that the same request always has the same answer.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, refresh

COOKIE = "lang"
PARAMETER = "lang"
COOKIE_SECONDS = 365 * 24 * 3600
KEPT_AS = "registry.language"
MACHINE_PATHS = "/api/"
CATALOGUES = str(Path(__file__).parent / "locale")


class Language(StrEnum):
    """The languages of the register, by the tag that answers carry."""

    CHINESE = "zh-CN"
    ENGLISH = "en"

    @property
    def primary(self) -> str:
        """Return the short tag, which ``?lang=`` and the cookie use."""
        return self.value.partition("-")[0]

    @property
    def locale(self) -> str:
        """Return the name by which Babel knows it."""
        return {Language.CHINESE: "zh_Hans_CN", Language.ENGLISH: "en"}[self]

    @property
    def own_name(self) -> str:
        """Return what the language calls itself."""
        return {Language.CHINESE: "中文", Language.ENGLISH: "English"}[self]


_BY_PRIMARY = {language.primary: language for language in Language}


def init_app(app: Flask) -> None:
    """Let texts be looked up, and let answers say which language they are in."""
    Babel(
        app,
        default_locale=Language.CHINESE.locale,
        default_timezone="Asia/Shanghai",
        default_translation_directories=CATALOGUES,
        locale_selector=lambda: current_language().locale,
    )
    # Flask-Babel remembers a language in `g`, which a test or a command may hold open over several
    # requests.
    app.before_request(refresh)
    app.after_request(_label)


def current_language() -> Language:
    """Return the language of the request in whose context we are; Chinese outside of one.

    The answer to a request that asked this carries ``Content-Language`` and the fitting ``Vary``.
    """
    if not has_request_context():
        return Language.CHINESE
    if KEPT_AS not in request.environ:
        chosen = None if _is_for_machines() else _chosen()
        request.environ[KEPT_AS] = chosen or _negotiated()
    return Language(request.environ[KEPT_AS])


def asked_language(arguments: Mapping[str, str]) -> Language | None:
    """Return the language that ``?lang=`` of a page names, if it names one of ours."""
    return _BY_PRIMARY.get(arguments.get(PARAMETER, ""))


def remember_choice(response: Response) -> Response:
    """Keep what ``?lang=`` of a page asked for in a cookie, which holds nothing else."""
    asked = asked_language(request.args)
    if asked is not None:
        response.set_cookie(
            COOKIE,
            asked.primary,
            max_age=COOKIE_SECONDS,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _is_for_machines() -> bool:
    return request.path.startswith(MACHINE_PATHS)


def _chosen() -> Language | None:
    return asked_language(request.args) or _BY_PRIMARY.get(request.cookies.get(COOKIE, ""))


def _negotiated() -> Language:
    # In the reader's order: werkzeug's own matching would let a plain `en;q=0.5` win over `zh-TW`.
    for tag, quality in request.accept_languages:
        fitting = _BY_PRIMARY.get(tag.lower().partition("-")[0])
        if fitting is not None and quality > 0:
            return fitting
    return Language.CHINESE


def _label(response: Response) -> Response:
    language = request.environ.get(KEPT_AS)
    if language is not None:
        response.headers["Content-Language"] = language
        response.vary.add("Accept-Language")
        if not _is_for_machines():
            response.vary.add("Cookie")
    return response
