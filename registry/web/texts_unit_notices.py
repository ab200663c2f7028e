"""Texts of errors of notices to units (向单位通报错误说明)."""

from registry.web.text import Text

TEXTS = {
    "unit_notice.already_recorded": Text(
        "已记录通报",
        "Recorded already",
        "向该对象的通报已经记录，不再重复。",
        "The notice to this recipient is on record; it is not recorded twice.",
    ),
    "unit_notice.ineligible": Text(
        "不能记录通报",
        "Not allowed by law",
        "依据下列规定，不能这样记录通报。",
        "The law does not allow this notice to be recorded, for these reasons.",
    ),
}
