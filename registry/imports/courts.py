"""Courts as an import knows them (导入所知法院): confirmed in the register or in the table that
comes with it, or entered from a record and unconfirmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codes import CourtLevel
from schemas.names import clean_name, is_same_court
from schemas.provinces import court_level, province_of_court

_LONGEST_NAME = 255
# Pairs of code and name that were compared; a list has some thousands.
_MOST_REMEMBERED = 65_536


@dataclass(frozen=True, slots=True)
class KnownCourt:
    """A court; a stored one is in the register already."""

    code: str
    name: str
    level: CourtLevel
    superior_code: str | None = None
    confirmed: bool = False
    stored: bool = False

    @property
    def province(self) -> str:
        """Return the short name of its province; the Supreme Court has none."""
        found = province_of_court(self.code)
        return found.short_name if found else ""


class Courts:
    """The courts that one run judges by: those known when it began, and those it has entered."""

    def __init__(self, known: Iterable[KnownCourt]) -> None:
        self._known = {court.code: court for court in known}
        self._same: dict[tuple[str, str], bool] = {}

    def find(self, code: str) -> KnownCourt | None:
        """Return the court of a code, if it is known."""
        return self._known.get(code)

    def learn(self, court: KnownCourt) -> None:
        """Know a court from now on."""
        self._known[court.code] = court

    def contradicts(self, court: KnownCourt, given: str) -> bool:
        """Tell whether a name is another court's; where none is given nothing is contradicted."""
        if not given or given == court.name:
            return False
        key = (court.code, given)
        same = self._same.get(key)
        if same is None:
            if len(self._same) >= _MOST_REMEMBERED:
                self._same.clear()
            same = is_same_court(clean_name(given), court.name)
            self._same[key] = same
        return not same


def from_record(code: str, given: str) -> KnownCourt:
    """Return a court that only a record speaks of; without a name it is called by its code."""
    name = clean_name(given)
    usable = 0 < len(name) <= _LONGEST_NAME
    return KnownCourt(code, name if usable else code, court_level(code))
