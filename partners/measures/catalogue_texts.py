"""What is said of faults in catalogue files (目录差错说明), in both languages."""

from partners.measures.catalogue_rows import Problem

PROBLEMS: dict[Problem, tuple[str, str]] = {
    Problem.EMPTY: ("不能为空。", "It must not be empty."),
    Problem.TOO_LONG: ("内容过长。", "It is too long."),
    Problem.UNKNOWN_CODE: ("不是规定的代码。", "Not a code that is known."),
    Problem.MALFORMED: ("格式有误。", "It is malformed."),
    Problem.WRONG_PREFIX: (
        "代码须以目录自己的前缀和点开头，前缀由小写字母、数字和连字符组成。",
        "Codes begin with the catalogue's own prefix of small letters, digits and hyphens, and a "
        "dot.",
    ),
    Problem.RESERVED: (
        "该前缀属于自带目录，请使用自己的前缀。",
        "This prefix is that of a catalogue of the program: use one of your own.",
    ),
    Problem.TWICE: ("重复出现。", "It comes twice."),
    Problem.NOT_THERE: (
        "所指的措施不在本文件中。",
        "It names a measure that is not there.",
    ),
    Problem.CONTRADICTS: ("与其他字段或者其他行矛盾。", "It contradicts another field or line."),
    Problem.UNKNOWN_BODY: (
        "单位代码未知；首次出现须写 代码|中文名称|英文名称。",
        "A body that is not known: write code|Chinese name|English name the first time.",
    ),
    Problem.MISSING_COLUMN: ("缺少该列。", "The column is missing."),
    Problem.UNKNOWN_COLUMN: ("没有这一列。", "There is no such column."),
    Problem.UNREADABLE: (
        "无法读取：须为 UTF-8 或 GB18030 编码的 CSV 或 JSON。",
        "It cannot be read: CSV or JSON in UTF-8 or GB18030.",
    ),
    Problem.TOO_MANY: ("条目过多。", "There are too many measures."),
}
