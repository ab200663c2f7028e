"""Grounds for a listing (纳入情形), Listing Rules Art. 1: an obligation unperformed, and one of six
kinds of conduct.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Rule, yes_or_no
from registry.rules.listing_facts import ListingFacts
from schemas.codes import Ground

_LR = Instrument.LISTING_RULES

OBLIGATION_UNPERFORMED = Rule(
    "grounds.obligation_unperformed",
    Article(_LR, 1),
    "被执行人未履行生效法律文书确定的义务，才可以纳入失信被执行人名单。",
    "Only a debtor who has not performed the obligation under an effective instrument is listed.",
)
GROUND_STATED = Rule(
    "grounds.ground_stated",
    Article(_LR, 1),
    "纳入失信被执行人名单，应当具有第一条第一项至第六项规定的情形之一。",
    "A listing rests on at least one of the six grounds of Art. 1.",
)
EACH_GROUND_ONCE = Rule(
    "grounds.each_ground_once",
    Article(_LR, 1),
    "同一纳入情形只列一次。",
    "No ground is stated twice.",
)
ABILITY_SHOWN = Rule(
    "grounds.ability_shown",
    Article(_LR, 1, item=1),
    "以有履行能力而拒不履行为由纳入的，应当说明被执行人有履行能力。",
    "A listing on Art. 1(1) says what shows that the debtor is able to perform.",
)
RULES = (OBLIGATION_UNPERFORMED, GROUND_STATED, EACH_GROUND_ONCE, ABILITY_SHOWN)


def ground_findings(facts: ListingFacts) -> tuple[Finding, ...]:
    """Return whether the grounds carry a listing; that ability is shown is asked only where Art.
    1(1) is relied on.
    """
    grounds = ",".join(facts.grounds)
    findings = (
        OBLIGATION_UNPERFORMED.finding(
            facts.obligation_unperformed,
            obligation_unperformed=yes_or_no(facts.obligation_unperformed),
        ),
        GROUND_STATED.finding(bool(facts.grounds), grounds=grounds),
        EACH_GROUND_ONCE.finding(len(set(facts.grounds)) == len(facts.grounds), grounds=grounds),
    )
    if Ground.REFUSES_THOUGH_ABLE not in facts.grounds:
        return findings
    shown = bool(facts.ability and facts.ability.strip())
    return (*findings, ABILITY_SHOWN.finding(shown, ability_shown=yes_or_no(shown)))
