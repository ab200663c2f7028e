"""Shapes of remedies (法院接口：救济): what a court sends about objections, reviews and
corrections.
"""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.codes import ServiceMethod
from schemas.court import LONGEST_NUMBER, Strict
from schemas.court_queries import CourtQuery
from schemas.fields import Day, Flag, Id, described, text
from schemas.remedy_codes import (
    ObjectionGround,
    ObjectionOutcome,
    ObjectionState,
    Objector,
    ReviewState,
)

ONE_OF = ("listing", "restriction", "case")


class ObjectionToReceive(Strict):
    """An objection as it came in (接收纠正申请); about exactly one of listing, order and case."""

    listing = Id(load_default=None, allow_none=True)
    restriction = Id(load_default=None, allow_none=True)
    case = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "对终结本次执行程序提出异议的案件。",
            "The case to the closing of whose round the objection is.",
        ),
    )
    ground = fields.Enum(
        ObjectionGround,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described(
            "理由；对名单、限制消费令申请纠正的必填。", "The ground, for listings and orders."
        ),
    )
    objector = fields.Enum(Objector, by_value=True, required=True)
    person = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "由受限制的责任人员对限制消费令提出的，写明其编号。",
            "The id of the bound person who objects to an order, where one does.",
        ),
    )
    statement = text(zh="申请的事实和理由。", en="What the objector says.")
    received_on = Day(
        required=True, metadata=described("收到之日。", "The day on which it was received.")
    )
    in_writing = Flag(load_default=True)
    in_person = Flag(
        load_default=False,
        metadata=described("是否本人或者法定代表人到场。", "Whether the person attended."),
    )

    @validates_schema
    def _is_about_one_thing(self, data: dict[str, Any], **kwargs: Any) -> None:
        given = [name for name in ONE_OF if data.get(name) is not None]
        if not given:
            raise ValidationError("required", ONE_OF[0])
        if len(given) > 1:
            raise ValidationError("unknown", given[-1])
        bound = data.get("objector") is Objector.BOUND_PERSON
        if data.get("person") is not None and not (bound and given == ["restriction"]):
            raise ValidationError("unknown", "person")


class DecisionToDraft(Strict):
    """The decision on an objection to be drafted (起草审查结论)."""

    outcome = fields.Enum(ObjectionOutcome, by_value=True, required=True)
    reason = text(zh="理由，将送达申请人。", en="The reasons, which are served.")


class DismissalToServe(Strict):
    """How and when a dismissal was served (送达驳回决定)."""

    method = fields.Enum(ServiceMethod, by_value=True, required=True)
    served_on = Day(required=True)


class RemedyToWithdraw(Strict):
    """An objection or a review that is withdrawn (撤回)."""

    reason = text(zh="撤回的理由。", en="Why it is withdrawn.")


class ObjectionsQuery(CourtQuery):
    """Which objections (纠正申请)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))
    listing = Id(load_default=None)
    restriction = Id(load_default=None)
    state = fields.Enum(ObjectionState, by_value=True, load_default=None)


class ReviewToReceive(Strict):
    """An application for review as the next higher court received it (接收复议申请)."""

    objection = Id(required=True)
    statement = text(zh="申请复议的事实和理由。", en="What the applicant says.")
    applied_on = Day(
        required=True,
        metadata=described(
            "申请之日；邮寄的为交邮之日。", "The day of the application; by post, of posting."
        ),
    )
    received_on = Day(required=True)
    obstacle = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_NUMBER * 8),
        metadata=described(
            "耽误期限的不可抗拒的事由。", "What kept the applicant, by force majeure."
        ),
    )
    obstacle_ended_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described("障碍消除之日。", "The day on which the obstacle ended."),
    )

    @validates_schema
    def _says_what_kept_him(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data.get("obstacle_ended_on") is not None and not (data.get("obstacle") or "").strip():
            raise ValidationError("required", "obstacle")


class DismissalToDraft(Strict):
    """The dismissal of a review to be drafted (起草驳回复议决定)."""

    reason = text(zh="理由。", en="The reasons.")


class ReviewsQuery(CourtQuery):
    """Which reviews (复议)."""

    objection = Id(load_default=None)
    state = fields.Enum(ReviewState, by_value=True, load_default=None)
