"""Statements (记录所述): what one version of an entry says of debtor, case and listing."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from registry.identity import Identity
from schemas.codes import Ground, ListingState, Performance

# The states that an import gives and changes. Any other is a court's doing: what it has removed,
# revoked or suspended is neither begun again nor ended by a list that still names it.
GIVEN_BY_IMPORTS = frozenset({ListingState.PUBLISHED, ListingState.UNPUBLISHED, ListingState.ENDED})


class StatedCase(NamedTuple):
    """The case of a record; ``court_name`` is as given, empty where none is."""

    number: str
    court_code: str
    court_name: str
    filed_on: date
    basis_number: str
    basis_body: str
    obligation: str
    amount: Decimal | None


class StatedListing(NamedTuple):
    """The listing of a record, with the state in which the law lets it be stored."""

    grounds: tuple[Ground, ...]
    conduct: str
    published_on: date
    ends_on: date | None
    state: ListingState
    performance: Performance
    performed: str
    outstanding: str
    amount_outstanding: Decimal | None


class Statement(NamedTuple):
    """All of it.

    :ivar name_key: the folded name, by which the public searches. :ivar age: at publication.
    """

    identity: Identity
    name_key: str
    age: int | None
    case: StatedCase
    listing: StatedListing
