"""Pictures and videos of a page: `<image:image>` and `<video:video>` as media of the story."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from newsfeed.findings import Severity
from newsfeed.io import xml
from newsfeed.model import Extension, Media
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read.extensions import read_extension

if TYPE_CHECKING:
    from lxml import etree


class TextReader(Protocol):
    """The reader of pages, as far as media need it."""

    lenient: LenientReader

    def text(self, element: "etree._Element", location: Location, /) -> str:
        """Return the text of an element."""
        ...

    def note_attributes(self, element: "etree._Element", location: Location, /) -> None:
        """Report all attributes of an element."""
        ...


_IMAGE: Final = {"loc": "url", "title": "title", "caption": "caption"}
_VIDEO: Final = {
    "content_loc": "url",
    "thumbnail_loc": "thumbnail",
    "title": "title",
    "description": "caption",
    "duration": "duration",
    "publication_date": "uploaded",
}
"""The fields of the children of a picture and a video; all other children are extensions."""


def read_image(element: "etree._Element", reader: TextReader, location: Location) -> Media | None:
    """Read a picture; report it and return None if it has no address."""
    texts, extensions = _read(element, reader, location, "image", _IMAGE)
    return _build(texts, extensions, reader, location, "image")


def read_video(element: "etree._Element", reader: TextReader, location: Location) -> Media | None:
    """Read a video; the address of its player stands in for that of its file."""
    texts, extensions = _read(element, reader, location, "video", _VIDEO)
    if not texts.get("url"):
        texts["url"] = next((_text(item) for item in extensions if item.name.endswith("}player_loc")), "")
    return _build(texts, extensions, reader, location, "video")


def _text(extension: Extension) -> str:
    return "".join(part for part in extension.content if isinstance(part, str)).strip()


def _read(
    element: "etree._Element", reader: TextReader, location: Location, vocabulary: str, fields: Mapping[str, str]
) -> tuple[dict[str, str], list[Extension]]:
    """Return the text of each field that a child stands for, and the other children."""
    texts: dict[str, str] = {}
    extensions: list[Extension] = []
    reader.note_attributes(element, location)
    for child in element.iterchildren("{*}*"):
        name = xml.local_name(child).lower()
        child_location = location.child(f"{vocabulary}:{name}")
        field = fields.get(name, "")
        if field and field not in texts and not child.keys():
            texts[field] = reader.text(child, child_location)
        elif extension := read_extension(child, reader.lenient, child_location):
            extensions.append(extension)
    return texts, extensions


def _build(
    texts: Mapping[str, str], extensions: list[Extension], reader: TextReader, location: Location, medium: str
) -> Media | None:
    lenient = reader.lenient
    url = lenient.iri(texts.get("url"), None, location)
    if url is None:
        lenient.note("object.incomplete", f"the {medium} has no address; it is left out", location, Severity.WARNING)
        return None
    arguments: ModelFields = {**texts, "url": url, "medium": medium, "extensions": tuple(extensions)}
    if "thumbnail" in texts:
        arguments["thumbnail"] = lenient.iri(texts["thumbnail"], None, location)
    if "duration" in texts:
        arguments["duration"] = lenient.whole_number(texts["duration"], location=location, step="video:duration")
    if "uploaded" in texts:
        arguments["uploaded"] = lenient.date(texts["uploaded"], location, "video:publication_date")
    return lenient.build(Media, arguments, location)
