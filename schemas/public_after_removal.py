"""Shapes of what comes after a removal (移出名单之后)."""

from marshmallow import Schema, ValidationError, fields, validates_schema

from schemas.fields import Day, described
from schemas.public_restricted_acts import RuleSaid
from schemas.remedy_codes import Remainder, Severity


class MatterQuery(Schema):
    """A matter shown at Credit China (信用中国公示事项) whose days are to be counted."""

    severity = fields.Enum(
        Severity,
        by_value=True,
        load_default=None,
        metadata=described("主管部门认定的失信程度。", "The tier that its department set."),
    )
    shown_on = Day(
        load_default=None,
        metadata=described("开始公示之日。", "The day since when it is shown."),
    )
    duty_done_on = Day(
        load_default=None,
        metadata=described("义务履行完毕之日。", "The day on which the duty was done."),
    )
    undertaking_given = fields.Boolean(
        load_default=False,
        metadata=described("是否已公开作出信用承诺。", "Whether a public undertaking is given."),
    )
    court_listing = fields.Boolean(
        load_default=False,
        metadata=described(
            "是否法院的失信被执行人名单信息。", "Whether it is a listing of a court."
        ),
    )
    plan_approved = fields.Boolean(
        load_default=False,
        metadata=described(
            "法院是否已裁定批准重整计划。", "Whether a court approved a reorganisation plan."
        ),
    )
    settlement_recognised = fields.Boolean(
        load_default=False,
        metadata=described(
            "法院是否已裁定认可和解协议。", "Whether a court recognised a settlement."
        ),
    )

    @validates_schema
    def _both_or_neither(self, data: dict[str, object], **_: object) -> None:
        if (data["severity"] is None) != (data["shown_on"] is None):
            missing = "severity" if data["severity"] is None else "shown_on"
            raise ValidationError("Missing data for required field.", missing)


class RemainderSaid(Schema):
    """Something that a removal does not touch (移出后仍然存在的)."""

    code = fields.Enum(Remainder, by_value=True, required=True)
    label = fields.String(required=True)


class TierSaid(Schema):
    """A tier of public credit information with its periods (失信程度及公示期)."""

    code = fields.Enum(Severity, by_value=True, required=True)
    label = fields.String(required=True)
    shortest_months = fields.Integer(required=True)
    longest_months = fields.Integer(required=True)


class ConditionSaid(Schema):
    """A condition of repair at Credit China (修复条件), and whether it is met today."""

    text = fields.String(required=True)
    article = fields.String(required=True)
    satisfied = fields.Boolean(required=True)


class MatterCounted(Schema):
    """The days of one matter (公示事项的日期)."""

    severity = fields.Enum(Severity, by_value=True, required=True)
    severity_label = fields.String(required=True)
    shown_on = fields.Date(required=True)
    may_apply_on = fields.Date(
        required=True,
        metadata=described(
            "最早可以申请修复之日。", "The first day on which repair may be applied for."
        ),
    )
    shown_until = fields.Date(
        required=True,
        metadata=described("公示至迟到何日。", "The last day on which it is shown."),
    )
    conditions = fields.List(fields.Nested(ConditionSaid), required=True)
    masked_meanwhile = fields.Boolean(
        required=True,
        metadata=described(
            "是否可以在重整、和解期间申请暂时屏蔽。",
            "Whether it may be masked for a while under reorganisation or settlement.",
        ),
    )


class AfterRemoval(Schema):
    """What stays after a removal, and the clocks of other lists (移出名单之后)."""

    stays = fields.List(fields.Nested(RemainderSaid), required=True)
    tiers = fields.List(fields.Nested(TierSaid), required=True)
    rules = fields.List(fields.Nested(RuleSaid), required=True)
    matter = fields.Nested(MatterCounted, required=True, allow_none=True)
