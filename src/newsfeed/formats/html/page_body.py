"""The body of a story on its page: the canonical body, with dates as readers write them.

A date of the canonical body is the text of a `span` or `p`; on a page it is a `time` element, whose `datetime` is that text.
`canonical_body` reverses this.
"""

import re
from typing import Final

import attrs

from newsfeed.body.xhtml import render
from newsfeed.formats.html.words import Words
from newsfeed.headings import Headings
from newsfeed.model import Story
from newsfeed.values.dates import parse_rfc3339

_EMPTY: Final = re.compile(
    r"<(?!(?:area|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([A-Za-z][A-Za-z0-9]*)"
    r"((?:\s++[^\s\"'<>/=]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+)\s*+/>"
)
"""An element without content, in the form that HTML has for void elements only."""
_DATE: Final = r"[0-9]{4}-[0-9T:.+\-Z]{6,31}"
_SPAN: Final = re.compile(rf'<span class="(published|updated)">({_DATE})</span>')
_PARAGRAPH: Final = re.compile(rf'<p class="(published)">({_DATE})</p>')
_TIME: Final = re.compile(rf'<time class="(published|updated)" datetime="({_DATE})">[^<]*</time>')
_TIME_PARAGRAPH: Final = re.compile(rf'<p class="(published)"><time datetime="({_DATE})">[^<]*</time></p>')


@attrs.frozen
class PageBody:
    """The body of a story on its page.

    Attributes:
        html: the markup; "" if there is nothing to show.
        has_page_dates: True if its dates are written for readers.
    """

    html: str
    has_page_dates: bool


def page_body(story: Story, words: Words, headings: Headings | None = None) -> PageBody:
    """Return the body of a story for its page.

    Args:
        story: the story.
        words: the words of its language.
        headings: the house's headings; None uses those of the story's language.
    """
    html = _EMPTY.sub(r"<\1\2></\1>", render(story, headings=headings, framed=True))
    # An element of the body that has the form of a page's date would be read back as text.
    if _TIME.search(html) or _TIME_PARAGRAPH.search(html):
        return PageBody(html, has_page_dates=False)

    def in_span(match: re.Match[str]) -> str:
        return f'<time class="{match[1]}" datetime="{match[2]}">{_text(match[2], words)}</time>'

    def in_paragraph(match: re.Match[str]) -> str:
        return f'<p class="{match[1]}"><time datetime="{match[2]}">{_text(match[2], words)}</time></p>'

    with_dates = _PARAGRAPH.sub(in_paragraph, _SPAN.sub(in_span, html))
    return PageBody(with_dates, has_page_dates=with_dates != html)


def _text(date: str, words: Words) -> str:
    try:
        return words.moment(parse_rfc3339(date)).text
    except ValueError:
        return date


def canonical_body(html: str) -> str:
    """Return the canonical form of a body with localized dates."""
    return _TIME_PARAGRAPH.sub(r'<p class="\1">\2</p>', _TIME.sub(r'<span class="\1">\2</span>', html))
