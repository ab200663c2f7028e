"""Suspension of a listing (暂停公布), where local rules know one: its last day, and when it may be
published again.

Nothing comes back by time alone: on its day a person is reminded, who tests every bar anew.
"""

from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Finding, Rule, day_or_none, yes_or_no

LONGEST_MONTHS = 12

_LR = Instrument.LISTING_RULES
_POLICY = Instrument.REGISTER_RULES

LAST_DAY_FIXED = Rule(
    "listing_suspension.last_day_fixed",
    Article(_POLICY, 12),
    "暂停公布应当确定恢复的日期，最长十二个月。",
    "A suspension has a last day that was fixed with it, within twelve months.",
)
RESUMED_ON_ITS_DAY = Rule(
    "listing_suspension.resumed_on_its_day",
    Article(_POLICY, 12),
    "暂停公布的，期满之后或者事由消失之后才能恢复公布。",
    "A suspended listing is resumed after its fixed day, or once the cause is over.",
)
RESUMED_WHILE_OWED = Rule(
    "listing_suspension.resumed_while_owed",
    Article(_LR, 10, item=1),
    "暂停公布期间已全部履行的，不得恢复公布，应当删除。",
    "Who has performed all meanwhile is removed and not resumed.",
)
RULES = (LAST_DAY_FIXED, RESUMED_ON_ITS_DAY, RESUMED_WHILE_OWED)


def has_last_day(until: date | None, *, on: date) -> Finding:
    """Return whether a suspension that begins on a day has a last day."""
    latest = add_months(on, LONGEST_MONTHS)
    fixed = until is not None and on <= until <= latest
    return LAST_DAY_FIXED.finding(
        fixed, suspended_until=day_or_none(until), latest=latest.isoformat()
    )


def resumption_findings(
    until: date | None, *, on: date, cause_ended: bool, performed: bool
) -> tuple[Finding, ...]:
    """Return whether a suspended listing may be resumed on a day."""
    over = until is None or on > until
    return (
        RESUMED_ON_ITS_DAY.finding(
            over or cause_ended,
            suspended_until=day_or_none(until),
            cause_ended=yes_or_no(cause_ended),
            on=on.isoformat(),
        ),
        RESUMED_WHILE_OWED.finding(not performed, performed=yes_or_no(performed)),
    )
