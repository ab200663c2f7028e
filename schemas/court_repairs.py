"""Shapes of credit repair (法院接口：信用修复): what a court sends, and what it is answered."""

from marshmallow import Schema, fields, validate

from schemas.codes import RemovalGround
from schemas.court import RemovalFactsStated, Strict
from schemas.court_answers import CaseNamed, ListingEnding, PersonAndMoment
from schemas.court_queries import CourtQuery
from schemas.fields import Day, Flag, Id, described, no_duplicates, text
from schemas.pages import Envelope
from schemas.remedy_codes import (
    NoRepairCause,
    Remainder,
    RepairDocument,
    RepairOutcome,
    RepairPath,
    RepairState,
)

# Who performed in grace is never published, so there is nothing to apply for.
PATHS = [path for path in RepairPath if path is not RepairPath.BEFORE_PUBLICATION]


def _documents(*, needed: bool) -> fields.List[RepairDocument]:
    at_least = [validate.Length(min=1)] if needed else []
    return fields.List(
        fields.Enum(RepairDocument, by_value=True),
        required=True,
        validate=[*at_least, no_duplicates],
        metadata={**described("已提交的材料。", "What was handed in."), "uniqueItems": True},
    )


class RepairToReceive(Strict):
    """An application for credit repair (接收信用修复申请)."""

    listing = Id(required=True)
    path = fields.Enum(
        RepairPath,
        by_value=True,
        required=True,
        validate=validate.OneOf(PATHS),
        metadata={
            **described("修复途径。", "The way of repair."),
            "enum": [path.value for path in PATHS],
        },
    )
    documents = _documents(needed=False)
    received_on = Day(
        required=True, metadata=described("收到申请之日。", "The day on which it was received.")
    )
    statement = text(needed=False, zh="申请理由。", en="What the debtor says.")
    certificate_wanted = Flag(
        load_default=False,
        metadata=described(
            "是否一并申请信用修复证明书。", "Whether a certificate is asked for with it."
        ),
    )


class DocumentsToAdd(Strict):
    """Documents that were handed in later (补交材料)."""

    documents = _documents(needed=True)


class RepairFactsStated(Strict):
    """What the decision rests on (认定的事实)."""

    removal = fields.Nested(RemovalFactsStated, load_default=lambda: RemovalFactsStated().load({}))
    evaded = Flag(load_default=False)
    cause_shown = Flag(load_default=False)
    creditor_agrees = Flag(load_default=False)
    excluded_for = fields.List(
        fields.Enum(NoRepairCause, by_value=True),
        load_default=list,
        validate=no_duplicates,
        metadata={"uniqueItems": True},
    )
    suspended_until = Day(
        load_default=None,
        allow_none=True,
        metadata=described("暂停公布的最后一日。", "The last day of a suspension."),
    )


class RepairToDraft(Strict):
    """A decision on an application, to be drafted (起草信用修复决定)."""

    outcome = fields.Enum(RepairOutcome, by_value=True, required=True)
    reason = text(zh="理由。", en="The reason.")
    facts = fields.Nested(RepairFactsStated, load_default=lambda: RepairFactsStated().load({}))


class RepairToWithdraw(Strict):
    """Why the applicant withdraws (撤回申请)."""

    reason = text(zh="撤回的原因。", en="What the applicant says.")


class ListingToResume(Strict):
    """A suspended listing to be resumed (恢复公布)."""

    reason = text(zh="理由。", en="The reason.")
    cause_ended = Flag(
        load_default=False,
        metadata=described(
            "暂停的事由是否已经消失；期满之前恢复的必填。",
            "Whether the cause is over, where it is resumed before its day.",
        ),
    )


class RepairsQuery(CourtQuery):
    """Which applications (信用修复申请)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))
    state = fields.Enum(RepairState, by_value=True, load_default=None)


class CertificateOfRepair(Schema):
    """The certificate that was issued with a repair (随信用修复出具的证明书)."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    code = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "核验码，只在作出决定的答复中告知一次。", "The code, told once, with the decision."
        ),
    )


class RepairAnswer(Schema):
    """An application for repair, and what became of it (信用修复)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(RepairState, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    debtor = fields.UUID(required=True)
    listing = fields.Nested(ListingEnding, required=True)
    path = fields.Enum(RepairPath, by_value=True, required=True)
    received_on = fields.Date(required=True)
    statement = fields.String(required=True)
    documents = fields.List(fields.Enum(RepairDocument, by_value=True), required=True)
    missing = fields.List(
        fields.Enum(RepairDocument, by_value=True),
        required=True,
        metadata=described("尚缺的材料。", "What is still missing."),
    )
    certificate_wanted = fields.Boolean(required=True)
    received = fields.Nested(PersonAndMoment, required=True)
    outcome = fields.Enum(RepairOutcome, by_value=True, required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    facts = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    ground = fields.Enum(RemovalGround, by_value=True, required=True, allow_none=True)
    suspended_until = fields.Date(required=True, allow_none=True)
    drafted = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    decided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    withdrawn = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    removal = fields.UUID(
        required=True,
        allow_none=True,
        metadata=described("准予修复所作的删除决定。", "The removal that granted it."),
    )
    certificate = fields.Nested(CertificateOfRepair, required=True, allow_none=True)
    stays = fields.List(
        fields.Enum(Remainder, by_value=True),
        required=True,
        metadata=described(
            "修复后仍保留的事项。", "What remains after it, for the person to know."
        ),
    )


class RepairPage(Envelope):
    """A page of applications (信用修复申请)."""

    items = fields.List(fields.Nested(RepairAnswer), required=True)
