"""Acts on what a stream sends (推送内容办理) from pages: replays, snapshots, parked notices."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from partners.pages import forms
from partners.pages.once import Done
from partners.services import parking, replays, snapshots
from partners.services.parking import HandleParked
from partners.services.replays import AskForReplay, CancelReplay
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from schemas.measures import NoticeField


class StreamAct(Protocol):
    """An act on one agency's stream that a form asks for."""

    def __call__(
        self, session: Session, code: str, form: Mapping[str, str], *, actor: Actor
    ) -> Done:
        """Do it."""


def replay(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Have an agency told again since a position or a day."""
    order = AskForReplay(
        agency=code,
        after=forms.number(form, "after"),
        since=_day(form),
        reason=forms.reason(form),
    )
    replays.ask(session, order, actor=actor, now=current_runtime().now())
    return Done()


def cancel_replay(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Give a replay up."""
    chosen = forms.id_in(form, "replay", "replay.not_found")
    order = CancelReplay(agency=code, replay=chosen, reason=forms.reason(form))
    replays.cancel(session, order, actor=actor, now=current_runtime().now())
    return Done()


def snapshot(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Ask for a snapshot on an agency's behalf."""
    why, now = forms.reason(form), current_runtime().now()
    snapshots.ask_for(session, code, why, actor=actor, now=now)
    return Done()


def release(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Send a parked notice again as it is."""
    order = _parked(code, form)
    parking.release(session, order, actor=actor, now=current_runtime().now())
    return _at(order)


def correct(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Send a parked notice again with those of the usual fields that are ticked."""
    kept = [field for field in NoticeField if f"keep-{field}" in form]
    order = _parked(code, form)
    parking.correct(session, order, kept, actor=actor, now=current_runtime().now())
    return _at(order)


def close(session: Session, code: str, form: Mapping[str, str], *, actor: Actor) -> Done:
    """Close a notice that an agency will not be sent."""
    order = _parked(code, form)
    parking.close(session, order, actor=actor, now=current_runtime().now())
    return _at(order)


def _at(order: HandleParked) -> Done:
    """Go on where the notice stands on the page by now."""
    return Done(place=f"notice-{order.notice}")


def _parked(code: str, form: Mapping[str, str]) -> HandleParked:
    notice = forms.id_in(form, "notice", "parked.not_found")
    return HandleParked(agency=code, notice=notice, reason=forms.reason(form))


def _day(form: Mapping[str, str]) -> date | None:
    typed = form.get("since", "")
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ServiceError(ErrorKind.INVALID, "replay.from_where") from None
