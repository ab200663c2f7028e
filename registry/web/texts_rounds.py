"""Texts of errors about what happens in a case (案件进程错误说明)."""

from registry.web.text import Text

TEXTS = {
    "case.wrong_state": Text(
        "案件状态不符",
        "Case in another state",
        "案件目前的执行状态不允许此行为，见 facts。",
        "The case is in a state that does not allow this act; see `facts`.",
    ),
    "ruling.not_found": Text(
        "裁定不存在",
        "No such ruling",
        "本院没有这个编号的此类裁定。",
        "This court has no ruling of this kind and id.",
    ),
    "ruling.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该裁定已经签发或者撤回，见 facts；不得再次签发。",
        "The ruling has been signed or withdrawn; see `facts`. It is not signed twice.",
    ),
    "ruling.ineligible": Text(
        "依法不予裁定",
        "Not allowed by law",
        "依据下列规定，该裁定不能作出。",
        "The law does not allow this ruling, for these reasons.",
    ),
    "inquiry.not_found": Text(
        "查控不存在",
        "No such inquiry",
        "本院没有这个编号的查控。",
        "This court has no inquiry of this id.",
    ),
    "inquiry.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该查控不能如此办理。",
        "The law does not allow this act about an inquiry, for these reasons.",
    ),
    "inquiry.answered": Text(
        "已有反馈",
        "Answered already",
        "该查控已有反馈，结果不得更改；再次查询请另行录入。",
        "The inquiry has its answer, which is not changed. Record another inquiry instead.",
    ),
    "clue.not_found": Text(
        "财产线索不存在",
        "No such clue",
        "本院没有这个编号的财产线索。",
        "This court has no clue of this id.",
    ),
    "clue.verified": Text(
        "线索已经核实",
        "Verified already",
        "该线索已经核实；有新情况的，作为新线索录入。",
        "The clue has been verified. What is new about it is recorded as another clue.",
    ),
    "clue.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该线索不能如此办理。",
        "The law does not allow this act about a clue, for these reasons.",
    ),
    "referral.not_found": Text(
        "移送不存在",
        "No such referral",
        "本院没有这个编号的移送破产审查，或者裁定尚未签发。",
        "This court has no referral of this id, or its ruling is not signed yet.",
    ),
    "referral.wrong_stage": Text(
        "移送阶段不符",
        "Not at this stage",
        "移送目前的阶段不允许此行为，见 facts。",
        "The referral is at a stage that does not allow this act; see `facts`.",
    ),
    "referral.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该移送不能如此办理。",
        "The law does not allow this act about a referral, for these reasons.",
    ),
}
