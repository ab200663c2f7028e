"""Routes of what a finding of inability proposes for a listing (失能提示接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, proposal_answers
from registry.db import db
from registry.models.capacity import CapacityProposal
from registry.models.listings import Listing
from registry.services.capacity import capacity_proposals
from registry.services.capacity.capacity_proposals import KeepListing
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_capacity import ListingToKeep
from schemas.court_proposal_answers import CapacityProposalAnswer

blueprint = court.blueprint(
    "capacity-proposals", "失能提示 Proposals for the listings of those found unable"
)


@blueprint.route("/capacity-proposals/<uuid:proposal_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CapacityProposalAnswer, headers=headers("ETag"))
def read_proposal(proposal_id: UUID) -> Response:
    """查看失能提示 Read what is proposed for a listing, by when, and what became of it."""
    session = db.session()
    found, listing, _ = capacity_proposals.find(session, court.sought(proposal_id))
    return acts.respond(_answer(session, found, listing))


@blueprint.route("/capacity-proposals/<uuid:proposal_id>/answer", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ListingToKeep)
@blueprint.response(200, CapacityProposalAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def keep(fields: dict[str, Any], proposal_id: UUID) -> Response:
    """保留失信信息 Keep a listing against the proposal, for a stated reason.

    删除、撤销失信信息的，另行起草；纳入时即无履行能力、又无其他情形的，不得保留。 A removal or a
    revocation is drafted as ever. Who was unable from the start is not kept in the list on Art.
    1(1) alone.
    """
    wanted = KeepListing(proposal_id=proposal_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found, listing, _ = capacity_proposals.keep(session, wanted, actor=actor, now=now)
        return _answer(session, found, listing)

    return acts.perform(work)


def _answer(session: Session, found: CapacityProposal, listing: Listing) -> Answer:
    session.flush()
    return Answer(record=proposal_answers.proposal(session, found, listing), version=found.version)
