"""The pages of the partner side as a part of the application (推送页面组件)."""

from flask import Flask

from partners.pages import operators, own, signing_in
from registry.web import access


def init_app(app: Flask) -> None:
    """Let operators and agencies sign in and see their pages."""
    access.public(signing_in.pages)
    for module in (signing_in, operators, own):
        app.register_blueprint(module.pages)
