"""The page of what courts ask an agency (协助查询页面): what it has not answered, and until when.

It names nobody: whom an inquiry is about stands in the notice, and what is found goes over the API.
"""

from datetime import date
from enum import StrEnum

from flask import Response, g, request

from partners.pages import frame, own
from registry.clock import legal_day
from registry.db import db
from registry.rules import inquiry_answers, inquiry_requests
from registry.rules.calendar import Calendar
from registry.runtime import current_runtime
from registry.services.clocks import calendars
from registry.services.rounds import inquiry_open
from registry.services.rounds.inquiry_open import OpenInquiry, Owed
from registry.web import paging

HOME = f"{own.HOME}/inquiries"
PER_PAGE = 50
pages = frame.guarded("partner_inquiries", own.require_agency)


class Urgency(StrEnum):
    """How an open inquiry stands to its day (到期情况)."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    OPEN = "open"


@pages.get(HOME)
def show() -> Response:
    """Show an agency what it has not answered, page by page."""
    session, code = db.session(), g.agency_code
    on, days = legal_day(current_runtime().now()), calendars.current(session)
    after = paging.read(request.args.get("after"))
    found = inquiry_open.of_agency(session, code, after=after, most=PER_PAGE + 1)
    shown = paging.page_of(found, [asked.key for asked in found], per_page=PER_PAGE)
    return frame.page(
        "partners/inquiries.html",
        inquiries=[(asked, _urgency(asked, days, on=on)) for asked in shown.items],
        owed=inquiry_open.owed(session, on=on, agency=code).get(code, Owed()),
        next=shown.next,
    )


def _urgency(asked: OpenInquiry, days: Calendar, *, on: date) -> Urgency:
    if inquiry_answers.is_late(on, asked.due_on):
        return Urgency.OVERDUE
    soon = inquiry_requests.is_due_soon(
        asked.requested_on, asked.due_on, days, on=on, policy=current_runtime().policy
    )
    return Urgency.DUE_SOON if soon else Urgency.OPEN
