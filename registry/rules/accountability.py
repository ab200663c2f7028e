"""Accountability (责任): every act has a person, a reason and its own day, Listing Rules Art. 13.

Art. 13 holds court staff liable for publishing, revoking, correcting or deleting in breach of the
rules, which needs to be known of every act. A decision is entered on the day on which it is made;
what happened outside, such as a service or a payment, may lie in the past, but not before the act
that it follows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules import procedure
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule, day_or_none, stated, yes_or_no
from registry.rules.policy import DEFAULT, Policy

_ARTICLE_13 = Article(Instrument.LISTING_RULES, 13)

PERSON_NAMED = Rule(
    "accountability.person_named",
    _ARTICLE_13,
    "公布、撤销、更正、删除等行为应当有经办人员。",
    "Every act has a person who answers for it.",
    mark=Mark.DERIVED,
)
REASON_STATED = Rule(
    "accountability.reason_stated",
    _ARTICLE_13,
    "公布、撤销、更正、删除等行为应当记录理由。",
    "Every act has a recorded reason.",
    mark=Mark.DERIVED,
)
NOT_BACKDATED = Rule(
    "accountability.not_backdated",
    Article(Instrument.REGISTER_RULES, 6),
    "决定应当在作出之日录入，不得倒填日期。",
    "A decision is entered on the day on which it is made and never backdated.",
)
AFTER_WHAT_IT_FOLLOWS = Rule(
    "accountability.after_what_it_follows",
    Article(Instrument.REGISTER_RULES, 6),
    "行为的日期不得早于其所依据的前一行为。",
    "No act is dated before the act that it follows.",
)
RULES = (PERSON_NAMED, REASON_STATED, NOT_BACKDATED, AFTER_WHAT_IT_FOLLOWS)


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as somebody enters it: by whom, why, for which day, and after which earlier act."""

    person: str | None
    reason: str | None
    done_on: date
    follows_on: date | None = None


def decision_findings(deed: Deed, *, on: date, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    """Return whether a decision may be entered on a day as made on ``deed.done_on``."""
    earliest = on - timedelta(days=policy.entry_lag_days)
    return (
        *fact_findings(deed, on=on),
        NOT_BACKDATED.finding(
            deed.done_on >= earliest, done_on=deed.done_on.isoformat(), on=on.isoformat()
        ),
    )


def fact_findings(deed: Deed, *, on: date) -> tuple[Finding, ...]:
    """Return whether something that happened outside may be entered on a day."""
    return (
        PERSON_NAMED.finding(stated(deed.person), person_named=yes_or_no(stated(deed.person))),
        REASON_STATED.finding(stated(deed.reason), reason_stated=yes_or_no(stated(deed.reason))),
        AFTER_WHAT_IT_FOLLOWS.finding(
            deed.follows_on is None or deed.done_on >= deed.follows_on,
            done_on=deed.done_on.isoformat(),
            follows_on=day_or_none(deed.follows_on),
        ),
        procedure.not_in_future({"done_on": deed.done_on}, on=on),
    )
