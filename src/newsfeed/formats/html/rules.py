"""Rules of explainer pages in HTML: the findings of their reader."""

from collections.abc import Iterator

from newsfeed.findings import Finding
from newsfeed.formats.html.read import read
from newsfeed.model import Feed
from newsfeed.pages.document_rules import check_page
from newsfeed.plugins import CheckContext


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a page: yield the findings of its reader, and the error that keeps it from being read."""
    message = "the page has no address: give it a canonical link, or name the base of its address"
    return check_page(data, checking, read=read, prefix="html", id_missing=message)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Return an empty iterator: stories are not written as pages."""
    del feed
    return iter(())
