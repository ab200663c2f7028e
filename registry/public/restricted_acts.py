"""What an order restricts (限制消费的范围), as JSON and as a page: the nine acts, which seats they
reach, and what may still be allowed. Citizens, agencies and ticket offices read the same.
"""

from typing import Any

from flask import Blueprint as Pages
from flask import Response, make_response, render_template, request

from registry.i18n import Language, current_language, remember_choice
from registry.public import links
from registry.public.citations import cited
from registry.public.entries import ready
from registry.rules import breach, exemption, restricted_acts, restriction, suspension
from registry.rules.articles import Article, Instrument
from registry.rules.policy import Policy
from registry.runtime import current_runtime
from registry.web.openapi import Blueprint
from schemas.codes import RestrictedAct
from schemas.labels import label
from schemas.public_restricted_acts import RestrictedActs
from schemas.restriction_codes import SuspensionCause

Answer = dict[str, Any]
PATH = "/restricted-acts"
# What a reader needs beside the nine acts, in the order in which the page says it.
EXPLAINED = (
    restriction.BOUND_PERSONS,
    restricted_acts.TRAVEL_ACT,
    restricted_acts.SEAT_REFUSED,
    restricted_acts.HIGH_FEE_SCHOOL,
    restricted_acts.CHILD_NOT_DISTURBED,
    exemption.NEEDED_FOR_LIFE_OR_BUSINESS,
    exemption.BOUND_FOR_AN_ENTITY,
    suspension.TRAVEL_ALONE,
    suspension.CAUSE_LISTED,
    suspension.ONE_MONTH_AT_MOST,
    breach.FINE_WITHIN_LIMITS,
    breach.DETENTION_WITHIN_LIMITS,
    breach.AGENCY_WAS_TOLD,
)
interface = Blueprint(
    "restricted-acts",
    __name__,
    url_prefix="/api/v1/public",
    description="限制消费的范围 What a consumption restriction order reaches",
)
pages = Pages("restricted_act_pages", __name__)
pages.after_request(remember_choice)


@interface.route("/restricted-acts")
@interface.response(200, RestrictedActs)
def read() -> Response:
    """查看限制消费的范围 Read what a consumption restriction order reaches.

    九项消费、动车组列车各席别是否受限、可以申请暂时解除的事由；是自定政策的，写明。 The nine acts,
    which seats of trains are refused, the causes of a suspension; what is policy says so.
    """
    return ready(reached(current_runtime().policy, current_language()))


@pages.get(PATH)
def show() -> Response:
    """Show what an order restricts and what may still be allowed."""
    page = render_template(
        "restricted_acts.html",
        reached=reached(current_runtime().policy, current_language()),
        language_links=links.in_other_languages(request.path, {}),
    )
    return make_response(page)


def reached(policy: Policy, language: Language) -> Answer:
    """Return what an order reaches, in words."""
    chinese = language is Language.CHINESE
    return {
        "acts": [_act(act, language) for act in RestrictedAct],
        "seats": [
            {
                "train": seat.train,
                "train_label": label(seat.train, language),
                "seat": seat.seat,
                "seat_label": label(seat.seat, language),
                "refused": seat.refused,
                "is_policy": seat.is_policy,
            }
            for seat in restricted_acts.seats(policy)
        ],
        "suspension_causes": [
            {"code": cause, "label": label(cause, language)} for cause in SuspensionCause
        ],
        "rules": [
            {"article": cited(rule.article, language), "text": rule.zh if chinese else rule.en}
            for rule in EXPLAINED
        ],
    }


def _act(act: RestrictedAct, language: Language) -> Answer:
    item = int(act.split("-")[1])
    article = Article(Instrument.CONSUMPTION_RULES, 3, item=item, paragraph=1)
    return {
        "code": act,
        "label": label(act, language),
        "article": cited(article, language),
    }
