"""What is sent to agencies' endpoints (推送到接收地址), beside notices, and what they answer.

An answer may say more than is read of it.
"""

from marshmallow import INCLUDE, Schema, fields, validate

from schemas.closed import Closed
from schemas.fields import described
from schemas.notices import WIRE_VERSION
from schemas.receipts import MOST_RECEIPTS, ReceiptInAnswerSchema

CHALLENGE = "endpoint.challenge"


class ChallengeSchema(Closed):
    """What an endpoint is asked before the first notice."""

    type = fields.String(required=True, validate=validate.OneOf([CHALLENGE]))
    version = fields.Integer(required=True, strict=True, validate=validate.OneOf([WIRE_VERSION]))
    agency = fields.String(required=True, metadata=described("单位代码", "Your code."))
    endpoint = fields.UUID(required=True, metadata=described("接收地址编号", "Your endpoint."))
    challenge = fields.String(
        required=True, metadata=described("须签名的文字", "The text to be signed.")
    )


class ChallengeAnswer(Schema):
    """What proves an endpoint."""

    class Meta:
        """Whatever else is said is not read."""

        unknown = INCLUDE

    challenge = fields.String(
        required=True, metadata=described("所收到的同一文字", "The text that came.")
    )
    signature = fields.String(
        required=True,
        validate=validate.Regexp(r"^v1,[A-Za-z0-9+/]{43}=$"),
        metadata=described(
            "以本接收地址的密钥对“webhook-id.webhook-timestamp.文字”的签名",
            "Of `webhook-id.webhook-timestamp.TEXT`, with a secret of this endpoint.",
        ),
    )


class DeliveryAnswer(Schema):
    """What an agency says at once of a delivery that it accepts."""

    class Meta:
        """Whatever else is said is not read."""

        unknown = INCLUDE

    receipts = fields.List(
        fields.Nested(ReceiptInAnswerSchema),
        validate=validate.Length(max=MOST_RECEIPTS),
        metadata=described(
            "反馈，也可以稍后提交", "Receipts; they may also be handed in later by a call."
        ),
    )
