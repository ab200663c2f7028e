"""The API of the partner side as a part of the application (推送接口组件)."""

from partners.api import (
    court_agencies,
    inquiries,
    notices,
    receipts,
    reconciliations,
    screenings,
    snapshots,
)
from partners.api.guards import AGENCY_KEY
from registry.web.openapi import Api

DESCRIBED = (receipts, notices, snapshots, reconciliations, inquiries, court_agencies, screenings)


def init_app(api: Api) -> None:
    """Let agencies call the register, described in its one API document."""
    api.add_key(AGENCY_KEY)
    for module in DESCRIBED:
        api.register_blueprint(module.blueprint)
