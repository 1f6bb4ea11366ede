"""People, organizations and subjects, read from the properties that name them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import NATURES, SCHEMES
from newsfeed.formats.newsml.navigation import child, child_elements, children, concept_name, local_name, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import further
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import plain_text
from newsfeed.model import MEDIA_TOPICS, Agent, Category, Extension, Organization, Person, Topic
from newsfeed.values.xml_chars import XML_SPACE, fold

TOPIC_KINDS: Final = {
    **{nature.lower(): kind for kind, nature in NATURES.items()},
    "organization": "organization",
    "poi": "place",
    "concept": "thing",
}
"""Kind of topic by concept nature (cpnat) in lower case; case and spelling of natures vary in the field."""
_IN_SCHEME: Final = f"{SCHEMES['skos']}inScheme"


def read_agent(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    language: str | None,
    default: type[Agent] = Person,
) -> Agent | None:
    """Read a party: a creator, contributor, provider or holder of rights.

    Args:
        reader: the reader of the document.
        element: the property that names the party.
        concepts: resolver of its QCodes.
        language: the preferred language of its name.
        default: the class of a party that is not marked as a person or organization.

    Returns:
        the party, or None if it has neither a name nor a code.
    """
    name = concept_name(element, language) or element.get("literal", "").strip(XML_SPACE) or concepts.code(element)
    if not name:
        return None
    return reader.focus(element).build(
        _agent_class(element, concepts, default),
        {
            "name": name,
            "url": _identity(reader, element, concepts),
            "email": one_line(_email_element(element)) or None,
            "same_as": tuple(_other_identities(reader, element, concepts)),
            "extensions": _further_of_concept(
                reader, element, concepts, name, language, _read_of_agent(element, concepts, name)
            ),
        },
    )


def _agent_class(element: "etree._Element", concepts: QCodeResolver, default: type[Agent]) -> type[Agent]:
    nature = (concepts.nature(element) or "").lower()
    if nature == "person" or child(element, "personDetails") is not None:
        return Person
    if nature in ("organisation", "organization") or child(element, "organisationDetails") is not None:
        return Organization
    return default


def read_organization(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, language: str | None
) -> Organization | None:
    """Read a party that can only be an organization, even if marked as a person: a provider or an outlet."""
    agent = read_agent(reader, element, concepts, language, Organization)
    if isinstance(agent, Person):
        return Organization(
            name=agent.name, url=agent.url, email=agent.email, same_as=agent.same_as, extensions=agent.extensions
        )
    return agent


def _identity(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> str | None:
    iri = concepts.iri(element)
    return reader.focus(element).iri(iri) if iri else None


def _email_element(element: "etree._Element") -> "etree._Element | None":
    for name in ("personDetails", "organisationDetails"):
        if (email := child(element, name, "contactInfo", "email")) is not None:
            return email
    return None


def _other_identities(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Iterator[str]:
    for same_as in children(element, "sameAs"):
        if iri := _identity(reader, same_as, concepts):
            yield iri


# --- what has no field ------------------------------------------------------------------------------------------------

_DETAILS: Final = frozenset(("personDetails", "organisationDetails"))
_NO_NATURE: Final = ("type", "typeuri")


def _further_of_concept(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    name: str,
    language: str | None,
    read: tuple[str, ...],
) -> tuple[Extension, ...]:
    """Return what of a concept has no field.

    Args:
        reader: the reader of the document.
        element: the property that names the concept.
        concepts: resolver of its QCodes.
        name: the name that was read.
        language: the preferred language of names.
        read: the names of the attributes that are read, and of the children that are if they can be understood.
    """
    children_read: list[etree._Element] = []
    kinds_read: list[str] = []
    n_children, has_attributes = 0, False
    for node in child_elements(element):
        n_children += 1
        kind = local_name(node)
        if kind == "name":
            is_read = kind not in kinds_read and one_line(node) == name
        elif kind == "definition":
            is_read = kind in read and kind not in kinds_read
        elif kind == "sameAs":
            is_read = kind in read and bool(concepts.iri(node)) and not len(node)
        elif kind == "related":
            is_read = kind in read and concepts.iri(node, "rel") == _IN_SCHEME and not len(node)
        else:
            is_read = kind in _DETAILS and _has_only_email(node)
        if is_read:
            children_read.append(node)
            kinds_read.append(kind)
            has_attributes = has_attributes or (kind in ("name", "definition") and bool(node.keys()))
    if len(children_read) == n_children and not has_attributes and not set(element.keys()).difference(read):
        return ()  # the usual case
    return further(reader, element, read, children_read, language)


def _identity_read(element: "etree._Element", concepts: QCodeResolver) -> tuple[str, ...]:
    """Return the names of the attributes that the IRI of a concept was read from."""
    if element.get("uri"):
        return ("uri",)
    return ("qcode",) if concepts.iri(element) else ()


def _read_of_agent(element: "etree._Element", concepts: QCodeResolver, name: str) -> tuple[str, ...]:
    nature = (concepts.nature(element) or "").lower()
    return (
        "sameAs",
        *_identity_read(element, concepts),
        *(("literal",) if fold(element.get("literal", "")) == name else ()),
        *(_NO_NATURE if nature in ("person", "organisation", "organization") else ()),
    )


def _has_only_email(details: "etree._Element") -> bool:
    """Return whether the details of a party are one e-mail address."""
    if details.keys() or len(details) != 1 or len(details[0]) != 1:
        return False
    contact, email = details[0], details[0][0]
    names = (local_name(contact), local_name(email))
    return names == ("contactInfo", "email") and not (contact.keys() or email.keys() or len(email))


# --- subjects ---------------------------------------------------------------------------------------------------------


def read_subjects(
    reader: ElementReader,
    content_meta: "etree._Element | None",
    concepts: QCodeResolver,
    language: str | None,
    body_topics: set[str],
) -> tuple[list[Topic], list[Category]]:
    """Read the subjects of an item: those with a concept nature are topics, Media Topics and all others categories.

    Args:
        reader: the reader of the document.
        content_meta: the `<contentMeta>` of the item.
        concepts: resolver of its QCodes.
        language: the preferred language of names.
        body_topics: IRIs of the body's topics; a Media Topic among them is a topic here too.
    """
    topics: list[Topic] = []
    categories: list[Category] = []
    for element in children(content_meta, "subject"):
        nature = concepts.nature(element)
        code = concepts.media_topic(element)
        name = concept_name(element, language)
        topic = category = None
        if nature is not None and name and (code is None or concepts.iri(element) in body_topics):
            topic = _read_topic(reader, element, concepts, name, nature, language)
            topics += [topic] if topic else []
        elif category := _read_category(reader, element, concepts, name, code, language):
            categories.append(category)
        if topic is None and category is None:
            reader.keep(element)
    return topics, categories


def _read_topic(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    name: str,
    nature: str,
    language: str | None,
) -> Topic | None:
    definition = child(element, "definition")
    kind = TOPIC_KINDS.get(nature.lower())
    read = (
        *_identity_read(element, concepts),
        *(("literal",) if fold(element.get("literal", "")) == name else ()),
        *(_NO_NATURE if kind else ()),
        "definition",
        "sameAs",
    )
    return reader.focus(element).build(
        Topic,
        {
            "name": name,
            "kind": kind or "thing",
            "description": "" if definition is None else plain_text(definition),
            "url": _identity(reader, element, concepts),
            "same_as": tuple(_other_identities(reader, element, concepts)),
            "extensions": _further_of_concept(reader, element, concepts, name, language, read),
        },
    )


def _read_category(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    label: str,
    media_topic: str | None,
    language: str | None,
) -> Category | None:
    read: tuple[str, ...] = _identity_read(element, concepts)
    url: str | None
    if media_topic is not None:
        term, url = media_topic, MEDIA_TOPICS
    else:
        literal = element.get("literal", "").strip(XML_SPACE)
        term = literal or concepts.code(element) or label
        if not term:
            return None
        iri = concepts.iri(element)
        scheme = _declared_scheme(element, concepts) if literal or not iri else iri.removesuffix(concepts.code(element))
        url = reader.focus(element).iri(scheme) if scheme else None
        read = ("literal", "related") if literal else (*read, "related")
    extensions = _further_of_concept(reader, element, concepts, label, language, read)
    return reader.build(Category, {"term": term, "scheme": url, "label": label, "extensions": extensions})


def _declared_scheme(element: "etree._Element", concepts: QCodeResolver) -> str:
    """Return the scheme that `<related rel="skos:inScheme">` names for a term, or ""."""
    for related in children(element, "related"):
        if concepts.iri(related, "rel") == _IN_SCHEME:
            return concepts.iri(related)
    return ""
