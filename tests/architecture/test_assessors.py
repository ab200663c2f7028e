"""Assessors (审查对象): whatever a court may do over the API, it may ask about first."""

from flask import Flask

from partners import component
from registry.api import assessors
from registry.app import create_app
from tests.engines.migrated import settings_for

COURT = "/api/v1/court/"


def acting(app: Flask) -> set[str]:
    """Return the endpoints by which courts act."""
    rules = app.url_map.iter_rules()
    return {
        rule.endpoint
        for rule in rules
        if rule.rule.startswith(COURT) and "POST" in (rule.methods or ())
    }


def test_every_act_with_a_route_can_be_assessed() -> None:
    found = acting(create_app(settings_for("sqlite://"), component.init_app))
    forgotten = found - assessors.endpoints() - set(assessors.NOT_ACTS)
    assert forgotten == set(), "add one line to registry/api/assessors.py for each"


def test_every_assessor_has_its_route() -> None:
    found = acting(create_app(settings_for("sqlite://"), component.init_app))
    assert assessors.endpoints() | set(assessors.NOT_ACTS) <= found
    assert not assessors.endpoints() & set(assessors.NOT_ACTS)
    assert all(reason for reason in assessors.NOT_ACTS.values())
