"""Answers about lists for watches (增减名单答复), the same for courts and for agencies."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.api import screening_answers
from registry.i18n import current_language
from registry.models.screenings import Screening
from registry.models.watch_lists import WatchList, WatchListRow
from registry.services.screening import watch_lists, watches
from registry.services.screening.watch_lists import HandInRows
from registry.vault import Vault
from registry.web import paging
from schemas.labels import label
from schemas.screening_codes import RowFault, RowOutcome, RowsChange


@contextmanager
def handed_in(
    session: Session, found: Screening, list_id: UUID, change: RowsChange, *, vault: Vault
) -> Iterator[HandInRows]:
    """Take in the list that the request carries for the watch of a screening that was only read.

    :raises ServiceError: as :func:`registry.api.screening_answers.handed_in`, and
        ``watch.not_found`` where the screening is not watched.
    """
    watches.require_one(session, found)
    with screening_answers.handed_in(found, vault, list_id=list_id) as order:
        yield HandInRows(
            id=list_id, change=change, form=order.form, parts=order.parts, digest=order.digest
        )


def row_list(found: WatchList) -> dict[str, Any]:
    """Return a list for a watch as it is answered."""
    return {
        "id": found.public_id,
        "change": found.change,
        "state": found.state,
        "format": found.format,
        "rows_done": found.rows_done,
        "rows_changed": found.rows_changed,
        "rows_unchanged": found.rows_unchanged,
        "rows_faulty": found.rows_faulty,
        "failure": screening_answers.failure(found.failure, found.failure_facts),
        "handed_in_at": found.handed_in_at,
        "finished_at": found.finished_at,
    }


def lists_page(session: Session, found: Screening, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page of the lists for the watch of a screening."""
    after, per_page = paging.read(arguments["after"]), arguments["per_page"]
    rows = watch_lists.of(session, found, after=after, limit=per_page + 1)
    shown = paging.page_of(rows, [each.id for each in rows], per_page=per_page)
    items = [row_list(each) for each in shown.items]
    return {"items": items, "per_page": per_page, "next": shown.next}


def rows_page(
    session: Session, found: Screening, list_id: UUID, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a page of what became of the rows of a list.

    :raises ServiceError: ``watch_list.not_found``.
    """
    after, per_page = paging.read(arguments["after"]), arguments["per_page"]
    of_list = watch_lists.found(session, found, list_id)
    rows = watch_lists.rows_of(session, of_list, after=after, limit=per_page + 1)
    shown = paging.page_of(rows, [each.row_number for each in rows], per_page=per_page)
    items = [_row(each) for each in shown.items]
    return {"items": items, "per_page": per_page, "next": shown.next}


def _row(found: WatchListRow) -> dict[str, Any]:
    language, outcome = current_language(), RowOutcome(found.outcome)
    reason = None if found.reason is None else RowFault(found.reason)
    return {
        "row": found.row_number,
        "outcome": outcome,
        "outcome_label": label(outcome, language),
        "watched_row": found.watched_row,
        "reason": reason,
        "reason_label": reason and label(reason, language),
    }
