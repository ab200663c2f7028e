"""Eligibility (合法性审查): findings of the law become a refusal that names articles and facts."""

from collections.abc import Iterable

from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.rules.assessment import Override, assess
from registry.rules.authority import Act, ActingPerson, act_findings, job_findings
from registry.rules.findings import Finding
from registry.rules.supervision import carrying_out_findings
from registry.services.acts import plans
from registry.services.acts.plans import PlanEnds


def require(code: str, findings: Iterable[Finding], *, overrides: Iterable[Override] = ()) -> None:
    """Let an act go on only if every finding is satisfied or validly set aside.

    :param code: the code of the refusal, such as ``listing.ineligible``.
    :raises ServiceError: of kind ``INELIGIBLE``; its facts hold every finding that bars the act.
    :raises registry.services.acts.plans.PlanEnds: always, where the act is only tried.
    """
    if plans.current() is not None:
        plans.note(findings, overrides=overrides)
        raise PlanEnds(code)
    assessment = assess(findings, overrides=overrides)
    if not assessment.allowed:
        barred = [_as_fact(finding) for finding in assessment.barred_by]
        raise ServiceError(ErrorKind.INELIGIBLE, code, {"findings": barred})


def authority(
    act: Act, actor: CourtActor, *, court_code: str, drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return whether this person may do this act on a case of that court.

    :param drafter: the public id of who drafted what is being signed.
    """
    above = actor.supervision
    if above is not None:
        acting = ActingPerson(str(actor.staff_public_id), actor.role, above.court_code)
        return carrying_out_findings(act, acting, superiors=above.superiors, drafter=drafter)
    person = ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)
    return act_findings(act, person, case_court_code=court_code, drafter=drafter)


def alone(act: Act) -> None:
    """Let a job go on with an act only if the passing of time alone may bring it about.

    :raises ServiceError: ``act.ineligible``.
    """
    require("act.ineligible", job_findings(act))


def invalid(pointer: str, code: str, limit: str = "") -> ServiceError:
    """Return the error for one field that a schema alone cannot judge.

    :param limit: the bound that the field exceeds, where the code speaks of one.
    """
    facts = {"errors": [{"pointer": pointer, "code": code, "limit": limit}]}
    return ServiceError(ErrorKind.INVALID, "request.invalid", facts)


def _as_fact(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "article": finding.article,
        "facts": dict(finding.facts),
        "overridable_by": finding.overridable_by,
    }
