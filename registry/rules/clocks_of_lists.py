"""Clocks of listings, orders and remedies (名单期限): numbers 1 to 13 of the table, and one of our
own.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock, Effect, Reckoning, Unit
from registry.rules.findings import Mark
from registry.rules.grace import OUTCOME_WORKING_DAYS
from schemas.codes import Bearer, DeadlineKind
from schemas.label import Label

_LR = Instrument.LISTING_RULES
_OPINION = Instrument.OPINION_2019

ENFORCEMENT_NOTICE = Clock(
    1,
    "enforcement_notice",
    Label("收到执行申请", "an application for enforcement is received"),
    Label("发出执行通知，载明风险提示", "issue the notice, with its warning"),
    10,
    Unit.DAYS,
    Bearer.COURT,
    Article(Instrument.CPL_INTERPRETATION, 480),
    DeadlineKind.ISSUE_ENFORCEMENT_NOTICE,
)
LISTING_APPLICATION = Clock(
    2,
    "listing_application",
    Label("收到纳入申请", "the creditor applies for a listing"),
    Label("审查并作出决定", "decide"),
    15,
    Unit.DAYS,
    Bearer.COURT,
    Article(_LR, 5),
    DeadlineKind.DECIDE_LISTING_APPLICATION,
)
GRACE = Clock(
    3,
    "grace",
    Label("给予宽限期", "a grace period is granted"),
    Label("期满认定是否履行", "record at its end what was performed"),
    1,
    Unit.MONTHS,
    Bearer.COURT,
    Article(_OPINION, 15),
    DeadlineKind.RECORD_GRACE_OUTCOME,
    longest=3,
    then_working_days=OUTCOME_WORKING_DAYS,
)
LISTING_TERM = Clock(
    4,
    "listing_term",
    Label("有期限的失信信息公布", "a listing with a term is published"),
    Label("期限届满", "it ends"),
    2,
    Unit.YEARS,
    Bearer.NOBODY,
    Article(_LR, 2, paragraph=1),
    longest=5,
    reckoning=Reckoning.FIXED,
    effect=Effect.ENDS_BURDEN,
)
REMOVAL_AFTER_TERM = Clock(
    5,
    "removal_after_term",
    Label("纳入期限届满", "the term of a listing is over"),
    Label("删除", "remove it"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(_LR, 10, paragraph=2),
    DeadlineKind.REMOVE_LISTING,
    effect=Effect.ENDS_BURDEN,
)
REMOVAL_ON_GROUND = Clock(
    6,
    "removal_on_ground",
    Label("具有删除情形", "a removal ground arises"),
    Label("删除", "remove the listing"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(_LR, 10, paragraph=1),
    DeadlineKind.REMOVE_LISTING,
)
REVOCATION = Clock(
    7,
    "revocation",
    Label("发现不应纳入", "a listing proves wrong"),
    Label("撤销", "revoke it"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(_LR, 9, paragraph=1),
    DeadlineKind.REVOKE_LISTING,
    mark=Mark.LIKELY,
)
CORRECTION = Clock(
    7,
    "correction",
    Label("发现信息不准确", "published data prove wrong"),
    Label("更正", "correct them"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(_LR, 9, paragraph=2),
    DeadlineKind.CORRECT_LISTING,
    mark=Mark.LIKELY,
)
OBJECTION = Clock(
    8,
    "objection",
    Label("收到书面纠正申请", "an objection is received in writing"),
    Label("审查", "examine it"),
    15,
    Unit.DAYS,
    Bearer.COURT,
    Article(_LR, 12),
    DeadlineKind.EXAMINE_OBJECTION,
)
OBJECTION_CORRECTION = Clock(
    9,
    "objection_correction",
    Label("理由成立", "an objection is founded"),
    Label("纠正", "correct"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(_LR, 12),
    DeadlineKind.CARRY_OUT_CORRECTION,
)
REVIEW_APPLICATION = Clock(
    10,
    "review_application",
    Label("驳回决定送达", "a dismissal is served"),
    Label("申请复议", "apply for review"),
    10,
    Unit.DAYS,
    Bearer.PARTY,
    Article(_LR, 12),
    DeadlineKind.APPLY_FOR_REVIEW,
)
REVIEW = Clock(
    11,
    "review",
    Label("收到复议申请", "an application for review is received"),
    Label("作出决定", "decide"),
    15,
    Unit.DAYS,
    Bearer.HIGHER_COURT,
    Article(_LR, 12),
    DeadlineKind.DECIDE_REVIEW,
)
CREDITOR_BAR = Clock(
    12,
    "creditor_bar",
    Label("依申请执行人申请删除", "a listing is removed at the creditor's request"),
    Label("不支持其再次申请", "refuse the creditor's new application"),
    6,
    Unit.MONTHS,
    Bearer.NOBODY,
    Article(_LR, 10, paragraph=4),
    reckoning=Reckoning.FIXED,
)
SUSPENSION = Clock(
    13,
    "suspension",
    Label("暂时解除开始", "a suspension begins"),
    Label("至迟恢复限制", "resume the restriction at the latest"),
    1,
    Unit.MONTHS,
    Bearer.COURT,
    Article(_OPINION, 17, item=3),
    DeadlineKind.RESUME_RESTRICTION,
    reckoning=Reckoning.FIXED,
    effect=Effect.RESUMES,
)
MISSING_ORDER = Clock(
    0,
    "missing_order",
    Label("导入的失信信息没有限制消费令", "an imported listing has no order"),
    Label("签发限制消费令", "issue the order"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 4),
    DeadlineKind.ISSUE_RESTRICTION,
)
REPAIR = Clock(
    0,
    "repair",
    Label("收到信用修复申请", "an application for repair is received"),
    Label("审查并作出决定", "decide"),
    1,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 32),
    DeadlineKind.DECIDE_REPAIR,
    longest=60,
)
LISTING_SUSPENSION = Clock(
    0,
    "listing_suspension",
    Label("失信信息暂停公布", "a listing is suspended"),
    Label("至迟恢复公布", "resume it at the latest"),
    1,
    Unit.MONTHS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 12),
    DeadlineKind.RESUME_LISTING,
    longest=12,
    reckoning=Reckoning.FIXED,
)

ORDERED_CORRECTION = Clock(
    0,
    "ordered_correction",
    Label("上级法院责令纠正", "a court above orders a correction"),
    Label("纠正", "carry it out"),
    1,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 18),
    DeadlineKind.CARRY_OUT_CORRECTION,
    longest=60,
)

CONFIRM_LIFTING = Clock(
    0,
    "confirm_lifting",
    Label(
        "失信信息或者限制消费令终止、减少限制或者暂时解除",
        "a listing or an order ends, restricts less, or is suspended",
    ),
    Label("被告知过的单位反馈已解除", "every agency that was told confirms that it lifted"),
    1,
    Unit.WORKING_DAYS,
    Bearer.AGENCY,
    # No source sets agencies a day: the limit is policy, chosen within these bounds.
    Article(Instrument.REGISTER_RULES, 60),
    DeadlineKind.CONFIRM_LIFTING,
    longest=60,
)

ANSWER_SUGGESTION = Clock(
    0,
    "answer_suggestion",
    Label("司法建议书签发", "a judicial suggestion letter is signed"),
    Label("收到单位答复处理结果", "the body that it is addressed to answers"),
    1,
    Unit.DAYS,
    Bearer.AGENCY,
    # The letter asks for an answer and nobody can be made to give one: the days are policy.
    Article(Instrument.REGISTER_RULES, 92),
    DeadlineKind.ANSWER_SUGGESTION,
    longest=365,
)

WATCH_END = Clock(
    0,
    "watch_end",
    Label("持续审查即将到期", "a court's watch runs out soon"),
    Label("续期，或者任其到期", "renew it, or let it run out"),
    1,
    Unit.DAYS,
    Bearer.COURT,
    # Its last day is that of the watch, and within how many days before it opens is policy.
    Article(Instrument.REGISTER_RULES, 97),
    DeadlineKind.RENEW_WATCH,
    longest=366,
)

CLOCKS = (
    ENFORCEMENT_NOTICE,
    LISTING_APPLICATION,
    GRACE,
    LISTING_TERM,
    REMOVAL_AFTER_TERM,
    REMOVAL_ON_GROUND,
    REVOCATION,
    CORRECTION,
    OBJECTION,
    OBJECTION_CORRECTION,
    REVIEW_APPLICATION,
    REVIEW,
    CREDITOR_BAR,
    SUSPENSION,
    MISSING_ORDER,
    ORDERED_CORRECTION,
    REPAIR,
    LISTING_SUSPENSION,
    CONFIRM_LIFTING,
    ANSWER_SUGGESTION,
    WATCH_END,
)
