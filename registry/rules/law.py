"""The law as one table (规则总表): every rule of every subject by name, for documents and answers
that cite it.
"""

from dataclasses import dataclass
from types import MappingProxyType

from registry.rules import (
    after_round,
    amendment,
    appeal_decisions,
    appeals,
    applications,
    arrangement_format,
    authority,
    bankruptcy,
    bars,
    breach,
    calendar,
    capacity,
    certificates,
    closed_rounds,
    deadlines,
    decision,
    duties,
    enforcement_notice,
    evidence,
    exemption,
    exit_restriction,
    extension,
    grace,
    grounds,
    identification,
    import_rules,
    inquiry_answers,
    inquiry_requests,
    inquiry_views,
    lifting,
    listing_suspension,
    minors,
    notification,
    objections,
    order_procedure,
    own_records,
    payments,
    procedure,
    property_report,
    property_search,
    public_credit,
    publication,
    relisting,
    remedy_courses,
    removal,
    repair,
    replacement,
    restricted_acts,
    restriction,
    reviews,
    revocation,
    round_closing,
    rulings,
    screening,
    states,
    suggestions,
    supervision,
    suspension,
    term,
    transfers,
    unable_listed,
    watching,
)
from registry.rules.findings import Computation, Rule


@dataclass(frozen=True, slots=True)
class Subject:
    """One file of the law: its module name, its titles, its rules and its computations."""

    module: str
    zh: str
    en: str
    rules: tuple[Rule, ...] = ()
    computations: tuple[Computation, ...] = ()


# In the order in which a case meets them, which is the order of the reference.
SUBJECTS = (
    Subject(
        "enforcement_notice",
        "执行通知",
        "The enforcement notice",
        enforcement_notice.RULES,
        enforcement_notice.COMPUTATIONS,
    ),
    Subject("grounds", "纳入情形", "Grounds for a listing", grounds.RULES),
    Subject("bars", "不得纳入的情形", "Bars to a listing", bars.RULES),
    Subject("minors", "未成年人", "Minors", computations=minors.COMPUTATIONS),
    Subject("identification", "身份认定", "Identification", identification.RULES),
    Subject("relisting", "再次纳入", "Relisting", relisting.RULES),
    Subject("authority", "权限", "Authority", authority.RULES),
    Subject(
        "decision", "纳入决定书", "The decision to list", decision.RULES, decision.COMPUTATIONS
    ),
    Subject("procedure", "程序", "The order of acts", procedure.RULES, procedure.COMPUTATIONS),
    Subject("grace", "宽限期", "The grace period", grace.RULES, grace.COMPUTATIONS),
    Subject(
        "notification",
        "通报",
        "Who is told of a listing",
        notification.RULES,
        notification.COMPUTATIONS,
    ),
    Subject("term", "纳入期限", "The term of a listing", term.RULES, term.COMPUTATIONS),
    Subject("extension", "延长", "Extension of a term", extension.RULES, extension.COMPUTATIONS),
    Subject("amendment", "更正", "Amendment", amendment.RULES),
    Subject("revocation", "撤销", "Revocation", revocation.RULES, revocation.COMPUTATIONS),
    Subject("removal", "删除失信信息", "Removal of a listing", removal.RULES, removal.COMPUTATIONS),
    Subject(
        "restriction",
        "限制消费令",
        "The consumption restriction order",
        restriction.RULES,
        restriction.COMPUTATIONS,
    ),
    Subject(
        "order_procedure",
        "限制消费程序",
        "How an order comes about",
        order_procedure.RULES,
        order_procedure.COMPUTATIONS,
    ),
    Subject(
        "restricted_acts",
        "限制事项的范围",
        "What the nine acts reach",
        restricted_acts.RULES,
        restricted_acts.COMPUTATIONS,
    ),
    Subject(
        "applications",
        "申请准许",
        "Applications for a permission",
        applications.RULES,
        applications.COMPUTATIONS,
    ),
    Subject("exemption", "准许", "Exemptions under an order", exemption.RULES),
    Subject(
        "suspension", "暂时解除", "Temporary suspension", suspension.RULES, suspension.COMPUTATIONS
    ),
    Subject(
        "replacement",
        "变更法定代表人",
        "Change of the representative",
        replacement.RULES,
        replacement.COMPUTATIONS,
    ),
    Subject("lifting", "解除", "Lifting an order", lifting.RULES, lifting.COMPUTATIONS),
    Subject("breach", "违反限制消费令", "Breach of an order", breach.RULES, breach.COMPUTATIONS),
    Subject(
        "exit_restriction",
        "限制出境",
        "Exit restriction",
        exit_restriction.RULES,
        exit_restriction.COMPUTATIONS,
    ),
    Subject(
        "property_report",
        "财产报告",
        "The property report",
        property_report.RULES,
        property_report.COMPUTATIONS,
    ),
    Subject(
        "evidence", "履行能力证据", "Evidence of capacity", evidence.RULES, evidence.COMPUTATIONS
    ),
    Subject(
        "property_search",
        "查控与财产线索",
        "Inquiries and clues",
        property_search.RULES,
        property_search.COMPUTATIONS,
    ),
    Subject(
        "inquiry_requests",
        "请求协助查询",
        "Asking agencies about property",
        inquiry_requests.RULES,
        inquiry_requests.COMPUTATIONS,
    ),
    Subject(
        "inquiry_answers",
        "协助查询答复",
        "What agencies answer",
        computations=inquiry_answers.COMPUTATIONS,
    ),
    Subject(
        "inquiry_views", "查阅协助查询结果", "Reading what agencies found", inquiry_views.RULES
    ),
    Subject(
        "capacity", "履行能力认定", "Capacity assessment", capacity.RULES, capacity.COMPUTATIONS
    ),
    Subject(
        "unable_listed",
        "失能被执行人的失信信息",
        "Listings of those found unable",
        unable_listed.RULES,
        unable_listed.COMPUTATIONS,
    ),
    Subject(
        "round_closing",
        "终结本次执行程序",
        "Closing a round",
        round_closing.RULES,
        round_closing.COMPUTATIONS,
    ),
    Subject(
        "after_round", "终本之后", "After a round", after_round.RULES, after_round.COMPUTATIONS
    ),
    Subject(
        "closed_rounds",
        "终本案件公开",
        "The public list of closed rounds",
        computations=closed_rounds.COMPUTATIONS,
    ),
    Subject("rulings", "执行案件裁定", "Rulings on a case", rulings.RULES, rulings.COMPUTATIONS),
    Subject(
        "bankruptcy",
        "执转破",
        "From enforcement to bankruptcy",
        bankruptcy.RULES,
        bankruptcy.COMPUTATIONS,
    ),
    Subject("payments", "履行款", "Payments", payments.RULES, payments.COMPUTATIONS),
    Subject("listing_suspension", "暂停公布", "Suspension of a listing", listing_suspension.RULES),
    Subject("repair", "信用修复", "Credit repair", repair.RULES, repair.COMPUTATIONS),
    Subject(
        "certificates", "证明书", "Certificates", certificates.RULES, certificates.COMPUTATIONS
    ),
    Subject(
        "public_credit",
        "公共信用信息",
        "Public credit information",
        public_credit.RULES,
        public_credit.COMPUTATIONS,
    ),
    Subject(
        "remedy_courses",
        "救济程序",
        "Courses of remedies",
        computations=remedy_courses.COMPUTATIONS,
    ),
    Subject("objections", "纠正申请", "Objections", objections.RULES, objections.COMPUTATIONS),
    Subject("reviews", "复议", "Reviews", reviews.RULES, reviews.COMPUTATIONS),
    Subject("appeals", "对制裁、限制出境的复议", "Appeals", appeals.RULES, appeals.COMPUTATIONS),
    Subject(
        "appeal_decisions",
        "复议决定",
        "Decisions on appeals",
        appeal_decisions.RULES,
        appeal_decisions.COMPUTATIONS,
    ),
    Subject("supervision", "监督", "Supervision", supervision.RULES, supervision.COMPUTATIONS),
    Subject("transfers", "移转执行", "Transfers", transfers.RULES, transfers.COMPUTATIONS),
    Subject(
        "own_records",
        "本人查询",
        "The debtor's own door",
        own_records.RULES,
        own_records.COMPUTATIONS,
    ),
    Subject("states", "状态", "States", states.RULES),
    Subject("publication", "公布内容", "Publication", computations=publication.COMPUTATIONS),
    Subject("screening", "资格审查", "Screening", computations=screening.COMPUTATIONS),
    Subject("suggestions", "司法建议书", "Letters", suggestions.RULES, suggestions.COMPUTATIONS),
    Subject("watching", "持续审查", "Watching", computations=watching.COMPUTATIONS),
    Subject(
        "import_rules", "导入审查", "Records of other sites", computations=import_rules.COMPUTATIONS
    ),
    Subject("calendar", "工作日历", "The calendar", computations=calendar.COMPUTATIONS),
    Subject(
        "arrangement_format",
        "节假日安排文件",
        "The file of a year's holidays",
        computations=arrangement_format.COMPUTATIONS,
    ),
    Subject("deadlines", "期限", "Deadlines", computations=deadlines.COMPUTATIONS),
    Subject("duties", "责任岗位", "Owners of duties", duties.RULES, duties.COMPUTATIONS),
)
RULES = MappingProxyType({rule.name: rule for subject in SUBJECTS for rule in subject.rules})
COMPUTATIONS = MappingProxyType(
    {computation.name: computation for subject in SUBJECTS for computation in subject.computations}
)


def rule(name: str) -> Rule:
    """Return the rule of this name, as findings carry it; raises KeyError where there is none."""
    return RULES[name]
