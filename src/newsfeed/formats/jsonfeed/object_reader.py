"""Lenient access to the members of one JSON object: values of the wrong type are converted or left out, and reported."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.jsonfeed import newsfeed_extension
from newsfeed.formats.jsonfeed.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.io.json import pointer
from newsfeed.plain_data.structure import structure
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_TYPE_NAMES: Final = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}
_MAX_NUMBER: Final = 2**53
_MAX_NUMBER_LENGTH: Final = 32
"""Length up to which a string is read as a number: longer ones only cost time."""


class ObjectReader:
    """One object and its location in the document.

    Args:
        lenient: converts values, and collects the findings about them.
        members: the object.
        location: of the object.
        base: the IRI that relative links in it are resolved against.
    """

    def __init__(
        self, lenient: LenientReader, members: JsonObject, location: Location, base: str | None = None
    ) -> None:
        self.lenient = lenient
        self.members = members
        self.location = location
        self.base = base

    def child_location(self, *steps: object) -> Location:
        """Return the location of a member, or of a value further inside."""
        return Location(self.location.path + pointer(steps))

    # --- strings ---

    def text(self, name: str) -> str:
        """Return a text, "" if there is none; a number is converted to its digits."""
        return self._to_text(self.members.get(name), name)

    def _to_text(self, value: JsonValue, *steps: object) -> str:
        if isinstance(value, str):
            return LenientReader.replace_illegal(value)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._report_type(value, "a string", "its digits are used", *steps)
            return str(value)
        self._report_type(value, "a string", "it is left out", *steps)
        return ""

    def _report_type(self, value: JsonValue, expected: str, consequence: str, *steps: object) -> None:
        subject = steps[0] if len(steps) == 1 else f"entry {steps[1]} of {steps[0]}"
        message = f"{subject} must be {expected}, not {_TYPE_NAMES.get(type(value), 'null')}: {consequence}"
        self.lenient.note("value.type", message, self.child_location(*steps))

    def iri(self, name: str) -> str | None:
        """Return a link as an absolute IRI; None if there is no usable one."""
        return self.lenient.iri(self.text(name), self.base, self.child_location(name))

    def date(self, name: str) -> datetime | None:
        """Return a date, in any spelling that the reader understands."""
        return self.lenient.date(self.text(name), self.child_location(name))

    def language(self, name: str) -> str | None:
        """Return a language tag."""
        return self.lenient.language(self.text(name), self.child_location(name))

    # --- numbers ---

    def number(self, name: str) -> int | float | None:
        """Return a number from 0 to 2**53, written as a number or as a string."""
        value = self.members.get(name)
        if value is None or value == "":
            return None
        number = _to_number(value)
        if number is None or not 0 <= number <= _MAX_NUMBER:
            message = f"{name} is not a number from 0 to 2**53: it is left out"
            self.lenient.note("number.unusable", message, self.child_location(name))
            return None
        return number

    def integer(self, name: str) -> int | None:
        """Return a number from 0 to 2**53 without its fraction."""
        number = self.number(name)
        return None if number is None else int(number)

    # --- lists ---

    def texts(self, name: str) -> list[str]:
        """Return the texts of a list; a single text is split at its commas."""
        value = self.members.get(name)
        if isinstance(value, str):
            self._report_type(value, "an array", "it is split at commas", name)
            return [LenientReader.replace_illegal(part) for part in value.split(",")]
        return [self._to_text(entry, name, index) for index, entry in enumerate(self._list(value, name))]

    def objects(self, name: str, shorthand: str = "") -> Iterator["ObjectReader"]:
        """Yield the objects of a list; a single object is read as a list of one.

        Args:
            name: of the member that has the list.
            shorthand: the member of an entry that a string in place of the entry stands for; "" allows none.
        """
        value = self.members.get(name)
        if isinstance(value, dict | str) and value:
            self._report_type(value, "an array", "it is read as a list of one", name)
            entries: Sequence[JsonValue] = [value]
        else:
            entries = self._list(value, name)
        for index, entry in enumerate(entries):
            if shorthand and isinstance(entry, str) and entry.strip():
                yield self._child({shorthand: entry}, name, index)
            elif isinstance(entry, dict):
                yield self._child(entry, name, index)
            elif entry is not None:
                self._report_type(entry, "an object", "it is left out", name, index)

    def _list(self, value: JsonValue, name: str) -> Sequence[JsonValue]:
        if isinstance(value, list):
            return value
        if value is not None and value != "":
            self._report_type(value, "an array", "it is left out", name)
        return ()

    # --- objects ---

    def child_object(self, name: str) -> "ObjectReader":
        """Return a member that is an object; an empty one if it is absent or not an object."""
        value = self.members.get(name)
        return self._child(value if isinstance(value, dict) else {}, name)

    def _child(self, members: JsonObject, *steps: object) -> "ObjectReader":
        return ObjectReader(self.lenient, members, self.child_location(*steps), self.base)

    def extension(self) -> "ObjectReader":
        """Return the extension `_newsfeed` of this object, empty if there is none."""
        return self.child_object(newsfeed_extension.MEMBER)

    def model_fields(self, cls: type, names: Sequence[str]) -> ModelFields:
        """Return the members that are fields of a model class, converted; those that it refuses are reported.

        Args:
            cls: the class.
            names: of the fields.
        """
        required = newsfeed_extension.REQUIRED_FIELDS.get(cls, {})
        values: ModelFields = {}
        for name in names:
            if name in self.members:
                try:
                    values[name] = getattr(structure({**required, name: self.members[name]}, cls), name)
                except ReadError as error:
                    message = f"{error.reason}; it is left out"
                    self.lenient.note("value.refused", message, self.child_location(name))
        return values

    def report_unknown_members(self, known_names: Collection[str], reported: set[str]) -> None:
        """Report members that are not read, each name once per document.

        Args:
            known_names: the members that JSON Feed defines for this object.
            reported: the unknown names of the document so far; new ones are added.
        """
        for name in self.members:
            if name in known_names or name in reported or name == newsfeed_extension.MEMBER:
                continue
            reported.add(name)
            code = "extension.dropped" if name.startswith("_") else "member.unknown"
            message = f"{name!r:.64} is not a member of JSON Feed and has no counterpart in the model: it is left out"
            self.lenient.note(code, message, self.child_location(name), Severity.INFO)


def _to_number(value: JsonValue) -> int | float | None:
    """Return a JSON number, or the number that a string spells; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) <= _MAX_NUMBER_LENGTH:
        for convert in (int, float):
            with contextlib.suppress(ValueError):
                return convert(value)
    return None
