"""Versions of ninjs: the one that a document follows, and the schema of each."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import attrs

from newsfeed.reading.json.json_types import JsonObject
from newsfeed.validation import schemas

_SCHEMAS: Final = {
    1: "ninjs/ninjs-1.schema.json",
    2: "ninjs/ninjs-2.schema.json",
    3: "ninjs/ninjs.schema.json",
}
"""The bundled schema of each major version; its parts name the minor version that they are new in."""
_NEWEST_MINOR: Final = {1: 7, 2: 3, 3: 2}
_VERSION: Final = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_SUFFIXED: Final = re.compile(r"(?:body|description|headline)_")
"""Properties of ninjs 1 whose names say in which form the text is."""
_SCHEMA_ADDRESS: Final = re.compile(r"ninjs-schema_([0-9]{1,4}\.[0-9]{1,4})")


@attrs.frozen(order=True)
class Version:
    """A version of ninjs.

    Attributes:
        major: the number before the point; 1, 2 and 3 differ in the names of most properties.
        minor: the number after it.
    """

    major: int
    minor: int

    def __str__(self) -> str:
        """Return the version as documents write it."""
        return f"{self.major}.{self.minor}"

    @property
    def is_supported(self) -> bool:
        """True if the major version has a bundled schema."""
        return self.major in _SCHEMAS

    @property
    def newest(self) -> "Version":
        """The newest version with the same major number that has a schema."""
        return Version(self.major, _NEWEST_MINOR[self.major])


def version_of(document: object) -> Version:
    """Return the version that a document names, else the newest one of the major version that has most of its properties.

    Args:
        document: the parsed document.
    """
    if not isinstance(document, dict):
        return Version(3, 0).newest
    return _declared(document) or _by_properties(document)


def _declared(document: JsonObject) -> Version | None:
    """Return the version in `standard` (`$standard` in ninjs 1), by its number or the address of its schema."""
    standard = document.get("standard", document.get("$standard"))
    if not isinstance(standard, dict):
        return None
    number, address = standard.get("version"), standard.get("schema")
    match = _VERSION.match(number) if isinstance(number, str) else None
    if match is None and isinstance(address, str) and (in_address := _SCHEMA_ADDRESS.search(address)):
        match = _VERSION.match(in_address[1])
    return Version(int(match[1]), int(match[2])) if match else None


def _by_properties(document: JsonObject) -> Version:
    """Return the newest version of the major number that has most of a document's properties.

    Of several it is version 3, or else the newest one by which the document is valid.
    """
    names = list(_names(document))
    versions = [Version(major, minor) for major, minor in sorted(_NEWEST_MINOR.items(), reverse=True)]
    counts = {version: sum(_has_property(version, name) for name in names) for version in versions}
    candidates = [version for version in versions if counts[version] == max(counts.values())]
    if len(candidates) > 1 and candidates[0] != versions[0]:
        return next((version for version in candidates if schema_of(version).is_valid(document)), candidates[0])
    return candidates[0]


def _names(document: object) -> Iterator[str]:
    """Yield the names of the properties in a document, at any level."""
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            yield from value
            pending += value.values()
        elif isinstance(value, list):
            pending += value


def _has_property(version: Version, name: str) -> bool:
    return name in property_names(version) or (version.major == 1 and _SUFFIXED.match(name) is not None)


@cache
def schema_of(version: Version) -> Any:
    """Return the compiled schema of a version.

    Args:
        version: a supported version; one that is newer than the newest known is validated by that.
    """
    return schemas.compile_json_schema(_of_version(schemas.load_json(_SCHEMAS[version.major]), version), "ninjs")


@cache
def property_names(version: Version) -> frozenset[str]:
    """Return the names of all properties of a version, at any level."""
    return frozenset(_property_names(_of_version(schemas.load_json(_SCHEMAS[version.major]), version)))


def _property_names(schema: object) -> Iterator[str]:
    pending = [schema]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            yield from value.get("properties", ())
            pending += value.values()
        elif isinstance(value, list):
            pending += value


def _of_version(value: Any, version: Version) -> Any:
    """Return a part of a schema as it is in a version.

    `since` removes the part from older versions, `enumSince` a value of an enumeration, and of the schemas in `byVersion`
    the first that exists in the version is kept.
    """
    if isinstance(value, list):
        return [_of_version(part, version) for part in value if _exists(part, version)]
    if not isinstance(value, dict):
        return value
    if "byVersion" in value:
        return _of_version(value["byVersion"], version)[0]
    schema = {
        key: _of_version(part, version)
        for key, part in value.items()
        if key not in ("since", "enumSince") and _exists(part, version)
    }
    newer = {option for option, since in value.get("enumSince", {}).items() if _parsed(since) > version}
    if newer:
        schema["enum"] = [option for option in value["enum"] if option not in newer]
    return schema


def _exists(part: object, version: Version) -> bool:
    since = part.get("since") if isinstance(part, dict) else None
    return not isinstance(since, str) or _parsed(since) <= version


def _parsed(text: str) -> Version:
    major, _, minor = text.partition(".")
    return Version(int(major), int(minor))
