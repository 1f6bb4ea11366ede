"""One object of a document, whose members are taken in the type that is asked for; others are noted, and nothing fails."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.jsonfeed import own
from newsfeed.io.json import pointer
from newsfeed.plain_data.structure import structure
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_KINDS: Final = {
    bool: "a truth value",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}
_GREATEST: Final = 2**53


class Object:
    """One object and where it stands.

    Args:
        lenient: takes values in, and notes what is wrong with them.
        members: the object.
        place: where it is.
        base: the IRI that its relative links are resolved against.
    """

    def __init__(
        self, lenient: LenientReader, members: dict[str, Any], location: Location, base: str | None = None
    ) -> None:
        self.lenient = lenient
        self.members = members
        self.location = location
        self.base = base

    def child(self, *steps: object) -> Location:
        """Give the place of something inside."""
        return Location(self.location.path + pointer(steps))

    def text(self, name: str) -> str:
        """Give a text, "" where there is none; a number is taken as its digits."""
        return self._text(self.members.get(name), name)

    def _text(self, value: object, *steps: object) -> str:
        if isinstance(value, str):
            return LenientReader.legal(value)
        if value is None:
            return ""
        if type(value) in (int, float):
            self._note_type(value, "the text of it is taken", *steps)
            return str(value)
        self._note_type(value, "it is left out", *steps)
        return ""

    def _note_type(self, value: object, what: str, *steps: object) -> None:
        kind = _KINDS.get(type(value), "null")
        self.lenient.note("value.type", f"is {kind}, which cannot stand here; {what}", self.child(*steps))

    def iri(self, name: str) -> str | None:
        """Give a link, resolved; None where there is no usable one."""
        return self.lenient.iri(self.text(name), self.base, self.child(name))

    def date(self, name: str) -> datetime | None:
        """Give a date in any spelling."""
        return self.lenient.date(self.text(name), self.child(name))

    def language(self, name: str) -> str | None:
        """Give a language tag."""
        return self.lenient.language(self.text(name), self.child(name))

    def number(self, name: str) -> int | float | None:
        """Give a number that is not below 0, also where it is written as a text; infinite ones are none."""
        value = self.members.get(name)
        if value is None or value == "":
            return None
        number = _number(value)
        if number is None or not 0 <= number <= _GREATEST:
            self.lenient.note("number.unusable", "is no number from 0 to 2**53; it is left out", self.child(name))
            return None
        return number

    def whole(self, name: str) -> int | None:
        """Give a whole number that is not below 0."""
        number = self.number(name)
        return None if number is None else int(number)

    def texts(self, name: str) -> list[str]:
        """Give the texts of a list; one text alone is read as several that commas part."""
        value = self.members.get(name)
        if isinstance(value, str):
            self._note_type(value, "it is read as a list with commas", name)
            return [LenientReader.legal(part) for part in value.split(",")]
        return [self._text(each, name, index) for index, each in enumerate(self._list(value, name))]

    def objects(self, name: str, shorthand: str = "") -> Iterator["Object"]:
        """Give the objects of a list; a lone object is read as a list of one.

        Args:
            name: of the member.
            shorthand: the member that a text in place of an object is.
        """
        value = self.members.get(name)
        if isinstance(value, dict | str) and value:
            self._note_type(value, "it is read as a list of one", name)
            value = [value]
        for index, each in enumerate(self._list(value, name)):
            members = {shorthand: each} if shorthand and isinstance(each, str) and each.strip() else each
            if isinstance(members, dict):
                yield Object(self.lenient, members, self.child(name, index), self.base)
            elif each is not None:
                self._note_type(each, "it is left out", name, index)

    def _list(self, value: object, name: str) -> Sequence[object]:
        if isinstance(value, list):
            return value
        if value is not None and value != "":
            self._note_type(value, "it is left out", name)
        return ()

    def own(self) -> "Object":
        """Give the object of this library's own, an empty one where there is none."""
        found = self.members.get(own.NAME)
        return Object(self.lenient, found if isinstance(found, dict) else {}, self.child(own.NAME), self.base)

    def fields(self, cls: type, names: Sequence[str], **stand_in: str) -> dict[str, Any]:
        """Give the members that are fields of a class of the model; what the model refuses is noted and left out.

        Args:
            cls: the class.
            names: of the fields.
            stand_in: what an instance of it cannot be without.
        """
        found: dict[str, Any] = {}
        for name in names:
            if name in self.members:
                try:
                    found[name] = getattr(structure({**stand_in, name: self.members[name]}, cls), name)
                except ReadError as error:
                    self.lenient.note("value.refused", f"{error.reason}; it is left out", self.child(name))
        return found

    def note_strangers(self, known: Collection[str], noted: set[str]) -> None:
        """Note members that are not read, each name once a document."""
        for name in self.members:
            if name in known or name in noted or name == own.NAME:
                continue
            noted.add(name)
            code = "extension.dropped" if name.startswith("_") else "member.unknown"
            message = f"the member {name!r:.64} is not of JSON Feed and has no place in the model; it is left out"
            self.lenient.note(code, message, self.child(name), Severity.INFO)


def _number(value: object) -> int | float | None:
    """Give a number of JSON, or one that is written as a text."""
    if type(value) in (int, float):
        return value  # type: ignore[return-value]
    if isinstance(value, str) and len(value) <= 32:  # longer ones only cost time
        for kind in (int, float):
            with contextlib.suppress(ValueError):
                return kind(value)
    return None
