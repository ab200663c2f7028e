"""Texts of errors about deadlines (期限错误说明)."""

from registry.web.text import Text

TEXTS = {
    "record.not_found": Text(
        "记录不存在",
        "No such record",
        "本院和下级法院没有这个编号的记录。",
        "Neither this court nor one below it has a record of this id.",
    ),
    "deadline.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该期限事项不能如此办理。",
        "The law does not allow this act about a deadline, for these reasons.",
    ),
    "deadline.is_open": Text(
        "期限事项已录入",
        "Recorded already",
        "本案已有未办理的同类期限事项，办理之后可以再次录入。",
        "The case has an open duty of this kind. Once it is done, another can be recorded.",
    ),
    "deadline.is_done": Text(
        "期限事项已办理",
        "Done already",
        "该期限事项已经办理。",
        "This duty was done before.",
    ),
    "deadline.done_by_its_act": Text(
        "由相应行为办理",
        "Done by its act",
        "该期限事项由系统内的相应行为办理，见 facts，不单独记录。",
        "This duty is done by an act of the register, which `facts` names, and not by a note.",
    ),
    "other_duty.not_found": Text(
        "期限事项不存在",
        "No such duty",
        "本院没有这个编号的其他单位期限。",
        "This court has no duty of another body of this id.",
    ),
    "other_duty.is_done": Text(
        "期限事项已办理",
        "Done already",
        "该单位已经办理。",
        "The other body has done this before.",
    ),
    "enforcement_notice.not_found": Text(
        "没有执行通知",
        "No enforcement notice",
        "本案尚未记录执行通知。",
        "No enforcement notice is recorded in this case.",
    ),
    "enforcement_notice.issued": Text(
        "执行通知已记录",
        "Issued already",
        "本案的执行通知已经记录。",
        "The enforcement notice of this case has been recorded.",
    ),
    "enforcement_notice.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该执行通知不能记录。",
        "The law does not allow this notice, for these reasons.",
    ),
    "deadline.not_found": Text(
        "期限事项不存在",
        "No such deadline",
        "本院没有这个编号的期限事项。",
        "This court has no deadline of this id.",
    ),
}
