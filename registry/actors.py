"""Actors (经办人): who stands behind a court's act."""

from dataclasses import dataclass
from uuid import UUID

from registry.journal.entry import Actor
from schemas.codes import Role, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """That a court above corrects directly what a court below should have: the court whose people
    act, and the courts above the enforcing one, nearest first.
    """

    court_code: str
    superiors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtActor:
    """A member of staff acting for a court, and the key that let the act in.

    A court's system holds a key of its own and names the person for each act; ``key_id`` is then
    the system's. ``court_code`` is the court on whose cases the actor acts: the own one or, in a
    direct correction, the enforcing court, with the own one in ``supervision``.
    """

    staff_id: int
    staff_public_id: UUID
    court_code: str
    role: Role
    key_id: int
    key_prefix: str
    scopes: frozenset[Scope]
    supervision: Supervision | None = None

    @property
    def journal(self) -> Actor:
        """Return the actor as the journal names it."""
        return Actor(name=f"staff:{self.staff_public_id}", via=f"key:{self.key_prefix}")
