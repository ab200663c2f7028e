"""Links (链接): what the pages of the documentation point at exists."""

import re
from pathlib import Path

from tests.architecture import source

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MADE_ADDRESS = re.compile(r"[^\w\- ]")
TARGET = re.compile(r"^\s*make ([a-z-]+)", re.MULTILINE)
TARGETS = re.compile(r"^([a-z-]+):", re.MULTILINE)
FILE = re.compile(r"`((?:docs|partners|registry|requirements|schemas|tests)/[\w./-]+)`")


def pages() -> list[Path]:
    """Return every page of the documentation."""
    return [source.ROOT / path for path in source.tracked() if path.endswith(".md")]


def links(page: Path) -> list[str]:
    return LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Return the addresses that a reader's browser gives the headings of a page."""
    headings = HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    return {MADE_ADDRESS.sub("", text.lower()).replace(" ", "-") for text in headings}


def leads_somewhere(page: Path, link: str) -> bool:
    if "://" in link:
        return True
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def test_every_link_leads_somewhere() -> None:
    broken = [
        (str(page.relative_to(source.ROOT)), link)
        for page in pages()
        for link in links(page)
        if not leads_somewhere(page, link)
    ]
    assert broken == []


def test_there_are_links_to_look_at() -> None:
    assert len(links(source.ROOT / "README.md")) > 10


def test_every_file_that_a_page_names_exists() -> None:
    named = {
        (str(page.relative_to(source.ROOT)), path)
        for page in pages()
        for path in FILE.findall(page.read_text(encoding="utf-8"))
    }
    assert [each for each in sorted(named) if not (source.ROOT / each[1]).exists()] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(TARGETS.findall((source.ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {name for page in pages() for name in TARGET.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert named <= targets


def test_every_page_of_the_documentation_is_reached_from_another_page() -> None:
    reached = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in pages()
        for link in links(page)
        if "://" not in link
    }
    apart = [page for page in pages() if "docs" in page.parts and page not in reached]
    assert apart == []
