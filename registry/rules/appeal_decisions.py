"""Decisions on appeals (复议决定): to dismiss, to change a fine or a detention to less, or to
revoke; Interpretation of the Civil Procedure Law Art. 186.
"""

from dataclasses import dataclass
from decimal import Decimal

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, stated, yes_or_no
from schemas.act_codes import Act
from schemas.appeal_codes import Appealed, AppealOutcome
from schemas.restriction_codes import SanctionKind

_INTERP_186 = Article(Instrument.CPL_INTERPRETATION, 186)

DECIDED_WITH_REASONS = Rule(
    "appeal_decisions.decided_with_reasons",
    _INTERP_186,
    "上级人民法院复议应当制作决定书，说明理由。",
    "An appeal is decided in writing, with reasons.",
    mark=Mark.LIKELY,
)
CHANGED_TO_LESS = Rule(
    "appeal_decisions.changed_to_less",
    _INTERP_186,
    "认为罚款、拘留不当的，撤销或者变更；变更只能减轻，不得加重；限制出境没有轻重，只能撤销。",
    "A fine or a detention that is not right is revoked or made less, and never more; an exit "
    "restriction has no less, and is revoked.",
    mark=Mark.DERIVED,
)
RULES = (DECIDED_WITH_REASONS, CHANGED_TO_LESS)

DECIDING_ACT = Computation(
    "appeal_decisions.deciding_act",
    _INTERP_186,
    "复议结论为驳回、变更或者撤销；复议期间不停止原决定的执行。",
    "An appeal is dismissed, or the decision changed or revoked; until then it is carried out.",
    mark=Mark.LIKELY,
)
LESSENED_KIND = Computation(
    "appeal_decisions.lessened_kind",
    _INTERP_186,
    "变更后只余罚款或者只余拘留的，制裁种类随之变更。",
    "What is left after a change, a fine, a detention or both, says what kind of sanction it is.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (DECIDING_ACT, LESSENED_KIND)

_ACTS = {
    AppealOutcome.DISMISSED: Act.DISMISS_APPEAL,
    AppealOutcome.CHANGED: Act.CHANGE_ON_APPEAL,
    AppealOutcome.REVOKED: Act.REVOKE_ON_APPEAL,
}


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy a sanction is: the fine in CNY, and the days of detention."""

    fine: Decimal = Decimal(0)
    detention_days: int = 0


def decision_findings(
    about: Appealed,
    outcome: AppealOutcome,
    reason: str | None,
    *,
    now: Weight | None = None,
    instead: Weight | None = None,
) -> tuple[Finding, ...]:
    """Return whether an appeal may be decided so.

    :param now: what the sanction is, none for an exit restriction.
    :param instead: what it is to be changed to.
    """
    said = DECIDED_WITH_REASONS.finding(stated(reason), reason_stated=yes_or_no(stated(reason)))
    if outcome is not AppealOutcome.CHANGED:
        return (said,)
    less = now is not None and instead is not None and _is_less(instead, now)
    return (
        said,
        CHANGED_TO_LESS.finding(less, about=about, now=_written(now), instead=_written(instead)),
    )


def deciding_act(outcome: AppealOutcome) -> Act:
    """Return which act the signature under a decision on an appeal is."""
    return _ACTS[outcome]


def lessened_kind(left: Weight) -> SanctionKind:
    """Return what kind of sanction is left after a change; ValueError where nothing is."""
    if left.fine and left.detention_days:
        return SanctionKind.FINE_AND_DETENTION
    if left.fine:
        return SanctionKind.FINE
    if left.detention_days:
        return SanctionKind.DETENTION
    raise ValueError("nothing is left: that is a revocation")


def _is_less(one: Weight, other: Weight) -> bool:
    lighter = one.fine <= other.fine and one.detention_days <= other.detention_days
    return lighter and one != other and one != Weight()


def _written(weight: Weight | None) -> str:
    return "none" if weight is None else f"{weight.fine} CNY, {weight.detention_days} days"
