"""The plain text of a story's body (articleBody): what `body.plain_text` gives, without its detour over XHTML.

To render a body only to take its tags off again is most of what a story costs; here each part gives its lines.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from newsfeed.body.xhtml import plain_html, press_place
from newsfeed.headings import Headings, for_language
from newsfeed.io import html as html_io
from newsfeed.model import (
    Image,
    List,
    Markup,
    Paragraph,
    Points,
    PressMention,
    Quotation,
    Section,
    Story,
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


def article_body(story: Story, headings: Headings | None = None) -> str:
    """Give the plain text of the body, each block on a line of its own; "" where there is nothing to show."""
    if not (story.sections or story.press or story.questions or story.prompts or story.topics or story.corrections):
        return ""
    if (html := plain_html(story)) is not None:  # the summary is then no part of the body
        return _tidy([strip_tags(html)])
    return _tidy(_parts(story, headings or for_language(story.language)))


def _tidy(texts: list[str]) -> str:
    """Put texts together without empty lines and without spaces at the ends of a line."""
    return "\n".join([text for line in "\n".join(texts).split("\n") if (text := line.strip(" \t"))])


def _parts(story: Story, names: Headings) -> list[str]:
    found: list[str] = []
    if story.summary:
        found += (names.label("summary"), _plain(story.summary))
    found += _sections(story, names)
    if story.prompts:
        found.append(names.label("prompts"))
        found += [prompt.text for prompt in story.prompts]
    if story.questions:
        found.append(names.label("questions"))
        for question in story.questions:
            found += (question.text, _plain(question.answer))
    if story.topics:
        found.append(names.label("topics"))
        for topic in story.topics:
            found += (topic.name, topic.description, *topic.same_as)
    if story.corrections:
        found.append(names.label("corrections"))
        for correction in story.corrections:
            found += (rfc3339(correction.published) if correction.published else "", _plain(correction.text))
    return found


def _sections(story: Story, names: Headings) -> list[str]:
    """Give the sections with the press mentions in their place, and one label before a run of sections of one kind."""
    found: list[str] = []
    place = press_place(story) if story.press else -1
    previous = ""
    for index, section in enumerate(story.sections):
        if index == place and previous != "press":
            found += _press(story, names.label("press"))
        if section.kind not in (previous, "other"):
            found.append(names.label(section.kind))
        found += _section(section)
        previous = section.kind
        if index + 1 == place and previous == "press":
            found += _press(story, "")
    if story.press and place == len(story.sections) and previous != "press":
        found += _press(story, names.label("press"))
    return found


def _section(section: Section) -> list[str]:
    found = [section.heading]
    for block in section.blocks:
        found += _BLOCKS[type(block)](block)
    return found


def _plain(text: Text) -> str:
    return str(text) if isinstance(text, RichText) else text


def _press(story: Story, label: str) -> list[str]:
    found = [label]
    for mention in story.press:
        found += _mention(mention)
    return found


def _mention(mention: PressMention) -> tuple[str, str, str, str]:
    text = _plain(mention.text)
    loose = " ".join(mention.quotes) if mention.quotes and not _has_in_order(text, mention.quotes) else ""
    source = f"{mention.outlet.name} {rfc3339(mention.published)}" if mention.published else mention.outlet.name
    return text, loose, source, _plain(mention.context)


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
