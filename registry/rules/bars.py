"""Bars to a listing (不得纳入的情形): Listing Rules Art. 3, 4 and 10 para 4, and point 16 of the
2019 Opinion.

Art. 3 bars ground Art. 1(1) alone. Point 16(1) of the Opinion bars Art. 1(1) and 1(6). Minors and
the persons behind a listed entity are never listed on any ground. Where a ground is barred and
others stand beside it, the finding names what would be left.
"""

from collections.abc import Collection
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule, day_or_none, listed, yes_or_no
from registry.rules.listing_facts import ListingFacts
from registry.rules.minors import is_minor_by_evidence
from schemas.codes import Ground, Initiative, Role, SubjectKind

_LR = Instrument.LISTING_RULES
_OPINION = Instrument.OPINION_2019

ADEQUATE_SECURITY = Rule(
    "bars.adequate_security",
    Article(_LR, 3, item=1),
    "提供了充分有效担保的，不得以第一条第一项为由纳入。",
    "A debtor who gave adequate and effective security is not listed on Art. 1(1).",
)
PROPERTY_CONTROLLED = Rule(
    "bars.property_controlled",
    Article(_LR, 3, item=2),
    "已被采取查封、扣押、冻结等措施的财产足以清偿债务的，不得以第一条第一项为由纳入。",
    "A debtor whose sealed, seized or frozen property covers the debt is not listed on Art. 1(1).",
)
LATER_IN_ORDER = Rule(
    "bars.later_in_order",
    Article(_LR, 3, item=3),
    "履行顺序在后、对其依法不应强制执行的，不得以第一条第一项为由纳入。",
    "A debtor who is later in the order of performance is not listed on Art. 1(1).",
)
FOUND_UNABLE = Rule(
    "bars.found_unable",
    Article(_LR, 3, item=4),
    "其他不属于有履行能力而拒不履行的情形（失能），不得以第一条第一项为由纳入。",
    "A debtor who is unable, or otherwise not refusing though able, is not listed on Art. 1(1).",
)
FOUND_UNABLE_ELSEWHERE = Rule(
    "bars.found_unable_elsewhere",
    Article(_LR, 3, item=4),
    "被执行人在其他执行案件中经认定无履行能力的，以第一条第一项纳入，应当由法官说明其有履行能力的理由。",
    "A debtor who was found unable in another case is listed on Art. 1(1) only where a judge says "
    "why he is able all the same.",
    # One case binds no other, but nobody lists on Art. 1(1) without having looked at it.
    overridable_by=Role.JUDGE,
    mark=Mark.DERIVED,
)
MINOR = Rule(
    "bars.minor",
    Article(_LR, 4),
    "被执行人为未成年人的，不得纳入失信被执行人名单。",
    "A minor is never listed.",
)
HOLD_OFF = Rule(
    "bars.hold_off",
    Article(_OPINION, 16, item=1),
    "法院已经控制足以清偿债务的财产，或者申请执行人申请暂不采取措施的，"
    "不得以第一条第一项、第六项为由纳入。",
    "Nobody is listed on Art. 1(1) or 1(6) while the court controls enough property or the "
    "creditor asks to hold off.",
)
PERSON_BEHIND_ENTITY = Rule(
    "bars.person_behind_entity",
    Article(_OPINION, 16, item=2),
    "单位是失信被执行人的，不得将其法定代表人、主要负责人、"
    "影响债务履行的直接责任人员、实际控制人纳入名单。",
    "The persons behind a listed entity are not listed for it.",
)
CAMPUS_LOAN_STUDENT = Rule(
    "bars.campus_loan_student",
    Article(_OPINION, 16, item=3),
    "全日制在校生因校园贷纠纷成为被执行人的，一般不得纳入；确有必要的，应当记录理由。",
    "A full-time student in a campus-loan dispute is normally not listed; an exception has a "
    "recorded reason.",
    # The text says "normally" and names no office; the reason is a judge's or the president's to
    # give.
    overridable_by=Role.JUDGE,
)
CREDITOR_BARRED = Rule(
    "bars.creditor_barred",
    Article(_LR, 10, paragraph=4),
    "依申请执行人申请删除后六个月内，申请执行人再次申请纳入的，不予支持；不影响法院依职权纳入。",
    "For six months after a removal at the creditor's request the creditor's new application is "
    "refused; the court may still list of its own motion.",
)
RULES = (
    ADEQUATE_SECURITY,
    PROPERTY_CONTROLLED,
    LATER_IN_ORDER,
    FOUND_UNABLE,
    FOUND_UNABLE_ELSEWHERE,
    MINOR,
    HOLD_OFF,
    PERSON_BEHIND_ENTITY,
    CAMPUS_LOAN_STUDENT,
    CREDITOR_BARRED,
)

_BARRED_BY_ARTICLE_3 = frozenset({Ground.REFUSES_THOUGH_ABLE})
_BARRED_BY_POINT_16_1 = frozenset({Ground.REFUSES_THOUGH_ABLE, Ground.REFUSES_SETTLEMENT})


def bar_findings(facts: ListingFacts, *, on: date) -> tuple[Finding, ...]:
    """Return every bar tested against the facts on a day; each is satisfied where it does not stand
    in the way.
    """
    return (
        _art_3(ADEQUATE_SECURITY, facts, adequate_security=facts.adequate_security),
        _art_3(
            PROPERTY_CONTROLLED,
            facts,
            adequate_property_controlled=facts.adequate_property_controlled,
        ),
        _art_3(LATER_IN_ORDER, facts, later_in_order=facts.later_in_order),
        _art_3(FOUND_UNABLE, facts, found_unable=facts.found_unable),
        _found_elsewhere(facts),
        minor(facts, on=on),
        _hold_off(facts),
        PERSON_BEHIND_ENTITY.finding(
            not facts.person_behind_entity,
            person_behind_entity=yes_or_no(facts.person_behind_entity),
        ),
        CAMPUS_LOAN_STUDENT.finding(
            not facts.campus_loan_student,
            campus_loan_student=yes_or_no(facts.campus_loan_student),
        ),
        _creditor_barred(facts),
    )


def minor(facts: ListingFacts, *, on: date) -> Finding:
    """Return whether the debtor may be listed as a person of age (Art. 4); a natural person of
    unknown age may not.
    """
    if facts.kind is not SubjectKind.NATURAL:
        return MINOR.finding(True, kind=facts.kind)
    is_minor = is_minor_by_evidence(facts.birth_date, facts.stated_age, facts.birth_year, on=on)
    # The birth date is not repeated: findings travel into answers and logs.
    return MINOR.finding(
        is_minor is False,
        minor="unknown" if is_minor is None else yes_or_no(is_minor),
        on=on.isoformat(),
    )


def _art_3(rule: Rule, facts: ListingFacts, **stated: bool) -> Finding:
    return _barring(rule, _BARRED_BY_ARTICLE_3, facts.grounds, **stated)


def _found_elsewhere(facts: ListingFacts) -> Finding:
    barred = bool(facts.unable_elsewhere) and not _BARRED_BY_ARTICLE_3.isdisjoint(facts.grounds)
    return FOUND_UNABLE_ELSEWHERE.finding(not barred, found_by=listed(facts.unable_elsewhere))


def _hold_off(facts: ListingFacts) -> Finding:
    return _barring(
        HOLD_OFF,
        _BARRED_BY_POINT_16_1,
        facts.grounds,
        adequate_property_controlled=facts.adequate_property_controlled,
        creditor_asks_to_hold_off=facts.creditor_asks_to_hold_off,
    )


def _barring(
    rule: Rule, barred: Collection[Ground], grounds: tuple[Ground, ...], **stated: bool
) -> Finding:
    given = {name: yes_or_no(value) for name, value in stated.items()}
    hit = [ground for ground in grounds if ground in barred] if any(stated.values()) else []
    if not hit:
        return rule.finding(True, **given)
    left = [ground for ground in grounds if ground not in barred]
    return rule.finding(
        False, **given, barred_grounds=",".join(hit), grounds_left=",".join(left) or "none"
    )


def _creditor_barred(facts: ListingFacts) -> Finding:
    until, applied_on = facts.creditor_barred_until, facts.applied_on
    by_creditor = facts.initiative is Initiative.CREDITOR
    # Without the day of the application nobody can say that it came after the bar.
    barred = by_creditor and until is not None and (applied_on is None or applied_on <= until)
    return CREDITOR_BARRED.finding(
        not barred,
        initiative=facts.initiative,
        applied_on=day_or_none(applied_on),
        creditor_barred_until=day_or_none(until),
    )
