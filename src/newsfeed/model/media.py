"""Pictures, videos, audio and documents that belong to a story."""

from typing import Literal

import attrs

from newsfeed.model.fields import (
    iri_field,
    language_field,
    line_field,
    media_type_field,
    number_field,
    one_of,
    seconds,
    text_field,
)
from newsfeed.model.frozen import Referable, frozen
from newsfeed.model.rich_text import Text
from newsfeed.values.media_types import medium_of_type

Medium = Literal["image", "video", "audio", "document", "other"]


# --- what goes with a story ------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Media(Referable):
    """A picture, film, recording or document that goes with the story.

    url: rss enclosure, media:content · atom link rel=enclosure · jsonfeed image, attachments · jsonld image ·
        newsml remoteContent
    type: rss enclosure/@type · atom link/@type · jsonfeed mime_type · jsonld encodingFormat · newsml @contenttype
    medium: rss media:content/@medium · jsonld @type
    length: bytes · rss enclosure/@length · atom link/@length · jsonfeed size_in_bytes · jsonld contentSize · newsml @size
    width, height: pixels · rss media:content · jsonld width, height · newsml @width, @height
    duration: seconds · rss media:content/@duration · jsonfeed duration_in_seconds · jsonld duration · newsml @duration
    title: rss media:title · atom link/@title · jsonfeed title · jsonld name · newsml
    alt: rss media:content (loss where it has no place) · jsonld description
    caption: rss media:description · jsonld caption
    credit: rss media:credit · jsonld creditText · newsml creditline
    language: rss media:content/@lang · atom link/@hreflang · jsonld inLanguage
    thumbnail: rss media:thumbnail · jsonld thumbnailUrl
    """

    url: str = iri_field(required=True)
    type: str | None = media_type_field()
    medium: Medium = attrs.field(validator=one_of(Medium))
    length: int | None = number_field(0)
    width: int | None = number_field(1)
    height: int | None = number_field(1)
    duration: int | float | None = attrs.field(default=None, validator=seconds)
    title: str = line_field()
    alt: str = line_field()
    caption: Text = text_field()
    credit: str = line_field()
    language: str | None = language_field()
    thumbnail: str | None = iri_field()

    @medium.default
    def _medium_of_type(self) -> str:
        return medium_of_type(self.type) if isinstance(self.type, str) else "image"
