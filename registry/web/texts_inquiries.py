"""Texts of errors about what agencies are asked and answer (协助查询错误说明)."""

from registry.web.text import Text

TEXTS = {
    "inquiry.asked_of_agencies": Text(
        "由单位答复",
        "Answered by agencies",
        "该查控已请求单位协助，结果由单位的答复确定；法院只补记告知申请执行人之日。",
        "Agencies are asked in this inquiry, and its result is what they answer. A court only adds "
        "when the creditor was told.",
    ),
    "inquiry_request.not_found": Text(
        "协助查询请求不存在",
        "No such request",
        "本院没有这个编号的协助查询请求。",
        "This court has no request to agencies of this id.",
    ),
    "inquiry_request.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该请求已经撤回，见 facts。",
        "The request has been withdrawn; see `facts`.",
    ),
    "inquiry_request.agency_unknown": Text(
        "单位不能查询",
        "No such agency to ask",
        "有代码不是可以协助查询的单位，见 facts；可以查询的单位见 /respondents。",
        "Some codes are of no agency that can be asked: see `facts`; /respondents has those that "
        "can.",
    ),
    "inquiry_request.asked_otherwise": Text(
        "已经请求过",
        "Asked already",
        "这张表单已经提交过，内容与这次不同；请在查控列表中查看已经提出的请求，需要另行请求的，重新填写。",
        "This form was sent before and said something else. See the list of inquiries for what was "
        "asked; to ask for more, begin a new form.",
    ),
    "inquiry_request.ineligible": Text(
        "依法不予查询",
        "Not allowed by law",
        "依据下列规定，不能如此请求协助查询。",
        "The law does not allow agencies to be asked so, for these reasons.",
    ),
    "inquiry_view.ineligible": Text(
        "不得查阅",
        "Not to be read",
        "依据下列规定，不得以此目的查阅单位的答复。",
        "The answers of agencies are not read for this purpose, for these reasons.",
    ),
    "agency_inquiry.not_found": Text(
        "查询不存在",
        "No such inquiry",
        "没有向贵单位提出这个编号的查询。",
        "Your agency was not asked anything under this id.",
    ),
    "subject.erased": Text(
        "身份信息已经清除",
        "Identity erased",
        "该主体的身份信息已经依法清除，不再就其办理任何事项，也不再收录答复；请勿再提供信息。",
        "Whom this is about was erased: nothing is done about him any more, and no answer is kept. "
        "Do not send any.",
    ),
    "agency_inquiry.withdrawn": Text(
        "查询已撤回",
        "Withdrawn",
        "法院已经撤回该查询，不再收录答复；请勿再提供信息。",
        "The court has withdrawn this inquiry. No answer is kept; do not send what was found.",
    ),
    "agency_inquiry.case_over": Text(
        "案件已经结束",
        "The case is over",
        "该案件已经结束，不再收录答复；请勿再提供信息。",
        "The case is over. No answer is kept; do not send what was found.",
    ),
    "inquiry_answer.kind_not_asked": Text(
        "未查询此类别",
        "Not asked for",
        "法院没有向贵单位查询 facts 所列的类别，查询的是 asked；全部答复均未收录。",
        "Your agency was not asked about the kind in `facts`, but about `asked`. None of the "
        "answers was kept.",
    ),
    "inquiry_answer.said_otherwise": Text(
        "同一编号的答复不一致",
        "Said otherwise before",
        "同一编号、类别和部分已有不同的答复；更正请使用新的编号。全部答复均未收录。",
        "Something else was said before under this id, kind and part. Correct it under a new id. "
        "None of the answers was kept.",
    ),
    "inquiry_answer.part_missing": Text(
        "缺少前一部分",
        "A part is missing",
        "分部分的答复自第一部分起依次提交，最后一部分之后不再有部分；全部答复均未收录。",
        "An answer in parts begins with the first and goes on in order, and none follows the last. "
        "None of the answers was kept.",
    ),
}
