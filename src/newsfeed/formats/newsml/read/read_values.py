"""The values that the fields of a story have after reading, in the form that an account compares."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from newsfeed.classes.computed import CachedProperty
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension, RichText
from newsfeed.values.dates import parse_date, rfc3339
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern


class Values:
    """The values that the fields of a story have after reading, in the form used for comparison.

    Args:
        fields: the arguments of the story.
        concepts: resolver of the item's QCodes.

    Attributes:
        fields: the arguments of the story.
        concepts: resolver of the item's QCodes.
    """

    def __init__(self, fields: Mapping[str, Any], concepts: QCodeResolver) -> None:
        self.fields = fields
        self.concepts = concepts
        self._values: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, *names: str) -> frozenset[str]:
        """Return the values of some fields; of press reviews, those of the outlets."""
        values = self._values.get(names)
        if values is None:
            collected = set[str]()
            for name in names:
                value = self.fields.get(name)
                collected.update(
                    _compared_values([mention.outlet for mention in value] if name == "press" and value else value)
                )
            values = self._values[names] = frozenset(collected)
        return values

    @CachedProperty
    def outlet_names(self) -> frozenset[str]:
        """The names of the outlets in the press review."""
        return frozenset([mention.outlet.name for mention in self.fields.get("press", ())])

    def has(self, text: str, known_values: frozenset[str]) -> bool:
        """Return whether a text or attribute is among values: as it is, as a QCode, or as a date."""
        if text in known_values:
            return True
        key = compared(text)
        if not key or key in known_values:
            return True
        alias, colon, code = key.partition(":")
        if colon and code:
            iri = self.concepts.resolve(text.strip())
            tail = key[max(key.rfind(mark) for mark in "/#:") + 1 :]
            if (iri and compared(iri) in known_values) or (tail in known_values and alias not in ("tag", "urn")):
                return True
        return key[:4].isdigit() and len(key) > 7 and _compared_date(text) in known_values


_TAG: Final = pattern("<[^>]*>")


def compared(text: str) -> str:
    """Return a text without white space and case."""
    return "".join(text.split()).casefold()


def _compared_date(text: str) -> str:
    try:
        return compared(rfc3339(parse_date(text.strip()).astimezone(UTC)))
    except (ValueError, OverflowError):
        return ""


def _compared_values(value: Any) -> Iterator[str]:
    """Yield the compared form of each value in an object of the model."""
    if value is None or value == "" or isinstance(value, bool | Extension):
        return
    if isinstance(value, str | RichText | int | float):
        yield str(value)
        yield compared(str(value))
        if isinstance(value, RichText):  # Its plain text has the quotation marks of <q>.
            yield compared(unescape(_TAG.sub("", value.markup)))
    elif isinstance(value, datetime):
        yield compared(rfc3339(value.astimezone(UTC)))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _compared_values(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _compared_values(getattr(value, field.name))
        if term := getattr(value, "term", ""):
            yield compared(f"{getattr(value, 'scheme', None) or ''}{term}")
