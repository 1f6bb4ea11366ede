"""Parser of the live updates of a body, the inverse of `newsfeed.body.xhtml_updates`."""

from datetime import datetime
from typing import Final, cast, get_args

from lxml import etree

from newsfeed.body.dom import child_elements, child_of_class, class_names, joined_paragraphs, link_inside, local_name
from newsfeed.body.parse_blocks import ForeignHtml, parse_answer
from newsfeed.io.html_text import text_content
from newsfeed.model import Agent, LiveUpdate, Media, Medium, Organization, Person
from newsfeed.values.dates import parse_rfc3339

_MEDIA: Final[frozenset[str]] = frozenset(get_args(Medium))


def parse_update(foreign: ForeignHtml, element: "etree._Element") -> LiveUpdate:
    """Parse the element of an entry of live coverage.

    Raises:
        ModelError: the model refuses a link or an address in it.
        ValueError: a date in it is not one of RFC 3339.
    """
    heading = next((child for child in child_elements(element) if local_name(child) == "h3"), None)
    source = child_of_class(element, "source")
    media = [child for child in child_elements(element) if "media" in class_names(child)]
    holder = source if heading is None else heading
    return LiveUpdate(
        headline="" if heading is None else text_content(heading),
        body=parse_answer(foreign, element, [child for child in (heading, source, *media) if child is not None]),
        id=None if source is None else source.get("title"),
        url=None if holder is None else _own_link(holder),
        published=_moment(source, "published"),
        updated=_moment(source, "updated"),
        authors=() if source is None else tuple(map(_author, source.iterfind("{*}cite"))),
        media=tuple(map(_media, media)),
    )


def _own_link(holder: "etree._Element") -> str | None:
    """Return the target of a link that is a child of an element, and not that of an author."""
    link = next((child for child in child_elements(holder) if local_name(child) == "a"), None)
    return None if link is None else link.get("href")


def _moment(source: "etree._Element | None", class_name: str) -> datetime | None:
    moment = None if source is None else child_of_class(source, class_name)
    return None if moment is None else parse_rfc3339(text_content(moment))


def _author(element: "etree._Element") -> Agent:
    name, url = text_content(element), link_inside(element)
    return Organization(name=name, url=url) if "organization" in class_names(element) else Person(name=name, url=url)


def _media(element: "etree._Element") -> Media:
    image = next(element.iter("{*}img"), None)
    link = next(element.iter("{*}a"), None)
    url = image.get("src", "") if image is not None else "" if link is None else link.get("href", "")
    words = image.get("title", "") if image is not None else "" if link is None else text_content(link)
    line = next(
        (child for child in child_elements(element) if local_name(child) == "p" and not class_names(child)), None
    )
    caption, credit = child_of_class(element, "caption"), child_of_class(element, "credit")
    return Media(
        url=url,
        type=None if line is None else line.get("title"),
        medium=cast("Medium", next((name for name in class_names(element) if name in _MEDIA), "other")),
        alt="" if image is None else image.get("alt", ""),
        title="" if words == url else words,
        caption="" if caption is None else joined_paragraphs(caption),
        credit="" if credit is None else text_content(credit),
    )
