"""Bad examples of codes without a document of their own: a valid document with one fault put in.

For a missing element the variant lacks it, for a repeated one it has it twice, for a blank one it has no text. For any other
fault the variant has a value from an invalid document with a fault of that kind. Validation decides if a variant really has
the fault.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from newsfeed.classes.frozen import frozen
from newsfeed.explain.examples import matches_step

_ATTRIBUTE: Final = re.compile(rb"""(?<!\s)\s++([^\s=]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


@frozen
class Span:
    """The extent of an element or an attribute in the bytes of a document.

    Attributes:
        name: name as written; that of an attribute begins with @.
        parent: name of the parent element, or of the element that has the attribute.
        start, end: offsets of all of it.
        value, value_end: offsets of its content or value.
    """

    name: str
    parent: str
    start: int
    value: int
    value_end: int
    end: int


Editor = Callable[[bytes, Span], Iterable[bytes]]
"""A function that returns copies of a document with one kind of fault at a span."""


def variants(code: str, valid: Iterable[Path], invalid: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield variants of valid documents that may have the fault of a code, each with its original file.

    Args:
        code: a code such as `itunes.author.duplicate`.
        valid: valid documents of a format; only those in XML have variants.
        invalid: invalid documents of the same format, named after their codes.
    """
    *names, problem = code.split(".")
    edit = _editor(problem, invalid)
    tried: set[tuple[str, str]] = set()
    for path in valid:
        data = path.read_bytes()
        for span in _spans(data):
            if _matches(span, names) and (span.name, span.parent) not in tried:
                tried.add((span.name, span.parent))
                yield from ((path, variant) for variant in edit(data, span))


def _matches(span: Span, names: list[str]) -> bool:
    """Return whether the last names of a code match a span: its own, and before it that of its parent or its prefix."""
    *_, parent, name = ["", "", *names]
    return matches_step(span.name, name) and (
        not parent or matches_step(span.parent, parent) or span.name.startswith((f"{parent}:", f"@{parent}:"))
    )


def _editor(problem: str, invalid: Iterable[Path]) -> Editor:
    """Return the function that puts a kind of fault into a document."""
    if problem == "missing":
        return lambda data, span: (data[: span.start] + data[span.end :],)
    if problem == "duplicate":
        return lambda data, span: (data[: span.end] + data[span.start : span.end] + data[span.end :],)
    values = [b""] if problem == "blank" else _faulty_values(problem, invalid)
    return lambda data, span: (data[: span.value] + value + data[span.value_end :] for value in values)


def _faulty_values(problem: str, invalid: Iterable[Path]) -> list[bytes]:
    """Return the values in invalid documents that have this kind of fault."""
    values: dict[bytes, None] = {}
    for path in invalid:
        *names, kind = path.stem.split(".")
        if kind == problem:
            data = path.read_bytes()
            values |= {data[span.value : span.value_end]: None for span in _spans(data) if _matches(span, names)}
    return list(values)


@cache
def _spans(data: bytes) -> tuple[Span, ...]:
    """Return the elements and attributes of a document up to its first syntax error; none if it is not XML."""
    spans: list[Span] = []
    opened: list[tuple[str, int, int]] = []
    parser = expat.ParserCreate()

    def _start(name: str, _attributes: object) -> None:
        start = parser.CurrentByteIndex
        content = data.index(b">", start) + 1
        opened.append((name, start, content))
        spans.extend(_attribute_spans(data, name, start, content))

    def _end(_name: str) -> None:
        name, start, content = opened.pop()
        parent = opened[-1][0] if opened else ""
        end_tag = parser.CurrentByteIndex
        if data.startswith(b"</", end_tag):
            spans.append(Span(name, parent, start, content, end_tag, data.index(b">", end_tag) + 1))
        else:  # <empty/>
            spans.append(Span(name, parent, start, content, content, content))

    parser.StartElementHandler, parser.EndElementHandler = _start, _end
    # LookupError and ValueError come from encodings that expat or Python does not know.
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    return tuple(spans)


def _attribute_spans(data: bytes, element: str, start: int, end: int) -> Iterator[Span]:
    for match in _ATTRIBUTE.finditer(data, start, end):
        group = 2 if match[2] is not None else 3
        name = "@" + match[1].decode("utf-8", "replace")
        yield Span(name, element, match.start(), match.start(group), match.end(group), match.end())
