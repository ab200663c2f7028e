"""Signing keys (签名密钥) of agencies: sealed in the store, several valid while they rotate."""

import os
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from partners.models.agencies import AgencySecret
from partners.signing import SECRET_BYTES
from registry.vault import Sealed, Vault


def keys_at(session: Session, vault: Vault, agency_id: int, *, now: datetime) -> tuple[bytes, ...]:
    """Return every key of an agency that is valid at a moment, the newest first.

    :raises registry.vault.VaultError: when one cannot be opened.
    """
    rows = session.scalars(
        select(AgencySecret)
        .where(
            AgencySecret.agency_id == agency_id,
            AgencySecret.valid_from <= now,
            or_(AgencySecret.valid_until.is_(None), AgencySecret.valid_until > now),
        )
        .order_by(AgencySecret.id.desc())
    )
    return tuple(
        vault.open(Sealed(row.key_id, row.ciphertext), place=_place(row.id)) for row in rows
    )


def add_key(session: Session, vault: Vault, agency_id: int, *, now: datetime) -> bytes:
    """Give an agency a new key and return it; it is not shown again."""
    key = os.urandom(SECRET_BYTES)
    row = AgencySecret(
        agency_id=agency_id, key_id="", ciphertext=b"", valid_from=now, valid_until=None
    )
    session.add(row)
    # The key is sealed for its own row, whose id is known from here on.
    session.flush()
    sealed = vault.seal(key, place=_place(row.id))
    row.key_id, row.ciphertext = sealed.key_id, sealed.ciphertext
    return key


def end_keys(session: Session, agency_id: int, *, until: datetime) -> None:
    """Let the keys that an agency has now be valid until a moment and no longer."""
    rows = session.scalars(
        select(AgencySecret).where(
            AgencySecret.agency_id == agency_id,
            or_(AgencySecret.valid_until.is_(None), AgencySecret.valid_until > until),
        )
    )
    for row in rows:
        row.valid_until = until


def _place(row_id: int) -> bytes:
    return b"agency_secret:%d" % row_id
