"""Routes of certificates (证明书接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.errors import ErrorKind, ServiceError
from registry.models.certificates import Certificate
from registry.runtime import current_runtime
from registry.services.access import verifications
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.facts.certificate_facts import Asked
from registry.services.repairs import certificate_views, certificates
from registry.services.repairs.certificates import IssueCertificate, VoidCertificate
from registry.web import acts, certificate_words, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas import verification_codes
from schemas.certificates import (
    CertificateAnswer,
    CertificatePage,
    CertificatesQuery,
    CertificateToIssue,
    CertificateToVoid,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
CODE = "X-Verification-Code"
_CODE = {
    "in": "header",
    "name": CODE,
    "description": "核验码，与证明书一并打印 The code to be printed; never in an address.",
    "required": False,
    "schema": {"type": "string", "maxLength": verification_codes.LONGEST_TYPED},
}
blueprint = court.blueprint("certificates", "证明书 Certificates")


@blueprint.route("/certificates", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(CertificateToIssue)
@blueprint.response(201, CertificateAnswer, headers=MADE)
def issue(fields: dict[str, Any]) -> Response:
    """出具证明书 Issue a certificate at the request of the party.

    由法官或者院长签发；核验码只在本答复中告知一次，并印在证明书上。
    A judge or the president signs; the code is told in this answer alone, and printed.
    """
    debtor_id, listing_id, on = fields.pop("debtor"), fields.pop("listing"), fields.pop("asked_on")
    asked = Asked(listing_id=listing_id, on=on, **fields)
    wanted = IssueCertificate(debtor_id=debtor_id, asked=asked)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = certificates.issue(session, wanted, actor=actor, now=now, vault=vault)
        location = f"{court.PREFIX}/certificates/{made.certificate.public_id}"
        return _answer(session, made.certificate, made.matter, location, code=made.code)

    return acts.perform(work)


@blueprint.route("/certificates", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(CertificatesQuery, location="query")
@blueprint.response(200, CertificatePage)
def find_certificates(arguments: dict[str, Any]) -> Response:
    """查询证明书 Find certificates."""
    session = db.session()

    def find(after: int, limit: int) -> list[Certificate]:
        code, case_id = court.of_court(arguments), arguments["case"]
        return list(certificates.of_court(session, code, case_id=case_id, after=after, limit=limit))

    def show(found: Certificate) -> answers.Answer:
        return _shown(session, found, records.matter_of(session, found.debtor_id))

    return court.page(arguments, find, show)


@blueprint.route("/certificates/<uuid:certificate_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CertificateAnswer, headers=headers("ETag"))
def read_certificate(certificate_id: UUID) -> Response:
    """查看证明书 Read a certificate, without its code."""
    session = db.session()
    return acts.respond(
        _answer(session, *records.certificate(session, court.sought(certificate_id)))
    )


@blueprint.route("/certificates/<uuid:certificate_id>/voiding", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(CertificateToVoid)
@blueprint.response(200, CertificateAnswer, headers=CHANGED)
def void(fields: dict[str, Any], certificate_id: UUID) -> Response:
    """作废证明书 Void a certificate that is wrong; its number is not given again."""
    wanted = VoidCertificate(certificate_id=certificate_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *certificates.void(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/certificates/<uuid:certificate_id>/document", methods=["GET"])
@blueprint.reading()
@blueprint.doc(parameters=[_CODE])
@blueprint.problems(404, 422)
@blueprint.response(200, {"type": "string"}, content_type="text/html")
def print_certificate(certificate_id: UUID) -> Response:
    """打印证明书 Show a certificate as it is printed.

    核验码由法院在请求头中给出；未给出的，留出填写处。 The court gives the code in a header; where
    it does not, there is room to write it.
    """
    session = db.session()
    certificate, _ = records.certificate(session, court.sought(certificate_id))
    code = request.headers.get(CODE)
    if code is not None and verifications.matching(session, certificate.number, code) is None:
        raise ServiceError(ErrorKind.INVALID, "certificate.wrong_code")
    known = current_runtime()
    shown = certificate_views.shown(session, certificate, vault=known.vault)
    read = None if code is None else verification_codes.read(code)
    page = render_template(
        "certificate.html",
        certificate=shown,
        lines=certificate_words.lines(shown),
        kind=certificate_words.kind(shown),
        code=None if read is None else verification_codes.written(read),
        verify_at=f"{known.settings.public_url}/certificates",
    )
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answer(
    session: Session,
    found: Certificate,
    matter: Matter,
    location: str | None = None,
    *,
    code: str | None = None,
) -> Answer:
    session.flush()
    record = _shown(session, found, matter, code=code)
    return Answer(record=record, version=found.version, location=location)


def _shown(
    session: Session, found: Certificate, matter: Matter, *, code: str | None = None
) -> answers.Answer:
    people = records.staff_ids(session, found.issued_by, found.voided_by)
    shown = certificate_views.shown(session, found, vault=current_runtime().vault)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "number": found.number,
        "code": None if code is None else verification_codes.written(code),
        "kind": found.kind,
        "case": answers.case_named(matter.case),
        "debtor": matter.debtor.public_id,
        "name": shown.name,
        "number_masked": shown.number_masked,
        "content": shown.content,
        "asked_on": found.asked_on,
        "issued_on": found.issued_on,
        "issued": answers.made_by(people, found.issued_by, found.issued_at),
        "voided": answers.made_by(people, found.voided_by, found.voided_at),
        "void_reason": found.void_reason,
    }
