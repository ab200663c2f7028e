"""Shapes of answers about remedies (法院接口答复：救济)."""

from marshmallow import Schema, fields

from schemas.act_codes import Act
from schemas.court_answers import CaseNamed, PersonAndMoment, ServiceAnswer
from schemas.fields import described
from schemas.pages import Envelope
from schemas.remedy_codes import (
    Disputed,
    ObjectionGround,
    ObjectionOutcome,
    ObjectionState,
    Objector,
    ReviewState,
)


class CorrectedThrough(Schema):
    """When something was corrected, and through what (纠正情况)."""

    on = fields.Date(required=True)
    by = fields.Enum(
        Act,
        by_value=True,
        required=True,
        metadata=described("由何行为纠正。", "Which act did it."),
    )
    decision = fields.UUID(
        required=True,
        allow_none=True,
        metadata=described("据以纠正的决定。", "The decision that corrects, where there is one."),
    )


class Withdrawn(Schema):
    """When something was withdrawn, and why (撤回情况)."""

    on = fields.Date(required=True)
    reason = fields.String(required=True)


class RemedyAnswer(Schema):
    """What every remedy has (救济)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    case = fields.Nested(CaseNamed, required=True)
    listing = fields.UUID(required=True, allow_none=True)
    restriction = fields.UUID(required=True, allow_none=True)


class ObjectionAnswer(RemedyAnswer):
    """An objection (纠正申请、执行异议)."""

    state = fields.Enum(ObjectionState, by_value=True, required=True)
    disputed = fields.Enum(Disputed, by_value=True, required=True)
    ground = fields.Enum(ObjectionGround, by_value=True, required=True, allow_none=True)
    objector = fields.Enum(Objector, by_value=True, required=True)
    person = fields.UUID(required=True, allow_none=True)
    statement = fields.String(required=True)
    in_writing = fields.Boolean(required=True)
    in_person = fields.Boolean(required=True)
    received_on = fields.Date(required=True)
    received = fields.Nested(PersonAndMoment, required=True)
    outcome = fields.Enum(ObjectionOutcome, by_value=True, required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    drafted = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    service = fields.Nested(ServiceAnswer, required=True, allow_none=True)
    corrected = fields.Nested(CorrectedThrough, required=True, allow_none=True)
    withdrawn = fields.Nested(Withdrawn, required=True, allow_none=True)


class ObjectionPage(Envelope):
    """A page of objections (纠正申请)."""

    items = fields.List(fields.Nested(ObjectionAnswer), required=True)


class ReviewAnswer(RemedyAnswer):
    """A review (复议)."""

    state = fields.Enum(ReviewState, by_value=True, required=True)
    objection = fields.UUID(required=True)
    court_code = fields.String(
        required=True, metadata=described("复议法院。", "The court that reviews.")
    )
    statement = fields.String(required=True)
    applied_on = fields.Date(required=True)
    received_on = fields.Date(required=True)
    obstacle = fields.String(required=True, allow_none=True)
    obstacle_ended_on = fields.Date(required=True, allow_none=True)
    received = fields.Nested(PersonAndMoment, required=True)
    reason = fields.String(required=True, allow_none=True)
    drafted = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    corrected_on = fields.Date(required=True, allow_none=True)
    withdrawn = fields.Nested(Withdrawn, required=True, allow_none=True)


class ReviewPage(Envelope):
    """A page of reviews (复议)."""

    items = fields.List(fields.Nested(ReviewAnswer), required=True)
