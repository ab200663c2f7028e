"""Shapes of appeals (法院接口：对制裁、限制出境的复议): what a court sends and is answered."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from schemas.appeal_codes import Appealed, AppealOutcome, AppealState, Appellant
from schemas.court import Strict
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.court_breaches import MOST_DAYS
from schemas.court_queries import CourtQuery
from schemas.court_remedy_answers import Withdrawn
from schemas.fields import AMOUNT_PATTERN, LONGEST_LINE, Day, Id, amount, described, text
from schemas.pages import Envelope

ABOUT = ("sanction", "exit_restriction")


class AppealToReceive(Strict):
    """An appeal as the next higher court received it (接收复议申请)."""

    sanction = Id(
        load_default=None,
        allow_none=True,
        metadata=described("罚款、拘留决定的编号。", "The id of the fine or detention."),
    )
    exit_restriction = Id(
        load_default=None,
        allow_none=True,
        metadata=described("限制出境决定的编号。", "The id of the exit restriction."),
    )
    appellant = fields.Enum(
        Appellant,
        by_value=True,
        load_default=Appellant.PERSON_CONCERNED,
        metadata=described("复议申请人。", "Who appeals."),
    )
    statement = text(zh="申请复议的事实和理由。", en="What the appellant says.")
    applied_on = Day(
        required=True,
        metadata=described("申请之日；邮寄的为交邮之日。", "The day of the appeal, or of posting."),
    )
    received_on = Day(required=True)
    obstacle = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_LINE),
        metadata=described(
            "耽误期限的不可抗拒的事由。", "What kept the appellant, by force majeure."
        ),
    )
    obstacle_ended_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described("障碍消除之日。", "The day on which the obstacle ended."),
    )

    @validates_schema
    def _is_about_one_decision(self, data: dict[str, Any], **kwargs: Any) -> None:
        given = [name for name in ABOUT if data.get(name) is not None]
        if not given:
            raise ValidationError("required", ABOUT[0])
        if len(given) > 1:
            raise ValidationError("unknown", given[-1])
        if data.get("obstacle_ended_on") is not None and not (data.get("obstacle") or "").strip():
            raise ValidationError("required", "obstacle")


class AppealDecisionToDraft(Strict):
    """The decision on an appeal to be drafted (起草复议决定)."""

    outcome = fields.Enum(AppealOutcome, by_value=True, required=True)
    reason = text(zh="理由。", en="The reasons.")
    fine = amount(
        required=False, zh="变更后的罚款金额（元）。", en="What is left of the fine, in CNY."
    )
    detention_days = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=0, max=MOST_DAYS),
        metadata=described("变更后的拘留日数。", "What is left of the days of detention."),
    )


class AppealToWithdraw(Strict):
    """An appeal that is withdrawn (撤回复议申请)."""

    reason = text(zh="撤回的理由。", en="Why it is withdrawn.")


class AppealsQuery(CourtQuery):
    """Which appeals (复议)."""

    sanction = Id(load_default=None)
    exit_restriction = Id(load_default=None)
    state = fields.Enum(AppealState, by_value=True, load_default=None)


class AppealAnswer(Schema):
    """An appeal (对制裁、限制出境的复议)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(AppealState, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    about = fields.Enum(Appealed, by_value=True, required=True)
    sanction = fields.UUID(required=True, allow_none=True)
    exit_restriction = fields.UUID(required=True, allow_none=True)
    court_code = fields.String(
        required=True, metadata=described("复议法院。", "The court that decides.")
    )
    appellant = fields.Enum(Appellant, by_value=True, required=True)
    statement = fields.String(required=True)
    applied_on = fields.Date(required=True)
    received_on = fields.Date(required=True)
    obstacle = fields.String(required=True, allow_none=True)
    obstacle_ended_on = fields.Date(required=True, allow_none=True)
    received = fields.Nested(PersonAndMoment, required=True)
    outcome = fields.Enum(AppealOutcome, by_value=True, required=True, allow_none=True)
    fine = fields.String(required=True, allow_none=True, metadata={"pattern": AMOUNT_PATTERN})
    detention_days = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    drafted = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否属于可以申请国家赔偿的情形。", "Whether state compensation may be claimed."
        ),
    )
    withdrawn = fields.Nested(Withdrawn, required=True, allow_none=True)


class AppealPage(Envelope):
    """A page of appeals (复议)."""

    items = fields.List(fields.Nested(AppealAnswer), required=True)
