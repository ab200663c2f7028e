"""Appeals (复议): against a fine or a detention (Civil Procedure Law Art. 119) and an exit
restriction, straight to the next higher court, once; what is appealed against is carried out
meanwhile.

No objection goes before: that is the way of listings and orders (:mod:`registry.rules.reviews`).
Who was kept by force majeure may ask within ten days of the end of the obstacle that the period be
extended (Civil Procedure Law Art. 86).
"""

from dataclasses import dataclass
from datetime import date

from registry.rules import clocks_of_appeals, reviews
from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.clock import Clock
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    yes_or_no,
)
from schemas.appeal_codes import Appealed, Appellant

_CPL_119 = Article(Instrument.CIVIL_PROCEDURE_LAW, 119)

BY_THE_PERSON_CONCERNED = Rule(
    "appeals.by_the_person_concerned",
    _CPL_119,
    "被罚款、拘留或者被限制出境的人对决定不服的，可以申请复议；由其代理人代为申请的亦同。",
    "Who is fined, detained or kept from leaving may appeal, in person or by an agent.",
)
DECISION_OPEN = Rule(
    "appeals.decision_open",
    _CPL_119,
    "复议针对已经签发的罚款、拘留、限制出境决定；移送追究刑事责任不适用复议。",
    "What is appealed against is a signed fine, detention or exit restriction; a referral for "
    "prosecution is none of them.",
)
TO_THE_NEXT_HIGHER_COURT = Rule(
    "appeals.to_the_next_higher_court",
    _CPL_119,
    "复议应当向上一级人民法院申请。",
    "An appeal goes to the next higher court.",
)
ONCE = Rule(
    "appeals.once",
    _CPL_119,
    "对同一决定只能申请复议一次；已经撤回、未作决定的不计。",
    "A decision is appealed against once; an appeal withdrawn before its decision does not count.",
)
SANCTION_IN_TIME = Rule(
    "appeals.sanction_in_time",
    clocks_of_appeals.SANCTIONS,
    "对罚款、拘留的复议，应当自收到决定书之日起三日内申请；因不可抗拒的事由耽误的，障碍消除后十日内可以申请顺延。",
    "An appeal against a fine or a detention is made within 3 days of its receipt; after an "
    "obstacle, within 10 days of its end.",
    mark=Mark.LIKELY,
)
EXIT_IN_TIME = Rule(
    "appeals.exit_in_time",
    clocks_of_appeals.EXITS,
    "对限制出境的复议，应当自收到决定之日起十日内申请；因不可抗拒的事由耽误的，障碍消除后十日内可以申请顺延。",
    "An appeal against an exit restriction is made within 10 days of its receipt; after an "
    "obstacle, within 10 days of its end.",
    mark=Mark.LIKELY,
)
AFTER_THE_DECISION = Rule(
    "appeals.after_the_decision",
    _CPL_119,
    "复议申请不得早于决定，收到日期不得早于申请日期。",
    "An appeal is made after the decision, and received after it was made.",
    mark=Mark.DERIVED,
)
RULES = (
    BY_THE_PERSON_CONCERNED,
    DECISION_OPEN,
    TO_THE_NEXT_HIGHER_COURT,
    ONCE,
    SANCTION_IN_TIME,
    EXIT_IN_TIME,
    AFTER_THE_DECISION,
)

APPLICATION_ENDS = Computation(
    "appeals.application_ends_on",
    clocks_of_appeals.SANCTIONS,
    "复议申请期间，罚款、拘留自收到决定书之日起三日，限制出境自收到决定之日起十日。",
    "An appeal is open for 3 days from receipt of a fine or a detention, for 10 from that of an "
    "exit restriction.",
    mark=Mark.LIKELY,
)
DECISION_DUE = Computation(
    "appeals.decision_due",
    clocks_of_appeals.SANCTIONS,
    "上级人民法院对罚款、拘留的复议应当自收到申请之日起五日内、对限制出境的应当在十五日内作出决定。",
    "An appeal is decided within 5 days of its receipt against a fine or a detention, within 15 "
    "against an exit restriction.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (APPLICATION_ENDS, DECISION_DUE)

_APPLICATION = {
    Appealed.SANCTION: clocks_of_appeals.SANCTION_APPEAL,
    Appealed.EXIT_RESTRICTION: clocks_of_appeals.EXIT_APPEAL,
}
_DECISION = {
    Appealed.SANCTION: clocks_of_appeals.SANCTION_APPEAL_DECISION,
    Appealed.EXIT_RESTRICTION: clocks_of_appeals.EXIT_APPEAL_DECISION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFacts:
    """An appeal as it came in.

    :ivar decision_open: whether what it is about is signed, and one of what may be appealed.
    :ivar decided_on: when that was signed; none where it is not.
    :ivar served_on: when it was received; none while it is not served, so that no period runs.
    :ivar before: how many appeals against it were decided, or wait.
    """

    about: Appealed
    appellant: Appellant
    decision_open: bool
    decided_on: date | None
    served_on: date | None
    applied_on: date
    received_on: date
    to_next_higher_court: bool
    before: int = 0
    obstacle_ended_on: date | None = None


def appeal_findings(facts: AppealFacts, calendar: Calendar) -> tuple[Finding, ...]:
    """Return whether an appeal is to be decided."""
    concerned = facts.appellant is not Appellant.SOMEBODY_ELSE
    in_time = SANCTION_IN_TIME if facts.about is Appealed.SANCTION else EXIT_IN_TIME
    after = facts.decided_on is None or facts.applied_on >= facts.decided_on
    return (
        BY_THE_PERSON_CONCERNED.finding(concerned, appellant=facts.appellant),
        DECISION_OPEN.finding(
            facts.decision_open,
            about=facts.about,
            decided_on=day_or_none(facts.decided_on),
            open_to_appeal=yes_or_no(facts.decision_open),
        ),
        TO_THE_NEXT_HIGHER_COURT.finding(
            facts.to_next_higher_court,
            to_next_higher_court=yes_or_no(facts.to_next_higher_court),
        ),
        ONCE.finding(facts.before == 0, before=str(facts.before)),
        in_time.finding(
            _is_in_time(facts, calendar),
            served_on=day_or_none(facts.served_on),
            applied_on=facts.applied_on.isoformat(),
            obstacle_ended_on=day_or_none(facts.obstacle_ended_on),
        ),
        AFTER_THE_DECISION.finding(
            after and facts.received_on >= facts.applied_on,
            decided_on=day_or_none(facts.decided_on),
            applied_on=facts.applied_on.isoformat(),
            received_on=facts.received_on.isoformat(),
        ),
    )


def application_clock(about: Appealed) -> Clock:
    """Return the clock that runs for an appeal from the receipt of what it is about."""
    return _APPLICATION[about]


def decision_clock(about: Appealed) -> Clock:
    """Return the clock that runs for the decision on an appeal from its receipt."""
    return _DECISION[about]


def application_ends_on(about: Appealed, served_on: date, calendar: Calendar) -> Due:
    """Return the last day for an appeal."""
    return days_after(served_on, application_clock(about).limit, calendar)


def decision_due(about: Appealed, received_on: date, calendar: Calendar) -> Due:
    """Return by when the next higher court decides an appeal."""
    return days_after(received_on, decision_clock(about).limit, calendar)


def _is_in_time(facts: AppealFacts, calendar: Calendar) -> bool:
    if facts.served_on is None:
        return True
    if facts.applied_on <= application_ends_on(facts.about, facts.served_on, calendar).on:
        return True
    ended_on = facts.obstacle_ended_on
    if ended_on is None:
        return False
    return ended_on <= facts.applied_on <= reviews.restoration_ends_on(ended_on, calendar).on
