"""Routes of reminders and escalations (提醒与上报接口)."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from registry.api import court, deadline_answers
from registry.api.answers import Answer
from registry.clock import legal_day
from registry.db import db
from registry.models.reminders import Reminder
from registry.runtime import current_runtime
from registry.services.clocks import reminders
from registry.web import auth
from schemas.court_reminders import ReminderPage, RemindersQuery

blueprint = court.blueprint("reminders", "提醒与上报 Reminders and escalations")


@blueprint.route("/reminders", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(RemindersQuery, location="query")
@blueprint.response(200, ReminderPage)
def find_reminders(arguments: dict[str, Any]) -> Response:
    """查询提醒与上报 What one's court was told of its duties, and of those missed below it.

    届满之前提醒责任法院，逾期之后逐级上报上级法院。 A court is reminded of what is soon due; what
    was missed goes to the courts above as well, each time one further up.
    """
    session, on = db.session(), legal_day(current_runtime().now())
    shown: dict[int, Answer] = {}

    def find(after: int, limit: int) -> Sequence[Reminder]:
        code = auth.caller().court_code
        found = reminders.of_court(session, code, kind=arguments["kind"], after=after, limit=limit)
        duties = deadline_answers.several(session, [duty for _, duty in found], on=on)
        for reminder, duty in found:
            shown[reminder.id] = {
                "id": reminder.public_id,
                "kind": reminder.kind,
                "for_on": reminder.for_on,
                "written_on": reminder.written_on,
                "due_on": reminder.due_on,
                "deadline": duties[duty.id],
            }
        return [reminder for reminder, _ in found]

    return court.page(arguments, find, lambda found: shown[found.id])
