"""Notices (通知) as agencies receive them: the shape of a delivery's body, for whoever builds
against it.

The partner side writes these bytes itself, for speed; the contract tests hold both to each other.
Every type of notice has a shape of its own, of the parts that it has always and of those that it
may have.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from marshmallow import Schema, fields, validate

from schemas.closed import Closed
from schemas.codes import NoticeType
from schemas.fields import described
from schemas.notice_parts import (
    AskedSubjectSchema,
    BoundSchema,
    ChangedMeasuresSchema,
    EndedSchema,
    ExemptedSchema,
    ExitRestrictionSchema,
    InquirySchema,
    KeptSchema,
    KnownSubjectSchema,
    ListingSuspendedSchema,
    NoticeCaseSchema,
    NoticeListingSchema,
    NoticeRestrictionSchema,
    NoticeSubjectSchema,
    OrderSuspendedSchema,
    ProsecutionSchema,
    RepairSchema,
    ResumedSchema,
)
from schemas.one_of import OneOf
from schemas.watch_notices import AlertSchema, ReminderSchema

WIRE_VERSION = 1
# What stands for a measure in the receipt of an inquiry.
INQUIRY = "inquiry"

Part = Callable[[bool], fields.Field[Any]]


def _nested(schema: type[Schema], zh: str, en: str) -> Part:
    return lambda needed: fields.Nested(schema, required=needed, metadata=described(zh, en))


def _codes(zh: str, en: str, *, least: int) -> Part:
    return lambda needed: fields.List(
        fields.String(),
        required=needed,
        validate=validate.Length(min=least),
        metadata=described(zh, en),
    )


def _id(zh: str, en: str, *, or_none: bool = False) -> Part:
    return lambda needed: fields.UUID(
        required=needed, allow_none=or_none, metadata=described(zh, en)
    )


_PARTS: Mapping[str, Part] = {
    "record": _id("记录 What it is about.", "The record, inquiry, watched row or screening."),
    "subject": _nested(NoticeSubjectSchema, "主体", "Whom it is about."),
    "asked_subject": _nested(AskedSubjectSchema, "被查询人", "Whom you are asked about."),
    "known_subject": _nested(KnownSubjectSchema, "主体", "Whom it is about."),
    "apply": _codes("应采取的措施", "Measures to apply because of the record.", least=1),
    "lift": _codes("应解除的措施", "Measures to lift: nothing keeps them any more.", least=0),
    "kept": lambda needed: fields.List(
        fields.Nested(KeptSchema),
        required=needed,
        metadata=described(
            "其他记录仍维持的措施", "Measures that go on, and what keeps them; beside `lift`."
        ),
    ),
    "line": _id(
        "按哪一通知持有该记录，不再持有的为空；没有的，按类型认定",
        "By which notice the record is held, or null where it is held no more; where it is absent, "
        "the type says so.",
        or_none=True,
    ),
    "case": _nested(NoticeCaseSchema, "执行案件", "The enforcement case."),
    "bound": _nested(BoundSchema, "受限制的责任人员", "Where an entity's order binds the subject."),
    "listing": _nested(NoticeListingSchema, "纳入", "What the listing says."),
    "restriction": _nested(NoticeRestrictionSchema, "限制消费令", "What the order says."),
    "exit_restriction": _nested(ExitRestrictionSchema, "限制出境", "What is restricted."),
    "prosecution": _nested(ProsecutionSchema, "移送追究刑事责任", "To whom, and when."),
    "ended": _nested(EndedSchema, "终止", "Why and since when it is over."),
    "listing_suspended": _nested(ListingSuspendedSchema, "暂停公布", "How long."),
    "order_suspended": _nested(OrderSuspendedSchema, "暂时解除", "For which travel, how long."),
    "resumed": _nested(ResumedSchema, "恢复", "Which travel is restricted again."),
    "exempted": _nested(ExemptedSchema, "准许", "What is allowed, and until when."),
    "repair": _nested(RepairSchema, "信用修复", "What the repair did, and what stays."),
    "inquiry": _nested(InquirySchema, "协助查询", "What is asked, and by when."),
    "alert": _nested(AlertSchema, "提示", "What changed about a watched row."),
    "reminder": _nested(ReminderSchema, "持续审查到期提醒", "Which list, until when."),
    "measures": _nested(ChangedMeasuresSchema, "措施变更", "How your measures differ now."),
}
# Parts that are called alike on the wire and differ.
_CALLED = {
    "asked_subject": "subject",
    "known_subject": "subject",
    "listing_suspended": "suspended",
    "order_suspended": "suspended",
}


class Shape(NamedTuple):
    """The parts of a notice beside what every notice has: those it has always, and may have.

    :ivar about: what goes before its type in its name, where there are several of the type.
    """

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    about: str = ""


# Of the subject's record; what is sent again says what is to be lifted besides.
_TOLD, _OVER = ("record", "subject"), ("record", "subject", "ended", "lift", "kept")
_AND_LIFTS = ("lift", "kept", "line", "case")
_LISTING = Shape(_TOLD, ("apply", *_AND_LIFTS, "listing"))
_ORDER = Shape(_TOLD, ("apply", *_AND_LIFTS, "bound", "restriction"))
_EXIT = Shape((*_TOLD, "exit_restriction"), ("apply", *_AND_LIFTS))
_END = Shape(_OVER)
# Where a suspended order ends, a listing of its case may trigger again what was suspended.
_ORDER_END = Shape(_OVER, ("apply", "bound"))
_SHAPES: Mapping[NoticeType, Sequence[Shape]] = {
    NoticeType.LISTING_PUBLISHED: [_LISTING],
    NoticeType.LISTING_AMENDED: [_LISTING],
    NoticeType.LISTING_EXTENDED: [_LISTING],
    NoticeType.LISTING_RESUMED: [_LISTING],
    # What an import removed it may publish anew; what is told again of the one says of the other.
    NoticeType.LISTING_REMOVED: [_END._replace(may=("line",))],
    NoticeType.LISTING_REVOKED: [_END],
    NoticeType.LISTING_SUSPENDED: [Shape((*_TOLD, "listing_suspended", "lift", "kept"), ("line",))],
    NoticeType.RESTRICTION_IMPOSED: [_ORDER],
    NoticeType.RESTRICTION_AMENDED: [_ORDER],
    NoticeType.RESTRICTION_LIFTED: [_ORDER_END],
    NoticeType.RESTRICTION_REVOKED: [_ORDER_END],
    NoticeType.RESTRICTION_SUSPENDED: [
        Shape((*_TOLD, "order_suspended", "lift", "kept"), ("bound",))
    ],
    NoticeType.RESTRICTION_RESUMED: [
        Shape((*_TOLD, "resumed", "apply"), ("case", "bound", "restriction"))
    ],
    NoticeType.RESTRICTION_EXEMPTED: [Shape((*_TOLD, "exempted"), ("bound",))],
    NoticeType.REPAIR_GRANTED: [Shape((*_TOLD, "repair"))],
    NoticeType.EXIT_RESTRICTION_IMPOSED: [_EXIT],
    NoticeType.EXIT_RESTRICTION_AMENDED: [_EXIT],
    NoticeType.EXIT_RESTRICTION_LIFTED: [_END],
    NoticeType.EXIT_RESTRICTION_REVOKED: [_END],
    NoticeType.PROSECUTION_REFERRED: [Shape((*_TOLD, "prosecution"), ("apply", *_AND_LIFTS))],
    NoticeType.PROSECUTION_CLOSED: [_END],
    NoticeType.INQUIRY_REQUESTED: [Shape(("record", "asked_subject", "inquiry", "case"))],
    NoticeType.INQUIRY_WITHDRAWN: [Shape(("record", "known_subject", "inquiry"))],
    NoticeType.SCREENING_ALERT: [Shape(("record", "alert"), ("case",))],
    NoticeType.WATCH_ENDS_SOON: [Shape(("record", "reminder"))],
    NoticeType.STREAM_TEST: [Shape()],
    NoticeType.MEASURES_CHANGED: [
        # What the agency is responsible for is another thing from now on; or one record that this
        # concerns, of any kind.
        Shape(("measures",), about="Own"),
        Shape(
            (*_TOLD, "line"),
            (
                *("apply", "lift", "kept", "case", "bound"),
                *("listing", "restriction", "exit_restriction", "prosecution"),
            ),
            about="Record",
        ),
    ],
}


def _name(kind: NoticeType) -> str:
    return "".join(word.capitalize() for word in kind.replace("_", ".").split(".")) + "Notice"


def _schema(kind: NoticeType, shape: Shape) -> type[Schema]:
    every: dict[str, fields.Field[Any]] = {
        "id": fields.UUID(required=True, metadata=described("通知编号", "Never changes.")),
        "position": fields.Integer(
            required=True, strict=True, metadata=described("序号", "The place in the journal.")
        ),
        "type": fields.String(required=True, validate=validate.OneOf([kind.value])),
        "occurred_at": fields.AwareDateTime(format="iso", required=True),
    }
    for names, needed in ((shape.needs, True), (shape.may, False)):
        every |= {_CALLED.get(name, name): _PARTS[name](needed) for name in names}
    return Closed.from_dict(every, name=shape.about + _name(kind))


# The shapes of each type; of changed measures there are two.
SHAPES: Mapping[str, Sequence[type[Schema]]] = {
    kind.value: [_schema(kind, shape) for shape in shapes] for kind, shapes in _SHAPES.items()
}


def notice() -> OneOf:
    """Return a field for a notice of any type."""
    return OneOf(SHAPES, {kind.value: _name(kind) for kind in _SHAPES}, required=True)


class NoticeSchema(Closed):
    """What one entry of the journal says to one agency, by itself.

    ``apply`` stands where a record begins or changes; ``ended``, ``lift`` and ``kept`` where it is
    over. An order that is suspended for some travel says ``lift`` and ``kept`` of the measures that
    this travel falls under, with ``suspended`` and no ``ended``; when it is resumed, ``apply``; and
    so when it ends while a listing of its case goes on, beside ``ended``. An amendment that
    restricts less says ``lift`` and ``kept`` of what it took away, beside the ``apply`` of what is
    left, if anything. ``bound`` stands where the subject is a person whom an entity's order binds:
    the record is that person's own. An exemption has ``exempted`` and neither, for every measure
    goes on; a repair has ``repair``, for the end of the record has asked for its liftings. An
    inquiry has no measure: it is receipted under the measure ``inquiry``, as accepted or rejected.
    What is about no subject is an alert or a reminder of a watched list, a test, or changed
    measures; these say either what the agency is responsible for from now on, or what is added to
    one record and taken away from it.
    """

    def load(self, data: Any, **how: Any) -> Any:
        """Return a notice as the shape of its type reads it."""
        return notice().deserialize(data)


class DeliverySchema(Closed):
    """The body of a delivery.

    ``after`` is the ``through`` of the last delivery that was accepted: a receiver that knows
    another number has a gap. ``replay`` stands where notices are sent again beside the stream:
    their positions lie at or below ``through``, and the receiver's own position stays.
    """

    type = fields.String(required=True, validate=validate.OneOf(["notices"]))
    version = fields.Integer(required=True, strict=True, validate=validate.OneOf([WIRE_VERSION]))
    agency = fields.String(required=True, metadata=described("单位代码", "Your code."))
    stream = fields.UUID(
        required=True, metadata=described("台账编号", "Another one: take a snapshot.")
    )
    delivery = fields.UUID(required=True, metadata=described("推送编号", "As `webhook-id`."))
    after = fields.Integer(
        required=True,
        strict=True,
        metadata=described("上一推送的 through", "`through` of the delivery before."),
    )
    through = fields.Integer(
        required=True, strict=True, metadata=described("至此序号", "What you then have.")
    )
    replay = fields.Boolean(
        validate=validate.OneOf([True]),
        metadata=described("补发，不移动序号", "Sent again: it leaves your position."),
    )
    notices = fields.List(notice(), required=True, validate=validate.Length(min=1))
