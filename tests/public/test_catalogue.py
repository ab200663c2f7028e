"""The English catalogue (英文译文): complete, compiled, and of the texts that the pages show."""

import io
import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "registry"
CATALOGUE = REGISTRY / "locale" / "en" / "LC_MESSAGES" / "messages.po"
HAN = re.compile("[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)s")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def shown() -> set[object]:
    """Return every text that templates and modules look up."""
    return {
        message
        for folder in (REGISTRY, ROOT / "partners")
        for _file, _line, message, _comments, _context in extract_from_dir(folder, METHODS)
    }


def translated() -> dict[object, object]:
    with CATALOGUE.open("rb") as file:
        return {m.id: m.string for m in read_po(file, locale="en") if m.id and not m.fuzzy}


def test_every_text_that_is_shown_is_in_the_catalogue_and_no_other() -> None:
    assert len(shown()) > 50
    assert shown() == set(translated())


def pairs() -> list[tuple[str, str]]:
    """Return every Chinese text with its English one, singular and plural apart."""
    found = []
    for original, text in translated().items():
        if isinstance(original, tuple) and isinstance(text, tuple):
            found += list(zip(original, text, strict=True))
        else:
            found.append((str(original), str(text)))
    return found


def test_every_text_is_translated_with_the_same_facts_in_it() -> None:
    for chinese, english in pairs():
        assert english, chinese
        assert not HAN.search(english), english
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(chinese)), english


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="en"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run make messages"


def test_no_template_shows_chinese_that_is_not_looked_up() -> None:
    for path in sorted(REGISTRY.rglob("templates/**/*.html")):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.S)
        assert not HAN.search(text), path.name
