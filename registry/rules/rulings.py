"""Rulings on a case (执行案件裁定): suspension, non-enforcement, termination, completion and
resumption, Civil Procedure Law Art. 248, 249, 267 and 268; what each opens for a listing, and what
may no longer be done.

A ruling may be about one of several debtors. It then changes nothing for the others: that one
guarantor is bankrupt does not remove the listing of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import removal
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none, yes_or_no
from schemas.act_codes import Act
from schemas.case_codes import BankruptcyStage, EnforcementState, RulingKind, SuspensionCause
from schemas.codes import RemovalGround, SubjectKind

# Court codes of Shenzhen, the one place with a bankruptcy of persons.
SHENZHEN = "粤03"

_LR = Instrument.LISTING_RULES
_CPL = Instrument.CIVIL_PROCEDURE_LAW

AFTER_FILING = Rule(
    "rulings.after_filing",
    Article(_CPL, 157),
    "裁定不得早于执行案件立案之日。",
    "No ruling on a case is made before the case was filed.",
    mark=Mark.DERIVED,
)
AFTER_THE_LAST = Rule(
    "rulings.after_the_last",
    Article(_CPL, 157),
    "裁定不得早于该案此前生效的裁定。",
    "A ruling is not made before the ruling that it follows.",
    mark=Mark.DERIVED,
)
CAUSE_STATED = Rule(
    "rulings.cause_stated",
    Article(_CPL, 267),
    "裁定中止执行应当写明事由；其他裁定没有中止事由。",
    "A ruling that suspends enforcement states why; no other ruling has such a cause.",
    mark=Mark.LIKELY,
)
BANKRUPT_NAMED = Rule(
    "rulings.bankrupt_named",
    Article(Instrument.CPL_INTERPRETATION, 511),
    "因破产中止执行的，应当写明破产的被执行人，对同案其他被执行人不中止。",
    "A suspension for bankruptcy names who is bankrupt; enforcement against others goes on.",
    mark=Mark.DERIVED,
)
BANKRUPT_PERSON = Rule(
    "rulings.bankrupt_person",
    Article(Instrument.SHENZHEN_REGULATION),
    "自然人没有全国性的破产制度，只有深圳的法院可以因个人破产中止执行。",
    "No national law knows the bankruptcy of a person; courts of Shenzhen alone suspend for it.",
    mark=Mark.LIKELY,
)
PERFORMED = Rule(
    "rulings.performed",
    Article(Instrument.REGISTER_RULES, 27),
    "有执行标的金额的，确认的履行款足以清偿方可记为执行完毕。",
    "A case with an amount is completed when the payments confirmed cover it.",
)
REFUSED_BEFORE_RESUMED = Rule(
    "rulings.refused_before_resumed",
    Article(Instrument.CPL_INTERPRETATION, 513),
    "已移送破产审查的，裁定不予受理之后方可恢复执行。",
    "What was referred to bankruptcy is resumed only when bankruptcy is refused.",
    mark=Mark.LIKELY,
)
NOT_SUSPENDED = Rule(
    "rulings.not_suspended",
    Article(_CPL, 267),
    "裁定中止执行期间，不得纳入名单或者公布。",
    "While enforcement is suspended nobody is listed for it.",
    mark=Mark.DERIVED,
)
NOT_REFUSED = Rule(
    "rulings.not_refused",
    Article(_LR, 10, item=6),
    "已裁定不予执行的，不得纳入名单或者公布。",
    "Nobody is listed for what a ruling refuses to enforce.",
    mark=Mark.DERIVED,
)
NOT_TERMINATED = Rule(
    "rulings.not_terminated",
    Article(_LR, 10, item=7),
    "已裁定终结执行的，不得纳入名单或者公布。",
    "Nobody is listed when enforcement is terminated.",
    mark=Mark.DERIVED,
)
NOT_COMPLETED = Rule(
    "rulings.not_completed",
    Article(_LR, 10, item=1),
    "已执行完毕的，不得纳入名单或者公布。",
    "Nobody is listed when enforcement is completed.",
    mark=Mark.DERIVED,
)
ORDER_IN_ENFORCEMENT = Rule(
    "rulings.order_in_enforcement",
    Article(Instrument.CONSUMPTION_RULES, 1),
    "限制消费令以执行为前提：中止、不予执行、终结、执行完毕之后，不得再发出。",
    "An order presupposes enforcement: none is made when it is suspended or has ended.",
    mark=Mark.DERIVED,
)
RULES = (
    AFTER_FILING,
    AFTER_THE_LAST,
    CAUSE_STATED,
    BANKRUPT_NAMED,
    BANKRUPT_PERSON,
    PERFORMED,
    REFUSED_BEFORE_RESUMED,
    NOT_SUSPENDED,
    NOT_REFUSED,
    NOT_TERMINATED,
    NOT_COMPLETED,
    ORDER_IN_ENFORCEMENT,
)

OPENED_GROUND = Computation(
    "rulings.opened_ground",
    Article(_LR, 10),
    "因审判监督或者破产中止执行、不予执行、终结执行、执行完毕的，具有相应删除情形；"
    "因其他事由中止执行、终结本次执行程序的，没有。",
    "Suspension for retrial or bankruptcy, non-enforcement, termination and completion open a "
    "ground of removal; suspension for another cause and the closing of a round do not.",
)
COMPUTATIONS = (OPENED_GROUND,)

ACTS: Mapping[RulingKind, Act] = {
    RulingKind.SUSPENSION: Act.RECORD_SUSPENSION,
    RulingKind.NON_ENFORCEMENT: Act.RECORD_NON_ENFORCEMENT,
    RulingKind.TERMINATION: Act.RECORD_TERMINATION,
    RulingKind.COMPLETION: Act.COMPLETE_ENFORCEMENT,
    RulingKind.RESUMPTION: Act.RESUME_ENFORCEMENT,
    RulingKind.ROUND_CLOSING: Act.SIGN_ROUND_CLOSING,
    RulingKind.REFERRAL: Act.REFER_TO_BANKRUPTCY,
}
ARTICLES: Mapping[RulingKind, Article] = {
    RulingKind.SUSPENSION: Article(_CPL, 267),
    RulingKind.NON_ENFORCEMENT: Article(_CPL, 248),
    RulingKind.TERMINATION: Article(_CPL, 268),
    RulingKind.COMPLETION: Article(Instrument.REGISTER_RULES, 27),
    RulingKind.RESUMPTION: Article(_CPL, 267),
    RulingKind.ROUND_CLOSING: Article(Instrument.CPL_INTERPRETATION, 517),
    RulingKind.REFERRAL: Article(Instrument.CPL_INTERPRETATION, 511),
}
_SUSPENDING = frozenset({RulingKind.SUSPENSION, RulingKind.REFERRAL})
_ENDS_A_LISTING = frozenset({SuspensionCause.RETRIAL, SuspensionCause.BANKRUPTCY})
_GROUNDS = {
    EnforcementState.COMPLETED: RemovalGround.PERFORMED,
    EnforcementState.NOT_ENFORCED: RemovalGround.NOT_TO_BE_ENFORCED,
    EnforcementState.TERMINATED: RemovalGround.ENFORCEMENT_TERMINATED,
}
_BARRED = (
    (NOT_SUSPENDED, EnforcementState.SUSPENDED),
    (NOT_REFUSED, EnforcementState.NOT_ENFORCED),
    (NOT_TERMINATED, EnforcementState.TERMINATED),
    (NOT_COMPLETED, EnforcementState.COMPLETED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFacts:
    """What a ruling says, and the case that it is about.

    ``last_ruled_on``: the day of the ruling that the case stands on, None for the first.
    ``debtors``: how many there are; ``named``: whether the ruling names one. ``subject_kind`` is
    what the debtor concerned is, None where it concerns several. ``referral`` is how far the
    referral got on which the suspension rests, None where it rests on none.
    """

    kind: RulingKind
    ruled_on: date
    filed_on: date
    debtors: int
    last_ruled_on: date | None = None
    cause: SuspensionCause | None = None
    court_code: str = ""
    named: bool = False
    subject_kind: SubjectKind | None = None
    owed: Decimal | None = None
    confirmed: Decimal = Decimal(0)
    referral: BankruptcyStage | None = None


def ruling_findings(facts: RulingFacts) -> tuple[Finding, ...]:
    """Return whether a ruling may be entered as it stands."""
    return (
        AFTER_FILING.finding(
            facts.ruled_on >= facts.filed_on,
            ruled_on=facts.ruled_on.isoformat(),
            filed_on=facts.filed_on.isoformat(),
        ),
        AFTER_THE_LAST.finding(
            facts.last_ruled_on is None or facts.ruled_on >= facts.last_ruled_on,
            ruled_on=facts.ruled_on.isoformat(),
            last_ruled_on=day_or_none(facts.last_ruled_on),
        ),
        CAUSE_STATED.finding(
            (facts.cause is not None) is (facts.kind in _SUSPENDING),
            kind=facts.kind,
            cause=facts.cause or "none",
        ),
        *_bankrupt(facts),
        *_of_kind(facts),
    )


def opened_ground(
    state: EnforcementState, cause: SuspensionCause | None = None
) -> RemovalGround | None:
    """Return the ground of removal that enforcement in this state opens, if it opens one."""
    if state is EnforcementState.SUSPENDED and cause in _ENDS_A_LISTING:
        return RemovalGround.SUSPENDED_BY_RULING
    return _GROUNDS.get(state)


def listing_findings(state: EnforcementState) -> tuple[Finding, ...]:
    """Return whether anybody may be listed for a case in this state."""
    return tuple(rule.finding(state is not barred, state=state) for rule, barred in _BARRED)


def order_findings(state: EnforcementState) -> tuple[Finding, ...]:
    """Return whether an order may still be made in a case in this state."""
    living = state in (EnforcementState.OPEN, EnforcementState.ROUND_CLOSED)
    return (ORDER_IN_ENFORCEMENT.finding(living, state=state),)


def standing(of_case: EnforcementState, of_debtor: EnforcementState) -> EnforcementState:
    """Return how enforcement stands against one debtor: as in the whole case, unless a ruling
    about this debtor says more.
    """
    if of_case in _GROUNDS or of_debtor is EnforcementState.OPEN:
        return of_case
    return of_debtor


def _bankrupt(facts: RulingFacts) -> tuple[Finding, ...]:
    if facts.cause is not SuspensionCause.BANKRUPTCY:
        return ()
    person = facts.subject_kind is SubjectKind.NATURAL
    return (
        BANKRUPT_NAMED.finding(
            facts.named or facts.debtors == 1,
            debtors=str(facts.debtors),
            named=yes_or_no(facts.named),
        ),
        BANKRUPT_PERSON.finding(
            not person or facts.court_code.startswith(SHENZHEN),
            kind=facts.subject_kind or "unknown",
            court=facts.court_code or "unknown",
        ),
    )


def _of_kind(facts: RulingFacts) -> tuple[Finding, ...]:
    if facts.kind is RulingKind.COMPLETION:
        paid = facts.owed is None or removal.is_performed(facts.owed, facts.confirmed)
        owed = "none" if facts.owed is None else str(facts.owed)
        return (PERFORMED.finding(paid, owed=owed, confirmed=str(facts.confirmed)),)
    if facts.kind is RulingKind.RESUMPTION:
        free = facts.referral in (None, BankruptcyStage.REFUSED)
        return (REFUSED_BEFORE_RESUMED.finding(free, referral=facts.referral or "none"),)
    return ()
