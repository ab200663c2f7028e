"""Shapes of watches (持续审查): how the list of a screening is watched, and what is told of it."""

from marshmallow import Schema, fields

from schemas.codes import ListName
from schemas.court import Strict
from schemas.fields import Day, described, text
from schemas.pages import Envelope
from schemas.screening_codes import (
    AlertChange,
    ListFormat,
    Match,
    RowFault,
    RowOutcome,
    RowsChange,
    ScreeningState,
    WatchState,
)

UNTIL = described(
    "持续审查至哪一日；期间名单中的人被公布、限制或者终止时提示。",
    "Until when the list is watched: meanwhile you are told who is listed, restricted, or not any "
    "more.",
)


class ListFailure(Schema):
    """Why a list could not be worked off to its end (名单错误)."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)


class WatchToRenew(Strict):
    """Until when a list is watched from now on (续期)."""

    until = Day(required=True, metadata=UNTIL)


class WatchToEnd(Strict):
    """A watch to be ended (终止持续审查)."""

    reason = text(zh="终止的理由。", en="Why it is ended.")


class WatchAnswer(Schema):
    """How a list is watched (持续审查)."""

    state = fields.Enum(WatchState, by_value=True, required=True)
    until = fields.Date(required=True)
    ends_soon = fields.Boolean(
        required=True,
        metadata=described(
            "是否即将到期，需要的请续期。", "Whether it runs out soon: renew it if it is to go on."
        ),
    )
    rows = fields.Integer(
        required=True,
        metadata=described("持续审查的行数。", "How many rows are watched."),
    )
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class WatchListAnswer(Schema):
    """A list by which rows are taken into a watch or out of it (增减名单)."""

    id = fields.UUID(required=True)
    change = fields.Enum(RowsChange, by_value=True, required=True)
    state = fields.Enum(ScreeningState, by_value=True, required=True)
    format = fields.Enum(ListFormat, by_value=True, required=True)
    rows_done = fields.Integer(required=True)
    rows_changed = fields.Integer(
        required=True,
        metadata=described("已增加或者已去除的行数。", "How many rows were added, or dropped."),
    )
    rows_unchanged = fields.Integer(
        required=True,
        metadata=described(
            "已在名单中的，或者不在名单中的行数。",
            "How many were on the list already, or are not on it.",
        ),
    )
    rows_faulty = fields.Integer(required=True)
    failure = fields.Nested(ListFailure, required=True, allow_none=True)
    handed_in_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)


class WatchListPage(Envelope):
    """One page of lists for a watch (增减名单分页)."""

    items = fields.List(fields.Nested(WatchListAnswer), required=True)


class ChangedRowAnswer(Schema):
    """What became of a row of such a list (逐行结果)."""

    row = fields.Integer(
        required=True,
        metadata=described("所提交名单中的行号。", "The row in the list that was handed in."),
    )
    outcome = fields.Enum(RowOutcome, by_value=True, required=True)
    outcome_label = fields.String(required=True)
    watched_row = fields.Integer(
        required=True,
        allow_none=True,
        metadata=described(
            "持续审查中的行号，提示以此为准。", "Its number in the watch, as alerts have it."
        ),
    )
    reason = fields.Enum(RowFault, by_value=True, required=True, allow_none=True)
    reason_label = fields.String(required=True, allow_none=True)


class ChangedRowPage(Envelope):
    """One page of what became of rows (逐行结果分页)."""

    items = fields.List(fields.Nested(ChangedRowAnswer), required=True)


class AlertAnswer(Schema):
    """What was told of a row (资格审查提示)."""

    id = fields.UUID(
        required=True,
        metadata=described("提示编号，与通知编号相同。", "The id of the alert, and of its notice."),
    )
    hit = fields.UUID(
        required=True,
        metadata=described(
            "同一行与同一记录的各次提示相同。", "The same in all alerts of one row and one record."
        ),
    )
    row = fields.Integer(required=True)
    reference = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    number_masked = fields.String(required=True, allow_none=True)
    change = fields.Enum(AlertChange, by_value=True, required=True)
    change_label = fields.String(required=True)
    match = fields.Enum(Match, by_value=True, required=True)
    match_label = fields.String(required=True)
    needs_person = fields.Boolean(required=True)
    list = fields.Enum(ListName, by_value=True, required=True)
    entry = fields.UUID(required=True)
    raised_at = fields.AwareDateTime(required=True)
    record = fields.Dict(
        keys=fields.String(),
        required=True,
        allow_none=True,
        metadata=described(
            "记录，与公开查询的内容相同；已不公开的为空。",
            "The record, as the public search shows it now; null where it is public no more.",
        ),
    )


class AlertPage(Envelope):
    """One page of alerts (提示分页)."""

    items = fields.List(fields.Nested(AlertAnswer), required=True)
