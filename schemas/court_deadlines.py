"""Shapes of deadlines (法院接口：期限): what a court asks for, and what it is answered."""

from marshmallow import Schema, fields, validate

from schemas.codes import Bearer, DeadlineKind, Role
from schemas.court_queries import CourtQuery
from schemas.deadline_codes import Punctuality, RecordKind
from schemas.fields import Day, Id, described
from schemas.pages import Envelope

OPEN, DONE, OVERDUE = "open", "done", "overdue"


class DeadlinesQuery(CourtQuery):
    """Which deadlines (期限)."""

    kind = fields.Enum(DeadlineKind, by_value=True, load_default=None)
    bearer = fields.Enum(
        Bearer,
        by_value=True,
        load_default=None,
        metadata=described("由谁办理。", "Whose duty it is."),
    )
    state = fields.String(
        load_default=None,
        validate=validate.OneOf((OPEN, DONE, OVERDUE)),
        metadata=described("未办理、已办理或者已逾期。", "Open, done, or open and overdue."),
    )
    due_before = Day(
        load_default=None,
        metadata=described("届满日早于该日。", "Those that are due before this day."),
    )
    record = Id(load_default=None, metadata=described("所涉记录的编号。", "The id of the record."))
    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))


class ClockAnswer(Schema):
    """The clock of the law that runs (期限规定)."""

    number = fields.Integer(required=True)
    name = fields.String(required=True)


class NamedCase(Schema):
    """The case that a duty belongs to (案件)."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)


class OwnerAnswer(Schema):
    """Who in the court has to act (责任人)."""

    roles = fields.List(
        fields.Enum(Role, by_value=True),
        required=True,
        metadata=described(
            "有权办理的岗位；当事人的期限事项为空。",
            "Whose office may do it; none for a party's duty.",
        ),
    )
    staff = fields.UUID(
        required=True,
        allow_none=True,
        metadata=described("指定的人员。", "The person who was named for it."),
    )


class DeadlineAnswer(Schema):
    """A duty with its day (期限)."""

    id = fields.UUID(required=True)
    kind = fields.Enum(DeadlineKind, by_value=True, required=True)
    clock = fields.Nested(ClockAnswer, required=True, allow_none=True)
    bearer = fields.Enum(Bearer, by_value=True, required=True)
    owner = fields.Nested(OwnerAnswer, required=True)
    court_code = fields.String(required=True)
    case = fields.Nested(NamedCase, required=True, allow_none=True)
    record_kind = fields.Enum(RecordKind, by_value=True, required=True)
    record = fields.UUID(required=True)
    basis = fields.String(required=True)
    opened_on = fields.Date(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    provisional = fields.Boolean(
        required=True,
        metadata=described(
            "当年放假安排尚未公布，日期可能变动。",
            "The year's holidays are not arranged yet, so the day may move.",
        ),
    )
    done_on = fields.Date(required=True, allow_none=True)
    punctuality = fields.Enum(Punctuality, by_value=True, required=True)
    days_left = fields.Integer(
        required=True,
        allow_none=True,
        metadata=described(
            "距届满日的日历天数，逾期的为负数；已办理的为空。",
            "Calendar days until it is due, below nought when overdue; null when it is done.",
        ),
    )


class DeadlinePage(Envelope):
    """A page of deadlines (期限)."""

    items = fields.List(fields.Nested(DeadlineAnswer), required=True)


class KindCount(Schema):
    """How many duties of one kind are open (各类期限)."""

    kind = fields.Enum(DeadlineKind, by_value=True, required=True)
    bearer = fields.Enum(Bearer, by_value=True, required=True)
    open = fields.Integer(required=True)
    due_this_week = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    provisional = fields.Integer(required=True)


class DeadlineSummary(Schema):
    """How a court stands with its duties (期限概览)."""

    on = fields.Date(required=True)
    open = fields.Integer(required=True)
    due_this_week = fields.Integer(
        required=True,
        metadata=described("今日至周日届满的。", "Those due from today to Sunday."),
    )
    overdue = fields.Integer(required=True)
    provisional = fields.Integer(required=True)
    kinds = fields.List(fields.Nested(KindCount), required=True)
