"""Signing keys (签名密钥) of endpoints: sealed in the store, several valid while they rotate."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, or_, select
from sqlalchemy.orm import Session

from partners.endpoints.signing import SECRET_BYTES
from partners.models.agencies import AgencySecret
from partners.models.endpoints import AgencyEndpoint
from partners.states import EndpointState
from registry import raw
from registry.db import Moment
from registry.prepared import Prepared
from registry.vault import Sealed, Vault

_endpoint, _secret = raw.columns_of(AgencyEndpoint), raw.columns_of(AgencySecret)
_NOW = bindparam("now", type_=Moment())
_COLUMNS = (_endpoint.address, _secret.id, _secret.key_id, _secret.ciphertext)
# The keys of an endpoint that are valid.
_IS_VALID = and_(
    _secret.endpoint_id == _endpoint.id,
    _secret.valid_from <= _NOW,
    or_(_secret.valid_until.is_(None), _secret.valid_until > _NOW),
)
_TO_ONE = Prepared(
    select(*_COLUMNS)
    .join_from(_endpoint.id.table, _secret.id.table, _IS_VALID)
    .where(_endpoint.id == bindparam("endpoint"))
    .order_by(_secret.id.desc())
)
# The last columns of a statement that is made ``with_route``.
ROUTE_COLUMNS = len(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes, and the keys that sign it."""

    address: str
    keys: tuple[bytes, ...]


def with_route(statement: Select[Any], agency: ColumnElement[int]) -> Select[Any]:
    """Return a statement that also asks where the deliveries of an agency go, at the moment that
    is given as ``now``; one row for each key, the newest first.

    Address and keys are read at once, so that no key ever signs for another address.
    """
    in_use = _endpoint.state == literal_column(f"'{EndpointState.IN_USE.value}'")
    return (
        statement.add_columns(*_COLUMNS)
        .outerjoin(_endpoint.id.table, (_endpoint.agency_id == agency) & in_use)
        .outerjoin(_secret.id.table, _IS_VALID)
        .order_by(_secret.id.desc())
    )


def route_of(vault: Vault, rows: Sequence[Sequence[Any]]) -> Route | None:
    """Return where an agency's deliveries go, from the columns that :func:`with_route` asks for;
    nothing while no endpoint is proven.

    :raises registry.vault.VaultError: when a key cannot be opened.
    """
    if not rows or rows[0][1] is None:
        return None
    keys = (
        vault.open(Sealed(key_id, ciphertext), place=_place(row_id))
        for _, row_id, key_id, ciphertext in rows
    )
    return Route(rows[0][0], tuple(keys))


def route_to(session: Session, vault: Vault, endpoint_id: int, *, now: datetime) -> Route | None:
    """Return where one endpoint is and which keys it knows, in use or not.

    :raises registry.vault.VaultError: when a key cannot be opened.
    """
    # A key that was added a moment ago counts.
    session.flush()
    return route_of(vault, _TO_ONE.rows(session, {"endpoint": endpoint_id, "now": now}))


def keys_at(
    session: Session, vault: Vault, endpoint_id: int, *, now: datetime
) -> tuple[bytes, ...]:
    """Return every key of an endpoint that is valid at a moment, the newest first.

    :raises registry.vault.VaultError: when one cannot be opened.
    """
    route = route_to(session, vault, endpoint_id, now=now)
    return () if route is None else route.keys


def keys_of_agency(
    session: Session, vault: Vault, agency_id: int, *, now: datetime
) -> tuple[bytes, ...]:
    """Return the keys that sign what an agency takes by itself: those of the endpoint in use, or of
    the oldest one while none is proven.

    :raises registry.vault.VaultError: when one cannot be opened.
    """
    chosen = session.scalars(
        select(AgencyEndpoint.id)
        .where(AgencyEndpoint.agency_id == agency_id, AgencyEndpoint.state != EndpointState.RETIRED)
        .order_by(AgencyEndpoint.state != EndpointState.IN_USE, AgencyEndpoint.id)
    ).first()
    return () if chosen is None else keys_at(session, vault, chosen, now=now)


def add_key(session: Session, vault: Vault, endpoint_id: int, *, now: datetime) -> bytes:
    """Give an endpoint a new key and return it; it is not shown again."""
    key = os.urandom(SECRET_BYTES)
    row = AgencySecret(
        endpoint_id=endpoint_id, key_id="", ciphertext=b"", valid_from=now, valid_until=None
    )
    session.add(row)
    # The key is sealed for its own row, whose id is known from here on.
    session.flush()
    sealed = vault.seal(key, place=_place(row.id))
    row.key_id, row.ciphertext = sealed.key_id, sealed.ciphertext
    return key


def end_keys(session: Session, endpoint_id: int, *, until: datetime) -> None:
    """Let the keys that an endpoint has now be valid until a moment and no longer."""
    rows = session.scalars(
        select(AgencySecret).where(
            AgencySecret.endpoint_id == endpoint_id,
            or_(AgencySecret.valid_until.is_(None), AgencySecret.valid_until > until),
        )
    )
    for row in rows:
        row.valid_until = until


def _place(row_id: int) -> bytes:
    return b"agency_secret:%d" % row_id
