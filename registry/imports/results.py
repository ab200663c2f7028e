"""Results (导入结论): what became of each line of a file."""

from typing import NamedTuple

from registry.imports.candidates import Candidate
from registry.imports.cautions import Caution
from registry.imports.fields import Rejection
from schemas.codes import ListingState, Verdict


class ReadLine(NamedTuple):
    """A line after reading: its number, and a candidate or the reason to refuse it."""

    number: int
    found: Candidate | Rejection


class LineResult(NamedTuple):
    """What became of one line.

    :ivar of_line: the line of this file whose entry it repeats or updates.
    :ivar state: in which the entry is stored; only of what was accepted or updated.
    """

    line: int
    verdict: Verdict
    rejection: Rejection | None = None
    of_line: int | None = None
    state: ListingState | None = None
    cautions: tuple[Caution, ...] = ()
