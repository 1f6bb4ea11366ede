"""Pictures, videos, audio and documents that belong to a story."""

from datetime import datetime
from typing import Literal, cast

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_iri,
    check_language,
    check_line,
    check_media_type,
    check_seconds,
    check_text,
    one_of,
    to_datetime,
    to_language,
    to_line,
    to_text,
    tuple_of,
    whole_number,
)
from newsfeed.model.rich_text import Text
from newsfeed.values.media_types import medium_of_type

Medium = Literal["image", "video", "audio", "document", "other"]
"""The kinds of media, as readers experience them."""


def _default_medium(media: "Media") -> str:
    # The default is computed after the other arguments have been validated.
    return "image" if media.type is None else medium_of_type(media.type)


@frozen(kw_only=True)
class Rendition(ModelObject):
    """Another file of the same picture, video or recording: a size, a crop or an encoding.

    Attributes:
        url: The address of the file. IRI.
        role: The purpose of the file, such as thumbnail, highRes or an IRI of a rendition. One line of text, may be empty.
        type: The format of the file. Media type (RFC 6838), or None.
        length: The size of the file. Bytes, or None.
        width: The width of the picture. Pixels, or None.
        height: The height of the picture. Pixels, or None.
        duration: The running time. Seconds, or None.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    url: str = attrs.field(validator=check_iri)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    type: str | None = attrs.field(default=None, validator=check_media_type)
    length: int | None = attrs.field(default=None, validator=whole_number(0))
    width: int | None = attrs.field(default=None, validator=whole_number(1))
    height: int | None = attrs.field(default=None, validator=whole_number(1))
    duration: int | float | None = attrs.field(default=None, validator=check_seconds)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


@frozen(kw_only=True)
class Media(ModelObject):
    """A picture, video, recording or document that accompanies the story.

    Its extensions are elements of Media RSS without a field, such as a rating, and of other vocabularies. One that is named
    like an element with a field, and has no content, has the further attributes of that element: those of the file itself in
    `{http://search.yahoo.com/mrss/}content`, those of the thumbnail in `{http://search.yahoo.com/mrss/}thumbnail`.

    Attributes:
        url: The address of the file. IRI.
        type: The format of the file. Media type (RFC 6838) such as image/jpeg, or None.
        medium: The kind of medium. "image", "video", "audio", "document" or "other"; derived from `type` by default.
        length: The size of the file. Bytes, or None.
        width: The width of the picture. Pixels, or None.
        height: The height of the picture. Pixels, or None.
        duration: The running time of a video or recording. Seconds, or None.
        title: The name of the item in a list or a player. One line of text, may be empty.
        alt: A description for readers who do not see the picture. One line of text, may be empty.
        caption: The text printed below the picture. Plain or rich text, may be empty.
        credit: The photographer, agency or archive to be credited. One line of text, may be empty.
        language: The language spoken or written in it. BCP 47 tag such as en-GB, or None.
        thumbnail: A small picture that stands for it in lists. IRI of an image, or None.
        poster: A still picture to show before a video plays. IRI of an image, or None.
        uploaded: The moment when the file was first put online. Aware datetime, or None.
        renditions: Other sizes, crops and encodings of the same content. Tuple of Rendition.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    url: str = attrs.field(validator=check_iri)
    type: str | None = attrs.field(default=None, validator=check_media_type)
    medium: Medium = attrs.field(default=attrs.Factory(_default_medium, takes_self=True), validator=one_of(Medium))
    length: int | None = attrs.field(default=None, validator=whole_number(0))
    width: int | None = attrs.field(default=None, validator=whole_number(1))
    height: int | None = attrs.field(default=None, validator=whole_number(1))
    duration: int | float | None = attrs.field(default=None, validator=check_seconds)
    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    alt: str = attrs.field(default="", converter=to_line, validator=check_line)
    caption: Text = attrs.field(default="", converter=to_text, validator=check_text)
    credit: str = attrs.field(default="", converter=to_line, validator=check_line)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    thumbnail: str | None = attrs.field(default=None, validator=check_iri)
    poster: str | None = attrs.field(default=None, validator=check_iri)
    uploaded: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    renditions: tuple[Rendition, ...] = attrs.field(
        default=(), converter=TupleOf[Rendition], validator=tuple_of(Rendition)
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


def to_picture(value: Media | str | None) -> Media | None:
    """Convert the address of a picture to a medium; None stays None."""
    if isinstance(value, str):
        try:
            return Media(url=value, medium="image")
        except ModelError:
            pass
    # The validator refuses an address that is not valid, with the field of its owner in its message.
    return cast("Media | None", value)
