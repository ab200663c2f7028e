"""A court asks agencies from pages and withdraws what it asked (法院请求协助查询页面): first whom
and what it asks about, then which agencies and what for.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from flask import Response, make_response, redirect, request, url_for
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from partners.pages import court, court_inquiries, forms, frame, once, places
from partners.pages.filled import Filled
from partners.pages.once import Done
from registry import asked_agencies
from registry.api import answers
from registry.api.court import sought
from registry.clock import legal_day
from registry.db import db, transaction
from registry.errors import ServiceError
from registry.respondents import Respondent
from registry.rules import inquiry_requests as law
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.acts.records import Sought
from registry.services.cases import debtors, proceedings
from registry.services.clocks import calendars
from registry.services.rounds import inquiry_records, inquiry_requests
from registry.services.rounds.inquiry_requests import RequestInquiry, WithdrawRequest
from registry.web import acts, auth
from schemas.court_inquiries import InquiryToRequest
from schemas.inquiry_codes import InquiryKind

CASE = f"{court.ROOT}/cases/<uuid:case_id>/inquiries"
_LISTS = ("debtors", "kinds", "agencies")
_LINES = ("purpose", "necessity")
pages = frame.guarded("court_asking", court.require_person)


@pages.get(f"{CASE}/new")
def show_form(case_id: UUID) -> Response:
    """Show whom and what can be asked about; once that is chosen, of whom, what for and by when."""
    typed = _typed(request.args)
    empty = [field for field in ("debtors", "kinds") if not typed[field]]
    if empty and "step" in request.args:
        unmade = court.told(forms.incomplete(empty[0]))
        return _form(case_id, typed, replace(unmade, act="choose"))
    return _form(case_id, typed)


@pages.post(CASE)
@places.stands_on(
    "court_asking.show_form",
    lambda named, filled: _form(named["case_id"], _typed(request.form), filled),
    act="ask",
)
def ask(case_id: UUID) -> Response:
    """Ask agencies about debtors of a case; the same form sent again asks nothing anew."""
    typed = _typed(request.form)
    try:
        forms.typed()
        with acts.refusals_entered():
            court.require_no_auditor()
            made = _ask(case_id, typed)
    except ServiceError as refused:
        return _form(case_id, typed, court.told(refused))
    return make_response(redirect(f"{court_inquiries.HOME}/{made}", 303))


@pages.post(f"{court_inquiries.ONE}/withdraw")
@places.stands_on(
    "court_inquiries.show_one",
    lambda named, filled: court_inquiries.one(named["inquiry_id"], filled),
    act="withdraw",
)
def withdraw(inquiry_id: UUID) -> Response:
    """Withdraw what agencies were asked, about every debtor of the request."""
    holder = f"key:{auth.caller().key_prefix}"
    try:
        form = forms.typed()
        with acts.refusals_entered():
            court.require_no_auditor()
            return once.perform(partial(_withdraw, inquiry_id, form), holder=holder)
    except ServiceError as refused:
        return court_inquiries.one(inquiry_id, court.told(refused))


@pages.get(f"{court_inquiries.ONE}/withdraw")
def lead_back(inquiry_id: UUID) -> Response:
    """Lead whoever loads the address of the form to the page that it stands on."""
    return make_response(redirect(f"{court_inquiries.HOME}/{inquiry_id}", 303))


@pages.get(CASE)
def lead_to_form(case_id: UUID) -> Response:
    """Lead whoever loads the address of the form to the form."""
    return make_response(redirect(url_for("court_asking.show_form", case_id=case_id), 303))


def _ask(case_id: UUID, typed: Mapping[str, Any]) -> UUID:
    """Ask, and return the id of the inquiry about the first debtor."""
    runtime = current_runtime()
    stated = {name: typed[name] for name in (*_LISTS, *_LINES)}
    try:
        fields: dict[str, Any] = InquiryToRequest().load(stated | {"urgent": typed["urgent"]})
    except ValidationError as wrong:
        raise forms.incomplete(next(iter(wrong.normalized_messages()))) from None
    order = RequestInquiry(
        id=forms.id_in(typed, "id", "inquiry_request.not_found"),
        case_id=case_id,
        debtors=tuple(fields["debtors"]),
        kinds=frozenset(fields["kinds"]),
        agencies=tuple(fields["agencies"]),
        purpose=fields["purpose"],
        necessity=fields["necessity"],
        urgent=fields["urgent"],
    )
    with transaction() as session:
        made, _ = inquiry_requests.request(
            session,
            order,
            known=asked_agencies.known(session),
            actor=auth.actor(),
            now=runtime.now(),
            policy=runtime.policy,
        )
        return inquiry_records.inquiries_of(session, made)[0].public_id


def _withdraw(inquiry_id: UUID, form: Mapping[str, str], session: Session) -> Done:
    why, actor = forms.reason(form), auth.actor()
    inquiry, _ = proceedings.inquiry(session, Sought(id=inquiry_id, court_code=actor.court_code))
    made = inquiry_records.request_of(session, inquiry)
    order = WithdrawRequest(
        request_id=made.public_id if made else inquiry_id,
        version=forms.number(form, "version") or 0,
        reason=why,
    )
    inquiry_requests.withdraw(session, order, actor=actor, now=current_runtime().now())
    return Done()


def _form(case_id: UUID, typed: Mapping[str, Any], filled: Filled = frame.NOTHING) -> Response:
    session, runtime = db.session(), current_runtime()
    case = records.case(session, sought(case_id))
    known = asked_agencies.known(session)
    wanted = {InquiryKind(kind) for kind in typed["kinds"]}
    able = [(each, _in_order(each, wanted)) for each in known if each.kinds & wanted]
    return frame.page(
        "partners/court_asking.html",
        filled=filled,
        base=f"{court.ROOT}/cases/{case_id}/inquiries",
        case=case,
        debtors=[
            answers.debtor(session, matter, vault=runtime.vault, now=runtime.now())
            for matter in debtors.of_case(session, case)
        ],
        kinds={kind: any(kind in each.kinds for each in known) for kind in InquiryKind},
        no_property=law.NO_PROPERTY,
        of_persons=law.OF_PERSONS_ONLY,
        typed=typed,
        fresh_id=typed["id"] or uuid4(),
        able=able,
        # Whoever has chosen none is not given all of them again.
        chosen=typed["agencies"]
        if typed["agencies"] or filled.is_of("ask")
        else [each.code for each, _ in able],
        is_second=bool(typed["debtors"] and wanted),
        due={urgent: _due(session, urgent=urgent) for urgent in (False, True)},
    )


def _in_order(agency: Respondent, wanted: set[InquiryKind]) -> list[InquiryKind]:
    return [kind for kind in InquiryKind if kind in agency.kinds & wanted]


def _due(session: Session, *, urgent: bool) -> date:
    runtime = current_runtime()
    on, days = legal_day(runtime.now()), calendars.current(session)
    return law.due(on, days, urgent=urgent, policy=runtime.policy).on


def _typed(form: Any) -> dict[str, Any]:
    """Return what a form or an address states; of kinds only those that there are."""
    found: dict[str, Any] = {name: form.getlist(name) for name in _LISTS}
    found["kinds"] = [kind for kind in found["kinds"] if kind in InquiryKind.__members__.values()]
    for name in (*_LINES, "id"):
        found[name] = form.get(name, "").strip()
    found["urgent"] = form.get("urgent") == "yes"
    return found
