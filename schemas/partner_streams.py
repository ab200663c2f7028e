"""Streams (推送流) on the wire: how the stream of an agency stands."""

from marshmallow import Schema, fields

from schemas.fields import described
from schemas.receipts import ReceiptFaultsView


class StreamView(Schema):
    """How a stream stands (推送状态)."""

    agency = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True)
    through = fields.Integer(required=True)
    waiting = fields.Integer(
        required=True,
        metadata=described(
            "等待推送的通知条数；过多时为至少的条数。",
            "Notices that wait to be sent: at least so many, where they are too many to count.",
        ),
    )
    waiting_at_most = fields.Integer(
        required=True,
        metadata=described(
            "等待推送的通知至多的条数；与 waiting 相同的，即为准确的条数。",
            "How many they are at most; where it is the same as `waiting`, so many they are.",
        ),
    )
    waiting_since = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    lag_alarm = fields.TimeDelta(
        precision="seconds",
        required=True,
        allow_none=True,
        metadata=described(
            "最近一次告警时等待最久的通知已等待的秒数；没有告警的为空。",
            "Seconds that the oldest notice had waited when operators were alarmed of it last.",
        ),
    )
    parked = fields.Integer(
        required=True,
        metadata=described(
            "等待运维人员处理的通知条数：单位拒收而搁置的，以及因此扣留的。",
            "Notices that wait for an operator: parked because the agency refused them, or held "
            "behind one that is.",
        ),
    )
    held = fields.Integer(
        required=True,
        metadata=described("其中因前一条搁置而扣留的。", "How many of them are held."),
    )
    released = fields.Integer(
        required=True,
        metadata=described(
            "已经放行或者更正、等待再次发送的通知条数，无须处理。",
            "Notices that were released or corrected and wait to be sent again; nobody has to deal "
            "with them.",
        ),
    )
    failures = fields.Integer(required=True)
    due_at = fields.AwareDateTime(format="iso", required=True)
    accepted_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    unconfirmed = fields.Integer(required=True)
    unconfirmed_since = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    inquiries = fields.Integer(
        required=True,
        metadata=described(
            "尚未全部答复的协助查询。", "What courts asked that is not answered as a whole."
        ),
    )
    inquiries_overdue = fields.Integer(
        required=True,
        metadata=described("其中已经逾期的。", "How many of them are past their day."),
    )
    receipt_faults = fields.Nested(
        ReceiptFaultsView,
        required=True,
        allow_none=True,
        metadata=described(
            "近七日推送的应答里有问题的反馈：条数，最近一次的时间和问题；没有的为空。",
            "Receipts in answers to deliveries of the last seven days that were wrong: how many, "
            "and when and what the last was.",
        ),
    )


class StreamList(Schema):
    """How every stream stands (全部推送状态)."""

    items = fields.List(fields.Nested(StreamView), required=True)
