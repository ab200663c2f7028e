"""Shapes of applications to list (法院接口：纳入申请)."""

from marshmallow import Schema, fields

from schemas.codes import DeadlineKind
from schemas.court import LONGEST_NUMBER, Strict
from schemas.court_answers import PersonAndMoment
from schemas.court_queries import CourtQuery
from schemas.fields import Day, Id, described, text
from schemas.listing_application_codes import ApplicationState
from schemas.pages import Envelope


class ApplicationToReceive(Strict):
    """A creditor's application to list (接收纳入申请)."""

    debtor = Id(required=True)
    received_on = Day(
        required=True,
        metadata=described(
            "收到书面申请之日，十五日自次日起算。",
            "When the court received it; the 15 days begin on the day after.",
        ),
    )
    applicant = text(
        longest=LONGEST_NUMBER, zh="申请执行人，不对外公开。", en="The creditor; not made public."
    )
    reason = text(zh="申请理由。", en="What the creditor says.")


class ApplicationToRefuse(Strict):
    """An application to be refused (驳回纳入申请)."""

    reason = text(zh="驳回理由。", en="Why it is refused.")


class ApplicationsQuery(CourtQuery):
    """Which applications to list (纳入申请)."""

    debtor = Id(load_default=None, metadata=described("被执行人编号。", "The id of the debtor."))
    state = fields.Enum(ApplicationState, by_value=True, load_default=None)


class DueAnswer(Schema):
    """A duty with its last day (期限)."""

    kind = fields.Enum(DeadlineKind, by_value=True, required=True)
    due_on = fields.Date(required=True)
    provisional = fields.Boolean(required=True)


class ApplicationAnswer(Schema):
    """An application to list (纳入申请)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    state = fields.Enum(ApplicationState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    received_on = fields.Date(required=True)
    applicant = fields.String(required=True)
    reason = fields.String(required=True)
    listing = fields.UUID(
        required=True,
        allow_none=True,
        metadata=described("据以起草的纳入决定。", "The listing that was drafted on it."),
    )
    due = fields.Nested(DueAnswer, required=True, allow_none=True)
    received = fields.Nested(PersonAndMoment, required=True)
    decided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    decision = fields.String(required=True)


class ApplicationPage(Envelope):
    """A page of applications to list (纳入申请)."""

    items = fields.List(fields.Nested(ApplicationAnswer), required=True)
