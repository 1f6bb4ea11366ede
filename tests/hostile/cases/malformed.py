"""Malformed documents: seeded mutants of sound ones, by the structure of XML, JSON, HTML and lines of text.

Nothing here imports newsfeed, so that other libraries can be given the same documents.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

TESTS: Final = Path(__file__).resolve().parents[2]
MAX_SIZE: Final = 60_000
"""Size of the largest source, in bytes: larger ones take long and hold nothing that smaller ones lack."""

MANY_DIGITS: Final = "9" * 400


class Source(NamedTuple):
    """A document to make mutants of.

    Attributes:
        name: its path below `tests` or the folder of the examples.
        data: its bytes.
        syntax: `xml`, `json`, `html` or `text`.
    """

    name: str
    data: bytes
    syntax: str


class Mutant(NamedTuple):
    """A changed document.

    Attributes:
        name: the source, and the names of the changes.
        data: its bytes.
    """

    name: str
    data: bytes


def sources() -> list[Source]:
    """Return the golden files, the valid documents and the examples, in the order of their names."""
    folders = [
        TESTS / "golden",
        TESTS / "valid",
        TESTS.parent / "examples" / "feeds",
        TESTS.parent / "examples" / "stories",
    ]
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    paths.append(TESTS.parent / "examples" / "subscriptions.toml")
    return [
        Source(str(path.relative_to(TESTS.parent)), path.read_bytes(), _syntax(path))
        for path in paths
        if path.stat().st_size <= MAX_SIZE
    ]


def _syntax(path: Path) -> str:
    data = path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n\t")
    if path.suffix in (".html", ".htm") or data[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if data.startswith(b"<"):
        return "xml"
    return "json" if data[:1] in (b"{", b"[") and path.suffix not in (".md", ".txt", ".toml") else "text"


# --- values ----------------------------------------------------------------------------------------------------------------

TEXTS: Final = (
    "", " ", "x", "-1", "0", MANY_DIGITS, f"-{MANY_DIGITS}", "9" * 5000, "2.5", "1e999", "-1e400", "NaN", "inf", "true",
    "٣", "²",
    "2026-05-17", "2026-02-30T25:61:61Z", "2026-05-17T09:30:00", "99999-02-30T00:00:00+99:99", "0000-00-00T00:00:00Z",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "Sun, 31 Feb 0000 99:99:99 +9999",
    "Mon, 01 Jan 0001 00:00:00 +2359",
    "english", "en_GB", "qq-ZZ", "x", "de-x-" + "a" * 40, "a b", "medtop:1", ":", "medtop:", "a:b:c", "{x}y",
    "http://[", "http://[::1", "http://a b/", "https://example.com/%zz", "https://example.com:99999999/",
    "https://exa\u2028mple.com",
    "//", "http://", "urn:newsml:", "urn:", "tag:", "tag:example.com,2026:", "mailto:", "javascript:x", "data:text/html,x",
    "../a", "?", "#",
    "line\nline", "a\u0301\u2028\u200e", "\ufffe", "'\"]//*", "'][1", "<b>", "<![CDATA[", "]]>", "&", "&amp;lt;",
    "<p onclick=1><script>x</script>",
    "audio/mpeg", "text", "/", 'a/b; c="', "P1Y", "PT1H", "PT" + MANY_DIGITS + "S", "-PT1S", "1:2:3:4:5", "00:99",
    "52.5 13.4", "91,181", "50%",
    "a@b", "@", "a@b (c", "(c) a@b (d)", '"a" <b@c>', "x" * 3000, "1 2 3", "yes", "TRUE", "2026", "sha1:x", "\u0130",
)  # fmt: skip
"""Texts of attributes and elements, good and bad for each data type."""

JSON_VALUES: Final = (
    "null", "true", "false", "0", "-1", "1.5", MANY_DIGITS, f"-{MANY_DIGITS}", "9" * 5000, "1e999", "-1e999", "1e-999",
    '""', '"x"', '"100"', '" "',
    "[]", "{}", "[null]", "[[]]", "[[[[1]]]]", '[1,"a",null,true,{}]', '{"a":{"b":[{}]}}', '{"":""}', '{"@value":"x"}',
    '[{"@id":"_:b"}]',
    '{"@type":"Person"}', '{"@list":[1]}', '"\\ud800"', '"\\u0000"', '"\\uffff"', '"2026-05-17"', '"2026-05-17T25:00:00Z"',
        '"9999-12-31T23:59:59-14:00"',
    '"0001-01-01T00:00:00+14:00"', '"english"', '"http://["', '"https://exa mple.com"', '"javascript:x"', '"urn:"',
        '"<p onclick=1><script>x</script>"',
    '"PT' + MANY_DIGITS + 'S"', f'"{MANY_DIGITS}"', '{"type":"x","name":1,"value":[]}', "[" * 60 + "]" * 60,
    '[{"name":1,"url":2,"id":3},"x",4]', '{"@value":' + MANY_DIGITS + "}", '{"en":"x","fr":["y",null]}',
)  # fmt: skip
"""JSON of values of every kind."""

BAD_BYTES: Final = (
    b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\x0b", b"\x1b[31m", b"\x80",
    b"\xef\xbf\xbe",
    b"&#0;", b"&#xD800;", b"&#x110000;", b"&nope;", b"&#" + b"9" * 400 + b";", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<?x ", b"<:", b"</", b"<a:b c:d='1'/>",
    b"<!DOCTYPE x>", b"<", b">", b'"', b"'", b"{", b"}", b"[", b"]", b",", b"\\", b"\\u12", b"\r", b"\x85",
    b"\xe2\x80\xa8",
)  # fmt: skip
"""Bytes to insert: no UTF-8, no characters of XML, and pieces of markup and of JSON."""

NAMESPACES: Final = (
    "", "urn:x-example:x", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2005/Atom",
    "http://iptc.org/std/nar/2006-10-01/",
    "http://search.yahoo.com/mrss/", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://purl.org/dc/elements/1.1/",
    "http://www.w3.org/XML/1998/namespace", "https://rslstandard.org/rsl", "http://www.georss.org/georss",
    "https://podcastindex.org/namespace/1.0",
)  # fmt: skip
"""Namespaces to move elements and attributes to."""


# --- XML -------------------------------------------------------------------------------------------------------------------

_XmlChange = Callable[["etree._Element", "etree._Element", random.Random], None]


def remove(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    """Remove an element."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def duplicate(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    """Repeat an element before itself."""
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element), deepcopy(element))


def move(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    """Move an element into another that is not in it."""
    if element not in (other, *other.iterancestors()):
        other.insert(chance.randint(0, len(other)), element)


def _nest(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    element.append(deepcopy(element))


def _rename(element: "etree._Element", other: "etree._Element", _chance: random.Random) -> None:
    element.tag = other.tag


def _rename_badly(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    local = etree.QName(element).localname
    element.tag = chance.choice(
        [local.upper(), "_", "größe", "a.b-c", f"{{http://example.com/a%20b}}{local}", "x" * 300]
    )


def _change_namespace(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    local, namespace = etree.QName(element).localname, chance.choice(NAMESPACES)
    element.tag = f"{{{namespace}}}{local}" if namespace else local


def _drop_attribute(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    for name in chance.sample(sorted(map(str, element.attrib)), k=min(1, len(element.attrib))):
        del element.attrib[name]


def _change_attribute(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    for name in chance.sample(sorted(map(str, element.attrib)), k=min(1, len(element.attrib))):
        element.set(name, _xml_text(chance))


def _take_attributes(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    for name, value in other.items():
        element.set(name, chance.choice([value, _xml_text(chance)]))


def _add_attribute(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    names = ["unknown", "{urn:x-example:x}y", "id", "type", "href", "{http://www.w3.org/XML/1998/namespace}base"]
    names += ["{http://www.w3.org/XML/1998/namespace}lang", "mode", "version", etree.QName(other).localname]
    element.set(chance.choice(names), _xml_text(chance))


def _change_text(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    element.text = _xml_text(chance)


def _add_tail(element: "etree._Element", _other: "etree._Element", chance: random.Random) -> None:
    if element.getparent() is not None:
        element.tail = _xml_text(chance)


def _add_child(element: "etree._Element", other: "etree._Element", chance: random.Random) -> None:
    names = [
        "{urn:x-example:x}y",
        "unknown",
        "{http://www.w3.org/1999/xhtml}div",
        "{http://www.w3.org/2000/svg}svg",
        other.tag,
    ]
    element.insert(chance.randint(0, len(element)), etree.Element(chance.choice(names)))


def _add_nodes(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    element.insert(0, etree.Comment("a < b"))
    element.append(etree.ProcessingInstruction("x", "y"))


def _empty(element: "etree._Element", _other: "etree._Element", _chance: random.Random) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _xml_text(chance: random.Random) -> str:
    return re.sub("[\ufffe\uffff]", "", chance.choice(TEXTS))


_XML_CHANGES: Final[tuple[_XmlChange, ...]] = (
    remove, duplicate, move, _nest, _rename, _rename_badly, _change_namespace, _drop_attribute, _change_attribute,
        _change_attribute,
    _take_attributes, _add_attribute, _change_text, _change_text, _add_tail, _add_child, _add_nodes, _empty,
)  # fmt: skip


def _xml_mutant(data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return None
    names = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        elements = list(root.iter("*"))
        change = chance.choice(_XML_CHANGES)
        change(chance.choice(elements), chance.choice(elements), chance)
        names.append(change.__name__.strip("_"))
    form = chance.choice(("", "", "", "", "prefixed", "unbound", "misbound", "commented"))
    if form == "commented":
        for element in list(root.iter("*")):
            element.insert(0, etree.Comment("<x>"))
            element.insert(len(element), etree.ProcessingInstruction("x", "y"))
    text = etree.tostring(_prefixed(root) if form == "prefixed" else root, with_tail=False)
    if form == "unbound":
        text = re.sub(rb"""\sxmlns(?::[\w.-]+)?=("[^"]*"|'[^']*')""", b"", text, count=chance.choice((0, 1)))
    if form == "misbound":
        text = re.sub(
            rb"""(\sxmlns(?::[\w.-]+)?=)"[^"]*\"""",
            rb"\1" + chance.choice((b'"a b"', b'"http://["', b'"x"', b'""')),
            text,
            count=1,
        )
    return " ".join([*names, form]), text


def _prefixed(root: "etree._Element") -> "etree._Element":
    """Return a copy of a document in which every name of a namespace has a prefix."""
    namespaces = sorted({etree.QName(element).namespace or "" for element in root.iter("*")} - {""})
    names = {f"n{index}": name for index, name in enumerate(namespaces) if "XML/1998" not in name}

    def copied(element: "etree._Element") -> "etree._Element":
        copy = etree.Element(element.tag, dict(element.attrib), names)
        copy.text, copy.tail = element.text, element.tail
        copy.extend([copied(child) for child in element.iterchildren("*")])
        return copy

    return copied(root)


# --- JSON ------------------------------------------------------------------------------------------------------------------

_PLACE: Final = "\ue000value\ue000"


def json_places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every member and item of a JSON value, the value itself included."""
    yield path
    if isinstance(value, dict):
        for name, member in value.items():
            yield from json_places(member, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from json_places(item, (*path, index))


def with_json_value(document: Any, path: Sequence[str | int], value: str) -> bytes:
    """Return a document as JSON with another value at a path.

    Args:
        document: the document, as Python data.
        path: where the value is.
        value: the JSON of the value.
    """
    if not path:
        return value.encode()
    changed = deepcopy(document)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = _PLACE
    return json.dumps(changed, ensure_ascii=False).replace(json.dumps(_PLACE, ensure_ascii=False), value).encode()


def _json_mutant(data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    try:
        document = json.loads(data)
    except ValueError:
        return None
    places = list(json_places(document))
    path = chance.choice(places)
    kind = chance.choice(("value", "value", "value", "drop", "rename", "double", "move", "wrap"))
    if kind == "value" or not path:
        return f"value at {path}", with_json_value(document, path, chance.choice(JSON_VALUES))
    old: Any = document
    for step in path:
        old = old[step]
    if kind == "wrap":
        return f"wrapped {path}", with_json_value(
            document, path, chance.choice(("[{}]", "[[{}]]", '{{"x":{}}}')).format(json.dumps(old))
        )
    if kind == "double" and isinstance(path[-1], str):
        text = f"{json.dumps(old)},{json.dumps(path[-1])}:{chance.choice(JSON_VALUES)}"
        return f"doubled {path}", with_json_value(document, path, text)
    parent: Any = document
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    if kind in ("rename", "move"):
        _put_json(document, path, old, chance, moved=kind == "move")
    return f"{kind} {path}", json.dumps(document, ensure_ascii=False).encode()


def _put_json(document: Any, path: Sequence[str | int], value: Any, chance: random.Random, *, moved: bool) -> None:
    """Put a value below another name, or into another object or list."""
    target: Any = document
    for step in chance.choice(list(json_places(document))) if moved else path[:-1]:
        target = target[step]
    names = [step for place in json_places(document) for step in place if isinstance(step, str)] or ["x"]
    if isinstance(target, list):
        target.insert(chance.randint(0, len(target)), value)
    elif isinstance(target, dict):
        target[str(path[-1]) if moved else chance.choice(names)] = value


def cuts(data: bytes) -> list[int]:
    """Return the offsets behind each tag, string, bracket and line of a document."""
    return [match.end() for match in re.finditer(rb"<[^<>]*>|\"|[{}\[\],\n]", data)]


# --- HTML, text and bytes --------------------------------------------------------------------------------------------------

_TAG: Final = re.compile(rb"<[^<>]*>|[^\n<]*\n")


def _pieces_mutant(data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    """Change the tags and lines of a document."""
    pieces = re.split(rb"(<[^<>]*>|\n)", data)
    names = []
    for _ in range(chance.choice((1, 1, 2, 4))):
        index, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        kind = chance.choice(("drop", "double", "move", "text", "attribute", "name", "swap"))
        names.append(kind)
        if kind == "drop":
            pieces[index] = b""
        elif kind == "double":
            pieces[index] *= 2
        elif kind == "move":
            pieces[other] += pieces[index]
            pieces[index] = b""
        elif kind == "swap":
            pieces[index], pieces[other] = pieces[other], pieces[index]
        elif kind == "text":
            pieces[index] = chance.choice(TEXTS).encode()
        elif kind == "attribute":
            attribute = b'="' + chance.choice(TEXTS).replace("\\", "/").encode() + b'"'
            pieces[index] = re.sub(rb"=\s*(?:\"[^\"]*\"|'[^']*'|\S+)", attribute, pieces[index], count=1)
        else:
            pieces[index] = re.sub(
                rb"[\w-]+",
                chance.choice((b"script", b"table", b"svg", b"time", b"x", b"article")),
                pieces[index],
                count=1,
            )
    return " ".join(names), b"".join(pieces)


def _value_mutant(data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    """Change a value behind `=` or `:`, as in TOML and front matter."""
    matches = list(re.finditer(rb"(?m)^(\s*[\w -]+\s*[=:]\s*)(.*)$", data))
    if not matches:
        return None
    match = chance.choice(matches)
    value = chance.choice((*TEXTS, *JSON_VALUES)).encode()
    return "value", data[: match.end(1)] + value + data[match.end() :]


def _bytes_mutant(data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    """Insert bad bytes, cut, or change the encoding."""
    kind = chance.choice(("insert", "insert", "insert", "cut", "cut", "cut out", "encoding", "declaration"))
    place = chance.choice([match.start() for match in re.finditer(rb"[<>{}\[\],:\"\n]|\w+", data)] or [0])
    if kind == "insert":
        inserted = chance.choice(BAD_BYTES)
        return f"insert {inserted[:12]!r}", data[:place] + inserted + data[place:]
    if kind == "cut":
        return "cut", data[:place]
    if kind == "cut out":
        return "cut out", data[:place] + data[place + chance.randint(1, 200) :]
    codec = chance.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp037", "shift_jis", "utf-8-sig", "utf-7")
    )
    if kind == "encoding":
        return f"in {codec}", data.decode("utf-8", "replace").encode(codec, "replace")
    label = chance.choice(
        (
            "utf-16",
            "latin-1",
            "utf-7",
            "cp037",
            "x-unknown",
            "utf-8\u00e9",
            "shift_jis",
            "utf-32",
            "idna",
            "rot13",
            "hex",
            "",
        )
    ).encode()
    declaration = b'<?xml version="' + chance.choice((b"1.0", b"1.1", b"9", b"")) + b'" encoding="' + label + b'"?>'
    return f"declared {label!r}", declaration + re.sub(rb"^\s*<\?xml.*?\?>", b"", data, flags=re.DOTALL)


_CHANGES: Final = {
    "xml": (_xml_mutant, _xml_mutant, _xml_mutant, _bytes_mutant, _pieces_mutant),
    "json": (_json_mutant, _json_mutant, _json_mutant, _bytes_mutant),
    "html": (_pieces_mutant, _pieces_mutant, _bytes_mutant, _xml_mutant),
    "text": (_pieces_mutant, _value_mutant, _value_mutant, _bytes_mutant),
}  # fmt: skip


def mutants(documents: Sequence[Source], count: int, seed: int) -> Iterator[tuple[Source, Mutant]]:
    """Yield mutants of documents in turn; equal arguments give equal mutants.

    Args:
        documents: the sources.
        count: the number of mutants.
        seed: the seed of the changes.
    """
    for number in range(count):
        source = documents[number % len(documents)]
        chance = random.Random(f"{seed} {number}")
        changed = None
        while changed is None:
            changed = chance.choice(_CHANGES[source.syntax])(source.data, chance)
        name, data = changed
        if chance.random() < 0.1:
            more = _bytes_mutant(data, chance)
            if more is not None:
                name, data = f"{name}, {more[0]}", more[1]
        yield source, Mutant(f"{number} {source.name}: {name}", data)
