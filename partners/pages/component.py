"""The pages of the partner side as a part of the application (推送页面组件)."""

from flask import Flask
from flask_babel import gettext

from partners.pages import (
    court_asking,
    court_inquiries,
    inquiries,
    operators,
    own,
    screenings,
    secret,
    signing_in,
)
from registry.web import access


def init_app(app: Flask) -> None:
    """Let operators, agencies and courts sign in and see their pages."""
    access.public(signing_in.pages)
    app.context_processor(_foot_links)
    for module in (
        signing_in,
        operators,
        own,
        inquiries,
        screenings,
        secret,
        court_inquiries,
        court_asking,
    ):
        app.register_blueprint(module.pages)


def _foot_links() -> dict[str, list[tuple[str, str]]]:
    """Return what every page leads to from its foot besides the register's own pages."""
    return {"foot_links": [("/partners/sign-in", gettext("法院、单位与运维登录"))]}
