"""Writing of stories and feeds as items of ninjs 3.2."""

from newsfeed.body import plain_text, xhtml
from newsfeed.formats.ninjs.concepts import concept
from newsfeed.formats.ninjs.extension_members import add_members
from newsfeed.formats.ninjs.vocabulary import (
    ABOUT,
    CREATED,
    CREDITLINE,
    DATELINE,
    DISCLOSURE,
    ENTITIES,
    FEED_PROFILE,
    ITEM_CLASS,
    ITEM_TYPES,
    KIND,
    MAIN,
    NATURES,
    OTHER_TYPES,
    PLAIN,
    SECTION,
    SOURCE_TYPE,
    SUMMARY,
    TERM_RELATIONS,
    TITLE,
    TRANSLATION,
    TRANSLATION_OF,
    WEB,
    XHTML,
)
from newsfeed.formats.ninjs.write_media import (
    link_association,
    media_association,
    own_media,
    renditions,
    text_entry,
    translation_association,
    without_empty,
)
from newsfeed.formats.ninjs.write_parties import party_entities, printed_names, publisher_source, trust_indicators
from newsfeed.headings import Headings
from newsfeed.model import Breadcrumb, Category, Feed, Place, Position, Rights, Story, Topic
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.rights.rsl import STANDARD
from newsfeed.syndication.usage import encoded
from newsfeed.values.dates import rfc3339
from newsfeed.values.urns import id_to_iri


def story_item(story: Story, headings: Headings | None, version: str) -> JsonObject:
    """Return the item of a story, in the names of ninjs 3.

    Args:
        story: the story.
        headings: the house's headings, or None.
        version: the version that is written, which decides what types there are.
    """
    members = add_members(story_members(story, headings), story.extensions)
    defaults: JsonObject = {"pubStatus": story.status}
    if item_type := type_of(story.item_class, version):
        defaults["type"] = item_type
    return {"uri": id_to_iri(story.id, story.url), **defaults, **members}


def type_of(item_class: str, version: str) -> str:
    """Return the type of an item; "" if the version has none for the class."""
    term = item_class.removeprefix(NATURES)
    if item_class in ITEM_TYPES or (term != item_class and term in OTHER_TYPES[version]):
        return term
    return "graphic" if item_class == "animation" else ""


def story_members(story: Story, headings: Headings | None = None) -> JsonObject:
    """Return the members of a story's fields, without its id, its type, its status and its extensions."""
    byline = story.byline or printed_names(story.authors)
    members: JsonObject = {
        "version": str(story.version) if story.version > 1 else None,
        "urgency": story.urgency,
        "embargoedUntil": rfc3339(story.embargo) if story.embargo else None,
        "expires": rfc3339(story.expires) if story.expires else None,
        "slugline": story.slugline,
        "edNote": story.ed_note,
        "by": byline,
        "located": located(story.places),
        "title": working_title(story),
        "headlines": _headlines(story),
        "descriptions": _descriptions(story),
        "bodies": _bodies(story, headings),
        "genres": [_term(term) for term in story.genre],
        "altIds": [without_empty({"role": alt_id.role, "value": alt_id.value}) for alt_id in story.alt_ids],
        SOURCE_TYPE: {"uri": story.ai.iri} if story.ai else None,
        **_entities(story),
        **_shared(story),
        "renditions": _renditions(story),
        "associations": _associations(story),
    }
    return without_empty(members)


def _shared(item: Story | Feed) -> JsonObject:
    """Return the members of the fields that stories and feeds have."""
    sources: list[JsonValue] = [publisher_source(item.publisher)] if item.publisher else []
    if isinstance(item, Story) and item.source_name:
        sources.append({"name": item.source_name})
    policies = item.publisher.policies if item.publisher else None
    return {
        "language": item.language,
        "firstCreated": rfc3339(item.published) if item.published else None,
        "versionCreated": rfc3339(item.updated) if item.updated else None,
        "subjects": _subjects(item),
        "infoSources": sources,
        "trustIndicators": trust_indicators(policies) if policies else [],
        **_rights(item),
    }


def _rights(item: Story | Feed) -> JsonObject:
    """Return the members about rights; an expression in RSL is there if no other license is."""
    members = rights_members(item.rights) if item.rights else {}
    if has_place_for_usage(item) and item.usage and (text := encoded(item.usage, "")):
        members["rightsInfo"] = {"langId": STANDARD, "encodedRights": text}
    return members


def has_place_for_usage(item: Story | Feed) -> bool:
    """Return whether the expression of rights is free for the usage: an item has one only, linked or encoded."""
    return not (item.rights and rights_members(item.rights)["rightsInfo"])


def rights_members(rights: Rights) -> JsonObject:
    """Return the members about the copyright and the conditions of use; some may be empty."""
    members = add_members({"linkedRights": rights.license} if rights.license else {}, rights.extensions)
    return {
        "copyrightHolder": rights.holder.name if rights.holder else None,
        "copyrightNotice": rights.notice,
        "usageTerms": rights.usage_terms,
        "rightsInfo": members,
    }


# --- texts ---


def working_title(story: Story) -> str:
    """Return the last alternative headline if it is the title of the item, as put there by the reader; else ""."""
    titles = [headline for headline in story.alternative_headlines if headline.role == TITLE]
    is_last = len(titles) == 1 and titles[0] is story.alternative_headlines[-1]
    return titles[0].text if is_last and titles[0].text != story.headline else ""


def _headlines(story: Story) -> list[JsonValue]:
    """Return all headlines but the title; the main one is there, if there are others, even if it is empty."""
    headlines = story.alternative_headlines[: -1 if working_title(story) else None]
    alternatives = [without_empty({"role": headline.role, "value": headline.text}) for headline in headlines]
    has_main = story.headline or story.alternative_headlines
    return [{"role": MAIN, "value": story.headline}, *alternatives] if has_main else []


def _descriptions(story: Story) -> list[JsonValue]:
    statement = story.ai.statement if story.ai else ""
    texts = (
        (SUMMARY, story.summary),
        (CREDITLINE, story.creditline),
        (DATELINE, story.dateline),
        (DISCLOSURE, statement),
    )
    return [text_entry(text, role) for role, text in texts if text]


def _bodies(story: Story, headings: Headings | None) -> list[JsonValue]:
    """Return the body as text and as XHTML. All parts are read back from the XHTML."""
    html = xhtml.render(story, headings=headings)
    if not html:
        return []
    bodies: list[JsonValue] = [{"role": MAIN, "contentType": XHTML, "value": html}]
    if text := plain_text.plain_text(story, headings):
        bodies.append({"role": "text", "contentType": PLAIN, "value": text})
    return bodies


# --- concepts ---


def _term(category: Category, relation: str = "") -> JsonObject:
    members: JsonObject = concept(category)
    if relation:
        members["rel"] = relation
    return add_members(members, category.extensions)


def _subjects(item: Story | Feed) -> list[JsonValue]:
    """Return the subjects: categories and keywords, and concepts with a field as their relation."""
    subjects: list[JsonValue] = [_term(category) for category in item.categories]
    subjects += [_keyword(keyword) for keyword in item.keywords]
    if isinstance(item, Feed):
        return subjects
    for field, relation in TERM_RELATIONS.items():
        subjects += [_term(category, relation) for category in getattr(item, field)]
    subjects += [_section(breadcrumb) for breadcrumb in item.section_path]
    if item.kind:
        subjects.append({("uri" if ":" in item.kind else "name"): item.kind, "rel": KIND})
    if uri := class_subject(item.item_class):
        subjects.append({"uri": uri, "rel": ITEM_CLASS})
    return subjects


def class_subject(item_class: str) -> str:
    """Return the IRI of a class that the type of an item cannot tell in every version; "" for all others."""
    if item_class in ITEM_TYPES or item_class == f"{NATURES}component":
        return ""
    return item_class if ":" in item_class else NATURES + item_class


def _keyword(keyword: str) -> JsonObject:
    return {"name": keyword}


def _section(breadcrumb: Breadcrumb) -> JsonObject:
    return without_empty({"name": breadcrumb.name, "uri": breadcrumb.url, "rel": SECTION})


def _entities(story: Story) -> JsonObject:
    """Return the arrays of people, organizations, places, events and objects."""
    arrays: dict[str, list[JsonValue]] = {name: [] for name in dict.fromkeys(ENTITIES.values())}
    arrays["people"], arrays["organisations"] = party_entities(story)
    for topic in story.topics:
        members = add_members(topic_members(topic), topic.extensions)
        arrays[ENTITIES[topic.kind]].append({"rel": ABOUT, **members})
    places = story.places[1:] if is_located_alone(story.places) else story.places
    arrays["places"] += [add_members(place_members(place), place.extensions) for place in places]
    return {**arrays}


def topic_members(topic: Topic) -> JsonObject:
    """Return the members of a topic's fields that identify it; the body has all of them."""
    return without_empty({"name": topic.name, "uri": topic.same_as[0] if topic.same_as else None})


def place_members(place: Place) -> JsonObject:
    """Return the members of a place's fields."""
    geometry: JsonObject = _point(place.position) if place.position else {}
    return without_empty({"name": place.name, "uri": place.uri, "rel": place.role, "geoJSON": geometry})


def _point(position: Position) -> JsonObject:
    altitude = [] if position.altitude is None else [position.altitude]
    return {"type": "Point", "coordinates": [position.longitude, position.latitude, *altitude]}


def located(places: tuple[Place, ...]) -> str:
    """Return the name of the first place that a story was filed from."""
    return next((place.name for place in places if place.role == CREATED and place.name), "")


def is_located_alone(places: tuple[Place, ...]) -> bool:
    """Return whether `located` says everything about the first place, so that it needs no entry among the places."""
    if not places or not places[0].name or any(place.role == CREATED for place in places[1:]):
        return False
    members = add_members(place_members(places[0]), places[0].extensions)
    return members == {"name": places[0].name, "rel": CREATED}


# --- associations ---


def _renditions(story: Story) -> list[JsonValue]:
    page: list[JsonValue] = []
    if story.url:
        page.append({"name": WEB, "href": story.url, "contentType": "text/html"})
    media = own_media(story)
    return [*page, *(renditions(media) if media else [])]


def _associations(story: Story) -> list[JsonValue]:
    media = story.media[1:] if own_media(story) else story.media
    entries: list[JsonValue] = [media_association(item) for item in media]
    entries += [link_association(link) for link in story.links]
    if story.translation_of:
        entries.append(translation_association(story.translation_of, TRANSLATION_OF))
    entries += [translation_association(translation, TRANSLATION) for translation in story.translations]
    return entries


# --- feeds ---


def feed_item(feed: Feed) -> JsonObject:
    """Return the composite item of a feed, without the stories among its associations."""
    members = add_members(feed_members(feed), feed.extensions)
    defaults: JsonObject = {"uri": feed_uri(feed), "type": "composite", "profile": FEED_PROFILE}
    return {**defaults, **members}


def feed_uri(feed: Feed) -> str:
    """Return the identifier of a feed: its id, its address, or a URN of its title."""
    return id_to_iri(feed.id or feed.feed_url or feed.url or feed.title or FEED_PROFILE)


def feed_members(feed: Feed) -> JsonObject:
    """Return the members of a feed's fields, without its id and its extensions."""
    people, organisations = party_entities(feed)
    files = (
        ("web", feed.url, "text/html"),
        ("feed", feed.feed_url, ""),
        ("logo", feed.logo, ""),
        ("icon", feed.icon, ""),
    )
    members: JsonObject = {
        "by": printed_names(feed.authors),
        "headlines": [{"role": MAIN, "value": feed.title}] if feed.title else [],
        "descriptions": [text_entry(feed.description, SUMMARY)] if feed.description else [],
        "people": people,
        "organisations": organisations,
        **_shared(feed),
        "renditions": [
            without_empty({"name": name, "href": url, "contentType": media_type})
            for name, url, media_type in files
            if url
        ],
        "associations": [link_association(link) for link in feed.links],
    }
    return without_empty(members)
