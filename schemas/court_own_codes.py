"""Shapes of own codes (法院接口：本人查询码), and of the answers that bring one."""

from marshmallow import Schema, fields

from schemas.court import Strict
from schemas.court_answers import ListingAnswer, OrderAnswer
from schemas.fields import described, text


def _own_code() -> fields.String:
    return fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "本人查询码，只告知这一次，随决定书交给被执行人；此前已为该决定发给的，为空。",
            "The debtor's own code, told this once, to be handed over with the decision; none "
            "where one was issued for it before.",
        ),
    )


class OwnCodeToIssue(Strict):
    """Why a code is issued (发给本人查询码)."""

    reason = text(
        zh="理由，如将要送达、原码遗失。", en="Why: about to be served, or the earlier one is lost."
    )


class OwnCodeAnswer(Schema):
    """A code of a debtor (本人查询码)."""

    debtor = fields.UUID(required=True)
    version = fields.Integer(
        required=True,
        metadata=described("第几次发给。", "Which code of this debtor it is, counted from one."),
    )
    own_code = _own_code()
    issued_at = fields.AwareDateTime(required=True)


class ListingServedAnswer(ListingAnswer):
    """A listing whose service was recorded (已送达的失信信息)."""

    own_code = _own_code()


class OrderImposedAnswer(OrderAnswer):
    """An order that was put into force (已施行的限制消费令)."""

    own_code = _own_code()
