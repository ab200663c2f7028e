"""Shapes of certificates (证明书): what courts send, what they are answered, and what anybody who
verifies one is told.
"""

from marshmallow import Schema, fields, validate

from schemas.court import Strict
from schemas.court_answers import CaseNamed, CourtNamed, PersonAndMoment
from schemas.court_queries import CourtQuery
from schemas.fields import Day, Flag, Id, described, text
from schemas.pages import Envelope
from schemas.remedy_codes import (
    CertificateKind,
    CertificateState,
    CreditorAnswer,
    PerformanceManner,
)
from schemas.verification_codes import LONGEST_TYPED

VALID, VOIDED, NO_MATCH = "valid", "voided", "no_match"


class CertificateToIssue(Strict):
    """A certificate that a party asked for (出具证明书)."""

    debtor = Id(required=True)
    kind = fields.Enum(CertificateKind, by_value=True, required=True)
    asked_on = Day(required=True, metadata=described("申请之日。", "When it was asked for."))
    listing = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "信用修复证明书所证明的失信信息。", "The listing, for a certificate of repair."
        ),
    )
    manner = fields.Enum(PerformanceManner, by_value=True, load_default=None, allow_none=True)
    performed_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "履行日期，默认为最后一笔已确认履行款的日期。",
            "The day of performance; by default that of the last confirmed payment.",
        ),
    )
    creditor = fields.Enum(
        CreditorAnswer,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described(
            "申请执行人意见，默认取自履行款。", "What the creditor says; taken from the payments."
        ),
    )
    confirmed_by_court = Flag(load_default=False)
    enforcement_completed = Flag(load_default=False)
    settlement_performed = Flag(load_default=False)


class CertificateToVoid(Strict):
    """Why a certificate is void (作废证明书)."""

    reason = text(zh="理由。", en="The reason.")


class CertificatesQuery(CourtQuery):
    """Which certificates (证明书)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))


class CertificateAnswer(Schema):
    """A certificate (证明书)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(CertificateState, by_value=True, required=True)
    number = fields.String(required=True)
    code = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "核验码，只在出具的答复中告知一次。", "The code, told once, in the answer to the issue."
        ),
    )
    kind = fields.Enum(CertificateKind, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    debtor = fields.UUID(required=True)
    name = fields.String(required=True)
    number_masked = fields.String(required=True)
    content = fields.Dict(
        keys=fields.String(), values=fields.String(allow_none=True), required=True
    )
    asked_on = fields.Date(required=True)
    issued_on = fields.Date(required=True)
    issued = fields.Nested(PersonAndMoment, required=True)
    voided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    void_reason = fields.String(required=True, allow_none=True)


class CertificatePage(Envelope):
    """A page of certificates (证明书)."""

    items = fields.List(fields.Nested(CertificateAnswer), required=True)


class CertificateToVerify(Strict):
    """Number and code as they are printed on a certificate (核验证明书)."""

    number = fields.String(
        required=True,
        validate=validate.Length(min=1, max=LONGEST_TYPED),
        metadata=described("证明书编号。", "The number of the certificate."),
    )
    code = fields.String(
        required=True,
        validate=validate.Length(min=1, max=LONGEST_TYPED),
        metadata=described(
            "核验码，大小写、空格和连字符不限。",
            "The code, in either case, with or without hyphens.",
        ),
    )


class CertificateShown(Schema):
    """What a certificate says (证明书内容)."""

    number = fields.String(required=True)
    kind = fields.Enum(CertificateKind, by_value=True, required=True)
    court = fields.Nested(CourtNamed, required=True)
    case_number = fields.String(required=True)
    name = fields.String(required=True)
    number_masked = fields.String(required=True)
    content = fields.Dict(
        keys=fields.String(), values=fields.String(allow_none=True), required=True
    )
    signatory = fields.String(required=True)
    issued_on = fields.Date(required=True)
    voided_on = fields.Date(required=True, allow_none=True)


class Verification(Schema):
    """What became of a verification; a certificate that never was does not match (核验结果)."""

    result = fields.String(
        required=True,
        validate=validate.OneOf((VALID, VOIDED, NO_MATCH)),
        metadata={"enum": [VALID, VOIDED, NO_MATCH]},
    )
    certificate = fields.Nested(CertificateShown, required=True, allow_none=True)
