"""The places of valid documents, and which of them shows how to write what a finding is about."""

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from attrs import frozen

from newsfeed.findings import Finding
from newsfeed.io import json

Steps = tuple[str, ...]
"""A path without the places among equals: `/rss/channel/item[2]/guid` is rss, channel, item, guid."""


@frozen
class Place:
    """An element, an attribute or a value of a valid document.

    Attributes:
        document: the file.
        path: where it is; "/" is the document.
        steps: the path, without the places among equals.
        line, column: where it is, counted from 1.
        words: the words of its line, which say how like another it is.
    """

    document: Path
    path: str
    steps: Steps
    line: int
    column: int
    words: frozenset[str]


def alike(documents: Iterable[Path], finding: Finding, line: str) -> Place | None:
    """Give the place that shows how to write what a finding is about.

    Args:
        documents: valid ones of the finding's format.
        finding: what was found in an invalid document.
        line: the line of that document that it was found in; of several places the one most like it is given.
    """
    places = [place for document in documents for place in _places(document)]
    wanted = _words(f"{line} {finding.message}")
    return max(_fitting(places, finding), key=lambda place: _likeness(place.words, wanted), default=None)


_SPELT_ALIKE: Final = 0.75
"""How alike two names must be (`difflib`'s ratio), so that one may be a mistake for the other."""


def _fitting(places: Sequence[Place], finding: Finding) -> Sequence[Place]:
    """Give the places of what is missing, else of what the finding is about, else of what that is in."""
    path = steps(finding.path)
    parts = finding.code.split(".")[:-1]
    for start in range(len(parts)):
        if found := [place for place in places if _is_below(place.steps, path, parts[start:])]:
            return found
    for end in range(len(path), -1, -1):
        if found := _spelt(places, path[:end]):
            return found
    return ()


def _spelt(places: Sequence[Place], path: Steps) -> list[Place]:
    """Give the places of a path, else of the one whose last step is spelt most like its own."""
    if path:
        names = {
            each.steps[-1].lower(): each.steps[-1] for each in places if each.steps and each.steps[:-1] == path[:-1]
        }
        near = difflib.get_close_matches(path[-1].lower(), names, 1, _SPELT_ALIKE)
        path = (*path[:-1], names[near[0]] if near and path[-1] not in names.values() else path[-1])
    return [place for place in places if place.steps == path]


def _is_below(place: Steps, parent: Steps, parts: Sequence[str]) -> bool:
    """Say whether the steps from a parent to a place are those that the parts of a code name."""
    below = place[len(parent) :]
    return place[: len(parent)] == parent and len(below) == len(parts) and all(map(is_named, below, parts))


def is_named(step: str, part: str) -> bool:
    """Say whether a part of a code, `is_perma_link`, is made of a step, `@isPermaLink`."""
    name = re.sub(r"(?<=.)([A-Z])", r"_\1", step.removeprefix("@")).lower().replace("-", "_")
    return part in (name.replace(":", "_"), name.rpartition(":")[2])


def steps(path: str) -> Steps:
    """Give the steps of a path in a document; a path in the model (`feed.stories[0].id`) has none."""
    if not path.startswith("/"):
        return ()
    return tuple(step for each in path.split("/") if (step := each.partition("[")[0]) and not step.isdigit())


def text_of(data: bytes) -> str:
    """Give the text of a document, whatever its bytes are."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf16 else "utf-8-sig", "replace")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _likeness(some: frozenset[str], others: frozenset[str]) -> float:
    """Give how much of two sets of words is in both (the Dice coefficient)."""
    return 2 * len(some & others) / (len(some) + len(others) or 1)


@cache
def _places(document: Path) -> tuple[Place, ...]:
    """Give the places of a document, the document itself first; of plain text every line is one."""
    data = document.read_bytes()
    lines = text_of(data).split("\n")
    if data.startswith(b"<"):
        found = _xml_places(data)
    elif data.startswith((b"{", b"[")):
        found = _json_places(data)
    else:
        found = [("/", number, 1) for number, line in enumerate(lines, 1) if line.strip()]
    return tuple(
        Place(document, path, steps(path), line, column, _words(lines[line - 1])) for path, line, column in found
    )


def _xml_places(data: bytes) -> list[tuple[str, int, int]]:
    """Give the elements and attributes, by the names that are written; prefixes must be the well-known ones."""
    found = [("/", 1, 1)]
    parser, path = expat.ParserCreate(), [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(f"{path[-1]}/{name}")
        at = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        found.append((path[-1], *at))
        found.extend((f"{path[-1]}/@{each}", *at) for each in attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parser.Parse(data, True)
    return found


def _json_places(data: bytes) -> list[tuple[str, int, int]]:
    found = json.positions(data, set(_pointers(json.parse(data), [])))
    return [(path, *at) for path, at in found.items()]


def _pointers(value: Any, path: list[object]) -> Iterator[str]:
    yield json.pointer(path)
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in pairs:
        yield from _pointers(each, [*path, step])
