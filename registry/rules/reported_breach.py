"""Reports of a breach (违反限制消费令的线索): what is reported, when, and how it is verified,
Consumption Rules Art. 8 and 10.
"""

from datetime import date

from registry.rules import breach
from registry.rules.findings import Finding, day_or_none, yes_or_no


def under_order_findings(
    *, happened_on: date, bound_since: date | None, bound_until: date | None, forbidden: bool
) -> tuple[Finding, ...]:
    """Return whether spending on a day broke an order.

    :param bound_until: the day on which it ended for the person, which it still covers.
    :param forbidden: whether it is one of the acts that the order restricts.
    """
    bound = bound_since is not None and bound_since <= happened_on
    in_time = bound and (bound_until is None or happened_on <= bound_until)
    return (
        breach.UNDER_ORDER.finding(
            in_time and forbidden,
            happened_on=happened_on.isoformat(),
            bound_since=day_or_none(bound_since),
            bound_until=day_or_none(bound_until),
            forbidden=yes_or_no(forbidden),
        ),
    )


def receipt_findings(*, happened_on: date, received_on: date) -> tuple[Finding, ...]:
    """Return whether a report speaks of what had happened when it was received."""
    return (
        breach.REPORTED_AFTERWARDS.finding(
            received_on >= happened_on,
            happened_on=happened_on.isoformat(),
            received_on=received_on.isoformat(),
        ),
    )


def day_findings(*, received_on: date, verified_on: date) -> tuple[Finding, ...]:
    """Return whether a breach may be verified on a day, whatever that comes to."""
    return (
        breach.VERIFIED_AFTER_RECEIPT.finding(
            verified_on >= received_on,
            received_on=received_on.isoformat(),
            verified_on=verified_on.isoformat(),
        ),
    )


def shown_findings(*, permitted: bool) -> tuple[Finding, ...]:
    """Return whether a breach may be found shown."""
    return (breach.NOT_PERMITTED.finding(not permitted, permitted=yes_or_no(permitted)),)
