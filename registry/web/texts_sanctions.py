"""Texts of errors about breaches, sanctions and exit restrictions (制裁与限制出境错误说明)."""

from registry.web.text import Text

TEXTS = {
    "breach.agency_unknown": Text(
        "单位不存在",
        "No such agency",
        "allowed_by 所列代码不是接入过本库的单位，见 facts；"
        "接到通知的单位见 /records/{id}/agencies，没有接入的单位不填代码，写入线索内容。",
        "`allowed_by` names no agency that was ever connected; see `facts`. Those that were told "
        "of the order are at /records/{id}/agencies. Leave it out for another body, and name that "
        "in the content.",
    ),
    "breach.not_found": Text(
        "违反情况不存在",
        "No such breach",
        "本院没有这个编号的违反情况。",
        "This court has no breach of this id.",
    ),
    "breach.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该违反情况目前的状态不允许此行为，见 facts。",
        "The breach is in a state that does not allow this act; see `facts`.",
    ),
    "breach.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于该违反情况的此行为不能办理。",
        "The law does not allow this act about the breach, for these reasons.",
    ),
    "sanction.not_found": Text(
        "制裁决定不存在",
        "No such decision to sanction",
        "本院没有这个编号的制裁决定。",
        "This court has no decision to sanction of this id.",
    ),
    "sanction.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该制裁或者移送决定目前的状态不允许此行为，见 facts。",
        "The decision to sanction is in a state that does not allow this act; see `facts`.",
    ),
    "sanction.served": Text(
        "已经送达",
        "Served already",
        "该制裁决定的送达已经记录，见 facts。",
        "The service of this decision to sanction is recorded already; see `facts`.",
    ),
    "sanction.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于该制裁或者移送决定的此行为不能办理。",
        "The law does not allow this act about the decision to sanction, for these reasons.",
    ),
    "appeal.not_found": Text(
        "复议申请不存在",
        "No such appeal",
        "本院没有这个编号的对制裁、限制出境的复议申请。",
        "This court has no appeal of this id.",
    ),
    "appeal.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该复议申请目前的状态不允许此行为，见 facts。",
        "The appeal is in a state that does not allow this act; see `facts`.",
    ),
    "appeal.not_drafted": Text(
        "尚未起草复议决定",
        "Not drafted yet",
        "请先起草复议决定，再由他人签发。",
        "Draft the decision on the appeal first; somebody else then signs it.",
    ),
    "appeal.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于该复议申请的此行为不能办理。",
        "The law does not allow this act about the appeal, for these reasons.",
    ),
    "exit_restriction.not_found": Text(
        "限制出境决定不存在",
        "No such exit restriction",
        "本院没有这个编号的限制出境决定。",
        "This court has no exit restriction of this id.",
    ),
    "exit_restriction.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该限制出境决定目前的状态不允许此行为，见 facts。",
        "The exit restriction is in a state that does not allow this act; see `facts`.",
    ),
    "exit_restriction.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于该限制出境决定的此行为不能办理。",
        "The law does not allow this act about the exit restriction, for these reasons.",
    ),
    "exit_ending.not_found": Text(
        "解除、撤销决定不存在",
        "No such decision to end an exit restriction",
        "本院没有这个编号的解除、撤销决定。",
        "This court has no decision to end an exit restriction of this id.",
    ),
    "exit_ending.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该解除、撤销决定目前的状态不允许此行为，见 facts。",
        "The decision is in a state that does not allow this act; see `facts`.",
    ),
    "exit_ending.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于该解除、撤销决定的此行为不能办理。",
        "The law does not let this exit restriction end so, for these reasons.",
    ),
    "exit_restriction.exists": Text(
        "已有限制出境决定",
        "Decided already",
        "对该人员在本案中已有尚未终止的限制出境决定，见 facts。",
        "This person is kept from leaving in this case already, or is to be; see `facts`.",
    ),
    "exit_restriction.served": Text(
        "已经送达",
        "Served already",
        "该限制出境决定的送达已经记录，见 facts。",
        "The service of this exit restriction is recorded already; see `facts`.",
    ),
}
