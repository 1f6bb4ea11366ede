"""Lenient access to the members of one JSON object: values of the wrong type are converted or left out, and reported."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar, Final, TypeAlias, TypeVar

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Severity
from newsfeed.io.json import encode, pointer
from newsfeed.plain_data.structure import structure
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

T = TypeVar("T")

ValueReader: TypeAlias = "Callable[[ObjectReader, str, JsonValue], Any]"
"""Reads the value of a member: called with the object, the member's name and the value, it returns a value for the model."""

_TYPE_NAMES: Final = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
}
_LONGEST_VALUE: Final = 120
"""Number of characters of a value that a message quotes."""


def shown(value: JsonValue) -> str:
    """Return a value for a message: JSON in one line, cut to its first characters."""
    text = encode(value).decode()
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


class ObjectReader:
    """One object and its location in the document.

    Args:
        lenient: converts values, and collects the findings about them.
        members: the object.
        path: its JSON pointer.
        base: the IRI that relative links in it are resolved against.
    """

    __slots__ = ("base", "lenient", "members", "path")

    STANDARD: ClassVar = "JSON Feed"
    """The name of the standard, for messages."""

    def __init__(self, lenient: LenientReader, members: JsonObject, path: str = "", base: str | None = None) -> None:
        self.lenient: LenientReader = lenient
        self.members: JsonObject = members
        self.path: str = path
        self.base = base

    def read(
        self, readers: Mapping[str, ValueReader], bases: Sequence[str] = (), kept_names: Collection[str] = ()
    ) -> ModelFields:
        """Read every member; those that are not in the table are reported.

        Args:
            readers: how the value of each member is read.
            bases: the members that relative links in the others are resolved against, in ascending precedence.
            kept_names: the extension members of other programs, which the caller keeps.

        Returns:
            the values by the names of their members.
        """
        values: ModelFields = {}
        for name in bases:
            if name in self.members:
                values[name] = readers[name](self, name, self.members[name])
                self.base = values[name] or self.base
        for name, value in self.members.items():
            if name not in values:
                read_value = readers.get(name)
                if read_value is None:
                    if name not in kept_names:
                        self.report_unknown(name, value)
                else:
                    values[name] = read_value(self, name, value)
        return values

    def child(self, members: JsonObject, name: str, index: int | None = None) -> "ObjectReader":
        """Return the reader of an object inside: the value of a member, or an entry of its list."""
        path = f"{self.path}/{name}" if index is None else f"{self.path}/{name}/{index}"
        return ObjectReader(self.lenient, members, path, self.base)

    # --- findings ---

    def location(self, *steps: object) -> Location:
        """Return the location of the object, of a member, or of a value further inside."""
        return Location(self.path + pointer(steps) if steps else self.path)

    def note(self, code: str, message: str, *steps: object, severity: Severity = Severity.WARNING) -> None:
        """Add a finding about a member, or about a value further inside.

        Args:
            code: the code without its prefix `read.`.
            message: one line.
            steps: the name of the member, and the index of an entry of its list.
            severity: of the finding.
        """
        self.lenient.note(code, message, self.location(*steps), severity)

    def report_type(self, value: JsonValue, expected: str, consequence: str, *steps: object) -> None:
        """Report a value of the wrong type.

        Args:
            value: the value.
            expected: the right type with its article, "a string".
            consequence: what becomes of the value.
            steps: the name of the member, and the index of an entry of its list.
        """
        subject = steps[0] if len(steps) == 1 else f"entry {steps[1]} of {steps[0]}"
        if value is None:
            message = f"{subject} must be {expected}, not null: remove it"
            self.note("value.type", message, *steps, severity=Severity.INFO)
            return
        kind = _TYPE_NAMES.get(type(value), "an object")
        message = f"{subject} must be {expected}, not {kind}: {consequence} ({shown(value)})"
        self.note("value.type", message, *steps)

    def report_dropped(self, name: str, value: JsonValue, reason: str) -> None:
        """Report a member with a value that is not used."""
        self.note("member.dropped", f"{name} is left out, {reason}: {shown(value)}", name, severity=Severity.INFO)

    def report_unknown(self, name: str, value: JsonValue) -> None:
        """Report a member that the reader has no place for."""
        code = "extension.dropped" if name.startswith("_") else "member.unknown"
        message = (
            f"{name!r:.64} is not a member of {self.STANDARD} here and has no counterpart in the model: it is left out"
        )
        self.note(code, f"{message} ({shown(value)})", name, severity=Severity.INFO)

    # --- values that are not as usual ---

    def to_text(self, value: JsonValue, *steps: object) -> str:
        """Return a value as text, "" if it cannot be; a number is converted to its digits."""
        if isinstance(value, str):
            text = LenientReader.replace_illegal(value)
            if text != value:
                self.note("character.illegal", "characters that XML forbids are replaced by U+FFFD", *steps)
            return text
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.report_type(value, "a string", "its digits are used", *steps)
            return str(value)
        self.report_type(value, "a string", "it is left out", *steps)
        return ""

    def to_entries(self, value: JsonValue, name: str, *, shorthand: bool) -> Sequence[JsonValue]:
        """Return the entries of a value that is to be a list: a single object or string is read as a list of one.

        Args:
            value: anything.
            name: of the member.
            shorthand: whether a string can stand for an entry.
        """
        if isinstance(value, list):
            return value
        if isinstance(value, dict) or (shorthand and isinstance(value, str) and value.strip()):
            self.report_type(value, "an array", "it is read as a list of one", name)
            return [value]
        if value != "":
            self.report_type(value, "an array", "it is left out", name)
        return ()

    def to_object(self, value: JsonValue, shorthand: str, *steps: object) -> "JsonObject | None":
        """Return an entry of a list as an object, or None if it is not one.

        Args:
            value: anything.
            shorthand: the member that a string in place of the object stands for; "" allows none.
            steps: the name of the member, and the index of the entry.
        """
        if isinstance(value, dict):
            return value
        if shorthand and isinstance(value, str) and value.strip():
            self.report_type(value, "an object", f"it is read as its {shorthand}", *steps)
            return {shorthand: value}
        self.report_type(value, "an object", "it is left out", *steps)
        return None

    # --- objects ---

    def build(self, cls: type[T], fields: Mapping[str, object], members: Mapping[str, str] | None = None) -> T | None:
        """Build an object of the model; a value that it refuses is left out and reported.

        Args:
            cls: a class of the model.
            fields: its keyword arguments; None means that there is no value.
            members: the members that fields are read from, where they are named otherwise.
        """
        usable = {name: value for name, value in fields.items() if value is not None}
        try:
            return cls(**usable)
        except (ModelError, TypeError):
            # Rare, so only now are the fields to be left out looked for.
            return self.lenient.build(cls, usable, self.location(), steps=members)

    def model_fields(self, cls: type, names: Collection[str], required: Mapping[str, str]) -> ModelFields:
        """Return the members that are fields of a model class, converted; those that it refuses are reported.

        Args:
            cls: the class.
            names: of the fields.
            required: stand-ins for the fields that the class requires.
        """
        values: ModelFields = {}
        for name in names:
            if name in self.members:
                try:
                    values[name] = getattr(structure({**required, name: self.members[name]}, cls), name)
                except ReadError as error:
                    message = f"{error.reason}; it is left out ({shown(self.members[name])})"
                    self.note("value.refused", message, name)
        return values

    def report_others(self, known_names: Collection[str]) -> None:
        """Report the members that are not among those that have been read."""
        for name, value in self.members.items():
            if name not in known_names:
                self.report_unknown(name, value)
