"""Shapes of payments (法院接口：履行款): what a court sends of a claim, and what it is answered."""

from marshmallow import Schema, fields

from schemas.codes import PaymentState
from schemas.court import Strict
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.fields import AMOUNT_PATTERN, Day, Id, amount, described, text
from schemas.remedy_codes import CreditorAnswer


class PaymentToClaim(Strict):
    """A payment that the debtor claims in writing, with proof (申报履行款)."""

    debtor = Id(required=True)
    amount = amount(required=True, zh="金额（元）。", en="The amount in CNY.")
    paid_on = Day(required=True)
    proof = text(
        needed=False,
        zh="履行凭证，如银行回单号、收条。",
        en="What he shows for it, such as the number of a bank slip or a receipt.",
    )
    note = text(needed=False, zh="备注。", en="A note.")


class CreditorAnswerToRecord(Strict):
    """What the creditor says of a payment (记录申请执行人意见)."""

    answer = fields.Enum(CreditorAnswer, by_value=True, required=True)
    on = Day(required=True, metadata=described("答复或者期满之日。", "The day of the answer."))
    said = text(needed=False, zh="意见内容。", en="What the creditor says.")


class PaymentToConfirm(Strict):
    """Why a payment is confirmed though the creditor does not confirm it (确认履行款)."""

    MAY_BE_ABSENT = True

    reason = text(
        needed=False,
        zh="申请执行人否认或者不答复的，审查凭证后确认的理由。",
        en="What shows it where the creditor denies it or keeps silent.",
    )


class PaymentToReject(Strict):
    """Why a payment is rejected (驳回履行款)."""

    reason = text(zh="理由。", en="The reason.")


class ClaimAnswer(Schema):
    """What the debtor claimed; ``by`` is who of the court recorded it, and nobody where he did so
    himself (被执行人申报).
    """

    by = fields.UUID(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    proof = fields.String(required=True)


class CreditorAnswered(Schema):
    """What the creditor says of a payment (申请执行人意见)."""

    answer = fields.Enum(CreditorAnswer, by_value=True, required=True)
    on = fields.Date(required=True)
    said = fields.String(required=True)


class PaymentAnswer(Schema):
    """A payment (履行款)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(PaymentState, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    debtor = fields.UUID(required=True)
    amount = fields.String(
        required=True, metadata={"pattern": AMOUNT_PATTERN, "example": "98000.00"}
    )
    paid_on = fields.Date(required=True)
    enforced = fields.Boolean(required=True)
    note = fields.String(required=True)
    claim = fields.Nested(ClaimAnswer, required=True, allow_none=True)
    entered = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    creditor = fields.Nested(CreditorAnswered, required=True, allow_none=True)
    rejected = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    confirmed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    decision = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "驳回的理由，或者申请执行人未确认而确认的理由。",
            "Why it was rejected, or confirmed though the creditor did not.",
        ),
    )
