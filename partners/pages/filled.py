"""A form as it was sent (已填表单): what a page shows again after it did not do what a form asked,
with the error beside its field.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from registry.errors import ServiceError

# What tells forms of one act on a page apart: the notice, endpoint, replay or key they are about.
ABOUT = ("notice", "endpoint", "replay", "prefix")
# Which fields are wrong, where the facts of an error do not say so.
_FIELDS: Mapping[str, Sequence[str]] = {
    "reason.missing": ("reason",),
    "replay.from_where": ("after", "since"),
    "replay.beyond": ("after",),
    "replay.before_agency": ("after", "since"),
    "agency.schedule": ("cron",),
    "agency.endpoint_unusable": ("address",),
    "endpoint.exists": ("address",),
    "parked.no_fields": ("keep",),
    "parked.fields_not_allowed": ("keep",),
    "watch.too_long": ("until", "watch_until"),
    "watch.rows_faulty": ("name", "number"),
}
# How the fields are called on the page that the facts call otherwise.
_ON_PAGE: Mapping[str, Sequence[str]] = {
    "rows": ("drop",),
    "until": ("until", "watch_until"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was typed into a form, and what was wrong with it; empty where nothing was sent.

    :ivar act: what the form asked for, and ``of`` the id of what it was about, if there are
        several such forms on the page.
    :ivar said: why it was not done, as a sentence.
    :ivar fields: those that are wrong; none where it is the form as a whole.
    """

    act: str = ""
    of: str = ""
    said: str = ""
    fields: tuple[str, ...] = ()
    status: int = 200
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def is_of(self, act: str, of: object = "") -> bool:
        """Tell whether this is the form of an act on the page."""
        return bool(self.act) and (self.act, self.of) == (act, str(of))

    def value(self, act: str, of: object, name: str, usual: object = "") -> object:
        """Return what stands in a field: what was typed, or what usually does."""
        if not self.is_of(act, of):
            return usual
        return next(iter(self.typed.get(name, ())), "")

    def is_ticked(self, act: str, of: object, name: str, *, usual: bool) -> bool:
        """Tell whether a box is ticked."""
        return name in self.typed if self.is_of(act, of) else usual

    def is_chosen(self, act: str, name: str, value: object, *, usual: bool = False) -> bool:
        """Tell whether one of several values of a field is chosen."""
        return str(value) in self.typed.get(name, ()) if self.is_of(act) else usual

    def wrong(self, act: str, of: object, name: str) -> str:
        """Return what is wrong with a field; nothing where it is right."""
        return self.said if self.is_of(act, of) and name in self.fields else ""

    def is_first(self, name: str) -> bool:
        """Tell whether whoever sent the form goes on in this field."""
        return self.fields[:1] == (name,)

    def wrong_as_a_whole(self, act: str, of: object = "") -> str:
        """Return why a form was not done of which no field is wrong."""
        return self.said if self.is_of(act, of) and not self.fields else ""


def wrong_fields(error: ServiceError, typed: Collection[str]) -> tuple[str, ...]:
    """Return which fields of a form an error is about; none where it is the form as a whole.

    :param typed: the fields that were sent; of boxes none is where none was ticked.
    """
    if error.code.startswith("screening_list."):
        return ("list",)
    stated = error.facts.get("fields", [error.facts.get("field")])
    listed = [str(name) for name in stated if name] if isinstance(stated, list) else []
    found = [*_FIELDS.get(error.code, ())] or listed
    named = [on_page for name in found for on_page in _ON_PAGE.get(name, (name,))]
    return tuple([name for name in named if name in typed] or named)
