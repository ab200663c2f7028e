"""Applications for a permission under an order (申请准许), last paragraph of point 17 of the 2019
Opinion: written undertaking, full evidence, and what follows when either proves false.
"""

from dataclasses import dataclass

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, yes_or_no

_LAST_PARAGRAPH = Article(Instrument.OPINION_2019, 17)

UNDERTAKING_GIVEN = Rule(
    "applications.undertaking_given",
    _LAST_PARAGRAPH,
    "申请解除或者暂时解除的，应当按要求作出书面承诺。",
    "Who applies for a permission gives a written undertaking.",
    mark=Mark.LIKELY,
)
EVIDENCE_SUBMITTED = Rule(
    "applications.evidence_submitted",
    _LAST_PARAGRAPH,
    "申请解除或者暂时解除的，应当提交充分有效的证据。",
    "Who applies for a permission submits full and valid evidence.",
    mark=Mark.LIKELY,
)
VERIFIED = Rule(
    "applications.verified",
    _LAST_PARAGRAPH,
    "法院应当对证据进行审查，属实的才予准许。",
    "The court verifies the evidence before it permits anything.",
)
NOT_BARRED_BY_ABUSE = Rule(
    "applications.not_barred_by_abuse",
    _LAST_PARAGRAPH,
    "曾提供虚假证据或者违反承诺的，对其再次申请不予批准。",
    "Who gave false evidence or broke an undertaking once is permitted nothing any more.",
    mark=Mark.LIKELY,
)
ABUSE_SHOWN = Rule(
    "applications.abuse_shown",
    _LAST_PARAGRAPH,
    "查明提供虚假证据或者违反承诺的，才可以在期满之前恢复限制。",
    "A permission is withdrawn before its end only for false evidence or a broken undertaking.",
    mark=Mark.LIKELY,
)
RULES = (
    UNDERTAKING_GIVEN,
    EVIDENCE_SUBMITTED,
    VERIFIED,
    NOT_BARRED_BY_ABUSE,
    ABUSE_SHOWN,
)

CONSEQUENCES = Computation(
    "applications.consequences_of_abuse",
    _LAST_PARAGRAPH,
    "提供虚假证据或者违反承诺的，立即恢复限制，从重处罚，再次申请不予批准。",
    "False evidence or a broken undertaking restores the restriction at once, is sanctioned more "
    "heavily, and bars every further application.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (CONSEQUENCES,)


@dataclass(frozen=True, slots=True)
class Application:
    """What an applicant brought, and what is known of earlier applications in the case."""

    undertaking_given: bool = False
    evidence_submitted: bool = False
    verified: bool = False
    abused_before: bool = False


@dataclass(frozen=True, slots=True)
class Abuse:
    """What follows when a permission proves to have been abused."""

    restored_at_once: bool
    sanctioned_more_heavily: bool
    barred_from_applying: bool


def application_findings(application: Application) -> tuple[Finding, ...]:
    """Return whether an application may be granted as far as its papers go."""
    return (
        UNDERTAKING_GIVEN.finding(
            application.undertaking_given,
            undertaking_given=yes_or_no(application.undertaking_given),
        ),
        EVIDENCE_SUBMITTED.finding(
            application.evidence_submitted,
            evidence_submitted=yes_or_no(application.evidence_submitted),
        ),
        VERIFIED.finding(application.verified, verified=yes_or_no(application.verified)),
        NOT_BARRED_BY_ABUSE.finding(
            not application.abused_before, abused_before=yes_or_no(application.abused_before)
        ),
    )


def withdrawal_findings(*, false_evidence: bool, broken_undertaking: bool) -> tuple[Finding, ...]:
    """Return whether a permission may be withdrawn before its end."""
    return (
        ABUSE_SHOWN.finding(
            false_evidence or broken_undertaking,
            false_evidence=yes_or_no(false_evidence),
            broken_undertaking=yes_or_no(broken_undertaking),
        ),
    )


def consequences_of_abuse(*, false_evidence: bool, broken_undertaking: bool) -> Abuse:
    """Return what false evidence or a broken undertaking brings about."""
    abused = false_evidence or broken_undertaking
    return Abuse(abused, abused, abused)
