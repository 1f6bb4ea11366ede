"""Recovery of feeds that are not well-formed: every tag is read, and written again so that the tags balance.

The structure of a feed is known: items stand beside each other, and titles, summaries and contents hold text or HTML. So an
item's tag ends everything that is still open in the item before it, and what stands between the tags of a text element is
escaped if it is not well-formed, instead of swallowing the elements behind it. Markup that is well-formed stays as it is.
"""

import re
from typing import Final
from xml.parsers import expat

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import Limits
from newsfeed.io.positions import line_and_column
from newsfeed.io.xml_references import legal_references, repair_references
from newsfeed.io.xml_tags import Tag, read_tag
from newsfeed.io.xml_text import CDATA, TextEnds, escape_markup, has_tags, hides_end_tag, is_text_element
from newsfeed.values.patterns import pattern

_MARKUP: Final = pattern(rb"<(?=[A-Za-z_/!?\x80-\xff])")
_CDATA: Final = pattern(CDATA)
_DECLARATION: Final = pattern(rb"<\?[^<>]*>|<!(?:[A-Za-z]|\[(?!CDATA\[))[^<>]*>")
_NEXT_ITEM: Final = pattern(rb"(?:\s++|<!--.{0,2000}?-->|</[A-Za-z:]{1,32}>){0,20}+<(?:item|entry)[\s>]", re.DOTALL)
_ITEM_TAG: Final = pattern(rb"</?\s*+(?:[\w.-]{1,32}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_LOST_BRACKET: Final = pattern(
    rb">(\s*+)((?:item|entry)(?=>\s*+<)|(?P<name>[a-z][A-Za-z:]{1,32})(?:\s[^<>]{0,200})?>[^<>]{0,2000}(?=</(?P=name)\s*+>))"
)
_DIV: Final = pattern(rb"\A\s*<(?:\w+:)?div\b[^<>]*>|</(?:\w+:)?div>\s*\Z", re.IGNORECASE)
_CONTAINERS: Final = frozenset((
    *(b"rss", b"rdf", b"channel", b"feed", b"item", b"entry", b"items", b"image", b"textinput", b"source", b"author"),
    *(b"contributor", b"newsmessage", b"newsitem"),
))  # fmt: skip
"""Elements that have the elements of a feed as children."""

_ITEM_PARENTS: Final = frozenset((b"rss", b"rdf", b"channel", b"feed", b"items"))
_CHILD_NAMES: Final = (
    b"title link description guid pubdate author category comments enclosure source id updated published summary content "
    b"rights contributor language copyright managingeditor webmaster lastbuilddate generator docs cloud ttl image rating "
    b"textinput skiphours skipdays subtitle logo icon modified issued created tagline"
)
_CHILDREN: Final = frozenset(_CHILD_NAMES.split())
"""Elements of RSS and Atom that stand directly in a feed, an item or one of the `_CONTAINERS`."""

_MAX_CHANGES: Final = 100
_MAX_ELEMENT: Final = 1 << 16
"""Bytes in which the end tag of an element without text is looked for; more would take quadratic time."""


def rebuild(source: bytes, limits: Limits) -> tuple[bytes, list[ReadError]]:
    """Return a feed with balanced tags, and an error for each change.

    Args:
        source: the document in UTF-8; its references have been repaired.
        limits: `limits.depth` bounds the elements that are open at a time, `limits.nodes` the tags.

    Raises:
        LimitError: the elements are too deep, or there are more tags than the elements that a document may have.
    """
    builder = _Builder(_LOST_BRACKET.sub(rb">\1<\2", source), limits)
    builder.run()
    return b"".join(builder.pieces), builder.changes


class _Open:
    """An element that is open.

    Attributes:
        name: its name as written.
        local: its name without prefix, in lower case.
        start: the offset behind its start tag.
    """

    __slots__ = ("local", "name", "start")

    def __init__(self, tag: Tag) -> None:
        self.name = tag.name
        self.local = tag.local
        self.start = tag.end


class _Builder:
    """The state of one pass over a document."""

    def __init__(self, source: bytes, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._stack: list[_Open] = []
        self._root_prefix = b""
        self._item_end = -1
        self._is_done = False
        self._comment_end = 0
        self._ends = TextEnds(source)
        self.pieces: list[bytes] = []
        self.changes: list[ReadError] = []

    def run(self) -> None:
        """Read the document to its end, or to the end of the root element."""
        position, size, mark_count = 0, len(self._source), 0
        # The markup has been counted, but a start of a comment in an attribute can have hidden most of it.
        most_marks = 2 * (self._limits.nodes + size // self._limits.node_bytes)
        while position < size and not self._is_done:
            markup = _MARKUP.search(self._source, position)
            end = markup.start() if markup else size
            if end > position:
                self._text(position, end)
            position = size if markup is None else self._markup(end)
            mark_count += 1
            if mark_count > most_marks:
                line, column = line_and_column(self._source, end)
                raise LimitError(
                    "nodes", f"has over {most_marks} tags, too many for its length", line=line, column=column
                )
        if self._is_done and self._source[position:].strip():
            self._change("has bytes after the root element, which are skipped", position)
        if self._stack:
            self._change("ends before its last element does", size)
        self._close_to(0)

    def _change(self, reason: str, offset: int) -> None:
        if len(self.changes) < _MAX_CHANGES:
            line, column = line_and_column(self._source, offset)
            self.changes.append(ReadError(reason, line=line, column=column))

    def _text(self, start: int, end: int) -> None:
        text = self._source[start:end]
        if self._stack:
            self.pieces.append(_escape_text(text))
        else:
            self.pieces.append(b"\n" * text.count(b"\n"))

    # --- tags ---

    def _markup(self, position: int) -> int:
        """Read the markup at an offset; return the offset behind it."""
        if self._source.startswith(b"<!--", position):
            return self._comment(position)
        if self._source.startswith(b"<![CDATA[", position):
            return self._cdata(position)
        if declaration := _DECLARATION.match(self._source, position):
            self.pieces.append(b"\n" * declaration[0].count(b"\n"))
            return declaration.end()
        return self._tag(position)

    def _tag(self, position: int) -> int:
        tag = read_tag(self._source, position)
        if tag is None or (tag.is_cut and tag.local not in _CONTAINERS | _CHILDREN):
            return self._no_tag(position)
        for problem in tag.problems:
            self._change(problem, position)
        if tag.is_end:
            self._end(tag)
            return tag.end
        return self._start(tag)

    def _no_tag(self, position: int) -> int:
        """Read a `<` that begins no tag as text; leave out a tag that the end of the document cuts off."""
        if self._source.find(b"<", position + 1) < 0 and self._source.find(b">", position) < 0:
            self._change("ends within a tag, which is left out", position)
            return len(self._source)
        self._change("has a < that begins no tag; it is read as text", position)
        if self._stack:
            self.pieces.append(b"&lt;")
        return position + 1

    def _comment(self, position: int) -> int:
        """Skip a comment; one without an end is only its line."""
        # HTML ends `<!-->` at once.
        if 0 <= self._comment_end < position + 2:
            self._comment_end = self._source.find(b"-->", position + 2)
        end = self._comment_end
        # Another comment in it, or the end tag around it, shows that this one has no end.
        is_closed = end >= 0 and self._source.find(b"<!--", position + 4, end) < 0
        if is_closed and not (self._stack and hides_end_tag(self._source[position + 4 : end])):
            self.pieces.append(b"\n" * self._source.count(b"\n", position, end))
            return end + len(b"-->")
        self._change("has a comment without an end", position)
        ends = [self._source.find(mark, position + 4) for mark in (b"\n", b">", b"<")]
        line_end = min((offset for offset in ends if offset >= 0), default=len(self._source))
        return line_end + self._source.startswith(b">", line_end)

    def _cdata(self, position: int) -> int:
        """Copy a CDATA section; without an end, its text is read like any other."""
        section = _CDATA.match(self._source, position)
        if section is None:
            self._change("has a CDATA section without an end", position)
            return position + len(b"<![CDATA[")
        self.pieces.append(section[0] if self._stack else b"\n" * section[0].count(b"\n"))
        return section.end()

    def _start(self, tag: Tag) -> int:
        if not self._stack:
            self._root_prefix = tag.prefix
            tag.is_empty = tag.is_empty and _ITEM_TAG.search(self._source, tag.end) is None
        self._make_room(tag)
        if tag.is_empty:
            self.pieces.append(tag.serialize())
            self._is_done = not self._stack
            return tag.end
        if len(self._stack) >= self._limits.depth:
            raise LimitError("depth", f"is over {self._limits.depth} elements deep")
        if self._stack and is_text_element(tag):
            return self._text_element(tag)
        self.pieces.append(tag.serialize())
        self._stack.append(_Open(tag))
        return tag.end

    def _text_element(self, tag: Tag) -> int:
        """Copy an element that holds text or HTML, with its content escaped if it is not well-formed."""
        text = self._ends.find(tag)
        content = repair_references(self._source[tag.end : text.end], [])
        if text.problem:
            self._change(text.problem, tag.start)
        doubled = b"<" + tag.name + b">"
        if content.lstrip().startswith(doubled) and not _is_well_formed(content):
            self._change(f"has the start tag <{_printable(tag.name)}> twice; one is left out", tag.end)
            content = content.lstrip().removeprefix(doubled)
        if _is_well_formed(content):
            self.pieces += [tag.serialize(), content]
        else:
            name, is_html = _printable(tag.name), has_tags(content)
            read_as = "markup that is not well-formed; it is read as HTML" if is_html else "a <; it is read as text"
            self._change(f"has in <{name}> {read_as}", tag.start)
            if is_html and (self._stack[0].local in (b"feed", b"entry") or b"type" in tag.attributes):
                # The <div> around XHTML is not a part of the text (RFC 4287, 3.1.1.3).
                content = _DIV.sub(b"", content) if b"xhtml" in tag.attributes.get(b"type", b"") else content
                tag.attributes[b"type"] = b"html"
            self.pieces += [tag.serialize(), escape_markup(content)]
        self.pieces.append(b"</" + tag.name + b">")
        return text.after

    def _make_room(self, tag: Tag) -> None:
        """Close the elements that cannot contain a new one: its siblings without end tags."""
        if tag.prefix != self._root_prefix and tag.prefix:
            self._close_void_siblings()
        elif tag.local in (b"item", b"entry") and any(element.local in _ITEM_PARENTS for element in self._stack):
            if self._is_module_with_end(self._stack[-1]):
                return
            while self._stack[-1].local not in _ITEM_PARENTS:
                self._close_unclosed()
            end = _ITEM_TAG.search(self._source, tag.end)
            self._item_end = end.start() if end else len(self._source)
        elif tag.local in _CHILDREN:
            while self._stack and self._stack[-1].local not in _CONTAINERS and not self._has_end(self._stack[-1]):
                self._close_unclosed()
            self._close_void_siblings()

    def _is_module_with_end(self, element: _Open) -> bool:
        """Return whether an element of a module ends later, so that an item in it is a part of the module."""
        is_module = b":" in element.name and not element.name.startswith(self._root_prefix + b":")
        limit = element.start + _MAX_ELEMENT
        return is_module and self._source.find(b"</" + element.name, element.start, limit) >= 0

    def _close_void_siblings(self) -> None:
        """Close the innermost element if it is one that is always empty and has no end tag, such as `enclosure`."""
        if self._stack and self._stack[-1].local not in _CONTAINERS and not self._has_end(self._stack[-1]):
            self._close_unclosed()

    def _has_end(self, element: _Open) -> bool:
        """Return whether an element's end tag follows in the same item."""
        limit = self._item_end if self._item_end > element.start else len(self._source)
        limit = min(limit, element.start + _MAX_ELEMENT)
        return self._source.find(b"</" + element.name, element.start, limit) >= 0

    def _end(self, tag: Tag) -> None:
        index = self._matching(tag)
        innermost = self._stack[-1] if self._stack else None
        if index is None and innermost and innermost.local not in _CONTAINERS and not self._has_end(innermost):
            self._change(f"ends <{_printable(innermost.name)}> with </{_printable(tag.name)}>", tag.start)
            self._close_to(len(self._stack) - 1)
        elif index is None:
            self._change(f"has the end tag </{_printable(tag.name)}> without a start tag; it is left out", tag.start)
        elif index == 0 and _NEXT_ITEM.match(self._source, tag.end):
            self._change(f"has the end tag </{_printable(tag.name)}> before an item; it is left out", tag.start)
        else:
            while len(self._stack) > index + 1:
                self._close_unclosed()
            if self._stack[-1].name != tag.name:
                self._change(f"ends <{_printable(self._stack[-1].name)}> with another spelling", tag.start)
            self._close_to(index)
            self._is_done = not self._stack

    def _matching(self, tag: Tag) -> int | None:
        """Return the index of the open element that an end tag ends, its spelling in another case included."""
        for index in range(len(self._stack) - 1, -1, -1):
            element = self._stack[index]
            if element.name == tag.name or element.name.lower() == tag.name.lower():
                return index
            if element.local in (b"item", b"entry") and tag.local not in _CONTAINERS:
                return None
        return None

    def _close_unclosed(self) -> None:
        element = self._stack[-1]
        self._change(f"has no end tag of <{_printable(element.name)}>; it is added", element.start - 1)
        self._close_to(len(self._stack) - 1)

    def _close_to(self, size: int) -> None:
        while len(self._stack) > size:
            self.pieces.append(b"</" + self._stack.pop().name + b">")


def _is_well_formed(content: bytes) -> bool:
    """Return whether the content of an element is well-formed, apart from its prefixes."""
    if b"<" not in content:
        return b"]]>" not in content
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(b"<x>" + content + b"</x>", True)
    except expat.ExpatError:
        return False
    return True


def _escape_text(text: bytes) -> bytes:
    return legal_references(text).replace(b"<", b"&lt;").replace(b"]]>", b"]]&gt;")


def _printable(name: bytes) -> str:
    return name.decode("utf-8", "replace")[:64]
