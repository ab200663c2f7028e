"""Texts of errors about a debtor's capacity (履行能力错误说明)."""

from registry.web.text import Text

TEXTS = {
    "evidence.not_found": Text(
        "证据不存在",
        "No such evidence",
        "本院没有这个编号的证据或者规避执行迹象。",
        "This court has no evidence, and no sign of evasion, of this id.",
    ),
    "evidence.ineligible": Text(
        "不得记录或者撤回",
        "Evidence not accepted",
        "依据下列规定，该证据不能记录或者撤回。",
        "The evidence cannot be recorded or withdrawn, for these reasons.",
    ),
    "evidence.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该证据目前的状态不允许此行为，见 facts。",
        "The evidence is in a state that does not allow this act; see `facts`.",
    ),
    "property_report.not_found": Text(
        "财产报告不存在",
        "No such property report",
        "本院没有这个编号的财产报告，或者不是该被执行人的报告。",
        "This court has no property report of this id on this debtor.",
    ),
    "property_report.exists": Text(
        "已责令报告",
        "Ordered already",
        "已责令该被执行人报告财产，尚未核实，编号见 facts。",
        "The debtor is under an order to report that is not answered and verified yet; `facts` "
        "has its id.",
    ),
    "property_report.ineligible": Text(
        "不得办理",
        "Not allowed",
        "依据下列规定，该财产报告行为不能办理。",
        "This act about a property report is not allowed, for these reasons.",
    ),
    "property_report.supplemented": Text(
        "补充报告已收到",
        "Supplemented already",
        "该变动的补充报告已经收到。",
        "The debtor has reported this change already.",
    ),
    "property_report.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "财产报告目前的状态不允许此行为，见 facts。",
        "The property report is in a state that does not allow this act; see `facts`.",
    ),
    "capacity_proposal.not_found": Text(
        "提示不存在",
        "No such proposal",
        "本院没有这个编号的失能提示。",
        "This court has no proposal of this id.",
    ),
    "capacity_proposal.ineligible": Text(
        "不得保留",
        "Not to be kept",
        "依据下列规定，该失信信息不得保留。",
        "The listing cannot be kept, for these reasons.",
    ),
    "capacity_proposal.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该提示已经处理或者失效，见 facts。",
        "The proposal has been acted on or has lapsed; see `facts`.",
    ),
    "capacity_assessment.not_found": Text(
        "履行能力认定不存在",
        "No such capacity assessment",
        "本院没有这个编号的履行能力认定。",
        "This court has no capacity assessment of this id.",
    ),
    "capacity_assessment.ineligible": Text(
        "依法不得如此认定",
        "Not allowed by law",
        "依据下列规定，该认定不能作出。",
        "The law does not allow this assessment, for these reasons.",
    ),
    "capacity_assessment.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "履行能力认定目前的状态不允许此行为，见 facts。",
        "The capacity assessment is in a state that does not allow this act; see `facts`.",
    ),
    "capacity_assessment.overtaken": Text(
        "证据已有变化",
        "Overtaken",
        "起草之后，有证据或者规避执行迹象被记录或者撤回，请查看后重新起草。",
        "Evidence or a sign of evasion came in or was withdrawn since the draft. Look at it and "
        "draft anew.",
    ),
}
