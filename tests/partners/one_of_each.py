"""One agency with one record of each kind (联合惩戒单位各类记录各一), and the keys by which it and
an operator call, for tests that ask about every operation.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from partners.dispatch.workers import StreamWorker
from partners.endpoints import endpoints
from partners.models.agencies import Agency
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.services import agency_keys, inquiry_kinds, operator_keys
from partners.services.inquiry_kinds import SetInquiryKinds
from partners.services.operator_keys import IssueOperatorKey
from registry.db import db, transaction
from registry.models.jobs import JobRecord
from registry.timetable import jobs_of
from schemas.inquiry_codes import InquiryKind
from schemas.partner_codes import PartnerScope
from tests.api import files, orders, watched
from tests.api.beginnings import after
from tests.api.desk import ADULT, Desk
from tests.api.one_of_each import one_of_each
from tests.partners.asking import only
from tests.partners.conftest import Agencies
from tests.partners.parked import CODE, refusing
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR

OF_AGENCIES, OF_OPERATORS = "/api/v1/agency/", "/api/v1/partners/"
OF_THE_SCHEDULER = "/api/v1/health/scheduler"
LISTED = re.compile(r"/screenings/\{screening_id\}/(?!list$|cancellation$)")
SCREENING = {"purpose": "honours", "basis": "文明单位评选办法第九条"}


@dataclass(frozen=True)
class _Callers:
    agency: str
    operator: str
    watched: str
    known: dict[str, str]


def opened_to(desk: Desk, path: str) -> tuple[dict[str, str], str]:
    """Make one record of each kind that an address may be about; return their ids by the names that
    paths and bodies use, and a key that opens the address.
    """
    if path == OF_THE_SCHEDULER:
        _scheduler_ran(desk)
        return {}, desk.keys["president"]
    if not path.startswith((OF_AGENCIES, OF_OPERATORS)):
        return one_of_each(desk), desk.keys["president"]
    made = after(desk.beginnings, desk.app, "one of each of an agency", partial(_made, desk))
    # A list is handed in where none was; what is watched has one.
    watched_one = {"screening_id": made.watched} if LISTED.search(path) else {}
    key = made.agency if path.startswith(OF_AGENCIES) else made.operator
    return {**made.known, **watched_one}, key


def _scheduler_ran(desk: Desk) -> None:
    with transaction() as session:
        for job in jobs_of(desk.app):
            record = JobRecord(name=job.name, succeeded_at=desk.now, failures=0, error="")
            session.merge(record)


def _made(desk: Desk) -> _Callers:
    agency = Agencies(desk.app, desk.beginnings).add(code=CODE)
    now = desk.now
    with transaction() as session:
        own = agency_keys.issue(session, CODE, days=1, actor=ACTOR, now=now).text
        another = agency_keys.issue(session, CODE, days=1, actor=ACTOR, now=now).prefix
        order = IssueOperatorKey(operator="zhou", scopes=frozenset(PartnerScope), days=1)
        operator = operator_keys.issue(session, order, actor=ACTOR, now=now).text
        endpoint = endpoints.living(session, agency)[0].public_id
        kinds = SetInquiryKinds(agency=CODE, kinds=tuple(InquiryKind))
        inquiry_kinds.change(session, kinds, actor=ACTOR, now=now)
        begins = session.get_one(StreamState, agency).through
    case = files.case_of(desk, number="(2025)川0107执88号")
    debtor = files.debtor_of(desk, case)
    listing = files.published(desk, debtor)
    other = files.published(desk, files.debtor_of(desk, case, **orders.SOMEBODY_ELSE))
    inquiry = _asked(desk, case["id"], debtor["id"])
    receiver = FakeTransport([refusing(other["id"])] * 20)
    StreamWorker(agency, receiver, jitter=lambda: 1.0).run()
    [parked] = db.session.scalars(select(ParkedNotice.notice_id)).all()
    [stream] = db.session.scalars(select(StreamState.stream)).all()
    version = db.session.get_one(Agency, agency).version
    db.session.rollback()
    caller = _Own(desk, own)
    screening, watched_one = str(uuid4()), str(uuid4())
    caller.done("/screenings", {**SCREENING, "id": screening})
    rows = {"rows": [{"name": "李测试", "number": ADULT}], "watch_until": watched.UNTIL}
    caller.done("/screenings", {**SCREENING, "id": watched_one, **rows})
    watched.screen()
    replay = caller.done("/replays", {"after": begins, "reason": "x"})
    notice = next(told for told in receiver.notices() if told.get("record") == listing["id"])
    return _Callers(
        own,
        operator,
        watched_one,
        {
            "code": CODE,
            "endpoint_id": str(endpoint),
            "notice_id": str(parked),
            "screening_id": screening,
            "inquiry_id": inquiry,
            "prefix": another,
            "replay_id": replay["id"],
            "notice": notice["id"],
            "measure": notice["apply"][0],
            "stream": str(stream),
            "If-Match": f'"{version}"',
        },
    )


def _asked(desk: Desk, case: str, debtor: str) -> str:
    """Ask the agency everything of a debtor; return what it answers under."""
    body = {
        "debtors": [debtor],
        "kinds": list(InquiryKind),
        "purpose": "查明可供执行的财产",
        "necessity": "x",
    }
    request = desk.done(f"/cases/{case}/inquiry-requests", body)
    return str(only(request)["id"])


@dataclass(frozen=True)
class _Own:
    """An agency that acts by its own key."""

    desk: Desk
    key: str

    def done(self, path: str, body: dict[str, object]) -> dict[str, Any]:
        """Do an act that is expected to be done, and return what it answers."""
        answer = self.desk.client().post(
            f"/api/v1/agency{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.key}", "Idempotency-Key": uuid4().hex},
        )
        assert answer.status_code in {200, 201, 202}, answer.text
        found: dict[str, Any] = answer.get_json()
        return found
