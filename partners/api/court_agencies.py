"""Routes with which a court looks at agencies (法院查看各单位): who was told of its record, who has
confirmed that it lifted, and who is late.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from partners.oversight import lateness, lifting_duties
from partners.oversight.coverage import AgencyCoverage, coverage
from partners.oversight.lateness import Days
from partners.receipts.receipt_words import Word, is_contradictory
from registry.api import court
from registry.clock import legal_day
from registry.db import db
from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime
from registry.services.acts import courts_above, record_owners
from registry.web import auth
from schemas.court_agencies import AgenciesOfRecord
from schemas.receipts import lacks_reason

blueprint = court.blueprint("agencies-of-records", "送达覆盖 Agencies of a record")


@blueprint.route("/records/<uuid:record_id>/agencies", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, AgenciesOfRecord)
def read_agencies(record_id: UUID) -> Response:
    """查看被告知的单位 Read which agencies were told of a listing or an order, and how they stand.

    记录终止后，列明哪些单位已经确认解除、哪些逾期未确认；被执行人本人查询时看到同一份名单。

    Once the record has ended it says who has confirmed lifting and who is late; the debtor is shown
    the same.
    """
    session = db.session()
    case = record_owners.case_of(session, record_id)
    own = auth.caller().court_code
    if case is None or courts_above.readable(session, own, wanted=case.court_code) is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "record.not_found")
    return court.respond(_answer(session, record_id, coverage(session, record_id)))


def _answer(session: Session, record_id: UUID, found: Sequence[AgencyCoverage]) -> dict[str, Any]:
    runtime = current_runtime()
    working_days = runtime.policy.lifting_working_days
    days = lifting_duties.days_of(session, record_id, working_days=working_days)
    return {
        "record": record_id,
        "ended": any(agency.ended for agency in found),
        "due_on": lifting_duties.due_on(session, record_id),
        "agencies": [_agency(agency, days, on=legal_day(runtime.now())) for agency in found],
    }


def _agency(found: AgencyCoverage, days: Days, *, on: date) -> dict[str, Any]:
    return {
        "agency": found.agency,
        "name_zh": found.name_zh,
        "name_en": found.name_en,
        "told_at": found.told_at,
        "told_of_end_at": found.told_of_end_at,
        "apply": found.apply,
        "applied": found.applied,
        "lift": found.lift,
        "lifted": found.lifted,
        "kept": found.kept,
        "unconfirmed_since": found.open_since,
        "confirmed_at": found.confirmed_at,
        "due_on": lateness.due_on(found, days),
        "is_late": lateness.is_late(found, days, on=on),
        "words": [_word(word) for word in found.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "notice": word.said.notice_id,
        "measure": word.said.measure,
        "outcome": word.said.outcome,
        "reason": word.said.reason,
        "stated_at": word.said.stated_at,
        "received_at": word.said.received_at,
        "before": word.before,
        "contradictory": is_contradictory(word),
        "reason_missing": lacks_reason(word.said.outcome, word.said.reason),
    }
