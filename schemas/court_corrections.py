"""Shapes of corrections by courts above (法院接口：责令纠正、直接纠正)."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from schemas.codes import RemovalGround
from schemas.court import LONGEST_NUMBER, RemovalFactsStated, Strict
from schemas.court_answers import PersonAndMoment
from schemas.court_listings import Corrected
from schemas.court_orders import LiftFactsStated
from schemas.court_queries import CourtQuery
from schemas.court_remedy_answers import CorrectedThrough, RemedyAnswer
from schemas.fields import Flag, Id, described, text
from schemas.pages import Envelope
from schemas.remedy_codes import CorrectionMode, CorrectionState, CorrectiveAct
from schemas.restriction_codes import LiftGround

ABOUT = ("review", "listing", "restriction")
# What each act needs when the court above makes the correction itself.
_NEEDS = {
    CorrectiveAct.AMEND: "after",
    CorrectiveAct.REMOVE: "removal",
    CorrectiveAct.LIFT: "lift",
}
_OF_LISTINGS = frozenset({CorrectiveAct.REVOKE, CorrectiveAct.AMEND, CorrectiveAct.REMOVE})
_OF_ORDERS = frozenset({CorrectiveAct.REVOKE, CorrectiveAct.AMEND, CorrectiveAct.LIFT})


class RemovalWanted(Strict):
    """The removal in which a direct correction consists (删除)."""

    ground = fields.Enum(RemovalGround, by_value=True, required=True)
    facts = fields.Nested(RemovalFactsStated, load_default=lambda: RemovalFactsStated().load({}))


class LiftWanted(Strict):
    """The lift in which a direct correction consists (解除)."""

    ground = fields.Enum(LiftGround, by_value=True, required=True)
    facts = fields.Nested(LiftFactsStated, load_default=lambda: LiftFactsStated().load({}))


class CorrectionToDraft(Strict):
    """A correction to be drafted by a court above (起草纠正意见); about exactly one of review,
    listing and order.
    """

    review = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "在复议中纠正的，复议编号；签发即为复议决定。",
            "The review in which it is made, which its signature decides.",
        ),
    )
    listing = Id(load_default=None, allow_none=True)
    restriction = Id(load_default=None, allow_none=True)
    mode = fields.Enum(
        CorrectionMode,
        by_value=True,
        required=True,
        metadata=described(
            "责令执行法院纠正，或者直接纠正。", "Whether it is ordered, or made directly."
        ),
    )
    act = fields.Enum(CorrectiveAct, by_value=True, required=True)
    number = text(longest=LONGEST_NUMBER, zh="文号。", en="The number of the decision.")
    reason = text(zh="错误何在。", en="What is wrong.")
    order_too = Flag(
        load_default=False,
        metadata=described(
            "直接撤销的，限制消费令是否一并撤销。",
            "Of a direct revocation: whether the order falls too.",
        ),
    )
    after = fields.Nested(
        Corrected,
        load_default=None,
        allow_none=True,
        metadata=described("直接更正的，更正后的内容。", "Of a direct amendment: what it says."),
    )
    removal = fields.Nested(RemovalWanted, load_default=None, allow_none=True)
    lift = fields.Nested(LiftWanted, load_default=None, allow_none=True)

    @validates_schema
    def _is_whole(self, data: dict[str, Any], **kwargs: Any) -> None:
        given = [name for name in ABOUT if data.get(name) is not None]
        if not given:
            raise ValidationError("required", "listing")
        if len(given) > 1:
            raise ValidationError("unknown", given[-1])
        act, direct = data.get("act"), data.get("mode") is CorrectionMode.DIRECT
        allowed = {"listing": _OF_LISTINGS, "restriction": _OF_ORDERS}.get(given[0])
        if act is not None and allowed is not None and act not in allowed:
            raise ValidationError("not_in_list", "act")
        needed = _NEEDS.get(act) if direct and act is not None else None
        for name in _NEEDS.values():
            stated = data.get(name) is not None
            if stated and name != needed:
                raise ValidationError("unknown", name)
            if name == needed and not stated:
                raise ValidationError("required", name)


class CorrectionsQuery(CourtQuery):
    """Which corrections (纠正意见)."""

    listing = Id(load_default=None)
    restriction = Id(load_default=None)
    review = Id(load_default=None)
    mode = fields.Enum(CorrectionMode, by_value=True, load_default=None)
    state = fields.Enum(CorrectionState, by_value=True, load_default=None)


class CorrectionAnswer(RemedyAnswer):
    """A correction by a court above (责令纠正、直接纠正)."""

    state = fields.Enum(CorrectionState, by_value=True, required=True)
    review = fields.UUID(required=True, allow_none=True)
    court_code = fields.String(
        required=True, metadata=described("作出纠正的法院。", "The court above that corrects.")
    )
    mode = fields.Enum(CorrectionMode, by_value=True, required=True)
    act = fields.Enum(CorrectiveAct, by_value=True, required=True)
    number = fields.String(required=True)
    reason = fields.String(required=True)
    content = fields.Nested(lambda: CorrectionContent(), required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    corrected = fields.Nested(CorrectedThrough, required=True, allow_none=True)


class CorrectionContent(Schema):
    """What a direct correction says (直接纠正的内容)."""

    order_too = fields.Boolean(required=True)
    after = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    ground = fields.String(required=True, allow_none=True)
    facts = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)


class CorrectionPage(Envelope):
    """A page of corrections (纠正意见)."""

    items = fields.List(fields.Nested(CorrectionAnswer), required=True)
