"""Content without a field, kept as extensions of the object that was read, or of its story.

An element that nothing reads is kept whole. Of an element with a field, the attributes that are not read become an extension
that is named like it and has no content, and the child elements that are not read become extensions beside that one.
"""

import operator
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.formats.newsml.concepts import IRI_SIBLINGS, OWN_SCHEMES
from newsfeed.formats.newsml.navigation import child_elements, local_name, namespace_of, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.schema_order import child_position
from newsfeed.model import Extension
from newsfeed.syndication.extensions import parse_extension, safe_attributes
from newsfeed.values.namespaces import NEWSML, XML, XSI
from newsfeed.values.patterns import pattern

LANG: Final = f"{{{XML}}}lang"

_MAX_QUOTED: Final = 200
"""Number of characters of a value that a finding quotes."""

_QCODE: Final = pattern(r"(?!(?:https?|urn|tag|mailto):)[A-Za-z][\w.-]*+:[^\s/]\S*+")

_LOCAL_REFERENCES: Final = frozenset(("id", "partid", "contentrefs", "conceptidrefs", "idref", "idrefs"))
"""Ids within the document, and references to them: nothing has these ids any more when an element is written back."""

_WITHOUT_INFORMATION: Final = _LOCAL_REFERENCES | {"dir", f"{{{XML}}}base", f"{{{XML}}}space", f"{{{XML}}}id"}


def says_something(name: str, value: str, language: str | None = None) -> bool:
    """Return whether an attribute has information that reading an element could lose.

    Args:
        name: its name in Clark notation.
        value: its value.
        language: the language of the item, which elements in it need not repeat.
    """
    if name == LANG:
        return value.strip().lower() != (language or "").lower()
    return bool(value.strip()) and name not in _WITHOUT_INFORMATION and not name.startswith(f"{{{XSI}}}")


def whole(reader: ElementReader, element: "etree._Element") -> tuple[Extension, ...]:
    """Return an element as an extension; none, with a finding, if the model refuses it."""
    try:
        parsed = parse_extension(element, reader.focus(element).note)
        if parsed is None:
            return ()
        extension = _without_references(parsed)
    except (ModelError, RecursionError) as error:
        message = f"the extension <{local_name(element)}> is left out: {error!s:.160}"
        reader.focus(element).note("value.refused", message)
        return ()
    reader.uses_qcodes = reader.uses_qcodes or _has_qcode(extension)
    return (extension,)


def _has_qcode(extension: Extension) -> bool:
    """Return whether an element of NewsML-G2 names a concept by a QCode, and so needs a catalog."""
    if not extension.name.startswith(f"{{{NEWSML}}}"):
        return False
    if any(_QCODE.fullmatch(value) and not name.endswith(("uri", "href")) for name, value in extension.attributes):
        return True
    return any(_has_qcode(part) for part in extension.content if isinstance(part, Extension))


def _without_references(extension: Extension) -> Extension:
    attributes = tuple(pair for pair in extension.attributes if pair[0] not in _LOCAL_REFERENCES)
    content = tuple(_without_references(part) if isinstance(part, Extension) else part for part in extension.content)
    if len(attributes) == len(extension.attributes) and all(map(operator.is_, content, extension.content)):
        return extension  # A copy would be judged again.
    return Extension(name=extension.name, attributes=attributes, content=content, prefix=extension.prefix)


def attributes_beyond(
    element: "etree._Element", read: Collection[str], language: str | None = None
) -> list[tuple[str, str]]:
    """Return name and value of the attributes that are neither read nor without information, nor marks of newsfeed's writer."""
    return [
        (str(name), str(value))
        for name, value in element.items()
        if name not in read and says_something(str(name), str(value), language) and not _is_own(element, name, value)
    ]


def _is_own(element: "etree._Element", name: str, value: str) -> bool:
    """Return whether an attribute, or its IRI sibling, names a concept in one of newsfeed's own schemes."""
    sibling = IRI_SIBLINGS.get(name)
    iri = element.get(sibling, "") if sibling else ""
    return value.startswith(OWN_SCHEMES) or (iri.startswith(OWN_SCHEMES) and agree(iri, value))


def _is_own_field(element: "etree._Element") -> bool:
    """Return whether a child that is read has a field that newsfeed's writer put there; its attributes are read, too."""
    return element.get("reluri", "").startswith(OWN_SCHEMES) or element.get("rel", "").startswith("field:")


def agree(uri: str, qcode: str) -> bool:
    """Return whether the two names of a concept say the same, as far as can be told without its catalog."""
    return uri.endswith(qcode.partition(":")[2])


def further_attributes(
    reader: ElementReader, element: "etree._Element", read: Collection[str], language: str | None = None
) -> tuple[Extension, ...]:
    """Return the attributes of an element that are not read, as an extension that is named like it.

    Args:
        reader: the reader of the document.
        element: an element with a field.
        read: the names of the attributes that are read.
        language: the language of the item.
    """
    beyond = attributes_beyond(element, read, language)
    attributes = safe_attributes(str(element.tag), beyond, reader.focus(element).note)
    if not attributes:
        return ()
    try:
        extension = Extension(name=str(element.tag), attributes=attributes)
    except ModelError as error:
        message = f"attributes of <{local_name(element)}> are left out: {error!s:.160}"
        reader.focus(element).note("value.refused", message)
        return ()
    reader.uses_qcodes = reader.uses_qcodes or _has_qcode(extension)
    return (extension,)


def further(
    reader: ElementReader,
    element: "etree._Element",
    read: Collection[str],
    read_children: "Iterable[etree._Element]",
    language: str | None = None,
) -> tuple[Extension, ...]:
    """Return the unread content of an element: its further attributes, and its unread child elements whole.

    Args:
        reader: the reader of the document.
        element: an element that became an object of the model.
        read: the names of the attributes that are read.
        read_children: the child elements whose content is read, but perhaps not all of their attributes.
        language: the language of the item.
    """
    extensions = list(further_attributes(reader, element, read, language)) if element.keys() else []
    if not len(element):
        return tuple(extensions)
    children, names = list[Extension](), set[str]()
    read_nodes = set(read_children)
    for child in child_elements(element):
        name = local_name(child)
        if child not in read_nodes:
            children += whole(reader, child)
            continue
        if child.keys() and name != "copyrightHolder" and not _is_own_field(child):  # A party accounts for itself.
            read_of_child = _READ_OF_CHILDREN.get(name, ())
            if (uri := child.get("uri")) and not agree(uri, child.get("qcode", "")):  # An IRI wins over a QCode.
                read_of_child = [attribute for attribute in read_of_child if attribute != "qcode"]
            if name not in names:
                children += further_attributes(reader, child, read_of_child, language)
            else:
                for attribute, value in attributes_beyond(child, read_of_child, language):
                    note_attribute(reader, child, attribute, value)
        names.add(name)
    return (*extensions, *sorted(children, key=child_position)) if len(children) > 1 else (*extensions, *children)


_READ_OF_CHILDREN: Final[Mapping[str, Sequence[str]]] = {
    "conceptId": ("qcode", "uri"),
    "type": ("qcode", "uri"),
    "language": ("tag",),
    "sameAs": ("uri", "qcode"),
    "related": ("uri", "qcode", "rel", "reluri"),
    "link": ("href", "rel", "reluri"),
    "itemClass": ("qcode", "uri"),
    "remoteInfo": ("href",),
    "dataMining": ("qcode", "uri"),
}
"""The attributes that are read of children that are read."""


# --- findings ---------------------------------------------------------------------------------------------------------


def note_attribute(reader: ElementReader, element: "etree._Element", name: str, value: str) -> None:
    """Report an attribute that nothing reads."""
    attribute_name = name.rpartition("}")[2]
    message = f"the attribute {attribute_name:.64}={value!r:.{_MAX_QUOTED}} of <{local_name(element):.64}> is left out"
    reader.focus(element).note("attribute.dropped", f"{message}: the model has no field for it", severity=Severity.INFO)


def note_element(
    reader: ElementReader, element: "etree._Element", reason: str = "the model has no field for it"
) -> None:
    """Report the text of an element that nothing reads, and each of its attributes and descendants."""
    for descendant in element.iter("{*}*"):
        for name, value in descendant.items():
            if says_something(str(name), str(value)):
                note_attribute(reader, descendant, str(name), str(value))
        texts = (descendant.text, *(node.tail for node in descendant))
        if text := " ".join(" ".join(part.split()) for part in texts if part and part.strip()):
            note_text(reader, descendant, text, reason)


def note_text(
    reader: ElementReader, element: "etree._Element", text: str = "", reason: str = "the model has no field for it"
) -> None:
    """Report the text of an element that nothing reads."""
    quoted_text = f"{text or one_line(element)!r:.{_MAX_QUOTED}}"
    message = f"{local_name(element):.64} is left out: {reason}: {quoted_text}"
    reader.focus(element).note("element.dropped", message, severity=Severity.INFO)


def is_foreign_to(element: "etree._Element", parent: "etree._Element") -> bool:
    """Return whether an element is of another vocabulary than its parent, as at the end of `<itemMeta>`."""
    return namespace_of(element) not in (namespace_of(parent), "")
