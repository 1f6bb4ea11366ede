"""The stories of a document as readers would see them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsfeed.body.xhtml import render
from newsfeed.classes.frozen import frozen
from newsfeed.formats.html.theme import trusted
from newsfeed.formats.html.view_parts import file_size, running_time
from newsfeed.formats.html.words import words_of
from newsfeed.http.validator.preview_markup import preview_markup
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.model import Feed, Media, Story
from newsfeed.reports.printing import counted
from newsfeed.values.languages import text_direction

if TYPE_CHECKING:
    from datetime import datetime

    from markupsafe import Markup


@frozen(kw_only=True)
class MediumPreview:
    """A picture, video or other file of a story; the page does not load it.

    Attributes:
        kind: the kind of medium, such as "image".
        url: its address.
        description: its alternative text, caption or title, or "".
        details: its media type, size and the like.
    """

    kind: str
    url: str
    description: str
    details: str


@frozen(kw_only=True)
class StoryPreview:
    """A story as readers would see it.

    Attributes:
        headline: the headline, or its id.
        url: its address, or None.
        language: its language, or None.
        direction: its writing direction, or "auto".
        published, updated: its dates, or "".
        authors: the names of its authors.
        publisher: the name of its publisher, or "".
        parts: the numbers of its parts, such as "2 answered questions".
        media: its pictures, videos and other files.
        body: its body, with the summary; None if it is too long to be shown.
    """

    headline: str
    url: str | None
    language: str | None
    direction: str
    published: str
    updated: str
    authors: tuple[str, ...]
    publisher: str
    parts: tuple[str, ...]
    media: tuple[MediumPreview, ...]
    body: "Markup | None"


def preview_stories(feed: Feed, limits: CheckLimits) -> tuple[StoryPreview, ...]:
    """Return the first stories of a feed."""
    return tuple(_story(story, limits) for story in feed.stories[: limits.stories])


def _story(story: Story, limits: CheckLimits) -> StoryPreview:
    body = preview_markup(render(story, framed=True), limits=limits.reading)
    return StoryPreview(
        headline=story.headline or story.id,
        url=story.url if story.url and story.url.lower().startswith(("http://", "https://")) else None,
        language=story.language,
        direction=text_direction(story.language) if story.language else "auto",
        published=_moment(story.published),
        updated=_moment(story.updated) if story.updated != story.published else "",
        authors=(story.byline,) if story.byline else tuple(author.name for author in story.authors),
        publisher=story.publisher.name if story.publisher else "",
        parts=tuple(_parts(story)),
        media=tuple(_medium(medium) for medium in story.media),
        body=None if body is None else trusted(body),
    )


def _moment(moment: "datetime | None") -> str:
    return "" if moment is None else words_of("en").moment(moment).text


def _parts(story: Story) -> Iterator[str]:
    """Yield the numbers of a story's parts, and the owners of its press mentions."""
    counts = (
        (len(story.sections), "section"),
        (len(story.questions), "answered question"),
        (len(story.topics), "topic"),
        (len(story.corrections), "correction"),
    )
    yield from (counted(number, noun) for number, noun in counts if number)
    if story.press:
        owners = ", ".join(dict.fromkeys(mention.outlet.name for mention in story.press))
        yield f"{counted(len(story.press), 'press mention')}: {owners}"


def _medium(medium: Media) -> MediumPreview:
    size = f"{medium.width} × {medium.height} px" if medium.width and medium.height else ""
    duration = running_time(medium.duration)
    details = (medium.type or "", size, file_size(medium.length), duration)
    return MediumPreview(
        kind=medium.medium,
        url=medium.url,
        description=medium.alt or str(medium.caption) or medium.title,
        details=", ".join(filter(None, details)),
    )
