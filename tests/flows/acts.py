"""Acts of courts (法院行为表): what a state machine may send, about whatever is there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.api import capacity, files, orders, proceedings

REASON = {"reason": "经审查"}
GROUNDS = (["LR1-1"], ["LR1-4"], ["LR1-1", "LR1-3"], ["LR1-6"])
# Listings of which a unit is told, and that are not suitable for publication.
SPECIAL: Mapping[int, dict[str, object]] = {
    8: {"withheld": {"cause": "privacy", "reason": "涉及未成年子女的病情"}},
    9: {"standing": "state_personnel"},
}
REMOVALS = (
    *("LR10-1", "LR10-2", "LR10-3", "LR10-4", "LR10-5", "LR10-6", "LR10-7"),
    *("LR2-early", "LR2-term"),
)
LIFTS = ("CR9-performed", "CR9-security", "CR9-creditor", "CR5-period")
RULINGS = ("suspension", "resumption", "termination", "non_enforcement", "completion")


@dataclass(frozen=True, slots=True)
class Choice:
    """What chance chose for an act: the day of today, a number for variants, the record, and which
    others are known.
    """

    today: date
    number: int
    record: str
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, variants: Any) -> Any:
        """Choose a variant."""
        return variants[self.number % len(variants)]

    def some(self, kind: str) -> str:
        """Choose another record of a kind; one that is nowhere if none is known."""
        return str(self.of(self.known.get(kind, ("00000000-0000-4000-8000-000000000000",))))

    @property
    def day(self) -> str:
        """Return a day: today mostly, at times before or in the future."""
        shift = (0, 0, 0, -1, -40, 1)[self.number // 10 % 6]
        return (self.today + timedelta(days=shift)).isoformat()

    def later(self, days: int) -> str:
        """Return a day to come."""
        return (self.today + timedelta(days=days)).isoformat()


Body = Callable[[Choice], Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """An act: where it is sent, what about, with what, which kind of record it makes, and whether
    the court above does it.
    """

    path: str
    about: str
    body: Body = lambda chosen: None
    makes: str | None = None
    by: str = "clerk"
    above: bool = False

    @property
    def changes(self) -> bool:
        """Tell whether it changes a record that was there, in the version seen."""
        return self.makes is None


def _listing(chosen: Choice) -> Any:
    grounds, more = chosen.of(GROUNDS), SPECIAL.get(chosen.number % 10, {})
    return files.listing_body(chosen.record, grounds=grounds, applied_on=chosen.day, **more)


def _removal(chosen: Choice) -> Any:
    ground = chosen.of(REMOVALS)
    facts = {
        "LR10-1": {"enforcement_completed": True},
        "LR10-2": {"settlement_reached": True, "settlement_performed": True},
        "LR10-3": {"creditor_applied_in_writing": True, "court_agrees": True},
        "LR2-early": {"actively_performs": True},
    }
    about = {"listing": chosen.record, "ground": ground, "facts": facts.get(ground, {})}
    return about | REASON


def _lift(chosen: Choice) -> Any:
    ground = chosen.of(LIFTS)
    facts = {"CR9-security": "effective_security", "CR9-creditor": "creditor_agrees"}
    stated = {facts[ground]: True} if ground in facts else {}
    return {"restriction": chosen.record, "ground": ground, "facts": stated} | REASON


def _suspension(chosen: Choice) -> Any:
    return orders.suspension_body(chosen.record, ends_on=chosen.later(chosen.number % 45))


def _payment(chosen: Choice) -> Any:
    amount = chosen.of(("98000.00", "1.00", "60000.00"))
    return {"debtor": chosen.record, "amount": amount, "paid_on": chosen.day}


def _evidence(chosen: Choice) -> Any:
    body = chosen.of((capacity.ruling_body, capacity.house_body, capacity.evidence_body))
    return body(chosen.record, dated_on=chosen.day)


def _assessment(chosen: Choice) -> Any:
    outcome = chosen.of(("unable", "unable", "able", "undetermined"))
    return capacity.assessment_body(chosen.record, outcome=outcome)


def _ruling(chosen: Choice) -> Any:
    return proceedings.ruling_body(chosen.of(RULINGS), ruled_on=chosen.day)


def _about(name: str, **more: object) -> Body:
    return lambda chosen: {name: chosen.record, **more} | REASON


def _signature(kind: str, by: str) -> Sent:
    return Sent(f"/{kind}/{{}}/signature", kind, by=by)


ACTS = (
    Sent("/listings", "debtors", _listing, "listings"),
    _signature("listings", "president"),
    Sent(
        "/listings/{}/service",
        "listings",
        lambda chosen: {"method": "direct", "served_on": chosen.day, "repair_explained": True},
    ),
    Sent(
        "/listings/{}/grace",
        "listings",
        lambda chosen: {"months": chosen.number % 4 + 1, **REASON},
        by="judge",
    ),
    Sent(
        "/listings/{}/grace/outcome",
        "listings",
        lambda chosen: {"outcome": chosen.of(("performed", "not_performed")), **REASON},
        by="judge",
    ),
    Sent("/listings/{}/publication", "listings"),
    Sent("/listings/{}/drop", "listings", lambda chosen: REASON, by="judge"),
    Sent("/amendments", "listings", _about("listing", after={"conduct": "转移车辆"}), "amendments"),
    _signature("amendments", "judge"),
    Sent(
        "/extensions",
        "listings",
        _about("listing", years=1, several_dishonest_acts=True),
        "extensions",
    ),
    _signature("extensions", "president"),
    Sent(
        "/revocations",
        "listings",
        _about("listing", ordered_by="(2026)川01执复7号"),
        "revocations",
    ),
    _signature("revocations", "president"),
    Sent("/removals", "listings", _removal, "removals"),
    _signature("removals", "judge"),
    _signature("removals", "president"),
    Sent("/restrictions", "debtors", _about("debtor"), "restrictions"),
    _signature("restrictions", "president"),
    Sent("/restrictions/{}/imposition", "restrictions"),
    Sent("/lifts", "restrictions", _lift, "lifts"),
    _signature("lifts", "judge"),
    Sent("/permissions/suspensions", "restrictions", _suspension, "permissions"),
    Sent(
        "/permissions/{}/grant",
        "permissions",
        lambda chosen: {"verified": True, **REASON},
        by="president",
    ),
    Sent("/permissions/{}/refusal", "permissions", lambda chosen: REASON, by="judge"),
    Sent(
        "/permissions/{}/withdrawal",
        "permissions",
        lambda chosen: {"false_evidence": True, **REASON},
        by="judge",
    ),
    Sent("/payments", "debtors", _payment, "payments"),
    Sent("/payments/{}/confirmation", "payments", lambda chosen: REASON, by="judge"),
    Sent("/evidence", "debtors", _evidence, "evidence"),
    Sent("/capacity-assessments", "debtors", _assessment, "capacity-assessments"),
    _signature("capacity-assessments", "judge"),
    Sent("/cases/{}/rulings", "cases", _ruling, "rulings"),
    _signature("rulings", "judge"),
)
