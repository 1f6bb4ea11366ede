"""People, organizations and subjects out of the properties that name them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.codes import NATURES, SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, elements, line, local, name_of
from newsfeed.formats.newsml.read_text import plain_of
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import MEDIA_TOPICS, Agent, Category, Organization, Person, Topic
from newsfeed.values.xml_chars import XML_SPACE

_KINDS: Final = {
    **{nature.lower(): kind for kind, nature in NATURES.items()},
    "organization": "organization",
    "poi": "place",
    "concept": "thing",
}
"""The kind of topic of each concept nature (cpnat), whose case and spelling vary in the field."""


def agent(
    reader: Reader, element: "etree._Element", concepts: Concepts, language: str | None, default: type[Agent] = Person
) -> Agent | None:
    """Read a party: a creator, contributor, provider, holder of rights.

    Args:
        reader: takes the values.
        element: the property.
        concepts: resolves its QCodes.
        language: which of several names is wanted.
        default: what a party is that does not say whether it is a person or an organization.

    Returns:
        None where it has neither a name nor a code.
    """
    name = name_of(element, language) or element.get("literal", "").strip(XML_SPACE) or concepts.code(element)
    if not name:
        return None
    return reader.within(element).build(
        _class_of(element, concepts, default),
        {
            "name": name,
            "url": _identity(reader, element, concepts),
            "email": line(_email(element)) or None,
            "same_as": tuple(_same_as(reader, element, concepts)),
        },
    )


def _class_of(element: "etree._Element", concepts: Concepts, default: type[Agent]) -> type[Agent]:
    nature = (concepts.nature(element) or "").lower()
    if nature == "person" or child(element, "personDetails") is not None:
        return Person
    if nature in ("organisation", "organization") or child(element, "organisationDetails") is not None:
        return Organization
    return default


def organization(
    reader: Reader, element: "etree._Element", concepts: Concepts, language: str | None
) -> Organization | None:
    """Read a party that is an organization whatever it says of itself: a provider, a source."""
    found = agent(reader, element, concepts, language, Organization)
    if isinstance(found, Person):
        return Organization(name=found.name, url=found.url, email=found.email, same_as=found.same_as)
    return found


def _identity(reader: Reader, element: "etree._Element", concepts: Concepts) -> str | None:
    found = concepts.iri(element)
    return reader.within(element).iri(found) if found else None


def _email(element: "etree._Element") -> "etree._Element | None":
    for name in ("personDetails", "organisationDetails"):
        if (found := child(element, name, "contactInfo", "email")) is not None:
            return found
    return None


def _same_as(reader: Reader, element: "etree._Element", concepts: Concepts) -> Iterator[str]:
    for same in children(element, "sameAs"):
        if found := _identity(reader, same, concepts):
            yield found


# --- subjects ---------------------------------------------------------------------------------------------------------


def subjects(
    reader: Reader, content: "etree._Element | None", concepts: Concepts, language: str | None, known: set[str]
) -> tuple[list[Topic], list[Category]]:
    """Read the subjects of an item: what has a concept nature is a topic; Media Topics and the rest are categories.

    Args:
        reader: takes the values.
        content: the contentMeta.
        concepts: resolves their QCodes.
        language: which of several names is wanted.
        known: IRIs of Media Topics that the body shows as topics.
    """
    topics: list[Topic] = []
    categories: list[Category] = []
    for element in children(content, "subject"):
        nature = concepts.nature(element)
        code = concepts.media_topic(element)
        name = name_of(element, language)
        if nature is not None and name and (code is None or concepts.iri(element) in known):
            topic = _topic(reader, element, concepts, name, nature)
            topics += [topic] if topic else []
        elif code is not None:
            categories.append(Category(term=code, scheme=MEDIA_TOPICS, label=name))
        elif category := _category(reader, element, concepts, name):
            categories.append(category)
    return topics, categories


def _topic(reader: Reader, element: "etree._Element", concepts: Concepts, name: str, nature: str) -> Topic | None:
    definition = child(element, "definition")
    return reader.within(element).build(
        Topic,
        {
            "name": name,
            "kind": _KINDS.get(nature.lower(), "thing"),
            "description": "" if definition is None else plain_of(definition),
            "url": _identity(reader, element, concepts),
            "same_as": tuple(_same_as(reader, element, concepts)),
        },
    )


def _category(reader: Reader, element: "etree._Element", concepts: Concepts, label: str) -> Category | None:
    literal = element.get("literal", "").strip(XML_SPACE)
    term = literal or concepts.code(element) or label
    if not term:
        return None
    scheme = _scheme(element, concepts) if literal or not concepts.iri(element) else _scheme_of(element, concepts)
    url = reader.within(element).iri(scheme) if scheme else None
    return reader.build(Category, {"term": term, "scheme": url, "label": label})


def _scheme(element: "etree._Element", concepts: Concepts) -> str:
    """Give the scheme that a term is said to be in (skos:inScheme), or ""."""
    for each in elements(element):
        if local(each) == "related" and concepts.iri(each, "rel") == f"{SCHEMES['skos']}inScheme":
            return concepts.iri(each)
    return ""


def _scheme_of(element: "etree._Element", concepts: Concepts) -> str:
    found = concepts.iri(element)
    return found[: len(found) - len(concepts.code(element))]
