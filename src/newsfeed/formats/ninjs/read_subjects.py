"""Reading of concepts: the class of an item, its subjects, the people and things that it is about, and places."""

from collections.abc import Iterable
from functools import partial
from typing import Final, TypeAlias, get_args

import attrs

from newsfeed.errors import ModelError
from newsfeed.formats.ninjs.concepts import term_of
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.vocabulary import (
    ABOUT,
    CREATED,
    ENTITIES,
    FIELD_OF_RELATION,
    ITEM_CLASS,
    ITEM_TYPES,
    KIND,
    KINDS,
    NATURES,
    OTHER_TYPES,
    SECTION,
)
from newsfeed.model import Breadcrumb, Category, Place, Position, StoryKind, Topic
from newsfeed.reading.json.json_types import JsonObject, ModelFields
from newsfeed.values.escaping import quoted
from newsfeed.values.iris import is_iri
from newsfeed.values.link_safety import is_unsafe_text
from newsfeed.values.xml_chars import fold

_KINDS: Final = frozenset(get_args(StoryKind))


def read_class_and_subjects(item: MemberReader) -> ModelFields:
    """Take the type of the item and the subjects, each as the field that its relation names."""
    fields: ModelFields = {"keywords": tuple(item.strings("keywords"))}
    results = item.objects("subjects", read_subject)
    for name in ("categories", "keywords", "signals", "services", "audiences", "section_path"):
        fields[name] = (*fields.get(name, ()), *(value for field, value in results if field == name))
    item_class = _item_class(item)
    fields["item_class"] = item.only("subjects", [value for field, value in results if field == "item_class"])
    fields["item_class"] = fields["item_class"] or item_class
    fields["kind"] = item.only("subjects", [value for field, value in results if field == "kind"])
    fields["services"] += tuple(item.objects("service", _service))
    return fields


def _item_class(item: MemberReader) -> str:
    """Take the type of an item as a class."""
    item_type = item.members.get("type")
    if item_type in ITEM_TYPES:
        return item.text("type")
    if item_type in OTHER_TYPES["3.2"]:
        return NATURES + item.text("type")
    return "text"


def read_subject(subject: MemberReader) -> tuple[str, object] | None:
    """Read a subject as a field and its value; None if it has neither a name nor a code."""
    relation, name = subject.members.get("rel"), subject.members.get("name")
    if subject.members.keys() == {"name"} and isinstance(name, str):
        return ("keywords", subject.line("name")) if fold(name) else None
    if relation == SECTION and not subject.members.keys() - {"name", "uri", "rel"} and isinstance(name, str):
        crumb = subject.build(Breadcrumb, {"name": subject.line("name"), "url": subject.identifier("uri")})
        return None if crumb is None else ("section_path", crumb)
    if relation in (KIND, ITEM_CLASS) and (value := _single(subject)):
        return ("kind", value) if relation == KIND else ("item_class", value)
    field = FIELD_OF_RELATION.get(str(relation), "categories")
    if field != "categories":
        del subject.members["rel"]
    category = read_category(subject)
    return None if category is None else (field, category)


def _single(subject: MemberReader) -> str:
    """Return the kind of a story, or the class of an item, that a subject is; "" if it is neither."""
    members = subject.members
    if members.keys() == {"uri", "rel"} and isinstance(uri := members["uri"], str) and ":" in uri:
        return uri.removeprefix(NATURES) if uri == f"{NATURES}animation" else uri
    if members.keys() == {"name", "rel"} and isinstance(name := members["name"], str) and name in _KINDS:
        return name
    return ""


def read_category(subject: MemberReader) -> Category | None:
    """Read a concept as a category; None if it has neither an identifier nor a name."""
    uri, literal = subject.text("uri"), subject.text("literal")
    if is_unsafe_text(uri):
        subject.note("link.unsafe", f"the link {quoted(uri)} has a scheme that is unsafe; it is left out", "uri")
        uri = ""
    scheme, term = term_of(uri, literal)
    label = subject.line("name")
    if literal and fold(literal) != fold(term):
        subject.members["literal"] = literal
    if not fold(term):
        term, label = label, ""
    if not term:
        return None
    fields: ModelFields = {"term": term, "scheme": scheme, "label": label, "extensions": subject.extensions()}
    return subject.build(Category, fields, {"term": "uri", "scheme": "uri", "label": "name"})


def _service(entry: MemberReader) -> Category | None:
    """Read a service as Superdesk writes it, with a code and a name."""
    if entry.members.keys() - {"code", "name"} or not entry.members.get("code"):
        return None
    return entry.build(Category, {"term": entry.line("code"), "label": entry.line("name")})


# --- entities and places ---


def read_topics(item: MemberReader, body_topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Take the entities of an item; those that repeat a topic of the body give it their further members."""
    topics = list(body_topics)
    indexes: dict[_Key, list[int]] = {}
    for index, topic in reversed(list(enumerate(topics))):
        uri = topic.same_as[0] if topic.same_as else None
        indexes.setdefault((ENTITIES[topic.kind], topic.name, uri), []).append(index)

    def read(entity: MemberReader, array: str) -> Topic | None:
        if "rel" in entity.members and (matches := indexes.get(_key(entity.members, array))):
            index = matches.pop()
            topics[index] = attrs.evolve(topics[index], extensions=_without_identity(entity).extensions())
            return topics[index]
        if array == "places" or (topic := _topic(entity, array)) is None:
            return None
        new_topics.append(topic)
        return topic

    new_topics: list[Topic] = []
    for array in dict.fromkeys(ENTITIES.values()):
        item.objects(array, partial(read, array=array))
    return (*topics, *new_topics)


_Key: TypeAlias = tuple[str, str, str | None]
"""The array, the name and the IRI of an entity."""


def _key(members: JsonObject, array: str) -> _Key:
    name, uri = members.get("name"), members.get("uri")
    identity = uri if isinstance(uri, str) and is_iri(uri) else None
    return array, name if isinstance(name, str) else "", identity


def _without_identity(entity: MemberReader) -> MemberReader:
    entity.identifier("uri")
    for name in ("name", *(("rel",) if entity.members["rel"] == ABOUT else ())):
        del entity.members[name]
    return entity


def _topic(entity: MemberReader, array: str) -> Topic | None:
    if not isinstance(name := entity.members.get("name"), str) or not fold(name):
        return None
    fields: ModelFields = {"name": entity.line("name"), "kind": KINDS[array]}
    fields["same_as"] = (uri,) if (uri := entity.identifier("uri")) else ()
    if entity.members.get("rel") == ABOUT:
        del entity.members["rel"]
    return entity.build(Topic, {**fields, "extensions": entity.extensions()})


def read_places(item: MemberReader) -> tuple[Place, ...]:
    """Take the places, and the one that the item was filed from, unless it is among them."""
    places = tuple(item.objects("places", _place))
    located = item.line("located")
    if not located or any(place.name == located and place.role == CREATED for place in places):
        return places
    return (Place(name=located, role=CREATED), *places)


def _place(entity: MemberReader) -> Place | None:
    fields: ModelFields = {
        "name": entity.line("name"),
        "uri": entity.identifier("uri"),
        "role": entity.line("rel"),
        "position": _position(entity),
    }
    if not (fields["name"] or fields["uri"] or fields["position"]):
        return None
    return entity.build(Place, {**fields, "extensions": entity.extensions()})


def _position(entity: MemberReader) -> Position | None:
    """Take a point of GeoJSON; other geometries stay."""
    geometry = entity.members.get("geoJSON")
    if not isinstance(geometry, dict) or geometry.keys() != {"type", "coordinates"} or geometry["type"] != "Point":
        return None
    coordinates = geometry["coordinates"]
    if not isinstance(coordinates, list) or len(coordinates) not in (2, 3):
        return None
    numbers = [number for number in coordinates if isinstance(number, int | float) and not isinstance(number, bool)]
    if len(numbers) < len(coordinates):
        return None
    longitude, latitude, *altitude = numbers
    try:
        position = Position(latitude=latitude, longitude=longitude, altitude=altitude[0] if altitude else None)
    except ModelError:
        return None
    del entity.members["geoJSON"]
    return position
