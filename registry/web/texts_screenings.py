"""Texts of errors about screening lists (资格审查错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "screening.not_found": Text(
        "资格审查不存在",
        "No such screening",
        "没有由您提交的这个编号的资格审查。",
        "You have opened no screening of this id.",
    ),
    "screening.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该资格审查已有名单或者已经结束，见 facts；需要比对另一份名单的，请另行提交。",
        "This screening has its list or is over; see `facts`. Open another one for another list.",
    ),
    "screening.id_taken": Text(
        "编号已使用",
        "The id is taken",
        "该编号下已有内容不同的资格审查；请使用新的编号。",
        "Something else was opened under this id. Use a new one.",
    ),
    "screening.too_many": Text(
        "超过当日限额",
        "The limit of the day is reached",
        "当日提交的名单次数或者行数已达限额，见 facts；请于次日再提交。",
        "No more lists, or rows, are taken today; see `facts`. Come again tomorrow.",
    ),
    "screening.hit_not_found": Text(
        "没有此命中",
        "No such hit",
        "该资格审查没有这一行与这一记录的命中，或者结果已清除；请重新提交名单。",
        "There is no hit of this row and record, or the results were erased. Screen the list anew.",
    ),
    "suggestion.not_found": Text(
        "司法建议书不存在",
        "No such letter",
        "本院没有这个编号的司法建议书。",
        "Your court has no letter of this id.",
    ),
    "suggestion.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "司法建议书的状态不允许此项办理，见 facts。",
        "In its state, shown in `facts`, the letter does not take this.",
    ),
    "suggestion.ineligible": Text(
        "依法不能发出司法建议书",
        "Not allowed",
        "不能就此命中发出或者签发司法建议书，理由如下。",
        "No letter may be written or signed about this hit, for these reasons.",
    ),
    "suggestion.exists": Text(
        "已有司法建议书",
        "There is a letter already",
        "这一行与这一记录已有司法建议书，见 facts；撤回之后才能重新起草。",
        "There is a letter about this row and record; see `facts`. Withdraw it before another one.",
    ),
    "watch_list.not_found": Text(
        "增减名单不存在",
        "No such list",
        "该持续审查没有这个编号的增减名单。",
        "No list of this id was handed in for this watch.",
    ),
    "watch_list.id_taken": Text(
        "编号已使用",
        "The id is taken",
        "该编号下已提交过内容不同的名单；请使用新的编号。",
        "Another list was handed in under this id. Use a new one.",
    ),
    "watch_list.another_waits": Text(
        "前一份名单尚未办完",
        "Another list is being worked off",
        "该持续审查的前一份增减名单尚未办完；请待其办结后再提交。",
        "The list that was handed in before is still being worked off. Wait until it is finished.",
    ),
    "watch.not_found": Text(
        "没有持续审查",
        "It is not watched",
        "该资格审查没有持续审查；提交时说明 watch_until 才会持续。",
        "This screening is not watched on. State `watch_until` when you open one.",
    ),
    "watch.is_over": Text(
        "持续审查已结束",
        "The watch is over",
        "该持续审查已经终止或者到期，名单已清除；需要继续的，请另行提交名单。",
        "The watch has ended or run out, and its list is gone. Open another screening.",
    ),
    "watch.not_read_yet": Text(
        "名单尚未比对完",
        "The list is not read yet",
        "名单比对完毕之后才能增减行；请稍后再试，状态见 facts。",
        "Rows are added and dropped once the list was compared; `facts` shows its state.",
    ),
    "watch.too_long": Text(
        "持续审查的终止日期不当",
        "Not a day until which a list is watched",
        "终止日期应在今日之后，至多为 facts 所示日数；到期之前可以续期。",
        "The day lies after today and within the days in `facts`; renew the watch before it.",
    ),
    "watch.too_many_rows": Text(
        "持续审查的行数过多",
        "Too many rows are watched",
        "同时持续审查的行数超过上限，见 facts；请先终止不再需要的持续审查。",
        "More rows would be watched than `facts` allows. End watches that you need no more.",
    ),
    "watch.rows_faulty": Text(
        "名单行有误",
        "Rows are faulty",
        "新增的行中有不能比对的，行次和原因见 facts；更正后整批重新提交。",
        "Some of the rows cannot be compared: `facts` says which, and why. Correct them and send "
        "all of them again.",
    ),
    "screening_list.type_unknown": Text(
        "名单格式不支持",
        "The form of the list is not known",
        "请以 Content-Type 说明名单格式，支持的格式见 facts。",
        "Say in Content-Type what the list is; `facts` names the forms that are taken.",
        {
            Reader.PAGE: (
                "名单文件的格式不能识别，可用的格式见 facts。请另存为其中一种后重新选择。",
                "The form of the file is not known; those that are stand in facts. Save it as one "
                "of them and choose it again.",
            ),
        },
    ),
    "screening_list.empty": Text(
        "名单为空",
        "The list is empty",
        "请求中没有名单内容。",
        "The request carries no list.",
    ),
    "screening_list.encoding_unknown": Text(
        "名单编码不支持",
        "The encoding of the list is not known",
        "名单是 UTF-16 编码；请另存为 UTF-8（CSV UTF-8）或者 GB18030 后重新提交。",
        "The list is in UTF-16. Save it as UTF-8 (CSV UTF-8) or GB18030 and hand it in again.",
    ),
    "screening_list.not_an_array": Text(
        "名单不是数组",
        "The list is no array",
        "JSON 名单应为对象组成的数组；逐行 JSON 请使用 application/x-ndjson。",
        "A JSON list is an array of objects; for JSON Lines use application/x-ndjson.",
    ),
    "screening_list.cut_off": Text(
        "名单不完整",
        "The list is cut off",
        "数组没有结束，名单可能没有传完；已经比对的部分保留，请将完整的名单另行提交。",
        "The array does not end: the list may have been cut off. What was compared is kept; hand "
        "the whole list in as another one.",
    ),
    "screening_list.columns_missing": Text(
        "缺少必要的列",
        "Columns are missing",
        "表头中没有姓名或者证件号码列，或者无法读取表头：第一个非空行应为表头，单元格以逗号、分号"
        "或者制表符分隔，各行以换行结束，引号须成对。请更正表头，或者在 columns 中说明列名。",
        "The first row that is not empty holds the headers. None of them means a name or a number, "
        "or they cannot be read: cells stand apart by commas, semicolons or tabs, lines end with "
        "line feeds, quotes come in pairs. Correct them, or say in `columns` what the list calls "
        "them.",
        {
            Reader.PAGE: (
                "第一个非空行应为表头，其中没有姓名或者证件号码列，或者无法读取；单元格以逗号、分号"
                "或者制表符分隔，各行以换行结束，引号须成对。请更正表头后重新选择文件。",
                "The first row that is not empty holds the headers. None of them means a name or a "
                "number, or they cannot be read: cells stand apart by commas, semicolons or tabs, "
                "lines end with line feeds, quotes come in pairs. Correct them and choose the file "
                "again.",
            ),
        },
    ),
    "screening_list.several_sheets": Text(
        "有多张工作表",
        "Several sheets hold lists",
        "电子表格中有多张工作表带有名单的表头，见 facts（第几张）；请合并为一张，分别提交，或者隐藏"
        "不需要比对的工作表。",
        "More than one sheet has the headers of a list: `facts` says which, counted from 1. Put "
        "them together, hand them in one by one, or hide those that are not to be compared.",
        {
            Reader.PAGE: (
                "电子表格中有多张工作表带有名单的表头；请合并为一张，分别提交，或者隐藏不需要比对的"
                "工作表，再重新选择文件。",
                "More than one sheet has the headers of a list. Put them together, hand them in "
                "one by one, or hide those that are not to be compared; then choose the file "
                "again.",
            ),
        },
    ),
    "screening_list.is_a_workbook": Text(
        "内容是电子表格",
        "It is a workbook",
        "内容是电子表格或者其他办公文件，不是 Content-Type 所说的格式；XLSX 请以其自己的类型提交，"
        ".xls 请另存为 .xlsx。",
        "The content is a workbook or another file of an office program, not what Content-Type "
        "says. Hand an XLSX workbook in as what it is; save an .xls one as .xlsx.",
        {
            Reader.PAGE: (
                "内容是电子表格或者其他办公文件，与文件名的后缀不符；请改回 .xlsx 后缀，.xls 请另存"
                "为 .xlsx，再重新选择文件。",
                "The content is a workbook or another file of an office program, which the file's "
                "name does not say. Name it .xlsx again, or save an .xls one as .xlsx; then choose "
                "the file again.",
            ),
        },
    ),
    "screening_list.columns_ambiguous": Text(
        "列名重复",
        "Two columns mean the same",
        "表头中有两列含义相同，见 facts；请在 columns 中说明使用哪一列。",
        "Two headers mean the column in `facts`. Say in `columns` which one counts.",
        {
            Reader.PAGE: (
                "表头中有两列含义相同，见 facts；请只保留一列后重新选择文件。",
                "Two headers mean the same column; it stands in facts. Keep one of them and "
                "choose the file again.",
            ),
        },
    ),
    "screening_list.too_large": Text(
        "名单文件过大",
        "The list is too large",
        "名单文件超过上限，见 facts；请分成几份提交，或者删去与比对无关的列。",
        "The file is larger than `facts` allows. Hand it in as several lists, or without the "
        "columns that are not compared.",
    ),
    "screening_list.workbook_damaged": Text(
        "电子表格不能读取",
        "The workbook cannot be read",
        "文件不是 XLSX 电子表格或者已损坏；请另存为 .xlsx 后重新提交，加密的请先解密。",
        "The file is no XLSX workbook, or is damaged. Save it as .xlsx again, without a password.",
    ),
    "screening_list.workbook_too_large": Text(
        "电子表格过大",
        "The workbook is too large",
        "电子表格解压后超过上限，见 facts；请删除无关的工作表，或者改用 CSV。",
        "Unpacked, the workbook is larger than `facts` allows. Remove what does not belong to the "
        "list, or use CSV.",
    ),
    "screening_list.too_many_rows": Text(
        "名单行数过多",
        "Too many rows",
        "一份名单至多一百万行；已经比对的部分保留，请将其余部分另行提交。",
        "A list has a million rows at most. What was compared is kept; hand in the rest as another "
        "list.",
    ),
}
