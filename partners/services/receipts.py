"""Receipts by file (文件反馈), kept line by line, with what is wrong with each other line."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.receipts import answerable, keeping
from partners.receipts.answerable import Misfit
from partners.receipts.receipt_files import FileFault, FileReceipt, Read
from partners.receipts.repeated import Way

NOTICE, MEASURE = ("notice",), ("measure",)


def keep_lines(
    session: Session,
    agency_id: int,
    lines: Sequence[Read],
    *,
    now: datetime,
    since: datetime | None = None,
) -> list[FileFault]:
    """Keep the receipts of some lines of a file, and return the lines that hold none, in order:
    those that could not be read, and those that answer nothing that the agency was told. What the
    agency has said before is not kept again.

    :param since: when the first lines of the file were kept.
    """
    said = [line.said for line in lines if isinstance(line, FileReceipt)]
    through = session.get_one(StreamState, agency_id).scanned
    wrong = {
        misfit.said: misfit
        for misfit in answerable.misfits(session, agency_id, said, through=through)
    }
    fitting = [one for one in said if one not in wrong]
    keeping.keep(session, agency_id, fitting, way=Way.BY_FILE, now=now, since=since)
    return [
        line if isinstance(line, FileFault) else _fault(line.line, wrong[line.said])
        for line in lines
        if isinstance(line, FileFault) or line.said in wrong
    ]


def _fault(line: int, misfit: Misfit) -> FileFault:
    return (
        FileFault(line, NOTICE) if misfit.named is None else FileFault(line, MEASURE, misfit.named)
    )
