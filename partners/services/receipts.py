"""Receipts by file (文件反馈), kept line by line, with what is wrong with each other line."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.receipts import answerable, in_file, keeping
from partners.receipts.answerable import Misfit
from partners.receipts.file_progress import FileProgress
from partners.receipts.receipt_files import FileFault, FileReceipt, Read
from partners.receipts.receipts import ReceiptSaid
from partners.receipts.repeated import Content

NOTICE, MEASURE = ("notice",), ("measure",)


def keep_lines(
    session: Session,
    agency_id: int,
    lines: Sequence[Read],
    *,
    now: datetime,
    progress: FileProgress,
) -> list[FileFault]:
    """Keep the receipts of some lines of a file, and return the lines that hold none, in order:
    those that could not be read, and those that answer nothing that the agency was told. What the
    agency has said before is not kept again.

    :param progress: how far the lines of the file have come.
    """
    said = [line.said for line in lines if isinstance(line, FileReceipt)]
    through = session.get_one(StreamState, agency_id).scanned
    wrong = {
        misfit.said: misfit
        for misfit in answerable.misfits(session, agency_id, said, through=through)
    }
    fitting = [one for one in said if one not in wrong]
    keeping.keep_new(
        session, agency_id, in_file.anew(session, agency_id, fitting, progress), now=now
    )
    return [
        line if isinstance(line, FileFault) else _fault(line.line, wrong[line.said])
        for line in lines
        if isinstance(line, FileFault) or line.said in wrong
    ]


def keep_again(
    session: Session, agency_id: int, words: Iterable[Content], *, now: datetime
) -> None:
    """Keep words at the end of a file that were said before and count anew."""
    said = [
        ReceiptSaid(
            notice_id=word.notice,
            measure=word.measure,
            outcome=word.outcome,
            reason=word.reason,
            stated_at=None,
        )
        for word in words
    ]
    keeping.keep_new(session, agency_id, said, now=now)


def _fault(line: int, misfit: Misfit) -> FileFault:
    return (
        FileFault(line, NOTICE) if misfit.named is None else FileFault(line, MEASURE, misfit.named)
    )
