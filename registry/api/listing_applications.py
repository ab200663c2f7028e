"""Routes of applications to list (纳入申请接口): receiving and refusing them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.clock import SHANGHAI
from registry.db import db
from registry.models.applications import ListingApplication
from registry.models.listings import Listing
from registry.services.acts import records
from registry.services.clocks import deadlines
from registry.services.listings import listing_applications
from registry.services.listings.listing_applications import (
    Applied,
    ReceiveApplication,
    RefuseApplication,
)
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import DeadlineKind
from schemas.court_listing_applications import (
    ApplicationAnswer,
    ApplicationPage,
    ApplicationsQuery,
    ApplicationToReceive,
    ApplicationToRefuse,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("listing-applications", "纳入申请 Applications to list")


@blueprint.route("/listing-applications", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ApplicationToReceive)
@blueprint.response(201, ApplicationAnswer, headers=MADE)
def receive(fields: dict[str, Any]) -> Response:
    """接收纳入申请 Receive a creditor's application to list a debtor.

    自收到之日起十五日内审查并作出决定。 It is decided on within 15 days of its receipt.
    """
    wanted = ReceiveApplication(debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = listing_applications.receive(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/listing-applications/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/listing-applications", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(ApplicationsQuery, location="query")
@blueprint.response(200, ApplicationPage)
def find_applications(arguments: dict[str, Any]) -> Response:
    """查询纳入申请 Find applications to list of a court."""
    session = db.session()

    def find(after: int, limit: int) -> list[ListingApplication]:
        found = listing_applications.of_court(
            session,
            court.of_court(arguments),
            debtor_id=arguments["debtor"],
            state=arguments["state"],
            after=after,
            limit=limit,
        )
        return list(found)

    def show(found: ListingApplication) -> answers.Answer:
        return _record(session, (found, records.matter_of(session, found.debtor_id)))

    return court.page(arguments, find, show)


@blueprint.route("/listing-applications/<uuid:application_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ApplicationAnswer, headers=headers("ETag"))
def read_application(application_id: UUID) -> Response:
    """查看纳入申请 Read an application to list."""
    session = db.session()
    found = listing_applications.find(session, court.sought(application_id))
    return acts.respond(_answer(session, found))


@blueprint.route("/listing-applications/<uuid:application_id>/refusal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ApplicationToRefuse)
@blueprint.response(200, ApplicationAnswer, headers=CHANGED)
def refuse(fields: dict[str, Any], application_id: UUID) -> Response:
    """驳回纳入申请 Refuse an application with its reasons.

    由法官或者院长决定，接收人不得决定。 A judge or the president decides, and never the receiver.
    """
    version = etags.expected()
    wanted = RefuseApplication(application_id=application_id, version=version, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        done = listing_applications.refuse(session, wanted, actor=actor, now=now)
        return _answer(session, done)

    return acts.perform(work)


def _answer(session: Session, found: Applied, location: str | None = None) -> Answer:
    session.flush()
    return Answer(record=_record(session, found), version=found[0].version, location=location)


def _record(session: Session, applied: Applied) -> answers.Answer:
    found, matter = applied
    people = records.staff_ids(session, found.received_by, found.decided_by)
    duty = deadlines.find_open(session, found.public_id, DeadlineKind.DECIDE_LISTING_APPLICATION)
    drafted = None if found.listing_id is None else session.get_one(Listing, found.listing_id)
    decided = None
    if found.decided_by is not None and found.decided_at is not None:
        decided = {"by": people[found.decided_by], "at": found.decided_at.astimezone(SHANGHAI)}
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "received_on": found.received_on,
        "applicant": found.applicant,
        "reason": found.reason,
        "listing": None if drafted is None else drafted.public_id,
        "due": duty and {"kind": duty.kind, "due_on": duty.due_on, "provisional": duty.provisional},
        "received": {
            "by": people[found.received_by],
            "at": found.received_at.astimezone(SHANGHAI),
        },
        "decided": decided,
        "decision": found.decision,
    }
