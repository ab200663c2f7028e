"""Actors (经办人): who stands behind a court's act."""

from dataclasses import dataclass
from uuid import UUID

from registry.journal.entry import Actor
from schemas.codes import Role, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtActor:
    """A member of staff acting for a court, and the key that let the act in.

    A court's system holds a key of its own and names the person for each act; ``key_id`` is then
    the system's.
    """

    staff_id: int
    staff_public_id: UUID
    court_code: str
    role: Role
    key_id: int
    key_prefix: str
    scopes: frozenset[Scope]

    @property
    def journal(self) -> Actor:
        """Return the actor as the journal names it."""
        return Actor(name=f"staff:{self.staff_public_id}", via=f"key:{self.key_prefix}")
