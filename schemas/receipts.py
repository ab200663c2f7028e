"""Receipts (反馈) as agencies send them: in the answer to a delivery, or by a call of their own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from schemas.codes import Outcome
from schemas.fields import described

MOST_RECEIPTS = 20_000
MOST_REASON = 2_000
MOST_MEASURE = 64
# Nothing was done before; and at either end of the calendar UTC has no such moment.
FIRST_YEAR, LAST_YEAR = 1949, 9998


def is_possible(at: datetime) -> bool:
    """Tell whether something may have been done at a moment, by whatever clock."""
    return FIRST_YEAR <= at.year <= LAST_YEAR


def _check_moment(at: datetime) -> None:
    if not is_possible(at):
        raise ValidationError("Not a possible moment.")


class ReceiptInAnswerSchema(Schema):
    """What an agency says of one measure of one notice, in its answer to a delivery: of what it
    rejects without a reason at least that is known, for nobody could tell it at once.
    """

    class Meta:
        """What is not known is an error: a misspelt field would be a lost word."""

        unknown = RAISE

    notice = fields.UUID(required=True)
    measure = fields.String(required=True, validate=validate.Length(min=1, max=MOST_MEASURE))
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=MOST_REASON))
    # When the agency did it; absent, the moment at which we read of it stands in.
    at = fields.AwareDateTime(
        format="iso", load_default=None, allow_none=True, validate=_check_moment
    )


def lacks_reason(outcome: Outcome, reason: str) -> bool:
    """Tell whether a word says that something is rejected, and not why."""
    return outcome is Outcome.REJECTED and not reason.strip()


class ReceiptSchema(ReceiptInAnswerSchema):
    """What an agency says of one measure of one notice; what is rejected, with the reason."""

    @validates_schema
    def _check_reason(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if lacks_reason(data["outcome"], data["reason"]):
            raise ValidationError("required", "reason")


class ReceiptsSchema(Schema):
    """Receipts, any number of them."""

    class Meta:
        """As in a receipt."""

        unknown = RAISE

    receipts = fields.List(
        fields.Nested(ReceiptSchema), required=True, validate=validate.Length(max=MOST_RECEIPTS)
    )


class ReceiptFaultsView(Schema):
    """What was wrong with receipts in answers to deliveries (反馈问题)."""

    count = fields.Integer(required=True)
    at = fields.AwareDateTime(format="iso", required=True)
    code = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "最近一次问题的代码；以前只留有文字的为空。",
            "What was wrong with the last of them; absent where only words were kept, as once.",
        ),
    )
    title = fields.String(required=True, allow_none=True)
    detail = fields.String(required=True)
    facts = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=described(
            "改正所需的事实：反馈在应答中的位置、字段、通知、该通知所载的措施。",
            "What is needed to mend it: where the receipt stands in the answer, its fields, its "
            "notice, and the measures that the notice names.",
        ),
    )
