"""Partner agencies (联合惩戒单位): taken in with measures, field list and a secret, and changed.

Measures and field lists are versions: ended and begun by journal entries, never altered.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencyFields, AgencyMeasure
from partners.models.streams import StreamState
from partners.services import adjustments, agency_checks
from partners.signing import secret_text
from partners.signing_keys import add_key
from partners.states import StreamStatus
from partners.versions import fields_text
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import append, read
from registry.journal.entry import Actor, Entry
from registry.vault import Vault
from schemas.measures import NoticeField

BASIS = "中办发〔2016〕64号"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgency:
    """An agency to be taken in.

    :ivar https_only: whether a plain http endpoint is refused.
    """

    code: str
    name_zh: str
    name_en: str
    endpoint: str
    measures: tuple[str, ...]
    fields: tuple[NoticeField, ...]
    every_seconds: int
    max_notices: int
    max_bytes: int
    endings_at_once: bool
    https_only: bool


@dataclass(frozen=True, slots=True)
class AddedAgency:
    """What is told of an agency that was taken in, the secret this once.

    :ivar after: the position after which its stream begins.
    """

    secret: str
    after: int


def add(
    session: Session, order: AddAgency, vault: Vault, *, actor: Actor, now: datetime
) -> AddedAgency:
    """Take an agency in; its stream begins where the journal stands.

    :raises ServiceError: ``agency.exists``, ``agency.code_malformed``,
        ``agency.endpoint_unusable``, ``agency.measure_unknown``, ``agency.limits``.
    """
    agency_checks.code(session, order.code)
    agency_checks.endpoint(order.endpoint, https_only=order.https_only)
    agency_checks.measures(session, order.measures)
    agency_checks.limits(
        every_seconds=order.every_seconds,
        max_notices=order.max_notices,
        max_bytes=order.max_bytes,
        fields=order.fields,
    )
    head = read.head(session)
    agency = Agency(
        public_id=uuid4(),
        code=order.code,
        name_zh=order.name_zh,
        name_en=order.name_en,
        endpoint=order.endpoint,
        every_seconds=order.every_seconds,
        max_notices=order.max_notices,
        max_bytes=order.max_bytes,
        endings_at_once=order.endings_at_once,
    )
    session.add(agency)
    session.flush()
    session.add(_stream(agency.id, head.stream, head.size, now))
    body = {
        "agency": order.code,
        "endpoint": _host(order.endpoint),
        "measures": list(order.measures),
        "fields": fields_text(order.fields).split(","),
        "every_seconds": order.every_seconds,
        "endings_at_once": order.endings_at_once,
    }
    entry = entry_of(events.AGENCY_ADDED, agency, body, "接入单位", actor=actor, now=now)
    append.record(session, entry)
    _begin_measures(session, agency.id, order.measures, entry.id)
    _begin_fields(session, agency.id, order.fields, entry.id)
    return AddedAgency(secret_text(add_key(session, vault, agency.id, now=now)), head.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAgency:
    """What is to change of an agency; what is absent stays."""

    code: str
    endpoint: str | None = None
    measures: tuple[str, ...] | None = None
    fields: tuple[NoticeField, ...] | None = None
    every_seconds: int | None = None
    https_only: bool


def change(session: Session, order: ChangeAgency, *, actor: Actor, now: datetime) -> None:
    """Change an agency's endpoint, measures, field list or interval.

    :raises ServiceError: ``agency.not_found``, ``agency.endpoint_unusable``,
        ``agency.measure_unknown``, ``agency.limits``.
    """
    agency = find(session, order.code)
    body: dict[str, object] = {"agency": order.code}
    if order.endpoint is not None:
        agency_checks.endpoint(order.endpoint, https_only=order.https_only)
        agency.endpoint = order.endpoint
        body["endpoint"] = _host(order.endpoint)
    if order.every_seconds is not None:
        agency_checks.limits(every_seconds=order.every_seconds)
        agency.every_seconds = body["every_seconds"] = order.every_seconds
    if order.measures is not None:
        agency_checks.measures(session, order.measures)
        body["measures"] = list(order.measures)
    if order.fields is not None:
        agency_checks.limits(fields=order.fields)
        body["fields"] = fields_text(order.fields).split(",")
    entry = entry_of(events.AGENCY_CHANGED, agency, body, "变更接入单位", actor=actor, now=now)
    append.record(session, entry)
    if order.measures is not None:
        exchanged = _exchange_measures(session, agency.id, order.measures, entry.id)
        adjustments.start(session, entry.id, exchanged, agency=agency.code, now=now)
    if order.fields is not None:
        _begin_fields(session, agency.id, order.fields, entry.id)


def find(session: Session, code: str) -> Agency:
    """Return an agency by its code.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if agency is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "agency.not_found", {"agency": code[:64]})
    return agency


def _stream(agency_id: int, stream: UUID, position: int, now: datetime) -> StreamState:
    return StreamState(
        agency_id=agency_id,
        stream=stream,
        state=StreamStatus.RUNNING.value,
        reason="",
        scanned=position,
        through=position,
        failures=0,
        batch_limit=None,
        due_at=now,
        changed_at=now,
        accepted_at=None,
        lease_holder=None,
        lease_token=0,
        lease_until=None,
    )


def _begin_measures(session: Session, agency_id: int, codes: Iterable[str], entry_id: UUID) -> None:
    for code in dict.fromkeys(codes):
        session.add(
            AgencyMeasure(
                agency_id=agency_id, measure_code=code, since_entry=entry_id, until_entry=None
            )
        )


def _exchange_measures(
    session: Session, agency_id: int, codes: Collection[str], entry_id: UUID
) -> set[str]:
    """Give an agency these measures and no others, and return those that it gains or loses."""
    present = {
        row.measure_code: row
        for row in session.scalars(
            select(AgencyMeasure).where(
                AgencyMeasure.agency_id == agency_id, AgencyMeasure.until_entry.is_(None)
            )
        )
    }
    for code, row in present.items():
        if code not in codes:
            row.until_entry = entry_id
    session.flush()
    _begin_measures(session, agency_id, (code for code in codes if code not in present), entry_id)
    session.flush()
    return set(codes) ^ present.keys()


def _begin_fields(
    session: Session, agency_id: int, fields: Iterable[NoticeField], entry_id: UUID
) -> None:
    session.add(AgencyFields(agency_id=agency_id, fields=fields_text(fields), since_entry=entry_id))


def _host(endpoint: str) -> str:
    """Return what the journal may keep of an endpoint for ever: paths can hold secrets."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def entry_of(
    kind: Kind,
    agency: Agency,
    body: Mapping[str, object],
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> Entry:
    """Return the journal entry of an act on an agency."""
    return Entry(
        kind=kind,
        body=body,
        actor=actor,
        reason=reason,
        basis=BASIS,
        occurred_at=now,
        record_id=agency.public_id if kind is not events.STREAM_TEST else None,
    )
