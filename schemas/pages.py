"""Pages of answers (分页答复): what any of them carries."""

from marshmallow import Schema, fields

from schemas.fields import described


class Envelope(Schema):
    """What every page carries (分页信息)."""

    per_page = fields.Integer(required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "下一页的 after，没有下一页的为空。", "`after` of the next page, null on the last."
        ),
    )
