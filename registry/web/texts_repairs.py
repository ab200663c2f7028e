"""Texts of errors of credit repair (信用修复错误说明)."""

from registry.web.text import Text

TEXTS = {
    "repair.not_found": Text(
        "信用修复申请不存在",
        "No such application",
        "本院没有这个编号的信用修复申请。",
        "This court has no application for repair of this id.",
    ),
    "repair.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该申请目前的状态不允许此行为，见 facts。",
        "The application is in a state that does not allow this act; see `facts`.",
    ),
    "repair.already_open": Text(
        "已有申请在办",
        "An application is open",
        "该失信信息已有信用修复申请尚未办结，编号见 facts；补交的材料请记入该申请。",
        "An application for this listing is not decided on yet; `facts` has its id. Documents that "
        "come later belong there.",
    ),
    "repair.ineligible": Text(
        "依法不能办理",
        "Not allowed by law",
        "依据下列规定，不能这样办理信用修复。",
        "The law does not allow this act about a repair, for these reasons.",
    ),
}
