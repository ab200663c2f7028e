"""Texts of errors about deadlines (期限错误说明)."""

from registry.web.text import Text

TEXTS = {
    "record.not_found": Text(
        "记录不存在",
        "No such record",
        "本院和下级法院没有这个编号的记录。",
        "Neither this court nor one below it has a record of this id.",
    ),
    "deadline.not_found": Text(
        "期限事项不存在",
        "No such deadline",
        "本院没有这个编号的期限事项。",
        "This court has no deadline of this id.",
    ),
}
