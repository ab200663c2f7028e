"""Series (连续编号): the numbers that a court gives in a year, without gaps."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.models.certificates import CertificateSeries
from registry.models.suggestion_letters import SuggestionSeries

Series = type[CertificateSeries] | type[SuggestionSeries]


def next_serial(session: Session, series: Series, court_code: str, year: int) -> int:
    """Return the next number of a court's year; the next one waits until this one is committed."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(series).values(court_code=court_code, year=year, last=1)
    counted = statement.on_conflict_do_update(
        index_elements=[series.court_code, series.year],
        set_={"last": series.last + 1},
    ).returning(series.last)
    serial: int = session.execute(counted).scalar_one()
    return serial
