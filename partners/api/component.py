"""The API of the partner side as a part of the application (推送接口组件)."""

from partners.api import (
    agencies,
    catalogue,
    court_agencies,
    endpoints,
    inquiries,
    notices,
    operator_snapshots,
    own,
    own_replays,
    parked,
    receipts,
    reconciliations,
    replays,
    screenings,
    snapshots,
    watch_lists,
    watches,
    webhooks,
)
from partners.api.guards import AGENCY_KEY, OPERATOR_KEY
from registry.web.openapi import Api

DESCRIBED = (
    own,
    receipts,
    notices,
    snapshots,
    reconciliations,
    own_replays,
    inquiries,
    agencies,
    catalogue,
    endpoints,
    replays,
    operator_snapshots,
    parked,
    court_agencies,
    screenings,
    watches,
    watch_lists,
)


def init_app(api: Api) -> None:
    """Let agencies and operators call the register, described in its one API document."""
    api.add_key(AGENCY_KEY)
    api.add_key(OPERATOR_KEY)
    for module in DESCRIBED:
        api.register_blueprint(module.blueprint)
    webhooks.init_app(api)
