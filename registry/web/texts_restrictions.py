"""Texts of errors about what becomes of an order (限制消费令变动错误说明)."""

from registry.web.text import Text

TEXTS = {
    "permission.not_found": Text(
        "准许申请不存在",
        "No such application",
        "本院没有这个编号的准许申请。",
        "This court has no application for a permission of this id.",
    ),
    "permission.ineligible": Text(
        "依法不予准许",
        "Not allowed by law",
        "依据下列规定，该准许申请不能办理。",
        "The law does not allow this act about an application for a permission, for these reasons.",
    ),
    "permission.over": Text(
        "所申请的期间已过",
        "Asked for a time that is over",
        "所申请的最后一日已过，见 facts；准许须在消费之前。",
        "The last day that was asked for is over; `facts` has it. Permission comes before the "
        "spending.",
    ),
    "permission.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该申请目前的状态不允许此行为，见 facts。",
        "The application is in a state that does not allow this act; see `facts`.",
    ),
    "restriction.not_in_grace": Text(
        "不在宽限期",
        "Not in grace",
        "该限制消费令没有尚待认定的宽限期。",
        "The order has no grace period of which an outcome is still to be recorded.",
    ),
    "bound_person.not_found": Text(
        "人员不存在",
        "No such person",
        "该限制消费令没有这个编号的责任人员。",
        "This order binds no person of this id.",
    ),
    "bound_person.exists": Text(
        "已经载明",
        "Named already",
        "该人员已以同一身份受该限制消费令约束，或者已被载明，见 facts。",
        "The order binds or names this person in this capacity already; see `facts`.",
    ),
    "bound_person.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "对该人员的限制目前的状态不允许此行为，见 facts。",
        "The restriction of this person is in a state that does not allow this act; see `facts`.",
    ),
    "restriction_change.not_found": Text(
        "决定不存在",
        "No such decision",
        "本院没有这个编号的、关于限制消费令的后续决定。",
        "This court has no later decision about an order of this id.",
    ),
    "restriction_change.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该决定目前的状态不允许此行为，见 facts。",
        "The decision is in a state that does not allow this act; see `facts`.",
    ),
    "restriction_change.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，关于限制消费令的该决定不能作出。",
        "The law does not allow this decision about an order, for these reasons.",
    ),
    "lift.not_found": Text(
        "解除决定不存在",
        "No such decision to lift",
        "本院没有这个编号的解除决定。",
        "This court has no decision to lift of this id.",
    ),
    "lift.ineligible": Text(
        "依法不予解除",
        "Not allowed by law",
        "依据下列规定，不能以该情形解除；被执行人仍在名单中的，先办理删除。",
        "The law does not allow this lift, for these reasons. Where the debtor is still listed, "
        "the listing is removed first.",
    ),
    "lift.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "解除决定目前的状态不允许此行为，见 facts。",
        "The decision to lift is in a state that does not allow this act; see `facts`.",
    ),
}
