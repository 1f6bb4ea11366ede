"""Reading of the small nodes around a story: people, organizations, media, rights, terms and topics."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from newsfeed.formats.jsonld.extension_properties import build, note_dropped, take_properties
from newsfeed.formats.jsonld.graph_layout import RIGHTS_PROPERTIES, TOPIC_TYPES
from newsfeed.formats.jsonld.identity import is_identity
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.model import (
    POLICY_NAMES,
    Agent,
    Category,
    Media,
    Medium,
    Organization,
    Person,
    Policies,
    Rendition,
    Rights,
    Topic,
    TopicKind,
    Usage,
)
from newsfeed.rights.uses import is_address
from newsfeed.values.dates import parse_duration

_MEDIA_TYPES: Final[dict[str, Medium]] = {
    "ImageObject": "image",
    "VideoObject": "video",
    "AudioObject": "audio",
    "DigitalDocument": "document",
}
_MEDIA_PROPERTIES: Final[dict[str, Medium]] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "associatedMedia": "other",
}
_TOPIC_KINDS: Final[dict[str, TopicKind]] = {name: kind for kind, name in TOPIC_TYPES.items() if kind != "thing"}


class Terms(NamedTuple):
    """The keywords and categories of a story or feed."""

    keywords: tuple[str, ...]
    categories: tuple[Category, ...]


# --- people and organizations ----------------------------------------------------------------------------------------------


def read_agents(reader: NodeReader, *names: str) -> tuple[Agent, ...]:
    """Return the people and organizations in the first of these properties that has any."""
    return tuple(_agents(reader, names))


def read_agent(reader: NodeReader, *names: str) -> Agent | None:
    """Return the first person or organization in these properties."""
    return next(_agents(reader, names), None)


def _agents(reader: NodeReader, names: tuple[str, ...]) -> Iterator[Agent]:
    for entity, role in reader.iter_roles(*names):
        if not isinstance(entity, NodeReader):
            agents: list[Agent | None] = [_named_person(entity, reader, names)]
        elif entity.node.is_a("Organization"):
            agents = [read_organization(entity, role)]
        else:
            agents = [_read_person(entity, role), *_namesakes(entity, role)]
        yield from (agent for agent in agents if agent)


def _named_person(name: str, reader: NodeReader, names: tuple[str, ...]) -> Person | None:
    location = reader.location(*names)
    if _is_address(name):
        message = f"{name!r:.200} is an address without a name; the author is left out"
        reader.lenient.note("author.nameless", message, location)
        return None
    return reader.lenient.build(Person, {"name": name}, location)


def _read_person(reader: NodeReader, role: str) -> Person | None:
    full_name = " ".join([*reader.texts("givenName")[:1], *reader.texts("familyName")[:1]])
    name = reader.line("name") or full_name or reader.line("alternateName")
    if not reader.by_newsfeed:
        _mark_names(reader)
    fields = {
        "name": name or None,
        "avatar": reader.link("image"),
        "job_title": reader.line("jobTitle"),
        "role": role,
        **_contact_fields(reader),
    }
    return build(reader, Person, fields)


def _mark_names(reader: NodeReader) -> None:
    """Record the further names of a node as read: they are people of their own."""
    if _has_several_names(reader):
        reader.node.mark_all("name")


def _namesakes(reader: NodeReader, role: str) -> Iterator[Person | None]:
    """Yield the other people that one node names: publishers write several authors as a list of names."""
    if reader.by_newsfeed or not _has_several_names(reader):
        return
    for name in reader.texts("name")[1:]:
        yield reader.lenient.build(Person, {"name": name, "role": role}, reader.location("name"))


def _has_several_names(reader: NodeReader) -> bool:
    names = reader.node.values.get("name", ())
    # Names with a language are those of one person in several languages.
    return len(names) > 1 and all(type(name) is str for name in names)


def read_organization(reader: NodeReader, role: str = "") -> Organization | None:
    """Read an organization; the node may also be a person in the place of one.

    Args:
        reader: the node.
        role: the part that the organization has in the story.
    """
    name = reader.line("name", "legalName", "alternateName")
    pages = {field: reader.link(property_name) for field, property_name in POLICY_NAMES.items()}
    fields = {
        "name": name or None,
        "logo": _read_logo(reader),
        "role": role,
        "policies": reader.lenient.build(Policies, pages, reader.location()) if any(pages.values()) else None,
        **_contact_fields(reader),
    }
    return build(reader, Organization, fields)


def find_organization(reader: NodeReader, *names: str) -> Organization | None:
    """Return the first organization in the first of these properties that has a value; a text is taken as its name."""
    for entity, role in reader.iter_roles(*names):
        if isinstance(entity, NodeReader):
            return read_organization(entity, role)
        if not _is_address(entity):
            return reader.lenient.build(Organization, {"name": entity}, reader.location(*names))
        note_dropped(reader, next(name for name in names if name in reader.node.values), entity)
    return None


def _read_logo(reader: NodeReader) -> Media | str | None:
    """Return the logo of an organization: its address, or a medium if the document describes it."""
    for entity in reader.iter_entities("logo", "image"):
        if isinstance(entity, NodeReader) and (logo := read_medium(entity)):
            return logo
    return reader.link("logo", "image")


def _contact_fields(reader: NodeReader) -> dict[str, object]:
    email = reader.text("email")
    return {
        "id": reader.identifier() or None,
        "email": email.removeprefix("mailto:").strip() or None,
        **address_fields(reader),
    }


def address_fields(reader: NodeReader) -> dict[str, object]:
    """Return the page about a person, organization or topic, and the pages that identify it.

    The IRI of a registry identifies it, wherever it is written. Without a `url`, the identifier of the node is the page.
    """
    url, same_as = reader.link("url"), reader.links("sameAs")
    if reader.by_newsfeed:
        return {"url": url, "same_as": tuple(same_as)}
    if url and is_identity(url):
        same_as.insert(0, url)
        url = None
    address = reader.page_address() if reader.node.id else None
    if address and is_identity(address):
        same_as.append(address)
    elif address and url is None:
        url = address
    elif address and url and address.rstrip("/") != url.rstrip("/"):
        same_as.append(address)
    return {"url": url, "same_as": tuple(dict.fromkeys(same_as))}


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://", "#", "_:"))


# --- media and rights ------------------------------------------------------------------------------------------------------


def read_media(reader: NodeReader) -> tuple[Media, ...]:
    """Return the images, videos, recordings and documents of a work, by their `position` or else in document order."""
    positioned: list[tuple[int, Media]] = []
    for name in reader.node.values:
        if name in _MEDIA_PROPERTIES:
            for entity in reader.entities(name):
                index = len(positioned)
                position = None if isinstance(entity, str) else entity.integer("position")
                if medium := _read_media_value(entity, reader, name):
                    positioned.append((index if position is None else position, medium))
    positioned.sort(key=lambda pair: pair[0])
    return tuple(medium for _, medium in positioned)


def _read_media_value(entity: NodeReader | str, reader: NodeReader, name: str) -> Media | None:
    default = _MEDIA_PROPERTIES[name]
    if isinstance(entity, NodeReader):
        return read_medium(entity, default)
    url = reader.iri(entity, name)
    return reader.lenient.build(Media, {"url": url, "medium": default}, reader.location(name)) if url else None


def read_medium(reader: NodeReader, default: Medium = "image") -> Media | None:
    """Read a media object; None for one without an address.

    Args:
        reader: the media object.
        default: the medium if the type of the node does not tell it.
    """
    url = reader.address()
    if url is None:
        reader.node.forget()
        return None
    media_type = reader.text("encodingFormat", "fileFormat")
    fields = {
        "url": url,
        "type": media_type if "/" in media_type else None,
        "medium": next((medium for name, medium in _MEDIA_TYPES.items() if reader.node.is_a(name)), default),
        "length": reader.integer("contentSize"),
        "width": reader.integer("width", minimum=1),
        "height": reader.integer("height", minimum=1),
        "duration": parse_duration(reader.text("duration")),
        "title": reader.line("name"),
        "alt": reader.line("description"),
        "caption": reader.rich("caption"),
        "credit": reader.line("creditText") or ", ".join(reader.texts("creator", "author")),
        "language": reader.language("inLanguage"),
        "thumbnail": reader.link("thumbnailUrl", "thumbnail"),
        "poster": reader.link("image"),
        "uploaded": reader.date("uploadDate"),
        "renditions": tuple(_read_renditions(reader)),
    }
    return build(reader, Media, fields)


def _read_renditions(reader: NodeReader) -> Iterator[Rendition]:
    """Yield the other files of a medium."""
    for file in reader.nodes("encoding"):
        media_type = file.text("encodingFormat", "fileFormat")
        fields = {
            "url": file.link("contentUrl", "url"),
            "role": file.line("name"),
            "type": media_type if "/" in media_type else None,
            "length": file.integer("contentSize"),
            "width": file.integer("width", minimum=1),
            "height": file.integer("height", minimum=1),
            "duration": parse_duration(file.text("duration")),
        }
        if not fields["url"]:
            file.node.forget()
        elif rendition := build(file, Rendition, fields):
            yield rendition


def read_rights(reader: NodeReader) -> Rights | None:
    """Return the rights in a work; None if the document does not mention any."""
    fields = {
        "notice": reader.line("copyrightNotice"),
        "holder": read_agent(reader, "copyrightHolder"),
        "year": reader.integer("copyrightYear", minimum=1),
        "license": reader.link("license"),
        "usage_terms": _usage_terms(reader),
        "extensions": take_properties(reader, RIGHTS_PROPERTIES),
    }
    filled = {name: value for name, value in fields.items() if value}
    return reader.lenient.build(Rights, filled, reader.location()) if filled else None


def _usage_terms(reader: NodeReader) -> str:
    for entity in reader.iter_entities("usageInfo"):
        if not isinstance(entity, str):
            return entity.text("text", "url", "name") or entity.address() or ""
        if not is_address(entity):
            return entity
    return ""


def read_usage(reader: NodeReader) -> Usage | None:
    """Return the pages about the use of a work by machines; None if the document does not mention any."""
    pages = (entity for entity in reader.iter_entities("usageInfo") if isinstance(entity, str) and is_address(entity))
    fields = {"policy_url": next(pages, None), "contact_url": reader.link("acquireLicensePage")}
    return reader.lenient.build(Usage, fields, reader.location()) if any(fields.values()) else None


# --- terms and topics ------------------------------------------------------------------------------------------------------


def read_terms(reader: NodeReader) -> Terms:
    """Return the keywords and categories of a work.

    A single text of another publisher is split at its commas: many write all keywords into one.
    """
    is_list = len(reader.node.values.get("keywords", ())) == 1 and not reader.by_newsfeed
    keywords: list[str] = []
    defined_terms: list[Category] = []
    for entity in reader.entities("keywords"):
        if isinstance(entity, NodeReader):
            category = read_category(entity)
            defined_terms += [category] if category else []
        else:
            keywords += [word for word in entity.split(",") if word.strip()] if is_list else [entity]
    return Terms(tuple(keywords), tuple(_ordered_categories(reader.texts("articleSection"), defined_terms)))


def read_category(reader: NodeReader) -> Category | None:
    """Read a term of a classification."""
    code, name = reader.text("termCode"), reader.line("name")
    scheme = reader.link("inDefinedTermSet", "inCodeSet")
    fields = {"term": code or name or None, "label": name if code else "", "scheme": scheme}
    return build(reader, Category, fields)


def _ordered_categories(sections: list[str], defined_terms: list[Category]) -> Iterator[Category]:
    """Yield the categories in the order of the sections, each by its DefinedTerm if it has one of that name."""
    pending = deque(defined_terms)
    for section in sections:
        if pending and section == (pending[0].label or pending[0].term):
            yield pending.popleft()
        else:
            yield Category(term=section)  # `texts` returns no empty text, so the model accepts it.
    yield from pending


def read_topics(reader: NodeReader) -> tuple[Topic, ...]:
    """Return the topics of an article: first those it is about, then those it mentions.

    Topics with this library's anchors are put in the order of the anchors instead.
    """
    numbered: list[tuple[int, Topic]] = []
    for name in ("about", "mentions"):
        for entity in reader.entities(name):
            number = 0 if isinstance(entity, str) else anchor_number(entity.node.id, "topic")
            if topic := _read_topic(entity, reader, name):
                numbered.append((number, topic))
    numbered.sort(key=lambda pair: pair[0])
    return tuple(topic for _, topic in numbered)


def _read_topic(entity: NodeReader | str, reader: NodeReader, property_name: str) -> Topic | None:
    if isinstance(entity, str):
        if _is_address(entity):
            note_dropped(reader, property_name, entity)
            return None
        return reader.lenient.build(Topic, {"name": entity}, reader.location(property_name))
    fields = {
        "name": entity.line("name", "headline", "alternateName"),
        "kind": next((kind for type_name, kind in _TOPIC_KINDS.items() if entity.node.is_a(type_name)), "thing"),
        "description": entity.line("description"),
        **address_fields(entity),
    }
    if fields["name"]:
        return build(entity, Topic, fields)
    entity.node.forget()
    return None


def anchor_number(identifier: str | None, name: str) -> int:
    """Return the number in an anchor of the body, 2 for `...#topic-2`; 0 if the identifier has no such anchor."""
    match = re.search(rf"[#/]{name}-([0-9]{{1,9}})$", identifier or "")
    return int(match[1]) if match else 0
