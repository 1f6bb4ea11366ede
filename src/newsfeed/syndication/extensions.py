"""Extension elements: elements of other XML vocabularies, serialized and parsed.

A document declares the namespaces that it uses once, on its root element. `Scope` holds these declarations; an element in a
namespace that is not among them, as a stream can have, declares it itself.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs
from lxml import etree

from newsfeed.model import Extension, Feed, Story, extension_safety
from newsfeed.model.extension import MAX_LEVELS, merged_content, texts_in
from newsfeed.model.extension_safety import Note
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import JSONFEED, NEWSML, NINJS, XML, customary_prefix, split_name

_MADE_UP: Final = re.compile("ns[0-9]*")
"""Prefixes that programs, and this one, make up for namespaces that they do not know."""

_XML_PREFIXES: Final[Mapping[str, str]] = {XML: "xml"}


@attrs.frozen
class Scope:
    """Namespace declarations in scope.

    Attributes:
        prefixes: the prefix of each declared namespace.
        default: the default namespace, "" for none.
        reserved: prefixes that the writer uses itself, for namespaces that may not be declared here.
    """

    prefixes: Mapping[str, str] = _XML_PREFIXES
    default: str = ""
    reserved: Mapping[str, str] = attrs.field(factory=dict)

    def with_namespace(self, namespace: str, prefix: str = "") -> "Scope":
        """Return a scope that declares a namespace.

        Args:
            namespace: the namespace.
            prefix: the preferred prefix; "" prefers the customary one of the namespace. If it stands for another
                namespace already, a number is appended.
        """
        if namespace in self.prefixes:
            return self
        taken_prefixes = {*self.prefixes.values(), *self.reserved.values()}
        chosen_prefix = self.reserved.get(namespace)
        if chosen_prefix is None:
            candidates = [name for name in (prefix, customary_prefix(namespace)) if name and not _is_reserved(name)]
            stem = candidates[0] if candidates else "ns"
            free = [name for name in candidates if name not in taken_prefixes]
            chosen_prefix = free[0] if free else _numbered(stem, taken_prefixes)
        return attrs.evolve(self, prefixes={**self.prefixes, namespace: chosen_prefix})

    def with_elements(self, elements: Iterable[Extension]) -> "Scope":
        """Return a scope that declares the namespaces of elements and of everything inside them."""
        scope = self
        for element in elements:
            namespace = split_name(element.name)[0]
            if namespace and namespace != scope.default:
                scope = scope.with_namespace(namespace, element.prefix)
            for name, _ in element.attributes:
                if name.startswith("{"):
                    scope = scope.with_namespace(split_name(name)[0])
            scope = scope.with_elements(part for part in element.content if isinstance(part, Extension))
        return scope

    def declarations(self, outer_scope: "Scope") -> str:
        """Return the declarations of this scope that an outer one lacks, as attributes."""
        declared = "" if self.default == outer_scope.default else f' xmlns="{escape_attribute(self.default)}"'
        for namespace, prefix in self.prefixes.items():
            if outer_scope.prefixes.get(namespace) != prefix:
                declared += f' xmlns:{prefix}="{escape_attribute(namespace)}"'
        return declared

    def element_name(self, name: str) -> str:
        """Return the name of an element as written."""
        namespace, local_name = split_name(name)
        return local_name if namespace == self.default else f"{self.prefixes[namespace]}:{local_name}"

    def attribute_name(self, name: str) -> str:
        """Return the name of an attribute as written; a default namespace does not apply to it."""
        namespace, local_name = split_name(name)
        return f"{self.prefixes[namespace]}:{local_name}" if namespace else local_name


def _is_reserved(prefix: str) -> bool:
    """Return whether XML reserves a prefix (Namespaces in XML 1.0, 3)."""
    return prefix.lower().startswith("xml")


def _numbered(stem: str, taken_prefixes: Iterable[str]) -> str:
    number = 1 if stem == "ns" else 2
    while f"{stem}{number}" in taken_prefixes:
        number += 1
    return f"{stem}{number}"


UNDECLARED: Final = Scope()
"""A scope without declarations: an element written in it is valid anywhere."""


def serialize_extension(item: Extension, scope: Scope = UNDECLARED) -> str:
    """Serialize an extension element; it declares the namespaces that are not in scope."""
    return _serialize(item, scope) + "\n"


def _serialize(item: Extension, outer_scope: Scope) -> str:
    scope = outer_scope
    namespace = split_name(item.name)[0]
    if not namespace and scope.default:
        scope = attrs.evolve(scope, default="")
    if namespace and namespace != scope.default:
        scope = scope.with_namespace(namespace, item.prefix)
    for name, _ in item.attributes:
        if name.startswith("{"):
            scope = scope.with_namespace(split_name(name)[0])
    tag = scope.element_name(item.name)
    attributes = "".join(
        [f' {scope.attribute_name(name)}="{escape_attribute(value)}"' for name, value in item.attributes]
    )
    content = "".join([escape(part) if isinstance(part, str) else _serialize(part, scope) for part in item.content])
    opening = f"{tag}{scope.declarations(outer_scope)}{attributes}"
    return f"<{opening}>{content}</{tag}>" if content else f"<{opening}/>"


def is_foreign(item: Extension) -> bool:
    """Return whether an extension is an element of an XML vocabulary, so that any feed can carry it.

    Members of JSON Feed and ninjs are none. Those of ninjs and the elements of NewsML-G2 are also for newsrooms, such as the
    way of an item through the desks: no feed for readers has them.
    """
    return split_name(item.name)[0] not in ("", JSONFEED, NEWSML, NINJS)


def foreign_elements(owner: Story | Feed) -> list[Extension]:
    """Return the extensions of a story or feed that any XML format can carry."""
    return [item for item in owner.extensions if is_foreign(item)]


def parse_extension(
    element: "etree._Element", note: Note = lambda _code, _message: None, *, max_levels: int = MAX_LEVELS
) -> Extension | None:
    """Parse an element of another vocabulary, without values that no extension may hold.

    Args:
        element: the element.
        note: reports what is left out.
        max_levels: number of levels to keep.

    Returns:
        None if nothing of the element may be kept.

    Raises:
        ModelError: the model refuses a name or value in it.
    """
    name = str(element.tag)
    if fault := extension_safety.element_fault(name):
        note("element.dropped", f"{local_name(name):.64} is left out: {fault}")
        return None
    if not max_levels:
        text = " ".join(" ".join(map(str, element.itertext())).split())
        message = f"{local_name(name):.64} is left out: it is in {MAX_LEVELS} elements of an extension: {text!r:.200}"
        note("element.dropped", message)
        return None
    content: list[str | Extension] = [element.text] if element.text else []
    is_emptied = False
    for child in element:
        if isinstance(child.tag, str):
            item = parse_extension(child, note, max_levels=max_levels - 1)
            is_emptied = is_emptied or item is None
            content += [] if item is None else [item]
        if child.tail:
            content.append(child.tail)
    attributes = safe_attributes(name, ((str(key), str(value)) for key, value in element.items()), note)
    safe_content = _safe_content(name, content, note)
    is_emptied = is_emptied or len(attributes) < len(element.keys()) or (not safe_content and bool(content))
    if is_emptied and not attributes and not safe_content:
        return None
    prefix = str(element.prefix or "")
    if _MADE_UP.fullmatch(prefix):
        prefix = ""
    return Extension(name=name, attributes=attributes, content=safe_content, prefix=prefix)


def safe_attributes(element: str, pairs: Iterable[tuple[str, str]], note: Note) -> tuple[tuple[str, str], ...]:
    """Return the attributes of an element without those that no extension may have.

    Args:
        element: the name of the element, in Clark notation.
        pairs: name and value of its attributes.
        note: reports those that are left out.
    """
    attributes = []
    for name, value in pairs:
        if fault := extension_safety.attribute_fault(element, name, value):
            message = f"the attribute {local_name(name):.64} of {local_name(element):.64} is left out: {fault}"
            note("link.unsafe", message)
        else:
            attributes.append((name, value))
    return tuple(attributes)


def _safe_content(name: str, content: list[str | Extension], note: Note) -> tuple[str | Extension, ...]:
    parts: list[str | Extension] = []
    for part in merged_content(content):
        safe = safe_content_text(name, part, note) if isinstance(part, str) else part
        parts += [] if safe is None else [safe]
    if fault := extension_safety.whole_text_fault(name, parts, texts_in(parts)):
        note("link.unsafe", f"the text of {local_name(name):.64} is left out: {fault}")
        return ()
    return tuple(parts)


def safe_extension(name: str, text: str, note: Note, attributes: Iterable[tuple[str, str]] = ()) -> Extension | None:
    """Return an element of texts that were read, without values that no extension may hold; None if nothing is left.

    Args:
        name: the name of the element, in Clark notation.
        text: its content.
        note: reports what is left out.
        attributes: name and value of its attributes.
    """
    safe_pairs, safe_text = safe_attributes(name, attributes, note), safe_content_text(name, text, note)
    if safe_text is None and not safe_pairs:
        return None
    return Extension(name=name, attributes=safe_pairs, content=(safe_text or "",))


def safe_content_text(name: str, text: str, note: Note) -> str | None:
    """Return a text in the content of an element, made safe for an extension; None for an unsafe address.

    Args:
        name: the name of the element, in Clark notation.
        text: the text.
        note: reports what is left out.
    """
    if not extension_safety.content_fault(name, text):
        return text
    safe = extension_safety.safe_text(local_name(name), text, note)
    return None if safe is None or extension_safety.content_fault(name, safe) else safe


def local_name(name: str) -> str:
    """Return the local part of a name in Clark notation."""
    return split_name(name)[1]
