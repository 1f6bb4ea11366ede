"""Rules of HTML pages: those of the pages that newsfeed writes, and the findings of the reader about all others."""

from collections.abc import Iterator

from newsfeed.findings import Finding, Severity
from newsfeed.formats.html.own_pages import own_mark
from newsfeed.formats.html.page_rules import check_own_page
from newsfeed.formats.html.read import read
from newsfeed.formats.html.story_view import paid_class
from newsfeed.model import Feed, Story
from newsfeed.pages.document_rules import check_page
from newsfeed.plugins import CheckContext, registry

_HEAD: int = 4096


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a page.

    A page of newsfeed must be accessible and agree with its JSON-LD. The findings about others are those of their reader, and
    the error that keeps them from being read.
    """
    if own_mark(data[:_HEAD]):
        return check_own_page(data, checking)
    message = "the page has no address: give it a canonical link, or name the base of its address"
    return check_page(data, checking, read=read, prefix="html", id_missing=message)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Yield the findings about the pages that would be written, and about their JSON-LD."""
    yield from registry["jsonld"].check_model(feed)
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, f"feed.stories[{index}]")


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not story.headline:
        message = "the headline is empty, so the page has no <h1>: write one"
        yield _warning("html.heading.missing", message, f"{path}.headline")
    if not story.language:
        message = "the language is not known, so screen readers guess it: set it, such as 'en'"
        yield _warning("html.language.missing", message, f"{path}.language")
    if story.access and story.access.css_selector and not story.access.is_free and not paid_class(story.access):
        message = "no class, so the page cannot mark the part for subscribers with it: write one, such as '.paywall'"
        yield _warning("html.access.unmarked", f"the selector is {message}", f"{path}.access.css_selector")


def _warning(code: str, message: str, path: str) -> Finding:
    return Finding(severity=Severity.WARNING, code=code, message=message, path=path)
