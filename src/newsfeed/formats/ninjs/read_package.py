"""Reading of packages: composite items that hold the stories of a feed."""

from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.read_item import read_story
from newsfeed.formats.ninjs.read_media import read_associations, read_page
from newsfeed.formats.ninjs.read_parties import read_parties, read_rights, read_sources, read_usage
from newsfeed.formats.ninjs.read_subjects import read_category, read_subject
from newsfeed.formats.ninjs.read_texts import read_descriptions, read_headlines
from newsfeed.formats.ninjs.vocabulary import (
    FEED_PROFILE,
    WEB,
)
from newsfeed.formats.ninjs.write_item import feed_uri
from newsfeed.formats.ninjs.write_parties import in_printed_order, printed_names
from newsfeed.model import Feed, Story
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold


def is_package(members: JsonObject) -> bool:
    """Return whether an item is a feed: a composite without a body, with its stories as associations."""
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
    """Return whether an associated item has a type, a status or a text. All other items are links."""
    return not members.keys().isdisjoint(("type", "bodies", "descriptions", "pubStatus"))


def _feed_fields(item: MemberReader) -> ModelFields:
    title, alternatives = read_headlines(item)
    if alternatives:
        entries: list[JsonValue] = [{"role": headline.role, "value": headline.text} for headline in alternatives]
        item.members["headlines"] = entries
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
        "usage": read_usage(item),
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
        return read_subject(subject)
    category = read_category(subject)
    return None if category is None else ("categories", category)


def _feed_id(item: MemberReader, fields: ModelFields) -> str | None:
    """Take the identifier of a feed; None if it was made of its address or title."""
    for name, value in (("type", "composite"), ("profile", FEED_PROFILE)):
        if item.members.get(name) == value:
            del item.members[name]
    uri = item.text("uri")
    generated_uri = feed_uri(Feed(**{name: fields[name] for name in ("title", "url", "feed_url") if fields[name]}))
    return None if uri in ("", generated_uri) else fold(iri_to_id(uri))
