"""Media of items: enclosures, and Media RSS 1.5.1."""

from collections.abc import Iterator
from typing import Final

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.io import html as html_io
from newsfeed.model import Extension, Media, Text
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.media import CONTENT_ATTRIBUTES
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.media_drafts import DESCRIBED, MediaDescription, MediaDraft
from newsfeed.syndication.read.names import element_key
from newsfeed.values.namespaces import MEDIA, split_name

_MEDIUMS: Final = ("image", "video", "audio", "document")
_MAX_SECONDS: Final = 10**9


class MediaCollector:
    """Collector of the media of one item until all of its elements have been read.

    Args:
        lenient: converts values and reports problems.
        base: the IRI that links are resolved against.
        location: of the item.
    """

    __slots__ = (
        "_base",
        "_contents",
        "_duration_elements",
        "_enclosures",
        "_item_elements",
        "_lenient",
        "_location",
        "_unplaced",
        "item_description",
    )

    def __init__(self, lenient: LenientReader, base: str | None, location: Location) -> None:
        self._lenient, self._base, self._location = lenient, base, location
        self._contents: list[MediaDraft] = []
        self._enclosures: list[MediaDraft] = []
        self._item_elements: tuple[etree._Element, ...] = ()
        self._duration_elements: tuple[etree._Element, ...] = ()
        self._unplaced: tuple[etree._Element, ...] = ()
        self.item_description: MediaDescription = MediaDescription()
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
            )
            self._enclosures.append(draft)

    def add_content(self, element: "etree._Element") -> None:
        """Add a media:content; one without a URL has only a player page, and is an extension of the item."""
        attribute, lenient = element.get, self._lenient
        address = lenient.iri(attribute("url"), self._base, self._location, "media:content")
        description = self._describe(element)
        if address is None:
            if attribute("url") is None:
                self.item_description.fill_from(MediaDescription(thumbnail=description.thumbnail))
            self._unplaced += (element,)
            return
        if further := [(name, value) for name, value in element.items() if name not in CONTENT_ATTRIBUTES]:
            self._add_detail(element, further, description)
        medium = (attribute("medium") or "").strip().lower()
        location = self._location.child("media:content")
        if medium and medium not in (*_MEDIUMS, "executable"):
            message = (
                f"the attribute medium={medium!r:.200} of <media:content> is read as other: it is no kind of medium"
            )
            lenient.note("attribute.dropped", message, location, Severity.INFO)
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
        """Add the medium of a media:group. Its files are versions of the same content; its description is the group's.

        The default file, else the first, is the medium, and the others are its renditions. One of another kind of medium
        is a medium of its own.
        """
        unplaced = len(self._unplaced)
        files: list[tuple[MediaDraft, etree._Element]] = []
        for child in element:
            if isinstance(child.tag, str) and element_key(child.tag) == "media:content":
                start = len(self._contents)
                self.add_content(child)
                files += [(draft, child) for draft in self._contents[start:]]
                del self._contents[start:]
        description = self._describe(element)
        if not files:
            self.item_description.fill_from(attrs.evolve(description, details={}, extras=()))
            self._unplaced = (*self._unplaced[:unplaced], element)
            return
        main, _ = next((file for file in files if (file[1].get("isDefault") or "").strip() == "true"), files[0])
        for draft, child in files:
            if draft is not main and draft.likely_medium == main.likely_medium:
                main.renditions += (self._as_rendition(draft, child),)
                continue
            draft.description.fill_from(description)
            self._contents.append(draft)

    def _as_rendition(self, draft: MediaDraft, element: "etree._Element") -> MediaDraft:
        """Return the draft of a rendition, with its further attributes and child elements as extensions."""
        description = MediaDescription(duration=draft.description.duration)
        known_names = CONTENT_ATTRIBUTES - {"lang"}
        if further := [(name, value) for name, value in element.items() if name not in known_names]:
            self._add_detail(element, further, description)
        children = [child for child in element if isinstance(child.tag, str)]
        extensions = [read_extension(child, self._lenient, self._location) for child in children]
        description.extras = tuple(filter(None, extensions))
        return attrs.evolve(draft, description=description)

    def describe_item(self, element: "etree._Element") -> None:
        """Read an element that describes all media of the item: media:title, media:thumbnail, ..."""
        self._read_description(element, self.item_description)
        if element_key(str(element.tag)) != "media:thumbnail":
            self._item_elements += (element,)
        elif self.item_description.thumbnail is None:
            self._unplaced += (element,)

    def add_duration(self, element: "etree._Element") -> None:
        """Read the running time of the recordings of the item (itunes:duration)."""
        duration = seconds(texts.character_data(element))
        if duration is None or self.item_description.duration not in (None, duration):
            self._unplaced += (element,)
        else:
            self.item_description.duration = duration
            self._duration_elements = (element,)

    @property
    def has_extensions(self) -> bool:
        """False if `extensions` yields nothing."""
        return bool(self._unplaced or self._item_elements or self._duration_elements)

    def extensions(self) -> Iterator[Extension]:
        """Yield the elements that are about no medium of the item: players without a file, and texts if it has no media."""
        elements = self._unplaced
        if not (self._contents or self._enclosures or self.item_description.thumbnail):
            elements += self._item_elements
        if not any(draft.is_recording for draft in (*self._contents, *self._enclosures)):
            elements += self._duration_elements
        for element in elements:
            if extension := read_extension(element, self._lenient, self._location):
                yield extension

    def media(self) -> tuple[Media, ...]:
        """Build the media in document order, media:content first, each file once.

        An enclosure of the same file only adds values to its media:content, also if that is a rendition. A thumbnail
        without any file is the file.
        """
        by_url: dict[str, list[MediaDraft]] = {}
        renditions: dict[str, list[MediaDraft]] = {}
        for content in self._contents:
            by_url.setdefault(content.url, []).append(content)
            for rendition in content.renditions:
                renditions.setdefault(rendition.url, [rendition])
        drafts = list(self._contents)
        for enclosure in self._enclosures:
            same_file = by_url.setdefault(enclosure.url, renditions.get(enclosure.url, []))
            if same_file:
                _add_enclosure_values(same_file, enclosure)
            else:
                same_file.append(enclosure)
                drafts.append(enclosure)
        shared = self.item_description
        if not drafts and shared.thumbnail:
            image = self._thumbnail_draft(shared, shared.thumbnail)
            return tuple(filter(None, [image.build(self._lenient, self._location)]))
        return tuple(filter(None, map(self._build, drafts)))

    def _build(self, draft: MediaDraft) -> Media | None:
        specified_duration = draft.description.duration
        draft.description.fill_from(self.item_description)
        if not draft.is_recording:
            # itunes:duration is about the recording, not about a picture of the same item.
            draft.description.duration = specified_duration
        return draft.build(self._lenient, self._location)

    def _thumbnail_draft(self, shared: MediaDescription, url: str) -> MediaDraft:
        """Return a thumbnail as the file that it is, with its size."""
        details = dict(shared.details)
        attributes = dict(details.pop("thumbnail").attributes) if "thumbnail" in details else {}
        size = {name: self._lenient.whole_number(attributes.pop(name, None), minimum=1) for name in ("width", "height")}
        for name, value in attributes.items():
            message = (
                f"the attribute {name}={value!r:.200} of <media:thumbnail> is left out: the model has no field for it"
            )
            self._lenient.note("attribute.dropped", message, self._location.child("media:thumbnail"), Severity.INFO)
        description = attrs.evolve(shared, thumbnail=None, duration=None, details=details)
        return MediaDraft(url, None, None, None, description, "image", size["width"], size["height"])

    def _describe(self, element: "etree._Element") -> MediaDescription:
        description = MediaDescription()
        for child in element:
            if isinstance(child.tag, str):
                self._read_description(child, description)
        return description

    def _read_description(self, element: "etree._Element", description: MediaDescription) -> None:
        """Read one element in a media:content or media:group into a description, as an extension if it has no field."""
        key = element_key(str(element.tag))
        if key == "media:content":
            return
        field, known_attributes = DESCRIBED.get(key, ("", ()))
        if not field or getattr(description, field):
            extension = read_extension(element, self._lenient, self._location)
            if extension and not (field and _is_empty(extension)):
                description.extras += (extension,)
            return
        if field == "thumbnail":
            description.thumbnail = self._lenient.iri(element.get("url"), self._base, self._location.child(key))
        elif field == "caption":
            description.caption = self._caption(element)
        else:
            setattr(description, field, _plain_text(element))
        further = [(name, value) for name, value in element.items() if name not in known_attributes]
        if further and getattr(description, field):
            self._add_detail(element, further, description)

    def _add_detail(
        self, element: "etree._Element", further: list[tuple[str, str]], description: MediaDescription
    ) -> None:
        """Keep the attributes of an element that have no field."""
        name = split_name(str(element.tag))[1]
        arguments = {"name": f"{{{MEDIA}}}{name}", "attributes": tuple(further), "prefix": element.prefix or ""}
        if detail := self._lenient.build(Extension, arguments, self._location.child(f"media:{name}")):
            description.details = {**description.details, name: detail}

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


def _is_empty(extension: Extension) -> bool:
    return not (extension.attributes or extension.content)


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
