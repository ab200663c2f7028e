"""Shared hits (单位允许查看的命中): what a court sees of agencies' lists, which is about its own
cases only, by number and name, as long as the record is public, and where the agency shares them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.publication import PublicEntry
from registry.models.screenings import Screening, ScreeningHit
from registry.rules import suggestions as law
from registry.services.screening import screening_results
from registry.services.screening.screening_results import ShownHit
from registry.vault import Vault
from schemas.screening_codes import Match

Found = Row[Screening, ScreeningHit, PublicEntry]


@dataclass(frozen=True, slots=True)
class SharedHit:
    """A hit, and the screening that it is of."""

    screening: Screening
    hit: ShownHit


def of_court(
    session: Session, court_code: str, *, on: date, after: int, limit: int, vault: Vault
) -> Sequence[SharedHit]:
    """Return hits about cases of a court in the order in which they were found; what the agency
    noted of its row for itself is left out.

    :raises registry.vault.VaultError: when a key is gone or a row was altered.
    """
    chosen = _chosen(court_code, on=on).where(ScreeningHit.id > after)
    rows = session.execute(chosen.order_by(ScreeningHit.id).limit(limit)).all()
    return [_seen(row, vault=vault) for row in rows if _may_be_seen(row, court_code, on=on)]


def to_write_about(
    session: Session,
    screening_id: UUID,
    row: int,
    record_id: UUID,
    *,
    court_code: str,
    on: date,
    vault: Vault,
) -> SharedHit:
    """Return the hit that a court writes a letter about, its screening locked: of the court's own
    list, or one that an agency shares.

    :raises ServiceError: ``screening.not_found`` for what is neither, as if it never was;
        ``screening.hit_not_found`` for another row or record of the court's own list.
    """
    chosen = select(Screening).where(Screening.public_id == screening_id).with_for_update()
    screening = session.scalars(chosen.execution_options(populate_existing=True)).first()
    if screening is not None and screening.asker == f"court:{court_code}":
        own = screening_results.hit(session, screening, row, record_id, vault=vault)
        return SharedHit(screening, own)
    of_hit = (ScreeningHit.row_number == row, ScreeningHit.record_id == record_id)
    shared = _chosen(court_code, on=on).where(Screening.public_id == screening_id, *of_hit)
    found = session.execute(shared).first()
    if found is None or not _may_be_seen(found, court_code, on=on):
        raise ServiceError(ErrorKind.NOT_FOUND, "screening.not_found")
    return _seen(found, vault=vault)


def _may_be_seen(row: Found, court_code: str, *, on: date) -> bool:
    screening, hit, entry = row
    return law.courts_see(
        Match(hit.how),
        is_shared=screening.shared,
        is_own_case=entry.court_code == court_code,
        is_public=entry.ends_on is None or entry.ends_on >= on,
    )


def _chosen(court_code: str, *, on: date) -> Select[Screening, ScreeningHit, PublicEntry]:
    """Return what may be seen, as far as the store can tell; the law decides."""
    return (
        select(Screening, ScreeningHit, PublicEntry)
        .join(ScreeningHit, ScreeningHit.screening_id == Screening.id)
        .join(PublicEntry, PublicEntry.public_id == ScreeningHit.record_id)
        .where(
            Screening.shared,
            ScreeningHit.how == Match.IDENTIFIED,
            PublicEntry.court_code == court_code,
            PublicEntry.in_term(on),
        )
    )


def _seen(row: Found, *, vault: Vault) -> SharedHit:
    screening, hit, _ = row
    shown = screening_results.opened(screening, hit, vault=vault)
    # What the agency noted of its row for itself is not the court's.
    return SharedHit(screening, replace(shown, reference=""))
