"""Shapes of answers about later decisions on listings (法院接口答复：后续决定)."""

from marshmallow import Schema, fields

from schemas.codes import ChangeKind, ChangeState
from schemas.court_answers import ListingAnswer, PersonAndMoment
from schemas.fields import described
from schemas.pages import Envelope


class ChangeAnswer(Schema):
    """A later decision about a listing, and the listing as it stands (后续决定)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(ChangeState, by_value=True, required=True)
    listing = fields.Nested(ListingAnswer, required=True)
    reason = fields.String(required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)


class ListingChangeSummary(ChangeAnswer):
    """A later decision among others, and where the whole of it is (后续决定)."""

    kind = fields.Enum(ChangeKind, by_value=True, required=True)
    location = fields.String(required=True)


class ListingChangePage(Envelope):
    """A page of later decisions (后续决定)."""

    items = fields.List(fields.Nested(ListingChangeSummary), required=True)


class RevocationAnswer(ChangeAnswer):
    """A revocation (撤销决定)."""

    wrong_since = fields.Date(required=True, allow_none=True)
    ordered_by = fields.String(required=True, allow_none=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    order_too = fields.Boolean(required=True)
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否属于可以申请国家赔偿的情形。", "Whether state compensation may be claimed."
        ),
    )


class AmendmentAnswer(ChangeAnswer):
    """An amendment (更正决定)."""

    before = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=described("更正前的内容。", "What the listing says in the fields that are wrong."),
    )
    after = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=described("更正后的内容。", "What it is to say."),
    )


class ExtensionAnswer(ChangeAnswer):
    """An extension of the term (延长决定)."""

    years = fields.Integer(required=True)
    serious_violence_or_threats = fields.Boolean(required=True)
    several_dishonest_acts = fields.Boolean(required=True)
