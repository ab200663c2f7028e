"""Shapes of the journal (法院接口：台账): what a court asks for, and what it is answered."""

from marshmallow import fields

from schemas.court_answers import HistoryEntry
from schemas.court_queries import PageQuery
from schemas.fields import Id, described
from schemas.pages import Envelope


class JournalQuery(PageQuery):
    """Whose entries (台账查询)."""

    record = Id(
        required=True,
        metadata=described(
            "记录编号；案件编号则包括随案的一切记录。",
            "The id of a record of any kind; that of a case stands for all that hangs on it.",
        ),
    )


class RecordEntry(HistoryEntry):
    """An entry with the record that it is about (台账记录)."""

    record = fields.UUID(required=True, allow_none=True)


class JournalPage(Envelope):
    """A page of the journal (台账)."""

    items = fields.List(fields.Nested(RecordEntry), required=True)
