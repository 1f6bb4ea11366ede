"""Explains a finding's code: the rule, why it matters, a bad and a good example. Nothing is written down by code.

The bad example is `tests/invalid/<format>/<code>.<suffix>`, a document that gives exactly the finding that it is named
after; severity, message and reference are what validating it says. The good one is the same place in a valid document of
`tests/valid/<format>/`. Both folders are in the wheel.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

import attrs

from newsfeed import _json, _schemas
from newsfeed._api import validate
from newsfeed._format import registry
from newsfeed.errors import UnknownCodeError
from newsfeed.findings import Finding, Severity

BEFORE, AFTER = 2, 2
"""How many lines of an example are shown around the one that it is about."""

SEVERE: Final = {
    Severity.ERROR: "It breaks the standard, so readers may refuse the document.",
    Severity.WARNING: "The standard allows it, but readers in use fail on it or advice is against it.",
    Severity.INFO: "Nothing is wrong; it is worth knowing.",
}
"""What a severity means to a publisher."""

WHY: Final = {
    "algorithm": "Readers check a file by its hash, and know two algorithms only.",
    "allowed": "A reader built from the schema stops at what has no place there.",
    "alternatives": "A group offers one thing in several versions; readers pick one and skip the rest.",
    "ambiguous": "One name for two things leaves the reader to guess which is meant.",
    "answer": "A search engine shows a question with its answer, or leaves it out.",
    "avoid": "Almost no reader does anything with it.",
    "blank": "An empty element says no more than a missing one, and readers show the gap.",
    "boolean": "Programs compare this with true and false; another word counts as neither.",
    "canonical": "Identifiers are compared letter by letter: two spellings are two stories.",
    "catalog": "Without a catalog no program can tell which vocabulary a short code is of.",
    "character": "A link with such a character leads nowhere in some readers.",
    "character_data": "Readers differ in whether they decode this once or twice, and show one or the other wrongly.",
    "characters": "Readers show rubbish in place of what was meant.",
    "complete": "A complete feed is one document; readers that believe it look for no other page.",
    "composite": "A text with several parts inside is nothing that a reader can show in its place.",
    "conflict": "Two statements of the encoding leave the reader to guess, and letters are lost.",
    "country": "Programs compare country codes with a fixed list; a name or another code matches nothing.",
    "current": "Readers subscribe to the current document; with two of them they follow the wrong one.",
    "cycle": "A program that follows the references would never end.",
    "dangling": "What is referred to is not there, so the reader loses what was meant to be joined.",
    "date": "Stories are put in order by date; a date that cannot be read puts one in the wrong place, or hides it.",
    "deprecated": "Readers drop what the standard has given up.",
    "differs": "Readers show one or the other, and the publisher cannot know which.",
    "domain": "The statement is made of a thing that it cannot be true of, and consumers drop it.",
    "div_missing": "Readers take the one div as the content; without it they show nothing, or only a part.",
    "duplicate": "Readers keep the first or the last, each as it likes; the others are lost.",
    "duration": "Players and search engines read durations by program; a sentence gives them none.",
    "email": "Readers show this as a name; an address in it is harvested for spam.",
    "empty": "Nothing is said that a reader could show or follow.",
    "format": "Readers show one of few formats; another leaves a gap.",
    "fragment": "The text is shown on its own; a whole HTML page within it upsets the page around it.",
    "host": "Mail to such an address arrives nowhere.",
    "hollow": "An item without what it is about gives a newsroom system nothing to keep.",
    "html": "Readers take this for plain text and show the tags, or take it for HTML and lose the text.",
    "html_entity": "An entity that HTML does not have is shown as it is written.",
    "html_malformed": "Readers mend broken HTML differently: what follows may be bold, a link, or gone.",
    "html_unknown": "Browsers have no such element: the text is shown without it, or not at all.",
    "implausible": "A date far in the past or the future keeps a story at the top for good, or out of sight.",
    "invalid": "A program that reads the value gets nothing, or something else than was meant.",
    "iri": "Readers without support for letters beyond ASCII in a link cannot follow it.",
    "kind": "A program that expects one kind of value stops, or drops it, at another.",
    "late": "Whatever stands before the XML declaration makes parsers stop at once.",
    "limit": "Reading goes on to a limit only, so that no document can exhaust memory.",
    "literal": "It is read as what it is written as; written as text, it says what is meant.",
    "malformed": "XML parsers stop at the first such place, and the whole document is lost.",
    "midnight": "Readers differ in how they take the hour; one spelling is read alike by all.",
    "mismatch": "Newsroom systems route an item by its class, and this one is sent astray.",
    "misplaced": "Readers look for it in its own place, and never see it here.",
    "missing": "Readers need it to show, order or recognise what the document holds.",
    "name_missing": "Readers show an author's name; an address alone shows the reader nothing to trust.",
    "namespace": "Without its namespace an element is another one, and readers do not know it.",
    "negative": "A length below nothing tells a player only that something is broken.",
    "no_namespace": "An extension's element without a namespace may be taken for one of the format.",
    "nonstandard": "Not every parser knows this name of an encoding.",
    "not-an-item": "Newsroom systems take in whole items; a part on its own is refused.",
    "not-well-formed": "XML parsers stop at the first such place, and the whole document is lost.",
    "not_empty": "Everything is said by the attributes; readers skip what stands inside.",
    "number": "A program that counts with it gets nothing from a word.",
    "object": "The statement contradicts itself, and consumers drop it.",
    "obscure": "Not every parser has this encoding; all of them have UTF-8.",
    "obsolete": "Readers follow the present version, and may not know this one.",
    "open": "The outline of an area must end where it began, or maps cannot fill it.",
    "order": "Readers that take the first description never see the whole text.",
    "paging": "Readers look for the next page of a feed at the feed only.",
    "past_end": "Readers that follow the link past the last page go around in a circle.",
    "prefix": "Some readers go by the usual prefix and know the element by no other.",
    "question": "A question without an answer is shown by no search engine.",
    "range": "Consumers look for another type of thing here, and drop this one.",
    "relative": "Away from its own site, in a feed reader, the link leads nowhere.",
    "relative_self": "Readers subscribe to this address, and have nothing to resolve it against.",
    "repeated": "Readers take two entries that look alike for one, or cannot choose between them.",
    "role": "Programs compare roles with a fixed list; others match nothing.",
    "root": "Readers tell the format by its first element, and refuse a document of none.",
    "said_twice": "Two elements say the same; readers take one of them, and they may come apart.",
    "schema": "Consumers that were built from the schema may refuse it.",
    "scheme": "Readers open links of schemes that are registered; others lead nowhere.",
    "self_not_atom": "Readers that look for the feed at its own address expect an Atom document.",
    "separator": "Directories split keywords at commas; without them they see one long word.",
    "short": "An identifier so short is likely to be used by another story as well.",
    "spelling": "Names are compared letter by letter; most readers know one spelling only.",
    "superseded": "Search engines follow the new name, and will forget the old one.",
    "syntax": "A parser stops at the first such place, and the whole document is lost.",
    "system_entity": "Parsers that are safe fetch nothing from outside, so the text is lost.",
    "tag": "A tag URI of another form may be equal to someone else's.",
    "text": "Text in this place is shown by no reader, or in place of what was meant.",
    "textless": "A search or a small display has nothing to show for the story.",
    "too_large": "Readers that wait so long before they look again come too late for news.",
    "too_long": "Directories cut it off, often in the middle of a word.",
    "type": "A program that expects one type of value stops, or drops it, at another.",
    "undeclared": "No program can tell which vocabulary the code is of, so its meaning is lost.",
    "undefined": "XML knows five named entities only; parsers stop at others.",
    "unexpected": "Readers skip what they do not know; a spelling mistake hides the value.",
    "unknown": "Readers skip what they do not know; a spelling mistake hides the value.",
    "unread": "A safe parser reads no declarations of document types: they can fetch files and exhaust memory.",
    "unreadable": "A safe parser reads no declarations of document types: they can fetch files and exhaust memory.",
    "unregistered": "Readers act on relations that are registered; they skip others.",
    "unsafe": "A link like this could run code in the reader's page, so readers take it out.",
    "unsafe_attribute": "Scripts in a feed could act as the reader; readers take them out, some the whole text.",
    "unsafe_element": "It could run code or load pages as the reader; readers take it out, some the whole text.",
    "unsafe_link": "A link like this could run code in the reader's page, so readers take it out.",
    "unsafe_style": "The style could cover the page around the text, so readers take it out.",
    "unsupported": "Few readers do anything with this vocabulary.",
    "unusual": "Some parsers of dates read it as another time, or not at all.",
    "url": "A program that follows the link gets nowhere.",
    "urn": "A URN of a known kind that breaks its rules may be taken for none, or for another story's.",
    "value": "A program that reads the value gets nothing, or something else than was meant.",
    "version": "Readers choose how to read a document by its version.",
    "weekday": "Parsers that check the day of the week refuse the date.",
    "white_space": "Readers that do not trim the value compare or follow another one.",
    "xhtml_misplaced": "Readers show HTML that is inside the content; outside of it they show none.",
}
"""Why a kind of fault matters; the kind is the last part of a code, or a word of it."""


@attrs.frozen(kw_only=True)
class Example:
    """A few lines of a document.

    Attributes:
        document: the name of its file.
        path: what it is about, in the document.
        lines: the text.
        first: the number of the first of them in the document, counted from 1.
        line, column: what it is about, counted from 1; None where it is the document.
    """

    document: str
    path: str
    lines: tuple[str, ...]
    first: int
    line: int | None
    column: int | None


@attrs.frozen(kw_only=True)
class Explanation:
    """What is to be said of a finding's code.

    Attributes:
        code: the code.
        format: the name of the format whose rule it is.
        severity: how much it matters.
        rule: what to write, one line.
        why: why it matters.
        reference: URL of the rule's public documentation.
        path: where the bad example breaks the rule.
        bad: lines of a document that breaks it.
        good: lines of a valid document, at the same place; None where the format has no valid document to show.
    """

    code: str
    format: str
    severity: Severity
    rule: str
    why: str
    reference: str | None
    path: str
    bad: Example
    good: Example | None


def explain(code: str, format: str | None = None) -> Explanation:  # noqa: A002  (the public name)
    """Explain a finding's code.

    Args:
        code: such as `rss.item.guid.missing`.
        format: the name of the format, for a code that several have (`xml.malformed`); None takes the first of them.

    Raises:
        UnknownCodeError: no finding has this code; it names those that are near.
        UnknownFormatError: no format has this name.
    """
    for name, path in _documents(format):
        if path.stem == code:
            return _explained(code, name, path)
    nearest = difflib.get_close_matches(code[:128], {path.stem: None for _, path in _documents(format)}, cutoff=0.5)
    raise UnknownCodeError(code, nearest)


def codes(format: str | None = None) -> list[tuple[str, str]]:  # noqa: A002  (as above)
    """Give the name of the format and the code of each finding that can be explained.

    Raises:
        UnknownFormatError: no format has this name.
    """
    return [(name, path.stem) for name, path in _documents(format)]


def _documents(name: str | None) -> Iterator[tuple[str, Path]]:
    """Give the invalid documents, each with its format."""
    for each in registry if name is None else (registry[name],):
        for path in _files("invalid", each.name):
            yield each.name, path


@cache
def _files(kind: str, name: str) -> tuple[Path, ...]:
    folder = _schemas.shipped(kind, f"tests/{kind}") / name
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _explained(code: str, name: str, path: Path) -> Explanation:
    data = path.read_bytes()
    finding = next(each for each in validate(data, name) if each.code == code)
    text = _text(data)
    return Explanation(
        code=code,
        format=name,
        severity=finding.severity,
        rule=_rule(finding.message, text),
        why=f"{why(code)} {SEVERE[finding.severity]}".strip(),
        reference=finding.reference,
        path=finding.path,
        bad=_example(path, text, finding.path, finding.line, finding.column),
        good=_good(name, finding, text),
    )


def _text(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if utf16 else "utf-8-sig", "replace")


_TAIL: Final = re.compile(r",? not (\S+|(['\"]).*)$")
_QUOTED: Final = re.compile(r"(?<![\w=])(['\"])(.+?)\1(?!\w)")


def _rule(message: str, document: str) -> str:
    """Give a message without what it says of the one document that it was given for."""

    def general(found: "re.Match[str]") -> str:
        return f"{found[1]}…{found[1]}" if found[2] in document else found[0]

    tail = _TAIL.search(message)
    if tail and (tail[2] or tail[1] in document):
        message = message[: tail.start()]
    return _QUOTED.sub(general, message)


def why(code: str) -> str:
    """Say why the kind of fault that a code ends with matters; "" for a kind that only its severity speaks of."""
    problem = code.rpartition(".")[2]
    words = re.split(r"[-_]", problem)
    return next((WHY[each] for each in (problem, *reversed(words)) if each in WHY), "")


def _example(document: Path, text: str, path: str, line: int | None, column: int | None) -> Example:
    lines = text.split("\n")
    first = max((line or 1) - BEFORE, 1)
    shown = tuple(each.rstrip("\r") for each in lines[first - 1 : (line or 1 + BEFORE) + AFTER])
    while shown and not shown[-1].strip():
        shown = shown[:-1]
    return Example(document=document.name, path=path, lines=shown, first=first, line=line, column=column)


# --- the good example ------------------------------------------------------------------------------------------------

Steps = tuple[str, ...]
"""A path without the places among equals: `/rss/channel/item[2]/guid` is rss, channel, item, guid."""


@attrs.frozen
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


def _good(name: str, finding: Finding, document: str) -> Example | None:
    """Give the place in the valid documents that shows how to write what a finding is about."""
    places = [place for path in _files("valid", name) for place in _places(path)]
    if not places:
        return None
    line = document.split("\n")[finding.line - 1] if finding.line else ""
    wanted = _words(f"{line} {finding.message}")
    best = max(_fitting(places, finding), key=lambda place: _likeness(place.words, wanted))
    return _example(best.document, _text(best.document.read_bytes()), best.path, best.line, best.column)


_SPELT_ALIKE: Final = 0.75


def _fitting(places: Sequence[Place], finding: Finding) -> Sequence[Place]:
    """Give the places of what is missing, or of what the finding is about, or is spelt like it, or of what that is in."""
    steps = _steps(finding.path)
    parts = finding.code.split(".")[:-1]
    for start in range(len(parts)):
        if found := [place for place in places if _is_below(place.steps, steps, parts[start:])]:
            return found
    for end in range(len(steps), -1, -1):
        if found := [place for place in places if place.steps == steps[:end]]:
            return found
        siblings = {
            place.steps[-1]: None
            for place in places
            if len(place.steps) == end and place.steps[:-1] == steps[: end - 1]
        }
        if near := difflib.get_close_matches(steps[end - 1], siblings, 1, _SPELT_ALIKE) if end else []:
            return [place for place in places if place.steps == (*steps[: end - 1], *near)]
    return [place for place in places if len(place.steps) == 1]


def _is_below(place: Steps, parent: Steps, parts: Sequence[str]) -> bool:
    """Say whether the steps from a parent to a place are those that the parts of a code name."""
    below = place[len(parent) :]
    return place[: len(parent)] == parent and len(below) == len(parts) and all(map(_is_named, below, parts))


def _is_named(step: str, part: str) -> bool:
    name = re.sub(r"(?<=.)([A-Z])", r"_\1", step.removeprefix("@")).lower().replace("-", "_")
    return part in (name.replace(":", "_"), name.rpartition(":")[2])


def _steps(path: str) -> Steps:
    return tuple(step for each in path.split("/") if (step := each.partition("[")[0]) and not step.isdigit())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _likeness(some: frozenset[str], others: frozenset[str]) -> float:
    """Give how much of two sets of words is in both (the Dice coefficient)."""
    return 2 * len(some & others) / (len(some) + len(others) or 1)


# --- the places of a valid document ----------------------------------------------------------------------------------


@cache
def _places(document: Path) -> tuple[Place, ...]:
    """Give the places of a document, the document itself first."""
    data = document.read_bytes()
    found = _xml_places(data) if data.startswith(b"<") else _json_places(data) if data[:1] in b"{[" else [("/", 1, 1)]
    lines = _text(data).split("\n")
    return tuple(
        Place(document, path, _steps(path), line, column, _words(lines[line - 1])) for path, line, column in found
    )


def _xml_places(data: bytes) -> list[tuple[str, int, int]]:
    """Give the elements and attributes, by the names that are written; prefixes must be the well-known ones."""
    found: list[tuple[str, int, int]] = []
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
    found = _json.positions(data, set(_pointers(_json.parse(data), [])))
    return [(path, *at) for path, at in found.items()]


def _pointers(value: Any, path: list[object]) -> Iterator[str]:
    yield _json.pointer(path)
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in pairs:
        yield from _pointers(each, [*path, step])
