"""A page as the tests read it (页面结构): its elements, its texts and their languages."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Elements that have no end.
VOID = {"meta", "link", "img", "input", "br", "hr"}
# Attributes whose content is read out or shown.
SPOKEN = {"alt", "aria-label", "title", "placeholder"}


@dataclass
class Element:
    """One element: its name, its attributes and all the text within."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(frozen=True)
class Said:
    """A piece of text, and the language that the page says it is in."""

    language: str
    text: str


@dataclass
class Page(HTMLParser):
    """A parsed page."""

    elements: list[Element] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to read."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        language = element.attributes.get("lang") or self._language()
        spoken = [value for name, value in element.attributes.items() if name in SPOKEN]
        self.said.extend(Said(language, text) for text in spoken if text.strip())

    def handle_endtag(self, tag: str) -> None:
        """Close an element; one that was never opened is a mistake in the page."""
        assert self._open, f"nothing is open that </{tag}> could close"
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note a text, for every element around it."""
        for element in self._open:
            element.text += data
        if data.strip():
            self.said.append(Said(self._language(), data.strip()))

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of a name that have these attributes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.name == name and wanted.items() <= element.attributes.items()
        ]

    def one(self, name: str, **attributes: str) -> Element:
        """Return the one element of a name that has these attributes."""
        (element,) = self.all(name, **attributes)
        return element

    def _language(self) -> str:
        stated = [e.attributes["lang"] for e in self._open if "lang" in e.attributes]
        return stated[-1] if stated else ""


def read(html: str) -> Page:
    """Parse a page; every element has to be closed in its turn."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page._open, f"left open: {[element.name for element in page._open]}"
    return page
