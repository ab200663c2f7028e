"""Shapes of acts about property reports, and of their answers (法院接口：财产报告)."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.case_codes import Bearing, PropertyCategory, ReportConduct, ReportState
from schemas.codes import Ground
from schemas.court import Strict
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.fields import Day, Id, described, no_duplicates, text
from schemas.pages import Envelope


def _categories(*, needed: bool) -> Any:
    return fields.List(
        fields.Enum(PropertyCategory, by_value=True),
        required=True,
        validate=[validate.Length(min=1 if needed else 0), no_duplicates],
        metadata={
            **described(
                "报告涵盖的财产类别，没有的也应当写明。",
                "The categories that it answers, those with nothing in them too.",
            ),
            "uniqueItems": True,
        },
    )


def _excuse() -> fields.String:
    return text(
        needed=False, zh="逾期的正当理由。", en="The good reason of a late one, if there is one."
    )


class ReportToDemand(Strict):
    """An order to report property (责令报告财产)."""

    debtor = Id(required=True)
    notice_received_on = Day(
        required=True,
        metadata=described(
            "收到执行通知之日，报告追溯此前一年。",
            "When the enforcement notice was received; the report looks back one year from it.",
        ),
    )
    due_on = Day(required=True, metadata=described("报告期限。", "By when it is made."))


class ReportToReceive(Strict):
    """A report as it came in (接收财产报告)."""

    received_on = Day(required=True)
    categories = _categories(needed=True)
    content = text(zh="报告内容。", en="What it says.")
    excuse = _excuse()


class ReportToVerify(Strict):
    """A report to be found true (核实财产报告)."""

    bearing = fields.Enum(Bearing, by_value=True, required=True)
    reason = text(zh="核实情况。", en="What the verification came to.")


class BreachToEstablish(Strict):
    """A report to be found refused or false (认定违反财产报告制度)."""

    conduct = fields.Enum(
        ReportConduct,
        by_value=True,
        required=True,
        metadata=described("refused 或者 false。", "Refused, or false."),
    )
    reason = text(zh="理由。", en="The reason.")


class ChangeToRecord(Strict):
    """A change of property to be reported by the debtor (记录财产变动)."""

    changed_on = Day(required=True, metadata=described("变动之日。", "The day of the change."))
    change = text(zh="变动情况。", en="What has changed.")


class SupplementToReceive(Strict):
    """What the debtor reports of a change (接收补充报告)."""

    received_on = Day(required=True)
    categories = _categories(needed=True)
    content = text(zh="补充报告内容。", en="What it says.")
    excuse = _excuse()


class SupplementAnswer(Schema):
    """A supplement to a property report (财产补充报告)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    report = fields.UUID(required=True)
    changed_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    change = fields.String(required=True)
    recorded = fields.Nested(PersonAndMoment, required=True)
    received_on = fields.Date(required=True, allow_none=True)
    categories = fields.List(fields.Enum(PropertyCategory, by_value=True), required=True)
    content = fields.String(required=True)
    received = fields.Nested(PersonAndMoment, required=True, allow_none=True)


class ReportAnswer(Schema):
    """A property report (财产报告)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(ReportState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    notice_received_on = fields.Date(required=True)
    looks_back_to = fields.Date(
        required=True,
        metadata=described("报告追溯的起始之日。", "The first day that it covers."),
    )
    due_on = fields.Date(required=True)
    demanded = fields.Nested(PersonAndMoment, required=True)
    received_on = fields.Date(required=True, allow_none=True)
    categories = fields.List(fields.Enum(PropertyCategory, by_value=True), required=True)
    content = fields.String(required=True)
    excuse = fields.String(required=True)
    received = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    conduct = fields.Enum(ReportConduct, by_value=True, required=True, allow_none=True)
    finding = fields.String(required=True)
    decided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    breach_ground = fields.Enum(
        Ground,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described("构成的纳入情形。", "The ground for a listing that it is."),
    )
    supplements = fields.List(fields.Nested(SupplementAnswer), required=True)


class ReportPage(Envelope):
    """A page of property reports (财产报告)."""

    items = fields.List(fields.Nested(ReportAnswer), required=True)
