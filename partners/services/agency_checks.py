"""What an agency must be like (接入审查) before it is taken in or changed."""

import re
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, Measure
from partners.models.streams import StreamState
from partners.schedules import is_cron
from partners.states import StreamStatus
from registry.errors import ErrorKind, ServiceError
from schemas.agency_limits import CODE_FORM, LONGEST_CODE, NUMBERS
from schemas.measures import NoticeField
from schemas.partner_agencies import LONGEST_ADDRESS

_CODE = re.compile(CODE_FORM)
# What an address may hold before its fragment, which is never sent.
_PLAIN = re.compile(r"[!-\"$-~]+").fullmatch
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)*{_LABEL}\.?|[0-9a-f:.]*:[0-9a-f:.]*").fullmatch


def code(session: Session, wanted: str) -> None:
    """Refuse a code that is malformed (``agency.code_malformed``) or taken (``agency.exists``)."""
    if _CODE.fullmatch(wanted) is None:
        raise ServiceError(
            ErrorKind.INVALID, "agency.code_malformed", {"agency": wanted[:LONGEST_CODE]}
        )
    if is_known(session, wanted):
        raise ServiceError(ErrorKind.CONFLICT, "agency.exists", {"agency": wanted})


def is_known(session: Session, wanted: str) -> bool:
    """Tell whether an agency is, or once was, connected under a code."""
    if _CODE.fullmatch(wanted) is None:
        return False
    found = session.scalars(select(Agency.id).where(Agency.code == wanted)).one_or_none()
    return found is not None


def limits(
    *,
    every_seconds: int | None = None,
    max_notices: int | None = None,
    max_bytes: int | None = None,
    posts_per_minute: int | None = None,
    fields: Collection[NoticeField] | None = None,
) -> None:
    """Refuse numbers that no stream could keep to (``agency.limits``)."""
    stated = {
        "every_seconds": every_seconds,
        "max_notices": max_notices,
        "max_bytes": max_bytes,
        "posts_per_minute": posts_per_minute,
    }
    numbers = {name: number for name, number in stated.items() if number is not None}
    wrong = [name for name, number in numbers.items() if not NUMBERS[name].allow(number)]
    bounds = {name: list(NUMBERS[name]) for name in wrong}
    if fields is not None and not fields:
        wrong.append("fields")
    if wrong:
        raise ServiceError(ErrorKind.INVALID, "agency.limits", {"fields": wrong, "bounds": bounds})


def schedule(cron: str | None, *, now: datetime) -> None:
    """Refuse a cron line by which nothing would ever be sent (``agency.schedule``)."""
    if cron and not is_cron(cron, on=now):
        raise ServiceError(ErrorKind.INVALID, "agency.schedule", {"cron": cron[:100]})


def alive(session: Session, agency: Agency) -> None:
    """Refuse an act on an agency that has retired (``agency.retired``)."""
    stream = session.get_one(StreamState, agency.id)
    if stream.state == StreamStatus.RETIRED:
        raise ServiceError(ErrorKind.CONFLICT, "agency.retired", {"agency": agency.code})


def endpoint(address: str, *, https_only: bool) -> None:
    """Refuse an address that nothing can be posted to (``agency.endpoint_unusable``).

    A host is a name as DNS writes it, so that what looks like another letter stands as what it is
    (``xn--...``), or an address without a zone, which is an interface of this machine.

    :param https_only: whether plain http is refused, as everywhere outside development and test.
    """
    facts: dict[str, object] = {"https_only": https_only}
    try:
        parts = urlsplit(address)
        host, is_open = parts.hostname or "", parts.username is None and parts.port != 0
        is_host = _HOST(host) is not None and ("[" in parts.netloc) == (":" in host)
    except ValueError:
        raise ServiceError(ErrorKind.INVALID, "agency.endpoint_unusable", facts) from None
    schemes = {"https"} if https_only else {"https", "http"}
    # Python passes over line breaks in an address, and others may not.
    is_plain = _PLAIN(address) is not None and len(address) <= LONGEST_ADDRESS
    if not (is_open and is_plain and is_host and parts.scheme in schemes):
        raise ServiceError(ErrorKind.INVALID, "agency.endpoint_unusable", facts)


def measures(session: Session, codes: Collection[str]) -> None:
    """Refuse measures that no catalogue in force has (``agency.measure_unknown``)."""
    known = set(
        session.scalars(
            select(Measure.code).where(Measure.code.in_(codes), Measure.until_entry.is_(None))
        )
    )
    unknown = [wanted[:64] for wanted in codes if wanted not in known]
    if unknown:
        raise ServiceError(ErrorKind.INVALID, "agency.measure_unknown", {"measures": unknown})
