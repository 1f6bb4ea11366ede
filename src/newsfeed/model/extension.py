"""Elements and members of other vocabularies. The model carries them without knowing their meaning."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, cast

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model import extension_safety
from newsfeed.model.fields import check_filled_line, check_legal_text, refusal, to_tuple, tuple_of
from newsfeed.values.escaping import shown
from newsfeed.values.namespaces import is_namespace
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE, trim_line_ends

_XML_NAME: Final = pattern(
    "(?=[^-.0-9\xb7\u0300-\u036f\u203f\u2040])[-.0-9A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)
"""An NCName (Namespaces in XML 1.0, 3; XML 1.0, 2.3)."""

MAX_LEVELS: Final = 64
"""How many levels of elements an extension can have. In JSON each level is two values deep, within the limit of depth."""


@lru_cache(maxsize=1024)
def _name_fault(name: str) -> str:
    """Return the fault of the name of an element or attribute, in Clark notation or local; or ""."""
    namespace, brace, local = name.rpartition("}")
    if not _XML_NAME.fullmatch(local) or (brace and not (namespace.startswith("{") and len(namespace) > 1)):
        return f"is {shown(name)}, must be {{namespace}}local or local, a legal XML name"
    if brace and not is_namespace(namespace[1:]):
        return f"has the namespace {shown(namespace[1:])}, which XML readers refuse: write a URI in ASCII"
    return ""


def _check_element_name(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_filled_line(instance, attribute, value)
    if fault := _name_fault(value):
        raise refusal(instance, attribute, fault)


def _check_prefix(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_legal_text(instance, attribute, value)
    if value and not _XML_NAME.fullmatch(value):
        raise refusal(instance, attribute, f"is {shown(value)}, must be a legal XML name without a colon, or empty")


def _to_sorted_pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs: Any = value.items() if isinstance(value, Mapping) else to_tuple(value)
    try:
        return tuple(sorted(map(tuple, pairs)))
    except TypeError:
        return cast("tuple[tuple[str, str], ...]", pairs)


def _check_attributes(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise refusal(instance, attribute, f"is {type(value).__name__}, must be a dict or pairs of name and value")
    for pair in value:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise refusal(instance, attribute, f"{pair!r:.64} must be a pair of a legal XML name and a value")
        check_legal_text(instance, attribute, pair[0])
        check_legal_text(instance, attribute, pair[1])
        if fault := _name_fault(pair[0]):
            raise refusal(instance, attribute, fault)
    if len({pair[0] for pair in value}) < len(value):
        raise refusal(instance, attribute, "has an attribute twice, which XML 1.0 (3.1) forbids")


def _to_content(value: "Iterable[str | Extension]") -> "tuple[str | Extension, ...]":
    """Merge adjacent strings and drop layout whitespace between elements."""
    parts: tuple[str | Extension, ...] = to_tuple(value)
    if not isinstance(parts, tuple) or not all(isinstance(part, str | Extension) for part in parts):
        return parts
    return merged_content(parts)


def merged_content(parts: "Iterable[str | Extension]") -> "tuple[str | Extension, ...]":
    """Return the content of an element with adjacent strings merged and without layout whitespace between elements."""
    merged: list[Any] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += trim_line_ends(part)
        elif part != "":
            merged.append(trim_line_ends(part) if isinstance(part, str) else part)
    if any(isinstance(part, Extension) for part in merged):
        merged = [part for part in merged if not isinstance(part, str) or part.strip(XML_SPACE)]
    return tuple(merged)


def _check_content(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    tuple_of(str, Extension)(instance, attribute, value)
    for item in value:
        if isinstance(item, str):
            check_legal_text(instance, attribute, item)


@frozen(kw_only=True)
class Extension(ModelObject):
    """An element of another vocabulary, kept as it is.

    Formats that are based on XML write it; the others report it as a loss. It has no code and no address that a browser or
    feed reader would run or open a local file by: event handlers, active elements of XHTML, SVG and MathML, `javascript:`
    and its like are refused in names, attributes and content, values in JSON included. Elements are nested at most 64 levels
    deep.
    These kinds have a meaning of their own:

    * An element without a namespace is one of RSS 2.0 that the model has no field for, such as `skipDays`.
    * A name in the namespace `https://jsonfeed.org/version/1.1` is an extension member of JSON Feed, such as
      `{https://jsonfeed.org/version/1.1}_blue_shed`; its content is the value as JSON.
    * A name in the namespace `https://schema.org/` is a property of a JSON-LD node, and one in `http://iptc.org/std/ninjs/` a
      member of a ninjs object, that has no field; its content is the value as JSON. A JSON-LD node as a value has an extension
      inside for each of its properties, and the attributes `type` and `id`. Formats for readers write no member of ninjs, since
      it may be for newsrooms only.
    * An extension that is named like an element with a field, and has no content, has the further attributes of that element.

    Attributes:
        name: The name of the element. Clark notation, `{namespace}local`; or only `local` if it has no namespace.
        attributes: The attributes of the element. Tuple of pairs of name (Clark notation, or local) and value, sorted.
        content: The text and the elements inside it, in document order. Tuple of strings and Extensions.
        prefix: The namespace prefix to write; if empty, the customary one. XML name, may be empty; equality ignores it.
    """

    name: str = attrs.field(validator=_check_element_name)
    attributes: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=_to_sorted_pairs, validator=_check_attributes
    )
    content: "tuple[str | Extension, ...]" = attrs.field(default=(), converter=_to_content, validator=_check_content)
    prefix: str = attrs.field(default="", validator=_check_prefix, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse code, addresses that a consumer would run or open a local file by, and elements nested too deeply."""
        if levels(self.content) > MAX_LEVELS:
            raise ModelError("Extension.content", f"is nested over {MAX_LEVELS} levels deep: nest fewer elements")
        if reason := extension_safety.element_fault(self.name):
            raise ModelError("Extension.name", reason)
        for name, value in self.attributes:
            if reason := extension_safety.attribute_fault(self.name, name, value):
                raise ModelError("Extension.attributes", reason)
        for part in self.content:
            if isinstance(part, str) and (reason := extension_safety.content_fault(self.name, part)):
                raise ModelError("Extension.content", reason)
        if reason := extension_safety.whole_text_fault(self.name, self.content, texts_in(self.content)):
            raise ModelError("Extension.content", reason)


def written_element(
    name: str,
    *,
    attributes: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    content: "Iterable[str | Extension]" = (),
    prefix: str = "",
) -> Extension:
    """Return an element that a writer makes of fields: their own validators have checked addresses, and titles can be anything.

    Args:
        name: as for `Extension`, and so are the others.
        attributes: name and value of each attribute.
        content: texts and elements.
        prefix: the prefix of the namespace.
    """
    element = Extension.__new__(Extension)
    values = {
        "name": name,
        "attributes": _to_sorted_pairs(attributes),
        "content": _to_content(content),
        "prefix": prefix,
    }
    for field, value in values.items():
        object.__setattr__(element, field, value)
    return element


def levels(content: Iterable[str | Extension]) -> int:
    """Return how many levels of elements there are, counting the one that has the content."""
    return 1 + max((levels(part.content) for part in content if isinstance(part, Extension)), default=0)


def texts_in(content: Iterable[str | Extension]) -> Iterator[str]:
    """Yield the texts in the content of an element and in its descendants, in document order."""
    for part in content:
        if isinstance(part, str):
            yield part
        else:
            yield from texts_in(part.content)
