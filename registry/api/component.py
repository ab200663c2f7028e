"""The API of courts as a part of the application (法院接口)."""

from flask import Flask
from flask_smorest import Api

from registry.api import (
    amendments,
    assessments,
    bankruptcy_referrals,
    capacity_assessments,
    capacity_proposals,
    cases,
    certificates,
    corrections,
    deadlines,
    docs,
    evidence,
    extensions,
    grace,
    health,
    inquiries,
    journal,
    lifts,
    listing_applications,
    listing_changes,
    listing_ends,
    listings,
    objections,
    payments,
    permissions,
    property_reports,
    reminders,
    removals,
    repairs,
    restriction_changes,
    restrictions,
    reviews,
    revocations,
    round_closings,
    rulings,
    transfers,
    withdrawals,
)

DESCRIBED = (
    cases,
    certificates,
    rulings,
    round_closings,
    inquiries,
    bankruptcy_referrals,
    listings,
    grace,
    listing_ends,
    payments,
    removals,
    repairs,
    revocations,
    amendments,
    extensions,
    withdrawals,
    listing_applications,
    listing_changes,
    restrictions,
    restriction_changes,
    lifts,
    permissions,
    transfers,
    evidence,
    property_reports,
    capacity_assessments,
    objections,
    capacity_proposals,
    reviews,
    corrections,
    deadlines,
    assessments,
    journal,
    reminders,
    health,
)


def init_app(app: Flask, api: Api) -> None:
    """Let an application answer courts, and show the description of its API."""
    for module in DESCRIBED:
        api.register_blueprint(module.blueprint)
    app.register_blueprint(docs.blueprint)
