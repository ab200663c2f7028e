"""Routes (路由): who may call each is decided, and an open one is open on purpose."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from partners import component
from registry.app import create_app
from registry.web import access, openapi
from tests.engines.migrated import settings_for

# Everybody may call these; whatever else there is asks who is calling.
OPEN = (
    "/",
    "/after-removal",
    "/api/docs",
    "/api/v1/health",
    "/api/v1/openapi.json",
    "/api/v1/problems/",
    "/api/v1/public/",
    "/certificates",
    "/closed-rounds",
    "/entries/",
    "/own",
    "/partners/sign-",
    "/restricted-acts",
    "/static/",
)


@pytest.fixture
def built() -> Flask:
    return create_app(settings_for("sqlite://"), component.init_app)


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_the_description_is_written_only_when_somebody_asks_for_it(built: Flask) -> None:
    api = openapi.api_of(built)
    assert not api.is_written
    assert api.spec.to_dict()["paths"]
    assert api.is_written


def test_every_route_has_a_decision_on_who_may_call_it(built: Flask) -> None:
    assert len(rules(built)) > 10
    undecided = [
        rule.rule for rule in rules(built) if access.decision_for(built, rule.endpoint) is None
    ]
    assert undecided == []


def test_a_route_for_courts_and_agencies_is_guarded(built: Flask) -> None:
    guarded = [
        rule for rule in rules(built) if rule.rule.startswith(("/api/v1/court/", "/api/v1/agency/"))
    ]
    assert guarded
    open_ones = [
        rule.rule
        for rule in guarded
        if access.decision_for(built, rule.endpoint) == access.EVERYBODY
    ]
    assert open_ones == []


def test_what_is_open_to_everybody_is_meant_to_be(built: Flask) -> None:
    unmeant = [
        rule.rule
        for rule in rules(built)
        if access.decision_for(built, rule.endpoint) == access.EVERYBODY
        if rule.rule != "/" and not rule.rule.startswith(OPEN[1:])
    ]
    assert unmeant == []
