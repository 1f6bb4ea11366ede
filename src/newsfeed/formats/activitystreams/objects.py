"""Readers of the objects inside articles and collections: authors, tags and attachments."""

from collections.abc import Mapping
from typing import ClassVar, Final

from newsfeed.findings import Severity
from newsfeed.model import Agent, Media, Organization, Person
from newsfeed.reading.json import member_readers
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.reading.json.object_reader import ObjectReader, ValueReader
from newsfeed.values.dates import parse_duration
from newsfeed.values.media_types import guess_medium
from newsfeed.values.xml_chars import fold

_MEDIUMS: Final[Mapping[str, str]] = {"Image": "image", "Video": "video", "Audio": "audio", "Document": "document"}
_ORGANIZATIONS: Final = frozenset(("Organization", "Group", "Service", "Application"))


class ActivityReader(ObjectReader):
    """Reader of one object of ActivityStreams."""

    __slots__ = ()

    STANDARD: ClassVar = "ActivityStreams"

    def child(self, members: JsonObject, name: str, index: int | None = None) -> "ActivityReader":
        """Return the reader of an object inside."""
        path = f"{self.path}/{name}" if index is None else f"{self.path}/{name}/{index}"
        return ActivityReader(self.lenient, members, path, self.base)


def _entries(source: ObjectReader, name: str, value: JsonValue) -> "list[tuple[ObjectReader, JsonValue]]":
    """Return the objects and strings of a value (a single one, or a list), each with the reader for an object."""
    if not isinstance(value, list):
        return [(source.child(value if isinstance(value, dict) else {}, name), value)]
    return [
        (source.child(entry if isinstance(entry, dict) else {}, name, index), entry)
        for index, entry in enumerate(value)
    ]


# --- authors ---------------------------------------------------------------------------------------------------------------


def agents(source: ObjectReader, name: str, value: JsonValue) -> tuple[Agent, ...]:
    """Return the authors: objects, or addresses of profiles, used as names, too."""
    authors: list[Agent | None] = []
    for reader, entry in _entries(source, name, value):
        if isinstance(entry, str):
            url = member_readers.iri(source, name, entry)
            authors.append(source.build(Person, {"name": fold(entry) or None, "url": url}))
        elif isinstance(entry, dict):
            authors.append(_agent(reader))
        else:
            source.report_type(entry, "an object", "it is left out", name)
    return tuple(agent for agent in authors if agent is not None)


_AGENT: Final[Mapping[str, ValueReader]] = {
    "type": member_readers.text,
    "id": member_readers.text,
    "name": member_readers.text,
    "preferredUsername": member_readers.text,
    "url": member_readers.iri,
}


def _agent(source: ObjectReader) -> Agent | None:
    values = source.read({**_AGENT, "icon": picture})
    url = values.get("url") or source.lenient.iri(values.get("id"), source.base, source.location("id"))
    name = fold(values.get("name") or values.get("preferredUsername") or "") or url
    if values.get("type") in _ORGANIZATIONS:
        return source.build(Organization, {"name": name, "url": url, "logo": values.get("icon")}, {"logo": "icon"})
    return source.build(Person, {"name": name, "url": url, "avatar": values.get("icon")}, {"avatar": "icon"})


# --- tags ------------------------------------------------------------------------------------------------------------------


def keywords(source: ObjectReader, name: str, value: JsonValue) -> tuple[str, ...]:
    """Return the names of hashtags and other tags; mentions and emoji are reported."""
    words = []
    for reader, entry in _entries(source, name, value):
        tag = entry.get("name") if isinstance(entry, dict) else entry
        kind = entry.get("type") if isinstance(entry, dict) else None
        if not isinstance(tag, str) or kind in ("Mention", "Emoji"):
            reader.lenient.note(
                "member.dropped",
                "a tag without a name, a mention or an emoji is left out",
                reader.location(),
                Severity.INFO,
            )
            continue
        text = fold(reader.to_text(tag, "name"))
        words.append(text.removeprefix("#") if kind == "Hashtag" else text)
    return tuple(filter(None, words))


# --- media -----------------------------------------------------------------------------------------------------------------


def picture(source: ObjectReader, name: str, value: JsonValue) -> str | None:
    """Return the address of a picture."""
    images = attachments(source, name, value)
    if len(images) > 1:
        source.report_dropped(name, [media.url for media in images[1:]], "since there is place for one")
    return images[0].url if images else None


def attachments(source: ObjectReader, name: str, value: JsonValue) -> tuple[Media, ...]:
    """Return media: objects, or their addresses."""
    media = []
    for reader, entry in _entries(source, name, value):
        if isinstance(entry, str):
            url = member_readers.iri(source, name, entry)
            kind = "image" if name in ("image", "icon") else guess_medium(entry, None)
            item = source.build(Media, {"url": url, "medium": kind}) if url else None
        elif isinstance(entry, dict):
            item = _attachment(reader)
        else:
            source.report_type(entry, "an object", "it is left out", name)
            item = None
        if item is not None:
            media.append(item)
    return tuple(media)


def _address(source: ObjectReader, name: str, value: JsonValue) -> str | None:
    """Return an address: a string, or the href of a Link or of the first of several."""
    entry = value[0] if isinstance(value, list) and value else value
    return member_readers.iri(source, name, entry.get("href", "") if isinstance(entry, dict) else entry)


def _duration(source: ObjectReader, name: str, value: JsonValue) -> int | float | None:
    duration = parse_duration(value) if isinstance(value, str) else None
    if duration is None:
        source.report_dropped(name, value, "since it is no duration such as PT90S")
    return duration


_ATTACHMENT: Final[Mapping[str, ValueReader]] = {
    "type": member_readers.text,
    "url": _address,
    "href": _address,
    "mediaType": member_readers.text,
    "name": member_readers.text,
    "width": member_readers.whole_amount,
    "height": member_readers.whole_amount,
    "duration": _duration,
}


def _attachment(source: ObjectReader) -> Media | None:
    values = source.read(_ATTACHMENT)
    medium = _MEDIUMS.get(values.get("type") or "")
    fields: ModelFields = {
        "url": values.get("url") or values.get("href"),
        "type": values.get("mediaType") or None,
        "medium": medium,
        ("alt" if medium == "image" else "title"): values.get("name"),
        "width": values.get("width"),
        "height": values.get("height"),
        "duration": values.get("duration"),
    }
    return source.build(Media, fields, {"type": "mediaType", "alt": "name", "title": "name"})
