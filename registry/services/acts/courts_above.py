"""Courts above (上级法院): which court is above which, as the table of courts says.

The court above is looked up and never computed from a code. A table that leads round in a circle
ends where it began.
"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry.models.courts import Court

# Made once: every reading from above asks for it, court by court.
_SUPERIOR = select(Court.superior_code).where(Court.code == bindparam("court"))


def superiors(session: Session, court_code: str) -> tuple[str, ...]:
    """Return the codes of the courts above a court, nearest first."""
    found: list[str] = []
    at = _superior(session, court_code)
    while at is not None and at != court_code and at not in found:
        found.append(at)
        at = _superior(session, at)
    return tuple(found)


def is_above(session: Session, court_code: str, *, below: str) -> bool:
    """Tell whether a court is above another one."""
    return court_code in superiors(session, below)


def readable(session: Session, court_code: str, *, wanted: str | None) -> str | None:
    """Return whose records a court may look through: its own unless another is wanted, and that of
    a court below; None for any other court.
    """
    if wanted is None or wanted == court_code:
        return court_code
    return wanted if is_above(session, court_code, below=wanted) else None


def _superior(session: Session, court_code: str) -> str | None:
    return session.scalars(_SUPERIOR, {"court": court_code}).one_or_none()
