"""Documents in which one part is repeated or replaced by a long monotonous text, made from any sample document.

A variant is a function of a size, so that the times of two sizes can be compared.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

Make = Callable[[int], bytes]

UNITS: Final = {
    "spaces": " ",
    "letters": "a",
    "words": "a ",
    "hyphens after letters": "w-",
    "full stops": ".",
    "full stops and spaces": ". ",
    "sentences": "A. ",
    "brackets": "(",
    "closing brackets": ")",
    "quotation marks": '"',
    "escaped quotation marks": '\\"',
    "quoted words": '"a" ',
    "apostrophes": "'",
    "ampersands": "&",
    "references": "&#",
    "less-than signs": "<",
    "tags": "<a ",
    "paragraphs": "<p>",
    "comments": "<!--",
    "square brackets": "[",
    "links": "[a](",
    "asterisks": "*",
    "double asterisks": "**a",
    "underscores": "_",
    "backticks": "` ",
    "digits": "1",
    "hyphens": "-",
    "colons": ":",
    "labels": "a: ",
    "slashes": "/",
    "percent signs": "%",
    "at signs": "@",
    "mailboxes": "a@",
    "commas": ",",
    "commas and spaces": ", ",
    "semicolons": ";",
    "question marks": "?",
    "equals signs": "=",
    "backslashes": "\\",
    "plus signs": "+",
    "bars": "|",
    "hashes": "#",
    "braces": "{",
    "line ends": "\n",
    "lines": "a\n",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "ideographs": "\u65e5",
    "ideographic full stops": "\u3002",
    "ideographic sentences": "\u65e5\u3002",
    "ideographic quotations": "\u300c\u65e5",
    "kana": "\u306f",
    "quotations of many languages": "\u201ea\u201c \u00aba\u00bb \u2019a\u2018 ",
    "opening quotation marks": "\u201c",
    "guillemets": "\u00ab ",
    "combining characters": "e\u0301\u0323",
    "Hebrew": "\u05d0 ",
    "Arabic": "\u0648\u0627\u0644 ",
    "Hindi": "\u0915\u0964 ",
    "right-to-left marks": "\u200f",
    "addresses": "http://",
    "hosts": "a.",
    "dates": "2026-",
    "days": "Mon, ",
    "times": "10:",
    "emoji": "\U0001f600",
    "speakers": "he said ",
    "initials": "A.B.",
    "capitals": "Ab ",
    "names and conjunctions": "Ab and ",
    "prose": "The Post wrote that it rains, and \u201cit rains,\u201d said Ann. ",
}
"""What a value is filled with."""

FRAMES: Final = {
    "alone": "{}",
    "after the value": "{value}{}x",
    "after a mailbox": "a@b.example ({}x",
    "between letters": "a b {}x",
}
"""Where the monotonous text is: `{value}` is the value of the sample document."""

FRAMES_OF_ALL: Final = ("alone", "after the value")
"""Frames that all units are used with; the others are used with white space."""


def fillings() -> Iterator[tuple[str, Callable[[str, int], str]]]:
    """Yield names, and functions that make the text of a size from the value that it replaces."""
    for frame in FRAMES:
        for name, unit in UNITS.items():
            if frame in FRAMES_OF_ALL or unit.isspace():
                yield f"{name} {frame}", _filling(FRAMES[frame], unit)


def _filling(frame: str, unit: str) -> Callable[[str, int], str]:
    def fill(value: str, size: int) -> str:
        return frame.replace("{}", unit * (size // len(unit))).replace("{value}", value[:200])

    return fill


class Sample:
    """A document of which one part at a time can be replaced or repeated.

    Attributes:
        values: the names of its distinct text values.
        parts: the names of its distinct parts that can be repeated.
    """

    values: tuple[str, ...]
    parts: tuple[str, ...]

    def filled(self, name: str, fill: Callable[[str], str]) -> bytes:
        """Return the document with another text as the value of this name."""
        raise NotImplementedError

    def repeated(self, name: str, count: int) -> bytes:
        """Return the document with the part of this name so many times."""
        raise NotImplementedError


def sample(path: Path) -> Sample | None:
    """Return the sample document in a file, or None if its syntax cannot be parsed."""
    data = path.read_bytes()
    try:
        if data.lstrip(b"\xef\xbb\xbf \n")[:1] in (b"{", b"["):
            return _JsonSample(data)
        if re.match(rb"\s*<(?:!doctype html|html)", data, re.IGNORECASE):
            return _HtmlSample(data)
        if data.lstrip(b"\xef\xbb\xbf \n")[:1] == b"<":
            return _XmlSample(data)
        return _TextSample(data)
    except (ValueError, etree.LxmlError):
        return None


class _XmlSample(Sample):
    """XML: the texts and attributes of each distinct path of elements, and its elements."""

    def __init__(self, data: bytes) -> None:
        self.root = self.parse(data)
        places: dict[str, tuple[list[int], str]] = {}
        parts: dict[str, list[int]] = {}
        self._walk(self.root, [], "", places, parts)
        self._places, self._parts = places, parts
        self.values, self.parts = tuple(places), tuple(parts)

    def parse(self, data: bytes) -> Any:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, strip_cdata=False))

    def serialize(self, root: Any) -> bytes:
        return etree.tostring(root, encoding="utf-8")

    def _walk(
        self, element: Any, steps: list[int], path: str, places: dict[str, tuple[list[int], str]], parts: dict[str, Any]
    ) -> None:
        if not isinstance(element.tag, str):
            return
        path = f"{path}/{self.label(element)}"
        if steps:
            parts.setdefault(path, steps)
        for attribute in element.attrib:
            places.setdefault(f"{path}@{attribute}", (steps, str(attribute)))
        if (element.text or "").strip():
            places.setdefault(path, (steps, ""))
        for index, child in enumerate(element):
            self._walk(child, [*steps, index], path, places, parts)

    def label(self, element: Any) -> str:
        return str(etree.QName(element).localname)

    def filled(self, name: str, fill: Callable[[str], str]) -> bytes:
        steps, attribute = self._places[name]
        root = copy.deepcopy(self.root)
        element = _descend(root, steps)
        if attribute:
            element.set(attribute, fill(element.get(attribute)))
        else:
            element.text = fill(element.text)
        return self.serialize(root)

    def repeated(self, name: str, count: int) -> bytes:
        root = copy.deepcopy(self.root)
        element = _descend(root, self._parts[name])
        element.tail = None
        mark = etree.Comment("repeated")
        element.addnext(mark)
        text = self.serialize(root)
        one = etree.tostring(element, encoding="unicode").encode()
        return text.replace(b"<!--repeated-->", one * (count - 1))


class _HtmlSample(_XmlSample):
    """HTML: as XML, with the classes and ids of elements in their paths, since they decide what a part is."""

    def parse(self, data: bytes) -> Any:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))

    def serialize(self, root: Any) -> bytes:
        return b"<!doctype html>" + etree.tostring(root, encoding="utf-8", method="html")

    def label(self, element: Any) -> str:
        return f"{element.tag}#{element.get('id', '')}.{element.get('class', '')}"


def _descend(root: Any, steps: list[int]) -> Any:
    for step in steps:
        root = root[step]
    return root


class _JsonSample(Sample):
    """JSON: the strings, members and items of each distinct path of names."""

    def __init__(self, data: bytes) -> None:
        self._document = json.loads(data)
        self._values: dict[str, list[Any]] = {}
        self._parts: dict[str, list[Any]] = {}
        self._walk(self._document, [], "")
        self.values, self.parts = tuple(self._values), tuple(self._parts)

    def _walk(self, value: Any, steps: list[Any], path: str) -> None:
        if steps:
            self._parts.setdefault(path, steps)
        if isinstance(value, str):
            self._values.setdefault(path, steps)
        elif isinstance(value, dict):
            for name, member in value.items():
                self._walk(member, [*steps, name], f"{path}.{name}")
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._walk(item, [*steps, index], f"{path}[]")

    def filled(self, name: str, fill: Callable[[str], str]) -> bytes:
        *steps, last = self._values[name]
        document = copy.deepcopy(self._document)
        container = _descend(document, steps)
        container[last] = fill(container[last])
        return json.dumps(document, ensure_ascii=False).encode()

    def repeated(self, name: str, count: int) -> bytes:
        *steps, last = self._parts[name]
        document = copy.deepcopy(self._document)
        container = _descend(document, steps)
        if isinstance(container, list):
            container[last:last] = [container[last]] * (count - 1)
            return json.dumps(document, ensure_ascii=False).encode()
        value = container[last]
        if isinstance(value, str):
            container[last] = [value] * count
            return json.dumps(document, ensure_ascii=False).encode()
        members = {f"{last}{number}" if number else last: value for number in range(count)}
        container.update(members)
        return json.dumps(document, ensure_ascii=False).encode()


class _TextSample(Sample):
    """Text, Markdown or TOML: the text of each line behind its mark, and its lines."""

    def __init__(self, data: bytes) -> None:
        self._lines = data.decode().split("\n")
        numbers = [number for number, line in enumerate(self._lines) if line.strip()]
        self._numbers = {f"line {number + 1}": number for number in numbers}
        self.values = self.parts = tuple(self._numbers)

    def filled(self, name: str, fill: Callable[[str], str]) -> bytes:
        lines = list(self._lines)
        number = self._numbers[name]
        match = re.match(r"[\s#>*-]*(?:[\w ]{1,30}(?::|\s=\s*[\"\[]*))?\s*", lines[number])
        mark = match[0] if match else ""
        lines[number] = mark + fill(lines[number][len(mark) :])
        return "\n".join(lines).encode()

    def repeated(self, name: str, count: int) -> bytes:
        lines = list(self._lines)
        number = self._numbers[name]
        lines[number : number + 1] = [lines[number]] * count
        return "\n".join(lines).encode()
