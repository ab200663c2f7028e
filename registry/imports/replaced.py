"""What an update replaced (更新前内容), kept so that it can be undone; no name and no number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from registry.imports import rows
from registry.imports.standing import Standing
from registry.imports.statements import StatedCase, StatedListing
from schemas.codes import Ground, ListingState, Performance


@dataclass(frozen=True, slots=True)
class Replaced:
    """What case and listing said before, and which version of the identity the debtor had.

    :ivar age: of a person with a masked number, as the public was told.
    """

    identity_version: int
    age: int | None
    case: StatedCase
    listing: StatedListing

    def as_text(self) -> str:
        """Return it as JSON."""
        plain = {
            "identity_version": self.identity_version,
            "age": self.age,
            "case": self.case._asdict(),
            "listing": self.listing._asdict(),
        }
        # Amounts alone are none of the types that JSON or its writer knows.
        return orjson.dumps(plain, default=str).decode()


def of_standing(standing: Standing) -> Replaced:
    """Return what the register says of a listing now."""
    listing, case = standing.listing, standing.matter.case
    # A masked person's age stands nowhere but in what the public sees.
    age = None if standing.item is None else orjson.loads(standing.item)["age"]
    return Replaced(
        standing.known.version,
        age,
        StatedCase(
            case.number,
            case.court_code,
            "",
            case.filed_on,
            case.basis_number,
            case.basis_body,
            case.obligation,
            case.amount,
        ),
        StatedListing(
            rows.grounds_of(listing.grounds),
            listing.conduct,
            listing.published_on or case.filed_on,
            listing.ends_on,
            ListingState(listing.state),
            Performance(listing.performance),
            listing.performed,
            listing.outstanding,
            listing.amount_outstanding,
        ),
    )


def from_text(text: str) -> Replaced:
    """Return what was kept."""
    plain = orjson.loads(text)
    return Replaced(
        plain["identity_version"], plain["age"], _case(plain["case"]), _listing(plain["listing"])
    )


def _case(plain: Mapping[str, Any]) -> StatedCase:
    return StatedCase(
        plain["number"],
        plain["court_code"],
        plain["court_name"],
        date.fromisoformat(plain["filed_on"]),
        plain["basis_number"],
        plain["basis_body"],
        plain["obligation"],
        _amount(plain["amount"]),
    )


def _listing(plain: Mapping[str, Any]) -> StatedListing:
    return StatedListing(
        tuple(Ground(code) for code in plain["grounds"]),
        plain["conduct"],
        date.fromisoformat(plain["published_on"]),
        date.fromisoformat(plain["ends_on"]) if plain["ends_on"] else None,
        ListingState(plain["state"]),
        Performance(plain["performance"]),
        plain["performed"],
        plain["outstanding"],
        _amount(plain["amount_outstanding"]),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
