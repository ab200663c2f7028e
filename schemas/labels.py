"""Labels (标签): how every code reads in Chinese and in English.

Grounds, removal grounds and restricted acts carry the words of their articles. The English is ours;
there is no official translation.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from schemas import (
    labels_of_acts,
    labels_of_appeals,
    labels_of_breaches,
    labels_of_calendars,
    labels_of_cases,
    labels_of_deadlines,
    labels_of_exits,
    labels_of_inquiries,
    labels_of_remedies,
    labels_of_restrictions,
    labels_of_screenings,
    labels_of_states,
    own_choices,
)
from schemas.codes import (
    CourtLevel,
    DocumentType,
    Ground,
    Initiative,
    ListName,
    NoticeType,
    Outcome,
    Performance,
    RecordSource,
    RemovalGround,
    RestrictedAct,
    Role,
    Scope,
    ServiceMethod,
    Sex,
    SubjectKind,
    Verdict,
)
from schemas.import_codes import ImportState, RejectionReason
from schemas.label import Label
from schemas.rejections import REJECTIONS

_GROUNDS: Mapping[StrEnum, Label] = {
    Ground.REFUSES_THOUGH_ABLE: Label(
        "有履行能力而拒不履行生效法律文书确定义务",
        "Able to perform the obligation of an effective judgment, but refuses",
    ),
    Ground.OBSTRUCTS: Label(
        "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
        "Obstructs or resists enforcement by forged evidence, violence, threats or the like",
    ),
    Ground.EVADES: Label(
        "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行",
        "Evades enforcement by sham litigation or arbitration, by hiding or transferring "
        "property or the like",
    ),
    Ground.BREACHES_REPORTING: Label("违反财产报告制度", "Breaches the duty to report property"),
    Ground.BREACHES_RESTRICTION: Label(
        "违反限制消费令", "Breaches a consumption restriction order"
    ),
    Ground.REFUSES_SETTLEMENT: Label(
        "无正当理由拒不履行执行和解协议",
        "Refuses without good reason to perform a settlement made in enforcement",
    ),
}

_REMOVAL_GROUNDS: Mapping[StrEnum, Label] = {
    RemovalGround.PERFORMED: Label(
        "被执行人已履行生效法律文书确定的义务或人民法院已执行完毕",
        "The debtor has performed the obligation, or the court has completed enforcement",
    ),
    RemovalGround.SETTLEMENT_PERFORMED: Label(
        "当事人达成执行和解协议且已履行完毕",
        "The parties have settled and the settlement is fully performed",
    ),
    RemovalGround.CREDITOR_CONSENTS: Label(
        "申请执行人书面申请删除失信信息，人民法院审查同意",
        "The creditor has applied in writing for removal and the court agrees",
    ),
    RemovalGround.NOTHING_FOUND_AFTER_ROUND: Label(
        "终结本次执行程序后，通过网络执行查控系统查询被执行人财产两次以上，未发现有可供执行财产，"
        "且申请执行人或者其他人未提供有效财产线索",
        "After the round of enforcement was closed, two or more network inquiries found "
        "nothing to enforce upon, "
        "and nobody gave an effective clue",
    ),
    RemovalGround.SUSPENDED_BY_RULING: Label(
        "因审判监督或破产程序，人民法院依法裁定对失信被执行人中止执行",
        "Enforcement is suspended by ruling because of retrial supervision or bankruptcy",
    ),
    RemovalGround.NOT_TO_BE_ENFORCED: Label(
        "人民法院依法裁定不予执行", "The court has ruled not to enforce"
    ),
    RemovalGround.ENFORCEMENT_TERMINATED: Label(
        "人民法院依法裁定终结执行", "The court has ruled to terminate enforcement"
    ),
    RemovalGround.EARLY: Label(
        "积极履行义务或主动纠正失信行为，决定提前删除",
        "Early removal by decision, for active performance or correction of the conduct",
    ),
    RemovalGround.TERM_OVER: Label("纳入期限届满", "The term of the listing is over"),
}

_RESTRICTED_ACTS: Mapping[StrEnum, Label] = {
    RestrictedAct.FLIGHTS_AND_BERTHS: Label(
        "乘坐交通工具时，选择飞机、列车软卧、轮船二等以上舱位",
        "Travelling by air, in soft sleepers of trains, or in second class or above on ships",
    ),
    RestrictedAct.HIGH_SPENDING_VENUES: Label(
        "在星级以上宾馆、酒店、夜总会、高尔夫球场等场所进行高消费",
        "High spending in star-rated hotels, restaurants, nightclubs, golf courses and the like",
    ),
    RestrictedAct.REAL_PROPERTY: Label(
        "购买不动产或者新建、扩建、高档装修房屋",
        "Buying real property, or building, extending or richly renovating houses",
    ),
    RestrictedAct.LUXURY_OFFICES: Label(
        "租赁高档写字楼、宾馆、公寓等场所办公",
        "Renting high-grade office buildings, hotels or apartments as offices",
    ),
    RestrictedAct.VEHICLES: Label(
        "购买非经营必需车辆", "Buying vehicles that the business does not need"
    ),
    RestrictedAct.HOLIDAYS: Label("旅游、度假", "Travel for pleasure and holidays"),
    RestrictedAct.PRIVATE_SCHOOLS: Label(
        "子女就读高收费私立学校", "Sending children to private schools with high fees"
    ),
    RestrictedAct.INSURANCE_PRODUCTS: Label(
        "支付高额保费购买保险理财产品", "Paying high premiums for insurance products of investment"
    ),
    RestrictedAct.HIGH_SPEED_TRAINS: Label(
        "乘坐G字头动车组列车全部座位、其他动车组列车一等以上座位等其他非生活和工作必需的消费行为",
        "Any seat on G trains, first class or above on other high-speed trains, and other "
        "spending not needed for "
        "life and work",
    ),
}

_ARTICLES: dict[type[StrEnum], Mapping[StrEnum, Label]] = {
    Ground: _GROUNDS,
    RemovalGround: _REMOVAL_GROUNDS,
    RestrictedAct: _RESTRICTED_ACTS,
}

_PEOPLE: dict[type[StrEnum], Mapping[StrEnum, Label]] = {
    SubjectKind: {
        SubjectKind.NATURAL: Label("自然人", "Natural person"),
        SubjectKind.ORGANISATION: Label("法人或者其他组织", "Organisation"),
    },
    Sex: {Sex.MALE: Label("男", "Male"), Sex.FEMALE: Label("女", "Female")},
    DocumentType: {
        DocumentType.RESIDENT_ID: Label("居民身份证", "Resident identity card"),
        DocumentType.CREDIT_CODE: Label("统一社会信用代码", "Unified social credit code"),
        DocumentType.ORGANISATION_CODE: Label("组织机构代码", "Organisation code"),
        DocumentType.PASSPORT: Label("护照", "Passport"),
        DocumentType.OTHER: Label("其他证件", "Other document"),
    },
    Role: {
        Role.CLERK: Label("书记员", "Clerk"),
        Role.JUDGE: Label("法官", "Judge"),
        Role.PRESIDENT: Label("院长", "Court president"),
        Role.AUDITOR: Label("审计人员", "Auditor"),
    },
    Scope: {
        Scope.COURT_READ: Label("查阅法院业务", "Read what courts see"),
        Scope.COURT_WRITE: Label("办理法院业务", "Act for a court"),
    },
    CourtLevel: {
        CourtLevel.SUPREME: Label("最高人民法院", "Supreme People's Court"),
        CourtLevel.HIGH: Label("高级人民法院", "High people's court"),
        CourtLevel.INTERMEDIATE: Label("中级人民法院", "Intermediate people's court"),
        CourtLevel.BASIC: Label("基层人民法院", "Basic people's court"),
    },
}

_ACTS: dict[type[StrEnum], Mapping[StrEnum, Label]] = {
    ListName: {
        ListName.DISHONEST: Label("失信被执行人", "Dishonest debtors"),
        ListName.RESTRICTED: Label("限制消费人员", "Persons under consumption restriction"),
    },
    Performance: {
        Performance.NONE: Label("全部未履行", "Nothing performed"),
        Performance.PARTIAL: Label("部分未履行", "Partly unperformed"),
        Performance.FULL: Label("全部已履行", "Fully performed"),
    },
    ServiceMethod: {
        ServiceMethod.DIRECT: Label("直接送达", "Served in person"),
        ServiceMethod.LEFT: Label("留置送达", "Left at the residence"),
        ServiceMethod.ELECTRONIC: Label("电子送达", "Served electronically"),
        ServiceMethod.ENTRUSTED: Label("委托送达", "Served by another court on request"),
        ServiceMethod.POST: Label("邮寄送达", "Served by post"),
        ServiceMethod.FORWARDED: Label("转交送达", "Served through the unit of the person"),
        ServiceMethod.ANNOUNCEMENT: Label("公告送达", "Served by public announcement"),
    },
    Initiative: {
        Initiative.CREDITOR: Label("依申请执行人申请", "On application of the creditor"),
        Initiative.COURT: Label("人民法院依职权", "On the court's own motion"),
    },
    RecordSource: {
        RecordSource.COURT: Label("法院办理", "Act of a court"),
        RecordSource.IMPORT: Label("数据导入", "Imported"),
    },
}

_PUSH: dict[type[StrEnum], Mapping[StrEnum, Label]] = {
    NoticeType: {
        NoticeType.LISTING_PUBLISHED: Label("公布失信信息", "Listing published"),
        NoticeType.LISTING_AMENDED: Label("更正失信信息", "Listing amended"),
        NoticeType.LISTING_EXTENDED: Label("延长纳入期限", "Listing extended"),
        NoticeType.LISTING_REMOVED: Label("删除失信信息", "Listing removed"),
        NoticeType.LISTING_REVOKED: Label("撤销失信信息", "Listing revoked"),
        NoticeType.RESTRICTION_IMPOSED: Label("限制消费", "Restriction imposed"),
        NoticeType.RESTRICTION_AMENDED: Label("更正限制消费令", "Restriction amended"),
        NoticeType.RESTRICTION_LIFTED: Label("解除限制消费", "Restriction lifted"),
        NoticeType.RESTRICTION_REVOKED: Label("撤销限制消费令", "Restriction revoked"),
        NoticeType.STREAM_TEST: Label("连通测试", "Test of the stream"),
        NoticeType.RESTRICTION_SUSPENDED: Label("暂时解除限制消费", "Restriction suspended"),
        NoticeType.RESTRICTION_RESUMED: Label("恢复限制消费", "Restriction resumed"),
        NoticeType.RESTRICTION_EXEMPTED: Label("准许限制外消费", "Exemption from a restriction"),
        NoticeType.REPAIR_GRANTED: Label("准予信用修复", "Repair granted"),
        NoticeType.LISTING_SUSPENDED: Label("暂停公布", "Listing suspended"),
        NoticeType.LISTING_RESUMED: Label("恢复公布", "Listing resumed"),
        NoticeType.MEASURES_CHANGED: Label("惩戒措施变更", "Measures changed"),
        NoticeType.EXIT_RESTRICTION_IMPOSED: Label("限制出境", "Exit restriction imposed"),
        NoticeType.EXIT_RESTRICTION_AMENDED: Label("更正限制出境", "Exit restriction amended"),
        NoticeType.EXIT_RESTRICTION_LIFTED: Label("解除限制出境", "Exit restriction lifted"),
        NoticeType.EXIT_RESTRICTION_REVOKED: Label("撤销限制出境", "Exit restriction revoked"),
        NoticeType.PROSECUTION_REFERRED: Label("移送追究刑事责任", "Referred for prosecution"),
        NoticeType.PROSECUTION_CLOSED: Label("刑事移送终结", "Referral for prosecution closed"),
        NoticeType.INQUIRY_REQUESTED: Label("协助查询", "Inquiry requested"),
        NoticeType.INQUIRY_WITHDRAWN: Label("撤回协助查询", "Inquiry withdrawn"),
        NoticeType.SCREENING_ALERT: Label("资格审查提示", "Screening alert"),
        NoticeType.WATCH_ENDS_SOON: Label("持续审查即将到期", "Watch runs out soon"),
    },
    Outcome: {
        Outcome.APPLIED: Label("已采取", "Applied"),
        Outcome.LIFTED: Label("已解除", "Lifted"),
        Outcome.NOT_APPLICABLE: Label("不适用", "Not applicable"),
        Outcome.REJECTED: Label("不予采取", "Rejected"),
        Outcome.ACCEPTED: Label("已受理", "Accepted"),
    },
    Verdict: {
        Verdict.ACCEPTED: Label("接收", "Accepted"),
        Verdict.DUPLICATE: Label("重复", "Duplicate"),
        Verdict.UPDATE: Label("更新", "Update"),
        Verdict.REJECTED: Label("拒收", "Rejected"),
    },
    ImportState: {
        ImportState.RUNNING: Label("未完成", "Unfinished"),
        ImportState.FINISHED: Label("已完成", "Finished"),
        ImportState.UNDONE: Label("已整体撤回", "Undone"),
    },
    RejectionReason: {reason: Label(told.zh, told.en) for reason, told in REJECTIONS.items()},
}

# By list first: members of different lists may have the same text (draft) and are then equal as
# keys.
LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Label]] = MappingProxyType(
    {
        **_ARTICLES,
        **_PEOPLE,
        **_ACTS,
        **_PUSH,
        **labels_of_states.LABELS,
        **labels_of_acts.LABELS,
        **labels_of_appeals.LABELS,
        **labels_of_cases.LABELS,
        **labels_of_restrictions.LABELS,
        **labels_of_exits.LABELS,
        **labels_of_breaches.LABELS,
        **labels_of_remedies.LABELS,
        **labels_of_calendars.LABELS,
        **labels_of_deadlines.LABELS,
        **labels_of_inquiries.LABELS,
        **labels_of_screenings.LABELS,
        **own_choices.LABELS,
    }
)


def label(code: StrEnum, lang: str) -> str:
    """Return the words for a code: English for a tag such as ``en`` or ``en-GB``, else Chinese.

    :raises KeyError: a code that has no label; a test sees to it that there is none.
    """
    words = LABELS[type(code)][code]
    return words.en if lang.lower().startswith("en") else words.zh
