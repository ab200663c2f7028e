"""The page for debtors (本人查询页面): own records, and a claim of a payment; complete without
scripts. The numbers that were typed go into no page and no address.
"""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import EXCLUDE, Schema, ValidationError

from registry.errors import ServiceError
from registry.i18n import current_language, remember_choice
from registry.public import links, own
from registry.public.own_answers import Answer
from registry.public.privacy import keep_out_of_stores
from registry.web import certificate_words, problems, texts
from schemas.own_records import LONGEST_PROOF, OwnPaymentToClaim, Recognition
from schemas.verification_codes import LONGEST_TYPED

RECORDS, CLAIM = "records", "claim"

pages = Blueprint("own_pages", __name__)
pages.after_request(keep_out_of_stores)
pages.after_request(remember_choice)


@pages.get("/own")
def form() -> Response:
    """Show the forms."""
    return _page()


@pages.post("/own")
def show_records() -> Response:
    """Show a debtor his own records below the forms."""
    return _answered(Recognition(), RECORDS)


@pages.post("/own/payments")
def claim_payment() -> Response:
    """Take a claim, and say what came of it."""
    return _answered(OwnPaymentToClaim(), CLAIM)


def _answered(schema: Schema, what: str) -> Response:
    typed = {field: value.strip() for field, value in request.form.items()}
    case_number = typed.get("case_number", "")[:LONGEST_TYPED]
    try:
        fields: dict[str, Any] = schema.load(typed, unknown=EXCLUDE)
    except ValidationError:
        return _page(case_number=case_number, incomplete=what, status=422)
    try:
        found = own.records_of(fields) if what == RECORDS else own.claimed(fields)
    except ServiceError as refused:
        page = _page(
            case_number=case_number,
            refusal=texts.detail_of(refused.code, current_language()),
            status=problems.STATUS[refused.kind],
        )
        if "retry_after" in refused.facts:
            page.headers["Retry-After"] = str(refused.facts["retry_after"])
        return page
    if what == RECORDS:
        return _page(case_number=case_number, records=found)
    return _page(case_number=case_number, claimed=found)


def _page(
    *,
    case_number: str = "",
    records: Answer | None = None,
    claimed: Answer | None = None,
    incomplete: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    page = render_template(
        "own.html",
        case_number=case_number,
        longest=LONGEST_TYPED,
        longest_proof=LONGEST_PROOF,
        records=records,
        claimed=claimed,
        incomplete=incomplete,
        refusal=refusal,
        written=certificate_words.day,
        language_links=links.in_other_languages("/own", {}),
    )
    return make_response(page, status)
