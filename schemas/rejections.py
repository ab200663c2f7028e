"""Sentences for the reasons of rejection (拒收原因说明): what was wrong, in which field, and "
"what to do about it."""

from types import MappingProxyType
from typing import NamedTuple

from schemas.import_codes import RejectionReason


class Rejection(NamedTuple):
    """What an importer tells people of a reason; ``field`` is the key of the published "
    "record, empty for a whole line."""

    field: str
    zh: str
    en: str


REJECTIONS = MappingProxyType(
    {
        RejectionReason.NOT_AN_OBJECT: Rejection(
            "",
            "该行不是一条记录：应为一个 JSON 对象，或与表头列数相符的一行。请检查该行是否截断"
            "或缺少括号、引号。",
            "The line is no record: it should be one JSON object, or a row that fits the headers. "
            "See whether it was cut off or lacks a bracket or quote.",
        ),
        RejectionReason.CONTROL_CHARACTER: Rejection(
            "iname",
            "姓名或名称（iname）中含有控制字符，可能是编码转换错误。请对照裁判文书更正后重新导入。",
            "The name (iname) holds a control character, probably from a wrong conversion. "
            "Correct it from the judgment and import it again.",
        ),
        RejectionReason.NAME_MISSING: Rejection(
            "iname",
            "缺少姓名或名称（iname）。请补全被执行人的姓名或名称后重新导入。",
            "The name (iname) is missing. Fill in the name of the debtor and import it again.",
        ),
        RejectionReason.NAME_TOO_LONG: Rejection(
            "iname",
            "姓名或名称（iname）超过 255 个字符。请检查是否混入了其他栏目的内容，每条记录只写"
            "一名被执行人。",
            "The name (iname) has more than 255 characters. "
            "See whether another field ran into it; a record names one debtor.",
        ),
        RejectionReason.CASE_NUMBER_MALFORMED: Rejection(
            "caseCode",
            "案号（caseCode）格式不正确，应如“(2025)川0107执1234号”。请按立案信息更正。",
            "The case number (caseCode) is malformed; it should look like (2025)川0107执1234号. "
            "Correct it from the filing data.",
        ),
        RejectionReason.COURT_CODE_UNKNOWN: Rejection(
            "caseCode",
            "案号（caseCode）中的法院代字无法识别：首字不是省份简称，或为 2016 年以前的法院自"
            "定简称。请改用统一的法院代字。",
            "The court in the case number (caseCode) is not known: its first character is no "
            "province, or it is a court's "
            "own short form from before 2016. Use the uniform court code.",
        ),
        RejectionReason.CASE_TYPE_NOT_ENFORCEMENT: Rejection(
            "caseCode",
            "案号（caseCode）不是执行案件。失信被执行人只在“执”或“执恢”案件中纳入，请填写执行"
            "案号，执行依据文号填入 gistId。",
            "The case number (caseCode) is not of an enforcement case. Debtors are listed in "
            "cases of type 执 or 执恢 only; "
            "give that number, and put the number of the judgment into gistId.",
        ),
        RejectionReason.COURT_MISMATCH: Rejection(
            "courtName",
            "执行法院（courtName）与案号（caseCode）中的法院代字不是同一法院。请核对二者，更正"
            "错误的一项。",
            "The enforcing court (courtName) is not the court that the case number (caseCode) "
            "names. "
            "Compare the two and correct the one that is wrong.",
        ),
        RejectionReason.ID_NUMBER_MALFORMED: Rejection(
            "cardNum",
            "证件号码（cardNum）缺失或格式不正确：居民身份证号码应为 18 位或 15 位，且出生日期"
            "真实有效。请按证件更正。",
            "The identity number (cardNum) is missing or malformed: a resident number has 18 "
            "characters or 15 digits and "
            "states a real date of birth. Correct it from the document.",
        ),
        RejectionReason.ID_NUMBER_CHECK_DIGIT: Rejection(
            "cardNum",
            "身份证号码（cardNum）校验码不符，至少有一位录入错误。请按证件逐位核对，避免列错他人。",
            "The check digit of the identity number (cardNum) does not fit, so at least one "
            "digit is wrong. "
            "Compare it with the document digit by digit, lest somebody else is listed.",
        ),
        RejectionReason.CREDIT_CODE_MALFORMED: Rejection(
            "cardNum",
            "统一社会信用代码或组织机构代码（cardNum）缺失或格式不正确：信用代码为 18 位，不含"
            "字母 I、O、S、V、Z。请按营业执照更正。",
            "The credit code or organisation code (cardNum) is missing or malformed: a credit "
            "code has 18 characters and "
            "no I, O, S, V or Z. Correct it from the licence.",
        ),
        RejectionReason.CREDIT_CODE_CHECK_DIGIT: Rejection(
            "cardNum",
            "统一社会信用代码或组织机构代码（cardNum）校验码不符，至少有一位录入错误。请按营业"
            "执照逐位核对。",
            "The check character of the credit code or organisation code (cardNum) does not "
            "fit, so at least one character "
            "is wrong. Compare it with the licence.",
        ),
        RejectionReason.DATE_INVALID: Rejection(
            "regDate",
            "立案时间（regDate）或发布时间（publishDate）不是有效日期。请写成 20250310、2025年"
            "03月10日、2025-03-10 或 2025/03/10。",
            "The filing date (regDate) or the publication date (publishDate) is no date of "
            "the calendar. "
            "Write 20250310, 2025年03月10日, 2025-03-10 or 2025/03/10.",
        ),
        RejectionReason.PUBLISHED_BEFORE_FILED: Rejection(
            "publishDate",
            "发布时间（publishDate）早于立案时间（regDate）。请核对两个日期。",
            "The publication date (publishDate) is before the filing date (regDate). Compare "
            "the two.",
        ),
        RejectionReason.PUBLISHED_IN_FUTURE: Rejection(
            "publishDate",
            "发布时间（publishDate）晚于导入日期。请核对日期，尚未发布的记录待发布后再导入。",
            "The publication date (publishDate) is after the day of the import. "
            "Check it; import a record once it has been published.",
        ),
        RejectionReason.GROUND_UNKNOWN: Rejection(
            "disruptTypeName",
            "失信行为具体情形（disruptTypeName）不属于《关于公布失信被执行人名单信息的若干规定"
            "》第一条所列六种情形。请按决定书填写。",
            "The conduct (disruptTypeName) is none of the six grounds of Art. 1 of the "
            "Listing Rules. "
            "Enter the ground that the decision states.",
        ),
        RejectionReason.MINOR_NEVER_LISTED: Rejection(
            "age",
            "被执行人发布时未满十八周岁。依《关于公布失信被执行人名单信息的若干规定》第四条，"
            "不得将未成年人纳入名单，请勿再次导入。",
            "The debtor was under 18 on the publication date. Art. 4 of the Listing Rules "
            "forbids listing a minor; "
            "do not import the record again.",
        ),
    }
)
