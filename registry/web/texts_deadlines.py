"""Texts of errors about deadlines (期限错误说明)."""

from registry.web.text import Text

TEXTS = {
    "deadline.not_found": Text(
        "期限事项不存在",
        "No such deadline",
        "本院没有这个编号的期限事项。",
        "This court has no deadline of this id.",
    ),
}
