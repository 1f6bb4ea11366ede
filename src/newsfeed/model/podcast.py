"""Podcasts: the values that directories and players need besides those of any feed."""

from typing import Any, Final, Literal

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.fields import (
    TupleOf,
    check_email,
    check_filled_line,
    check_iri,
    check_language,
    check_line,
    check_lines,
    check_media_type,
    instance_of,
    none_if_empty,
    one_of,
    refusal,
    to_language,
    to_line,
    to_lines,
    tuple_of,
    whole_number,
)
from newsfeed.model.parties import Person

EpisodeType = Literal["full", "trailer", "bonus"]
"""The kinds of episodes."""

PodcastType = Literal["episodic", "serial"]
"""The orders in which a podcast is meant to be heard: newest first, or oldest first."""


@frozen(kw_only=True)
class PodcastCategory(ModelObject):
    """A category of Apple's directory.

    Attributes:
        name: The category, such as "Society & Culture". One line of text, not empty.
        subcategories: The narrower categories within it, such as "Documentary". Tuple of lines of text.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    subcategories: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)


@frozen(kw_only=True)
class PodcastPerson(ModelObject):
    """Somebody who takes part in a podcast or an episode.

    Attributes:
        name: The name to show. One line of text, not empty.
        role: The part that the person has, such as guest or editor; if empty, host. One line of text, may be empty.
        group: The group of roles, such as writing or visuals; if empty, cast. One line of text, may be empty.
        image: A picture of the person. IRI of an image, or None.
        url: A page about the person. IRI, or None.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    group: str = attrs.field(default="", converter=to_line, validator=check_line)
    image: str | None = attrs.field(default=None, validator=check_iri)
    url: str | None = attrs.field(default=None, validator=check_iri)


@frozen(kw_only=True)
class Transcript(ModelObject):
    """A transcript or captions of an episode.

    Attributes:
        url: The address of the file. IRI.
        type: The format of the file, such as text/vtt. Media type (RFC 6838).
        language: The language of the transcript, if it is not that of the feed. BCP 47 tag, or None.
        is_captions: The file has timings and is to be shown while the episode plays. True or False.
    """

    url: str = attrs.field(validator=check_iri)
    type: str = attrs.field(validator=check_media_type)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    is_captions: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))


@frozen(kw_only=True)
class Chapters(ModelObject):
    """The file with the chapters of an episode.

    Attributes:
        url: The address of the file. IRI.
        type: The format of the file. Media type (RFC 6838), "application/json+chapters" by default.
    """

    url: str = attrs.field(validator=check_iri)
    type: str = attrs.field(default="application/json+chapters", validator=check_media_type)


def _check_owner(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    instance_of(Person)(instance, attribute, value)
    if value is not None and not value.email:
        raise refusal(instance, attribute, "has no e-mail address, by which directories ask who owns a podcast: add it")


@frozen(kw_only=True)
class Podcast(ModelObject):
    """The values of a podcast, in `Feed.podcast`, or of an episode, in `Story.podcast`.

    The recording of an episode is the first audio or video in `Story.media`, and has its duration.

    Attributes:
        season: The season of an episode. Whole number from 1, or None.
        season_name: The name of the season. One line of text, may be empty.
        episode: The number of an episode within its season, or in all. Whole number from 1, or None.
        episode_type: The kind of an episode. "full", "trailer", "bonus", or None.
        explicit: The language or content is not suitable for children. True, False, or None if nobody has said.
        image: The cover of the podcast, or of an episode that has its own. IRI of an image, or None.
        persons: The hosts, guests and others who take part. Tuple of PodcastPerson.
        transcripts: The transcripts of an episode. Tuple of Transcript.
        chapters: The chapters of an episode. Chapters, or None.
        block: Directories must not list the podcast or episode. True or False.
        type: The order in which the podcast is meant to be heard. "episodic", "serial", or None.
        owner: The contact of directories, not shown to listeners. Person with an e-mail address, or None.
        categories: The categories in Apple's directory. Tuple of PodcastCategory.
        guid: The identifier of the podcast in Podcasting 2.0, the same at every address. One line of text, or None.
        locked: Other platforms must not import the podcast. True, False, or None.
        locked_owner: The address that can lift the lock. E-mail address, or None.
        complete: No more episodes will come. True or False.
        new_feed_url: The address to which the feed has moved. IRI, or None.
    """

    season: int | None = attrs.field(default=None, validator=whole_number(1))
    season_name: str = attrs.field(default="", converter=to_line, validator=check_line)
    episode: int | None = attrs.field(default=None, validator=whole_number(1))
    episode_type: EpisodeType | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of(EpisodeType))
    )
    explicit: bool | None = attrs.field(default=None, validator=instance_of(bool))
    image: str | None = attrs.field(default=None, validator=check_iri)
    persons: tuple[PodcastPerson, ...] = attrs.field(
        default=(), converter=TupleOf[PodcastPerson], validator=tuple_of(PodcastPerson)
    )
    transcripts: tuple[Transcript, ...] = attrs.field(
        default=(), converter=TupleOf[Transcript], validator=tuple_of(Transcript)
    )
    chapters: Chapters | None = attrs.field(default=None, validator=instance_of(Chapters))
    block: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))
    type: PodcastType | None = attrs.field(default=None, validator=attrs.validators.optional(one_of(PodcastType)))
    owner: Person | None = attrs.field(default=None, validator=_check_owner)
    categories: tuple[PodcastCategory, ...] = attrs.field(
        default=(), converter=TupleOf[PodcastCategory], validator=tuple_of(PodcastCategory)
    )
    guid: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_filled_line))
    locked: bool | None = attrs.field(default=None, validator=instance_of(bool))
    locked_owner: str | None = attrs.field(default=None, validator=check_email)
    complete: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))
    new_feed_url: str | None = attrs.field(default=None, validator=check_iri)


EPISODE_FIELDS: Final = ("season", "season_name", "episode", "episode_type", "transcripts", "chapters")
"""The fields that only an episode has."""

PODCAST_FIELDS: Final = ("type", "owner", "categories", "guid", "locked", "locked_owner", "complete", "new_feed_url")
"""The fields that only a podcast as a whole has."""


def to_podcast(value: Podcast | None) -> Podcast | None:
    """Replace a podcast without any value by None."""
    return none_if_empty(value, Podcast)
