"""Shapes of agencies as a court sees them (法院接口：送达覆盖): who was told of a record, who has
confirmed that it lifted, and who is late.
"""

from marshmallow import Schema, fields

from schemas.codes import Outcome
from schemas.fields import described


class AgencyWord(Schema):
    """What an agency said last of one measure (反馈)."""

    notice = fields.UUID(required=True)
    measure = fields.String(required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.String(required=True)
    stated_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    before = fields.List(
        fields.Enum(Outcome, by_value=True),
        required=True,
        metadata=described("此前另有说法的，按先后列出。", "What it said otherwise before."),
    )
    contradictory = fields.Boolean(
        required=True,
        metadata=described(
            "答非所问、前后不一，或者解除之后又称已采取。",
            "It answers something else than was asked, an earlier word said otherwise, or it takes "
            "back that the measure was lifted.",
        ),
    )
    reason_missing = fields.Boolean(
        required=True,
        metadata=described(
            "不予采取而没有说明理由，应当要求单位说明。",
            "It rejects without a reason, for which the agency is to be asked.",
        ),
    )


class AgencyOfRecord(Schema):
    """How one agency stands to a record (送达覆盖)."""

    agency = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    told_at = fields.AwareDateTime(required=True, allow_none=True)
    told_of_end_at = fields.AwareDateTime(required=True, allow_none=True)
    apply = fields.List(fields.String(), required=True)
    applied = fields.List(fields.String(), required=True)
    lift = fields.List(fields.String(), required=True)
    lifted = fields.List(fields.String(), required=True)
    kept = fields.List(fields.String(), required=True)
    unconfirmed_since = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata=described(
            "记录终止的时间，尚未全部确认解除的才有。",
            "When the record ended, as long as not every lifting is confirmed.",
        ),
    )
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "该单位最迟确认解除之日：尚未确认的，自首次要求解除之日起算。",
            "By when this agency is, or was, to confirm: since it was first asked for what is "
            "open.",
        ),
    )
    is_late = fields.Boolean(
        required=True,
        metadata=described(
            "是否超过本库规定的解除期限（自定政策，不是法律）。",
            "Whether it is later than the register allows, which is policy and not law.",
        ),
    )
    words = fields.List(fields.Nested(AgencyWord), required=True)


class AgenciesOfRecord(Schema):
    """Every agency that was, or is to be, told of a record (被告知的单位)."""

    record = fields.UUID(required=True)
    ended = fields.Boolean(required=True)
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described("各单位最迟确认解除之日。", "By when agencies are to confirm."),
    )
    agencies = fields.List(fields.Nested(AgencyOfRecord), required=True)
