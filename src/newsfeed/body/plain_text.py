"""Plain text of a story's body, a line for each block, as schema.org's `articleBody` has it.

Rendering the XHTML only to take its tags off again would be most of what writing a story as JSON-LD takes, so each part
gives its lines directly; both give the same text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, Final

from newsfeed.body.outline import ListPart, Part, SectionPart, has_parts, outline, plain_html
from newsfeed.body.quotes import contains_in_order
from newsfeed.body.xhtml_updates import media_text, source_text
from newsfeed.headings import Headings
from newsfeed.io import html as html_io
from newsfeed.io.html_text import NAME_END, NAMES
from newsfeed.model import (
    Answer,
    Block,
    Correction,
    LiveUpdate,
    Markup,
    PressMention,
    Question,
    Section,
    Story,
    Topic,
)
from newsfeed.model.block_text import BLOCK_LINES, Lines
from newsfeed.model.block_text import plain_text as _string
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import unescape

# The group matches the tags of blocks: they end a line. The tags of cells, comments, tags in upper case and elements without
# text (such as script) do not match: they remain in the result, and so show that `to_plain_text` is needed.
_TAGS: Final = re.compile(
    rf"</?(?:((?:{NAMES}){NAME_END})|(?!(?:script|style|template|noscript|q|t[dh])\b)[a-z][a-z0-9]*+(?![A-Z]))[^<>]*+>"
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
    # The body of a plain story is its HTML alone, without the summary.
    if (html := plain_html(story)) is not None:
        return _without_blank_lines([strip_tags(html)])
    lines: list[str] = []
    for part in outline(story, headings) if parts is None else parts:
        lines.append(part.label)
        if isinstance(part, SectionPart):
            lines += _section(part.section)
        elif isinstance(part, ListPart):
            entry_lines = _ENTRIES[part.role]
            for entry in part.entries:
                lines += entry_lines(entry)
        else:
            lines.append(_string(part.text))
    return _without_blank_lines(lines)


def _without_blank_lines(texts: list[str]) -> str:
    """Join texts without empty lines and without spaces at the ends of a line."""
    return "\n".join([text for line in "\n".join(texts).split("\n") if (text := line.strip(" \t"))])


def _section(section: Section) -> list[str]:
    lines = [section.heading]
    for block in section.blocks:
        lines += _BLOCKS[type(block)](block)
    return lines


# --- entries of lists ------------------------------------------------------------------------------------------------------


def _mention(mention: PressMention) -> tuple[str, str, str, str]:
    text, quotes = _string(mention.text), mention.quotes
    separate_quotes = " ".join(quotes) if quotes and not contains_in_order(text, quotes) else ""
    source = f"{mention.outlet.name} {rfc3339(mention.published)}" if mention.published else mention.outlet.name
    return text, separate_quotes, source, _string(mention.context)


def _prompt(prompt: Question) -> tuple[str]:
    return (prompt.text,)


def _question(question: Question) -> Lines:
    return [question.text, *_answer(question.answer)]


def _answer(answer: Answer) -> Iterable[str]:
    if not isinstance(answer, tuple):
        return (_string(answer),)
    return chain.from_iterable(_BLOCKS[type(block)](block) for block in answer)


def _topic(topic: Topic) -> tuple[str, ...]:
    return (topic.name, topic.description, *topic.same_as)


def _correction(correction: Correction) -> tuple[str, str, str]:
    date = rfc3339(correction.published) if correction.published else ""
    return date, correction.subject, _string(correction.text)


def _update(update: LiveUpdate) -> Lines:
    lines = [update.headline, source_text(update), *_answer(update.body)]
    return [*lines, *chain.from_iterable(map(media_text, update.media))]


_ENTRIES: Final[Mapping[str, Callable[[Any], Lines]]] = {
    "mentions": _mention,
    "prompts": _prompt,
    "questions": _question,
    "topics": _topic,
    "corrections": _correction,
    "updates": _update,
}


# --- blocks ----------------------------------------------------------------------------------------------------------------


def _markup(block: Markup) -> tuple[str]:
    return (strip_tags(block.html),)


_BLOCKS: Final[Mapping[type[Block], Callable[[Any], Lines]]] = {**BLOCK_LINES, Markup: _markup}
"""As `BLOCK_LINES`, but HTML is stripped of its tags several times faster."""


# --- HTML ------------------------------------------------------------------------------------------------------------------


def strip_tags(html: str) -> str:
    """Return the text of HTML, with line ends where blocks begin and end; some of the lines may be empty."""
    pieces = _TAGS.split(html)
    pieces[1::2] = ["\n" if block else "" for block in pieces[1::2]]
    text = "".join(pieces)
    return html_io.to_plain_text(html) if "<" in text else _unescape(text)


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    pieces = text.split("&amp;")
    if "&" not in "".join(pieces):  # `&amp;` is most often the only reference
        return "&".join(pieces)
    # The model refuses illegal characters, but a reference can name one that html.unescape leaves alone: the form feed.
    return unescape(text).replace("\f", "\ufffd")
