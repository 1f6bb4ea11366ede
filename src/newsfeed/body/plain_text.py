"""Plain text of a story's body, a line for each block, as schema.org's `articleBody` has it.

Rendering the XHTML only to take its tags off again would be most of what writing a story as JSON-LD takes, so each part
gives its lines directly; both give the same text.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from newsfeed.body.outline import ListPart, Part, SectionPart, has_parts, outline, plain_html
from newsfeed.headings import Headings
from newsfeed.io import html as html_io
from newsfeed.model import (
    Correction,
    Image,
    List,
    Markup,
    Paragraph,
    Points,
    PressMention,
    Question,
    Quotation,
    Section,
    Story,
    Topic,
)
from newsfeed.model.rich_text import RichText, Text
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import unescape

_TAG: Final = re.compile("<[^>]*>")
_BLOCKS_END: Final = r"(?:p|div|li|h[1-6]|tr|blockquote|dt|dd)\b"
_END: Final = re.compile(rf"<(?:/{_BLOCKS_END}|br\b)[^>]*>", re.IGNORECASE)
_ODD: Final = re.compile(r"<(?:[^a-z/]|/[^a-z]|(?:script|style|template|noscript)\b)", re.IGNORECASE)
# Most tags can just be taken out; the group has those at which a line ends that does not end there anyway. Elements whose
# content is no text, comments and upper case do not match: they stay, and say that the long way is needed. Letters that begin
# no special name come first, which is faster.
_TAGS: Final = re.compile(
    r"<(?:[ac-mo-ru-z]|b(?!r\b)|n(?!oscript\b)|s(?!cript\b|tyle\b)|t(?!emplate\b)"
    rf"|/[acefgi-kmnoq-su-z]|/(?!{_BLOCKS_END}(?!>(?:\n|\Z)))[bdhlpt]|(/{_BLOCKS_END}|br\b))[a-z0-9]*+(?![A-Z])[^>]*>"
)


def plain_text(story: Story, headings: Headings | None = None, *, parts: Iterable[Part] | None = None) -> str:
    """Return the body of a story as plain text, each block on a line of its own; "" if there is nothing to show.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
        parts: the outline of the story, if the caller has it already.
    """
    if not has_parts(story):
        return ""
    if (html := plain_html(story)) is not None:  # the summary is then no part of the body
        return _without_blank_lines([strip_tags(html)])
    lines: list[str] = []
    for part in outline(story, headings) if parts is None else parts:
        lines.append(part.label)
        if isinstance(part, SectionPart):
            lines += _section(part.section)
        elif isinstance(part, ListPart):
            add = _ENTRIES[part.role]
            for entry in part.entries:
                lines += add(entry)
        else:
            lines.append(_plain(part.text))
    return _without_blank_lines(lines)


def _without_blank_lines(texts: list[str]) -> str:
    """Join texts without empty lines and without spaces at the ends of a line."""
    return "\n".join([text for line in "\n".join(texts).split("\n") if (text := line.strip(" \t"))])


def _section(section: Section) -> list[str]:
    found = [section.heading]
    for block in section.blocks:
        found += _BLOCKS[type(block)](block)
    return found


def _plain(text: Text) -> str:
    return str(text) if isinstance(text, RichText) else text


def _mention(mention: PressMention) -> tuple[str, str, str, str]:
    text = _plain(mention.text)
    loose = " ".join(mention.quotes) if mention.quotes and not _has_in_order(text, mention.quotes) else ""
    source = f"{mention.outlet.name} {rfc3339(mention.published)}" if mention.published else mention.outlet.name
    return text, loose, source, _plain(mention.context)


def _prompt(prompt: Question) -> tuple[str]:
    return (prompt.text,)


def _question(question: Question) -> tuple[str, str]:
    return question.text, _plain(question.answer)


def _topic(topic: Topic) -> tuple[str, ...]:
    return (topic.name, topic.description, *topic.same_as)


def _correction(correction: Correction) -> tuple[str, str]:
    return rfc3339(correction.published) if correction.published else "", _plain(correction.text)


_ENTRIES: Final[dict[str, Callable[[Any], tuple[str, ...]]]] = {
    "mentions": _mention,
    "prompts": _prompt,
    "questions": _question,
    "topics": _topic,
    "corrections": _correction,
}


def _has_in_order(text: str, quotes: tuple[str, ...]) -> bool:
    """Whether the words quoted stand in the text one after the other, each within a paragraph."""
    paragraphs, at, start = text.split("\n\n"), 0, 0
    for quote in quotes:
        while (found := paragraphs[at].find(quote, start)) < 0:
            at, start = at + 1, 0
            if at == len(paragraphs):
                return False
        start = found + len(quote)
    return True


def _paragraph(block: Paragraph) -> tuple[str]:
    return (_plain(block.text),)


def _points(block: Points) -> list[str]:
    return [f"{each.label}: {_plain(each.text)}" if each.label else _plain(each.text) for each in block.points]


def _quotation(block: Quotation) -> tuple[str, str]:
    return _plain(block.text), block.attribution


def _list(block: List) -> list[str]:
    return [_plain(item) for item in block.items]


def _image(block: Image) -> tuple[str]:
    return (_plain(block.caption),)


def _markup(block: Markup) -> tuple[str]:
    return (strip_tags(block.html),)


def strip_tags(html: str) -> str:
    """Give the text of HTML, with line ends where blocks end."""
    pieces = _TAGS.split(html)
    if any(pieces[1::2]):
        # a tag within a tag, as in an attribute, is not counted: what of it ends a line is for the long way
        if html.count("<") != len(pieces) // 2:
            return _long_way(html)
        pieces[1::2] = ["\n" if end else "" for end in pieces[1::2]]
        text = "".join(pieces)
    else:
        text = "".join(pieces[::2])
    return _long_way(html) if "<" in text else _unescaped(text)


def _long_way(html: str) -> str:
    if _ODD.search(html):
        return html_io.plain(html)
    return _unescaped(_TAG.sub("", _END.sub("\n", html)))


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    pieces = text.split("&amp;")
    if "&" not in "".join(pieces):  # no other reference: most often so
        return "&".join(pieces)
    # The model has refused illegal characters; of those that a reference can name, html.unescape leaves the form feed.
    return unescape(text).replace("\f", "\ufffd")


_BLOCKS: Final[dict[type, Callable[[Any], tuple[str, ...] | list[str]]]] = {
    Paragraph: _paragraph,
    Points: _points,
    Quotation: _quotation,
    List: _list,
    Image: _image,
    Markup: _markup,
}
