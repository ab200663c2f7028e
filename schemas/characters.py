"""Characters (字符): which ones carry no meaning, and how a text is freed of them to be read."""

import re
import unicodedata

WHITESPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

# Code points that Unicode calls default ignorable: joiners, marks of direction, fillers, variation
# selectors, tags. A reader of a page does not see them, so two texts that differ only in them are
# the same name or number.
_INVISIBLE_RANGES = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE01EF),
)

INVISIBLE = "".join(
    chr(point) for first, last in _INVISIBLE_RANGES for point in range(first, last + 1)
)

_UNSEEN: dict[int, None] = dict.fromkeys(map(ord, WHITESPACE + INVISIBLE))

# A lone half of a surrogate pair is no character at all: JSON can carry it, no store takes it.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def compact(text: str) -> str:
    """Return a text in half width (NFKC), in capitals, without anything that one cannot see."""
    if text.isascii():
        return "".join(text.split()).upper()
    # Twice: some signs become a blank and a mark only under NFKC.
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_UNSEEN).upper()


def has_control_character(text: str) -> bool:
    """Tell whether a text holds a control character (C0, DEL, C1) or half a surrogate."""
    return _CONTROL.search(text) is not None


def without_unstorable(text: str) -> str:
    """Return a text without what no store takes: control characters but line breaks and tabs."""
    return text if _UNSTORABLE.search(text) is None else _UNSTORABLE.sub("", text)


def has_private_use(text: str) -> bool:
    """Tell whether a text holds a character that only the font of its author can show."""
    return _PRIVATE_USE.search(text) is not None
