"""Asked agencies (被查询单位): where whoever knows the agencies is handed in, so that courts can
ask them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

from registry.respondents import Progress, Respondent

EXTENSION = "registry.asked_agencies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What knows the agencies.

    :ivar respondents: returns who can be asked, by code.
    :ivar progress: returns how far one inquiry got with each agency, by its code.
    """

    respondents: Callable[[Session], Sequence[Respondent]]
    progress: Callable[[Session, UUID], Mapping[str, Progress]]


def hand_in(app: Flask, source: Source) -> None:
    """Give an application what knows the agencies."""
    app.extensions[EXTENSION] = source


def known(session: Session) -> Sequence[Respondent]:
    """Return who can be asked; nobody where no agency is connected."""
    source: Source | None = current_app.extensions.get(EXTENSION)
    return () if source is None else source.respondents(session)


def progress(session: Session, inquiry_id: UUID) -> Mapping[str, Progress]:
    """Return how far an inquiry got with each agency, by its code."""
    source: Source | None = current_app.extensions.get(EXTENSION)
    return {} if source is None else source.progress(session, inquiry_id)
