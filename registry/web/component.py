"""What every front end stands on (接口公共设施), put into an application in the right order."""

from flask import Flask

from config import Settings
from registry import i18n
from registry.web import access, headers, problems, readable_json, request_log


def init_app(app: Flask, settings: Settings) -> None:
    """Give an application request ids, languages, access decisions, problems and headers.

    What is hung in first is run first before a view and last after it.
    """
    readable_json.init_app(app)
    request_log.init_app(app)
    headers.init_app(app, over_https=settings.public_url.startswith("https://"))
    i18n.init_app(app)
    access.init_app(app)
    problems.init_app(app)
