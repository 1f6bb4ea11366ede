"""Reading of renditions and associations: pictures and recordings, links, and translations."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from newsfeed.formats.ninjs.extension_members import to_extension
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.read_texts import CAPTION_ROLES, TextArray, read_headlines, take_text
from newsfeed.formats.ninjs.vocabulary import (
    ALT,
    CREDITLINE,
    MAIN,
    MEDIA,
    MEDIUM_OF_TYPE,
    RENDITION,
    TRANSLATION,
    TRANSLATION_OF,
    WEB,
)
from newsfeed.model import Extension, Link, Media, Rendition, Translation
from newsfeed.reading.json.json_types import JsonObject, ModelFields
from newsfeed.values.media_types import medium_of_type

_LARGEST: Final = 2**53
_STILLS: Final = ("thumbnail", "poster")
_COMPONENTS: Final = ("document", "other")
_FILE_MEMBERS: Final = {"url": "href", "type": "contentType", "length": "sizeInBytes", "role": "name"}


class Associations(NamedTuple):
    """The associated items that have a field."""

    media: tuple[Media, ...]
    links: tuple[Link, ...]
    translation_of: Translation | None
    translations: tuple[Translation, ...]


def read_associations(item: MemberReader) -> Associations:
    """Take the associated items: those with a file of their own are media, and others are links or translations."""
    results = item.objects("associations", _association)
    translations = [result for result in results if isinstance(result, _NamedTranslation)]
    originals = [entry.translation for entry in translations if entry.name == TRANSLATION_OF]
    return Associations(
        tuple(result for result in results if isinstance(result, Media)),
        tuple(result for result in results if isinstance(result, Link)),
        item.only("associations", originals),
        tuple(entry.translation for entry in translations if entry.name == TRANSLATION),
    )


class _NamedTranslation(NamedTuple):
    name: str
    translation: Translation


def _association(association: MemberReader) -> Media | Link | _NamedTranslation | None:
    name = association.members.get("name")
    if name in (TRANSLATION, TRANSLATION_OF) and (translation := _translation(association)) is not None:
        return _NamedTranslation(str(name), translation)
    if "type" in association.members and _has_file(association.members):
        return _media(association)
    return _link(association)


def _has_file(members: JsonObject) -> bool:
    renditions = members.get("renditions")
    return isinstance(renditions, list) and any(_is_file(entry) for entry in renditions)


def _is_file(entry: object) -> bool:
    if not isinstance(entry, dict) or entry.get("name") == WEB:
        return False
    return isinstance(href := entry.get("href"), str) and href.strip() != ""


# --- files ---


def _file_fields(rendition: MemberReader) -> ModelFields:
    return {
        "url": rendition.iri("href"),
        "type": rendition.line("contentType") or None,
        "length": rendition.whole("sizeInBytes", 0, _LARGEST),
        "width": rendition.whole("width", 1, _LARGEST),
        "height": rendition.whole("height", 1, _LARGEST),
        "duration": _duration(rendition),
    }


def _duration(rendition: MemberReader) -> int | float | None:
    value = rendition.members.get("duration")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST:
        return None
    del rendition.members["duration"]
    return value


def read_files(item: MemberReader) -> ModelFields | None:
    """Take the renditions of an item with a file.

    Returns:
        fields of `Media`, with an extension for the further members of the file itself; None if there is no file.
    """
    value = item.members.get("renditions")
    files = [entry for entry in value if isinstance(entry, dict) and _is_file(entry)] if isinstance(value, list) else []
    if not files:
        return None
    main = next((entry for entry in files if entry.get("name") == MAIN), None) or max(files, key=_size)
    fields: ModelFields = {}
    stills: dict[str, str] = {}

    def read(rendition: MemberReader) -> object | None:
        if not fields and rendition.members == main:
            fields.update(_main_fields(rendition))
            return fields if fields["url"] else None
        name = rendition.members.get("name")
        if name in _STILLS and name not in stills and rendition.members.keys() == {"name", "href"}:
            still = rendition.identifier("href")
            return stills.setdefault(str(name), still) if still else None
        return _rendition(rendition) if _is_file(rendition.members) else None

    renditions = [entry for entry in item.objects("renditions", read) if isinstance(entry, Rendition)]
    return {**fields, **stills, "renditions": tuple(renditions)} if fields.get("url") else None


def _size(entry: JsonObject) -> float:
    """Return a number that is greater for larger files."""
    width, height, length = (entry.get(name) for name in ("width", "height", "sizeInBytes"))
    if isinstance(width, int | float) and isinstance(height, int | float):
        return float(width * height)
    return float(length) if isinstance(length, int | float) else 0.0


def _main_fields(rendition: MemberReader) -> ModelFields:
    fields = _file_fields(rendition)
    if rendition.members.get("name") == MAIN:
        del rendition.members["name"]
    extension = to_extension(RENDITION, rendition.members, rendition.note) if rendition.members else None
    return {**fields, "extensions": (extension,) if extension else ()}


def _rendition(rendition: MemberReader) -> Rendition | None:
    fields: ModelFields = {"role": rendition.line("name"), **_file_fields(rendition)}
    return rendition.build(Rendition, {**fields, "extensions": rendition.extensions()}, _FILE_MEMBERS)


def read_page(item: MemberReader, name: str) -> str | None:
    """Take the address of the rendition of a name that has no other meaning, such as the page for readers."""

    def read(rendition: MemberReader) -> str | None:
        members = rendition.members
        if addresses or members.get("name") != name or members.get("contentType", "text/html") != "text/html":
            return None
        if members.keys() - {"name", "href", "contentType"} or (address := rendition.iri("href")) is None:
            return None
        addresses.append(address)
        return address

    addresses: list[str] = []
    item.objects("renditions", read)
    return addresses[0] if addresses else None


# --- media ---


def _media(item: MemberReader) -> Media | None:
    """Read an associated item with a file."""
    files = read_files(item)
    if files is None:
        return None
    if item.members.get("name") == MEDIA:
        del item.members["name"]
    if item.members.get("uri") == files["url"]:
        del item.members["uri"]
    title = _only_headline(item)
    descriptions = TextArray(item, "descriptions")
    caption = take_text(descriptions, CAPTION_ROLES)
    alt = take_text(descriptions, (ALT,))
    credit = item.line("by")
    credit = credit or str(take_text(descriptions, (CREDITLINE,)))
    descriptions.close()
    fields: ModelFields = {
        **files,
        "medium": _medium(item, files),
        "title": title,
        "alt": str(alt),
        "caption": caption,
        "credit": credit,
        "language": item.language("language"),
        "uploaded": item.date("firstCreated"),
    }
    file_extensions: tuple[Extension, ...] = files["extensions"]
    return item.build(Media, {**fields, "extensions": (*item.extensions(), *file_extensions)}, {"title": "headlines"})


def _medium(item: MemberReader, files: ModelFields) -> str:
    """Take the type of an item, unless a medium does not tell it."""
    item_type, profile = item.members["type"], item.members.get("profile")
    medium = MEDIUM_OF_TYPE.get(str(item_type))
    if medium is not None:
        if item_type != "graphic":
            del item.members["type"]
        return medium
    if item_type == "component":
        del item.members["type"]
        if profile in _COMPONENTS:
            return str(item.members.pop("profile"))
    return medium_of_type(files["type"]) if files["type"] else "other"


def own_media(item: MemberReader, item_class: str) -> Media | None:
    """Take the medium that an item is, or that a text has as its own renditions."""
    files = read_files(item)
    if files is None:
        return None
    medium = MEDIUM_OF_TYPE.get(item_class)
    return item.build(Media, {**files, "medium": medium})


# --- links and translations ---


def _only_headline(item: MemberReader) -> str:
    """Take the headline of an item without others."""
    headlines = item.members.get("headlines")
    if isinstance(headlines, list) and len(headlines) > 1:
        return ""
    if not headlines:
        return item.line("title")
    title = item.members.pop("title", None)
    headline, _ = read_headlines(item)
    if title is not None and title != headline:
        item.members["title"] = title
    return headline


def _link(item: MemberReader) -> Link | None:
    """Read an associated item that is a page elsewhere; None if it has no identifier."""
    if (url := item.identifier("uri")) is None:
        return None
    fields: ModelFields = {"url": url, "rel": item.line("rel") or item.line("name") or None}
    fields |= {"title": _only_headline(item), "language": item.language("language"), **_page(item, url)}
    return item.build(Link, {**fields, "extensions": item.extensions()}, {"title": "headlines"})


def _page(item: MemberReader, url: str) -> ModelFields:
    """Take the rendition of a link that describes its page."""
    fields: ModelFields = {}

    def read(rendition: MemberReader) -> object | None:
        members = rendition.members
        is_page = members.get("name") == WEB and members.get("href") == url
        if fields or not is_page or members.keys() - {"name", "href", "contentType", "sizeInBytes"}:
            return None
        fields["type"] = rendition.line("contentType") or None
        fields["length"] = rendition.whole("sizeInBytes", 0, _LARGEST)
        return fields

    item.objects("renditions", read)
    return fields


def _translation(item: MemberReader) -> Translation | None:
    """Read the translation of an item; None if it has more than an address, a language and a headline."""
    if item.members.keys() - {"name", "uri", "language", "headlines"}:
        return None
    if (url := item.identifier("uri")) is None:
        return None
    fields = {"url": url, "language": item.language("language"), "headline": _only_headline(item)}
    return item.build(Translation, fields, {"headline": "headlines"})


def merged(item_media: Media | None, associated: Iterable[Media]) -> tuple[Media, ...]:
    """Return the media of an item, its own before those that are associated."""
    return (*([item_media] if item_media else []), *associated)
