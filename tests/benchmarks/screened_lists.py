"""Lists of any size (任意长度的名单) in every form, written without holding them."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from schemas.screening_codes import ListFormat
from tests.api.desk import number

Row = tuple[str, str, str]
_HEADERS: Row = ("姓名", "证件号码", "备注")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rows(size: int) -> Iterator[Row]:
    """Yield so many rows of strangers, each with a number of its own form."""
    days = [
        f"{year}{month:02}{day:02}"
        for year in range(1950, 2005)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    for row in range(size):
        born, sequence = days[row % len(days)], row // len(days)
        yield f"测试{row % 997}", number("519999", born, f"{sequence % 1000:03}"), str(row)


def write(path: Path, form: ListFormat, size: int) -> Path:
    """Write a list of so many rows."""
    if form is ListFormat.XLSX:
        _workbook(path, size)
    else:
        with path.open("wb") as file:
            file.writelines(_text(form, size))
    return path


def _text(form: ListFormat, size: int) -> Iterator[bytes]:
    if form is ListFormat.CSV:
        return (f"{','.join(row)}\n".encode() for row in itertools.chain([_HEADERS], rows(size)))
    objects = (orjson.dumps(dict(zip(_HEADERS, row, strict=True))) for row in rows(size))
    parts = ((b"[" if not at else b",\n") + each for at, each in enumerate(objects))
    return itertools.chain(parts, [b"]"])


def _workbook(path: Path, size: int) -> None:
    """Write a workbook whose cells share their texts, as spreadsheets write them."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/1.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="texts.xml"/>'
            "</Relationships>",
        )
        with packed.open("xl/texts.xml", "w") as file:
            file.write(f'<sst xmlns="{_MAIN}">'.encode())
            for row in itertools.chain([_HEADERS], rows(size)):
                file.write("".join(f"<si><t>{cell}</t></si>" for cell in row).encode())
            file.write(b"</sst>")
        with packed.open("xl/worksheets/1.xml", "w") as file:
            file.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for line in range(size + 1):
                cells = (
                    f'<c r="{letter}{line + 1}" t="s"><v>{line * 3 + at}</v></c>'
                    for at, letter in enumerate("ABC")
                )
                file.write(f'<row r="{line + 1}">{"".join(cells)}</row>'.encode())
            file.write(b"</sheetData></worksheet>")
