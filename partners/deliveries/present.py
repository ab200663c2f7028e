"""The present (当前情形): one row with all that a delivery depends on beside the journal's entries,
measures and what is kept out.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from partners.deliveries.leases import Lease
from partners.endpoints.signing_keys import ROUTE_COLUMNS, Route, route_of, with_route
from partners.measures.versions import AgencyFieldList, fields_of
from partners.models.agencies import Agency, AgencyFields
from partners.models.streams import Delivery, StreamState
from partners.states import DeliveryState
from registry import raw
from registry.models.erasures import ErasureCount
from registry.models.journal import JournalHead
from registry.prepared import Prepared
from registry.vault import Vault

_agency, _fields = raw.columns_of(Agency), raw.columns_of(AgencyFields)
_state, _open = raw.columns_of(StreamState), raw.columns_of(Delivery)
_head, _erasures = raw.columns_of(JournalHead), raw.columns_of(ErasureCount)
_LATEST = (
    select(func.max(_fields.id)).where(_fields.agency_id == bindparam("agency")).scalar_subquery()
)
_ALL = (
    select(
        _state.agency_id,
        _head.stream.label("journal"),
        _head.size,
        _erasures.erased,
        _agency.code,
        _agency.every_seconds,
        _agency.cron,
        _agency.posts_per_minute,
        _agency.max_notices,
        _agency.max_bytes,
        _state.stream,
        _state.state,
        _state.scanned,
        _state.through,
        _state.failures,
        _state.batch_limit,
        _state.refused_in_a_row,
        _state.parked,
        _state.to_resend,
        _state.resends,
        _state.posted_at,
        _state.lease_holder,
        _state.lease_token,
        _fields.id.label("fields_row"),
        _fields.fields,
        _open.id.label("frozen_id"),
    )
    .join_from(_state.state.table, _agency.id.table, _agency.id == _state.agency_id)
    .join(_head.id.table, _head.id == 1)
    .join(_erasures.id.table, _erasures.id == 1)
    .join(_fields.id.table, _fields.id == _LATEST)
    .outerjoin(
        _open.id.table,
        (_open.agency_id == _state.agency_id) & (_open.state == DeliveryState.FROZEN.value),
    )
    .where(_state.agency_id == bindparam("agency"))
)
_PRESENT = Prepared(_ALL)
_LEAVING = Prepared(with_route(_ALL, _state.agency_id))


@dataclass(slots=True)
class Present:
    """How an agency and its stream stand.

    :ivar journal: the life of the journal; ``stream`` is the one that the cursor is of.
    :ivar size: how many entries the journal has, and ``erased`` how often identities were erased.
    :ivar frozen_id: the delivery that is frozen and not yet accepted.
    """

    agency_id: int
    journal: UUID
    size: int
    erased: int
    code: str
    every_seconds: int
    cron: str | None
    posts_per_minute: int | None
    max_notices: int
    max_bytes: int
    stream: UUID
    state: str
    scanned: int
    through: int
    failures: int
    batch_limit: int | None
    refused_in_a_row: int
    parked: int
    to_resend: int
    resends: int
    posted_at: datetime | None
    lease_holder: str | None
    lease_token: int
    fields_row: int
    fields_named: str
    frozen_id: int | None

    @property
    def id(self) -> int:
        """Return the agency."""
        return self.agency_id

    @property
    def is_owed(self) -> bool:
        """Tell whether something is to be sent whatever the journal holds."""
        return self.frozen_id is not None or self.to_resend + self.resends > 0

    def is_since(self, lease: Lease) -> bool:
        """Tell whether nobody can have moved the stream between this look and a lease."""
        return self.lease_holder is None and lease.token == self.lease_token + 1

    @property
    def fields(self) -> AgencyFieldList:
        """Return the field list that the agency has now."""
        return AgencyFieldList(self.fields_row, fields_of(self.fields_named))


def present(session: Session, agency_id: int) -> Present:
    """Return how an agency and its stream stand.

    :raises LookupError: where there is no such agency.
    """
    row = _PRESENT.row(session, {"agency": agency_id})
    if row is None:
        raise LookupError(agency_id)
    return Present(*row)


def leaving(
    session: Session, vault: Vault, agency_id: int, *, now: datetime
) -> tuple[Present, Route | None]:
    """Return how an agency and its stream stand, and where its deliveries go; no route while no
    endpoint is proven.

    :raises LookupError: as :func:`present`.
    :raises registry.vault.VaultError: when a key cannot be opened.
    """
    rows = _LEAVING.rows(session, {"agency": agency_id, "now": now})
    if not rows:
        raise LookupError(agency_id)
    route = route_of(vault, [row[-ROUTE_COLUMNS:] for row in rows])
    return Present(*rows[0][:-ROUTE_COLUMNS]), route
