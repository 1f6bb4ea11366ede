"""Versions of ninjs as one: documents of 1.x and 2.x in the names of 3.x, and items of 3.x in the names of 2.1."""

from collections.abc import Mapping
from typing import Final

from newsfeed.formats.ninjs.vocabulary import PLAIN, SOURCE_TYPE, XHTML
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.values.iris import is_iri

_NAMES: Final[Mapping[str, str]] = {
    name.lower(): name
    for name in (
        *("representationType", "firstCreated", "versionCreated", "contentCreated", "pubStatus", "edNote", "altIds"),
        *("copyrightHolder", "copyrightNotice", "usageTerms", "rightsInfo", "langId", "linkedRights", "encodedRights"),
        *("contentType", "charCount", "wordCount", "contactInfo", "postalCode", "geoJSON", "symbolType", "sizeInBytes"),
        *("infoSources", "trustIndicators", SOURCE_TYPE, "aspectRatio", "videoCodec", "frameRate", "scanType"),
        *("transportProtocol", "eventDetails", "plannedCoverage"),
    )
} | {"embargoed": "embargoedUntil"}
"""The names of ninjs 3 by those of ninjs 1 and 2."""
_NAMES_OF_1: Final[Mapping[str, str]] = {"$standard": "standard", "byline": "by"}
"""Names of members of items that ninjs 1 alone has."""
_OLD_NAMES: Final = {new: old for old, new in _NAMES.items()}

_ARRAYS: Final[Mapping[str, str]] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "subject": "subjects",
    "event": "events",
    "object": "objects",
    "infosource": "infoSources",
    "genre": "genres",
    "trustindicator": "trustIndicators",
}
"""The names of arrays in ninjs 2 and 3 by those of ninjs 1."""
_CONCEPT_ARRAYS: Final = frozenset(_ARRAYS) - {"trustindicator"}
_TEXTS: Final[Mapping[str, str]] = {"headline": "headlines", "description": "descriptions", "body": "bodies"}
_FORMS: Final[Mapping[str, str]] = {"text": PLAIN, "xhtml": XHTML, "html": "text/html"}
"""The media type of a text by the end of its name in ninjs 1."""
_COMPLETENESS: Final[Mapping[str, str]] = {"complete": "full", "incomplete": "partial"}
_OPAQUE: Final = frozenset(("geoJSON", "geojson", "geometry_geojson"))
"""Members whose values belong to another standard."""


class Upgrade:
    """Conversion of an item to the names and structures of ninjs 3.

    Attributes:
        origins: the JSON pointers in the document, by those in the result where they differ.
    """

    def __init__(self) -> None:
        self.origins: dict[str, str] = {}

    def item(self, members: JsonObject, path: str = "", origin: str = "") -> JsonObject:
        """Return an item in ninjs 3; one that is in it already is returned with the same members.

        Args:
            members: the item.
            path: its JSON pointer in the result.
            origin: its JSON pointer in the document.
        """
        result: JsonObject = {}
        for name, value in members.items():
            self._add(result, name, value, path, f"{origin}/{name}")
        return result

    def _add(self, result: JsonObject, name: str, value: JsonValue, path: str, origin: str) -> None:
        text, _, form = name.partition("_")
        if text in _TEXTS and not isinstance(value, list | dict):
            self._append(result, _TEXTS[text], _text(form, value), path, origin)
        elif name in _ARRAYS and isinstance(value, list):
            for index, entry in enumerate(value):
                concept = _concept(entry) if name in _CONCEPT_ARRAYS else _indicator(entry)
                self._append(result, _ARRAYS[name], _source(concept, name), path, f"{origin}/{index}")
        elif name in ("renditions", "associations") and isinstance(value, dict):
            for key, entry in value.items():
                self._append(result, name, _named(entry, key), path, f"{origin}/{key}")
        elif name == "altids" and isinstance(value, dict):
            for key, entry in value.items():
                self._append(result, "altIds", {"role": key, "value": entry}, path, f"{origin}/{key}")
        else:
            self._set(result, name, value, path, origin)

    def _append(self, result: JsonObject, name: str, entry: JsonValue, path: str, origin: str) -> None:
        array = result.setdefault(name, [])
        if not isinstance(array, list):
            return
        pointer = f"{path}/{name}/{len(array)}"
        self.origins[pointer] = origin
        array.append(self._associated(name, entry, pointer, origin))

    def _set(self, result: JsonObject, name: str, value: JsonValue, path: str, origin: str) -> None:
        new_name = _NAMES_OF_1.get(name) or _NAMES.get(name, name)
        pointer = f"{path}/{new_name}"
        if pointer != origin:
            self.origins[pointer] = origin
        if name == "representationtype" and isinstance(value, str):
            result[new_name] = _COMPLETENESS.get(value, value)
        elif isinstance(value, list) and isinstance(present := result.get(new_name, []), list):
            entries = [
                self._associated(name, entry, f"{pointer}/{i}", f"{origin}/{i}") for i, entry in enumerate(value)
            ]
            result[new_name] = [*present, *entries]
        else:
            result[new_name] = value if name in _OPAQUE else renamed(value, _NAMES)

    def _associated(self, name: str, entry: JsonValue, path: str, origin: str) -> JsonValue:
        if name in ("associations", "items") and isinstance(entry, dict):
            return self.item(entry, path, origin)
        return renamed(_file(entry) if name == "renditions" else entry, _NAMES)

    def origin_of(self, pointer: str) -> str:
        """Return the JSON pointer in the document of a value, by its JSON pointer in the result."""
        steps = pointer.split("/")
        for length in range(len(steps), 0, -1):
            if (origin := self.origins.get("/".join(steps[:length]))) is not None:
                return "/".join([origin, *steps[length:]])
        return pointer


def _text(form: str, value: JsonValue) -> JsonObject:
    """Return a text of ninjs 1 as an entry of an array; `form` is the end of its name, such as `caption_xhtml`."""
    role, _, suffix = form.rpartition("_")
    entry: JsonObject = {"role": form}
    if suffix in _FORMS:
        entry = {"role": role, "contentType": _FORMS[suffix]}
    return {name: member for name, member in {**entry, "value": value}.items() if member != "" or name == "value"}


def _concept(entry: JsonValue) -> JsonValue:
    """Return a concept of ninjs 1 with a `uri` and a `literal` in the place of its scheme and code."""
    if not isinstance(entry, dict):
        return entry
    scheme, code = entry.get("scheme"), entry.get("code")
    members = dict(entry)
    if "geometry_geojson" in members:
        members["geoJSON"] = members.pop("geometry_geojson")
    if isinstance(code, str):
        members["literal"] = members.pop("code")
    if isinstance(scheme, str) and is_iri(scheme):
        del members["scheme"]
        members["uri"] = scheme + (code if isinstance(code, str) else "")
    return members


def _indicator(entry: JsonValue) -> JsonValue:
    """Return a trust indicator of ninjs 1 with a role in the place of its scheme and code."""
    concept = _concept(entry)
    if isinstance(concept, dict) and "uri" in concept:
        other_members = {name: value for name, value in concept.items() if name not in ("uri", "literal")}
        return {"role": concept["uri"], **other_members}
    return concept


def _source(concept: JsonValue, name: str) -> JsonValue:
    if name == "infosource" and isinstance(concept, dict) and "rel" in concept:
        concept["role"] = concept.pop("rel")
    return concept


def _named(entry: JsonValue, name: str) -> JsonValue:
    return {"name": name, **entry} if isinstance(entry, dict) else entry


def _file(entry: JsonValue) -> JsonValue:
    if isinstance(entry, dict) and "mimetype" in entry:
        return {("contentType" if name == "mimetype" else name): value for name, value in entry.items()}
    return entry


def renamed(value: JsonValue, names: Mapping[str, str]) -> JsonValue:
    """Return a value with other names for the members of its objects, except within GeoJSON."""
    if isinstance(value, list):
        return [renamed(entry, names) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        names.get(name, name): member if name in _OPAQUE else renamed(member, names) for name, member in value.items()
    }


def to_version_2(item: JsonObject) -> JsonObject:
    """Return an item of ninjs 3 in ninjs 2.1, where a subject stands for the digital source type."""
    source, members = item.get(SOURCE_TYPE), dict(item)
    if isinstance(source, dict) and isinstance(source.get("uri"), str):
        del members[SOURCE_TYPE]
        subjects = members.get("subjects") or []
        entry: JsonObject = {**source, "rel": SOURCE_TYPE}
        members["subjects"] = [*subjects, entry] if isinstance(subjects, list) else [entry]
    associations = members.get("associations")
    if isinstance(associations, list):
        members["associations"] = [to_version_2(entry) if isinstance(entry, dict) else entry for entry in associations]
    return {
        _OLD_NAMES.get(name, name): member if name in _OPAQUE or name == "associations" else renamed(member, _OLD_NAMES)
        for name, member in members.items()
    }
