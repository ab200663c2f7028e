"""Routes of the journal (台账接口): who did what to a record, and who was refused what."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.api import answers, court
from registry.db import db
from registry.errors import ErrorKind, ServiceError
from registry.journal import read
from registry.services.acts import courts_above, record_owners
from registry.services.cases import case_contents
from registry.web import auth, paging
from schemas.court_journal import JournalPage, JournalQuery

blueprint = court.blueprint("journal", "台账 The journal")


@blueprint.route("/journal", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(JournalQuery, location="query")
@blueprint.response(200, JournalPage)
def read_journal(arguments: dict[str, Any]) -> Response:
    """查看台账 Read what was done to a record, and what was refused, in order.

    可查本院和下级法院的任一记录、任一资格审查；案件编号包括随案的一切记录。人员以编号表示，不含姓名和号码。
    Any record or screening of one's own court or one below; a case stands for all that hangs on it.
    People are named by their ids; there are no names and no numbers.
    """
    session, per_page, wanted = db.session(), arguments["per_page"], arguments["record"]
    records = _records(session, wanted)
    after = paging.read(arguments["after"])
    found = read.of_records(session, records, after=after, limit=per_page + 1)
    shown = paging.page_of(found, [entry.position for entry in found], per_page=per_page)
    items = [{**answers.entry(entry), "record": entry.record_id} for entry in shown.items]
    return court.respond({"items": items, "per_page": per_page, "next": shown.next})


def _records(session: Session, wanted: UUID) -> Sequence[UUID]:
    """Return the records whose entries are wanted.

    :raises ServiceError: ``record.not_found``.
    """
    case = record_owners.case_of(session, wanted)
    court_code = case.court_code if case else record_owners.screening_court(session, wanted)
    own = auth.caller().court_code
    if court_code is None or courts_above.readable(session, own, wanted=court_code) is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "record.not_found")
    if case is None or case.public_id != wanted:
        return [wanted]
    return case_contents.record_ids(session, case)
