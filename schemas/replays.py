"""Replays (补发) on the wire: from where an agency is told again, and how far that has come."""

from marshmallow import Schema, fields, validate

from schemas.fields import Day, Id, WholeNumber, described, text

MOST_POSITION = 2**53


class AskToReplay(Schema):
    """From where to tell again: above a position, or from a day on (申请补发)."""

    after = WholeNumber(
        validate=validate.Range(0, MOST_POSITION),
        metadata=described(
            "自该序号之后补发；与 since 二者择一。",
            "From above this position; either this or since.",
        ),
    )
    since = Day(
        metadata=described("自该日（北京时间）起补发。", "From this day on, in Beijing time.")
    )
    reason = text(longest=500, zh="原因。", en="Why.")


class ReplayView(Schema):
    """What is sent again beside the stream, and how far that has come (补发).

    ``kind`` is ``replay``, or ``records`` where a reconciliation found some that differ; ``after``
    is the position up to which a replay is done.
    """

    id = Id(required=True, attribute="public_id")
    kind = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True)
    after = fields.Integer(required=True)
    through = fields.Integer(required=True)
    sent = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    asked_at = fields.AwareDateTime(format="iso", required=True)
    done_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class ReplayList(Schema):
    """What an agency is or was sent again, the latest first (补发列表)."""

    items = fields.List(fields.Nested(ReplayView), required=True)
