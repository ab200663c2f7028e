"""Assessments (拟办行为审查): "may we, and why (not)?" for a planned act, which is not done."""

from datetime import date, datetime
from typing import Any

from flask import Response

from registry.api import assessors, court, overrides
from registry.clock import SHANGHAI, legal_day
from registry.i18n import Language, current_language
from registry.rules.assessment import Assessment, assess
from registry.rules.findings import Finding
from registry.runtime import current_runtime
from registry.services.acts import eligibility
from registry.services.acts.plans import Plan
from registry.web import auth, findings, problems, trials
from registry.web.trials import Planned
from schemas.act_codes import Act
from schemas.court_assessments import ActToAssess, PlannedActAnswer

blueprint = court.blueprint("assessments", "拟办行为审查 Assessments")


@blueprint.route("/assessments", methods=["POST"])
@blueprint.reading()
@blueprint.problems(400, 404, 413, 415, 422)
@blueprint.arguments(ActToAssess)
@blueprint.response(200, PlannedActAnswer)
def assess_act(fields: dict[str, Any]) -> Response:
    """审查拟办的行为 Say whether an act may be done, and why or why not, without doing it.

    与实际办理适用同一程序，不写入任何内容，不需要 Idempotency-Key 和 If-Match。 It goes the very
    way of the act itself and writes nothing; it needs neither an Idempotency-Key nor an If-Match.
    """
    act: Act = fields["act"]
    actor, now = auth.actor(), _moment(fields["on"])
    given = overrides.of(fields["overrides"], actor.role)
    plan = Plan(now=now, given=given)
    planned = Planned(
        endpoint=_endpoint(act, fields["kind"]), record=fields["record"], body=fields["planned"]
    )
    refusal = trials.attempt(planned, plan)
    made = assess(plan.findings, overrides=(*plan.overrides, *plan.given))
    language = current_language()
    told = None if refusal is None else problems.problem_of(refusal, language)
    return court.respond(
        {
            "act": act,
            "on": legal_day(now),
            "allowed": made.allowed and refusal is None,
            "findings": [_finding(found, made, language) for found in made.findings],
            "refusal": told
            and {
                "code": told.code,
                "title": told.title,
                "detail": told.detail,
                "facts": {name: _text(value) for name, value in told.facts.items()},
            },
            "days": [{"name": name, "on": day} for name, day in plan.days.items()],
        }
    )


def _endpoint(act: Act, kind: str | None) -> str:
    route = assessors.ROUTES.get(act)
    if route is None:
        raise eligibility.invalid("/act", "no_route")
    if isinstance(route, str):
        if kind is not None:
            raise eligibility.invalid("/kind", "unknown")
        return route
    if kind is None:
        raise eligibility.invalid("/kind", "required")
    if kind not in route:
        raise eligibility.invalid("/kind", "not_in_list", ", ".join(route))
    return route[kind]


def _moment(on: date | None) -> datetime:
    now = current_runtime().now().astimezone(SHANGHAI)
    if on is None or on == legal_day(now):
        return now
    if on < legal_day(now):
        raise eligibility.invalid("/on", "in_past")
    return datetime.combine(on, now.timetz())


def _finding(found: Finding, made: Assessment, language: Language) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "article": found.article,
        "citation": findings.citation(found.rule, language),
        "statement": findings.statement(found.rule, language),
        "satisfied": found.satisfied,
        "overridable_by": found.overridable_by,
        "overridden": not found.satisfied and found not in made.barred_by,
        "facts": dict(found.facts),
    }


def _text(value: object) -> str:
    return str(value)
