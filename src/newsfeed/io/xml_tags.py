"""Tags as publishers write them: attributes without quotes, without a value, or twice."""

from typing import Final

import attrs

from newsfeed.io.xml_references import legal_references
from newsfeed.values.patterns import pattern

_NAME: Final = pattern(rb"[A-Za-z_\x80-\xff][\w.:\x80-\xff-]*+")
# A quote without a partner ends before the next attribute; the `=` may be missing before a quote.
_ATTRIBUTE: Final = pattern(
    rb"[\s/\"']*+(?P<name>[^\s=<>\"'/]++)"
    rb"(?:(?:\s*+=\s*+|(?=[\"']))(?:\"(?P<double>[^\"]{0,8192})\"(?=[\s/>?])|'(?P<single>[^']{0,8192})'(?=[\s/>?])"
    rb"|\"(?P<open_double>(?:(?!\s[\w:.-]{1,64}=)[^\"<>]){0,8192})\"?|'(?P<open_single>(?:(?!\s[\w:.-]{1,64}=)[^'<>]){0,8192})'?"
    rb"|(?P<bare>[^\s<>\"']++))?)?"
)
_TAG_END: Final = pattern(rb"[\s\"']*+(/?)[\s\"']*+>")
_SPACE: Final = pattern(rb"\s*+")
_LEGAL_NAME: Final = pattern(rb"[A-Za-z_\x80-\xff][\w.\x80-\xff-]*+(?::[A-Za-z_\x80-\xff][\w.\x80-\xff-]*+)?")
_MAX_ATTRIBUTES: Final = 1000


@attrs.define
class Tag:
    """A tag.

    Attributes:
        name: the name as written.
        start, end: the offsets of its first byte and behind its last.
        is_end: True for an end tag.
        is_empty: True for an empty-element tag.
        is_cut: True for a start tag without its `>`, which may be a `<` before a word.
        attributes: the values by name, as they stand between double quotes.
        problems: what was wrong with it.
        line_ends: the number of line ends in it.
    """

    name: bytes
    start: int
    end: int
    is_end: bool = False
    is_empty: bool = False
    is_cut: bool = False
    attributes: dict[bytes, bytes] = attrs.field(factory=dict)
    problems: list[str] = attrs.field(factory=list)
    line_ends: int = 0

    @property
    def prefix(self) -> bytes:
        """The prefix, or b""."""
        return self.name.rpartition(b":")[0]

    @property
    def local(self) -> bytes:
        """The name without its prefix, in lower case."""
        return self.name.rpartition(b":")[2].lower()

    def serialize(self) -> bytes:
        """Return the tag as XML, with as many line ends."""
        attributes = b"".join([b' %s="%s"' % pair for pair in self.attributes.items()])
        return b"<" + self.name + attributes + b"\n" * self.line_ends + (b"/>" if self.is_empty else b">")


def read_tag(source: bytes, start: int) -> Tag | None:
    """Read the tag that begins at a `<`.

    Returns:
        None if the `<` begins no tag: it has no name, or another `<` comes before its `>`.
    """
    is_end = source.startswith(b"</", start)
    name = _NAME.match(source, _SPACE.match(source, start + 2).end() if is_end else start + 1)  # type: ignore[union-attr]
    if name is None or not _LEGAL_NAME.fullmatch(name[0]):
        return None
    tag = Tag(name[0], start, name.end(), is_end=is_end)
    if is_end:
        return _end_tag(source, tag)
    position = _read_attributes(source, tag)
    closing = _TAG_END.match(source, position)
    if closing is None:
        return _without_bracket(source, tag, position)
    tag.end, tag.is_empty = closing.end(), bool(closing[1])
    if source.startswith(b"/", closing.start() - 1) and not tag.is_empty:
        _drop_final_slash(tag)
    tag.line_ends = source.count(b"\n", start, tag.end)
    return tag


def _drop_final_slash(tag: Tag) -> None:
    """Take the slash at the end of a value without quotes as that of an empty-element tag, unless it ends an address."""
    name = next(reversed(tag.attributes), None)
    if name is not None and b":" not in tag.attributes[name]:
        tag.attributes[name] = tag.attributes[name].removesuffix(b"/")
        tag.is_empty = True


def _without_bracket(source: bytes, tag: Tag, position: int) -> Tag | None:
    """Return a start tag that lacks its `>`: another tag follows at once, and nothing in it is doubtful."""
    end = _SPACE.match(source, position).end()  # type: ignore[union-attr]  # it matches the empty string
    if not source.startswith(b"<", end) or tag.problems or end == tag.end:
        return None
    tag.is_cut = True
    tag.line_ends, tag.end = source.count(b"\n", tag.start, end), end
    tag.problems.append(f"has the start tag <{tag.name.decode('utf-8', 'replace'):.64} without its >")
    return tag


def _end_tag(source: bytes, tag: Tag) -> Tag | None:
    closing = source.find(b">", tag.end, tag.end + 200)
    opening = source.find(b"<", tag.end, tag.end + 200)
    if closing >= 0 and (opening < 0 or closing < opening):
        tag.end = closing + 1
    elif opening < 0 or source[tag.end : opening].strip():
        return None
    else:
        tag.end = opening
        tag.problems.append(f"has the end tag </{tag.name.decode('utf-8', 'replace'):.64} without its >")
    return tag


def _read_attributes(source: bytes, tag: Tag) -> int:
    """Read the attributes of a start tag; return the offset behind them."""
    position = tag.end
    for _ in range(_MAX_ATTRIBUTES):
        attribute = _ATTRIBUTE.match(source, position)
        if attribute is None:
            break
        position = attribute.end()
        _add_attribute(tag, attribute["name"], attribute.groupdict())
    return position


def _add_attribute(tag: Tag, name: bytes, values: dict[str, bytes | None]) -> None:
    shown_name = name.decode("utf-8", "replace")[:64]
    if not _LEGAL_NAME.fullmatch(name):
        tag.problems.append(f"has the attribute {shown_name!r}, which is no name; it is left out")
    elif name in tag.attributes:
        tag.problems.append(f"has the attribute {shown_name} twice; the first is kept")
    else:
        value = values["double"] if values["double"] is not None else values["single"]
        if value is None:
            value = next((values[kind] for kind in ("open_double", "open_single", "bare") if values[kind]), None)
            tag.problems.append(f"has the attribute {shown_name} without quotes")
        tag.attributes[name] = _quotable(name if value is None else value)


def _quotable(value: bytes) -> bytes:
    return legal_references(value).replace(b"<", b"&lt;").replace(b'"', b"&quot;")
