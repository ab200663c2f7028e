"""Series (连续编号): the numbers that a court gives in a year, without gaps."""

from sqlalchemy.orm import Session

from registry.models.certificates import CertificateSeries
from registry.models.suggestion_letters import SuggestionSeries
from registry.upserts import insert_into

Series = type[CertificateSeries] | type[SuggestionSeries]


def next_serial(session: Session, series: Series, court_code: str, year: int) -> int:
    """Return the next number of a court's year; the next one waits until this one is committed."""
    statement = insert_into(session, series).values(court_code=court_code, year=year, last=1)
    counted = statement.on_conflict_do_update(
        index_elements=[series.court_code, series.year],
        set_={"last": series.last + 1},
    ).returning(series.last)
    serial: int = session.execute(counted).scalar_one()
    return serial
