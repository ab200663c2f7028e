"""Parts of notices (通知内容): what a notice says of whom, of which record and of which measures.

Each is described once, for the notices that have it; :mod:`schemas.notices` says which have.
"""

from marshmallow import fields, validate

from schemas.closed import Closed
from schemas.codes import (
    DocumentType,
    Ground,
    Performance,
    RemovalGround,
    RestrictedAct,
    SubjectKind,
)
from schemas.exit_codes import ExitCapacity
from schemas.inquiry_codes import InquiryKind
from schemas.measures import Binding, Mode, Trigger
from schemas.remedy_codes import Remainder, RepairPath
from schemas.restriction_codes import BoundPerson, Travel

# Where anybody verifies a certificate, by its number and the code that is printed on it.
VERIFY_AT = "/certificates"


class DocumentSchema(Closed):
    """An identity document with its full number."""

    type = fields.Enum(DocumentType, by_value=True, required=True)
    number = fields.String(required=True)


class KnownSubjectSchema(Closed):
    """Whom a notice is about, for whoever was told before who that is."""

    id = fields.UUID(required=True)
    kind = fields.Enum(SubjectKind, by_value=True, required=True)


class AskedSubjectSchema(KnownSubjectSchema):
    """Whom an agency is asked about; an identity that was erased has no name any more."""

    name = fields.String()
    documents = fields.List(fields.Nested(DocumentSchema))


class NoticeSubjectSchema(AskedSubjectSchema):
    """Whom a notice is about; beyond id and kind it has what the agency's field list allows."""

    legal_representative = fields.String()


class NoticeCourtSchema(Closed):
    """The court that has the case."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class NoticeCaseSchema(Closed):
    """The enforcement case."""

    number = fields.String(required=True)
    court = fields.Nested(NoticeCourtSchema, required=True)


class NoticeListingSchema(Closed):
    """What a notice says of a listing."""

    grounds = fields.List(fields.Enum(Ground, by_value=True))
    published_on = fields.Date()
    ends_on = fields.Date(allow_none=True)
    # A decimal in CNY.
    amount_outstanding = fields.String(
        allow_none=True, validate=validate.Regexp(r"^[0-9]+\.[0-9]{2}$")
    )
    performance = fields.Enum(Performance, by_value=True)


class NoticeRestrictionSchema(Closed):
    """What a notice says of a consumption restriction order."""

    acts = fields.List(fields.Enum(RestrictedAct, by_value=True))
    imposed_on = fields.Date()


class EndedSchema(Closed):
    """Why and since when a record is over."""

    ground = fields.String(required=True)
    on = fields.Date(required=True)


class ListingSuspendedSchema(Closed):
    """How long a listing is suspended."""

    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)


class OrderSuspendedSchema(Closed):
    """How long an order is suspended, and for which travel."""

    travel = fields.List(fields.Enum(Travel, by_value=True), required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)


class ResumedSchema(Closed):
    """Which travel is restricted again, and since when."""

    travel = fields.List(fields.Enum(Travel, by_value=True), required=True)
    on = fields.Date(required=True)


class ExemptedSchema(Closed):
    """What somebody may do under the order, and until when; a withdrawn exemption replaces the one
    with its ``permission``.
    """

    permission = fields.UUID(required=True)
    person = fields.Enum(BoundPerson, by_value=True, required=True)
    acts = fields.List(fields.Enum(RestrictedAct, by_value=True), required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    withdrawn = fields.Boolean(required=True)


class BoundSchema(Closed):
    """By which entity's order a person is bound, as what, and for which debtor."""

    order = fields.UUID(required=True)
    capacity = fields.Enum(BoundPerson, by_value=True, required=True)
    debtor = fields.UUID(required=True)


class ExitRestrictionSchema(Closed):
    """As what of which debtor a person is kept from leaving, and since when."""

    capacity = fields.Enum(ExitCapacity, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    imposed_on = fields.Date(required=True)


class ProsecutionSchema(Closed):
    """To which body somebody was referred for prosecution, and when."""

    referred_to = fields.String(required=True)
    on = fields.Date(required=True)


class KeptSchema(Closed):
    """A measure that goes on, and the records that keep it."""

    measure = fields.String(required=True)
    records = fields.List(fields.UUID(), required=True)


class RepairCertificateSchema(Closed):
    """The certificate of a repair; its holder has the code that goes with the number."""

    number = fields.String(required=True)
    verify_at = fields.String(required=True, validate=validate.OneOf([VERIFY_AT]))


class RepairSchema(Closed):
    """What a repair did: ``lifted`` are the measures that nothing triggers any more, as the notice
    of the ending said; ``stays`` is what remains for the person.
    """

    path = fields.Enum(RepairPath, by_value=True, required=True)
    ground = fields.Enum(RemovalGround, by_value=True, required=True, allow_none=True)
    on = fields.Date(required=True)
    lifted = fields.List(fields.String(), required=True)
    kept = fields.List(fields.Nested(KeptSchema), required=True)
    orders_lifted = fields.List(fields.UUID(), required=True)
    stays = fields.List(fields.Enum(Remainder, by_value=True), required=True)
    certificate = fields.Nested(RepairCertificateSchema, required=True, allow_none=True)


class InquirySchema(Closed):
    """What an agency is asked about the subject, on which basis, and by when it answers.

    It answers under the notice's ``record``; ``request`` is the same for all debtors of the case
    who are asked about together.
    """

    kinds = fields.List(
        fields.Enum(InquiryKind, by_value=True), required=True, validate=validate.Length(min=1)
    )
    request = fields.UUID(required=True)
    basis = fields.String(required=True)
    urgent = fields.Boolean(required=True)
    due_on = fields.Date(required=True)


class NoticeMeasureSchema(Closed):
    """What a catalogue says of a measure; with ``responsible`` it binds the persons responsible for
    an organisation with it. ``least_owed`` is in CNY: the measure needs so large a debt.
    ``valid_to`` is its last day, if that is known; what it had applied is lifted after that.
    """

    code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    binds = fields.Enum(Binding, by_value=True, required=True)
    responsible = fields.Boolean(required=True)
    triggers = fields.Enum(Trigger, by_value=True, required=True)
    acts = fields.List(fields.Enum(RestrictedAct, by_value=True), required=True)
    least_owed = fields.String(required=True, allow_none=True)
    mode = fields.Enum(Mode, by_value=True, required=True)
    basis = fields.String(required=True)
    valid_to = fields.Date(required=True, allow_none=True)


class OwnMeasures(Closed):
    """The measures of the agency that asks (本单位措施)."""

    items = fields.List(fields.Nested(NoticeMeasureSchema), required=True)


class ChangedMeasuresSchema(Closed):
    """How the measures of the agency that is told differ from now on."""

    begun = fields.List(fields.Nested(NoticeMeasureSchema), required=True)
    changed = fields.List(fields.Nested(NoticeMeasureSchema), required=True)
    ended = fields.List(fields.String(), required=True)
