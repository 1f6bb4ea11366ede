"""People, organizations and subjects, read from the properties that name them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import NATURES, SCHEMES
from newsfeed.formats.newsml.navigation import child, children, concept_name, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.object_account import unread_of
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import plain_text
from newsfeed.model import MEDIA_TOPICS, Agent, Category, Organization, Person, Topic
from newsfeed.values.xml_chars import XML_SPACE

TOPIC_KINDS: Final = {
    **{nature.lower(): kind for kind, nature in NATURES.items()},
    "organization": "organization",
    "poi": "place",
    "concept": "thing",
}
"""Kind of topic by concept nature (cpnat) in lower case; case and spelling of natures vary in the field."""
AGENT_NATURES: Final = frozenset(("person", "organisation", "organization"))
"""The concept natures that the class of an agent says."""

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
    fields = {
        "name": name,
        "url": _identity(reader, element, concepts),
        "email": one_line(_email_element(element)) or None,
        "same_as": tuple(_other_identities(reader, element, concepts)),
    }
    extensions = unread_of(reader, element, fields, concepts, language, AGENT_NATURES)
    return reader.focus(element).build(_agent_class(element, concepts, default), {**fields, "extensions": extensions})


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
    fields = {
        "name": name,
        "kind": TOPIC_KINDS.get(nature.lower(), "thing"),
        "description": "" if definition is None else plain_text(definition),
        "url": _identity(reader, element, concepts),
        "same_as": tuple(_other_identities(reader, element, concepts)),
    }
    extensions = unread_of(reader, element, fields, concepts, language, TOPIC_KINDS)
    return reader.focus(element).build(Topic, {**fields, "extensions": extensions})


def _read_category(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    label: str,
    media_topic: str | None,
    language: str | None,
) -> Category | None:
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
    fields = {"term": term, "scheme": url, "label": label, "same_as": (f"{url or ''}{term}",)}
    extensions = unread_of(reader, element, fields, concepts, language)
    return reader.build(Category, {"term": term, "scheme": url, "label": label, "extensions": extensions})


def _declared_scheme(element: "etree._Element", concepts: QCodeResolver) -> str:
    """Return the scheme that `<related rel="skos:inScheme">` names for a term, or ""."""
    for related in children(element, "related"):
        if concepts.iri(related, "rel") == _IN_SCHEME:
            return concepts.iri(related)
    return ""
