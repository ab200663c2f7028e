"""Pages of a court's inquiries (法院查控页面): what was asked, how every agency stands, what was
found, and who has read that.

How an inquiry stands is shown to whoever may read the case. What agencies found is shown for a
purpose alone, and the view is recorded in the transaction that reads.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from partners.pages import court, forms, frame
from partners.pages.filled import Filled
from registry.api import answers, request_answers, search_answers
from registry.api.court import sought
from registry.clock import legal_day
from registry.db import db, transaction
from registry.errors import ServiceError
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.rules import inquiry_views as law
from registry.runtime import current_runtime
from registry.services.access import people
from registry.services.acts import records, view_log
from registry.services.cases import cases, proceedings
from registry.services.rounds import inquiry_lists, inquiry_records, inquiry_views
from registry.services.rounds.inquiry_lists import Listed, Wanted
from registry.services.rounds.inquiry_views import ViewAnswers
from registry.web import acts, auth, paging
from schemas.codes import Role
from schemas.inquiry_codes import InquiryStanding, RequestState, ViewPurpose
from schemas.inquiry_words import named_items

HOME = f"{court.ROOT}/inquiries"
ONE = f"{HOME}/<uuid:inquiry_id>"
PER_PAGE, WORDS_PER_PAGE, VIEWS_PER_PAGE = 20, 50, 50
LONGEST_NUMBER = 100
pages = frame.guarded("court_inquiries", court.require_person)


@pages.get(HOME)
def show_all() -> Response:
    """Show the inquiries in the cases of a court or, by its number, in one case."""
    session, on = db.session(), legal_day(current_runtime().now())
    number = request.args.get("number", "").strip()[:LONGEST_NUMBER]
    case = _case_of(session, number) if number else None
    standing = _chosen(request.args.get("standing", ""))
    shown = _page(session, case, standing, on=on) if case or not number else None
    return frame.page(
        "partners/court_inquiries.html",
        number=number,
        case=case,
        is_own=case is not None and case.court_code == auth.caller().court_code,
        may_act=auth.actor().role is not Role.AUDITOR,
        standing=standing,
        standings=InquiryStanding,
        inquiries=[(each, _debtor(session, each.inquiry)) for each in shown.items] if shown else [],
        next=shown.next if shown else None,
    )


@pages.get(ONE)
def show_one(inquiry_id: UUID) -> Response:
    """Show one inquiry, and how every agency stands that was asked."""
    return one(inquiry_id)


@pages.get(f"{ONE}/answers")
def show_answers(inquiry_id: UUID) -> Response:
    """Show every word of the agencies for a purpose; the view is recorded, and so is why not."""
    purpose, actor, runtime = _purpose(), auth.actor(), current_runtime()
    wanted = ViewAnswers(
        inquiry_id=inquiry_id,
        purpose=purpose,
        after=paging.read(request.args.get("after")),
        most=WORDS_PER_PAGE + 1,
    )
    with acts.refusals_entered(), transaction() as session:
        found = inquiry_views.view(session, wanted, actor=actor, now=runtime.now())
        asked = {ask.id: ask for _, ask in found}
        counting = inquiry_records.counting_of(session, asked)
        shown = paging.page_of(found, [word.id for word, _ in found], per_page=WORDS_PER_PAGE)
        words = [
            (ask, request_answers.word(word, ask, counting, vault=runtime.vault))
            for word, ask in shown.items
        ]
        inquiry, case = proceedings.inquiry(session, sought(inquiry_id))
        debtor, number = _debtor(session, inquiry), case.number
    return frame.page(
        "partners/court_answers.html",
        back=f"{HOME}/{inquiry_id}",
        case_number=number,
        debtor=debtor,
        purpose=purpose,
        said=[(ask, word, named_items(word["kind"], word["items"])) for ask, word in words],
        next=shown.next,
    )


@pages.get(f"{ONE}/views")
def show_views(inquiry_id: UUID) -> Response:
    """Show who has read what agencies found, when and what for."""
    session = db.session()
    inquiry, case = proceedings.inquiry(session, sought(inquiry_id))
    after = paging.read(request.args.get("after"))
    most = VIEWS_PER_PAGE + 1
    found = view_log.of_record(session, inquiry.public_id, after=after, most=most)
    shown = paging.page_of(found, [each.position for each in found], per_page=VIEWS_PER_PAGE)
    return frame.page(
        "partners/court_views.html",
        back=f"{HOME}/{inquiry_id}",
        case_number=case.number,
        views=shown.items,
        people=people.by_actors(session, {each.actor for each in shown.items}),
        next=shown.next,
    )


def one(inquiry_id: UUID, filled: Filled = frame.NOTHING) -> Response:
    """Return the page of one inquiry, with the acts on it.

    :raises ServiceError: ``inquiry.not_found``.
    """
    session, on = db.session(), legal_day(current_runtime().now())
    inquiry, case = proceedings.inquiry(session, sought(inquiry_id))
    made = inquiry_records.request_of(session, inquiry)
    asked = request_answers.request(session, made, case, on=on) if made else None
    actor, is_own = auth.actor(), case.court_code == auth.caller().court_code
    readable = law.purposes(actor.role, own_court=is_own)
    return frame.page(
        "partners/court_inquiry.html",
        filled=filled,
        base=f"{HOME}/{inquiry_id}",
        case=case,
        court=records.court(session, case.court_code),
        inquiry=search_answers.inquiry(session, inquiry, case, on=on),
        debtor=_debtor(session, inquiry),
        request=asked,
        agencies=_of(asked, inquiry_id)["agencies"] if asked else [],
        others=_others(session, made, inquiry),
        people=people.by_ids(session, _named(asked)),
        may_withdraw=made is not None
        and made.state == RequestState.OPEN
        and (is_own and actor.role is not Role.AUDITOR),
        purposes=[each for each in ViewPurpose if each in readable],
    )


def _case_of(session: Session, number: str) -> EnforcementCase | None:
    found = cases.find_in_any_spelling(session, number)
    try:
        return None if found is None else records.case(session, sought(found.public_id))
    except ServiceError:
        return None


def _page(
    session: Session,
    case: EnforcementCase | None,
    standing: InquiryStanding | None,
    *,
    on: date,
) -> paging.Page[Listed]:
    wanted = Wanted(
        court_code=case.court_code if case else auth.caller().court_code,
        case=case.id if case else None,
        standing=standing,
        before=paging.read(request.args.get("after")),
        most=PER_PAGE + 1,
    )
    found = inquiry_lists.of_court(session, wanted, on=on)
    return paging.page_of(found, [each.inquiry.id for each in found], per_page=PER_PAGE)


def _debtor(session: Session, inquiry: PropertyInquiry) -> Mapping[str, Any] | None:
    """Return whom an inquiry is about; None where it is every debtor of the case."""
    if inquiry.debtor_id is None:
        return None
    runtime = current_runtime()
    matter = records.matter_of(session, inquiry.debtor_id)
    return answers.debtor(session, matter, vault=runtime.vault, now=runtime.now())


def _others(
    session: Session, made: InquiryRequest | None, inquiry: PropertyInquiry
) -> list[tuple[UUID, Mapping[str, Any] | None]]:
    """Return the inquiries about others that were asked with this one."""
    together = inquiry_records.inquiries_of(session, made) if made else ()
    return [(each.public_id, _debtor(session, each)) for each in together if each.id != inquiry.id]


def _of(asked: Mapping[str, Any], inquiry_id: UUID) -> Mapping[str, Any]:
    return next(each for each in asked["inquiries"] if each["id"] == inquiry_id)


def _named(asked: Mapping[str, Any] | None) -> Iterable[UUID]:
    for what in ("requested", "withdrawn"):
        if asked and asked[what]:
            yield asked[what]["by"]


def _chosen(typed: str) -> InquiryStanding | None:
    return InquiryStanding(typed) if typed in InquiryStanding.__members__.values() else None


def _purpose() -> ViewPurpose:
    typed = request.args.get("purpose", "")
    if typed not in ViewPurpose.__members__.values():
        raise forms.incomplete("purpose")
    return ViewPurpose(typed)
