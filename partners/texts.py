"""Texts of errors of the partner side (推送错误说明)."""

from registry.web.text import Text

TEXTS = {
    "agency.not_found": Text(
        "单位不存在",
        "No such agency",
        "没有使用该代码的单位；flask partners agency list 列出全部单位。",
        "No agency has this code. flask partners agency list shows them all.",
    ),
    "agency.exists": Text(
        "单位已接入",
        "Agency taken in already",
        "已有使用该代码的单位。",
        "An agency has this code already.",
    ),
    "agency.code_malformed": Text(
        "单位代码有误",
        "Not an agency code",
        "单位代码由小写字母、数字和连字符组成，最长 64 个字符。",
        "An agency's code has small letters, digits and hyphens, 64 at most.",
    ),
    "agency.endpoint_unusable": Text(
        "接收地址不可用",
        "Endpoint unusable",
        "接收地址须为完整的 https 地址（开发和测试环境可用 http），不含账号和片段。",
        "The endpoint is a whole https address (http in development and test), without account "
        "or fragment.",
    ),
    "agency.measure_unknown": Text(
        "措施不在现行目录中",
        "No such measure in force",
        "所列措施不在现行目录中，或者一项也没有；先以 flask partners catalogue load 装载目录。",
        "No catalogue in force has these measures, or none was named. Load one first with flask "
        "partners catalogue load.",
    ),
    "agency.limits": Text(
        "推送参数超出范围",
        "Out of bounds",
        "间隔、条数、字节数或字段超出范围，见 facts.fields。",
        "Interval, count, bytes or fields are out of bounds; see facts.fields.",
    ),
    "parked.not_found": Text(
        "没有搁置这条通知",
        "No such parked notice",
        "该单位没有搁置这条通知；flask partners parked list 列出全部搁置的通知。",
        "Nothing is parked under this id for the agency. flask partners parked list shows what is.",
    ),
    "parked.not_parked": Text(
        "通知不在可办理的状态",
        "Not open to this",
        "该通知现处状态见 facts.state；只有单位拒收的通知可以放行或更正，"
        "同一记录的后续通知随之发送。",
        "facts.state says how the notice stands. Only one that the agency refused is released or "
        "corrected; later ones of its record follow by themselves.",
    ),
    "parked.in_flight": Text(
        "通知正在发送",
        "Being sent right now",
        "该通知已在一次推送之中，请待其结果后再办理。",
        "The notice is in a delivery that is under way. Wait for its outcome.",
    ),
    "parked.fields_not_allowed": Text(
        "字段超出单位的字段清单",
        "Fields beyond the agency's list",
        "更正只能减少字段；facts.fields 所列字段不在该单位的字段清单中。",
        "A correction leaves fields out. Those in facts.fields are not in the agency's list.",
    ),
    "receipt.notice_unknown": Text(
        "反馈所指的通知不存在",
        "No such notice",
        "有反馈指向从未发送的通知，条数见 facts.unknown；全部反馈均未收录。",
        "Some receipts are of notices that were never sent; facts.unknown says how many. None of "
        "the receipts was kept.",
    ),
}
