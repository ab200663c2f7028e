"""Routes of own codes (本人查询码接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court
from registry.clock import SHANGHAI
from registry.services.access import own_codes
from registry.services.access.own_codes import IssueOwnCode
from registry.web import acts
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas import verification_codes
from schemas.court_own_codes import OwnCodeAnswer, OwnCodeToIssue

blueprint = court.blueprint("own-codes", "本人查询码 Own codes")


@blueprint.route("/debtors/<uuid:debtor_id>/own-code", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(OwnCodeToIssue)
@blueprint.response(200, OwnCodeAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def issue(fields: dict[str, Any], debtor_id: UUID) -> Response:
    """发给或者补发本人查询码 Issue the debtor's own code, or another one.

    决定签发之后即可发给，印在将要送达的决定书上；原码随即失效。
    Once a decision is signed, for the paper that is about to be served. The earlier code fits no
    more.
    """
    wanted = IssueOwnCode(debtor_id=debtor_id, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = own_codes.issue(session, wanted, actor=actor, now=now)
        record = {
            "debtor": made.matter.debtor.public_id,
            "version": made.kept.version,
            "own_code": verification_codes.written(made.code),
            "issued_at": made.kept.issued_at.astimezone(SHANGHAI),
        }
        return Answer(record=record, version=made.kept.version)

    return acts.perform(work)
