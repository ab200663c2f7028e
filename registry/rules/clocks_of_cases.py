"""Clocks of a case (案件期限): numbers 14 to 18, 25 and 26 of the table, and some of our own."""

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock, Reckoning, Unit
from schemas.codes import Bearer, DeadlineKind
from schemas.label import Label

_PR = Instrument.PROPERTY_RULES
_CPL = Instrument.CIVIL_PROCEDURE_LAW

INQUIRY = Clock(
    14,
    "inquiry",
    Label("裁定终结本次执行程序", "a round is closed"),
    Label("五年内每六个月查询一次", "inquire every six months, for five years"),
    6,
    Unit.MONTHS,
    Bearer.COURT,
    Article(Instrument.ROUND_RULES, 9),
    DeadlineKind.RUN_INQUIRY,
    reckoning=Reckoning.FIXED,
)
RESUMPTION = Clock(
    0,
    "resumption",
    Label("终本之后发现财产，或者不予受理破产", "property appears, or bankruptcy is refused"),
    Label("恢复执行", "resume enforcement"),
    1,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 26),
    DeadlineKind.RESUME_ENFORCEMENT,
)
RESUMPTION_APPLICATION = Clock(
    0,
    "resumption_application",
    Label("终本之后申请执行人申请恢复执行", "the creditor applies to resume a closed round"),
    Label("审查，恢复执行或者答复", "resume enforcement, or answer"),
    7,
    Unit.DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 80),
    DeadlineKind.DECIDE_RESUMPTION,
)
INQUIRY_RESULT = Clock(
    0,
    "inquiry_result",
    Label("终本之后的查询有了结果", "an inquiry after a closing has its result"),
    Label("告知申请执行人", "tell the creditor"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 45),
    DeadlineKind.TELL_CREDITOR,
)
EARLIEST_CLOSING = Clock(
    15,
    "earliest_closing",
    Label("执行案件立案", "a case is filed"),
    Label("超过三个月方可终本", "close a round not before"),
    3,
    Unit.MONTHS,
    Bearer.COURT,
    Article(Instrument.ROUND_RULES, 1, item=4),
    reckoning=Reckoning.EXCEEDED,
)
REPORT_SUPPLEMENT = Clock(
    16,
    "report_supplement",
    Label("财产变动", "property changes"),
    Label("补充报告", "supplement the report"),
    10,
    Unit.DAYS,
    Bearer.DEBTOR,
    Article(_PR, 7),
    DeadlineKind.SUPPLEMENT_REPORT,
)
CLUE = Clock(
    17,
    "clue",
    Label("收到具体财产线索", "a concrete clue is received"),
    Label("核实", "verify it"),
    7,
    Unit.DAYS,
    Bearer.COURT,
    Article(_PR, 2),
    DeadlineKind.VERIFY_CLUE,
)
URGENT_CLUE = Clock(
    17,
    "urgent_clue",
    Label("收到紧急的具体财产线索", "an urgent clue is received"),
    Label("核实", "verify it"),
    3,
    Unit.DAYS,
    Bearer.COURT,
    Article(_PR, 2),
    DeadlineKind.VERIFY_CLUE,
)
ENFORCEMENT_OBJECTION = Clock(
    18,
    "enforcement_objection",
    Label("收到执行异议", "an objection to enforcement is received"),
    Label("审查", "decide"),
    15,
    Unit.DAYS,
    Bearer.COURT,
    Article(_CPL, 236),
    DeadlineKind.DECIDE_ENFORCEMENT_OBJECTION,
)
ENFORCEMENT_REVIEW = Clock(
    18,
    "enforcement_review",
    Label("异议裁定送达", "that decision is served"),
    Label("申请复议", "apply for review"),
    10,
    Unit.DAYS,
    Bearer.PARTY,
    Article(_CPL, 236),
    DeadlineKind.APPLY_FOR_ENFORCEMENT_REVIEW,
)
SETTLEMENT_DEFAULT = Clock(
    25,
    "settlement_default",
    Label("和解协议约定的履行期限届满", "the last day to perform a settlement passes"),
    Label("申请恢复执行", "apply to resume enforcement"),
    2,
    Unit.YEARS,
    Bearer.CREDITOR,
    Article(_CPL, 250),
    DeadlineKind.RESUME_AFTER_SETTLEMENT,
)
CASE_FINISH = Clock(
    26,
    "case_finish",
    Label("有财产的执行案件立案", "a case with property is filed"),
    Label("执行结案", "finish it"),
    6,
    Unit.MONTHS,
    Bearer.COURT,
    Article(Instrument.TIME_LIMIT_RULES, 1),
    DeadlineKind.FINISH_CASE,
)
CASE_TO_HIGHER_COURT = Clock(
    26,
    "case_to_higher_court",
    Label("收到申请执行书", "the application for enforcement is received"),
    Label("超过六个月未执行的，可以向上一级法院申请执行", "go to the next higher court not before"),
    6,
    Unit.MONTHS,
    Bearer.CREDITOR,
    Article(_CPL, 237),
    reckoning=Reckoning.EXCEEDED,
)

CAPACITY_REVIEW = Clock(
    0,
    "capacity_review",
    Label("认定之后出现相反证据，或者认定将失效", "a finding is contradicted, or about to expire"),
    Label("重新审查认定", "look at it again"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 9),
    DeadlineKind.REVIEW_CAPACITY,
)
LISTING_OF_UNABLE = Clock(
    0,
    "listing_of_unable",
    Label("认定已被纳入的被执行人无履行能力", "a debtor listed on Art. 1(1) is found unable"),
    Label("决定是否删除失信信息", "decide whether the listing is removed"),
    3,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 22),
    DeadlineKind.RECONSIDER_LISTING,
)

EXIT_LIFT = Clock(
    0,
    "exit_lift",
    Label("限制出境所依据的债务履行完毕", "the debt behind an exit restriction is performed"),
    Label("解除限制出境", "lift the exit restriction"),
    1,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 50),
    DeadlineKind.LIFT_EXIT_RESTRICTION,
)
ORDER_LIFT = Clock(
    0,
    "order_lift",
    Label("债务已全部履行", "the debt has been performed in full"),
    Label("解除限制消费", "lift the restriction order"),
    1,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 96),
    DeadlineKind.LIFT_RESTRICTION,
)
MISSING_REPORT = Clock(
    0,
    "missing_report",
    Label("财产报告期限届满未报告", "the day passes by which property was to be reported"),
    Label("决定是否认定拒绝报告", "decide whether the report was refused"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 51),
    DeadlineKind.EXAMINE_MISSING_REPORT,
)

AGENCY_ANSWER = Clock(
    0,
    "agency_answer",
    Label("请求单位协助查询", "agencies are asked about property"),
    Label("全部被查询单位答复", "every agency that was asked answers"),
    1,
    Unit.WORKING_DAYS,
    Bearer.AGENCY,
    # No source sets a day for an answer: it is policy, and stands as the agencies were told it.
    Article(Instrument.REGISTER_RULES, 48),
    DeadlineKind.ANSWER_INQUIRY,
    longest=60,
)

CLOCKS = (
    INQUIRY,
    RESUMPTION,
    RESUMPTION_APPLICATION,
    INQUIRY_RESULT,
    EARLIEST_CLOSING,
    REPORT_SUPPLEMENT,
    CLUE,
    URGENT_CLUE,
    ENFORCEMENT_OBJECTION,
    ENFORCEMENT_REVIEW,
    SETTLEMENT_DEFAULT,
    CASE_FINISH,
    CASE_TO_HIGHER_COURT,
    CAPACITY_REVIEW,
    LISTING_OF_UNABLE,
    EXIT_LIFT,
    ORDER_LIFT,
    MISSING_REPORT,
    AGENCY_ANSWER,
)
