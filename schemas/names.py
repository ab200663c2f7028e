"""Names (姓名、名称): kept for display, and folded so that spellings of one name compare equal.

Folding unites what a typist or a printer may vary: script (張偉, 张伟), width (（成都）, (成都)),
blanks, dots between the parts of a name, brackets, capitals, code points of old character sets. It
never unites what the law keeps apart: homophones, and different characters of one meaning (喆 and
哲, 堃 and 坤).
"""

import re
import unicodedata
from pathlib import Path
from types import MappingProxyType

from schemas.characters import INVISIBLE, WHITESPACE, has_private_use
from schemas.markup import strip_markup

# Names are stored folded with this number. Any change to what fold_name answers raises it.
FOLD_VERSION = 1

_TABLE_FILE = Path(__file__).with_name("data") / "fold_table.tsv"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_DOTS_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])[·.]+(?=[{_HAN}])")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Printing forms of one and the same character that the dictionary of simplified characters does not
# hold.
_PRINTING_FORMS = MappingProxyType(
    dict(
        zip("髙呉囯𠮷﨑戸黒徳曽淸靑愼敎吿郞歩毎", "高吴国吉崎户黑德曾清青慎教告郎步每", strict=True)
    )
)
_DOTS = "•・‧∙⋅◦᛫⸱ꞏ"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_OPENING, _CLOSING = "〔【〖", "〕】〗"

# GBK put 80 characters into the private use area that Unicode had not yet taken in; in lists made
# with old fonts they are still there. The codec knows those that got their code points before 2000,
# this table the later ones (GB 18030-2022).
_FIRST_PRIVATE, _PRIVATE_ROW = 0xE815, (*range(0x50, 0x7F), *range(0x80, 0xA1))
_LATE_CODE_POINTS = MappingProxyType(
    {
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE831: 0x215D7,
        0xE832: 0x9FB8,
        0xE83B: 0x2298F,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE855: 0x241FE,
        0xE864: 0x9FBB,
    }
)


def _simplified() -> dict[int, int]:
    lines = _TABLE_FILE.read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {ord(old): ord(new) for new, _, olds in rows for old in olds}


def _from_private_use() -> dict[int, int]:
    by_codec = {
        _FIRST_PRIVATE + index: ord(bytes((0xFE, second)).decode("gb18030"))
        for index, second in enumerate(_PRIVATE_ROW)
    }
    return by_codec | dict(_LATE_CODE_POINTS)


def _capitals() -> dict[int, int]:
    """Map small Latin letters to capitals that are one letter and stable under NFKC."""
    letters = (
        chr(point)
        for first, last in ((0x61, 0x24F), (0x1E00, 0x1EFF))
        for point in range(first, last + 1)
    )
    pairs = ((letter, letter.upper()) for letter in letters)
    return {
        ord(small): ord(capital)
        for small, capital in pairs
        if len(capital) == 1 and small != capital and unicodedata.is_normalized("NFKC", capital)
    }


def _fold_table() -> dict[int, int | None]:
    """Join the tables into one that needs a single pass and changes nothing in its own answer."""
    steps: dict[int, int] = {
        **_simplified(),
        **{ord(old): ord(new) for old, new in _PRINTING_FORMS.items()},
        **_from_private_use(),
        **_capitals(),
        **dict.fromkeys(map(ord, _DOTS), ord("·")),
        **dict.fromkeys(map(ord, _DASHES), ord("-")),
        **dict.fromkeys(map(ord, _OPENING), ord("(")),
        **dict.fromkeys(map(ord, _CLOSING), ord(")")),
    }
    # A character that is in the table costs a third of one that is not, so the common ones stand
    # for themselves.
    table: dict[int, int | None] = dict(
        zip(range(0x4E00, 0xA000), range(0x4E00, 0xA000), strict=True)
    )
    for old, new in steps.items():
        table[old] = steps.get(new, new)
    table.update(dict.fromkeys(map(ord, WHITESPACE + INVISIBLE)))
    return table


_FOLD = _fold_table()


def fold_name(text: str) -> str:
    """Return the form by which a name is searched and compared; folding it again changes nothing.

    Characters of private use that nobody knows stay as they are: two names that differ in them are
    two names.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    while not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded).translate(_FOLD)
    if "·" in folded or "." in folded:
        return _DOTS_BETWEEN_HAN.sub("·", folded)
    return folded


def without_dots(folded: str) -> str:
    """Return the second key of a folded name: without the dots, which many forms leave out."""
    return folded.replace("·", "")


def clean_name(text: str) -> str:
    """Return a name for display: as given, less markup, marks of direction and outer blanks."""
    shown = " ".join(_BIDI.sub("", strip_markup(text)).split())
    # A name of joiners and fillers alone is no name: nobody can see it.
    return shown if fold_name(shown) else ""


def is_legible(text: str) -> bool:
    """Tell whether everybody can read a name: it holds no character of unknown private use."""
    return not has_private_use(fold_name(text))


def is_same_court(given: str, known: str) -> bool:
    """Tell whether two names are of one court; one may leave out its province or city.

    Use it only where the court code says which court is meant: 高新区人民法院 alone fits many.
    """
    shorter, longer = sorted((fold_name(given), fold_name(known)), key=len)
    return shorter == longer or (
        longer.endswith(shorter)
        and _COURT_WITH_PLACE.match(shorter) is not None
        and longer[: -len(shorter)].endswith(_ENDS_OF_PLACES)
    )


_COURT_WITH_PLACE = re.compile(r"(?!(?:高级|中级|基层)?人民法院)..+人民法院$")
_ENDS_OF_PLACES = ("省", "市", "区", "州", "盟", "县")
