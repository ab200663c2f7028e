"""Texts of errors of later decisions about listings (后续决定错误说明)."""

from registry.web.text import Text

TEXTS = {
    "listing.not_in_grace": Text(
        "不在宽限期",
        "Not in grace",
        "该决定没有尚待认定的宽限期。",
        "The decision has no grace period of which an outcome is still to be recorded.",
    ),
    "listing_change.not_found": Text(
        "决定不存在",
        "No such decision",
        "本院没有这个编号的撤销、更正或者延长决定。",
        "This court has no revocation, amendment or extension of this id.",
    ),
    "listing_change.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该决定目前的状态不允许此行为，见 facts。",
        "The decision is in a state that does not allow this act; see `facts`.",
    ),
    "listing_application.not_found": Text(
        "纳入申请不存在",
        "No such application",
        "本院没有这个编号的纳入申请。",
        "This court has no application to list of this id.",
    ),
    "listing_application.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "纳入申请已经决定，不能再作此行为，见 facts。",
        "The application has been decided on and does not allow this act; see `facts`.",
    ),
    "listing_application.pending": Text(
        "申请尚未决定",
        "Application pending",
        "该被执行人在本案中已有尚未决定的纳入申请，编号见 facts。",
        "An application to list this debtor in the case is not decided on yet; `facts` has its id.",
    ),
    "listing_application.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该纳入申请行为不能办理。",
        "The law does not allow this act about an application to list, for these reasons.",
    ),
    "listing_change.overtaken": Text(
        "信息已有变化",
        "Overtaken",
        "起草之后，所更正的信息已有变化，请重新起草。",
        "What the decision amends has changed since it was drafted. Draft it anew.",
    ),
    "listing_change.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该决定不能作出。",
        "The law does not allow this decision about a listing, for these reasons.",
    ),
}
