"""Judicial suggestion letters (司法建议书) in the store: found by their court, and whom they are
about, sealed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.suggestion_letters import SuggestionLetter
from registry.services.acts import plans
from registry.services.screening.screening_results import ShownHit
from registry.vault import Sealed, Vault
from schemas.screening_codes import SuggestionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Who a letter is about, as it was found: the row of the list, and the public entry."""

    name: str
    number_masked: str
    reference: str
    record: Mapping[str, Any]


def seal(public_id: UUID, hit: ShownHit, *, vault: Vault) -> Sealed:
    """Seal whom a letter is about, as the hit shows it."""
    said = (hit.name, hit.number_masked, hit.reference, hit.record)
    return vault.seal(orjson.dumps(said), place=_place(public_id))


def found(
    session: Session, letter_id: UUID, *, court_code: str, version: int | None = None
) -> SuggestionLetter:
    """Return a letter of a court; locked, where it is to be changed in the version that was seen.

    :raises ServiceError: ``suggestion.not_found``, ``record.stale``.
    """
    chosen = select(SuggestionLetter).where(
        SuggestionLetter.public_id == letter_id, SuggestionLetter.court_code == court_code
    )
    if version is not None:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    letter = session.scalars(chosen).first()
    if letter is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "suggestion.not_found")
    if version is not None and plans.is_stale(letter.version, version):
        facts = {"version": letter.version, "state": letter.state}
        raise ServiceError(ErrorKind.STALE, "record.stale", facts)
    return letter


def of_court(
    session: Session,
    court_code: str,
    *,
    after: int,
    limit: int,
    state: SuggestionState | None = None,
) -> Sequence[SuggestionLetter]:
    """Return letters of a court in the order in which they were drafted."""
    chosen = select(SuggestionLetter).where(
        SuggestionLetter.court_code == court_code, SuggestionLetter.id > after
    )
    if state is not None:
        chosen = chosen.where(SuggestionLetter.state == state)
    return session.scalars(chosen.order_by(SuggestionLetter.id).limit(limit)).all()


def content_of(letter: SuggestionLetter, *, vault: Vault) -> Content:
    """Return who a letter is about, opened.

    :raises registry.vault.VaultError: when a key is gone or the row was altered.
    """
    sealed = Sealed(letter.key_id, letter.ciphertext)
    plain = vault.open(sealed, place=_place(letter.public_id))
    name, number_masked, reference, record = orjson.loads(plain)
    return Content(name=name, number_masked=number_masked, reference=reference, record=record)


def _place(public_id: UUID) -> bytes:
    return b"suggestion_letter:" + public_id.bytes
