"""Routes of judicial suggestion letters (司法建议书接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court
from registry.db import db
from registry.models.screenings import Screening
from registry.models.suggestion_letters import SuggestionLetter
from registry.runtime import current_runtime
from registry.services.screening import kept_letters, letter_views, suggestion_letters
from registry.services.screening.suggestion_letters import DraftLetter
from registry.web import acts, auth, bodies, etags, letter_words
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.suggestion_letters import (
    SuggestionAnswer,
    SuggestionAnswered,
    SuggestionPage,
    SuggestionsQuery,
    SuggestionToDraft,
    SuggestionToWithdraw,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
ONE = "/suggestion-letters/<uuid:letter_id>"
blueprint = court.blueprint("suggestion-letters", "司法建议书 Judicial suggestion letters")


@blueprint.route("/suggestion-letters", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.problems(404)
@blueprint.arguments(SuggestionToDraft)
@blueprint.response(201, SuggestionAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草司法建议书 Draft a letter about one hit of a list of one's own court, or of a shared one.

    只就证件号码和姓名均一致、仍然公开的命中。 About a hit by number and name alone, and only while
    the record is public.
    """
    order = DraftLetter(
        screening_id=fields["screening"],
        row=fields["row"],
        record_id=fields["record"],
        addressee=fields["addressee"],
        request=fields["request"],
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = suggestion_letters.draft(session, order, actor=actor, vault=vault, now=now)
        return _answer(session, made, f"{court.PREFIX}/suggestion-letters/{made.public_id}")

    return acts.perform(work)


@blueprint.route(f"{ONE}/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, SuggestionAnswer, headers=CHANGED)
def sign(letter_id: UUID) -> Response:
    """签发司法建议书 Sign a letter, which gives it the next number; by the president."""
    bodies.refuse_body()
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        letter = _to_change(session, letter_id, actor, version)
        policy = current_runtime().policy
        suggestion_letters.sign(session, letter, actor=actor, policy=policy, now=now)
        return _answer(session, letter)

    return acts.perform(work)


@blueprint.route(f"{ONE}/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(SuggestionToWithdraw)
@blueprint.response(200, SuggestionAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], letter_id: UUID) -> Response:
    """撤回司法建议书 Withdraw a letter; its number is not given again."""
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        letter = _to_change(session, letter_id, actor, version)
        reason = fields["reason"]
        suggestion_letters.withdraw(session, letter, actor=actor, reason=reason, now=now)
        return _answer(session, letter)

    return acts.perform(work)


@blueprint.route(f"{ONE}/answer", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(SuggestionAnswered)
@blueprint.response(200, SuggestionAnswer, headers=CHANGED)
def answer(fields: dict[str, Any], letter_id: UUID) -> Response:
    """登记单位答复 Record what the addressee answered, and when."""
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        letter = _to_change(session, letter_id, actor, version)
        suggestion_letters.answer(session, letter, **fields, actor=actor, now=now)
        return _answer(session, letter)

    return acts.perform(work)


@blueprint.route("/suggestion-letters", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(SuggestionsQuery, location="query")
@blueprint.response(200, SuggestionPage)
def find_letters(arguments: dict[str, Any]) -> Response:
    """查看本院的司法建议书 Read the letters of one's court."""
    session, own, state = db.session(), auth.caller().court_code, arguments["state"]
    return court.page(
        arguments,
        lambda after, limit: kept_letters.of_court(
            session, own, after=after, limit=limit, state=state
        ),
        lambda letter: _shown(session, letter),
    )


@blueprint.route(ONE, methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, SuggestionAnswer, headers=headers("ETag"))
def read_letter(letter_id: UUID) -> Response:
    """查看司法建议书 Read a letter."""
    session = db.session()
    return acts.respond(_answer(session, _own(session, letter_id)))


@blueprint.route(f"{ONE}/document", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, {"type": "string"}, content_type="text/html")
def print_letter(letter_id: UUID) -> Response:
    """打印司法建议书 Show a letter as it is printed; the browser makes a PDF of it."""
    session = db.session()
    letter = _own(session, letter_id)
    shown = letter_views.shown(session, letter, vault=current_runtime().vault)
    page = make_response(
        render_template("suggestion_letter.html", letter=shown, words=letter_words)
    )
    page.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    page.headers["Cache-Control"] = "no-store"
    return page


def _own(session: Session, letter_id: UUID) -> SuggestionLetter:
    return kept_letters.found(session, letter_id, court_code=auth.caller().court_code)


def _to_change(
    session: Session, letter_id: UUID, actor: CourtActor, version: int
) -> SuggestionLetter:
    return kept_letters.found(session, letter_id, court_code=actor.court_code, version=version)


def _answer(session: Session, letter: SuggestionLetter, location: str | None = None) -> Answer:
    session.flush()
    return Answer(record=_shown(session, letter), version=letter.version, location=location)


def _shown(session: Session, letter: SuggestionLetter) -> dict[str, Any]:
    content = kept_letters.content_of(letter, vault=current_runtime().vault)
    names = ("version", "state", "number", "addressee", "request", "drafted_at", "signed_at")
    ends = ("answer_due_on", "answered_on", "answer", "withdrawn_at", "withdraw_reason")
    return {
        "id": letter.public_id,
        "screening": session.get_one(Screening, letter.screening_id).public_id,
        "row": letter.row_number,
        "reference": content.reference,
        "name": content.name,
        "number_masked": content.number_masked,
        "list": letter.list_name,
        "record": letter.record_id,
        **{name: getattr(letter, name) for name in (*names, *ends)},
    }
