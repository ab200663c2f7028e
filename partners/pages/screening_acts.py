"""Acts on screenings from pages (资格审查页面办理): a list is handed in, cancelled, and watched."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import IO
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from partners.pages import forms
from registry.db import transaction
from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime
from registry.screening import lists, watching
from registry.screening.columns import Columns
from registry.screening.uploads import Upload
from registry.services.screening import screenings, watches
from registry.services.screening.screenings import Asker, HandIn, OpenScreening
from schemas.codes import ListName
from schemas.screening_codes import ListFormat, ScreeningPurpose
from schemas.screenings import LONGEST_BASIS

FORMS = MappingProxyType(
    {
        ".csv": ListFormat.CSV,
        ".xlsx": ListFormat.XLSX,
        ".json": ListFormat.JSON,
        ".jsonl": ListFormat.JSON_LINES,
        ".ndjson": ListFormat.JSON_LINES,
    }
)
_CHUNK = 256 * 1024
Form = Mapping[str, str]
Act = Callable[[Session, UUID, Form, Asker], None]


def open_one(form: Form, file: FileStorage | None, asker: Asker) -> UUID:
    """Open a screening, hand its list in, and return its public id.

    :raises ServiceError: ``form.incomplete``, ``screening_list.*``, ``screening.*``, ``watch.*``.
    """
    order = _order(form)
    if file is None or not file.filename:
        raise forms.incomplete("list")
    runtime, form_of_list = current_runtime(), FORMS.get(PurePath(file.filename).suffix.lower())
    if form_of_list is None:
        facts = {"known": " ".join(FORMS)}
        raise ServiceError(ErrorKind.UNSUPPORTED_TYPE, "screening_list.type_unknown", facts)
    with Upload(_chunks(file.stream), order.id, vault=runtime.vault) as upload:
        lists.check(form_of_list, upload.pieces(), Columns({}))
        handed = HandIn(form=form_of_list, parts=upload.sealed(), digest=upload.digest)
        with transaction() as session:
            made = screenings.open_one(
                session, order, asker=asker, now=runtime.now(), policy=runtime.policy
            )
            screenings.hand_in(session, made, handed)
    return order.id


def _order(form: Form) -> OpenScreening:
    basis, until = form.get("basis", ""), form.get("watch_until", "")
    if not 0 < len(basis) <= LONGEST_BASIS:
        raise forms.incomplete("basis")
    wanted = tuple(name for name in ListName if name in form)
    if not wanted:
        raise forms.incomplete("lists")
    try:
        purpose = ScreeningPurpose(form.get("purpose", ""))
    except ValueError:
        raise forms.incomplete("purpose") from None
    return OpenScreening(
        id=forms.id_in(form, "id", "screening.not_found"),
        purpose=purpose,
        basis=basis,
        lists=wanted,
        names="names" in form,
        columns={},
        shared="shared" in form,
        watch_until=_day(until) if until else None,
    )


def _cancel(session: Session, screening_id: UUID, form: Form, asker: Asker) -> None:
    why, now = forms.reason(form), current_runtime().now()
    found = screenings.found(session, screening_id, asker=asker.code, to_change=True)
    screenings.cancel(session, found, actor=asker.actor, reason=why, now=now)


def _renew(session: Session, screening_id: UUID, form: Form, asker: Asker) -> None:
    runtime, until = current_runtime(), _day(form.get("until", ""))
    found = screenings.found(session, screening_id, asker=asker.code, to_change=True)
    watches.renew(
        session,
        found,
        until,
        actor=asker.actor,
        policy=runtime.policy,
        now=runtime.now(),
    )


def _amend(session: Session, screening_id: UUID, form: Form, asker: Asker) -> None:
    names = ("name", "number", "reference")
    row = {name: form[name] for name in names if form.get(name)}
    drop = [
        _row(word) for word in form.get("drop", "").replace("，", " ").replace(",", " ").split()
    ]
    if not row and not drop:
        raise forms.incomplete("rows")
    found = screenings.found(session, screening_id, asker=asker.code, to_change=True)
    screenings.expect(found, _row(form.get("version", "")))
    add = [row] if row else []
    watching.amend(session, found, add=add, drop=drop, actor=asker.actor, runtime=current_runtime())


def _end(session: Session, screening_id: UUID, form: Form, asker: Asker) -> None:
    why, now = forms.reason(form), current_runtime().now()
    found = screenings.found(session, screening_id, asker=asker.code, to_change=True)
    watches.end(session, found, actor=asker.actor, reason=why, now=now)


ACTS: Mapping[str, Act] = MappingProxyType(
    {"cancel": _cancel, "renew": _renew, "amend": _amend, "end": _end}
)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(stream.read, _CHUNK), b"")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise forms.incomplete("until") from None


def _row(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise forms.incomplete("rows")
    return int(typed)
