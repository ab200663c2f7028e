"""Routes of listings (失信信息接口): draft, signature, service, publication."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, overrides, own_code_answers
from registry.db import db
from registry.journal import read
from registry.models.listings import Listing
from registry.runtime import current_runtime
from registry.services.access import own_codes
from registry.services.acts import eligibility, records
from registry.services.acts.records import Matter
from registry.services.acts.stated_facts import StatedFacts
from registry.services.listings import listing_decisions, listing_publication, listings
from registry.services.listings.listing_decisions import RecordService, SignListing
from registry.services.listings.listing_publication import PublishListing
from registry.services.listings.listings import DraftListing
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import Initiative, Role
from schemas.court import ListingToDraft
from schemas.court_answers import HistoryAnswer, ListingAnswer
from schemas.court_listings import ListingServiceToRecord
from schemas.court_own_codes import ListingServedAnswer
from schemas.court_pages import ListingPage
from schemas.court_queries import ListingsQuery

CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("listings", "纳入失信被执行人名单 Listings")


@blueprint.route("/listings", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ListingToDraft)
@blueprint.response(201, ListingAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed"))
def draft(fields: dict[str, Any]) -> Response:
    """起草纳入决定 Draft a listing.

    依法必须的限制消费令一并起草。 The restriction order that the law demands is drafted with it.
    """

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        wanted = _draft_of(fields, actor.role)
        vault = current_runtime().vault
        made, matter = listings.draft(session, wanted, actor=actor, now=now, vault=vault)
        session.flush()
        return Answer(
            record=answers.listing(session, made, matter),
            version=made.version,
            location=f"{court.PREFIX}/listings/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/listings", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(ListingsQuery, location="query")
@blueprint.response(200, ListingPage)
def find_listings(arguments: dict[str, Any]) -> Response:
    """查询本院失信信息 Find listings of one's court."""
    session = db.session()

    def find(after: int, limit: int) -> list[Listing]:
        found = listings.of_court(
            session,
            court.of_court(arguments),
            case_id=arguments["case"],
            state=arguments["state"],
            after=after,
            limit=limit,
        )
        return list(found)

    def show(found: Listing) -> answers.Answer:
        return answers.listing(session, found, records.matter_of(session, found.debtor_id))

    return court.page(arguments, find, show)


@blueprint.route("/listings/<uuid:listing_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ListingAnswer, headers=headers("ETag"))
def read_listing(listing_id: UUID) -> Response:
    """查看失信信息 Read a listing."""
    session = db.session()
    found, matter = records.listing(session, court.sought(listing_id))
    return acts.respond(_answer(session, found, matter))


@blueprint.route("/listings/<uuid:listing_id>/history", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, HistoryAnswer)
def read_history(listing_id: UUID) -> Response:
    """查看失信信息的台账 Read what the journal says of a listing."""
    session = db.session()
    found, _ = records.listing(session, court.sought(listing_id))
    return court.respond(answers.history(read.of_record(session, found.public_id)))


@blueprint.route("/listings/<uuid:listing_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def sign(listing_id: UUID) -> Response:
    """签发纳入决定 Sign a drafted listing.

    由院长签发；起草人不得签发。限制消费令一并签发。 The president signs, and never what he drafted
    himself; the order is signed with it.
    """
    bodies.refuse_body()
    wanted = SignListing(listing_id=listing_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        known = current_runtime()
        signed = listing_decisions.sign(
            session, wanted, actor=actor, now=now, vault=known.vault, policy=known.policy
        )
        return _answer(session, *signed)

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/service", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ListingServiceToRecord)
@blueprint.response(200, ListingServedAnswer, headers=CHANGED)
def record_service(fields: dict[str, Any], listing_id: UUID) -> Response:
    """记录送达 Record how and when the decision was served.

    本人查询码在本答复中告知一次；送达之前已经发给的，不再告知。
    The debtor's own code is told in this answer once, unless it was issued before the service.
    """
    wanted = RecordService(listing_id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        served, matter = listing_decisions.record_service(session, wanted, actor=actor, now=now)
        code = own_codes.on_service(
            session, matter, decided_at=served.signed_at, actor=actor, now=now
        )
        return own_code_answers.with_code(_answer(session, served, matter), code)

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/publication", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def publish(listing_id: UUID) -> Response:
    """公布 Publish a served listing today.

    限制消费令同时施行，各单位随后收到通知。 The restriction order is imposed in the same act, and
    the agencies learn of both.
    """
    bodies.refuse_body()
    wanted = PublishListing(listing_id=listing_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = listing_publication.publish(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, *done)

    return acts.perform(work)


def _answer(session: Session, found: Listing, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.listing(session, found, matter), version=found.version)


def _draft_of(fields: dict[str, Any], role: Role) -> DraftListing:
    extension, order = fields["extension"], fields["restriction"]
    withheld = fields["withheld"] or {"cause": None, "reason": ""}
    return DraftListing(
        debtor_id=fields["debtor"],
        grounds=tuple(fields["grounds"]),
        conduct=fields["conduct"],
        reason=fields["reason"],
        initiative=fields["initiative"],
        applied_on=fields["applied_on"],
        application_id=_application(fields),
        extension_years=extension["years"],
        performance=fields["performance"],
        performed=fields["performed"],
        outstanding=fields["outstanding"],
        facts=StatedFacts(
            ability=fields["ability"],
            capacity_assessment=fields["capacity_assessment"],
            serious_violence_or_threats=extension["serious_violence_or_threats"],
            several_dishonest_acts=extension["several_dishonest_acts"],
            conduct_since_removal=fields["conduct_since_removal"],
            overrides=overrides.of(fields["overrides"], role),
            **fields["facts"],
        ),
        acts=tuple(order["acts"]),
        order_reason=order["reason"],
        standing=fields["standing"],
        withheld_for=withheld["cause"],
        withheld_reason=withheld["reason"],
    )


def _application(fields: dict[str, Any]) -> UUID | None:
    if fields["application"] is None:
        return None
    if fields["initiative"] is not Initiative.CREDITOR:
        raise eligibility.invalid("/initiative", "not_in_list", Initiative.CREDITOR)
    if fields["applied_on"] is not None:
        raise eligibility.invalid("/applied_on", "unknown")
    return UUID(str(fields["application"]))
