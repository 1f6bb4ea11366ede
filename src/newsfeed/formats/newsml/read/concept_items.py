"""Read a `<conceptItem>` or `<knowledgeItem>` as a story without text, with the concepts as its topics."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.navigation import (
    best_in_language,
    child,
    children,
    concept_name,
    local_name,
)
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import attributes_beyond, further, note_attribute, note_element
from newsfeed.formats.newsml.read.parties import TOPIC_KINDS
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import plain_text
from newsfeed.formats.newsml.schema_order import child_position
from newsfeed.model import Extension, Topic
from newsfeed.syndication.extensions import safe_attributes
from newsfeed.values.namespaces import NEWSML

CONCEPT_ITEMS: Final = frozenset(("conceptItem", "knowledgeItem"))
"""The items whose content is concepts."""


def read_concepts(
    reader: ElementReader, item: "etree._Element", concepts: QCodeResolver, language: str | None
) -> tuple[Topic, ...]:
    """Read the concepts of an item as topics, with a finding that says so.

    Args:
        reader: the reader of the document.
        item: the `<conceptItem>` or `<knowledgeItem>`.
        concepts: resolver of its QCodes.
        language: the preferred language of names.
    """
    concept_set = child(item, "conceptSet")
    elements = [*children(item, "concept"), *children(concept_set, "concept")]
    if concept_set is not None:
        for name, value in attributes_beyond(concept_set, ()):
            note_attribute(reader, concept_set, name, value)
    topics = tuple(topic for element in elements if (topic := _read_concept(reader, element, concepts, language)))
    message = f"<{local_name(item)}> has concepts and no text: it is read as a story with {len(topics)} topics"
    reader.focus(item).note("item.concepts", message, severity=Severity.INFO)
    return topics


def _read_concept(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, language: str | None
) -> Topic | None:
    name = concept_name(element, language)
    if not name:
        note_element(reader, element, "a concept needs a name")
        return None
    definition = best_in_language(list(children(element, "definition")), language)
    nature_element = child(element, "type")
    nature = "" if nature_element is None else concepts.code(nature_element)
    return reader.focus(element).build(
        Topic,
        {
            "name": name,
            "kind": TOPIC_KINDS.get(nature.lower(), "thing"),
            "description": "" if definition is None else plain_text(definition),
            "same_as": tuple(dict.fromkeys(_identities(reader, element, concepts))),
            "extensions": _further(reader, element, concepts, name, definition, language),
        },
    )


def _identities(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Iterator[str]:
    for identity in children(element, "conceptId", "sameAs"):
        if (iri := concepts.iri(identity)) and (url := reader.focus(identity).iri(iri)):
            yield url


def _further(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    name: str,
    definition: "etree._Element | None",
    language: str | None,
) -> tuple[Extension, ...]:
    """Return the content of a concept that has no field, as extensions of a topic that is written as a `<subject>`."""
    nodes = [best_in_language([node for node in children(element, "name") if _text(node) == name], language)]
    nodes += [definition, *(node for node in children(element, "sameAs") if concepts.iri(node) and not len(node))]
    identity, nature = child(element, "conceptId"), child(element, "type")
    pairs: dict[str, str] = {}
    if identity is not None:
        nodes.append(identity)
        if not concepts.iri(identity) and (qcode := identity.get("qcode")):
            pairs["qcode"] = qcode
    if nature is not None and not len(nature):
        nodes.append(nature)
        if concepts.code(nature).lower() not in TOPIC_KINDS:
            names = (("type", nature.get("qcode")), ("typeuri", nature.get("uri")))
            pairs |= {attribute: value for attribute, value in names if value}
    extensions = further(reader, element, (), [node for node in nodes if node is not None], language)
    name = f"{{{NEWSML}}}subject"
    if attributes := safe_attributes(name, pairs.items(), reader.focus(nature).note):
        reader.uses_qcodes = True
        subject = Extension(name=name, attributes=attributes)
        extensions = (subject, *sorted(extensions, key=child_position))
    return extensions


def _text(element: "etree._Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())


__all__ = ["CONCEPT_ITEMS", "read_concepts"]
