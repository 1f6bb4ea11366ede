"""Losses of Markdown: of a page, the markup that it does not have; of `llms.txt`, everything but the links."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.markdown.facts import one_line
from newsfeed.model import Feed, Organization, Rights, Story, Usage
from newsfeed.model.rich_text import Text
from newsfeed.pages.commonmark.tables import blocks_of
from newsfeed.pages.page_story import page_losses
from newsfeed.rendering.lost_fields import LostFields, lost_fields

_LIST: Final = "llms.txt has only the address, headline and summary of a story: its page has it"
_FACTS: Final = "llms.txt has no line for it"
_ONE_LINE: Final = "llms.txt has one line of plain text: markup and line breaks are left out"


def _other_fields(cls: type, *names: str) -> dict[str, str]:
    reason = _LIST if cls is Story else _FACTS
    return {field.name: reason for field in attrs.fields(cls) if field.name not in names}


_LOST: Final[LostFields] = {
    Story: _other_fields(Story, "id", "url", "headline", "summary"),
    Feed: _other_fields(
        Feed,
        "title",
        "description",
        "publisher",
        "language",
        "url",
        "feed_url",
        "updated",
        "rights",
        "usage",
        "stories",
    ),
    Organization: _other_fields(Organization, "name", "url"),
    Rights: _other_fields(Rights, "notice", "license", "usage_terms"),
    Usage: _other_fields(
        Usage, "search", "ai_input", "ai_train", "license_url", "policy_url", "contact_url", "contact_email"
    ),
}


def losses(story: Story, *, standalone: bool = True) -> Iterator[Loss]:
    """Yield the losses of a story on its page, or in the list of a feed."""
    if standalone:
        yield from page_losses(story, blocks_of)
        return
    if not story.url:
        yield Loss("story", "llms.txt is a list of links, and the story has no address")
        return
    if story.id != story.url:
        yield Loss("story.id", "llms.txt has the address only, which is read back as the id")
    if story.headline == story.url:
        yield Loss("story.headline", "the address as the text of a link is read back as no headline")
    else:
        yield from _line_losses(story.headline, "story.headline")
    yield from _line_losses(story.summary, "story.summary")
    yield from lost_fields(story, "story", _LOST)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories."""
    yield from _line_losses(feed.title, "feed.title")
    yield from _line_losses(feed.description, "feed.description")
    if feed.publisher:
        yield from _line_losses(feed.publisher.name, "feed.publisher.name")
    if feed.rights:
        yield from _line_losses(feed.rights.notice, "feed.rights.notice")
        yield from _line_losses(feed.rights.usage_terms, "feed.rights.usage_terms")
    yield from lost_fields(feed, "feed", _LOST)


def _line_losses(text: Text, path: str) -> Iterator[Loss]:
    if text and one_line(text) != text:
        yield Loss(path, _ONE_LINE)
