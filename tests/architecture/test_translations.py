"""Translations (译文): every visible text has its English, and what readers get is up to date."""

import io
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.architecture import source

EXTRACT = ("-q", "extract", "-F", "pyproject.toml")
ENGLISH = source.ROOT / "registry/locale/en/LC_MESSAGES/messages.po"
CHINESE = re.compile(r"[\u3400-\u9fff]")
FIELD = re.compile(r"%\(\w+\)[sd]|%%")
# Text between tags, with what Jinja fills in taken out.
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@cache
def visible() -> Catalog:
    """Return the texts of code and templates, collected as `make messages` collects them."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as collected:
        subprocess.run(  # noqa: S603 - our own program and options
            [Path(sys.executable).with_name("pybabel"), *EXTRACT, "-o", collected.name, "."],
            cwd=source.ROOT,
            check=True,
        )
        return read_po(collected)


@cache
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def pairs() -> list[tuple[str, str]]:
    """Return every Chinese text with its English one, singular and plural apart."""
    found = []
    for message in english():
        if isinstance(message.id, tuple) and isinstance(message.string, tuple):
            found += list(zip(message.id, message.string, strict=True))
        elif message.id:
            found.append((str(message.id), str(message.string)))
    return found


def test_every_visible_text_has_its_english_and_no_other_is_kept() -> None:
    assert len(ids(visible())) > 50
    assert ids(visible()) - ids(english()) == set(), "run make messages"
    assert ids(english()) - ids(visible()) == set(), "run make messages"


def test_no_translation_is_missing_or_a_guess() -> None:
    unsure = [m.id for m in english() if m.id and (not m.string or m.fuzzy)]
    assert unsure == []


def test_a_translation_is_english_and_keeps_what_is_filled_in() -> None:
    wrong = [
        chinese
        for chinese, text in pairs()
        if not text
        or CHINESE.search(text)
        or sorted(FIELD.findall(chinese)) != sorted(FIELD.findall(text))
    ]
    assert wrong == []


def test_what_readers_get_is_what_the_catalogue_says() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, english())
    assert ENGLISH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run make messages"


def test_no_template_shows_a_text_that_nobody_could_translate() -> None:
    templates = sorted((source.ROOT / "registry").rglob("templates/**/*.html"))
    assert templates
    plain = {
        str(path.relative_to(source.ROOT)): found[:3]
        for path in templates
        if (found := CHINESE.findall(JINJA.sub("", path.read_text(encoding="utf-8"))))
    }
    assert plain == {}
