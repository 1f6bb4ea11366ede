"""Elements of a feed that hold text or HTML: where they end, and how to keep their content if it is not well-formed."""

import re
from itertools import islice
from typing import Final, NamedTuple

from newsfeed.io.xml_tags import Tag
from newsfeed.values.patterns import pattern

_TEXT_NAMES: Final = (
    b"title description summary content encoded subtitle tagline info copyright rights abstract body fullitem"
)
_TEXT_ELEMENTS: Final = frozenset(_TEXT_NAMES.split())
_MEDIA_CONTENT: Final = frozenset((b"media:content",))
_HTML_NAMES: Final = (
    b"a abbr address article aside audio b big blockquote body br button caption center cite code col dd del details div dl "
    b"dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins "
    b"kbd label li main map mark meta nav object ol p param picture pre q s samp script section select small source span "
    b"strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr tt u ul var video"
)
_HTML: Final = frozenset(_HTML_NAMES.split())
"""Elements of HTML whose end tags are not misspelt ones of a feed."""

CDATA: Final = rb"<!\[CDATA\[[^\]<]*+(?:(?:\](?!\]>)|<(?!!\[CDATA\[))[^\]<]*+)*+\]\]>"
"""Pattern of a CDATA section; one in which another begins has no end."""

_BOUNDARY: Final = (
    rb"</?\s*+(?:[\w.-]{1,32}:)?(?:item|entry)(?=[\s>])"
    rb"|</\s*+(?:channel|rss|feed|(?:rdf:)?rdf|image|textinput|author)\s*>"
)
_SIBLING: Final = pattern(
    rb"<(?:guid|pubDate|lastBuildDate|link|description|language|generator|updated|published|id|author|enclosure|category|"
    rb"comments|title|image|content:encoded|dc:\w+|media:\w+|itunes:\w+)(?=[\s>/])",
    re.IGNORECASE,
)
_SIBLING_WITHIN: Final = pattern(
    rb"<(?:guid|pubDate|lastBuildDate|link|description|language|generator|updated|published|id)>", re.IGNORECASE
)
_END_TAG: Final = pattern(rb"</\s*+([A-Za-z_][\w.:-]*)\s*>")
_TAG: Final = pattern(rb"</?[A-Za-z][\w:-]*+(?:\s[^<>]*+)?/?>")
_ESCAPED_TAG: Final = pattern(rb"&lt;/?[A-Za-z][^<>&]{0,400}(?:&gt;|>)")
_COMMENT: Final = pattern(rb"<!--.*?-->", re.DOTALL)
_CDATA_OPENING: Final = b"<![CDATA["
_MAX_TAGS: Final = 1000
_MAX_SIBLING: Final = 1 << 14
_SECTION: Final = pattern(rb"<!\[CDATA\[([^\]]*+(?:\](?!\]>)[^\]]*+)*+)(?:\]\]>|\Z)")


class TextEnd(NamedTuple):
    """The end of a text element's content.

    Attributes:
        end: the offset of the end.
        after: the offset behind the end tag; `end` if there is none.
        problem: what is wrong with the end tag, or "".
    """

    end: int
    after: int
    problem: str = ""


def is_text_element(tag: Tag) -> bool:
    """Return whether an element holds text or HTML."""
    return tag.local in _TEXT_ELEMENTS and tag.name.lower() not in _MEDIA_CONTENT


class TextEnds:
    """Finder of the ends of text elements in one document; it looks at no part of the document twice for one name.

    Args:
        source: the document.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._stops: dict[bytes, tuple[int, int, bool]] = {}

    def find(self, tag: Tag) -> TextEnd:
        """Find the end of a text element: its own end tag, unless the item or another element of the feed comes first.

        Args:
            tag: its start tag.
        """
        start, after, is_own = self._next_stop(tag)
        if not is_own or self._has_sibling_within(tag.end, start):
            return self._end_without_tag(tag, start)
        is_same = tag.name in self._source[start:after]
        return TextEnd(start, after, "" if is_same else f"ends <{_shown(tag.name)}> with another spelling")

    def _next_stop(self, tag: Tag) -> tuple[int, int, bool]:
        """Return start and end of the next end tag of the element or its parents, and whether it is its own."""
        cached_stop = self._stops.get(tag.name)
        if cached_stop is not None and cached_stop[0] >= tag.end:
            return cached_stop
        name = re.escape(tag.name)
        scanner = re.compile(
            rb"(?P<cdata>"
            + CDATA
            + rb")|(?P<own></\s*+"
            + name
            + rb"\s*+(?:>|(?=<)|(?<=\s)[^<>]{0,200}>))|"
            + _BOUNDARY,
            re.DOTALL | re.IGNORECASE,
        )
        stops = (match for match in scanner.finditer(self._source, tag.end) if not match["cdata"])
        stop = next(stops, None)
        size = len(self._source)
        next_stop = (size, size, False) if stop is None else (stop.start(), stop.end(), bool(stop["own"]))
        self._stops[tag.name] = next_stop
        return next_stop

    def _has_sibling_within(self, start: int, end: int) -> bool:
        """Return whether another element of the feed begins in a content, a sign that the end tag of the content is missing."""
        sibling = _SIBLING_WITHIN.search(self._source, start, end)
        if sibling is None or self._source.find(_CDATA_OPENING, start, sibling.start()) >= 0:
            return False
        closing = b"</" + sibling[0][1:-1]
        return self._source.find(closing, sibling.end(), min(end, sibling.end() + _MAX_SIBLING)) >= 0

    def _end_without_tag(self, tag: Tag, limit: int) -> TextEnd:
        sibling = _SIBLING.search(self._source, tag.end, limit)
        end = sibling.start() if sibling else limit
        for match in _END_TAG.finditer(self._source, tag.end, end):
            name = match[1].lower()
            if name not in _HTML and self._source.find(b"<" + match[1], tag.end, match.start()) < 0:
                return TextEnd(match.start(), match.end(), f"ends <{_shown(tag.name)}> with </{_shown(name)}>")
        return TextEnd(end, end, f"has no end tag of <{_shown(tag.name)}>; it is added")


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "replace")[:64]


def hides_end_tag(comment: bytes) -> bool:
    """Return whether a comment has the end tag of an element that begins before it: then its own end is missing."""
    comment = comment.lower()
    return any(comment.find(b"<" + tag[1], 0, tag.start()) < 0 for tag in islice(_END_TAG.finditer(comment), _MAX_TAGS))


def has_tags(content: bytes) -> bool:
    """Return whether a content has tags outside of CDATA sections."""
    return _TAG.search(_SECTION.sub(b"", content)) is not None


def escape_markup(content: bytes) -> bytes:
    """Escape a content that is not well-formed, so that it is read as the HTML that it is.

    A `<` that begins no tag is a character. If the markup is escaped already, in part or as CDATA, only the rest of it is
    escaped; otherwise the whole content is, with its references.
    """
    # A comment without an end is text; looking for the end of each would take quadratic time.
    end = content.rfind(b"-->") + 1
    content = _COMMENT.sub(b"", content[: end + 2]) + content[end + 2 :] if end else content
    is_escaped = not has_tags(content) or _CDATA_OPENING in content or _ESCAPED_TAG.search(content) is not None
    pieces, start = [], 0
    for section in _SECTION.finditer(content):
        pieces += [_escape(content[start : section.start()], is_escaped=is_escaped), _escape(section[1])]
        start = section.end()
    pieces.append(_escape(content[start:], is_escaped=is_escaped))
    return b"".join(pieces)


def _escape(text: bytes, *, is_escaped: bool = False) -> bytes:
    if not is_escaped:
        text = text.replace(b"&", b"&amp;")
    return text.replace(b"<", b"&lt;").replace(b">", b"&gt;")
