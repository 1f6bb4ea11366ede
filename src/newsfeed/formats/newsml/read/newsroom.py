"""The values of newsrooms in an item: its class, notes, signals, identifiers, credits and access."""

from collections.abc import Iterator
from typing import Final, get_args

from lxml import etree

from newsfeed.formats.newsml.concepts import ITEM_CLASSES, SCHEMES
from newsfeed.formats.newsml.navigation import best_in_language, child, children, concept_name, one_line
from newsfeed.formats.newsml.read.corrections import private_notes
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.links import read_translations
from newsfeed.formats.newsml.read.parties import read_term, read_terms
from newsfeed.formats.newsml.read.places import read_places
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import plain_text
from newsfeed.model import Access, AIUse, AltId, Breadcrumb, Category, ItemClass
from newsfeed.reading.fields import StoryFields

_CLASS_NAMES: Final = {code: name for name, code in ITEM_CLASSES.items()}
_RELATION: Final = frozenset(("rel", "reluri"))
_CLASSES: Final = frozenset(get_args(ItemClass))


def read_item_meta_fields(
    reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> StoryFields:
    """Read the values of newsrooms in `<itemMeta>`."""
    translation_of, translations = read_translations(reader, meta, concepts)
    properties = _fields_named("service", meta, "itemMetaExtProperty", concepts)
    other_services = (read_term(reader, field, concepts, language, _RELATION) for field in properties)
    fields: StoryFields = {
        "services": (*read_terms(reader, meta, "service", concepts, language), *filter(None, other_services)),
        "ed_note": "\n\n".join(filter(None, map(plain_text, private_notes(meta, concepts)))),
        "signals": tuple(_signals(reader, meta, concepts, language)),
        "expires": reader.child_date(meta, "expires"),
        "translation_of": translation_of,
        "translations": translations,
    }
    if item_class := read_item_class(child(meta, "itemClass"), concepts):
        fields["item_class"] = item_class
    return fields


def read_content_meta_fields(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> StoryFields:
    """Read the values of newsrooms in `<contentMeta>`."""
    urgency = child(content_meta, "urgency")
    return {
        "urgency": reader.focus(urgency).whole_number(one_line(urgency), minimum=1),
        "ai": _ai(reader, content_meta, concepts),
        "places": tuple(read_places(reader, content_meta, concepts, language)),
        "audiences": tuple(read_terms(reader, content_meta, "audience", concepts, language)),
        "genre": tuple(read_terms(reader, content_meta, "genre", concepts, language)),
        "alt_ids": tuple(_alt_ids(reader, content_meta, concepts)),
        "slugline": _line(content_meta, "slugline", language),
        "dateline": _line(content_meta, "dateline", language),
        "creditline": _line(content_meta, "creditline", language),
        **_extension_fields(reader, content_meta, concepts, language),
    }


def _line(content_meta: "etree._Element | None", name: str, language: str | None) -> str:
    lines = [element for element in children(content_meta, name) if one_line(element)]
    return one_line(best_in_language(lines, language))


def _fields_named(
    name: str, parent: "etree._Element | None", element_name: str, concepts: QCodeResolver
) -> "list[etree._Element]":
    return [element for element in children(parent, element_name) if concepts.field_name(element) == name]


# --- itemMeta ---------------------------------------------------------------------------------------------------------


def read_item_class(element: "etree._Element | None", concepts: QCodeResolver) -> str | None:
    """Return the class of an item by its name in the model, else its IRI; None if it cannot be resolved."""
    if element is None:
        return None
    code = concepts.code(element).lower()
    name = _CLASS_NAMES.get(code, code)
    iri = concepts.iri(element)
    is_other = iri and not iri.startswith(SCHEMES["ninat"])
    return name if name in _CLASSES and not is_other else iri or None


def _signals(
    reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> Iterator[Category]:
    """Yield the signals, without the one that newsfeed's writer derives from the corrections of a story."""
    for element in children(meta, "signal"):
        if concepts.marks(element, "field", "how") == "corrections":
            continue
        if signal := read_term(reader, element, concepts, language):
            yield signal
        else:
            reader.keep(element)


# --- contentMeta ------------------------------------------------------------------------------------------------------


def _ai(reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver) -> AIUse | None:
    element = child(content_meta, "digitalSourceType")
    if element is None or not concepts.iri(element):
        return None
    statements = _fields_named("statement", content_meta, "contentMetaExtProperty", concepts)
    statement = next((field.get("value") for field in statements), "")
    return reader.focus(element).build(AIUse, {"source": concepts.iri(element), "statement": statement})


def _alt_ids(reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver) -> Iterator[AltId]:
    for element in children(content_meta, "altId"):
        role = concepts.role(element) or concepts.role(element, "type")
        alt_id = reader.focus(element).build(AltId, {"value": one_line(element), "role": role})
        if alt_id is not None:
            yield alt_id


def _extension_fields(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> StoryFields:
    """Read the fields that newsfeed's writer puts into extension properties."""
    values: dict[str, list[str]] = {}
    crumbs = []
    for element in children(content_meta, "contentMetaExtProperty"):
        name = concepts.field_name(element)
        if name == "section_path":
            fields = {"name": concept_name(element, language), "url": reader.link_attribute(element, "uri")}
            crumbs.append(reader.focus(element).build(Breadcrumb, fields))
        elif name is not None:
            values.setdefault(name, []).append(element.get("value", ""))
    first_values = {name: texts[0] for name, texts in values.items()}
    access = {"fee": first_values.get("access"), "css_selector": first_values.get("css_selector", "")}
    return {
        "kind": first_values.get("kind"),
        "speakable": tuple(values.get("speakable", ())),
        "coverage_start": reader.focus(content_meta).date(first_values.get("coverage_start")),
        "coverage_end": reader.focus(content_meta).date(first_values.get("coverage_end")),
        "section_path": tuple(filter(None, crumbs)),
        "access": reader.focus(content_meta).build(Access, access) if access["fee"] else None,
    }
