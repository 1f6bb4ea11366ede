"""Rules of HTML pages: those of the pages that newsfeed writes, and the findings of the reader about all others."""

from collections.abc import Iterator

from newsfeed.findings import Finding
from newsfeed.formats.html.model_rules import check_story
from newsfeed.formats.html.own_pages import own_mark
from newsfeed.formats.html.page_rules import check_own_page
from newsfeed.formats.html.read import read
from newsfeed.model import Feed
from newsfeed.pages.document_rules import check_page
from newsfeed.plugins import CheckContext, registry


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a page.

    A page of newsfeed must be accessible and agree with its JSON-LD. The findings about others are those of their reader, and
    the error that keeps them from being read.
    """
    if own_mark(data):
        return check_own_page(data, checking)
    message = "the page has no address: give it a canonical link, or name the base of its address"
    return check_page(data, checking, read=read, prefix="html", id_missing=message)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Yield the findings about the pages that would be written, and about their JSON-LD."""
    yield from registry["jsonld"].check_model(feed)
    for index, story in enumerate(feed.stories):
        yield from check_story(story, f"feed.stories[{index}]")
