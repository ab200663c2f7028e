"""Requests that can succeed (能够成立的请求), for what is invented to stand in: what an operation
takes once what it needs is there.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from partners.services import inquiry_kinds
from partners.services.inquiry_kinds import SetInquiryKinds
from registry.db import end_reading, transaction
from schemas.inquiry_codes import InquiryKind
from tests.api import files, screened, watched
from tests.api.desk import BASE as COURT
from tests.api.desk import Desk
from tests.api.test_own_records import CLAIM
from tests.flows.on_course import NOBODY_KNOWN, is_on_course, on_course
from tests.partners import possible_of_agencies
from tests.partners.conftest import Agencies
from tests.partners.parked import CODE
from tests.partners.preparing import LIST, STRANGER, Possible, Preparing
from tests.partners.register import ACTOR

# What only other courts, other days or other places' rules bring about; flows and the tests of each
# act go there.
OUT_OF_REACH = frozenset(
    f"POST {COURT}{path}"
    for path in (
        "/appeals",
        "/appeals/{appeal_id}/decision",
        "/appeals/{appeal_id}/signature",
        "/appeals/{appeal_id}/withdrawal",
        "/assessments",
        "/cases/{case_id}/bankruptcy-referrals",
        "/bankruptcy-referrals/{referral_id}/signature",
        "/bankruptcy-referrals/{referral_id}/receipt",
        "/bankruptcy-referrals/{referral_id}/answer",
        "/corrections",
        "/corrections/{correction_id}/signature",
        "/corrections/{correction_id}/withdrawal",
        "/deadlines/{deadline_id}/assignment",
        "/extensions",
        "/extensions/{extension_id}/signature",
        "/extensions/{extension_id}/withdrawal",
        "/capacity-proposals/{proposal_id}/answer",
        "/listings/{listing_id}/grace/outcome",
        "/listings/{listing_id}/resumption",
        "/restrictions/{order_id}/grace/outcome",
        "/reviews",
        "/reviews/{review_id}/dismissal",
        "/reviews/{review_id}/signature",
        "/reviews/{review_id}/withdrawal",
        "/sanctions/{sanction_id}/closing",
        "/suggestion-letters",
        "/suggestion-letters/{letter_id}/answer",
        "/suggestion-letters/{letter_id}/signature",
        "/suggestion-letters/{letter_id}/withdrawal",
        "/transfers",
        "/transfers/{transfer_id}/receipt",
    )
)


def possible(operation: str, desk: Desk, known: Mapping[str, str], key: str) -> Possible | None:
    """Make what an operation needs, and return a request to it that succeeds; none where what is
    invented does, or is out of reach.
    """
    if not is_made(operation):
        return None
    path = operation.split()[1]
    make, found = _MADE.get(path), None
    if make is not None:
        found = make(Preparing(desk, desk.client(), key, known))
    else:
        found = _on_course(desk, path)
    end_reading()
    return found


def is_made(operation: str) -> bool:
    """Tell whether there is a request to an operation that succeeds."""
    method, path = operation.split()
    if method != "POST" or operation in OUT_OF_REACH:
        return False
    return path in _MADE or (path.startswith(COURT) and is_on_course(path.removeprefix(COURT)))


def _on_course(desk: Desk, path: str) -> Possible | None:
    step = on_course(desk, path.removeprefix(COURT))
    if step is None:
        return None
    headers = {} if step.version is None else {"If-Match": f'"{step.version}"'}
    about = dict.fromkeys(re.findall(r"\{([^}]*)\}", path), step.record)
    return Possible(by=step.by, body=step.body, path=about, headers=headers)


def connected(desk: Desk) -> None:
    """Take in an agency that can be asked about accounts."""
    Agencies(desk.app, desk.beginnings).add(code=CODE)
    order = SetInquiryKinds(agency=CODE, kinds=(InquiryKind.ACCOUNTS,))
    with transaction() as session:
        inquiry_kinds.change(session, order, actor=ACTOR, now=desk.now)


def _case(_: Preparing) -> Possible:
    return Possible(by="clerk", body=files.case_body(number="(2025)川0107执99号"))


def _debtor(_: Preparing) -> Possible:
    return Possible(by="clerk", body=files.debtor_body(**NOBODY_KNOWN))


def _to_ask(by: Preparing) -> Possible:
    connected(by.desk)
    body = {"debtors": [by.known["debtor"]], "kinds": ["accounts"], "purpose": "查明可供执行的财产"}
    return Possible(by="clerk", body=body)


def _asked(by: Preparing) -> Possible:
    asked = by.desk.done(f"/cases/{by.known['case_id']}/inquiry-requests", _to_ask(by).body)
    about = {"request_id": asked["id"]}
    headers = {"If-Match": '"1"'}
    return Possible(by="clerk", body={"reason": "不再需要"}, path=about, headers=headers)


def _of_court(by: Preparing, screening: Mapping[str, Any], **said: Any) -> Possible:
    seen = by.desk.get(f"/screenings/{screening['id']}").headers["ETag"]
    about = {"screening_id": screening["id"]}
    return Possible(by="clerk", path=about, headers={"If-Match": seen}, **said)


def _court_list(by: Preparing) -> Possible:
    return _of_court(by, screened.opened(by.desk), body=LIST, kind="text/csv")


def _court_watch(by: Preparing, **said: Any) -> Possible:
    return _of_court(by, watched.watched(by.desk, LIST), **said)


def _court_rows_list(by: Preparing) -> Possible:
    return _court_watch(by, body=LIST, kind="text/csv")


def _court_renewal(by: Preparing) -> Possible:
    return _court_watch(by, body={"until": "2027-01-31"})


def _court_rows(by: Preparing) -> Possible:
    return _court_watch(by, body={"add": [STRANGER], "drop": [1]})


def _own(by: Preparing) -> dict[str, object]:
    case = files.case_of(by.desk, number="(2025)川0107执88号")
    drafted = files.drafted(by.desk, files.debtor_of(by.desk, case, **NOBODY_KNOWN))
    served = files.served(by.desk, files.signed(by.desk, drafted))
    number = NOBODY_KNOWN["documents"][0]["number"]
    return {"case_number": case["number"], "id_number": number, "code": served["own_code"]}


def _own_records(by: Preparing) -> Possible:
    return Possible(body=_own(by))


def _own_payment(by: Preparing) -> Possible:
    return Possible(body={**_own(by), **CLAIM})


_COURT_SCREENING = f"{COURT}/screenings/{{screening_id}}"
_MADE: Mapping[str, Callable[[Preparing], Possible]] = MappingProxyType(
    {
        **possible_of_agencies.MADE,
        f"{COURT}/cases": _case,
        f"{COURT}/cases/{{case_id}}/debtors": _debtor,
        f"{COURT}/cases/{{case_id}}/inquiry-requests": _to_ask,
        f"{COURT}/inquiry-requests/{{request_id}}/withdrawal": _asked,
        f"{_COURT_SCREENING}/list": _court_list,
        f"{_COURT_SCREENING}/watch/added-lists": _court_rows_list,
        f"{_COURT_SCREENING}/watch/dropped-lists": _court_rows_list,
        f"{_COURT_SCREENING}/watch/renewal": _court_renewal,
        f"{_COURT_SCREENING}/watch/rows": _court_rows,
        "/api/v1/public/own/records": _own_records,
        "/api/v1/public/own/payments": _own_payment,
    }
)
