"""Shapes of notices to units (法院接口：向单位通报)."""

from marshmallow import Schema, fields

from schemas.court import Strict
from schemas.court_answers import PersonAndMoment
from schemas.fields import LONGEST_LINE, Day, described, text
from schemas.remedy_codes import Addressee, Occasion


class UnitToNotify(Strict):
    """A unit that was notified (向单位通报)."""

    addressee = fields.Enum(
        Addressee,
        by_value=True,
        required=True,
        metadata=described("通报对象的类别。", "What the recipient is to the debtor."),
    )
    recipient = text(longest=LONGEST_LINE, zh="受通报单位名称。", en="The unit that was notified.")
    notified_on = Day(required=True, metadata=described("通报日期。", "The day of the notice."))


class UnitNoticeAnswer(Schema):
    """That a unit was notified of a listing, or of its end (向单位通报)."""

    id = fields.UUID(required=True)
    listing = fields.UUID(required=True)
    occasion = fields.Enum(Occasion, by_value=True, required=True)
    addressee = fields.Enum(Addressee, by_value=True, required=True)
    recipient = fields.String(required=True)
    notified_on = fields.Date(required=True)
    recorded = fields.Nested(PersonAndMoment, required=True)


class UnitNoticesAnswer(Schema):
    """Whom a court notifies of a listing, and whom it has notified (通报情况)."""

    to_notify = fields.List(
        fields.Enum(Addressee, by_value=True),
        required=True,
        metadata=described(
            "依法由法院通报纳入的对象。", "Whom the court notifies of the listing itself."
        ),
    )
    items = fields.List(fields.Nested(UnitNoticeAnswer), required=True)
