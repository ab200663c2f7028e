"""Texts of errors of objections, reviews and corrections (救济错误说明)."""

from registry.web.text import Text

TEXTS = {
    "objection.not_found": Text(
        "纠正申请不存在",
        "No such objection",
        "本院没有这个编号的纠正申请或者执行异议。",
        "This court has no objection of this id.",
    ),
    "objection.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该申请目前的状态不允许此行为，见 facts。",
        "The objection is in a state that does not allow this act; see `facts`.",
    ),
    "objection.pending": Text(
        "已有相同的申请在审查",
        "The same objection is being examined",
        "同一申请人以同一理由提出的申请正在审查，编号见 facts。",
        "An objection of the same kind of objector on the same ground is being examined; `facts` "
        "has its id.",
    ),
    "objection.not_drafted": Text(
        "尚未起草结论",
        "No decision is drafted",
        "签发之前应当先起草审查结论。",
        "Draft the decision before it is signed.",
    ),
    "objection.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该申请不能这样办理。",
        "The law does not allow this act about an objection, for these reasons.",
    ),
    "review.not_found": Text(
        "复议不存在",
        "No such review",
        "没有本院可以查看的这个编号的复议。",
        "There is no review of this id that this court may see.",
    ),
    "review.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该复议目前的状态不允许此行为，见 facts。",
        "The review is in a state that does not allow this act; see `facts`.",
    ),
    "review.exists": Text(
        "已经申请过复议",
        "Reviewed already",
        "对该驳回决定已有复议，编号见 facts；同一驳回决定只复议一次。",
        "There is a review of this dismissal already; `facts` has its id. One dismissal is "
        "reviewed once.",
    ),
    "review.not_drafted": Text(
        "尚未起草决定",
        "No decision is drafted",
        "签发之前应当先起草复议决定；责令纠正、直接纠正的，另行起草纠正意见并写明复议。",
        "Draft the dismissal before it is signed. To order or to make the correction, draft a "
        "correction that names the review.",
    ),
    "review.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该复议不能这样办理。",
        "The law does not allow this act about a review, for these reasons.",
    ),
    "correction.not_found": Text(
        "纠正意见不存在",
        "No such correction",
        "没有本院可以查看的这个编号的纠正意见。",
        "There is no correction of this id that this court may see.",
    ),
    "correction.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该纠正意见目前的状态不允许此行为，见 facts。",
        "The correction is in a state that does not allow this act; see `facts`.",
    ),
    "correction.pending": Text(
        "已经责令纠正",
        "Ordered already",
        "同一事项已经责令纠正，尚未完成，编号见 facts。",
        "The same correction is ordered and not carried out yet; `facts` has its id.",
    ),
    "correction.of_another_court": Text(
        "其他法院的纠正意见",
        "Another court's correction",
        "该纠正意见由其他上级法院起草，由该院签发或者撤回。",
        "Another court above drafted this correction, and signs or withdraws it.",
    ),
    "correction.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，不能这样纠正。",
        "The law does not allow this correction, for these reasons.",
    ),
}
