"""Shapes of answers about what a finding of inability proposes (法院接口答复：失能提示)."""

from marshmallow import Schema, fields

from schemas.case_codes import ProposalState, ProposedEnding
from schemas.fields import described


class AnsweredBy(Schema):
    """Who answered a proposal, and when (经办)."""

    by = fields.UUID(required=True)
    at = fields.DateTime(required=True, format="iso")


class CapacityProposalAnswer(Schema):
    """What a finding of inability proposes for a listing; a person decides (失能提示)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(ProposalState, by_value=True, required=True)
    listing = fields.UUID(required=True)
    assessment = fields.UUID(required=True)
    proposed = fields.Enum(ProposedEnding, by_value=True, required=True)
    basis = fields.String(required=True)
    opened_on = fields.Date(required=True)
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described("至迟处理之日，已处理的为空。", "By when a person acts on it."),
    )
    answer = fields.String(
        required=True, metadata=described("保留的理由。", "Why the listing is kept.")
    )
    answered = fields.Nested(AnsweredBy, required=True, allow_none=True)
