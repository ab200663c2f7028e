"""Texts of errors of transfers (移转执行错误说明)."""

from registry.web.text import Text

TEXTS = {
    "transfer.not_found": Text(
        "移转执行不存在",
        "No such transfer",
        "没有与本院有关的、这个编号的移转执行。",
        "There is no transfer of this id that concerns this court.",
    ),
    "transfer.ineligible": Text(
        "依法不予移转",
        "Not allowed by law",
        "依据下列规定，该案件不能这样移转。",
        "The law does not allow this act about a transfer, for these reasons.",
    ),
    "transfer.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "案件或者移转目前的状态不允许此行为，见 facts。",
        "The case or the transfer is in a state that does not allow this act; see `facts`.",
    ),
}
