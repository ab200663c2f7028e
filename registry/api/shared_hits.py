"""Routes of hits that agencies share (单位允许查看的命中接口)."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from registry.api import court
from registry.clock import legal_day
from registry.db import transaction
from registry.runtime import current_runtime
from registry.services.screening import screenings, shared_hits
from registry.services.screening.shared_hits import SharedHit
from registry.web import auth, paging
from schemas.court_queries import PageQuery
from schemas.suggestion_letters import SharedHitPage

blueprint = court.blueprint("shared-hits", "司法建议书 Judicial suggestion letters")


@blueprint.route("/shared-hits", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, SharedHitPage)
def find_shared_hits(arguments: Mapping[str, Any]) -> Response:
    """查看单位允许查看的命中 Read the hits of agencies' lists about cases of one's own court.

    只有号码和姓名一致、仍然公开的；查看有记录。 Those by number and name alone, while the record
    is public; that they were read is recorded.
    """
    runtime, actor = current_runtime(), auth.actor()
    after, per_page, now = paging.read(arguments["after"]), arguments["per_page"], runtime.now()
    with transaction() as session:
        found = shared_hits.of_court(
            session,
            actor.court_code,
            on=legal_day(now),
            after=after,
            limit=per_page + 1,
            vault=runtime.vault,
        )
        shown = paging.page_of(found, [each.hit.key for each in found], per_page=per_page)
        for screening in {each.screening.id: each.screening for each in shown.items}.values():
            screenings.told(session, screening, actor=actor.journal, what="shared_hits", now=now)
        items = [_shown(each) for each in shown.items]
    return court.respond({"items": items, "per_page": per_page, "next": shown.next})


def _shown(found: SharedHit) -> dict[str, Any]:
    screening, hit = found.screening, found.hit
    return {
        "screening": screening.public_id,
        "agency": screening.asker.removeprefix("agency:"),
        "purpose": screening.purpose,
        "basis": screening.basis,
        "row": hit.row,
        "name": hit.name,
        "number_masked": hit.number_masked,
        "record": hit.record,
    }
