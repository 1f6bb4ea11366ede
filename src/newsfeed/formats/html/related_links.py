"""Related links on the page of a story, in a form that keeps all of their fields."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.findings import Loss
from newsfeed.model import Link, Story
from newsfeed.values.escaping import unescape
from newsfeed.values.languages import text_direction

_LICENSE: Final = "license"
_LIST: Final = '<ul class="links">'
_ITEM: Final = re.compile(
    r'<li><a href="(?P<url>[^"]*+)" data-rel="(?P<rel>[^"]*+)"(?: type="(?P<type>[^"]*+)")?'
    r'(?: data-length="(?P<length>[0-9]{1,19})")?(?: hreflang="(?P<language>[^"]*+)" lang="[^"]*+" dir="[a-z]{3}")?'
    r'(?: rel="license")?>(?P<title>[^<]*+)</a></li>'
)


@attrs.frozen
class RelatedLink:
    """A related link.

    Attributes:
        text: its title, or its address.
        url: the address.
        rel: the relation of the linked page to the story.
        is_license: True if it leads to the license.
        media_type: its media type, or None.
        length: its size in bytes, or None.
        language: the language of the linked page, or None.
        direction: the writing direction of that language.
    """

    text: str
    url: str
    rel: str
    is_license: bool
    media_type: str | None
    length: int | None
    language: str | None
    direction: str


def related_links(story: Story) -> tuple[RelatedLink, ...]:
    """Return the related links of a story for its page."""
    return tuple(
        RelatedLink(
            text=link.title or link.url,
            url=link.url,
            rel=link.rel,
            is_license=link.rel == _LICENSE,
            media_type=link.type,
            length=link.length,
            language=link.language,
            direction=text_direction(link.language),
        )
        for link in story.links
    )


def read_related_links(page: str, start: int) -> tuple[Link, ...] | None:
    """Return the related links in the source of a page; None if it has no list of them, or one that has been changed.

    Args:
        page: the source.
        start: the end of the story's body, which may have lists like it.
    """
    opening = page.find(_LIST, start)
    end = page.find("</ul>", opening)
    if opening < 0 or end < 0:
        return None
    items = list(_ITEM.finditer(page, opening, end))
    if len(items) != page.count("<li", opening, end):
        return None
    try:
        return tuple(map(_link, items))
    except ModelError:
        return None


def _link(item: re.Match[str]) -> Link:
    url, title = unescape(item["url"]), unescape(item["title"])
    return Link(
        url=url,
        rel=unescape(item["rel"]),
        type=None if item["type"] is None else unescape(item["type"]),
        title="" if title == url else title,
        language=item["language"],
        length=None if item["length"] is None else int(item["length"]),
    )


def link_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of the related links of a story."""
    for index, link in enumerate(story.links):
        if link.extensions:
            yield Loss(f"story.links[{index}].extensions", "the list of related links has no place for them")
        if link.title == link.url:
            yield Loss(f"story.links[{index}].title", "a title that is the address is read back as none")
