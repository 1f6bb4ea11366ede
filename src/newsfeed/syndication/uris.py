"""Addresses that RSS and Media RSS allow as URIs only, while the model has IRIs (RFC 3987).

A writer converts an IRI to its URI and adds a link with the IRI itself, of a relation of its own. The reader puts the IRI back
in the place of that URI, so addresses come back as they were.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

import attrs

from newsfeed.model import Feed, Link, Media, Podcast, Rendition, Rights, Source, Story
from newsfeed.model.podcast import Chapters, PodcastPerson, Transcript
from newsfeed.plain_data.plain import FieldValues
from newsfeed.syndication.links import id_as_link
from newsfeed.values.references import to_uri

T = TypeVar("T", Story, Feed)
Value = TypeVar("Value")

IRI_RELATION: Final = "urn:newsfeed:iri"
"""Relation of the links that name IRIs."""

_IRI_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Media: ("url", "thumbnail", "renditions"),
    Rendition: ("url",),
    Rights: ("license",),
    Source: ("feed_url",),
    Podcast: ("image", "new_feed_url", "chapters", "transcripts", "persons"),
    Chapters: ("url",),
    Transcript: ("url",),
    PodcastPerson: ("image", "url"),
}
"""The fields of each class that are written as URIs, or have objects with such fields."""

STORY_FIELDS: Final = ("url", "media", "rights", "source", "podcast")
"""The fields of a story that RSS writes as URIs."""

FEED_FIELDS: Final = ("url", "logo", "rights", "podcast")
"""The fields of a feed that RSS writes as URIs."""

ENTRY_FIELDS: Final = ("media", "podcast")
"""The fields of an entry that Atom writes as URIs, since they are in other vocabularies."""


def with_uris(item: T, fields: tuple[str, ...]) -> T:
    """Return a story or feed with URIs in the place of IRIs, and a link for each IRI.

    Args:
        item: the story or feed.
        fields: the names of its fields that are written as URIs.

    Returns:
        the same object if all of its addresses are URIs.
    """
    if isinstance(item, Story) and not _may_have_iris(item):
        return item
    values = {name: value for name in fields if (value := getattr(item, name))}
    if "url" in fields and isinstance(item, Story) and "url" not in values and (address := id_as_link(item)):
        values["url"] = address
    written = [_written(item, value) for value in values.values()]
    iris: list[str] = [iri for iri in dict.fromkeys(_iris(tuple(written))) if not iri.isascii()]
    if not iris:
        return item
    changes: FieldValues = {name: _converted(value, to_uri) for name, value in values.items()}
    changes["links"] = (*item.links, *(Link(url=iri, rel=IRI_RELATION) for iri in iris))
    return item.replace(**changes)


def _written(item: Story | Feed, value: Any) -> Any:
    """Return a value without the fields of a podcast that a feed, or a story, does not have."""
    if not isinstance(value, Podcast):
        return value
    return value.replace(new_feed_url=None) if isinstance(item, Story) else value.replace(chapters=None, transcripts=())


def _may_have_iris(story: Story) -> bool:
    """Return False for most stories without looking into each field."""
    if not (story.url or story.id).isascii() or story.rights or story.source or story.podcast:
        return True
    return bool(story.media) and any(
        not media.url.isascii() or media.thumbnail or media.renditions for media in story.media
    )


def _iris(value: object) -> Iterator[str]:
    """Yield the addresses in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _iris(item)
    elif value is not None:
        for name in _IRI_FIELDS[type(value)]:
            yield from _iris(getattr(value, name))


def _converted(value: Any, convert: Callable[[str], str]) -> Any:
    """Return a value with its addresses converted."""
    if isinstance(value, str):
        return convert(value)
    if isinstance(value, tuple):
        return tuple(_converted(item, convert) for item in value)
    if value is None:
        return None
    names = _IRI_FIELDS[type(value)]
    return attrs.evolve(value, **{name: _converted(getattr(value, name), convert) for name in names})


def restore_iris(fields: Any, names: tuple[str, ...]) -> None:
    """Put IRIs back in the place of URIs, if the links of a document that is being read name any.

    Args:
        fields: keyword arguments of `Story` or `Feed`; its links of this relation are removed.
        names: the names of the fields that can have such URIs.
    """
    links = fields.get("links")
    if not links:
        return
    iri_by_uri = {to_uri(link.url): link.url for link in links if link.rel == IRI_RELATION}
    if not iri_by_uri:
        return
    fields["links"] = tuple(link for link in links if link.rel != IRI_RELATION)
    for name in names:
        if value := fields.get(name):
            fields[name] = _converted(value, lambda uri: iri_by_uri.get(uri, uri))
