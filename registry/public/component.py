"""The public side (公开查询) as a part of the application: interface, pages and texts."""

from flask import Flask

from registry.public import (
    after_removal,
    certificates,
    closed_rounds,
    own,
    own_pages,
    problem_pages,
    restricted_acts,
)
from registry.public.entries import entries
from registry.public.pages import pages
from registry.public.texts import TEXTS
from registry.web import access, problems, texts
from registry.web.openapi import Api


def init_app(app: Flask, api: Api) -> None:
    """Let an application answer the public search, described in its one API document."""
    texts.add(TEXTS)
    for blueprint in (
        entries,
        pages,
        closed_rounds.interface,
        closed_rounds.pages,
        certificates.interface,
        certificates.pages,
        own.interface,
        own_pages.pages,
        restricted_acts.interface,
        restricted_acts.pages,
        after_removal.interface,
        after_removal.pages,
    ):
        access.public(blueprint)
    api.register_blueprint(entries)
    api.register_blueprint(closed_rounds.interface)
    api.register_blueprint(certificates.interface)
    api.register_blueprint(own.interface)
    api.register_blueprint(restricted_acts.interface)
    api.register_blueprint(after_removal.interface)
    app.register_blueprint(pages)
    app.register_blueprint(closed_rounds.pages)
    app.register_blueprint(certificates.pages)
    app.register_blueprint(own_pages.pages)
    app.register_blueprint(restricted_acts.pages)
    app.register_blueprint(after_removal.pages)
    problems.render_html_with(app, problem_pages.render)
