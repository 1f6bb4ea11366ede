"""Media: enclosures, and Media RSS (1.5.1)."""

from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.model import Media
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.names import key
from newsfeed.values import media_types

_MEDIA: Final = ("image", "video", "audio", "document")


class Gathered:
    """What an item says of its media, until all of it is read."""

    __slots__ = ("_base", "_contents", "_enclosures", "_lenient", "_place", "_shared")

    def __init__(self, lenient: LenientReader, base: str | None, location: Location) -> None:
        self._lenient, self._base, self._place = lenient, base, location
        self._contents: list[dict[str, Any]] = []
        self._enclosures: list[dict[str, Any]] = []
        self._shared: dict[str, Any] = {}

    def enclosure(self, url: str | None, of: "etree._Element") -> None:
        """Take an enclosure in: of RSS, or a link rel=enclosure."""
        address = self._lenient.iri(url, self._base, self._place, "enclosure")
        if address is not None:
            get = of.get
            language = self._lenient.language(get("hreflang"), self._place)
            self._enclosures.append(
                {
                    "url": address,
                    "type": (get("type") or "").strip() or None,
                    "length": self._lenient.whole(get("length")),
                    "title": get("title"),
                    "language": language,
                }
            )

    def content(self, element: "etree._Element") -> None:
        """Take a media:content in; one that is only a player has no file, and its player is not one."""
        get, lenient = element.get, self._lenient
        address = lenient.iri(get("url"), self._base, self._place, "media:content")
        found = self._described(element)
        if address is None:
            if get("url") is None and found.get("thumbnail"):
                self._shared.setdefault("thumbnail", found["thumbnail"])
            return
        medium = (get("medium") or "").strip().lower()
        found |= {
            "url": address,
            "type": (get("type") or "").strip() or None,
            "medium": medium if medium in _MEDIA else "other" if medium else None,
            "length": lenient.whole(get("fileSize")),
            "width": lenient.whole(get("width"), least=1),
            "height": lenient.whole(get("height"), least=1),
            "duration": seconds(get("duration")),
            "language": lenient.language(get("lang"), self._place),
        }
        self._contents.append(found)

    def group(self, element: "etree._Element") -> None:
        """Take a media:group in: its files, and what is said of all of them."""
        start = len(self._contents)
        for child in element:
            if isinstance(child.tag, str) and key(child.tag) == "media:content":
                self.content(child)
        shared = self._described(element)
        for content in self._contents[start:]:
            content.update({name: value for name, value in shared.items() if not content.get(name)})
        if len(self._contents) == start:
            self._shared = {**shared, **self._shared}

    def describe(self, element: "etree._Element") -> None:
        """Take in what an item says of all of its media: media:title, media:thumbnail ..."""
        for name, value in self._description(element).items():
            self._shared.setdefault(name, value)

    def say(self, name: str, value: Any) -> None:
        """Take in what another vocabulary says of the media: itunes:duration."""
        self._shared.setdefault(name, value)

    def _described(self, element: "etree._Element") -> dict[str, Any]:
        found: dict[str, Any] = {}
        for child in element:
            if isinstance(child.tag, str):
                for name, value in self._description(child).items():
                    found.setdefault(name, value)
        return found

    def _description(self, element: "etree._Element") -> dict[str, Any]:
        name = key(str(element.tag))
        if name == "media:thumbnail":
            return {"thumbnail": self._lenient.iri(element.get("url"), self._base, self._place.child(name))}
        if name == "media:title":
            return {"title": _plain(element)}
        if name == "media:description":
            return {"caption": self._caption(element)}
        if name == "media:credit":
            return {"credit": _plain(element)}
        return {}

    def _caption(self, element: "etree._Element") -> Any:
        if (element.get("type") or "").lower() != "html":
            return texts.own(element)
        text = self._lenient.text(texts.html(element), self._base, self._place)
        return _plain(element) if text is None else text

    def media(self) -> tuple[Media, ...]:
        """Give the media: each file once, an enclosure only where no media:content is of the same file."""
        by_url: dict[str, list[dict[str, Any]]] = {}
        for content in self._contents:
            by_url.setdefault(content["url"], []).append(content)
        found = list(self._contents)
        for enclosure in self._enclosures:
            same = by_url.setdefault(enclosure["url"], [])
            if not same:
                same.append(enclosure)
                found.append(enclosure)
            elif enclosure not in same:
                _fill(same, enclosure)
        if not found and self._shared.get("thumbnail"):
            found = [{"url": self._shared.pop("thumbnail"), "type": None, "medium": "image"}]
        return tuple(filter(None, map(self._built, found)))

    def _built(self, arguments: dict[str, Any]) -> Media | None:
        enclosed = arguments in self._enclosures
        shared = {name: value for name, value in self._shared.items() if value}
        if shared:
            if "duration" in shared and not (arguments.get("type") or "").startswith(("audio/", "video/")):
                del shared["duration"]
            arguments = {**arguments, **{name: value for name, value in shared.items() if not arguments.get(name)}}
        if not arguments.get("medium"):
            arguments = {**arguments, "medium": media_types.medium_of(arguments["url"], arguments["type"])}
        media = self._lenient.build(Media, arguments, self._place)
        if media is not None and media.length == 0 and enclosed:
            return attrs.evolve(media, length=None)  # RSS has no other way to say that it does not know
        return media


def _fill(contents: list[dict[str, Any]], enclosure: dict[str, Any]) -> None:
    """Add to a media:content what only its enclosure says; a type that its name lets expect says nothing."""
    first, length, kind = contents[0], enclosure["length"], enclosure["type"]
    if length and all(content["length"] != length for content in contents):
        first["length"] = first["length"] or length
    if kind and all(kind not in (content["type"], _guessed(content)) for content in contents):
        first["type"] = first["type"] or kind


def _guessed(content: dict[str, Any]) -> str:
    url = content["url"]
    return media_types.guessed_type(url, content.get("medium") or media_types.medium_of(url, content["type"]))


def _plain(element: "etree._Element") -> str:
    text = texts.own(element)
    if (element.get("type") or "").lower() == "html":
        return texts.plain(element)
    return text


def seconds(text: str | None) -> int | float | None:
    """Read a duration: seconds, or hours, minutes and seconds (itunes:duration, NPT)."""
    if not text:
        return None
    total = 0.0
    try:
        for part in text.strip().split(":"):
            total = total * 60 + float(part)
    except ValueError:
        return None
    if not 0 <= total < 10**9:
        return None
    return int(total) if total.is_integer() else total
