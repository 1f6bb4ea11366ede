"""The values that a feed document has, and a search for each in the model and the findings.

A value is the text of an element, an attribute, an address or alternative text within HTML, or a string or number of JSON.
Values are compared by their letters and digits, dates as instants, numbers as numbers.
"""

import base64
import contextlib
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final, NamedTuple

import attrs
from lxml import etree
from lxml import html as lxml_html

from newsfeed import Feed, Report, RichText
from newsfeed.values.dates import parse_date

ATOM: Final = "http://www.w3.org/2005/Atom"
XHTML: Final = "http://www.w3.org/1999/xhtml"
RSL: Final = "https://rslstandard.org/rsl"
_ADDRESS_ATTRIBUTES: Final = frozenset(("href", "src", "cite", "data", "poster", "alt", "title"))
_HIDDEN: Final = frozenset(("script", "style", "link", "meta", "base", "title", "head"))

_TRUTHS: Final = {"yes": "true", "no": "false"}
_MAX_PARTS: Final = 30

WITHOUT_INFORMATION: Final = {
    # How a document is written.
    "version",
    "isPermaLink",
    "ispermalink",
    "base",
    "space",
    "id of RDF",
    "schemaLocation",
    "mode",
    # The relation of a link that is a field of the model, and the type of a text.
    "rel",
    "type of a text",
    # The address of the specification of RSS, and the list of items of RSS 1.0.
    "docs",
    "items",
}
"""Names of values that say nothing about the stories."""


class Leaf(NamedTuple):
    """A value of a document.

    Attributes:
        path: the names of the elements or members around it.
        value: the value.
        written: the text in Base64 that it was decoded from, "" for none.
    """

    path: str
    value: str
    written: str = ""


# --- XML -------------------------------------------------------------------------------------------------------------------


def xml_leaves(root: "etree._Element", path: str = "") -> Iterator[Leaf]:
    """Yield the values of an element and of those in it."""
    name = etree.QName(root).localname
    path = f"{path}/{name}"
    is_license = etree.QName(root).namespace == RSL
    if is_license and name in ("permits", "prohibits") and root.get("type") == "usage":
        return  # The uses are True or False in the model.
    has_markup = name in _TEXTS and not is_license and any(isinstance(child.tag, str) for child in root)
    if name in ("items", "docs") or has_markup or etree.QName(root).namespace == XHTML:
        yield from _html_leaves(etree.tostring(root, encoding="unicode"), path) if name not in ("items", "docs") else ()
        return
    for attribute, value in root.items():
        local = str(attribute).rpartition("}")[2]
        if (
            local in WITHOUT_INFORMATION
            or ("XML/1998" in str(attribute) and local == "id")
            or "XMLSchema-instance" in str(attribute)
            or local in ("about", "resource")
        ):
            continue
        if local == "type" and (value.partition(";")[0] in _TEXT_TYPES or name in ("link", "content", "title")):
            continue
        yield from _leaf(f"{path}/@{local}", str(value))
    written = ""
    if root.get("mode") == "base64" or _BASE64.fullmatch(root.text or ""):
        with contextlib.suppress(ValueError):
            decoded = base64.b64decode("".join((root.text or "").split()), validate=True).decode()
            written, root.text = root.text or "", decoded
    children = [child for child in root if isinstance(child.tag, str)]
    is_mixed = name not in _CONTAINERS and any(_is_markup(child) for child in children)
    text = "".join(map(str, root.itertext())) if is_mixed else root.text or ""
    leaves = _html_leaves(text, path) if re.search(r"<[A-Za-z!/]|&[#\w]+;", text) else _leaf(path, text)
    yield from (leaf._replace(written=written) for leaf in leaves)
    for child in children:
        if not _is_markup(child):
            yield from xml_leaves(child, path)


_BASE64: Final = re.compile(r"[A-Za-z0-9+/\s]{16,}={0,2}\s*|[A-Za-z0-9+/]{5,}={1,2}")
_CONTAINERS: Final = frozenset(("channel", "entry", "feed", "item", "rss"))
_TEXTS: Final = frozenset(("body", "content", "description", "encoded", "fullitem", "summary", "title"))
"""Elements whose child elements are markup."""

_TEXT_TYPES: Final = frozenset(
    ("text", "plain", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml", "application/atom+xml")
)


def _is_markup(element: "etree._Element") -> bool:
    return etree.QName(element).namespace == XHTML


def _leaf(path: str, value: str) -> Iterator[Leaf]:
    if value.strip():
        yield Leaf(path, value.strip())


def _html_leaves(html: str, path: str) -> Iterator[Leaf]:
    try:
        tree = lxml_html.fragment_fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError, AssertionError):
        yield from _leaf(path, html)
        return
    for element in tree.iter():
        name = str(element.tag)
        if not isinstance(element.tag, str) or name in _HIDDEN:
            yield from _leaf(path, element.tail or "")
            continue
        for attribute, value in element.items():
            if attribute in _ADDRESS_ATTRIBUTES:
                yield from _leaf(f"{path}/{name}@{attribute}", value)
        yield from _leaf(path, element.text or "")
        yield from _leaf(path, element.tail or "")


# --- JSON ------------------------------------------------------------------------------------------------------------------


def json_leaves(value: Any, path: str = "") -> Iterator[Leaf]:
    """Yield the values of a JSON document."""
    if isinstance(value, dict):
        for name, member in value.items():
            if path or name not in ("version", "user_comment"):
                yield from json_leaves(member, f"{path}/{name}")
    elif isinstance(value, list):
        for member in value:
            yield from json_leaves(member, path)
    elif isinstance(value, str):
        yield from _html_leaves(value, path) if "<" in value or "&" in value else _leaf(path, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _leaf(path, json.dumps(value))


_FORMS_OF_NINJS: Final = {
    "role": {
        "main",
        "text",
        "richtext",
        "xhtml",
        "html",
        "html5",
        "summary",
        "caption",
        "creditline",
        "alt",
        "lead",
        "dateline",
        "disclosure",
        "publisher",
    },
    "rel": {"about", "author", "created", "kind", "section", "signal"},
    "name": {"main", "web"},
    "type": {"text", "picture", "video", "graphic", "Point", "email", "url"},
    "representationtype": {"complete", "incomplete"},
}
"""Members of ninjs that say how a value is written, or that are a field of the model, with those values."""

_FIELDS_OF_IRIS: Final = {
    "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits": "humanEdits",
    "http://cv.iptc.org/newscodes/trustindicator/ownershipFundingInfo": "owners",
}
"""The values of the model for IRIs in the documents of the tests."""


def ninjs_leaves(document: Any) -> Iterator[Leaf]:
    """Yield the values of a ninjs document."""
    members = {name: value for name, value in document.items() if name not in ("standard", "$standard")}
    for leaf in json_leaves(members, "/"):
        name = leaf.path.rpartition("/")[2]
        is_form = leaf.value in _FORMS_OF_NINJS.get(name, ()) or name.lower() == "contenttype"
        if not is_form:
            # The model has the last part of an IRI of these schemes, or a field for it.
            yield leaf._replace(value=_FIELDS_OF_IRIS.get(leaf.value, leaf.value))


# --- search ----------------------------------------------------------------------------------------------------------------


class Known:
    """What is known of a document after reading: the values of the model, and the messages of the findings."""

    def __init__(self, feed: Feed, report: Report) -> None:
        texts, self._numbers, self._dates = list(self._texts(feed)), set[float](), set[datetime]()
        messages = [finding.message for finding in report]
        self._squeezed = "\0".join(map(squeezed, (*texts, *messages)))
        self._plain = "\0".join((*texts, *messages)).casefold()
        for text in re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", "\n".join(messages)):
            self._dates.add(datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0))
        for text in texts:
            if re.fullmatch(r"-?\d{1,15}(?:\.\d+)?", text):
                self._numbers.add(float(text))
            elif re.match(r"\d{4}-\d\d-\d\d", text):
                self._dates.add(datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0))

    def _texts(self, value: Any) -> Iterator[str]:
        if isinstance(value, RichText):
            yield from (leaf.value for leaf in _html_leaves(value.markup, ""))
        elif attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                yield from self._texts(getattr(value, field.name))
        elif isinstance(value, list | tuple):
            for item in value:
                yield from self._texts(item)
        elif isinstance(value, str) and ("<" in value or "&" in value):
            yield value
            yield unescape(value)
            yield re.sub("<[^>]*>", "", value)
            yield from (leaf.value for leaf in _html_leaves(value, ""))
        elif isinstance(value, datetime):
            yield value.isoformat()
        elif value is not None:
            yield str(value)

    def has(self, leaf: Leaf) -> bool:
        """Return whether a value is known."""
        if leaf.written and squeezed(leaf.written) in self._squeezed:
            return True
        words = _TRUTHS.get(leaf.value.lower()) or squeezed(leaf.value)
        if not words or words in self._squeezed or leaf.value.casefold()[:150] in self._plain:
            return True
        parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", leaf.value).casefold().replace("mailto:", ""))
        if len(parts) < _MAX_PARTS and all(part in self._squeezed for part in parts):
            return True  # a name with an address, or a list of keywords
        if len(words) > 40 and words[:40] in self._squeezed:
            return True
        tail = squeezed(leaf.value.rpartition("/")[2].partition("?")[0])
        if "@" in leaf.path.rpartition("/")[2] and tail and tail in self._squeezed:
            return True  # an address that was resolved
        return self._has_number(leaf.value) or self._has_date(leaf.value)

    def _has_number(self, text: str) -> bool:
        seconds = 0.0
        try:
            for part in text.split(":"):
                seconds = seconds * 60 + float(part)
        except ValueError:
            return False
        return seconds in self._numbers

    def _has_date(self, text: str) -> bool:
        try:
            return parse_date(text).astimezone(UTC).replace(microsecond=0) in self._dates
        except (ValueError, OverflowError):
            return False


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))
