"""Watching (持续审查): until when a list may be watched, and what its asker is told of a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation
from schemas.screening_codes import Match

LASTS = Computation(
    "watching.may_last",
    Article(Instrument.REGISTER_RULES, 90),
    "持续审查应当载明终止日期，自次日起至多为自定的日数；到期未续期的即行终止，名单予以清除。",
    "A watch states the day of its end, after today and within the days of policy; unless it is "
    "renewed it runs out with that day, and its list is erased.",
)
CHANGES = Computation(
    "watching.changes",
    Article(Instrument.REGISTER_RULES, 91),
    "记录可以公开查询时提示开始，不再公开时提示终止；比对结果改变的，重新提示；其余不再提示。",
    "An alert says that a record that goes with a row is public, and another one that it is public "
    "no more; where they go together in another way, it is said anew, and nothing else is.",
)
ENDS_SOON = Computation(
    "watching.ends_soon",
    Article(Instrument.REGISTER_RULES, 97),
    "持续审查到期之前，自定的日数之内提醒提交的法院、单位一次；续期的，到期之前再行提醒。单位以通知"
    "提醒；法院列为期限事项，续期、终止或者到期即为办结。",
    "Whoever watches a list is reminded once, within the days of policy before it runs out, and "
    "once more where it was renewed: an agency by a notice, a court by a duty that is done when "
    "the watch is renewed, ends or runs out.",
)
COMPUTATIONS = (LASTS, CHANGES, ENDS_SOON)


@dataclass(frozen=True, slots=True)
class Changes:
    """Which pairs of a row and a record are told to begin, and which to end."""

    begun: tuple[tuple[int, UUID], ...]
    ended: tuple[tuple[int, UUID], ...]


def may_last(until: date, *, on: date, longest_days: int) -> bool:
    """Tell whether a list may be watched from a day until another one.

    :param longest_days: the days of policy.
    """
    return on < until <= on + timedelta(days=longest_days)


def ends_soon(until: date, *, on: date, days: int) -> bool:
    """Tell whether a watch runs out soon.

    :param days: the days of policy.
    """
    return on <= until <= on + timedelta(days=days)


def changes(
    before: Mapping[tuple[int, UUID], Match], now: Mapping[tuple[int, UUID], Match]
) -> Changes:
    """Return what is to be told of rows and records, given how they went together when it was told
    last, and how they do now.
    """
    return Changes(
        begun=tuple(pair for pair, how in now.items() if before.get(pair) is not how),
        ended=tuple(pair for pair in before if pair not in now),
    )
