"""Answers about watches (持续审查答复), the same for courts and for agencies."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.i18n import Language, current_language
from registry.models.publication import PublicEntry
from registry.models.screenings import Screening
from registry.models.watches import ScreeningAlert, Watch
from registry.runtime import Runtime
from registry.services.screening import alerts, watched_rows, watches
from registry.services.screening.watched_rows import Watched
from registry.web import paging
from schemas.labels import label
from schemas.screening_codes import AlertChange, Match


def watch(found: Watch, runtime: Runtime) -> dict[str, Any]:
    """Return a watch as it is answered."""
    return {
        "state": found.state,
        "until": found.until,
        "ends_soon": watches.ends_soon(found, policy=runtime.policy, now=runtime.now()),
        "rows": found.rows,
        "ended_at": found.ended_at,
    }


def alerts_page(
    session: Session, found: Screening, arguments: Mapping[str, Any], runtime: Runtime
) -> dict[str, Any]:
    """Return a page of alerts; records are as the public sees them now."""
    after, per_page = paging.read(arguments["after"]), arguments["per_page"]
    rows = alerts.of(session, found, after=after, limit=per_page + 1)
    shown = paging.page_of(rows, [alert.id for alert in rows], per_page=per_page)
    watched = watched_rows.by_numbers(
        session, found, {alert.row_number for alert in shown.items}, vault=runtime.vault
    )
    records, today = {alert.record_id for alert in shown.items}, legal_day(runtime.now())
    public = _public(session, records, on=today)
    language = current_language()
    items = [
        _alert(alert, watched.get(alert.row_number), public.get(alert.record_id), language)
        for alert in shown.items
    ]
    return {"items": items, "per_page": per_page, "next": shown.next}


def _alert(
    alert: ScreeningAlert,
    watched: Watched | None,
    record: Mapping[str, Any] | None,
    language: Language,
) -> dict[str, Any]:
    row = watched and watched.entry
    how, change = Match(alert.how), AlertChange(alert.change)
    return {
        "id": alert.public_id,
        "hit": alert.hit_id,
        "row": alert.row_number,
        "reference": row and row.reference,
        "name": row and row.name,
        "number_masked": row and row.shown,
        "change": change,
        "change_label": label(change, language),
        "match": how,
        "match_label": label(how, language),
        "needs_person": how is not Match.IDENTIFIED,
        "list": alert.list_name,
        "entry": alert.record_id,
        "raised_at": alert.raised_at,
        "record": record,
    }


def _public(session: Session, records: set[UUID], *, on: date) -> Mapping[UUID, Mapping[str, Any]]:
    chosen = select(PublicEntry.public_id, PublicEntry.item)
    found = session.execute(
        chosen.where(PublicEntry.public_id.in_(records), PublicEntry.in_term(on))
    )
    return {record_id: orjson.loads(item) for record_id, item in found}
