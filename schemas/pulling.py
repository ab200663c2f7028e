"""Pulling (拉取) on the wire: what an agency asks for, and up to where it has it."""

from marshmallow import RAISE, Schema, fields, validate

from schemas.agency_limits import MAX_NOTICES

MOST_POSITION = 2**53


class PullQuery(Schema):
    """What an agency asks for."""

    after = fields.Integer(
        validate=validate.Range(0, MOST_POSITION),
        metadata={"description": "已收妥的序号 The position up to which you have everything."},
    )
    limit = fields.Integer(
        load_default=500,
        validate=validate.Range(*MAX_NOTICES),
        metadata={"description": "最多条数 Notices at most."},
    )


class AckSchema(Schema):
    """Up to where an agency has everything."""

    class Meta:
        """What is not known is an error."""

        unknown = RAISE

    stream = fields.UUID(required=True)
    through = fields.Integer(required=True, strict=True, validate=validate.Range(0, MOST_POSITION))
    delivery = fields.UUID(
        metadata={
            "description": "推送编号，补发的推送必填 The delivery; needed where it is a replay."
        }
    )


class AckTaken(Schema):
    """Where an agency's stream stands."""

    through = fields.Integer(required=True, metadata={"description": "序号 The position."})
