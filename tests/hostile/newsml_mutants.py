"""Mutants of NewsML-G2 documents: elements dropped, doubled, moved, renamed; attributes and text where none belong."""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Final

from lxml import etree

from hostile.cases.malformed import duplicate, move, remove

TESTS: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = sorted(
    path
    for folder in ("valid/newsml", "invalid/newsml", "formats/newsml_schema", "golden/newsml")
    for path in (TESTS / folder).glob("*.xml")
    if path.stat().st_size < 100_000
)
NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
VALUES: Final = (
    "", " ", "x", "-1", "0", "9" * 400, "2.5", "1e400", "true", "2026-05-17", "2026-05-17T25:00:00Z", "2026-05-17T09:30:00",
    "99999-02-30T00:00:00+99:99", "a b", "medtop:1", ":", "medtop:", "en_GB", "qq-ZZ", "http://[", "https://example.com/%zz",
    "line\nline", "a\u0301\u2028", "urn:newsml:", "../a", "javascript:x", "'\"]//*", "'][1", "{x}y",
)  # fmt: skip
"""Values of attributes and texts, good and bad for each data type."""

Mutation = Callable[["etree._Element", "etree._Element", random.Random], None]
"""A change of one element; the arguments are the element, another element of the document, and the source of chance."""


def _rename(element: "etree._Element", other: "etree._Element", _chance: random.Random) -> None:
    element.tag = other.tag


def _change_namespace(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    name = str(element.tag).rpartition("}")[2]
    element.tag = chance.choice(["", "{urn:example:x}", "{http://www.w3.org/1999/xhtml}", f"{{{NAR}}}"]) + name


def _drop_attribute(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    for name in chance.sample(sorted(map(str, element.attrib)), k=min(1, len(element.attrib))):
        del element.attrib[name]


def _change_attribute(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    for name in chance.sample(sorted(map(str, element.attrib)), k=min(1, len(element.attrib))):
        element.set(name, chance.choice(VALUES))


def _take_attributes(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    for name, value in other.items():
        element.set(name, chance.choice([value, *VALUES]))


def _foreign_attribute(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    element.set(chance.choice(["unknown", "{urn:example:x}y", f"{{{NAR}}}guid"]), chance.choice(VALUES))


def _stray_text(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    element.text = chance.choice(VALUES)


def _stray_tail(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    element.tail = chance.choice(VALUES)


def _foreign_child(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    names = ["{urn:example:x}y", "unknown", f"{{{NAR}}}unknown", "{http://www.w3.org/ns/odrl/2/}Policy", str(other.tag)]
    element.insert(chance.randint(0, len(element)), etree.Element(chance.choice(names)))


def _nodes(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    element.insert(0, etree.Comment("a < b"))
    element.append(etree.ProcessingInstruction("x", "y"))


MUTATIONS: Final[tuple[Mutation, ...]] = (
    remove,
    duplicate,
    move,
    _rename,
    _change_namespace,
    _drop_attribute,
    _change_attribute,
    _take_attributes,
    _foreign_attribute,
    _stray_text,
    _stray_tail,
    _foreign_child,
    _nodes,
)


def mutants(count: int, seed: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield mutants of one to three changes, each with default namespaces and with a prefix for every name.

    Args:
        count: the number of mutants.
        seed: the seed of the random changes.
    """
    chance = random.Random(seed)
    roots = []
    for path in SOURCES:
        try:
            roots.append(etree.parse(path).getroot())
        except etree.XMLSyntaxError:
            continue
    for number in range(count):
        root = deepcopy(roots[number % len(roots)])
        for _ in range(chance.randint(1, 3)):
            elements = list(root.iter("*"))
            chance.choice(MUTATIONS)(chance.choice(elements), chance.choice(elements), chance)
        plain = etree.tostring(root, with_tail=False)
        yield plain, etree.tostring(_prefixed(etree.fromstring(plain)))


def _prefixed(element: "etree._Element") -> "etree._Element":
    """Return a copy of an element in which every name of a namespace has a prefix."""
    copy = etree.Element(element.tag, dict(element.attrib), {"n": NAR, "h": "http://www.w3.org/1999/xhtml"})
    copy.text, copy.tail = element.text, element.tail
    copy.extend([_prefixed(child) for child in element.iterchildren("*")])
    return copy
