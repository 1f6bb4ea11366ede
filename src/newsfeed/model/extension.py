"""Elements and members of other vocabularies. The model carries them without knowing their meaning."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.fields import check_filled_line, check_legal_text, refusal, to_tuple, tuple_of
from newsfeed.values.escaping import shown
from newsfeed.values.xml_chars import XML_SPACE, trim_line_ends


def _is_xml_name(name: str) -> bool:
    """Return whether this is an NCName, approximately: a Python identifier that can also have `-`, `.` and `·` inside."""
    return name.replace("-", "_").replace(".", "_").isidentifier() and name[:1] not in "-."


def _check_element_name(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_filled_line(instance, attribute, value)
    namespace, brace, local = value.rpartition("}")
    is_clark = namespace.startswith("{") and len(namespace) > 1 if brace else True
    if not is_clark or not _is_xml_name(local):
        raise refusal(instance, attribute, f"is {shown(value)}, must be {{namespace}}local or local, a legal XML name")


def _check_prefix(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_legal_text(instance, attribute, value)
    if value and not _is_xml_name(value):
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
        if not isinstance(pair, tuple) or len(pair) != 2 or not _is_xml_name(str(pair[0]).rpartition("}")[2]):
            raise refusal(instance, attribute, f"{pair!r:.64} must be a pair of a legal XML name and a value")
        check_legal_text(instance, attribute, pair[0])
        check_legal_text(instance, attribute, pair[1])
    if len({pair[0] for pair in value}) < len(value):
        raise refusal(instance, attribute, "has an attribute twice, which XML 1.0 (3.1) forbids")


def _to_content(value: "Iterable[str | Extension]") -> "tuple[str | Extension, ...]":
    """Merge adjacent strings and drop layout whitespace between elements."""
    parts: tuple[str | Extension, ...] = to_tuple(value)
    if not isinstance(parts, tuple) or not all(isinstance(part, str | Extension) for part in parts):
        return parts
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

    Formats that are based on XML write it; the others report it as a loss. These kinds have a meaning of their own:

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
