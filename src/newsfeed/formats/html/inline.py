"""Inline content of a page: text as a browser lays it out, with the tags of rich text as private characters."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import local_name
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.html.content import BLOCKS, EMBEDS, clean, is_shown
from newsfeed.io.html_text import text_content
from newsfeed.model.rich_text import INLINE
from newsfeed.pages.inline_tags import InlineTags, without_private_characters
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS
from newsfeed.values import iris, languages, link_safety, references
from newsfeed.values.escaping import escape_attribute

if TYPE_CHECKING:
    from lxml import etree

_SPACES: Final = re.compile("[ \t\n\f\r]+")
_SPACES_AND_TAGS: Final = re.compile(f"[ {PRIVATE_CHARACTERS}]{{2,}}")
_SPACE_BEFORE_BREAK: Final = re.compile(rf"(?<! ) ++(?=[{PRIVATE_CHARACTERS}]*+(?:\n|\Z))")
_SPACE_AFTER_BREAK: Final = re.compile(rf"((?:\n|\A)[{PRIVATE_CHARACTERS}]*) +")
_FIRST_PRIVATE: Final = PRIVATE_CHARACTERS[0]
_EMPTY_LINES: Final = re.compile(rf"\n(?:[{PRIVATE_CHARACTERS}]*\n)+")
_START: Final = re.compile(f"[\n{PRIVATE_CHARACTERS}]*")
_SYNONYMS: Final = {"b": "strong", "i": "em", "dfn": "em", "var": "em", "kbd": "code", "samp": "code", "tt": "code"}
"""Elements that mean one of those that rich text has."""

_DELETED: Final = ("del", "s", "strike")
"""Elements with text that does not hold any more, which rich text cannot strike out."""

_LINK_ATTRIBUTES: Final = ("href", "cite")
_TECHNICAL_RELATIONS: Final = frozenset(("noopener", "noreferrer", "opener"))
_MAX_QUOTED: Final = 80


@attrs.define
class PageNotes:
    """Findings of the reader of a page.

    Attributes:
        report: receives the findings.
        noted: codes with values that have been reported, each once.
    """

    report: Report
    noted: set[tuple[str, str]] = attrs.field(factory=set)

    def add(self, code: str, message: str, element: "etree._Element", *, value: str = "", warn: bool = False) -> None:
        """Add a finding.

        Args:
            code: its code.
            message: one line.
            element: the element that it is about.
            value: the value that it is about; one value is reported once.
            warn: True for a warning, False for information.
        """
        if (code, value) in self.noted:
            return
        self.noted.add((code, value))
        severity = Severity.WARNING if warn else Severity.INFO
        self.report.add(Finding(severity=severity, code=code, message=message, line=element.sourceline))


@attrs.frozen
class Links:
    """Resolution of the links of a page.

    Attributes:
        base: the address that they are relative to, or None.
        notes: receives a finding for each link that is left out.
    """

    base: str | None
    notes: PageNotes

    def resolve(self, link: str | None, element: "etree._Element") -> str | None:
        """Return a link as an absolute and safe address; None, and a finding, for one that is left out.

        Args:
            link: the link, or None.
            element: the element that has it.
        """
        if not link or not link.strip():
            return None
        address = references.resolve(self.base, link)
        if not link_safety.is_safe_scheme(address):
            message = f"the link {link!r:.{_MAX_QUOTED}} has a scheme that is unsafe; it is left out"
            self.notes.add("html.link.unsafe", message, element, value=address[:_MAX_QUOTED], warn=True)
            return None
        if iris.is_iri(address) or iris.is_iri(address := references.percent_encode(address)):
            return address
        if not link.startswith("#"):
            message = (
                f"the link {link!r:.{_MAX_QUOTED}} is not absolute; it is left out: name the base of the page's address"
            )
            self.notes.add("html.link.relative", message, element, value=address[:_MAX_QUOTED])
        return None


class InlineReader:
    """Reader of inline content.

    Args:
        tags: the tags of the page.
        links: its links.
        notes: receives the findings.
    """

    def __init__(self, tags: InlineTags, links: Links, notes: PageNotes) -> None:
        self._tags = tags
        self._links = links
        self._notes = notes

    def text(self, element: "etree._Element") -> str:
        """Return the content of an element as the lines of a paragraph."""
        pieces: list[str] = []
        self.add_content(element, pieces)
        return tidy("".join(pieces)).replace("\n\n", "\n")

    def add_content(self, element: "etree._Element", pieces: list[str]) -> None:
        """Add the text of an element, and of the elements in it, to a list."""
        pieces.append(words(element.text))
        for child in element:
            if isinstance(child.tag, str):
                self.add_element(child, pieces)
            pieces.append(words(child.tail))

    def add_element(self, element: "etree._Element", pieces: list[str]) -> None:
        """Add an inline element with its tags, or nothing if it is not shown."""
        name = local_name(element)
        if name in EMBEDS:
            self.note_embed(element)
        elif name == "br":
            pieces.append("\n")
        elif name == "img":
            pieces.append(words(element.get("alt")))
        elif not is_shown(element):
            return
        elif name in _DELETED:
            self._note_deleted(element)
        elif name in ("rt", "rp"):
            self._add_ruby(element, name, pieces)
        else:
            self._add_marked(element, _SYNONYMS.get(name, name), pieces)

    def _add_marked(self, element: "etree._Element", name: str, pieces: list[str]) -> None:
        opening = self._opening_tag(element, name) if name in INLINE else ""
        # The words of two blocks, such as cells, are not one word.
        space = " " if name in BLOCKS else ""
        pieces.append(self._tags.character(opening) if opening else space)
        self.add_content(element, pieces)
        pieces.append(self._tags.character(f"</{name}>") if opening else space)

    def _opening_tag(self, element: "etree._Element", name: str) -> str:
        """Return the tag of an element of rich text; "" for a link without a target."""
        attributes = {key: value for key in INLINE[name] if (value := self._attribute(element, key))}
        if name == "a" and "href" not in attributes:
            return ""
        written = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes.items())
        return f"<{name}{written}>"

    def _attribute(self, element: "etree._Element", key: str) -> str | None:
        value = element.get(key)
        if value is None or key in _LINK_ATTRIBUTES:
            return self._links.resolve(value, element)
        return _CHECKS[key](value) if key in _CHECKS else clean(value)

    def _add_ruby(self, element: "etree._Element", name: str, pieces: list[str]) -> None:
        """Add the pronunciation of the word before in brackets, unless the page has its own."""
        before = element.getprevious()
        has_brackets = before is not None and local_name(before) == "rp"
        needs_brackets = name == "rt" and not has_brackets
        pieces.append("（" if needs_brackets else "")
        self.add_content(element, pieces)
        pieces.append("）" if needs_brackets else "")

    def _note_deleted(self, element: "etree._Element") -> None:
        text = " ".join(clean(text_content(element)).split())[:_MAX_QUOTED]
        message = f'the struck-out text "{text}" is left out: write a correction'
        self._notes.add("html.deleted.left_out", message, element, value=text)

    def note_embed(self, element: "etree._Element") -> None:
        """Report an element that shows something from elsewhere."""
        source = next((element.get(key) for key in ("src", "data", "title") if element.get(key)), None)
        source = source or next((child.get("src") for child in element.iter("source") if child.get("src")), None) or ""
        message = f"the <{local_name(element)}> {source!r:.200} is left out: link to it"
        self._notes.add("html.embed.left_out", message, element, value=source)


def _relation(value: str) -> str | None:
    """Return a relation without its words for browsers only."""
    return " ".join(word for word in value.split() if word.lower() not in _TECHNICAL_RELATIONS) or None


def _language(value: str) -> str | None:
    try:
        languages.check_language(value)
    except ValueError:
        return None
    return value


def _direction(value: str) -> str | None:
    return value.lower() if value.lower() in ("ltr", "rtl", "auto") else None


_CHECKS: Final[dict[str, Callable[[str], str | None]]] = {
    "rel": _relation,
    "lang": _language,
    "hreflang": _language,
    "dir": _direction,
}


def words(text: str | None) -> str:
    """Return the text between two tags with single spaces."""
    return _SPACES.sub(" ", clean(text)) if text else ""


def plain_words(text: str) -> str:
    """Return the words of a text without its tags."""
    return without_private_characters(text).strip()


def tidy(text: str) -> str:
    """Return the text of a block as a browser lays it out: no spaces at the ends of lines, or after other spaces.

    Lines without words become one empty line.
    """
    text = _SPACES_AND_TAGS.sub(_with_one_space, text)
    text = _SPACE_AFTER_BREAK.sub(r"\1", _SPACE_BEFORE_BREAK.sub("", text))
    text = _EMPTY_LINES.sub(lambda match: "\n\n" + match[0].replace("\n", ""), text)
    return _without_outer_breaks(text)


def _without_outer_breaks(text: str) -> str:
    """Return a text without the line ends before its first word and after its last."""
    match = _START.match(text)
    start = match.end() if match else 0
    end = len(text)
    while end > start and (text[end - 1] == "\n" or text[end - 1] >= _FIRST_PRIVATE):
        end -= 1
    return text[:start].replace("\n", "") + text[start:end] + text[end:].replace("\n", "")


def _with_one_space(match: "re.Match[str]") -> str:
    index = match[0].find(" ") + 1
    return match[0][:index] + match[0][index:].replace(" ", "") if index else match[0]
