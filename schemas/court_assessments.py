"""Shapes of assessments (法院接口：拟办行为审查): what a court asks, and what it is told."""

from marshmallow import Schema, fields, validate

from schemas.act_codes import Act
from schemas.codes import Role
from schemas.court import LONGEST_NUMBER, OverrideStated, Strict
from schemas.fields import Day, Id, described


class ActToAssess(Strict):
    """An act that is planned (拟办行为)."""

    act = fields.Enum(Act, by_value=True, required=True)
    kind = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_NUMBER),
        metadata=described(
            "该行为有多种办理方式的，写明是哪一种。", "Which way, where the act has several."
        ),
    )
    record = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "行为所针对的记录，即办理时路径中的编号；起草、录入类行为不填。",
            "The record that the act is about, which is in the path of its route; none for what "
            "is drafted or entered anew.",
        ),
    )
    planned = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        metadata=described("办理时的请求正文。", "The body that the act itself would take."),
    )
    overrides = fields.List(
        fields.Nested(OverrideStated),
        load_default=list,
        metadata=described(
            "拟适用的例外；只用于审查。", "Rules to set aside, for this assessment alone."
        ),
    )
    on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "拟办理之日，默认今日；以今日的记录为准。",
            "When it is to be done, today by default; the records are those of today.",
        ),
    )


class FindingAnswer(Schema):
    """What one rule says of the planned act (审查意见)."""

    rule = fields.String(required=True)
    article = fields.String(required=True)
    citation = fields.String(required=True)
    statement = fields.String(required=True)
    satisfied = fields.Boolean(required=True)
    overridable_by = fields.Enum(Role, by_value=True, required=True, allow_none=True)
    overridden = fields.Boolean(required=True)
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class RefusalAnswer(Schema):
    """What the register itself would refuse the act for (不予受理的原因)."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class DayAnswer(Schema):
    """A day that the act would bring about (办理后的日期)."""

    name = fields.String(required=True)
    on = fields.Date(required=True, allow_none=True)


class PlannedActAnswer(Schema):
    """Whether a planned act may be done, and why or why not (审查结论)."""

    act = fields.Enum(Act, by_value=True, required=True)
    on = fields.Date(required=True)
    allowed = fields.Boolean(required=True)
    findings = fields.List(fields.Nested(FindingAnswer), required=True)
    refusal = fields.Nested(RefusalAnswer, required=True, allow_none=True)
    days = fields.List(fields.Nested(DayAnswer), required=True)
