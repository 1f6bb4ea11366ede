"""Access to the members of an object of ninjs: those that are taken are read, and all others are kept as extensions."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, TypeVar

from newsfeed.formats.ninjs.extension_members import to_extension
from newsfeed.model import Extension
from newsfeed.reading.json import member_readers
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.reading.json.object_reader import ObjectReader
from newsfeed.values.iris import is_iri
from newsfeed.values.xml_chars import fold

T = TypeVar("T")


class MemberReader(ObjectReader):
    """One object of ninjs. A reader takes the members that have a field out of it."""

    __slots__ = ()

    STANDARD: ClassVar = "ninjs"

    def nested(self, members: JsonObject, name: str, index: int | None = None) -> "MemberReader":
        """Return the reader of an object inside, on a copy of its members."""
        path = f"{self.path}/{name}" if index is None else f"{self.path}/{name}/{index}"
        return MemberReader(self.lenient, dict(members), path, self.base)

    def text(self, name: str) -> str:
        """Take a text, "" if there is none; a value of another type stays."""
        if not isinstance(self.members.get(name), str):
            return ""
        return member_readers.text(self, name, self.members.pop(name))

    def line(self, name: str) -> str:
        """Take a text of one line."""
        return fold(self.text(name))

    def date(self, name: str) -> datetime | None:
        """Take a date; one that cannot be read is reported, and stays."""
        return self._convert(name, member_readers.date)

    def iri(self, name: str) -> str | None:
        """Take an address; one that cannot be used is reported, and stays."""
        return self._convert(name, member_readers.iri)

    def language(self, name: str) -> str | None:
        """Take a language tag; one that is not valid is reported, and stays."""
        return self._convert(name, member_readers.language)

    def _convert(self, name: str, read: "Callable[[ObjectReader, str, JsonValue], T | None]") -> T | None:
        value = self.members.get(name)
        result = read(self, name, value) if isinstance(value, str) and value else None
        if result is not None:
            del self.members[name]
        return result

    def identifier(self, name: str) -> str | None:
        """Take an IRI that identifies something; any other text stays."""
        value = self.members.get(name)
        if not isinstance(value, str) or not is_iri(value):
            return None
        del self.members[name]
        return value

    def whole(self, name: str, minimum: int, maximum: int) -> int | None:
        """Take a whole number within limits, also if it is written with a fraction of zero. Any other value stays."""
        value = self.members.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not minimum <= value <= maximum or value != int(value):
            return None
        del self.members[name]
        return int(value)

    def objects(self, name: str, read: "Callable[[MemberReader], T | None]") -> list[T]:
        """Take the entries of an array that can be read; the others stay.

        Args:
            name: of the array; a single object is read as an array of one.
            read: reads an entry; None if it stays.
        """
        value = self.members.get(name)
        entries = [value] if isinstance(value, dict) else value
        if not isinstance(entries, list):
            return []
        results, unread_entries = list[T](), list[JsonValue]()
        for index, entry in enumerate(entries):
            result = read(self.nested(entry, name, index)) if isinstance(entry, dict) else None
            if result is None:
                unread_entries.append(entry)
            else:
                results.append(result)
        if results or not entries:
            del self.members[name]
        if results and unread_entries:
            self.members[name] = unread_entries
        return results

    def only(self, name: str, values: Sequence[T]) -> T | None:
        """Return the first of the values of a member that can have one; the others are reported."""
        for value in values[1:]:
            self.report_dropped(name, str(value), "since there is another before it")
        return values[0] if values else None

    def strings(self, name: str) -> list[str]:
        """Take the texts of an array that has nothing else."""
        value = self.members.get(name)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            return []
        del self.members[name]
        return [member_readers.text(self, name, entry) for entry in value]

    def extensions(self) -> tuple[Extension, ...]:
        """Return the filled members that nobody took, sorted by name; those that no extension can hold are reported."""
        extensions = []
        for name, value in sorted(self.members.items()):
            if value in ([], {}):
                continue
            if (extension := to_extension(name, value, self.note)) is not None:
                extensions.append(extension)
            else:
                self.report_unknown(name, value)
        return tuple(extensions)
