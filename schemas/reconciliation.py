"""Reconciliation (对账) on the wire: counts and digests of what an agency holds, compared from the
whole down to single records.
"""

from marshmallow import RAISE, Schema, fields, validate

MOST_POSITION = 2**53
MOST_BUCKETS = 256
MOST_RECORDS = 1_000
# Longer prefixes than this hold one record each.
LONGEST_PREFIX = 30

_DIGEST = validate.Regexp(r"\A[0-9a-f]{64}\Z")
_PREFIX = validate.Regexp(r"\A(?:[0-9a-f]{2}){0,15}\Z")
_NAME = validate.Regexp(r"\A(?:[0-9a-f]{2}){1,16}\Z")


class _Strict(Schema):
    """What is not known is an error."""

    class Meta:
        """Raise."""

        unknown = RAISE


class AskToReconcile(_Strict):
    """At which position an agency wants to compare what it holds."""

    stream = fields.UUID(required=True)
    through = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(0, MOST_POSITION),
        metadata={"description": "已确认的序号 The position that you confirmed last."},
    )


class BucketSchema(_Strict):
    """Records whose ids begin alike."""

    count = fields.Integer(required=True, strict=True, validate=validate.Range(0, MOST_POSITION))
    digest = fields.String(required=True, validate=_DIGEST)


class ReconciliationQuery(Schema):
    """Which reconciliation an agency asks after."""

    reconciliation = fields.UUID(required=True)


class ReconciliationAnswer(Schema):
    """What an agency should hold in all; count and digest once it is ready."""

    reconciliation = fields.UUID(required=True)
    stream = fields.UUID(required=True)
    position = fields.Integer(required=True)
    state = fields.String(required=True)
    count = fields.Integer()
    digest = fields.String()


class CompareBuckets(_Strict):
    """An agency's buckets right below a prefix; one that is not named holds nothing."""

    reconciliation = fields.UUID(required=True)
    prefix = fields.String(required=True, validate=_PREFIX)
    buckets = fields.Dict(
        keys=fields.String(validate=_NAME),
        values=fields.Nested(BucketSchema),
        required=True,
        validate=validate.Length(max=MOST_BUCKETS),
    )


class DifferingBucket(Schema):
    """A bucket that is not alike, and how many records it should hold."""

    prefix = fields.String(required=True)
    count = fields.Integer(required=True)


class BucketsCompared(Schema):
    """The buckets that differ."""

    differ = fields.List(fields.Nested(DifferingBucket), required=True)


class CompareRecords(_Strict):
    """The digests of all lines of an agency whose records begin with a prefix."""

    reconciliation = fields.UUID(required=True)
    prefix = fields.String(required=True, validate=_PREFIX)
    records = fields.Dict(
        keys=fields.UUID(),
        values=fields.String(validate=_DIGEST),
        required=True,
        validate=validate.Length(max=MOST_RECORDS),
    )
    resend = fields.Boolean(
        load_default=False,
        metadata={"description": "补发相差的记录 Send again what differs."},
    )


class DifferenceSchema(Schema):
    """What is to be done about one record."""

    record = fields.UUID(required=True)
    difference = fields.String(
        required=True, validate=validate.OneOf(("missing", "extra", "differs", "withheld"))
    )


class RecordsCompared(Schema):
    """The records that differ, and the work that sends them again."""

    differ = fields.List(fields.Nested(DifferenceSchema), required=True)
    resend = fields.UUID(allow_none=True, required=True)
