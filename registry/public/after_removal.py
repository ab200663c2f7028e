"""After a removal (移出名单之后), as JSON and as a page: what stays, and what the clocks of other
lists are, which somebody may have counted for a matter of his own.

Nothing that is entered here is kept, and nobody is looked up by it.
"""

from datetime import date
from typing import Any

from flask import Blueprint as Pages
from flask import Response, make_response, render_template, request
from marshmallow import ValidationError

from registry.clock import legal_day
from registry.i18n import Language, asked_language, current_language, remember_choice
from registry.public import links
from registry.public.citations import cited
from registry.public.entries import ready
from registry.rules import public_credit
from registry.rules.findings import Finding
from registry.rules.public_credit import TIERS, PublicCreditFacts
from registry.runtime import current_runtime
from registry.web.openapi import Blueprint
from schemas.labels import label
from schemas.public_after_removal import AfterRemoval, MatterQuery
from schemas.remedy_codes import Remainder, Severity

Answer = dict[str, Any]
PATH = "/after-removal"
EXPLAINED = (
    public_credit.NOT_THE_COURT_LIST,
    public_credit.MAY_APPLY,
    public_credit.SHOWN_UNTIL,
    public_credit.DUTY_DONE,
    public_credit.UNDERTAKING_GIVEN,
    public_credit.REORGANISED,
    public_credit.CREDIT_RECORD,
)
interface = Blueprint(
    "after-removal",
    __name__,
    url_prefix="/api/v1/public",
    description="移出名单之后 What stays after a removal, and the clocks of other lists",
)
pages = Pages("after_removal_pages", __name__)
pages.after_request(remember_choice)


@interface.route("/after-removal")
@interface.arguments(MatterQuery, location="query")
@interface.response(200, AfterRemoval)
@interface.problems(400, 422)
def read(arguments: dict[str, Any]) -> Response:
    """查看移出名单之后的事项 Read what stays after a removal, and when other lists may be repaired.

    填写程度和公示之日的，一并算出可以申请信用中国修复的日期；这些期限都不适用于法院的名单。 With a
    tier and the day since when a matter is shown, the days for Credit China are counted; none of
    them ever ends a court listing.
    """
    language = current_language()
    counted = _counted(arguments, legal_day(current_runtime().now()), language)
    return ready({**explained(language), "matter": counted})


@pages.get(PATH)
def show() -> Response:
    """Show what stays after a removal, and count the days of one matter where that is asked."""
    language, error, counted = current_language(), False, None
    asked = {name: request.args[name] for name in ("severity", "shown_on") if name in request.args}
    if any(value.strip() for value in asked.values()):
        try:
            arguments = MatterQuery().load(asked)
            counted = _counted(arguments, legal_day(current_runtime().now()), language)
        except ValidationError:
            error = True
    page = render_template(
        "after_removal.html",
        said=explained(language),
        matter=counted,
        error=error,
        asked=asked,
        kept_language=asked_language(request.args),
        language_links=links.in_other_languages(request.path, asked),
    )
    return make_response(page, 400 if error else 200)


def explained(language: Language) -> Answer:
    """Return what stays and which clocks other lists have, in words."""
    chinese = language is Language.CHINESE
    return {
        "stays": [{"code": kept, "label": label(kept, language)} for kept in Remainder],
        "tiers": [
            {
                "code": severity,
                "label": label(severity, language),
                "shortest_months": tier.shortest,
                "longest_months": tier.longest,
            }
            for severity, tier in TIERS.items()
        ],
        "rules": [
            {"article": cited(rule.article, language), "text": rule.zh if chinese else rule.en}
            for rule in EXPLAINED
        ],
    }


def _counted(arguments: dict[str, Any], today: date, language: Language) -> Answer | None:
    severity: Severity | None = arguments["severity"]
    shown_on: date | None = arguments["shown_on"]
    if severity is None or shown_on is None:
        return None
    facts = PublicCreditFacts(
        severity=severity,
        shown_on=shown_on,
        duty_done_on=arguments["duty_done_on"],
        undertaking_given=arguments["undertaking_given"],
        court_listing=arguments["court_listing"],
    )
    masked = public_credit.masking_findings(
        plan_approved=arguments["plan_approved"],
        settlement_recognised=arguments["settlement_recognised"],
    )
    found = public_credit.application_findings(facts, on=today)
    return {
        "severity": severity,
        "severity_label": label(severity, language),
        "shown_on": shown_on.isoformat(),
        "may_apply_on": public_credit.may_apply_on(severity, shown_on).isoformat(),
        "shown_until": public_credit.shown_until(severity, shown_on).isoformat(),
        "conditions": [_condition(finding, language) for finding in found],
        "masked_meanwhile": all(finding.satisfied for finding in masked),
    }


def _condition(finding: Finding, language: Language) -> Answer:
    (rule,) = (rule for rule in public_credit.RULES if rule.name == finding.rule)
    text = rule.zh if language is Language.CHINESE else rule.en
    return {
        "text": text,
        "article": cited(rule.article, language),
        "satisfied": finding.satisfied,
    }
