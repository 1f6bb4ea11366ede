"""People, organizations and subjects, read from the properties that name them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import NATURES
from newsfeed.formats.newsml.navigation import child, children, concept_name, local_name, one_line
from newsfeed.formats.newsml.read.concept_account import (
    IN_SCHEME,
    NATURE,
    ReadOfConcept,
    further_of_concept,
    identity_read,
    literal_read,
)
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.media_links import read_media_link
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import plain_text
from newsfeed.model import MEDIA_TOPICS, Agent, Category, Organization, Person, Policies, Topic
from newsfeed.values.escaping import quoted
from newsfeed.values.link_safety import is_unsafe_text
from newsfeed.values.xml_chars import XML_SPACE

TOPIC_KINDS: Final = {
    **{nature.lower(): kind for kind, nature in NATURES.items()},
    "organization": "organization",
    "poi": "place",
    "concept": "thing",
}
"""Kind of topic by concept nature (cpnat) in lower case; case and spelling of natures vary in the field."""
_PARTY: Final = frozenset(("sameAs", "remoteInfo", "personDetails", "organisationDetails"))
"""The children of a party that are read."""
_TOPIC: Final = frozenset(("definition", "sameAs", "remoteInfo"))
"""The children of a topic that are read."""


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
    cls = _agent_class(element, concepts, default)
    fields: dict[str, object] = {"name": name, **_identity_fields(reader, element, concepts)}
    page = None
    # Most parties have a name only.
    if _has_details(element):
        contact = _contact_info(element)
        fields |= _agent_fields(reader, element, concepts, contact)
        fields |= (_person_fields if cls is Person else _organization_fields)(reader, element, concepts)
        page = str(fields["url"] or "") if child(contact, "web") is None else None
    read = _read_of_agent(element, concepts, name)
    fields["extensions"] = further_of_concept(reader, element, concepts, language, ReadOfConcept(name, read, page))
    return reader.focus(element).build(cls, fields)


def _read_of_agent(element: "etree._Element", concepts: QCodeResolver, name: str) -> frozenset[str]:
    """Return the names of the attributes and children of a party that are read."""
    read = _PARTY | identity_read(element, concepts) | literal_read(element, name)
    return read | NATURE if (concepts.nature(element) or "").lower() in _NATURES_OF_PARTIES else read


_NATURES_OF_PARTIES: Final = frozenset(("person", "organisation", "organization"))


def _has_details(element: "etree._Element") -> bool:
    """Return whether a party has more than an identity and one name."""
    if element.get("jobtitle") or element.get("jobtitleuri"):
        return True
    return len(element) > 1 or (len(element) == 1 and local_name(element[0]) != "name")


def _identity_fields(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> dict[str, object]:
    """Return the arguments that the attributes of a party give, and the concepts that are the same."""
    iri = _identity(reader, element, concepts)
    return {
        "same_as": (*((iri,) if iri else ()), *_other_identities(reader, element, concepts)),
        "id": None if iri else element.get("qcode", "").strip() or None,
        "role": concepts.party_role(element),
    }


def _agent_fields(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, contact: "etree._Element | None"
) -> dict[str, object]:
    """Return the arguments that people and organizations share, and that the content of a party gives."""
    own_values = _own_values(element, concepts)
    return {
        "url": _page(reader, element, concepts, contact),
        "email": one_line(child(contact, "email")) or None,
        **{field: value for field in ("id", "role") if (value := own_values.get(field))},
    }


def _person_fields(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> dict[str, object]:
    job_title = _own_values(element, concepts).get("job_title") or concepts.role(element, "jobtitle")
    return {"job_title": job_title, "avatar": _own_pages(reader, element, concepts).get("avatar")}


def _organization_fields(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver
) -> dict[str, object]:
    pages = _own_pages(reader, element, concepts)
    policies = {name.removeprefix("policy-"): url for name, url in pages.items() if name.startswith("policy-")}
    logos = (info for info in children(element, "remoteInfo") if concepts.field_name(info) == "logo")
    logo = next((read_media_link(reader, info, concepts) for info in logos), None)
    return {"logo": logo, "policies": reader.build(Policies, policies) if policies else None}


def _own_values(element: "etree._Element", concepts: QCodeResolver) -> dict[str, str]:
    """Return the values that newsfeed's writer puts into relations, by their field."""
    relations = children(element, "related")
    return {name: related.get("value", "") for related in relations if (name := concepts.field_name(related))}


def _own_pages(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> dict[str, str]:
    """Return the addresses of the pages that newsfeed's writer puts into `<remoteInfo>`, by their field."""
    pages = {}
    for info in children(element, "remoteInfo"):
        if (name := concepts.field_name(info)) and (url := reader.link_attribute(info)):
            pages[name] = url
    return pages


def _page(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, contact: "etree._Element | None"
) -> str | None:
    """Read the page of a party: in its contact information, else the first information about it on the web."""
    web = one_line(child(contact, "web"))
    if web:
        return reader.focus(element).iri(web)
    return next(filter(None, information_pages(reader, element, concepts)), None)


def information_pages(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver
) -> "Iterator[str | None]":
    """Yield the addresses of the pages that a concept refers to for information, without newsfeed's own fields."""
    for info in children(element, "remoteInfo"):
        if concepts.field_name(info) is None and info.get("href"):
            yield reader.link_attribute(info)


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
        fields = ("name", "url", "email", "same_as", "role", "id", "extensions")
        return Organization(**{field: getattr(agent, field) for field in fields})
    return agent


def _identity(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> str | None:
    iri = concepts.iri(element)
    return reader.focus(element).iri(iri) if iri else None


def _contact_info(element: "etree._Element") -> "etree._Element | None":
    for name in ("personDetails", "organisationDetails"):
        if (contact := child(element, name, "contactInfo")) is not None:
            return contact
    return None


def _other_identities(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Iterator[str]:
    for same_as in children(element, "sameAs"):
        if iri := _identity(reader, same_as, concepts):
            yield iri


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
        if "place" in _own_values(element, concepts):
            continue
        nature = concepts.nature(element)
        code = concepts.media_topic(element)
        name = concept_name(element, language)
        topic = category = None
        if nature is not None and name and (code is None or concepts.iri(element) in body_topics):
            topic = _read_topic(reader, element, concepts, name, nature, language)
            topics += [topic] if topic else []
        elif code is not None:
            read = identity_read(element, concepts)
            extensions = further_of_concept(reader, element, concepts, language, ReadOfConcept(name, read))
            category = Category(term=code, scheme=MEDIA_TOPICS, label=name, extensions=extensions)
        else:
            category = read_term(reader, element, concepts, language)
        categories += [category] if category else []
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
    page = next(filter(None, information_pages(reader, element, concepts)), None)
    read = _TOPIC | identity_read(element, concepts) | literal_read(element, name) | (NATURE if kind else frozenset())
    return reader.focus(element).build(
        Topic,
        {
            "name": name,
            "kind": kind or "thing",
            "description": "" if definition is None else plain_text(definition),
            "url": page,
            "same_as": (
                *filter(None, (_identity(reader, element, concepts),)),
                *_other_identities(reader, element, concepts),
            ),
            "extensions": further_of_concept(reader, element, concepts, language, ReadOfConcept(name, read, page)),
        },
    )


def read_terms(
    reader: ElementReader,
    parent: "etree._Element | None",
    name: str,
    concepts: QCodeResolver,
    language: str | None,
) -> Iterator[Category]:
    """Read the terms in all elements of one name: genres, audiences, signals, services."""
    for element in children(parent, name):
        if term := read_term(reader, element, concepts, language):
            yield term
        else:
            reader.keep(element)


def read_term(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    language: str | None,
    read: frozenset[str] = frozenset(),
) -> Category | None:
    """Read the term that an element names by a literal, an IRI, a QCode or only a name; None without any.

    Args:
        reader: the reader of the document.
        element: the element.
        concepts: resolver of its QCodes.
        language: the preferred language of its name.
        read: the names of further attributes that are read.
    """
    label = concept_name(element, language)
    literal = element.get("literal", "").strip(XML_SPACE)
    iri, code = concepts.iri(element), concepts.code(element)
    if is_unsafe_text(iri):
        message = f"the link {quoted(iri)} has a scheme that is unsafe in a link; it is left out"
        reader.focus(element).note("link.unsafe", message)
        iri = code = ""
    term = literal or code or label
    if not term:
        return None
    label = label if literal or code else ""
    scheme = _declared_scheme(element, concepts) if literal or not iri else iri.removesuffix(code)
    url = reader.focus(element).iri(scheme) if scheme else None
    parts = ReadOfConcept(concept_name(element, language), read | _read_of_term(element, concepts))
    extensions = further_of_concept(reader, element, concepts, language, parts)
    return reader.build(Category, {"term": term, "scheme": url, "label": label, "extensions": extensions})


def _read_of_term(element: "etree._Element", concepts: QCodeResolver) -> frozenset[str]:
    """Return the names of the attributes and children of a term that are read; a literal wins over the other names."""
    if element.get("literal"):
        return _LITERAL_TERM
    return identity_read(element, concepts) or _SCHEMED


_SCHEMED: Final = frozenset(("related",))
_LITERAL_TERM: Final = frozenset(("literal", "related"))


def _declared_scheme(element: "etree._Element", concepts: QCodeResolver) -> str:
    """Return the scheme that `<related rel="skos:inScheme">` names for a term, or ""."""
    for related in children(element, "related"):
        if concepts.iri(related, "rel") == IN_SCHEME:
            return concepts.iri(related)
    return ""
