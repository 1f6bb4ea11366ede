"""Bad examples of codes that have no document of their own: a valid document with one fault put in.

What is missing is taken out, what is there twice is written twice, what is blank is emptied; any other fault is a value
that the invalid documents have for a fault of this kind. Validating says which variant has the fault that is asked for.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from attrs import frozen

from newsfeed.explain.examples import is_named

_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@frozen
class Span:
    """Where an element or an attribute is in the bytes of a document.

    Attributes:
        name: as it is written; an attribute's begins with @.
        parent: the name of the element that it is in, or of.
        start, end: of all of it.
        value, value_end: of its content or value.
    """

    name: str
    parent: str
    start: int
    value: int
    value_end: int
    end: int


def variants(code: str, valid: Iterable[Path], invalid: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Give variants of valid documents that may have the fault of a code, each with the file that it is of.

    Args:
        code: such as `itunes.author.duplicate`.
        valid: documents of a format; of those that are XML.
        invalid: documents of the same format, named after their codes.
    """
    *names, problem = code.split(".")
    vary = _varied(problem, invalid)
    tried: set[tuple[str, str]] = set()
    for path in valid:
        data = path.read_bytes()
        for span in _spans(data):
            if _is_meant(span, names) and (span.name, span.parent) not in tried:
                tried.add((span.name, span.parent))
                yield from ((path, each) for each in vary(data, span))


def _is_meant(span: Span, names: list[str]) -> bool:
    """Say whether the names in a code are of a span: its own, and before it that of its parent or its prefix."""
    *_, owner, name = ["", "", *names]
    return is_named(span.name, name) and (
        not owner or is_named(span.parent, owner) or span.name.startswith((f"{owner}:", f"@{owner}:"))
    )


def _varied(problem: str, invalid: Iterable[Path]) -> Callable[[bytes, Span], Iterable[bytes]]:
    """Give the function that puts a kind of fault into a place."""
    if problem == "missing":
        return lambda data, at: (data[: at.start] + data[at.end :],)
    if problem == "duplicate":
        return lambda data, at: (data[: at.end] + data[at.start : at.end] + data[at.end :],)
    values = [b""] if problem == "blank" else _values(problem, invalid)
    return lambda data, at: (data[: at.value] + value + data[at.value_end :] for value in values)


def _values(problem: str, invalid: Iterable[Path]) -> list[bytes]:
    """Give the values that invalid documents have where they have a fault of this kind."""
    found: dict[bytes, None] = {}
    for path in invalid:
        *names, kind = path.stem.split(".")
        if kind == problem:
            data = path.read_bytes()
            found |= {data[at.value : at.value_end]: None for at in _spans(data) if _is_meant(at, names)}
    return list(found)


@cache
def _spans(data: bytes) -> tuple[Span, ...]:
    """Find elements and attributes, up to where the document is not well-formed; none where it is no XML."""
    found: list[Span] = []
    opened: list[tuple[str, int, int]] = []
    parser = expat.ParserCreate()

    def start(name: str, _attributes: object) -> None:
        at = parser.CurrentByteIndex
        inside = data.index(b">", at) + 1
        opened.append((name, at, inside))
        found.extend(_attributes_of(data, name, at, inside))

    def end(_name: str) -> None:
        name, at, inside = opened.pop()
        parent = opened[-1][0] if opened else ""
        close = parser.CurrentByteIndex
        if data.startswith(b"</", close):
            found.append(Span(name, parent, at, inside, close, data.index(b">", close) + 1))
        else:  # <empty/>
            found.append(Span(name, parent, at, inside, inside, inside))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):  # the last two are of its encoding
        parser.Parse(data, True)
    return tuple(found)


def _attributes_of(data: bytes, element: str, start: int, end: int) -> Iterator[Span]:
    for each in _ATTRIBUTE.finditer(data, start, end):
        value = 2 if each[2] is not None else 3
        name = "@" + each[1].decode("utf-8", "replace")
        yield Span(name, element, each.start(), each.start(value), each.end(value), each.end())
