"""Reader of YAML front matter: its keys become the fields of a story.

Such files carry the keys of other programs, so a key that is not known, or an address that cannot be used, is left out and
reported; only a wrong value of a known field is an error.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.model import Media, Organization, Person
from newsfeed.pages.front_matter import DRAFT_KEY, FEED_TABLE, ID_KEY, STORY_FIELDS, field_of
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plain_data.problems import suggestion
from newsfeed.plugins import ReadContext
from newsfeed.values import iris, references
from newsfeed.values.dates import parse_date, rfc3339

_WARNINGS: Final = ("text.front_matter.date", "text.front_matter.address")
"""Codes of findings that are warnings; the others are for information."""

_DATE_FIELDS: Final = ("published", "updated", "embargo", "expires", "coverage_start", "coverage_end")
_ADDRESS_FIELDS: Final = ("url",)
_FALLBACKS: Final = ("description", "excerpt")
"""Keys whose text is the summary only of a page without one."""

_ZONE: Final = re.compile(r":[0-9]{2}.*(?:Z|[+-][0-9]{1,2}(?::?[0-9]{2})?|\s[A-Za-z]{2,5})$", re.DOTALL)
"""A time with a zone, at the end of a date."""

_STEPS: Final = re.compile(r"(?<!\s)\s++[/›»>]\s++")
"""What separates the sections of a path in one string."""

_HEADLINE_ROLES: Final[Mapping[str, str]] = {
    "subtitle": "subtitle",
    "linktitle": "short",
    "short_title": "short",
    "seo_title": "seo",
    "meta_title": "seo",
    "social_title": "social",
}
"""The roles of alternative headlines by their keys."""

_ACCESS: Final = {True: "paid", False: "free"}
_IMAGE_KEYS: Final = {"src": "url", "path": "url", "href": "url", "link": "url"}
_MAX_QUOTED: Final = 200


@attrs.frozen
class FrontMatterFields:
    """The fields of a story in front matter.

    Attributes:
        values: values written by hand, by the names of the story's fields.
        fallbacks: the same, for fields that neither `values` nor the text of the page has.
        slug: the end of the id, or "".
    """

    values: FieldValues
    fallbacks: FieldValues
    slug: str


class YamlReader:
    """Reader of the keys of YAML front matter; anything it leaves out becomes a finding.

    Args:
        lines: the line of each key.
        reading: the base of relative addresses, and the report.
    """

    def __init__(self, lines: Mapping[str, int], reading: ReadContext) -> None:
        self._lines = lines
        self._reading = reading
        self._base = reading.base
        self._converters: Mapping[str, Callable[[str, Any], Any]] = {
            **dict.fromkeys(_DATE_FIELDS, self._date),
            **dict.fromkeys(("authors", "contributors"), self._agents),
            "keywords": lambda _, value: _keywords(value),
            "language": lambda _, value: value.replace("_", "-") if isinstance(value, str) else value,
            "media": self._media,
            "alternative_headlines": _alternative_headlines,
            "access": lambda _, value: _ACCESS.get(value, value) if isinstance(value, bool) else value,
            "section_path": self._section_path,
            "translations": self._translations,
            "translation_of": self._translation,
            "url": self._page_address,
        }

    def read(self, source: Mapping[str, Any]) -> FrontMatterFields:
        """Return the fields of a story that keys and values stand for."""
        values: FieldValues = {}
        fallbacks: FieldValues = {}
        slug = ""
        # The address of the page comes first: relative addresses of images are resolved against it.
        for key in sorted(source, key=lambda key: field_of(key) not in _ADDRESS_FIELDS):
            field, value = field_of(key), source[key]
            if value is None:
                continue
            if field is None:
                self._note_unknown(key, value)
            elif field == ID_KEY:
                slug = str(value).strip().strip("/")
            elif field == DRAFT_KEY:
                values |= {"status": "withheld"} if value is True else {}
            elif field != FEED_TABLE:
                self._add(fallbacks if key.casefold() in _FALLBACKS else values, field, key, value)
        return FrontMatterFields(values, fallbacks, slug)

    def _add(self, values: FieldValues, field: str, key: str, value: Any) -> None:
        if field in self._converters:
            value = self._converters[field](key, value)
        if value is None:
            return
        if field == "keywords" and field in values:
            values[field] = [*_keywords(values[field]), *_keywords(value)]
        elif field == "alternative_headlines" and field in values:
            values[field] = [*values[field], *value]
        elif field in values:
            self._note("text.front_matter.double", key, f"is left out, since another key gives the {field}", value)
        else:
            values[field] = value

    def _date(self, key: str, value: Any) -> Any:
        """Return a date as an aware datetime; one without a zone is in the default zone, or else UTC, with a finding."""
        if not isinstance(value, str):
            return value
        default_zone = self._reading.default_zone
        try:
            moment = parse_date(value, default_zone)
        except ValueError:
            return value  # The error for the field says how to write a date.
        if default_zone is not None:
            return moment
        return moment if _ZONE.search(value.strip()) else self._in_utc(key, value, moment)

    def _in_utc(self, key: str, source: str, moment: datetime) -> datetime:
        reason = f"is no date with a time and zone, and is read as {rfc3339(moment)}: write it so"
        self._note("text.front_matter.date", key, reason, source)
        return moment

    def _page_address(self, key: str, value: Any) -> Any:
        address = self._address(key, value)
        self._base = address or self._base
        return address

    def _address(self, key: str, value: Any) -> Any:
        """Return an address resolved against the base; None, and a finding, if it stays relative or is unsafe."""
        if not isinstance(value, str):
            return value
        address = references.percent_encode(references.resolve(self._base, value))
        if iris.is_iri(address):
            return address
        self._note("text.front_matter.address", key, "is left out: it is not an absolute and safe address", value)
        return None

    def _media(self, key: str, value: Any) -> Any:
        media = [self._image(key, image) for image in (value if isinstance(value, list) else [value])]
        return [image for image in media if image is not None] or None

    def _image(self, key: str, value: Any) -> Any:
        if isinstance(value, str):
            address = self._address(key, value)
            return address and {"url": address}
        if not isinstance(value, dict):
            return value
        image = {_IMAGE_KEYS.get(str(name), str(name)): item for name, item in value.items()}
        fields = self._known_keys(key, image, Media)
        address = self._address(key, fields.get("url"))
        return {**fields, "url": address} if address else None

    def _section_path(self, key: str, value: Any) -> Any:
        """Return the steps of a path: a list, or the names in a string such as `World / Europe`."""
        if isinstance(value, str):
            return [step for step in map(str.strip, _STEPS.split(value)) if step] or None
        return [self._with_address(key, step) for step in (value if isinstance(value, list) else [value])]

    def _translations(self, key: str, value: Any) -> Any:
        """Return translations: a list, or a mapping of languages to addresses."""
        if isinstance(value, dict) and not {"url", "language"} & value.keys():
            value = [{"language": str(language).replace("_", "-"), "url": url} for language, url in value.items()]
        translations = [self._translation(key, item) for item in (value if isinstance(value, list) else [value])]
        return [translation for translation in translations if translation is not None] or None

    def _translation(self, key: str, value: Any) -> Any:
        return self._with_address(key, {"url": value} if isinstance(value, str) else value, is_required=True)

    def _with_address(self, key: str, value: Any, *, is_required: bool = False) -> Any:
        """Return an object with its address resolved; without the address, or None if it is required, if that is not usable."""
        if not isinstance(value, dict) or not isinstance(value.get("url"), str):
            return value
        address = self._address(key, value["url"])
        if address is None and is_required:
            return None
        return {name: item for name, item in {**value, "url": address}.items() if item is not None}

    def _agents(self, key: str, value: Any) -> Any:
        return [self._agent(key, agent) for agent in (value if isinstance(value, list) else [value])]

    def _agent(self, key: str, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        cls = Organization if value.get("type") == "organization" else Person
        return {**self._known_keys(key, value, cls), **({"type": value["type"]} if "type" in value else {})}

    def _known_keys(self, key: str, value: Mapping[str, Any], cls: type) -> dict[str, Any]:
        """Return the members of a mapping that are fields of a class; report the others."""
        fields = attrs.fields_dict(cls)
        for name, item in value.items():
            if name not in fields and name != "type":
                self._note_unknown(f"{key}.{name}", item)
        return {name: item for name, item in value.items() if name in fields}

    def _note_unknown(self, key: str, value: Any) -> None:
        hint = suggestion(key, STORY_FIELDS)
        self._note("text.front_matter.unknown", key, f"is not a known key and is left out{hint}", value)

    def _note(self, code: str, key: str, reason: str, value: Any) -> None:
        words = " ".join(_words(value).split())[:_MAX_QUOTED]
        message = f"`{key:.64}` {reason}; its value: {words}"
        severity = Severity.WARNING if code in _WARNINGS else Severity.INFO
        line = self._lines.get(key.partition(".")[0])
        self._reading.report.add(Finding(severity=severity, code=code, message=message, line=line))


def _alternative_headlines(key: str, value: Any) -> Any:
    """Return headlines with the role that their key stands for."""
    role = _HEADLINE_ROLES.get(key.strip().casefold().replace("-", "_").replace(" ", "_"), "")
    items = value if isinstance(value, list) else [value]
    return [{"text": item, "role": role} if role and isinstance(item, str) else item for item in items]


def _keywords(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [keyword for keyword in map(str.strip, value.split(",")) if keyword]
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else _words(item) for item in items if item is not None]


def _words(value: Any) -> str:
    """Return the words of a value, for a message."""
    if isinstance(value, dict):
        return " ".join(f"{name}: {_words(item)}" for name, item in value.items())
    return ", ".join(map(_words, value)) if isinstance(value, list) else str(value)
