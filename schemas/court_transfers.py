"""Shapes of transfers of cases (移转执行): what a court above sends, and what is answered."""

from marshmallow import Schema, fields, validate

from schemas.case_codes import TransferKind
from schemas.codes import Initiative
from schemas.court import LONGEST_NUMBER, Strict
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.fields import Day, described, text


class TransferToDecide(Strict):
    """A transfer to be decided (决定移转执行)."""

    case_number = text(
        longest=LONGEST_NUMBER,
        zh="执行案号。",
        en="The number of the case.",
        example="(2025)川0107执1234号",
    )
    kind = fields.Enum(TransferKind, by_value=True, required=True)
    to_court = fields.String(
        required=True,
        validate=validate.Length(min=1, max=16),
        metadata={
            **described("受移转法院的代字。", "The code of the court that receives the case."),
            "example": "川0106",
        },
    )
    reason = text(zh="理由。", en="The reason.")
    initiative = fields.Enum(Initiative, by_value=True, load_default=Initiative.COURT)
    received_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "执行法院收到申请执行书之日；申请执行人申请的必填。",
            "When the application for enforcement was received; needed where the creditor asks.",
        ),
    )


class TransferAnswer(Schema):
    """A transfer of a case (移转执行)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    case = fields.Nested(CaseNamed, required=True)
    kind = fields.Enum(TransferKind, by_value=True, required=True)
    from_court = fields.String(required=True)
    to_court = fields.String(required=True)
    decided_court = fields.String(required=True)
    initiative = fields.Enum(Initiative, by_value=True, required=True)
    received_on = fields.Date(required=True, allow_none=True)
    reason = fields.String(required=True)
    decided = fields.Nested(PersonAndMoment, required=True)
    received = fields.Nested(PersonAndMoment, required=True, allow_none=True)
