"""Removal of a listing (删除失信信息), Listing Rules Art. 10 and Art. 2 para 2, and what it does to
the order of the case.

The seven grounds of Art. 10 para 1 end a listing without a term. They do not apply to one that has
a term (para 2), which ends with its term. Early removal (Art. 2 para 2) may end either.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import term
from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Computation, Finding, Rule, day_or_none, yes_or_no
from schemas.codes import RemovalGround

CREDITOR_BAR_MONTHS = 6
INQUIRIES_NEEDED = 2

_LR = Instrument.LISTING_RULES

NOT_FOR_A_TERM = Rule(
    "removal.not_for_a_term",
    Article(_LR, 10, paragraph=2),
    "纳入名单有期限的，不适用第十条第一款的删除情形；可以依第二条第二款决定提前删除。",
    "The grounds of Art. 10 para 1 do not apply to a listing with a term; Art. 2 para 2 allows "
    "early removal.",
)
PERFORMED = Rule(
    "removal.performed",
    Article(_LR, 10, item=1),
    "被执行人已经履行生效法律文书确定的义务或者人民法院已经执行完毕的，应当删除。",
    "A listing is removed when the obligation is performed or enforcement is completed.",
)
SETTLEMENT_PERFORMED = Rule(
    "removal.settlement_performed",
    Article(_LR, 10, item=2),
    "当事人达成执行和解协议并且已经履行完毕的，应当删除；只达成协议不够。",
    "A listing is removed when a settlement is reached and fully performed; a settlement alone is "
    "not enough.",
)
CREDITOR_CONSENTS = Rule(
    "removal.creditor_consents",
    Article(_LR, 10, item=3),
    "申请执行人书面申请删除，人民法院审查同意的，应当删除。",
    "A listing is removed when the creditor applies in writing and the court agrees on review.",
)
NOTHING_FOUND = Rule(
    "removal.nothing_found_after_round",
    Article(_LR, 10, item=4),
    "终结本次执行程序后，两次以上网络查询未发现可供执行财产，且无人提供有效财产线索的，应当删除。",
    "A listing is removed when two network inquiries or more after the closing of the round found "
    "nothing to enforce upon, and nobody gave an effective clue.",
)
SUSPENDED = Rule(
    "removal.suspended_by_ruling",
    Article(_LR, 10, item=5),
    "因审判监督或者破产程序，人民法院依法裁定对失信被执行人中止执行的，应当删除。",
    "A listing is removed when a ruling suspends enforcement for retrial supervision or "
    "bankruptcy.",
)
NOT_ENFORCED = Rule(
    "removal.not_to_be_enforced",
    Article(_LR, 10, item=6),
    "人民法院依法裁定不予执行的，应当删除。",
    "A listing is removed when a ruling refuses enforcement.",
)
TERMINATED = Rule(
    "removal.enforcement_terminated",
    Article(_LR, 10, item=7),
    "人民法院依法裁定终结执行的，应当删除；终结本次执行程序不在此列。",
    "A listing is removed when a ruling terminates enforcement; closing a round is not that.",
)
EARLY = Rule(
    "removal.early",
    Article(_LR, 2, paragraph=2),
    "失信被执行人积极履行义务或者主动纠正失信行为的，人民法院可以决定提前删除，并应当说明理由。",
    "A listing may be removed early, for stated reasons, on active performance or correction.",
)
TERM_OVER = Rule(
    "removal.term_over",
    Article(_LR, 10, paragraph=2),
    "有期限的失信信息，期限届满之后才可以以期满为由删除。",
    "A listing is removed for the end of its term only when the term is over.",
)
RULES = (
    NOT_FOR_A_TERM,
    PERFORMED,
    SETTLEMENT_PERFORMED,
    CREDITOR_CONSENTS,
    NOTHING_FOUND,
    SUSPENDED,
    NOT_ENFORCED,
    TERMINATED,
    EARLY,
    TERM_OVER,
)

LIFTS_RESTRICTION = Computation(
    "removal.lifts_restriction",
    Article(Instrument.CONSUMPTION_RULES, 9),
    "因全部履行（第十条第一项、第二项）删除的，"
    "同时解除该案的限制消费令；其他情形删除的，限制消费令不因此解除。",
    "A removal for full performance, Art. 10(1) or (2), lifts the order of the case in the same "
    "act; any other leaves it.",
)
CREDITOR_BAR = Computation(
    "removal.creditor_bar_ends_on",
    Article(_LR, 10, paragraph=4),
    "依申请执行人申请删除的，自删除之日起六个月内，申请执行人再次申请纳入的，不予支持。",
    "For six months after a removal at the creditor's request a new application of the creditor is "
    "received and refused.",
)
COMPUTATIONS = (LIFTS_RESTRICTION, CREDITOR_BAR)

_RULING_RULES = {
    RemovalGround.SUSPENDED_BY_RULING: SUSPENDED,
    RemovalGround.NOT_TO_BE_ENFORCED: NOT_ENFORCED,
    RemovalGround.ENFORCEMENT_TERMINATED: TERMINATED,
}
_ARTICLE_10_GROUNDS = frozenset(
    {
        RemovalGround.PERFORMED,
        RemovalGround.SETTLEMENT_PERFORMED,
        RemovalGround.CREDITOR_CONSENTS,
        RemovalGround.NOTHING_FOUND_AFTER_ROUND,
        *_RULING_RULES,
    }
)


@dataclass(frozen=True, slots=True)
class RemovalFacts:
    """What is known when a listing is to be removed: the listing's term, and what its ground rests
    on.

    ``owed`` and ``confirmed`` are the amount that the instrument orders, interest and costs
    included, and the sum of payments confirmed; ``owed`` is None where the obligation is not one of
    money or its amount is not recorded. ``inquiries`` are the days of network inquiries that came
    back with "no property", not those still unanswered.
    """

    has_term: bool
    ends_on: date | None
    owed: Decimal | None = None
    confirmed: Decimal = Decimal(0)
    enforcement_completed: bool = False
    settlement_reached: bool = False
    settlement_performed: bool = False
    creditor_applied_in_writing: bool = False
    court_agrees: bool = False
    round_closed_on: date | None = None
    inquiries: tuple[date, ...] = ()
    effective_clue: bool = False
    ruling_number: str | None = None
    ruling_on: date | None = None
    actively_performs: bool = False
    corrected_conduct: bool = False
    reason: str | None = None


def removal_findings(
    ground: RemovalGround, facts: RemovalFacts, *, on: date
) -> tuple[Finding, ...]:
    """Return what the law says of removing a listing on this ground on this day."""
    if ground is RemovalGround.EARLY:
        return (_early(facts),)
    if ground is RemovalGround.TERM_OVER:
        return (_term_over(facts, on=on),)
    return (_applies_to_term(ground, facts), _condition(ground, facts, on=on))


def lifts_restriction(ground: RemovalGround) -> bool:
    """Tell whether removal on this ground lifts the restriction order of the case in the same act.

    Consumption Rules Art. 9: full performance must lift it, and Art. 10(1) and (2) rest on full
    performance. Every other ground leaves the order standing until it is lifted on its own (closing
    a round does not lift it).
    """
    return ground in _LIFTING


_LIFTING = frozenset({RemovalGround.PERFORMED, RemovalGround.SETTLEMENT_PERFORMED})


def creditor_bar_ends_on(ground: RemovalGround, removed_on: date) -> date | None:
    """Return the last day on which the creditor's new application is refused (Art. 10 para 4), or
    None.
    """
    if ground is not RemovalGround.CREDITOR_CONSENTS:
        return None
    return add_months(removed_on, CREDITOR_BAR_MONTHS)


def is_performed(owed: Decimal | None, confirmed: Decimal) -> bool:
    """Tell whether confirmed payments cover what is owed; an unknown debt is never covered."""
    return owed is not None and confirmed >= owed


def _applies_to_term(ground: RemovalGround, facts: RemovalFacts) -> Finding:
    if not facts.has_term:
        return NOT_FOR_A_TERM.finding(True, ground=ground, has_term=yes_or_no(False))
    return NOT_FOR_A_TERM.finding(
        False,
        ground=ground,
        has_term=yes_or_no(True),
        ends_on=day_or_none(facts.ends_on),
        instead=f"{RemovalGround.EARLY},{RemovalGround.TERM_OVER}",
    )


def _condition(ground: RemovalGround, facts: RemovalFacts, *, on: date) -> Finding:
    if ground is RemovalGround.PERFORMED:
        return _performed(facts)
    if ground is RemovalGround.SETTLEMENT_PERFORMED:
        return SETTLEMENT_PERFORMED.finding(
            facts.settlement_reached and facts.settlement_performed,
            settlement_reached=yes_or_no(facts.settlement_reached),
            settlement_performed=yes_or_no(facts.settlement_performed),
        )
    if ground is RemovalGround.CREDITOR_CONSENTS:
        return CREDITOR_CONSENTS.finding(
            facts.creditor_applied_in_writing and facts.court_agrees,
            creditor_applied_in_writing=yes_or_no(facts.creditor_applied_in_writing),
            court_agrees=yes_or_no(facts.court_agrees),
        )
    if ground is RemovalGround.NOTHING_FOUND_AFTER_ROUND:
        return _nothing_found(facts, on=on)
    return _ruling(_RULING_RULES[ground], facts, on=on)


def _performed(facts: RemovalFacts) -> Finding:
    return PERFORMED.finding(
        facts.enforcement_completed or is_performed(facts.owed, facts.confirmed),
        owed="unknown" if facts.owed is None else str(facts.owed),
        confirmed=str(facts.confirmed),
        enforcement_completed=yes_or_no(facts.enforcement_completed),
    )


def _nothing_found(facts: RemovalFacts, *, on: date) -> Finding:
    closed_on = facts.round_closed_on
    # Two entries of one day are one inquiry, and only those after the closing count.
    counted = {day for day in facts.inquiries if closed_on is not None and closed_on < day <= on}
    return NOTHING_FOUND.finding(
        len(counted) >= INQUIRIES_NEEDED and not facts.effective_clue,
        round_closed_on=day_or_none(closed_on),
        inquiries_after_closing=str(len(counted)),
        effective_clue=yes_or_no(facts.effective_clue),
    )


def _ruling(rule: Rule, facts: RemovalFacts, *, on: date) -> Finding:
    made = bool(facts.ruling_number) and facts.ruling_on is not None and facts.ruling_on <= on
    return rule.finding(
        made,
        ruling_number=facts.ruling_number or "none",
        ruling_on=day_or_none(facts.ruling_on),
    )


def _early(facts: RemovalFacts) -> Finding:
    reason_stated = bool(facts.reason and facts.reason.strip())
    return EARLY.finding(
        reason_stated and (facts.actively_performs or facts.corrected_conduct),
        has_term=yes_or_no(facts.has_term),
        reason_stated=yes_or_no(reason_stated),
        actively_performs=yes_or_no(facts.actively_performs),
        corrected_conduct=yes_or_no(facts.corrected_conduct),
    )


def _term_over(facts: RemovalFacts, *, on: date) -> Finding:
    return TERM_OVER.finding(
        term.has_ended(facts.ends_on, on=on),
        has_term=yes_or_no(facts.has_term),
        ends_on=day_or_none(facts.ends_on),
        on=on.isoformat(),
    )
