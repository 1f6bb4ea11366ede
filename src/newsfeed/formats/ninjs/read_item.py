"""Reading of items of ninjs 3: stories, and the packages that hold them."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final, get_args

import attrs

from newsfeed.errors import ModelError
from newsfeed.formats.ninjs.concepts import term_of
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.read_media import Associations, merged, own_media, read_associations, read_page
from newsfeed.formats.ninjs.read_parties import Parties, read_parties, read_rights, read_sources
from newsfeed.formats.ninjs.read_texts import read_descriptions, read_headlines, take_body
from newsfeed.formats.ninjs.vocabulary import (
    ABOUT,
    CREATED,
    ENTITIES,
    FEED_PROFILE,
    FIELD_OF_RELATION,
    ITEM_CLASS,
    ITEM_TYPES,
    KIND,
    KINDS,
    NATURES,
    OTHER_TYPES,
    SECTION,
    SOURCE_TYPE,
    WEB,
)
from newsfeed.formats.ninjs.write_item import feed_uri
from newsfeed.formats.ninjs.write_parties import in_printed_order, printed_names
from newsfeed.model import AIUse, AltId, Breadcrumb, Category, Feed, Place, Position, Story, StoryKind, Topic
from newsfeed.model.newsroom import to_digital_source
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold

_KINDS: Final = frozenset(get_args(StoryKind))
_WORD: Final = re.compile(r"\w+")
_LARGEST: Final = 2**53
_STEPS: Final[Mapping[str, str]] = {
    "headline": "headlines",
    "id": "uri",
    "published": "firstCreated",
    "updated": "versionCreated",
    "media": "associations",
    "ed_note": "edNote",
    "byline": "by",
}


def is_package(members: JsonObject) -> bool:
    """Return whether an item is a feed: a composite without a body whose associations are its stories."""
    if isinstance(members.get("items"), list) and "headlines" not in members:
        return True
    if members.get("type") != "composite" or members.get("bodies"):
        return False
    associations = members.get("associations")
    if members.get("profile") == FEED_PROFILE:
        return True
    types = (
        [entry.get("type") for entry in associations if isinstance(entry, dict)]
        if isinstance(associations, list)
        else []
    )
    return any(item_type in ("text", "composite") for item_type in types)


# --- stories ---


def read_story(item: MemberReader) -> Story | None:
    """Read an item as a story."""
    item.members.pop("standard", None)
    fields = _texts(item)
    parties = read_parties(item)
    fields |= _class_and_subjects(item)
    fields |= _parties(item, parties)
    fields |= _facts(item)
    fields["topics"] = _topics(item, fields.get("topics", ()))
    fields["places"] = _places(item)
    fields["url"] = read_page(item, WEB)
    own, associations = own_media(item, fields["item_class"]), read_associations(item)
    fields |= _associated(associations)
    fields["media"] = merged(own, associations.media)
    if (name := item.members.get("name")) is not None and name in (fields.get("headline"), fields["id"]):
        del item.members["name"]  # of an association
    fields["extensions"] = item.extensions()
    return item.lenient.story(fields, item.location(), steps=_STEPS)


def _texts(item: MemberReader) -> ModelFields:
    """Take headlines, descriptions and bodies; a summary in the body has its markup, and so replaces the plain one."""
    headline, alternatives = read_headlines(item)
    source = _digital_source(item)
    descriptions = read_descriptions(item, is_disclosed=source is not None)
    html, step = take_body(item)
    body = item.lenient.body(html, item.base, item.location(*step.split("/"))) if html else {}
    summary = descriptions.summary
    if "summary" in body and summary and _words(str(body["summary"])) != _words(str(summary)):
        item.report_dropped("descriptions", str(summary), "since the summary in the body replaces it")
    return {
        "headline": headline,
        "alternative_headlines": alternatives,
        "summary": summary,
        "creditline": descriptions.creditline,
        "dateline": descriptions.dateline,
        "ai": AIUse(source=source, statement=descriptions.disclosure) if source else None,
        **body,
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _digital_source(item: MemberReader) -> str | None:
    """Take the digital source type; in ninjs 2.1 it is a subject."""
    sources = [
        *item.objects(SOURCE_TYPE, _source_type),
        *item.objects("subjects", lambda subject: _source_type(subject, SOURCE_TYPE)),
    ]
    return sources[0] if sources else None


def _source_type(entry: MemberReader, relation: str | None = None) -> str | None:
    uri = entry.members.get("uri")
    if entry.members.get("rel") != relation or entry.members.keys() - {"uri", "rel"} or not isinstance(uri, str):
        return None
    try:
        return AIUse(source=to_digital_source(uri)).source
    except ModelError:
        return None


def _parties(item: MemberReader, parties: Parties) -> ModelFields:
    """Take everyone who has a part in the item; a byline of the authors' names alone says nothing more."""
    byline = item.line("by")
    authors = in_printed_order(parties.authors, byline)
    publisher, source_name = read_sources(item)
    return {
        "authors": authors,
        "contributors": parties.contributors,
        "publisher": publisher,
        "source_name": source_name,
        "byline": "" if byline == printed_names(authors) else byline,
        "rights": read_rights(item, parties.holders),
    }


def _facts(item: MemberReader) -> ModelFields:
    """Take the members that are a single value."""
    return {
        "id": fold(iri_to_id(item.text("uri"))),
        "language": item.language("language"),
        "published": item.date("firstCreated"),
        "updated": item.date("versionCreated"),
        "embargo": item.date("embargoedUntil"),
        "expires": item.date("expires"),
        "version": _version(item),
        "status": _status(item),
        "urgency": item.whole("urgency", 1, 9),
        "slugline": item.line("slugline"),
        "ed_note": item.text("edNote"),
        "genre": tuple(item.objects("genres", _category)),
        "alt_ids": tuple(item.objects("altIds", _alt_id)),
    }


def _version(item: MemberReader) -> int | None:
    version = item.members.get("version")
    if not isinstance(version, str) or not version.isascii() or not version.isdigit() or version.startswith("0"):
        return None
    if not 1 <= int(version[:20]) <= _LARGEST:
        return None
    del item.members["version"]
    return int(version)


def _status(item: MemberReader) -> str | None:
    if item.members.get("pubStatus") not in ("usable", "withheld", "canceled"):
        return None
    return item.text("pubStatus")


def _alt_id(entry: MemberReader) -> AltId | None:
    value, role = entry.members.get("value"), entry.members.get("role", "")
    if entry.members.keys() - {"role", "value"} or not isinstance(role, str) or not isinstance(value, str):
        return None
    if not fold(value):
        return None
    return entry.build(AltId, {"value": entry.line("value"), "role": entry.line("role")})


# --- subjects ---


def _class_and_subjects(item: MemberReader) -> ModelFields:
    """Take the type of the item and the subjects, each as the field that its relation names."""
    fields: ModelFields = {"keywords": tuple(item.strings("keywords"))}
    results = item.objects("subjects", _subject)
    for name in ("categories", "keywords", "signals", "services", "audiences", "section_path"):
        fields[name] = (*fields.get(name, ()), *(value for field, value in results if field == name))
    classes = [value for field, value in results if field == "item_class"]
    item_class = _item_class(item)
    fields["item_class"] = classes[0] if classes else item_class
    fields["kind"] = next((value for field, value in results if field == "kind"), None)
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


def _subject(subject: MemberReader) -> tuple[str, object] | None:
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
    category = _category(subject)
    return None if category is None else (field, category)


def _single(subject: MemberReader) -> str:
    """Return the kind of a story, or the class of an item, that a subject is; "" if it is neither."""
    members = subject.members
    if members.keys() == {"uri", "rel"} and isinstance(uri := members["uri"], str) and ":" in uri:
        return uri.removeprefix(NATURES) if uri == f"{NATURES}animation" else uri
    if members.keys() == {"name", "rel"} and isinstance(name := members["name"], str) and name in _KINDS:
        return name
    return ""


def _category(subject: MemberReader) -> Category | None:
    """Read a concept as a category; None if it has neither an identifier nor a name."""
    uri, literal = subject.text("uri"), subject.text("literal")
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


def _topics(item: MemberReader, body_topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Take the entities of an item; those that repeat a topic of the body give it their further members."""
    topics = list(body_topics)
    unmatched = set(range(len(topics)))

    def read(entity: MemberReader, array: str) -> Topic | None:
        for index in sorted(unmatched):
            if ENTITIES[topics[index].kind] == array and _is_topic(entity.members, topics[index]):
                unmatched.discard(index)
                topics[index] = attrs.evolve(topics[index], extensions=_without_identity(entity).extensions())
                return topics[index]
        if array == "places" or (topic := _topic(entity, array)) is None:
            return None
        others.append(topic)
        return topic

    others: list[Topic] = []
    for array in dict.fromkeys(ENTITIES.values()):
        item.objects(array, partial(read, array=array))
    return (*topics, *others)


def _without_identity(entity: MemberReader) -> MemberReader:
    for name in ("name", "uri", *(("rel",) if entity.members["rel"] == ABOUT else ())):
        entity.members.pop(name, None)
    return entity


def _is_topic(members: JsonObject, topic: Topic) -> bool:
    uri = topic.same_as[0] if topic.same_as else None
    return members.get("name") == topic.name and members.get("uri") == uri and "rel" in members


def _topic(entity: MemberReader, array: str) -> Topic | None:
    if not isinstance(name := entity.members.get("name"), str) or not fold(name):
        return None
    fields: ModelFields = {"name": entity.line("name"), "kind": KINDS[array]}
    fields["same_as"] = (uri,) if (uri := entity.identifier("uri")) else ()
    if entity.members.get("rel") == ABOUT:
        del entity.members["rel"]
    return entity.build(Topic, {**fields, "extensions": entity.extensions()})


def _places(item: MemberReader) -> tuple[Place, ...]:
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


def _associated(associations: Associations) -> ModelFields:
    return {
        "links": associations.links,
        "translation_of": associations.translation_of,
        "translations": associations.translations,
    }


# --- feeds ---


def read_package(item: MemberReader) -> Feed:
    """Read a package as a feed, its associations as the stories and the links of the feed."""
    item.members.pop("standard", None)
    stories: list[Story] = []

    def read(association: MemberReader) -> Story | None:
        if not _is_story(association.members):
            return None
        story = read_story(association)
        stories.extend([story] if story else [])
        return story

    for name in ("items", "associations"):
        item.objects(name, read)
    fields = _feed_fields(item)
    fields["stories"] = tuple(stories)
    fields["extensions"] = item.extensions()
    return item.build(Feed, fields, {"title": "headlines"}) or Feed(stories=tuple(stories))


def _is_story(members: JsonObject) -> bool:
    """Return whether an associated item says what it is, or has a text; others are links."""
    return not members.keys().isdisjoint(("type", "bodies", "descriptions", "pubStatus"))


def _feed_fields(item: MemberReader) -> ModelFields:
    title, alternatives = read_headlines(item)
    if alternatives:
        others: list[JsonValue] = [{"role": headline.role, "value": headline.text} for headline in alternatives]
        item.members["headlines"] = others
    descriptions = read_descriptions(item, is_disclosed=False)
    parties = read_parties(item)
    subjects = item.objects("subjects", _feed_subject)
    publisher = read_sources(item)[0]
    authors = in_printed_order(parties.authors, str(item.members.get("by")))
    if authors and item.members.get("by") == printed_names(authors):
        del item.members["by"]
    fields: ModelFields = {
        "title": title,
        "description": descriptions.summary,
        "language": item.language("language"),
        "published": item.date("firstCreated"),
        "updated": item.date("versionCreated"),
        "authors": authors,
        "publisher": publisher,
        "rights": read_rights(item, parties.holders),
        "categories": tuple(value for field, value in subjects if field == "categories"),
        "keywords": tuple(value for field, value in subjects if field == "keywords"),
        "url": read_page(item, WEB),
        **{field: read_page(item, name) for field, name in (("feed_url", "feed"), ("logo", "logo"), ("icon", "icon"))},
        "links": read_associations(item).links,
    }
    return {**fields, "id": _feed_id(item, fields)}


def _feed_subject(subject: MemberReader) -> tuple[str, object] | None:
    if subject.members.keys() == {"name"}:
        return _subject(subject)
    category = _category(subject)
    return None if category is None else ("categories", category)


def _feed_id(item: MemberReader, fields: ModelFields) -> str | None:
    """Take the identifier of a feed; None if it was made of its address or title."""
    for name, value in (("type", "composite"), ("profile", FEED_PROFILE)):
        if item.members.get(name) == value:
            del item.members[name]
    uri = item.text("uri")
    made = feed_uri(Feed(**{name: fields[name] for name in ("title", "url", "feed_url") if fields[name]}))
    return None if uri in ("", made) else fold(iri_to_id(uri))
