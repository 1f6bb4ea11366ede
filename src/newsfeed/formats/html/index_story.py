"""The fields of a story that the page of its feed shows."""

from typing import Final

from newsfeed.model import Media, Story

SHOWN_FIELDS: Final = (
    *("id", "url", "headline", "summary", "authors", "publisher", "language", "published", "updated", "version"),
    *("kind", "access"),
)
"""The fields of a story that the page has, besides the first picture among its media."""


def listed_story(story: Story) -> Story:
    """Return a story with the fields that the page of its feed has."""
    picture = first_picture(story)
    return Story(
        id=story.id,
        url=story.url,
        headline=story.headline,
        summary=story.summary,
        authors=story.authors,
        publisher=story.publisher,
        language=story.language,
        published=story.published,
        updated=story.updated,
        version=story.version,
        kind=story.kind,
        access=story.access,
        media=() if picture is None else (picture,),
    )


def first_picture(story: Story) -> Media | None:
    """Return the first picture among the media of a story, or None."""
    return next((media for media in story.media if media.medium == "image"), None)
