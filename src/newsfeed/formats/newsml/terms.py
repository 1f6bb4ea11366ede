"""Terms of classifications as properties: subjects, genres, audiences, signals and services."""

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode, iri_attributes, standard_iri
from newsfeed.formats.newsml.kept import complete, is_written
from newsfeed.formats.newsml.schema_order import SERVICE, SUBJECT
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
    identity = iri_attributes(iri) if iri else f' literal="{escape_attribute(category.term)}"'
    opening = f"<{name}{identity}{attributes}"
    markup = f"{opening}>{content}</{name}>\n" if content else f"{opening}/>\n"
    return complete(markup, category.extensions, SUBJECT)


def service_element(category: Category) -> str:
    """Return a service as an element; "" if the standard's one has no place for it, since it takes no literal."""
    iri = standard_iri(category.scheme, category.term)
    if not (iri or not (category.scheme or category.label)):
        return ""
    if not all(is_written(extension, "service", SERVICE) for extension in category.extensions):
        return ""
    name = category.label if iri else category.term
    content = f"<name>{escape(name)}</name>" if name else ""
    markup = f"<service{iri_attributes(iri) if iri else ''}>{content}</service>\n"
    return complete(markup, category.extensions, SERVICE)
