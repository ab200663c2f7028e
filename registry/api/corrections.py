"""Routes of corrections by courts above (责令纠正、直接纠正接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, remedy_answers
from registry.db import db
from registry.models.remedies import Correction
from registry.runtime import current_runtime
from registry.services.corrections import remedy_lists, remedy_records
from registry.services.corrections.remedy_lists import WantedCorrections
from registry.services.remedies import corrections
from registry.services.remedies.correction_orders import ChangeCorrection, DraftCorrection
from registry.services.remedies.corrections import Found
from registry.services.remedies.direct_corrections import Content
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_corrections import (
    ABOUT,
    CorrectionAnswer,
    CorrectionPage,
    CorrectionsQuery,
    CorrectionToDraft,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("corrections", "上级法院纠正 Corrections by courts above")


@blueprint.route("/corrections", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(CorrectionToDraft)
@blueprint.response(201, CorrectionAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草纠正意见 Draft a correction: of a court below, ordered or made directly.

    复议中的纠正由复议法院办理；依职权的纠正，各上级法院均可办理。 In a review the court that
    received it corrects; of its own motion any court above does.
    """
    wanted = _draft_of(fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = corrections.draft(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, made, f"{court.PREFIX}/corrections/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/corrections", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(CorrectionsQuery, location="query")
@blueprint.response(200, CorrectionPage)
def find_corrections(arguments: dict[str, Any]) -> Response:
    """查询纠正意见 Find corrections that a court made, or that its cases are about.

    下级法院据此得知应当纠正的事项。 This is where a court below learns what it is to correct.
    """
    session = db.session()
    wanted = WantedCorrections(
        court_code=court.of_court(arguments),
        listing_id=arguments["listing"],
        order_id=arguments["restriction"],
        review_id=arguments["review"],
        mode=arguments["mode"],
        state=arguments["state"],
    )

    def show(found: Correction) -> answers.Answer:
        about = remedy_records.dispute_of(session, found)
        return remedy_answers.correction(session, found, about)

    return court.page(
        arguments,
        lambda after, limit: remedy_lists.corrections(session, wanted, after=after, limit=limit),
        show,
    )


@blueprint.route("/corrections/<uuid:correction_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CorrectionAnswer, headers=headers("ETag"))
def read_correction(correction_id: UUID) -> Response:
    """查看纠正意见 Read a correction."""
    session = db.session()
    found = remedy_records.correction(session, court.sought(correction_id))
    return acts.respond(_answer(session, found))


@blueprint.route("/corrections/<uuid:correction_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, CorrectionAnswer, headers=CHANGED)
def sign(correction_id: UUID) -> Response:
    """签发纠正意见 Sign a correction, which orders it or makes it.

    责令纠正的，执行法院三个工作日内纠正；直接纠正的，签发即纠正，各单位随即收到通知。 An ordered
    correction is carried out within three working days; a direct one is made at once, and the
    agencies are told.
    """
    bodies.refuse_body()
    wanted = ChangeCorrection(correction_id=correction_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        known = current_runtime()
        done = corrections.sign(
            session, wanted, actor=actor, now=now, vault=known.vault, policy=known.policy
        )
        return _answer(session, done)

    return acts.perform(work)


@blueprint.route("/corrections/<uuid:correction_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, CorrectionAnswer, headers=CHANGED)
def withdraw(correction_id: UUID) -> Response:
    """撤回纠正意见草案 Withdraw the draft of a correction."""
    bodies.refuse_body()
    wanted = ChangeCorrection(correction_id=correction_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, corrections.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _draft_of(fields: dict[str, Any]) -> DraftCorrection:
    (name,) = (name for name in ABOUT if fields[name] is not None)
    ending = fields["removal"] or fields["lift"]
    after = {key: str(value) for key, value in (fields["after"] or {}).items()}
    return DraftCorrection(
        record_id=fields[name],
        of_review=name == "review",
        of_order=name == "restriction",
        mode=fields["mode"],
        act=fields["act"],
        number=fields["number"],
        reason=fields["reason"],
        content=Content(
            order_too=fields["order_too"],
            after=after,
            ground=ending["ground"] if ending else None,
            facts=ending["facts"] if ending else {},
        ),
    )


def _answer(session: Session, found: Found, location: str | None = None) -> Answer:
    session.flush()
    record = remedy_answers.correction(session, *found)
    return Answer(record=record, version=found[0].version, location=location)
