"""Partner agencies (联合惩戒单位): taken in with measures, field list and an endpoint, and changed.

Measures and field lists are versions: ended and begun by journal entries, never altered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.endpoints.signing import secret_text
from partners.measures.versions import fields_text
from partners.models.agencies import Agency, AgencyFields, AgencyMeasure
from partners.models.streams import StreamState
from partners.notices import entries
from partners.services import agency_checks
from partners.states import StreamStatus
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

    :ivar measures: none where it is only asked about debtors.
    :ivar endpoint: where deliveries are posted; absent for an agency that takes them by itself.
    :ivar cron: when it is sent to, instead of every so many seconds.
    :ivar begins_now: whether its stream begins without a snapshot of what is in force already.
    :ivar https_only: whether a plain http endpoint is refused.
    """

    code: str
    name_zh: str
    name_en: str
    endpoint: str | None
    measures: tuple[str, ...]
    fields: tuple[NoticeField, ...]
    every_seconds: int
    max_notices: int
    max_bytes: int
    endings_at_once: bool
    https_only: bool
    cron: str | None = None
    posts_per_minute: int | None = None
    begins_now: bool = False


@dataclass(frozen=True, slots=True)
class AddedAgency:
    """What is told of an agency that was taken in, the secret of its endpoint this once.

    :ivar after: the position after which its stream begins, unless a snapshot comes first.
    """

    endpoint: UUID | None
    secret: str | None
    after: int
    state: StreamStatus


def add(
    session: Session, order: AddAgency, vault: Vault, *, actor: Actor, now: datetime
) -> AddedAgency:
    """Take an agency in. Where nothing is in force yet its stream begins where the journal stands,
    otherwise it waits until the agency has a snapshot.

    :raises ServiceError: ``agency.exists``, ``agency.code_malformed``,
        ``agency.endpoint_unusable``, ``agency.measure_unknown``, ``agency.limits``,
        ``agency.schedule``.
    """
    agency_checks.code(session, order.code)
    if order.endpoint is not None:
        agency_checks.endpoint(order.endpoint, https_only=order.https_only)
    agency_checks.measures(session, order.measures)
    agency_checks.limits(
        every_seconds=order.every_seconds,
        max_notices=order.max_notices,
        max_bytes=order.max_bytes,
        posts_per_minute=order.posts_per_minute,
        fields=order.fields,
    )
    agency_checks.schedule(order.cron, now=now)
    head = read.head(session)
    agency = Agency(
        public_id=uuid4(),
        code=order.code,
        name_zh=order.name_zh,
        name_en=order.name_en,
        every_seconds=order.every_seconds,
        cron=order.cron or None,
        posts_per_minute=order.posts_per_minute,
        max_notices=order.max_notices,
        max_bytes=order.max_bytes,
        endings_at_once=order.endings_at_once,
    )
    session.add(agency)
    session.flush()
    endpoint, secret = None, None
    if order.endpoint is not None:
        added, key = endpoints.add(
            session, vault, agency.id, order.endpoint, takes_over=True, now=now
        )
        endpoint, secret = added.public_id, secret_text(key)
    state = endpoints.resting_or_running(session, agency.id)
    if not order.begins_now and entries.is_anything_told(session):
        state = StreamStatus.AWAITING_SNAPSHOT
    session.add(_stream(agency.id, head.stream, head.size, state, now))
    body = {
        "agency": order.code,
        "endpoint": None if order.endpoint is None else host_of(order.endpoint),
        "measures": list(order.measures),
        "fields": fields_text(order.fields).split(","),
        "every_seconds": order.every_seconds,
        "cron": agency.cron,
        "endings_at_once": order.endings_at_once,
        "stream": state.value,
    }
    entry = entry_of(events.AGENCY_ADDED, agency, body, "接入单位", actor=actor, now=now)
    append.record(session, entry)
    begin_measures(session, agency.id, order.measures, entry.id)
    begin_fields(session, agency.id, order.fields, entry.id)
    return AddedAgency(endpoint, secret, head.size, state)


def find(session: Session, code: str) -> Agency:
    """Return an agency by its code.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if agency is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "agency.not_found", {"agency": code[:64]})
    return agency


def expect(session: Session, code: str, version: int) -> None:
    """Make sure that a change is meant for the version of an agency that is there; nobody else
    changes it until the transaction ends.

    :raises ServiceError: ``agency.not_found``, ``record.stale``.
    """
    agency = session.scalars(
        select(Agency)
        .where(Agency.code == code)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if agency is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "agency.not_found", {"agency": code[:64]})
    if agency.version != version:
        raise ServiceError(ErrorKind.STALE, "record.stale", {"version": agency.version})


def stream_locked(session: Session, agency_id: int) -> StreamState:
    """Lock an agency's stream against whoever else would change it, and return it."""
    return session.scalars(
        select(StreamState)
        .where(StreamState.agency_id == agency_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _stream(
    agency_id: int, stream: UUID, position: int, state: StreamStatus, now: datetime
) -> StreamState:
    return StreamState(
        agency_id=agency_id,
        stream=stream,
        state=state.value,
        reason="",
        scanned=position,
        through=position,
        failures=0,
        batch_limit=None,
        due_at=now,
        changed_at=now,
        accepted_at=None,
        posted_at=None,
        lease_holder=None,
        lease_token=0,
        lease_until=None,
    )


def begin_measures(session: Session, agency_id: int, codes: Iterable[str], entry_id: UUID) -> None:
    """Make an agency responsible for measures from a journal entry on."""
    for code in dict.fromkeys(codes):
        session.add(
            AgencyMeasure(
                agency_id=agency_id, measure_code=code, since_entry=entry_id, until_entry=None
            )
        )


def begin_fields(
    session: Session, agency_id: int, fields: Iterable[NoticeField], entry_id: UUID
) -> None:
    """Let a field list count from a journal entry on."""
    session.add(AgencyFields(agency_id=agency_id, fields=fields_text(fields), since_entry=entry_id))


def changed(session: Session, agency: Agency, entry: Entry) -> None:
    """Enter a change of what is set for an agency, which is a new version of it."""
    agency.version = Agency.version + 1
    append.record(session, entry)


def host_of(endpoint: str) -> str:
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
