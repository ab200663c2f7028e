"""From enforcement to bankruptcy (执转破), Interpretation Art. 511 to 513 and Bankruptcy Law Art.
19: conditions, the answer within thirty days, and what each stage does to enforcement and listing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.calendar_arithmetic import add_years
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none, yes_or_no
from schemas.case_codes import BankruptcyStage, EnforcementState
from schemas.codes import RemovalGround, SubjectKind

ANSWER_DAYS = 30
EXAMINATION_YEARS = 3
LONGEST_EXTENSION_YEARS = 2

_CI = Instrument.CPL_INTERPRETATION

INSOLVENT_ENTITY = Rule(
    "bankruptcy.insolvent_entity",
    Article(Instrument.BANKRUPTCY_LAW, 2),
    "被执行人为企业法人，不能清偿到期债务，并且资产不足以清偿全部债务或者明显缺乏清偿能力。",
    "The debtor is an enterprise that cannot pay debts due and lacks assets or plainly ability.",
)
SOMEBODY_CONSENTS = Rule(
    "bankruptcy.somebody_consents",
    Article(_CI, 511),
    "移送破产审查，应当经申请执行人之一或者被执行人同意。",
    "One creditor, or the debtor, consents to the referral.",
    mark=Mark.LIKELY,
)
SUSPENDED_BY_RULING = Rule(
    "bankruptcy.suspended_by_ruling",
    Article(_CI, 511),
    "移送破产审查，执行法院应当裁定中止执行。",
    "The enforcing court suspends enforcement by ruling and sends the file.",
    mark=Mark.LIKELY,
)
DAYS_IN_ORDER = Rule(
    "bankruptcy.days_in_order",
    Article(_CI, 512),
    "裁定移送、接收材料、告知是否受理、宣告破产，日期依次不得倒置，接收材料在先。",
    "Referral, receipt of the file, answer and declaration follow one another, and the file is "
    "received first.",
    mark=Mark.DERIVED,
)
RULES = (INSOLVENT_ENTITY, SOMEBODY_CONSENTS, SUSPENDED_BY_RULING, DAYS_IN_ORDER)

ANSWER_DUE = Computation(
    "bankruptcy.answer_due",
    Article(_CI, 512),
    "被执行人住所地法院应当自收到材料之日起三十日内将是否受理的裁定告知执行法院。",
    "The court of the debtor's domicile answers within 30 days of receiving the file.",
)
EFFECT = Computation(
    "bankruptcy.effect",
    Article(_CI, 513),
    "受理的，解除保全、中止执行；宣告破产的，终结执行；不受理的，恢复执行。",
    "Accepted: preservation is lifted and enforcement stays suspended; declared: it is terminated; "
    "refused: it is resumed.",
    mark=Mark.LIKELY,
)
EXAMINATION = Computation(
    "bankruptcy.examination_ends_on",
    Article(Instrument.SHENZHEN_REGULATION),
    "深圳个人破产的考察期为三年，可以延长，延长期限不超过二年；其他地方没有个人破产制度。",
    "In Shenzhen the examination of a bankrupt person lasts three years, and two more at most; "
    "elsewhere there is no bankruptcy of persons.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (ANSWER_DUE, EFFECT, EXAMINATION)


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What is known when a case is to be referred."""

    kind: SubjectKind
    insolvent: bool
    creditor_consents: bool = False
    debtor_consents: bool = False
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a stage does: to the case, to a listing without a term, and to preservation."""

    enforcement: EnforcementState
    removal: RemovalGround | None
    preservation_lifted: bool


def referral_findings(facts: ReferralFacts) -> tuple[Finding, ...]:
    """Return whether a case may be referred to bankruptcy."""
    entity = facts.kind is SubjectKind.ORGANISATION
    return (
        INSOLVENT_ENTITY.finding(
            entity and facts.insolvent, kind=facts.kind, insolvent=yes_or_no(facts.insolvent)
        ),
        SOMEBODY_CONSENTS.finding(
            facts.creditor_consents or facts.debtor_consents,
            creditor_consents=yes_or_no(facts.creditor_consents),
            debtor_consents=yes_or_no(facts.debtor_consents),
        ),
        SUSPENDED_BY_RULING.finding(facts.suspended, suspended=yes_or_no(facts.suspended)),
    )


def progress_findings(
    *,
    ruled_on: date,
    received_on: date | None,
    answered_on: date | None = None,
    declared_on: date | None = None,
) -> tuple[Finding, ...]:
    """Return whether the steps of a referral are recorded in their order."""
    days = (ruled_on, received_on, answered_on, declared_on)
    stated = [day for day in days if day is not None]
    return (
        DAYS_IN_ORDER.finding(
            received_on is not None and stated == sorted(stated),
            ruled_on=ruled_on.isoformat(),
            received_on=day_or_none(received_on),
            answered_on=day_or_none(answered_on),
            declared_on=day_or_none(declared_on),
        ),
    )


def may_follow(stage: BankruptcyStage, becomes: BankruptcyStage) -> bool:
    """Tell whether a referral at one stage can come to another."""
    return becomes in _NEXT[stage]


def answer_due(received_on: date, calendar: Calendar) -> Due:
    """Return by when the court of the debtor's domicile answers."""
    return days_after(received_on, ANSWER_DAYS, calendar)


def effect(stage: BankruptcyStage) -> Effect:
    """Return what a stage brings about; removal grounds are Listing Rules Art. 10(5) and (7)."""
    return _EFFECTS[stage]


_NEXT: Mapping[BankruptcyStage, frozenset[BankruptcyStage]] = {
    BankruptcyStage.REFERRED: frozenset({BankruptcyStage.ACCEPTED, BankruptcyStage.REFUSED}),
    BankruptcyStage.ACCEPTED: frozenset({BankruptcyStage.DECLARED}),
    BankruptcyStage.REFUSED: frozenset(),
    BankruptcyStage.DECLARED: frozenset(),
}
_EFFECTS = {
    BankruptcyStage.REFERRED: Effect(
        EnforcementState.SUSPENDED, RemovalGround.SUSPENDED_BY_RULING, preservation_lifted=False
    ),
    BankruptcyStage.ACCEPTED: Effect(
        EnforcementState.SUSPENDED, RemovalGround.SUSPENDED_BY_RULING, preservation_lifted=True
    ),
    BankruptcyStage.REFUSED: Effect(EnforcementState.OPEN, None, preservation_lifted=False),
    BankruptcyStage.DECLARED: Effect(
        EnforcementState.TERMINATED, RemovalGround.ENFORCEMENT_TERMINATED, preservation_lifted=True
    ),
}


def examination_ends_on(declared_on: date, extension_years: int = 0) -> date:
    """Return the last day of the examination of a bankrupt person; raises ValueError for an
    extension that the regulation does not know.
    """
    if not 0 <= extension_years <= LONGEST_EXTENSION_YEARS:
        raise ValueError(f"no examination is extended by {extension_years} years")
    return add_years(declared_on, EXAMINATION_YEARS + extension_years)
