"""Reader of the inline Markdown in a page's text: source texts become rich text, or plain text where the model has that.

The blocks and entries of a page are read with their source texts first, since their syntax is that of lines; then
`InlineReader.convert` replaces these. Text without markup, as most is, stays the string that it is.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Correction, Image, List, Paragraph, Point, Points, Question, Quotation
from newsfeed.model.rich_text import Text, join_paragraphs, to_markup
from newsfeed.pages.decoding import Line
from newsfeed.pages.inline_syntax import MAX_MARKS, count_marks, resolve_escapes
from newsfeed.values import iris, link_safety
from newsfeed.values.references import resolve
from newsfeed.values.xml_chars import XML_SPACE

_TEXT_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Paragraph: ("text",),
    Points: ("points",),
    Point: ("text",),
    List: ("items",),
    Quotation: ("text",),
    Image: ("caption",),
    Question: ("answer",),
    Correction: ("text",),
}
"""The fields of each class that hold text, or objects with text."""

_NAME_LINK: Final = re.compile(r"(?P<bold>(?:\*\*)?)\[(?P<text>[^\[\]\\]+)\]\((?P<target>[^()\s]+)\)")
_PLAIN_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Point: ("label",),
    Quotation: ("attribution",),
    Image: ("alt",),
    Question: ("text",),
}
"""The fields of each class that hold plain text."""


class InlineReader:
    """Reader of the source texts of one page.

    Args:
        report: collects the findings about links.
        base: the IRI to resolve relative links against, or None.
    """

    def __init__(self, report: Report, base: str | None) -> None:
        self._report = report
        self._base = base
        self._lines: Sequence[Line] = ()
        self._is_plain = False
        self._name_link: tuple[str, str] | None = None

    def at(self, lines: Sequence[Line]) -> "InlineReader":
        """Set the lines that the next texts are from, for the findings about them, and return the reader."""
        self._lines = lines
        return self

    def text(self, source: str) -> Text:
        """Return a source text as plain or rich text; its paragraphs are separated by empty lines."""
        if not count_marks(source):
            return resolve_escapes(source)
        return join_paragraphs(list(map(self._markup, source.split("\n\n"))))

    def _markup(self, source: str) -> str:
        """Return a paragraph as inline XHTML."""
        count = count_marks(source)
        if not count:
            return to_markup(resolve_escapes(source))
        if count > MAX_MARKS:
            message = f"a paragraph has over {MAX_MARKS} marks, such as * and [: its markup is read as text"
            self._add(Severity.WARNING, "text.markup.limit", message, source)
            return to_markup(resolve_escapes(source))
        # The parser is slow to import, so pages without markup do without it.
        from newsfeed.pages.markdown_parser import parse

        return parse(source, self)

    def plain(self, source: str) -> str:
        """Return a source text as plain text, without its marks; a link in it is dropped with a finding."""
        if not count_marks(source):
            text = resolve_escapes(source)
        else:
            self._is_plain = True
            try:
                text = str(self.text(source))
            finally:
                self._is_plain = False
        # A name or question must not become empty, as that of references to spaces would.
        return text if text.strip(XML_SPACE) else source

    def convert(self, value: Any) -> Any:
        """Return a source text, block or entry, or a sequence of these, with the text that its source texts mean."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list | tuple):
            return type(value)(map(self.convert, value))
        changes = {}
        if isinstance(value, Question) and value.url is None and (match := _NAME_LINK.fullmatch(value.text)):
            changes["url"] = self._safe_target(match["target"])
            value = attrs.evolve(value, text=match["text"]) if changes["url"] else value
        for name in _TEXT_FIELDS.get(type(value), ()):
            source = getattr(value, name)
            if (converted := self.convert(source)) != source:
                changes[name] = converted
        for name in _PLAIN_FIELDS.get(type(value), ()):
            source = getattr(value, name)
            if (converted := self.plain(source)) != source:
                changes[name] = converted
        return attrs.evolve(value, **changes) if changes else value

    def without_links(self, entry: list[list[str]]) -> list[list[str]]:
        """Return the lines of an entry without the link of the name that it begins with."""
        self._name_link = None
        match = _NAME_LINK.match(entry[0][0])
        target = self._safe_target(match["target"]) if match else None
        if match is None or target is None:
            return entry
        self._name_link = (self.plain(match["text"]), target)
        first_line = f"{match['bold']}{match['text']}{entry[0][0][match.end() :]}"
        return [[first_line, *entry[0][1:]], *entry[1:]]

    def link_of(self, name: str) -> str | None:
        """Return the target of a link with the given text that `without_links` removed last, or None."""
        return self._name_link[1] if self._name_link and self._name_link[0] == name else None

    # --- links ---

    def _safe_target(self, link: str) -> str | None:
        iri = resolve(self._base, link)
        return iri if iris.is_iri(iri) and link_safety.is_safe_scheme(iri) else None

    def resolve(self, link: str) -> str | None:
        """Return the IRI of a link; None, with a finding, if it is unsafe or relative, or if the text is plain."""
        iri = resolve(self._base, link)
        try:
            iris.check_iri(iri)
        except ValueError as error:
            reason = str(error)
        else:
            if not self._is_plain:
                return iri
            reason = "headings, labels, names, questions and descriptions have no links: move it to a paragraph"
        self._drop(link, reason)
        return None

    def drop_nested(self, link: str) -> None:
        """Report an image within the text of a link."""
        self._drop(link, "it is the image of another link: give it a line of its own")

    def _drop(self, link: str, reason: str) -> None:
        self._add(Severity.WARNING, "text.link.dropped", f'the link "{link:.200}" is dropped: {reason}', link)

    def _add(self, severity: Severity, code: str, message: str, words: str) -> None:
        """Add a finding at the line with the given words, or at the first line."""
        line = next((line for line in self._lines if words in line.text), self._lines[0] if self._lines else None)
        self._report.add(Finding(severity=severity, code=code, message=message, line=line.number if line else None))
