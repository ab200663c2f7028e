"""Texts of an import's errors (导入错误说明), by code: what was wrong and what to do."""

from types import MappingProxyType
from typing import NamedTuple

from registry.errors import ServiceError


class Text(NamedTuple):
    """One text in both languages; facts stand in braces."""

    zh: str
    en: str


# Said where an import stops in the middle: nothing that was done is hidden.
WHAT_STAYS = Text(
    "此前已写入的部分保留；改正后再次导入同一文件，会从中断处补齐，不会重复。",
    "What was committed stays; import the file again and it is completed, nothing twice.",
)

TEXTS = MappingProxyType(
    {
        "import.file_missing": Text(
            "找不到文件 {file}。请检查路径。", "There is no file {file}. Check the path."
        ),
        "import.file_is_directory": Text(
            "{file} 是目录。请指定其中的一个文件。",
            "{file} is a directory. Name one of the files in it.",
        ),
        "import.file_unreadable": Text(
            "无法读取 {file}（{cause}）。请检查权限和存储介质。",
            "{file} cannot be read ({cause}). Check permissions and the medium.",
        ),
        "import.file_empty": Text(
            "{file} 是空文件，没有任何记录。请重新导出或下载。",
            "{file} is empty and holds no record. Export or download it again.",
        ),
        "import.file_binary": Text(
            "{file} 不是文本文件（{form}）。请另存为 UTF-8 编码的 JSON Lines、JSON 数组或 CSV。",
            "{file} is no text ({form}). Save it as JSON Lines, a JSON array or CSV in UTF-8.",
        ),
        "import.headers_unknown": Text(
            "{file} 不是 JSON，首行也不是所需的 CSV 表头，缺少：{missing}。请补上表头行。",
            "{file} is no JSON, and its first line lacks CSV headers: {missing}. Add them.",
        ),
        "import.header_twice": Text(
            "{file} 的表头中这些列出现了两次：{columns}，无法确定以哪一列为准。请只保留一列。",
            "{file} has these headers twice: {columns}. Which one is meant is unclear; keep one.",
        ),
        "import.gzip_cut_off": Text(
            "gzip 文件不完整，在结尾之前中断。请重新下载完整的文件。",
            "The gzip file ends before its end. Download all of it again.",
        ),
        "import.gzip_damaged": Text(
            "gzip 文件已损坏。请重新下载。", "The gzip file is damaged. Download it again."
        ),
        "import.array_cut_off": Text(
            "JSON 数组在第 {record} 条记录处中断，缺少结尾。请重新导出完整的文件。",
            "The JSON array breaks off at record {record}. Export all of it again.",
        ),
        "import.report_unwritable": Text(
            "无法写入报告 {file}（{cause}）。请检查目录、权限和磁盘空间。",
            "The report {file} cannot be written ({cause}). See to folder, permissions and space.",
        ),
        "import.report_is_file": Text(
            "报告与导入的文件 {file} 是同一文件。请为报告另取文件名。",
            "The report would overwrite {file}, which is to be imported. Give it another name.",
        ),
        "import.store_full": Text(
            "数据库所在的磁盘已满（{cause}），最后一组未写入。请腾出空间后再次导入同一文件。",
            "The database's disk is full ({cause}); the last group was not written. Free space.",
        ),
        "import.store_busy": Text(
            "数据库长时间被其他进程占用（{cause}）。请稍后再次导入同一文件。",
            "The database was held by others for too long ({cause}). Import the file again later.",
        ),
        "import.store_has_no_tables": Text(
            "数据库尚未建立。请先运行 flask db upgrade。",
            "The database is not made yet. Run flask db upgrade first.",
        ),
        "import.store_read_only": Text(
            "数据库只读（{cause}）。请检查权限，或连接主库。",
            "The database is read-only ({cause}). Check permissions, or connect to the primary.",
        ),
        "import.store_failed": Text(
            "数据库出错（{cause}）。请检查数据库后再次导入同一文件。",
            "The database failed ({cause}). See to it, then import the file again.",
        ),
        "import.run_unknown": Text(
            "没有批次 {run}。用 flask registry import-list 查看批次。",
            "There is no run {run}. flask registry import-list shows the runs.",
        ),
        "import.run_undone": Text(
            "批次 {run} 在导入过程中被整体撤回，导入已停止。",
            "Run {run} was undone while it was being imported, so the import has stopped.",
        ),
        "import.interrupted": Text("导入被中断。", "The import was interrupted."),
    }
)


def told(error: ServiceError) -> Text:
    """Return what people are told of an error."""
    facts = {"file": "", **{name: str(value) for name, value in error.facts.items()}}
    text = TEXTS[error.code]
    return Text(text.zh.format(**facts), text.en.format(**facts))
