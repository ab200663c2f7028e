"""Transfer of a case to another court (提级执行、指定执行、交叉执行), Civil Procedure Law Art. 237,
and which court enforces a case on a day.

All that hangs on a case goes with it: listings, orders, duties, applications. From the day of the
transfer the new court acts and the old one does not.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none, stated, yes_or_no
from schemas.case_codes import TransferKind
from schemas.codes import Initiative

UNENFORCED_MONTHS = 6

_ARTICLE_237 = Article(Instrument.CIVIL_PROCEDURE_LAW, 237)

DECIDED_ABOVE = Rule(
    "transfers.decided_above",
    _ARTICLE_237,
    "移转执行由执行法院的上级法院决定。",
    "A court above the enforcing court decides a transfer.",
)
KIND_FITS = Rule(
    "transfers.kind_fits",
    _ARTICLE_237,
    "提级执行由决定的法院自己执行；指定执行、交叉执行由决定的法院辖区内的其他法院执行。",
    "Raised: the deciding court enforces itself; designated or crossed: another court below it.",
    mark=Mark.DERIVED,
)
TO_ANOTHER_COURT = Rule(
    "transfers.to_another_court",
    _ARTICLE_237,
    "案件移转给执行法院以外的法院。",
    "A case goes to another court than the one that has it.",
    mark=Mark.DERIVED,
)
SIX_MONTHS_UNENFORCED = Rule(
    "transfers.six_months_unenforced",
    _ARTICLE_237,
    "申请执行人申请的，自收到申请执行书之日起应当已超过六个月未执行。",
    "The creditor may ask for it when more than six months have passed without enforcement.",
)
REASON_STATED = Rule(
    "transfers.reason_stated",
    _ARTICLE_237,
    "移转执行应当说明理由。",
    "A transfer has a stated reason.",
    mark=Mark.DERIVED,
)
RULES = (
    DECIDED_ABOVE,
    KIND_FITS,
    TO_ANOTHER_COURT,
    SIX_MONTHS_UNENFORCED,
    REASON_STATED,
)

ENFORCING_COURT = Computation(
    "transfers.enforcing_court",
    _ARTICLE_237,
    "执行法院为案号所示的法院；移转之后，自移转之日起为最后一次受移转的法院。",
    "The enforcing court is that of the case number and, from the day of a transfer, the last one "
    "that received the case.",
)
GOES_WITH_THE_CASE = Computation(
    "transfers.goes_with_the_case",
    _ARTICLE_237,
    "失信信息、限制消费令、期限事项、各类申请随案件一并移转。",
    "Listings, orders, duties and applications go with the case.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (ENFORCING_COURT, GOES_WITH_THE_CASE)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer that was decided: to which court, from which day."""

    to_court: str
    on: date


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """A transfer to be decided; ``superiors`` and ``superiors_of_new`` are the courts above the old
    and the new court.
    """

    kind: TransferKind
    from_court: str
    to_court: str
    decided_by: str
    superiors: tuple[str, ...]
    superiors_of_new: tuple[str, ...]
    reason: str | None
    initiative: Initiative = Initiative.COURT
    received_on: date | None = None


def transfer_findings(facts: TransferFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether a case may be transferred so on a day."""
    if facts.kind is TransferKind.RAISED:
        fits = facts.to_court == facts.decided_by
    else:
        fits = facts.decided_by in facts.superiors_of_new
    by_creditor = facts.initiative is Initiative.CREDITOR
    since = facts.received_on
    waited = since is not None and on >= creditor_may_apply_on(since)
    return (
        DECIDED_ABOVE.finding(
            facts.decided_by in facts.superiors,
            decided_by=facts.decided_by,
            from_court=facts.from_court,
        ),
        KIND_FITS.finding(
            fits, kind=facts.kind, to_court=facts.to_court, decided_by=facts.decided_by
        ),
        TO_ANOTHER_COURT.finding(
            facts.to_court != facts.from_court,
            from_court=facts.from_court,
            to_court=facts.to_court,
        ),
        SIX_MONTHS_UNENFORCED.finding(
            waited or not by_creditor,
            initiative=facts.initiative,
            received_on=day_or_none(since),
            on=on.isoformat(),
        ),
        REASON_STATED.finding(stated(facts.reason), reason_stated=yes_or_no(stated(facts.reason))),
    )


def creditor_may_apply_on(received_on: date) -> date:
    """Return the first day on which the creditor may ask a court above to take over."""
    return add_months(received_on, UNENFORCED_MONTHS) + timedelta(days=1)


def enforcing_court(court_of_number: str, transfers: tuple[Transfer, ...], *, on: date) -> str:
    """Return the code of the court that enforces a case on a day.

    Transfers are given in the order in which they were decided; of two of one day the later holds.
    """
    current, since = court_of_number, date.min
    for transfer in transfers:
        if since <= transfer.on <= on:
            current, since = transfer.to_court, transfer.on
    return current


def goes_with_the_case() -> tuple[str, ...]:
    """Return the kinds of record that change hands with a case."""
    return (
        "listings",
        "restrictions",
        "removals",
        "deadlines",
        "capacity_assessments",
        "payments",
        "repairs",
        "objections",
        "reviews",
    )
