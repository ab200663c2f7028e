"""Verification codes (核验码) of certificates: what is printed, and how what is typed is read.

An alphabet of 31 characters without look-alikes (no 0 and O, no 1, I and L), in either case. The
last character checks the others: 31 is prime, so that one wrong character, or two that changed
places, never fit.
"""

import unicodedata
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 20
GROUP = 5
LONGEST_TYPED = 64
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def made_of(choose: Callable[[str], str]) -> str:
    """Return a new code.

    :param choose: returns one character of the alphabet, by chance.
    """
    body = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Return the character that ends a code which begins so."""
    total = sum(place * _VALUES[character] for place, character in enumerate(body, 1))
    # Every place counts by its own number, and the last one makes the sum nought.
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def read(typed: str) -> str | None:
    """Return the code that somebody typed in whatever form, or nothing where it cannot be one."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(character for character in folded if character.isalnum())
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def written(code: str) -> str:
    """Write a code in groups, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def fold_number(typed: str) -> str:
    """Return the number of a certificate that somebody typed, in the form in which it is kept."""
    return "".join(unicodedata.normalize("NFKC", typed).split())
