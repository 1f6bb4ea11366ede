"""Drafts of media: the values of a file, and of its description, before they become a `Media`."""

from collections.abc import Mapping
from typing import Final

import attrs

from newsfeed.model import Extension, Media, Rendition, Text
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.values import media_types

_NO_DETAILS: Final[Mapping[str, Extension]] = {}

DESCRIBED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "media:title": ("title", ("type",)),
    "media:description": ("caption", ("type",)),
    "media:thumbnail": ("thumbnail", ("url",)),
    "media:credit": ("credit", ("type",)),
}
"""The field that an element is read into, and the attributes that are read with it."""

_FIELD_NAMES: Final = {key.removeprefix("media:"): field for key, (field, _) in DESCRIBED.items()}
"""Fields by the local names of their elements."""


@attrs.define(eq=False)
class MediaDescription:
    """Values that can apply to one file, to all files of a media:group, or to all media of an item.

    Attributes:
        title, caption, credit, thumbnail, duration: as in `Media`.
        details: further attributes of the elements that the fields are read from, by the names of the elements.
        extras: elements without a field.
    """

    title: str = ""
    caption: Text = ""
    credit: str = ""
    thumbnail: str | None = None
    duration: float | None = None
    details: Mapping[str, Extension] = _NO_DETAILS
    extras: tuple[Extension, ...] = ()

    def fill_from(self, fallback: "MediaDescription") -> None:
        """Copy from another description the values that this one lacks."""
        if fallback.details:
            for name, detail in fallback.details.items():
                if name != "content" and not getattr(self, _FIELD_NAMES[name]):
                    self.details = {**self.details, name: detail}
        self.title = self.title or fallback.title
        self.caption = self.caption or fallback.caption
        self.credit = self.credit or fallback.credit
        self.thumbnail = self.thumbnail or fallback.thumbnail
        if self.duration is None:  # 0 is a duration
            self.duration = fallback.duration
        if fallback.extras:
            # An element of a file replaces those of the same name for the group (Media RSS 1.5.1, Optional Elements).
            names = {item.name for item in self.extras}
            self.extras += tuple(item for item in fallback.extras if item.name not in names)

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """The extensions of the media: further attributes first, then the elements without a field."""
        if not self.details and not self.extras:
            return ()
        names = ("content", "title", "description", "thumbnail", "credit")
        return (*(self.details[name] for name in names if name in self.details), *self.extras)


@attrs.define(eq=False)
class MediaDraft:
    """One file, as an enclosure or media:content describes it, before it becomes a `Media`."""

    url: str
    type: str | None
    length: int | None
    language: str | None
    description: MediaDescription
    medium: str | None = None
    width: int | None = None
    height: int | None = None
    renditions: tuple["MediaDraft", ...] = ()

    @property
    def likely_medium(self) -> str:
        """The kind of medium, derived from type and suffix if none is specified."""
        return self.medium or media_types.guess_medium(self.url, self.type)

    @property
    def is_recording(self) -> bool:
        """True if the file is audio or video."""
        return self.likely_medium in ("audio", "video")

    @property
    def likely_type(self) -> str:
        """The media type that the suffix of the file suggests."""
        return media_types.guess_media_type(self.url, self.likely_medium)

    def build(self, lenient: LenientReader, location: Location) -> Media | None:
        """Build the `Media`, with a medium derived from type and suffix if none is specified."""
        description = self.description
        arguments: dict[str, object] = {
            "url": self.url,
            "type": self.type,
            "medium": self.likely_medium,
            "length": self.length or None,  # RSS requires a length; 0 means that the publisher does not know it.
            "width": self.width,
            "height": self.height,
            "duration": description.duration,
            "title": description.title,
            "caption": description.caption,
            "credit": description.credit,
            "language": self.language,
            "thumbnail": description.thumbnail,
            "extensions": description.extensions,
        }
        if self.renditions:
            renditions = [draft.build_rendition(lenient, location) for draft in self.renditions]
            arguments["renditions"] = tuple(filter(None, renditions))
        return lenient.build(Media, arguments, location)

    def build_rendition(self, lenient: LenientReader, location: Location) -> Rendition | None:
        """Build the `Rendition` of another draft that this file is."""
        arguments = {
            "url": self.url,
            "type": self.type,
            "length": self.length or None,
            "width": self.width,
            "height": self.height,
            "duration": self.description.duration,
            "extensions": self.description.extensions,
        }
        return lenient.build(Rendition, arguments, location)
