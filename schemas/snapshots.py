"""Snapshots (快照) on the wire: asked for with a reason, confirmed by the digest of the whole."""

from marshmallow import RAISE, Schema, fields, validate

MOST_REASON = 500


class AskForSnapshot(Schema):
    """Why an agency needs a snapshot."""

    class Meta:
        """What is not known is an error."""

        unknown = RAISE

    reason = fields.String(
        required=True,
        validate=validate.Length(min=1, max=MOST_REASON),
        metadata={"description": "原因 Why, such as that the copy was lost."},
    )


class SnapshotAnswer(Schema):
    """How a snapshot stands."""

    snapshot = fields.UUID(required=True)
    stream = fields.UUID(required=True)
    position = fields.Integer(required=True)
    state = fields.String(required=True)


class SnapshotState(Schema):
    """How a snapshot stands that was asked for on an agency's behalf (快照状态)."""

    snapshot = fields.UUID(required=True, attribute="public_id")
    position = fields.Integer(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True)
    records = fields.Integer(required=True)
    asked_at = fields.AwareDateTime(format="iso", required=True)
    ready_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    expires_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class ConfirmSnapshotSchema(Schema):
    """That an agency has a snapshot whole."""

    class Meta:
        """What is not known is an error."""

        unknown = RAISE

    snapshot = fields.UUID(required=True)
    digest = fields.String(required=True, validate=validate.Regexp(r"\A[0-9a-f]{64}\Z"))


class SnapshotConfirmed(Schema):
    """Where the stream begins."""

    through = fields.Integer(required=True, metadata={"description": "序号 The position."})
