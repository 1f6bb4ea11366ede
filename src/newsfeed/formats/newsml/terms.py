"""Terms of classifications as properties: subjects, genres, audiences, signals and services."""

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode, iri_attributes, standard_iri
from newsfeed.formats.newsml.extension_points import extension_elements
from newsfeed.model import Category
from newsfeed.values.escaping import escape, escape_attribute


def term_element(name: str, category: Category, mode: Mode, attributes: str = "") -> str:
    """Return a term as an element that can hold a concept.

    A term of the IPTC is named by its IRI and its QCode, any other by a literal and its scheme.

    Args:
        name: name of the element, such as `subject`.
        category: the term.
        mode: naming of concepts.
        attributes: further attributes, each with a space before it.
    """
    content = f"<name>{escape(category.label)}</name>" if category.label else ""
    iri = standard_iri(category.scheme, category.term)
    if not iri and category.scheme:
        content += f'<related{CONCEPT_ATTRIBUTES[mode].in_scheme} uri="{escape_attribute(category.scheme)}"/>'
    if category.extensions:
        content += extension_elements(category.extensions)
    identity = iri_attributes(iri) if iri else f' literal="{escape_attribute(category.term)}"'
    opening = f"<{name}{identity}{attributes}"
    return f"{opening}>{content}</{name}>\n" if content else f"{opening}/>\n"


def service_element(category: Category) -> str:
    """Return a service as an element; "" if the standard's one has no place for it, since it takes no literal."""
    iri = standard_iri(category.scheme, category.term)
    if category.extensions or not (iri or not (category.scheme or category.label)):
        return ""
    if not iri:
        return f"<service><name>{escape(category.term)}</name></service>\n"
    name = f"<name>{escape(category.label)}</name>" if category.label else ""
    return f"<service{iri_attributes(iri)}>{name}</service>\n"
