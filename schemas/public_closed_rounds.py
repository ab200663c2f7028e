"""Shapes of the public list of closed rounds (终本案件公开查询).

Answers are stored ready and only described here; a test holds the two together.
"""

from marshmallow import Schema, fields

from schemas.codes import SubjectKind
from schemas.public import EntryCourt, NameSearch, PublicPage


class ClosedRoundsQuery(NameSearch):
    """What a search of the closed rounds may ask (终本案件查询条件)."""


class ClosedRoundLabels(Schema):
    """The codes of a closed round in words (代码释义), in the language of the answer."""

    kind = fields.String(required=True, metadata={"example": "自然人"})
    province = fields.String(required=True, allow_none=True, metadata={"example": "四川"})


class ClosedRound(Schema):
    """One debtor of a case whose round is closed (终本案件), numbers masked."""

    id = fields.UUID(required=True)
    kind = fields.Enum(SubjectKind, by_value=True, required=True)
    name = fields.String(required=True)
    id_number_masked = fields.String(
        required=True, allow_none=True, metadata={"example": "110199***********1"}
    )
    legal_representative = fields.String(required=True, allow_none=True)
    court = fields.Nested(EntryCourt, required=True)
    province = fields.String(
        required=True,
        metadata={
            "description": "省份，最高人民法院的为空 The province; empty for the Supreme Court.",
            "example": "四川",
        },
    )
    case_number = fields.String(required=True, metadata={"example": "(2025)川0107执1234号"})
    filed_on = fields.Date(required=True)
    closed_on = fields.Date(
        required=True, metadata={"description": "终本日期 The day on which the round was closed."}
    )
    amount = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "执行标的（人民币元），不涉及金钱的为空。 What was to be enforced, in "
            "CNY; none where the case is not about money.",
            "example": "98000.00",
        },
    )
    outstanding = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "未履行金额（人民币元） What is outstanding, in CNY.",
            "example": "86000.00",
        },
    )
    labels = fields.Nested(ClosedRoundLabels, required=True)


class ClosedRoundPage(PublicPage):
    """One page of closed rounds (查询结果), the newest closing first."""

    items = fields.List(fields.Nested(ClosedRound), required=True)
