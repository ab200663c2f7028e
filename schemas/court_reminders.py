"""Shapes of reminders (法院接口：提醒与上报): what a court asks for, and what it is told."""

from marshmallow import Schema, fields

from schemas.court_deadlines import DeadlineAnswer
from schemas.court_queries import PageQuery
from schemas.deadline_codes import ReminderKind
from schemas.fields import described
from schemas.pages import Envelope


class RemindersQuery(PageQuery):
    """Which reminders (提醒与上报)."""

    kind = fields.Enum(ReminderKind, by_value=True, load_default=None)


class ReminderAnswer(Schema):
    """What a court was told of a duty (提醒或者上报)."""

    id = fields.UUID(required=True)
    kind = fields.Enum(ReminderKind, by_value=True, required=True)
    for_on = fields.Date(
        required=True,
        metadata=described("应当提醒之日。", "The day on which it was to be told."),
    )
    written_on = fields.Date(
        required=True, metadata=described("实际提醒之日。", "The day on which it was told.")
    )
    due_on = fields.Date(
        required=True,
        metadata=described("当时的届满日。", "The last day of the duty as it was known then."),
    )
    deadline = fields.Nested(
        DeadlineAnswer,
        required=True,
        metadata=described("该期限现在的情况。", "The duty as it is now."),
    )


class ReminderPage(Envelope):
    """A page of reminders (提醒与上报)."""

    items = fields.List(fields.Nested(ReminderAnswer), required=True)
