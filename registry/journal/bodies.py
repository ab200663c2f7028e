"""Bodies of journal entries (台账内容) that become notices, written by court acts and imports
alike.

No name and no number: ``identity`` is a version and the salted digest of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReference:
    """What every body about a listing or an order begins with.

    :ivar identified: whether the subject has a full number; a masked one is told to no agency.
    """

    case_number: str
    court_code: str
    subject_kind: str
    identity_version: int
    identity_digest: str
    identified: bool

    def as_body(self) -> dict[str, object]:
        """Return the reference as part of a body."""
        return {
            "case": {"number": self.case_number, "court_code": self.court_code},
            "subject_kind": self.subject_kind,
            "identity": {
                "version": self.identity_version,
                "digest": self.identity_digest,
            },
            "identified": self.identified,
        }


def listing(
    reference: RecordReference,
    *,
    grounds: Iterable[str],
    published_on: date,
    ends_on: date | None,
    amount_outstanding: str | None,
    performance: str,
) -> Body:
    """Return the body of ``listing.published`` and ``listing.amended``; the amount is decimal
    text in CNY.
    """
    return {
        **reference.as_body(),
        "listing": {
            "grounds": list(grounds),
            "published_on": published_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
            "amount_outstanding": amount_outstanding,
            "performance": performance,
        },
    }


def restriction(
    reference: RecordReference,
    *,
    acts: Iterable[str],
    imposed_on: date,
    listing_id: str | None,
) -> Body:
    """Return the body of ``restriction.imposed``; ``listing_id`` is the listing that made the
    order mandatory.
    """
    return {
        **reference.as_body(),
        "restriction": {
            "acts": list(acts),
            "imposed_on": imposed_on.isoformat(),
            "listing": listing_id,
        },
    }


def bound(body: Body, *, order: UUID, capacity: str, debtor: UUID) -> Body:
    """Return the body of what is told of a person who is bound by an entity's order.

    :param body: what is told of any order, with the person as its subject.
    :param order: the entity's order.
    :param debtor: the entity, as a subject.
    """
    return {
        **body,
        "bound": {"order": str(order), "capacity": capacity, "debtor": str(debtor)},
    }


def ended(reference: RecordReference, *, ground: str, on: date) -> Body:
    """Return the body of ``listing.removed``, ``listing.revoked`` and ``restriction.lifted``."""
    return {**reference.as_body(), "ended": {"ground": ground, "on": on.isoformat()}}


def suspended(
    reference: RecordReference,
    *,
    travel: Iterable[str],
    acts: Iterable[str],
    starts_on: date,
    ends_on: date,
    listings: Iterable[UUID],
) -> Body:
    """Return the body of ``restriction.suspended``; why it is suspended stays with the court.

    :param acts: the restricted acts that the travel falls under.
    :param listings: the records that pause with it as far as they restrict it: the debtor's
        listings in the case, or what a bound person has in other capacities.
    """
    return {
        **reference.as_body(),
        "suspended": {
            **_paused(travel, acts, listings),
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
        },
    }


def resumed(
    reference: RecordReference,
    *,
    travel: Iterable[str],
    paused_acts: Iterable[str],
    on: date,
    acts: Iterable[str],
    imposed_on: date,
    listings: Iterable[UUID],
) -> Body:
    """Return the body of ``restriction.resumed``, which says what the order restricts as well.

    :param paused_acts: the restricted acts that the travel falls under.
    """
    return {
        **restriction(reference, acts=acts, imposed_on=imposed_on, listing_id=None),
        "resumed": {**_paused(travel, paused_acts, listings), "on": on.isoformat()},
    }


def exempted(
    reference: RecordReference,
    *,
    permission_id: UUID,
    person: str,
    acts: Iterable[str],
    starts_on: date,
    ends_on: date,
    withdrawn: bool,
) -> Body:
    """Return the body of ``restriction.exempted``; what the spending is for stays with the court.

    :param person: whom it allows the acts, as which the order binds him.
    :param withdrawn: whether an exemption that was told before is over with its last day here.
    """
    return {
        **reference.as_body(),
        "exempted": {
            "permission": str(permission_id),
            "person": person,
            "acts": list(acts),
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
            "withdrawn": withdrawn,
        },
    }


def exit_restriction(
    reference: RecordReference, *, capacity: str, debtor: UUID, imposed_on: date
) -> Body:
    """Return the body of ``exit_restriction.imposed``.

    :param capacity: as what of the debtor the subject is kept from leaving.
    :param debtor: the debtor, as a subject.
    """
    return {
        **reference.as_body(),
        "exit_restriction": {
            "capacity": capacity,
            "debtor": str(debtor),
            "imposed_on": imposed_on.isoformat(),
        },
    }


def prosecution(reference: RecordReference, *, referred_to: str, on: date) -> Body:
    """Return the body of ``prosecution.referred``; what somebody did stays with the court."""
    return {
        **reference.as_body(),
        "prosecution": {"referred_to": referred_to, "on": on.isoformat()},
    }


def listing_suspended(reference: RecordReference, *, starts_on: date, ends_on: date) -> Body:
    """Return the body of ``listing.suspended``; why it is suspended stays with the court."""
    return {
        **reference.as_body(),
        "suspended": {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
    }


def repaired(
    reference: RecordReference,
    *,
    repair_id: UUID,
    path: str,
    ground: str | None,
    on: date,
    orders_lifted: Iterable[UUID],
    stays: Iterable[str],
    certificate: str | None,
) -> Body:
    """Return the body of ``repair.granted``.

    :param ground: the removal ground that it led to, none where it only suspends.
    :param stays: what remains after it.
    :param certificate: the number of the certificate that was issued with it.
    """
    return {
        **reference.as_body(),
        "repair": {
            "id": str(repair_id),
            "path": path,
            "ground": ground,
            "on": on.isoformat(),
            "orders_lifted": [str(order_id) for order_id in orders_lifted],
            "stays": list(stays),
            "certificate": certificate,
        },
    }


def inquiry(
    reference: RecordReference,
    *,
    request_id: UUID,
    basis: str,
    urgent: bool,
    due_on: date,
    asked: Mapping[str, Iterable[str]],
) -> Body:
    """Return the body of ``inquiry.requested`` and ``inquiry.withdrawn``.

    :param asked: the kinds that each agency is asked, by its code; an agency is told of its own.
    """
    return {
        **reference.as_body(),
        "inquiry": {
            "request": str(request_id),
            "basis": basis,
            "urgent": urgent,
            "due_on": due_on.isoformat(),
            "asked": {agency: list(kinds) for agency, kinds in asked.items()},
        },
    }


def _paused(
    travel: Iterable[str], acts: Iterable[str], listings: Iterable[UUID]
) -> dict[str, object]:
    return {
        "travel": list(travel),
        "acts": list(acts),
        "listings": [str(listing_id) for listing_id in listings],
    }
