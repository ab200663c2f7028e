"""Answers about screenings (资格审查答复), the same for courts and for agencies."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from flask import Response, request, stream_with_context
from sqlalchemy.orm import Session

from registry.api import watch_answers
from registry.clock import legal_day
from registry.db import end_reading
from registry.i18n import Language, current_language
from registry.models.screenings import Screening
from registry.runtime import Runtime
from registry.screening import lists, reports
from registry.screening.columns import Columns
from registry.screening.uploads import Upload
from registry.services.screening import screening_results, screenings, watches
from registry.services.screening.screening_results import ShownHit
from registry.services.screening.screenings import HandIn, OpenScreening
from registry.vault import Vault
from registry.web import bodies, paging, refusals, texts
from schemas.labels import label
from schemas.screening_codes import ListFormat, Match, ReportForm, ScreeningState

WHOLE = 100
# How a list is described: as files are, whatever is in them.
_FILE = {"schema": {"type": "string", "minLength": 1}}
LIST_BODY = {
    "description": "名单 The list; an array of objects in application/json is taken as well.",
    "required": True,
    "content": {form: _FILE for form in lists.FORMATS if form != "application/json"},
}

# A report in either form, as a download.
REPORT = {
    "200": {
        "description": "报告 The report.",
        "content": {form.partition(";")[0]: _FILE for form in reports.CONTENT_TYPES.values()},
    }
}


def order_of(fields: Mapping[str, Any], screening_id: UUID) -> OpenScreening:
    """Return the order that a request states."""
    return OpenScreening(
        id=screening_id,
        purpose=fields["purpose"],
        basis=fields["basis"],
        lists=tuple(fields["lists"]),
        names=fields["names"],
        columns=fields["columns"],
        watch_until=fields["watch_until"],
        shared=fields.get("shared", False),
    )


def inline(rows: Iterable[Mapping[str, Any]], found: Screening, vault: Vault) -> HandIn:
    """Return the list that came with the request that opens its screening."""
    body = orjson.dumps([dict(row) for row in rows])
    with Upload([body], found.public_id, vault=vault) as upload:
        parts = tuple(upload.sealed())
        return HandIn(form=ListFormat.JSON, parts=parts, digest=upload.digest)


@contextmanager
def handed_in(found: Screening, vault: Vault, *, list_id: UUID | None = None) -> Iterator[HandIn]:
    """Take in the list that the request carries, for a screening that was only read: nobody holds
    a transaction while a list comes in.

    :param list_id: the public id of the list, where it is not that of the screening.
    :raises ServiceError: ``body.too_large``, and what :mod:`registry.screening.lists` refuses.
    """
    refusals.takes_list()
    form = lists.format_of(request.mimetype)
    request.max_content_length = lists.LARGEST
    place, columns = list_id or found.public_id, Columns(orjson.loads(found.columns))
    end_reading()
    with Upload(bodies.pieces(), place, vault=vault) as upload:
        lists.check(form, upload.pieces(), columns)
        yield HandIn(form=form, parts=upload.sealed(), digest=upload.digest)


def screening(session: Session, found: Screening, runtime: Runtime) -> dict[str, Any]:
    """Return a screening as it is answered."""
    watch = watches.of(session, found)
    finished_at, kept = found.finished_at, timedelta(days=runtime.policy.screening_kept_days)
    is_kept = finished_at is not None and found.state != ScreeningState.CANCELLED
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "purpose": found.purpose,
        "basis": found.basis,
        "lists": screenings.lists_of(found),
        "names": found.names,
        "shared": found.shared,
        "format": found.format,
        "progress": _progress(found),
        "rows_done": found.rows_done,
        "rows_faulty": found.rows_faulty,
        "hits": {
            "identified": found.identified,
            "number_only": found.number_only,
            "name_only": found.name_only,
        },
        "failure": failure(found.failure, found.failure_facts),
        "watch": watch and watch_answers.watch(watch, runtime),
        "opened_at": found.opened_at,
        "finished_at": finished_at,
        "kept_until": legal_day(finished_at + kept) if is_kept and finished_at else None,
    }


def hits_page(
    session: Session, found: Screening, arguments: Mapping[str, Any], runtime: Runtime
) -> dict[str, Any]:
    """Return a page of hits; of those of one ``match`` alone, where it is stated."""
    after, per_page = paging.read(arguments["after"]), arguments["per_page"]
    rows = screening_results.hits(
        session,
        found,
        after=after,
        limit=per_page + 1,
        vault=runtime.vault,
        how=arguments.get("match"),
    )
    shown = paging.page_of(rows, [hit.key for hit in rows], per_page=per_page)
    language = current_language()
    items = [_hit(hit, language) for hit in shown.items]
    return {"items": items, "per_page": per_page, "next": shown.next}


def faults_page(session: Session, found: Screening, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page of faulty rows."""
    after, per_page = paging.read(arguments["after"]), arguments["per_page"]
    rows = screening_results.faults(session, found, after=after, limit=per_page + 1)
    shown = paging.page_of(rows, [row for row, _ in rows], per_page=per_page)
    language = current_language()
    items = [
        {"row": row, "reason": reason, "reason_label": label(reason, language)}
        for row, reason in shown.items
    ]
    return {"items": items, "per_page": per_page, "next": shown.next}


def failure(code: str, facts: str) -> dict[str, Any] | None:
    """Return why a list could not be worked off to its end, if it could not.

    :param facts: what there is to know of that, as JSON.
    """
    if not code:
        return None
    language = current_language()
    return {
        "code": code,
        "title": texts.title_of(code, language),
        "detail": texts.detail_of(code, language),
        "facts": orjson.loads(facts),
    }


def report(rows: Iterable[reports.Cells], found: Screening, form: ReportForm) -> Response:
    """Return a report as a file."""
    pieces = reports.WRITTEN[form](rows)
    response = Response(stream_with_context(pieces), content_type=reports.CONTENT_TYPES[form])
    name = f"screening-{found.public_id}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _hit(hit: ShownHit, language: Language) -> dict[str, Any]:
    return {
        "row": hit.row,
        "reference": hit.reference,
        "name": hit.name,
        "number_masked": hit.number_masked,
        "match": hit.how,
        "match_label": label(hit.how, language),
        "needs_person": hit.how is not Match.IDENTIFIED,
        "record": hit.record,
    }


def _progress(found: Screening) -> int:
    if found.state in {ScreeningState.FINISHED, ScreeningState.FAILED, ScreeningState.ERASED}:
        return WHOLE
    # The part at hand is not done as long as rows of it may be left.
    return max(0, found.parts_read - 1) * WHOLE // found.parts if found.parts else 0
