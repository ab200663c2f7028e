"""Shapes of screening (资格审查): what a court or an agency asks of a list, and what it is told."""

from marshmallow import Schema, fields, validate

from schemas.codes import ListName, SubjectKind
from schemas.court import Strict
from schemas.court_queries import PageQuery
from schemas.fields import (
    LONGEST_LINE,
    Day,
    Flag,
    Id,
    WholeNumber,
    described,
    no_duplicates,
    text,
)
from schemas.screening_codes import (
    ListFormat,
    Match,
    ReportForm,
    RowFault,
    ScreeningPurpose,
    ScreeningState,
)
from schemas.watches import UNTIL, ListFailure, WatchAnswer

LONGEST_COLUMN = 64
MOST_INLINE = 1_000
LONGEST_BASIS = 500


class ListColumns(Strict):
    """What the list calls its columns, where that is not usual (列名)."""

    name = fields.String(validate=validate.Length(min=1, max=LONGEST_COLUMN))
    number = fields.String(validate=validate.Length(min=1, max=LONGEST_COLUMN))
    kind = fields.String(validate=validate.Length(min=1, max=LONGEST_COLUMN))
    reference = fields.String(validate=validate.Length(min=1, max=LONGEST_COLUMN))


class ListRow(Strict):
    """A row of a short list (名单行)."""

    name = fields.String(load_default="", validate=validate.Length(max=LONGEST_LINE))
    number = fields.String(load_default="", validate=validate.Length(max=LONGEST_LINE))
    kind = fields.Enum(SubjectKind, by_value=True)
    reference = fields.String(load_default="", validate=validate.Length(max=LONGEST_COLUMN))


class ScreeningToOpen(Strict):
    """What is asked of a list, and what for (提交资格审查)."""

    purpose = fields.Enum(
        ScreeningPurpose,
        by_value=True,
        required=True,
        metadata=described("审查目的。", "What the list is screened for."),
    )
    basis = text(
        longest=LONGEST_BASIS,
        zh="依据的法律、文件或者职责。",
        en="The law, instrument or office that it rests on.",
        example="《中华人民共和国公务员法》第二十六条",
    )
    lists = fields.List(
        fields.Enum(ListName, by_value=True),
        load_default=lambda: list(ListName),
        validate=[validate.Length(min=1), no_duplicates],
        metadata={
            **described("比对的名单，默认全部。", "The lists asked about: both by default."),
            "uniqueItems": True,
        },
    )
    names = Flag(
        load_default=False,
        metadata=described(
            "是否列出仅姓名相同的记录；可能是同名，不得据此认定。",
            "Whether records that only bear the same name are shown: they may be namesakes'.",
        ),
    )
    columns = fields.Nested(ListColumns, load_default=dict)
    watch_until = Day(load_default=None, allow_none=True, metadata=UNTIL)
    rows = fields.List(
        fields.Nested(ListRow),
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=MOST_INLINE),
        metadata=described(
            "名单，一千行以内的可以随请求提交；不填的，另行提交名单。",
            "The list, up to 1,000 rows; left out, it is handed in by itself.",
        ),
    )


class AgencyScreeningToOpen(ScreeningToOpen):
    """What an agency asks of a list (单位提交资格审查)."""

    id = Id(
        required=True,
        metadata=described(
            "自定编号；以同一编号重复提交的，不重复受理。",
            "An id of your own; the same again under it is not taken twice.",
        ),
    )
    shared = Flag(
        load_default=False,
        metadata=described(
            "是否允许执行法院查看号码和姓名一致、涉及其案件的命中，并据此发出司法建议书。",
            "Whether the court of a case may see the hits by number and name about it, and write "
            "judicial suggestion letters about them.",
        ),
    )


class ScreeningToCancel(Strict):
    """A screening to be cancelled (取消资格审查)."""

    reason = text(zh="取消的理由。", en="Why it is cancelled.")


class WatchToAmend(Strict):
    """Rows that are watched from now on, and rows that are not any more (增减名单行)."""

    add = fields.List(
        fields.Nested(ListRow),
        load_default=list,
        validate=validate.Length(max=MOST_INLINE),
        metadata=described(
            "增加的行，行号接在名单之后。", "Rows to add; they get the next numbers of the list."
        ),
    )
    drop = fields.List(
        WholeNumber(validate=validate.Range(min=1)),
        load_default=list,
        validate=[validate.Length(max=MOST_INLINE), no_duplicates],
        metadata={
            **described("不再审查的行号。", "The numbers of rows that are watched no more."),
            "uniqueItems": True,
        },
    )


class AgencyWatchToAmend(WatchToAmend):
    """Rows that an agency has watched from now on, or not any more (单位增减名单行)."""

    version = WholeNumber(
        required=True,
        validate=validate.Range(min=1),
        metadata=described(
            "资格审查现在的版本；重复提交的不再受理。",
            "The version of the screening as you know it: the same again is not taken twice.",
        ),
    )


class HitCounts(Schema):
    """How many rows and records go together, by how (命中数)."""

    identified = fields.Integer(required=True)
    number_only = fields.Integer(required=True)
    name_only = fields.Integer(required=True)


class ScreeningAnswer(Schema):
    """A screening and how far it has come (资格审查)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(ScreeningState, by_value=True, required=True)
    purpose = fields.Enum(ScreeningPurpose, by_value=True, required=True)
    basis = fields.String(required=True)
    lists = fields.List(fields.Enum(ListName, by_value=True), required=True)
    names = fields.Boolean(required=True)
    shared = fields.Boolean(
        required=True,
        metadata=described(
            "执行法院可否查看涉及其案件的命中。", "Whether courts see the hits about their cases."
        ),
    )
    format = fields.Enum(ListFormat, by_value=True, required=True, allow_none=True)
    progress = fields.Integer(
        required=True, metadata=described("进度，百分比。", "How far it has come, in per cent.")
    )
    rows_done = fields.Integer(required=True)
    rows_faulty = fields.Integer(required=True)
    hits = fields.Nested(HitCounts, required=True)
    failure = fields.Nested(ListFailure, required=True, allow_none=True)
    watch = fields.Nested(WatchAnswer, required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
    kept_until = fields.Date(
        required=True,
        allow_none=True,
        metadata=described("结果保存至。", "Until when what came of it is kept."),
    )


class ScreeningPage(Schema):
    """One page of screenings (资格审查分页)."""

    items = fields.List(fields.Nested(ScreeningAnswer), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class HitAnswer(Schema):
    """A row and a record that go together, and why (命中)."""

    row = fields.Integer(
        required=True,
        metadata=described("名单中的行号，不含表头。", "The row in the list, headers not counted."),
    )
    reference = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    number_masked = fields.String(required=True)
    match = fields.Enum(Match, by_value=True, required=True)
    match_label = fields.String(required=True)
    needs_person = fields.Boolean(
        required=True,
        metadata=described("是否须人工核实。", "Whether a person has to look at it."),
    )
    record = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=described(
            "记录，与公开查询的内容相同。", "The record, as the public search shows it."
        ),
    )


class HitsQuery(PageQuery):
    """Which hits, and which page of them (命中查询条件)."""

    match = fields.Enum(
        Match,
        by_value=True,
        load_default=None,
        metadata=described(
            "只列出如此比对一致的命中，默认全部。",
            "Only hits that go together so; all by default.",
        ),
    )


class HitPage(Schema):
    """One page of hits (命中分页)."""

    items = fields.List(fields.Nested(HitAnswer), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class FaultAnswer(Schema):
    """A row that was not compared, or not by its number (错误行)."""

    row = fields.Integer(required=True)
    reason = fields.Enum(RowFault, by_value=True, required=True)
    reason_label = fields.String(required=True)


class FaultPage(Schema):
    """One page of faulty rows (错误行分页)."""

    items = fields.List(fields.Nested(FaultAnswer), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class ReportQuery(Strict):
    """In which form a report is wanted (报告格式)."""

    form = fields.Enum(
        ReportForm,
        by_value=True,
        load_default=ReportForm.CSV,
        metadata=described("文件格式。", "The form of the file."),
    )
