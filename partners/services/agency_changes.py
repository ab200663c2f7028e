"""Changes of agencies (变更接入单位): measures, field list, schedule and limits, and retirement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.endpoints.signing_keys import end_keys
from partners.measures.versions import fields_text
from partners.models.agencies import Agency, AgencyKey, AgencyMeasure
from partners.models.streams import StreamState
from partners.schedules import next_due, schedule_of
from partners.services import adjustments, agency_checks
from partners.services.agencies import begin_fields, begin_measures, changed, entry_of, find
from partners.states import EndpointState, StreamStatus
from registry import events
from registry.journal.entry import Actor
from schemas.measures import NoticeField


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAgency:
    """What is to change of an agency; what is absent stays.

    :ivar measures: all that it is to have; none where it is only asked about debtors from now on.
    :ivar cron: a cron line, or an empty text to go back to the interval.
    :ivar posts_per_minute: 0 for no limit.
    """

    code: str
    measures: tuple[str, ...] | None = None
    fields: tuple[NoticeField, ...] | None = None
    every_seconds: int | None = None
    cron: str | None = None
    posts_per_minute: int | None = None
    max_notices: int | None = None
    max_bytes: int | None = None
    endings_at_once: bool | None = None


def change(session: Session, order: ChangeAgency, *, actor: Actor, now: datetime) -> Agency:
    """Change an agency's measures, field list, schedule or limits, and return it.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``, ``agency.measure_unknown``,
        ``agency.limits``, ``agency.schedule``.
    """
    agency = find(session, order.code)
    agency_checks.alive(session, agency)
    agency_checks.limits(
        every_seconds=order.every_seconds,
        max_notices=order.max_notices,
        max_bytes=order.max_bytes,
        posts_per_minute=order.posts_per_minute or None,
        fields=order.fields,
    )
    agency_checks.schedule(order.cron, now=now)
    if order.measures is not None:
        agency_checks.measures(session, order.measures)
    body: dict[str, object] = {"agency": order.code, **_set_terms(agency, order)}
    if order.every_seconds is not None or order.cron is not None:
        _reschedule(session, agency, now)
    if order.measures is not None:
        body["measures"] = list(order.measures)
    if order.fields is not None:
        body["fields"] = fields_text(order.fields).split(",")
    entry = entry_of(events.AGENCY_CHANGED, agency, body, "变更接入单位", actor=actor, now=now)
    changed(session, agency, entry)
    if order.measures is not None:
        exchanged = _exchange_measures(session, agency.id, order.measures, entry.id)
        adjustments.start(session, entry.id, exchanged, agency=agency.code, now=now)
    if order.fields is not None:
        begin_fields(session, agency.id, order.fields, entry.id)
    return agency


def retire(session: Session, code: str, *, reason: str, actor: Actor, now: datetime) -> Agency:
    """End an agency's part: nothing is sent any more, its keys and secrets end, its measures too.

    What it was told stays on record, with what it has not confirmed; its code is not given again.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    for endpoint in endpoints.living(session, agency.id):
        endpoint.state = EndpointState.RETIRED.value
        end_keys(session, endpoint.id, until=now)
    keys = select(AgencyKey).where(AgencyKey.agency_id == agency.id, AgencyKey.revoked_at.is_(None))
    for key in session.scalars(keys):
        key.revoked_at = now
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency.id)
        .values(state=StreamStatus.RETIRED.value, reason=reason, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    body = {"agency": code, "stream": StreamStatus.RETIRED.value}
    entry = entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    changed(session, agency, entry)
    _exchange_measures(session, agency.id, (), entry.id)
    return agency


def _set_terms(agency: Agency, order: ChangeAgency) -> dict[str, object]:
    """Set what of an agency's row changes, and return it for the journal."""
    wanted: dict[str, object] = {
        "every_seconds": order.every_seconds,
        "cron": order.cron,
        "posts_per_minute": order.posts_per_minute,
        "max_notices": order.max_notices,
        "max_bytes": order.max_bytes,
        "endings_at_once": order.endings_at_once,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    for name, value in given.items():
        is_taken_back = name in {"cron", "posts_per_minute"} and not value
        setattr(agency, name, None if is_taken_back else value)
    return given


def _reschedule(session: Session, agency: Agency, now: datetime) -> None:
    """Let a changed schedule count at once, unless the stream is waiting after a failure."""
    session.flush()
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency.id, StreamState.failures == 0)
        .values(due_at=next_due(schedule_of(agency), now))
        .execution_options(synchronize_session=False)
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
    begin_measures(session, agency_id, (code for code in codes if code not in present), entry_id)
    session.flush()
    return set(codes) ^ present.keys()
