"""Good examples: the location in a valid document that shows the correct form of a faulty element or value."""

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from newsfeed.classes.frozen import frozen
from newsfeed.findings import Finding
from newsfeed.io import json

Steps = tuple[str, ...]
"""The steps of a path without indexes: those of `/rss/channel/item[2]/guid` are rss, channel, item, guid."""


@frozen
class Location:
    """An element, an attribute or a value in a valid document.

    Attributes:
        document: the file.
        path: path in the document; "/" is the document itself.
        steps: the steps of the path.
        line, column: position in the document, counted from 1.
        words: the words of the line, for comparing it with another line.
    """

    document: Path
    path: str
    steps: Steps
    line: int
    column: int
    words: frozenset[str]


def good_example(documents: Iterable[Path], finding: Finding, line: str) -> Location | None:
    """Return the location in valid documents that shows how to fix a finding, or None if there is none.

    Args:
        documents: valid documents of the finding's format.
        finding: a finding about an invalid document.
        line: the line of the finding, "" if it has none. Of several candidates the one whose line has most words of the
            problem (such as self in `self_missing`) is returned, then one without a prefix, then the one with the most
            similar line. The message does not count, so that its wording has no effect.
    """
    locations = [location for document in documents for location in _locations(document)]
    problem = frozenset(re.split(r"[_-]", finding.code.rpartition(".")[2]))
    words = _words(line) or frozenset(finding.code.split("."))

    def _relevance(location: Location) -> tuple[int, bool, float]:
        is_core = not any(":" in step for step in location.steps)
        return len(location.words & problem), is_core, _similarity(location.words, words)

    return max(_candidates(locations, finding), key=_relevance, default=None)


_SIMILAR_SPELLING: Final = 0.75
"""The least ratio of `difflib` at which one name may be a misspelling of another."""


def _candidates(locations: Sequence[Location], finding: Finding) -> Sequence[Location]:
    """Return the locations of the element that the code names, else of the faulty element, else of their nearest ancestor.

    The code names a child if that is missing, and a sibling if the faulty element repeats its meaning.
    """
    path = path_steps(finding.path)
    parts = finding.code.split(".")[:-1]
    for end in range(len(path), -1, -1):
        steps = path[:end]
        for start in range(len(parts)):
            if below := [location for location in locations if _is_below(location.steps, steps, parts[start:])]:
                return below
        if same := _locations_of(locations, steps):
            return same
    return ()


def _locations_of(locations: Sequence[Location], steps: Steps) -> list[Location]:
    """Return the locations with these steps, else those with a similar spelling of the last step."""
    if steps:
        *parents, name = steps
        siblings = {
            location.steps[-1].lower(): location.steps[-1]
            for location in locations
            if location.steps and location.steps[:-1] == tuple(parents)
        }
        similar = difflib.get_close_matches(name.lower(), siblings, 1, _SIMILAR_SPELLING)
        if similar and name not in siblings.values():
            steps = (*parents, siblings[similar[0]])
    return [location for location in locations if location.steps == steps]


def _is_below(steps: Steps, parent: Steps, parts: Sequence[str]) -> bool:
    """Return whether the steps from a parent to a location match parts of a code."""
    below = steps[len(parent) :]
    return steps[: len(parent)] == parent and len(below) == len(parts) and all(map(matches_step, below, parts))


def matches_step(step: str, part: str) -> bool:
    """Return whether a step of a path, such as `@isPermaLink`, matches a part of a code, such as `is_perma_link`."""
    name = re.sub(r"(?<=[^:])([A-Z])", r"_\1", step.removeprefix("@")).lower().replace("-", "_")
    return part in (name.replace(":", "_"), name.rpartition(":")[2])


def path_steps(path: str) -> Steps:
    """Return the steps of a path in a document; a path in the model (`feed.stories[0].id`) has none."""
    if not path.startswith("/"):
        return ()
    names = (step.partition("[")[0] for step in path.split("/"))
    return tuple(name for name in names if name and not name.isdigit())


def decode(data: bytes) -> str:
    """Return the text of a document in UTF-8 or UTF-16; bytes that are neither are replaced."""
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _similarity(words: frozenset[str], line_words: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets of words."""
    return 2 * len(words & line_words) / (len(words) + len(line_words) or 1)


Position = tuple[str, int, int]
"""A path with its line and column."""


@cache
def _locations(document: Path) -> tuple[Location, ...]:
    """Return the locations in a document, the document itself first; in plain text every line is one."""
    data = document.read_bytes()
    lines = decode(data).split("\n")
    if data.startswith(b"<"):
        positions = _xml_positions(data)
    elif data.startswith((b"{", b"[")):
        positions = _json_positions(data)
    else:
        positions = [("/", number, 1) for number, line in enumerate(lines, 1) if line.strip()]
    return tuple(
        Location(document, path, path_steps(path), line, column, _words(lines[line - 1]))
        for path, line, column in positions
    )


def _xml_positions(data: bytes) -> list[Position]:
    """Return the positions of elements and attributes.

    The paths have the names as they are written, so valid documents must use the well-known prefixes.
    """
    positions = [("/", 1, 1)]
    parser, paths = expat.ParserCreate(), [""]

    def _start(name: str, attributes: dict[str, str]) -> None:
        paths.append(f"{paths[-1]}/{name}")
        position = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        positions.append((paths[-1], *position))
        positions.extend((f"{paths[-1]}/@{attribute}", *position) for attribute in attributes)

    parser.StartElementHandler = _start
    parser.EndElementHandler = lambda _name: paths.pop()
    parser.Parse(data, True)
    return positions


def _json_positions(data: bytes) -> list[Position]:
    positions = json.positions(data, set(_pointers(json.parse(data), [])))
    return [(path, *position) for path, position in positions.items()]


def _pointers(value: object, steps: list[object]) -> Iterator[str]:
    """Yield the JSON Pointers of a value and of all values in it."""
    yield json.pointer(steps)
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield from _pointers(member, [*steps, step])
