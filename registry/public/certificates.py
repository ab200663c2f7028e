"""Verification of certificates (证明书核验) by anybody: as JSON, and as a page that works without
scripts. Number and code come in a body and never in an address.
"""

from dataclasses import dataclass
from typing import Any

import orjson
from flask import Blueprint, Response, make_response, render_template, request

from registry.db import db, end_reading, transaction
from registry.errors import ServiceError
from registry.i18n import current_language, remember_choice
from registry.public import links
from registry.public.privacy import keep_out_of_stores
from registry.runtime import current_runtime
from registry.services.access import verifications
from registry.services.access.verifications import Verify
from registry.services.repairs import certificate_views
from registry.services.repairs.certificate_views import Shown
from registry.web import certificate_words, openapi, problems, texts
from schemas.certificates import (
    NO_MATCH,
    VALID,
    VOIDED,
    CertificateToVerify,
    Verification,
)
from schemas.verification_codes import LONGEST_TYPED

interface = openapi.Blueprint(
    "certificate-verification",
    __name__,
    url_prefix="/api/v1/public/certificates",
    description="核验证明书 Verification of certificates",
)
pages = Blueprint("certificate_pages", __name__)
for blueprint in (interface, pages):
    blueprint.after_request(keep_out_of_stores)
pages.after_request(remember_choice)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a verification."""

    result: str
    certificate: Shown | None = None


@interface.route("/verification", methods=["POST"])
@interface.arguments(CertificateToVerify)
@interface.response(200, Verification)
@interface.problems(400, 413, 415, 422, 429, 503)
def verify(fields: dict[str, Any]) -> Response:
    """核验证明书 Verify a certificate by its number and the code that is printed on it.

    编号与核验码不符的，与从来没有的证明书答复相同。次数过多的，稍后再试。
    A wrong code and a certificate that never was have one answer. Too many wrong ones have to wait.
    """
    found = _verified(fields["number"], fields["code"])
    shown = found.certificate
    body = {
        "result": found.result,
        "certificate": shown
        and {
            "number": shown.number,
            "kind": shown.kind,
            "court": {"code": shown.court_code, "name": shown.court_name},
            "case_number": shown.case_number,
            "name": shown.name,
            "number_masked": shown.number_masked,
            "content": shown.content,
            "signatory": shown.signatory,
            "issued_on": shown.issued_on,
            "voided_on": shown.voided_on,
        },
    }
    return Response(orjson.dumps(body), mimetype="application/json")


@pages.get("/certificates")
def form() -> Response:
    """Show the form."""
    return _page()


@pages.post("/certificates")
def answer() -> Response:
    """Show what came of a verification, below the form."""
    number, code = (request.form.get(field, "").strip() for field in ("number", "code"))
    if not number or not code or max(len(number), len(code)) > LONGEST_TYPED:
        return _page(number=number[:LONGEST_TYPED], incomplete=True, status=422)
    try:
        found = _verified(number, code)
    except ServiceError as refused:
        language = current_language()
        page = _page(
            number=number,
            refusal=texts.detail_of(refused.code, language),
            status=problems.STATUS[refused.kind],
        )
        page.headers["Retry-After"] = str(refused.facts["retry_after"])
        return page
    return _page(number=number, found=found)


def _verified(number: str, code: str) -> Found:
    runtime = current_runtime()
    now, vault = runtime.now(), runtime.vault
    tried = Verify(number=number, code=code, client=request.remote_addr or "")
    session = db.session()
    certificate = verifications.verify(session, tried, now=now, vault=vault)
    if certificate is not None:
        shown = certificate_views.shown(session, certificate, vault=vault)
        end_reading()
        return Found(VALID if shown.voided_on is None else VOIDED, shown)
    end_reading()
    with transaction() as writing:
        verifications.note_wrong(writing, tried, now=now, vault=vault)
    return Found(NO_MATCH)


def _page(
    *,
    number: str = "",
    found: Found | None = None,
    incomplete: bool = False,
    refusal: str = "",
    status: int = 200,
) -> Response:
    shown = None if found is None else found.certificate
    page = render_template(
        "certificates.html",
        number=number,
        longest=LONGEST_TYPED,
        result=None if found is None else found.result,
        certificate=shown,
        lines=certificate_words.lines(shown) if shown else [],
        kind=certificate_words.kind(shown) if shown else "",
        voided_on=certificate_words.day(shown.voided_on) if shown and shown.voided_on else "",
        incomplete=incomplete,
        refusal=refusal,
        language_links=links.in_other_languages("/certificates", {}),
    )
    return make_response(page, status)
