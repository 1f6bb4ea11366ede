"""Media of items: enclosures, and Media RSS 1.5.1."""

from typing import Final

import attrs
from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.model import Media, Text
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.names import element_key
from newsfeed.values import media_types

_MEDIUMS: Final = ("image", "video", "audio", "document")
_MAX_SECONDS: Final = 10**9


@attrs.define(eq=False)
class MediaDescription:
    """Values that can apply to one file, to all files of a media:group, or to all media of an item."""

    title: str = ""
    caption: Text = ""
    credit: str = ""
    thumbnail: str | None = None
    duration: float | None = None

    def fill_from(self, fallback: "MediaDescription") -> None:
        """Copy from another description the values that this one lacks."""
        self.title = self.title or fallback.title
        self.caption = self.caption or fallback.caption
        self.credit = self.credit or fallback.credit
        self.thumbnail = self.thumbnail or fallback.thumbnail
        if self.duration is None:  # 0 is a duration
            self.duration = fallback.duration


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
    is_enclosure: bool = False

    @property
    def likely_type(self) -> str:
        """The media type that the suffix of the file suggests."""
        medium = self.medium or media_types.guess_medium(self.url, self.type)
        return media_types.guess_media_type(self.url, medium)

    def build(self, lenient: LenientReader, location: Location) -> Media | None:
        """Build the `Media`, with a medium derived from type and suffix if none is specified."""
        description = self.description
        arguments = {
            "url": self.url,
            "type": self.type,
            "medium": self.medium or media_types.guess_medium(self.url, self.type),
            "length": self.length,
            "width": self.width,
            "height": self.height,
            "duration": description.duration,
            "title": description.title,
            "caption": description.caption,
            "credit": description.credit,
            "language": self.language,
            "thumbnail": description.thumbnail,
        }
        media = lenient.build(Media, arguments, location)
        if media is not None and media.length == 0 and self.is_enclosure:
            # RSS requires a length; 0 means that the publisher does not know it.
            return attrs.evolve(media, length=None)
        return media


class MediaCollector:
    """Collector of the media of one item until all of its elements have been read.

    Args:
        lenient: converts values and reports problems.
        base: the IRI that links are resolved against.
        location: of the item.
    """

    __slots__ = ("_base", "_contents", "_enclosures", "_lenient", "_location", "item_description")

    def __init__(self, lenient: LenientReader, base: str | None, location: Location) -> None:
        self._lenient, self._base, self._location = lenient, base, location
        self._contents: list[MediaDraft] = []
        self._enclosures: list[MediaDraft] = []
        self.item_description = MediaDescription()
        """Values that apply to all media of the item that lack them."""

    def add_enclosure(self, url: str | None, element: "etree._Element") -> None:
        """Add an RSS enclosure, or an Atom link with the relation `enclosure`.

        Args:
            url: its address, since the attribute differs.
            element: it has the other attributes.
        """
        address = self._lenient.iri(url, self._base, self._location, "enclosure")
        if address is not None:
            attribute = element.get
            draft = MediaDraft(
                url=address,
                type=(attribute("type") or "").strip() or None,
                length=self._lenient.whole_number(
                    attribute("length"), location=self._location, step="enclosure/@length"
                ),
                language=self._lenient.language(attribute("hreflang"), self._location),
                description=MediaDescription(title=attribute("title") or ""),
                is_enclosure=True,
            )
            self._enclosures.append(draft)

    def add_content(self, element: "etree._Element") -> None:
        """Add a media:content; one without a URL has only a player page, and is used for its thumbnail at most."""
        attribute, lenient = element.get, self._lenient
        address = lenient.iri(attribute("url"), self._base, self._location, "media:content")
        description = self._describe(element)
        if address is None:
            if attribute("url") is None:
                self.item_description.fill_from(MediaDescription(thumbnail=description.thumbnail))
            return
        medium = (attribute("medium") or "").strip().lower()
        location = self._location.child("media:content")
        description.duration = seconds(attribute("duration"))
        draft = MediaDraft(
            url=address,
            type=(attribute("type") or "").strip() or None,
            medium=medium if medium in _MEDIUMS else "other" if medium else None,
            length=lenient.whole_number(attribute("fileSize"), location=location.child("@fileSize")),
            width=lenient.whole_number(attribute("width"), minimum=1, location=location.child("@width")),
            height=lenient.whole_number(attribute("height"), minimum=1, location=location.child("@height")),
            language=lenient.language(attribute("lang"), self._location),
            description=description,
        )
        self._contents.append(draft)

    def add_group(self, element: "etree._Element") -> None:
        """Add the files of a media:group; its own description applies to each of them."""
        start = len(self._contents)
        for child in element:
            if isinstance(child.tag, str) and element_key(child.tag) == "media:content":
                self.add_content(child)
        description = self._describe(element)
        for content in self._contents[start:]:
            content.description.fill_from(description)
        if len(self._contents) == start:
            self.item_description.fill_from(description)

    def describe_item(self, element: "etree._Element") -> None:
        """Read an element that describes all media of the item: media:title, media:thumbnail, ..."""
        self._read_description(element, self.item_description)

    def media(self) -> tuple[Media, ...]:
        """Build the media in document order, media:content first, each file once.

        An enclosure of the same file only adds values to its media:content. A thumbnail without any file is the file.
        """
        by_url: dict[str, list[MediaDraft]] = {}
        for content in self._contents:
            by_url.setdefault(content.url, []).append(content)
        drafts = list(self._contents)
        for enclosure in self._enclosures:
            same_file = by_url.setdefault(enclosure.url, [])
            if same_file:
                _add_enclosure_values(same_file, enclosure)
            else:
                same_file.append(enclosure)
                drafts.append(enclosure)
        shared = self.item_description
        if not drafts and shared.thumbnail:
            description = MediaDescription(title=shared.title, caption=shared.caption, credit=shared.credit)
            image = MediaDraft(shared.thumbnail, None, None, None, description, medium="image")
            return tuple(filter(None, [image.build(self._lenient, self._location)]))
        return tuple(filter(None, map(self._build, drafts)))

    def _build(self, draft: MediaDraft) -> Media | None:
        specified_duration = draft.description.duration
        draft.description.fill_from(self.item_description)
        if not (draft.type or "").startswith(("audio/", "video/")):
            # itunes:duration is about the recording, not about a picture of the same item.
            draft.description.duration = specified_duration
        return draft.build(self._lenient, self._location)

    def _describe(self, element: "etree._Element") -> MediaDescription:
        description = MediaDescription()
        for child in element:
            if isinstance(child.tag, str):
                self._read_description(child, description)
        return description

    def _read_description(self, element: "etree._Element", description: MediaDescription) -> None:
        """Read one descriptive element into a description, unless it has the value already."""
        key = element_key(str(element.tag))
        if key == "media:thumbnail":
            thumbnail = self._lenient.iri(element.get("url"), self._base, self._location.child(key))
            description.thumbnail = description.thumbnail or thumbnail
        elif key == "media:title":
            description.title = description.title or _plain_text(element)
        elif key == "media:description":
            description.caption = description.caption or self._caption(element)
        elif key == "media:credit":
            description.credit = description.credit or _plain_text(element)

    def _caption(self, element: "etree._Element") -> Text:
        if not _is_html(element):
            return texts.character_data(element)
        text = self._lenient.text(texts.html(element), self._base, self._location)
        return _plain_text(element) if text is None else text


def _add_enclosure_values(contents: list[MediaDraft], enclosure: MediaDraft) -> None:
    """Add length and type of an enclosure to the first media:content of the same file.

    A length that one of them has already is not added, nor is a type that is theirs or that their suffix suggests.
    """
    target, length, media_type = contents[0], enclosure.length, enclosure.type
    if length and all(content.length != length for content in contents):
        target.length = target.length or length
    if media_type and all(media_type not in (content.type, content.likely_type) for content in contents):
        target.type = target.type or media_type


def _is_html(element: "etree._Element") -> bool:
    return (element.get("type") or "").lower() == "html"


def _plain_text(element: "etree._Element") -> str:
    return html_io.to_plain_text(texts.html(element)) if _is_html(element) else texts.character_data(element)


def seconds(text: str | None) -> int | float | None:
    """Parse a duration in seconds, or in hours, minutes and seconds with colons (itunes:duration, NPT).

    Returns:
        None if it is not a duration, which is not reported.
    """
    if not text:
        return None
    total = 0.0
    try:
        for part in text.strip().split(":"):
            total = total * 60 + float(part)
    except ValueError:
        return None
    if not 0 <= total < _MAX_SECONDS:
        return None
    return int(total) if total.is_integer() else total
