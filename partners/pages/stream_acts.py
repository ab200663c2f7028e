"""Acts on what a stream sends (推送内容办理) from pages: replays, snapshots, parked notices."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from partners.pages import frame
from partners.pages.frame import Done
from partners.services import parking, replays, snapshots
from partners.services.parking import HandleParked
from partners.services.replays import AskForReplay, CancelReplay
from registry.db import transaction
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from schemas.measures import NoticeField


class StreamAct(Protocol):
    """An act on one agency's stream that a form asks for."""

    def __call__(self, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
        """Do it."""


def replay(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Have an agency told again since a position or a day."""
    order = AskForReplay(
        agency=code,
        after=frame.number(form, "after"),
        since=_day(form),
        reason=frame.reason(form),
    )
    with transaction() as session:
        replays.ask(session, order, actor=actor, now=current_runtime().now())
    return Done()


def cancel_replay(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Give a replay up."""
    chosen = frame.id_in(form, "replay", "replay.not_found")
    order = CancelReplay(agency=code, replay=chosen, reason=frame.reason(form))
    with transaction() as session:
        replays.cancel(session, order, actor=actor, now=current_runtime().now())
    return Done()


def snapshot(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Ask for a snapshot on an agency's behalf."""
    with transaction() as session:
        why, now = frame.reason(form), current_runtime().now()
        snapshots.ask_for(session, code, why, actor=actor, now=now)
    return Done()


def release(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Send a parked notice again as it is."""
    order = _parked(code, form)
    with transaction() as session:
        parking.release(session, order, actor=actor, now=current_runtime().now())
    return _at(order)


def correct(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Send a parked notice again with those of the usual fields that are ticked."""
    kept = [field for field in NoticeField if f"keep-{field}" in form]
    order = _parked(code, form)
    with transaction() as session:
        parking.correct(session, order, kept, actor=actor, now=current_runtime().now())
    return _at(order)


def close(code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Close a notice that an agency will not be sent."""
    order = _parked(code, form)
    with transaction() as session:
        parking.close(session, order, actor=actor, now=current_runtime().now())
    return _at(order)


def _at(order: HandleParked) -> Done:
    """Go on where the notice stands on the page by now."""
    return Done(place=f"notice-{order.notice}")


def _parked(code: str, form: Mapping[str, str]) -> HandleParked:
    notice = frame.id_in(form, "notice", "parked.not_found")
    return HandleParked(agency=code, notice=notice, reason=frame.reason(form))


def _day(form: Mapping[str, str]) -> date | None:
    typed = form.get("since", "")
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ServiceError(ErrorKind.INVALID, "replay.from_where") from None
