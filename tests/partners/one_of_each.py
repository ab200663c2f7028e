"""One agency with one record of each kind (联合惩戒单位各类记录各一), and the keys by which it and
an operator call, for tests that ask about every operation.
"""

from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from sqlalchemy import select

from partners.dispatch.workers import StreamWorker
from partners.endpoints import endpoints
from partners.models.parked import ParkedNotice
from partners.services import agency_keys, operator_keys
from partners.services.operator_keys import IssueOperatorKey
from registry.db import db, transaction
from schemas.partner_codes import PartnerScope
from tests.api import files, orders
from tests.api.beginnings import after
from tests.api.desk import Desk
from tests.api.one_of_each import one_of_each
from tests.partners.conftest import Agencies
from tests.partners.parked import CODE, refusing
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR

OF_AGENCIES, OF_OPERATORS = "/api/v1/agency/", "/api/v1/partners/"
SCREENING = {"purpose": "honours", "basis": "文明单位评选办法第九条"}


@dataclass(frozen=True)
class _Callers:
    agency: str
    operator: str
    known: dict[str, str]


def opened_to(desk: Desk, path: str) -> tuple[dict[str, str], str]:
    """Make one record of each kind that an address may be about; return their ids by the names that
    paths and bodies use, and a key that opens the address.
    """
    if not path.startswith((OF_AGENCIES, OF_OPERATORS)):
        return one_of_each(desk), desk.keys["president"]
    made = after(desk.beginnings, desk.app, "one of each of an agency", partial(_made, desk))
    return made.known, made.agency if path.startswith(OF_AGENCIES) else made.operator


def _made(desk: Desk) -> _Callers:
    agency = Agencies(desk.app, desk.beginnings).add(code=CODE)
    now = desk.now
    scopes = frozenset(PartnerScope)
    with transaction() as session:
        own = agency_keys.issue(session, CODE, days=1, actor=ACTOR, now=now).text
        order = IssueOperatorKey(operator="zhou", scopes=scopes, days=1)
        operator = operator_keys.issue(session, order, actor=ACTOR, now=now).text
        endpoint = endpoints.living(session, agency)[0].public_id
    case = files.case_of(desk, number="(2025)川0107执88号")
    files.published(desk, files.debtor_of(desk, case))
    other = files.published(desk, files.debtor_of(desk, case, **orders.SOMEBODY_ELSE))
    refused = FakeTransport([refusing(other["id"])] * 9)
    StreamWorker(agency, refused, jitter=lambda: 1.0).run()
    notice = db.session.scalars(select(ParkedNotice.notice_id)).one()
    db.session.rollback()
    screening = str(uuid4())
    asked = desk.client().post(
        "/api/v1/agency/screenings",
        json={**SCREENING, "id": screening},
        headers={"Authorization": f"Bearer {own}"},
    )
    assert asked.status_code in {200, 201}, asked.text
    return _Callers(
        own,
        operator,
        {
            "code": CODE,
            "endpoint_id": str(endpoint),
            "notice_id": str(notice),
            "screening_id": screening,
        },
    )
