"""What coverage says of the one agency that was told of a record (覆盖情况)."""

from uuid import UUID

from sqlalchemy.orm import Session

from partners.oversight.coverage import AgencyCoverage, coverage


def stands(session: Session, record: UUID) -> AgencyCoverage:
    """Return how the one agency stands to a record by now."""
    session.rollback()
    [told] = coverage(session, record)
    session.rollback()
    return told
