"""JSON-LD in the scripts of a page: the fields of its story that the page does not show."""

import re
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Feed, Story
from newsfeed.pages.heading_keys import heading_key
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext, registry

if TYPE_CHECKING:
    from lxml import etree

_FORMAT: Final = "jsonld"
_NO_ID: Final = "urn:newsfeed:linked-data-without-id"
"""Default id: the page may have a better one than its JSON-LD."""

_MEDIA_TYPE: Final = "application/ld+json"


_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|ClaimReview)\b")


def has_linked_data(root: "etree._Element") -> bool:
    """Return whether a page has a script with JSON-LD, or an article as microdata or RDFa."""
    if any(_MEDIA_TYPE in (script.get("type") or "").lower() for script in root.iter("script")):
        return True
    return any(
        _ARTICLE.search(element.get("itemtype") or element.get("typeof") or "")
        for element in root.iter("{*}*")
        if element.get("itemtype") or element.get("typeof")
    )


def read_feed(data: bytes, reading: ReadContext) -> Feed:
    """Read a page as its JSON-LD.

    Raises:
        ReadError: it has none, or none that can be read.
    """
    return registry[_FORMAT].read(data, reading)


def story_fields(data: bytes, reading: ReadContext, *, url: str | None, headline: str) -> FieldValues:
    """Return the fields of the story of a page that its JSON-LD has.

    Args:
        data: the page.
        reading: the options of the reader.
        url: the address of the page, or None.
        headline: the headline that the page shows, or "".

    Returns:
        the fields with a value; none if the JSON-LD cannot be read, or is about other stories, which is reported.
    """
    report = Report()
    try:
        linked = attrs.evolve(reading, report=report, defaults={"id": _NO_ID}, base=url or reading.base)
        stories = read_feed(data, linked).stories
    except ReadError as error:
        message = f"the JSON-LD of the page is left out: it {error.reason}"
        _note(reading.report, "html.linked_data.unreadable", message, error.line)
        return {}
    reading.report.extend(report)
    story = _story_of_page(stories, url, headline)
    if story is None:
        if stories:
            message = "the JSON-LD of the page is about several stories, of which none has the address or headline of the page"
            _note(reading.report, "html.linked_data.ambiguous", message, 1)
        return {}
    values = {field.name: getattr(story, field.name) for field in attrs.fields(Story)}
    defaults = {field.name: field.default for field in attrs.fields(Story)}
    # JSON-LD without an address is taken to be at the base; here that is the folder's.
    absent = (_NO_ID, None if url else reading.base)
    return {name: value for name, value in values.items() if value and value != defaults[name] and value not in absent}


def _story_of_page(stories: tuple[Story, ...], url: str | None, headline: str) -> Story | None:
    if len(stories) == 1:
        return stories[0]
    key = heading_key(headline)
    matches = [story for story in stories if url and url in (story.url, story.id)]
    matches += [story for story in stories if key and heading_key(story.headline) == key]
    return next(iter(matches), None)


def _note(report: Report, code: str, message: str, line: int | None) -> None:
    report.add(Finding(severity=Severity.WARNING, code=code, message=message, line=line))
