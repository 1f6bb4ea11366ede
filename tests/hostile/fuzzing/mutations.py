"""Mutations that know the syntax of a document; each result depends on the document and the generator alone."""

import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any, Final

from lxml import etree

from hostile.fuzzing.tokens import ATTRIBUTES, MARKUP, MEMBERS, NUMBERS, TAGS, TEXTS

REPEATS: Final = (2, 2, 2, 3, 20, 200)
"""How many times a part is repeated; a part that is repeated often shows what takes quadratic time."""

_PIECE: Final = re.compile(rb"<[^<>]*>|[^<>\s]+|\s+|[<>]")
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+")


def mutate(data: bytes, seeds: Sequence[bytes], generator: Random, max_size: int) -> bytes:
    """Return a document with one to four changes of its structure, or of its bytes if it has none that can be parsed.

    Args:
        data: the document.
        seeds: documents that parts are taken from.
        generator: makes all decisions.
        max_size: the size of the result in bytes at most.
    """
    mutant = data
    for _ in range(generator.choice((1, 1, 2, 4))):
        change = _mutation_of(mutant) if generator.random() < 0.8 else mutate_bytes
        changed = change(mutant, seeds, generator)
        if len(changed) <= max_size:
            mutant = changed
    return mutant


def _mutation_of(data: bytes) -> Callable[[bytes, Sequence[bytes], Random], bytes]:
    head = data.lstrip()[:200].lower()
    if head.startswith((b"{", b"[")):
        return mutate_json
    if head.startswith(b"<") and not head.startswith(b"<!doctype html"):
        return mutate_xml
    return mutate_pieces if b"<" in data else mutate_lines


# --- XML -------------------------------------------------------------------------------------------------------------------


def mutate_xml(data: bytes, seeds: Sequence[bytes], generator: Random) -> bytes:
    """Change an element: remove, repeat, move, wrap or rename it, or change its text or attributes."""
    root = _parse_xml(data)
    if root is None:
        return mutate_pieces(data, seeds, generator)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element, other = generator.choice(elements), generator.choice(elements)
    try:
        generator.choice(_XML_CHANGES)(element, other, seeds, generator)
        encoding = generator.choice(("utf-8",) * 12 + ("utf-16", "ascii", "iso-8859-1"))
        return etree.tostring(root.getroottree(), encoding=encoding, xml_declaration=generator.random() < 0.5 or None)
    except (ValueError, LookupError, TypeError):  # a token that XML cannot have: put it in as bytes
        return mutate_bytes(data, seeds, generator)


def _parse_xml(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _remove(element: Any, _other: Any, _seeds: Sequence[bytes], _generator: Random) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _repeat(element: Any, _other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    if (parent := element.getparent()) is not None:
        for _ in range(generator.choice(REPEATS) - 1):
            parent.insert(parent.index(element), deepcopy(element))


def _move(element: Any, other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    other.insert(generator.randrange(len(other) + 1), deepcopy(element))
    if generator.random() < 0.5:
        _remove(element, other, (), generator)


def _swap(element: Any, other: Any, _seeds: Sequence[bytes], _generator: Random) -> None:
    parent, other_parent = element.getparent(), other.getparent()
    if parent is None or other_parent is None:
        return
    index, copy = parent.index(element), deepcopy(other)
    other_parent.replace(other, deepcopy(element))
    if element.getparent() is parent:
        parent.remove(element)
        parent.insert(index, copy)


def _wrap(element: Any, other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    tag = generator.choice((*TAGS, other.tag))
    copy = deepcopy(element)
    for child in list(element):
        element.remove(child)
    inner = element
    for _ in range(generator.choice((1, 1, 2, 60))):
        inner = etree.SubElement(inner, tag)
    inner.append(copy)


def _rename(element: Any, other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    element.tag = generator.choice((*TAGS, other.tag))


def _change_text(element: Any, other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    text = generator.choice((*TEXTS, other.text or "", (element.text or "") * generator.choice(REPEATS)))
    field = generator.choice(("text", "text", "text", "tail"))
    setattr(element, field, generator.choice((text, (getattr(element, field) or "") + text)))


def _change_attribute(element: Any, other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    names = [*element.keys(), *other.keys()]
    name = generator.choice(names) if names and generator.random() < 0.7 else generator.choice(ATTRIBUTES)
    if generator.random() < 0.2:
        element.attrib.pop(name, None)
    else:
        element.set(name, generator.choice((*TEXTS, *element.values(), *other.values())))


def _splice(element: Any, _other: Any, seeds: Sequence[bytes], generator: Random) -> None:
    root = _parse_xml(generator.choice(seeds)) if seeds else None
    if root is not None:
        donors = [donor for donor in root.iter() if isinstance(donor.tag, str)]
        element.insert(generator.randrange(len(element) + 1), deepcopy(generator.choice(donors)))


def _add_node(element: Any, _other: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    text = generator.choice(TEXTS)
    node = generator.choice((lambda: etree.Comment(text), lambda: etree.ProcessingInstruction("x", text)))()
    element.insert(generator.randrange(len(element) + 1), node)


_XML_CHANGES: Final = (
    _remove, _repeat, _move, _swap, _wrap, _rename, _change_text, _change_text, _change_text, _change_attribute,
    _change_attribute, _splice, _splice,
    _add_node,
)  # fmt: skip


# --- JSON ------------------------------------------------------------------------------------------------------------------


def mutate_json(data: bytes, seeds: Sequence[bytes], generator: Random) -> bytes:
    """Change a value of a JSON document: remove, repeat, swap, wrap or replace it, or rename its member."""
    try:
        document = json.loads(data)
        places = list(_places(document))
        if not places:
            return mutate_bytes(data, seeds, generator)
        container, key = generator.choice(places)
        generator.choice(_JSON_CHANGES)(container, key, places, seeds, generator)
        return json.dumps(document, ensure_ascii=generator.random() < 0.3).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return mutate_bytes(data, seeds, generator)


def _places(value: Any) -> Any:
    """Yield each value of a document as its container and its key."""
    pending = [value]
    while pending:
        container = pending.pop()
        if isinstance(container, dict | list):
            for key in list(container) if isinstance(container, dict) else range(len(container)):
                yield container, key
                pending.append(container[key])


def _json_value(places: Any, seeds: Sequence[bytes], generator: Random) -> Any:
    choice = generator.randrange(6)
    if choice == 0:
        container, key = generator.choice(places)
        return deepcopy(container[key])
    if choice == 1 and seeds:
        try:
            donors = list(_places(json.loads(generator.choice(seeds))))
        except (ValueError, RecursionError):
            donors = []
        if donors:
            container, key = generator.choice(donors)
            return container[key]
    return generator.choice((generator.choice(TEXTS), generator.choice(NUMBERS), None, True, [], {}, "\ud800"))


def _replace_value(container: Any, key: Any, places: Any, seeds: Sequence[bytes], generator: Random) -> None:
    container[key] = _json_value(places, seeds, generator)


def _remove_value(container: Any, key: Any, _places_: Any, _seeds: Sequence[bytes], _generator: Random) -> None:
    del container[key]


def _repeat_value(container: Any, key: Any, _places_: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    value, count = container[key], generator.choice(REPEATS)
    if isinstance(value, str | list):
        container[key] = value * count
    elif isinstance(container, list):
        container[key:key] = [deepcopy(value) for _ in range(count)]
    else:
        container[key] = [deepcopy(value) for _ in range(count)]


def _swap_values(container: Any, key: Any, places: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    other, other_key = generator.choice(places)
    container[key], other[other_key] = deepcopy(other[other_key]), deepcopy(container[key])


def _wrap_value(container: Any, key: Any, _places_: Any, _seeds: Sequence[bytes], generator: Random) -> None:
    for _ in range(generator.choice((1, 1, 2, 60))):
        value = container[key]
        container[key] = [value] if generator.random() < 0.5 else {generator.choice(MEMBERS): value}


def _rename_member(container: Any, key: Any, places: Any, seeds: Sequence[bytes], generator: Random) -> None:
    if isinstance(container, dict):
        names = [name for _, name in places if isinstance(name, str)]
        container[generator.choice((*MEMBERS, *names))] = container.pop(key)
    else:
        _replace_value(container, key, places, seeds, generator)


def _add_member(container: Any, key: Any, places: Any, seeds: Sequence[bytes], generator: Random) -> None:
    value = _json_value(places, seeds, generator)
    if isinstance(container, dict):
        container[generator.choice(MEMBERS)] = value
    else:
        container.insert(key, value)


_JSON_CHANGES: Final = (
    _replace_value, _replace_value, _replace_value, _remove_value, _repeat_value, _swap_values, _wrap_value,
    _rename_member, _add_member,
)  # fmt: skip


# --- other text ------------------------------------------------------------------------------------------------------------


def mutate_pieces(data: bytes, seeds: Sequence[bytes], generator: Random) -> bytes:
    """Change tags and words: remove, repeat, swap or insert them."""
    return _mutate_list(_PIECE.findall(data), seeds, generator, _PIECE)


def mutate_lines(data: bytes, seeds: Sequence[bytes], generator: Random) -> bytes:
    """Change lines, or words of short texts."""
    lines = _LINE.findall(data)
    if len(lines) < 3:
        return mutate_bytes(data, seeds, generator)
    return _mutate_list(lines, seeds, generator, _LINE)


def _mutate_list(pieces: list[bytes], seeds: Sequence[bytes], generator: Random, pattern: re.Pattern[bytes]) -> bytes:
    if not pieces:
        return generator.choice(MARKUP)
    start = generator.randrange(len(pieces))
    end = min(len(pieces), start + generator.choice((1, 1, 2, 5, 20)))
    match generator.randrange(6):
        case 0:
            del pieces[start:end]
        case 1:
            pieces[start:end] = pieces[start:end] * generator.choice(REPEATS)
        case 2:
            index = generator.randrange(len(pieces))
            pieces[start], pieces[index] = pieces[index], pieces[start]
        case 3:
            pieces.insert(start, generator.choice(MARKUP))
        case 4:
            pieces[start] = generator.choice(TEXTS).encode()
        case _:
            donors = pattern.findall(generator.choice(seeds)) if seeds else []
            begin = generator.randrange(len(donors) or 1)
            pieces[start:start] = donors[begin : begin + generator.choice((1, 3, 10))]
    return b"".join(pieces)


def mutate_bytes(data: bytes, seeds: Sequence[bytes], generator: Random) -> bytes:
    """Remove, repeat, insert or replace bytes anywhere."""
    mutant = bytearray(data)
    start = generator.randrange(len(mutant) + 1)
    end = min(len(mutant), start + generator.choice((0, 1, 1, 4, 40)))
    removed = bytes(mutant[start:end])
    mutant[start:end] = generator.choice(
        (
            b"",
            removed * generator.choice(REPEATS),
            generator.choice(MARKUP),
            generator.choice(TEXTS).encode(),
            bytes([generator.randrange(256)]),
            removed[::-1],
        )
    )
    return bytes(mutant)
