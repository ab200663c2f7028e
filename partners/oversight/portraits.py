"""Portraits (单位概况) of agencies: settings, endpoints and keys, as people and programs see them.

No secret is in them, only from when to when each is valid.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.measures.versions import present_fields
from partners.models.agencies import (
    Agency,
    AgencyInquiryKinds,
    AgencyKey,
    AgencyMeasure,
    AgencySecret,
    Measure,
)
from schemas.inquiry_codes import InquiryKind


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a secret signs; open where it has no end yet."""

    valid_from: datetime
    valid_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPortrait:
    """An endpoint as it stands.

    :ivar reason: what the last challenge failed by.
    :ivar due_at: when the next one is due, while it is unproven.
    """

    id: UUID
    address: str
    state: str
    takes_over: bool
    added_at: datetime
    proven_at: datetime | None
    reason: str
    failures: int
    due_at: datetime
    secrets: tuple[Validity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPortrait:
    """A key with which an agency calls the register, by its prefix."""

    prefix: str
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPortrait:
    """An agency with all that is set for it.

    :ivar inquiry_kinds: what it can be asked about a debtor.
    """

    code: str
    name_zh: str
    name_en: str
    measures: tuple[str, ...]
    inquiry_kinds: tuple[InquiryKind, ...]
    fields: tuple[str, ...]
    every_seconds: int
    cron: str | None
    endings_at_once: bool
    posts_per_minute: int | None
    max_notices: int
    max_bytes: int
    endpoints: tuple[EndpointPortrait, ...]
    keys: tuple[KeyPortrait, ...]


def portrait_of(session: Session, agency: Agency) -> AgencyPortrait:
    """Return an agency with all that is set for it now."""
    measures = session.scalars(
        select(AgencyMeasure.measure_code)
        .where(AgencyMeasure.agency_id == agency.id, AgencyMeasure.until_entry.is_(None))
        .order_by(AgencyMeasure.measure_code)
    )
    return AgencyPortrait(
        code=agency.code,
        name_zh=agency.name_zh,
        name_en=agency.name_en,
        measures=tuple(measures),
        inquiry_kinds=_inquiry_kinds(session, agency.id),
        fields=tuple(field.value for field in present_fields(session, agency.id).fields),
        every_seconds=agency.every_seconds,
        cron=agency.cron,
        endings_at_once=agency.endings_at_once,
        posts_per_minute=agency.posts_per_minute,
        max_notices=agency.max_notices,
        max_bytes=agency.max_bytes,
        endpoints=_endpoints(session, agency.id),
        keys=_keys(session, agency.id),
    )


def names_of(session: Session, codes: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Return what measures are called, in Chinese and in English; those of which no name is in
    force any more are left out.
    """
    chosen = select(Measure.code, Measure.name_zh, Measure.name_en).where(
        Measure.code.in_(codes), Measure.until_entry.is_(None)
    )
    return {code: (zh, en) for code, zh, en in session.execute(chosen)}


def _inquiry_kinds(session: Session, agency_id: int) -> tuple[InquiryKind, ...]:
    latest = (
        select(AgencyInquiryKinds.kinds)
        .where(AgencyInquiryKinds.agency_id == agency_id)
        .order_by(AgencyInquiryKinds.id.desc())
        .limit(1)
    )
    kinds = session.execute(latest).scalar_one_or_none() or ""
    return tuple(InquiryKind(code) for code in kinds.split(",") if code)


def _endpoints(session: Session, agency_id: int) -> tuple[EndpointPortrait, ...]:
    living = endpoints.living(session, agency_id)
    secrets: dict[int, list[Validity]] = {endpoint.id: [] for endpoint in living}
    for row in session.scalars(
        select(AgencySecret)
        .where(AgencySecret.endpoint_id.in_(secrets))
        .order_by(AgencySecret.id.desc())
    ):
        secrets[row.endpoint_id].append(Validity(row.valid_from, row.valid_until))
    return tuple(
        EndpointPortrait(
            id=one.public_id,
            address=one.address,
            state=one.state,
            takes_over=one.takes_over,
            added_at=one.added_at,
            proven_at=one.proven_at,
            reason=one.reason,
            failures=one.failures,
            due_at=one.due_at,
            secrets=tuple(secrets[one.id]),
        )
        for one in living
    )


def _keys(session: Session, agency_id: int) -> tuple[KeyPortrait, ...]:
    rows = session.scalars(
        select(AgencyKey).where(AgencyKey.agency_id == agency_id).order_by(AgencyKey.id)
    )
    return tuple(
        KeyPortrait(prefix=row.prefix, expires_at=row.expires_at, revoked_at=row.revoked_at)
        for row in rows
    )
