"""Shapes of recorded duties (法院接口：录入的期限): what a court sends, and what it is answered."""

from marshmallow import Schema, fields, validate

from schemas.court import Strict
from schemas.court_deadlines import DONE, OPEN, NamedCase
from schemas.court_queries import CourtQuery
from schemas.deadline_codes import OthersClock, Punctuality, RecordedClock
from schemas.fields import LONGEST_LINE, Day, Flag, Id, described, text
from schemas.pages import Envelope


class DutyToRecord(Strict):
    """A duty whose clock began outside of the register (录入期限事项)."""

    case = Id(required=True)
    clock = fields.Enum(RecordedClock, by_value=True, required=True)
    since = Day(
        required=True,
        metadata=described(
            "起算日，不计算在内：如收到申请之日、和解协议约定的最后履行日。",
            "The day that is not counted: of receipt, or the last one to perform a settlement.",
        ),
    )


class DutyToClose(Strict):
    """That a duty was done (期限事项已办理)."""

    done_on = Day(required=True)
    reason = text(
        needed=False,
        zh="理由；对恢复执行的申请答复不予恢复的，必填。",
        en="Why; needed where enforcement is not resumed although the creditor applied.",
    )


class OtherDutyToClose(Strict):
    """That another body did its duty (其他单位已办理)."""

    done_on = Day(required=True)


class DutyToAssign(Strict):
    """Who is to do a duty (指定责任人)."""

    staff = Id(required=True, metadata=described("人员编号。", "The id of the person."))


class OtherDutyToRecord(Strict):
    """A duty of another body (其他单位的期限)."""

    case = Id(required=True)
    clock = fields.Enum(OthersClock, by_value=True, required=True)
    body = text(longest=LONGEST_LINE, zh="单位名称。", en="Which body.")
    since = Day(required=True, metadata=described("起算日。", "The day that is not counted."))


class OtherDutiesQuery(CourtQuery):
    """Which duties of other bodies (其他单位的期限查询)."""

    state = fields.String(load_default=None, validate=validate.OneOf((OPEN, DONE)))
    case = Id(load_default=None)


class OtherDutyAnswer(Schema):
    """A duty of another body, recorded only (其他单位的期限)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    clock = fields.Enum(OthersClock, by_value=True, required=True)
    number = fields.Integer(required=True)
    case = fields.Nested(NamedCase, required=True)
    body = fields.String(required=True)
    basis = fields.String(required=True)
    opened_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    provisional = fields.Boolean(required=True)
    done_on = fields.Date(required=True, allow_none=True)
    punctuality = fields.Enum(Punctuality, by_value=True, required=True)


class OtherDutyPage(Envelope):
    """A page of duties of other bodies (其他单位的期限)."""

    items = fields.List(fields.Nested(OtherDutyAnswer), required=True)


class NoticeToIssue(Strict):
    """An enforcement notice that was issued (执行通知)."""

    issued_on = Day(required=True)
    warned = Flag(
        required=True,
        metadata=described(
            "是否载明纳入名单的风险提示。", "Whether it warned of the risk of being listed."
        ),
    )
    perform_until = Day(
        required=True,
        metadata=described("指定的履行期间的最后一日。", "The last day that it gave to perform."),
    )


class NoticeAnswer(Schema):
    """The enforcement notice of a case (执行通知)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case = fields.Nested(NamedCase, required=True)
    issued_on = fields.Date(required=True)
    warned = fields.Boolean(required=True)
    perform_until = fields.Date(required=True)
