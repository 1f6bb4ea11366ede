"""Reading of items of ninjs 3: stories, and the packages that hold them."""

import re
from collections.abc import Mapping
from typing import Final

from newsfeed.errors import ModelError
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.read_media import Associations, merged, own_media, read_associations, read_page
from newsfeed.formats.ninjs.read_parties import Parties, read_parties, read_rights, read_sources, read_usage
from newsfeed.formats.ninjs.read_subjects import (
    read_category,
    read_class_and_subjects,
    read_places,
    read_topics,
)
from newsfeed.formats.ninjs.read_texts import read_descriptions, read_headlines, take_body
from newsfeed.formats.ninjs.vocabulary import (
    SOURCE_TYPE,
    WEB,
)
from newsfeed.formats.ninjs.write_parties import in_printed_order, printed_names
from newsfeed.model import AIUse, AltId, Story
from newsfeed.model.newsroom import to_digital_source
from newsfeed.reading.json.json_types import JsonObject, ModelFields
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold

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


def read_story(item: MemberReader) -> Story | None:
    """Read an item as a story."""
    item.members.pop("standard", None)
    fields = _texts(item)
    parties = read_parties(item)
    fields |= read_class_and_subjects(item)
    fields |= _parties(item, parties)
    fields |= _facts(item)
    fields["topics"] = read_topics(item, fields.get("topics", ()))
    fields["places"] = read_places(item)
    fields["url"] = read_page(item, WEB)
    own_medium, associations = own_media(item, fields["item_class"]), read_associations(item)
    fields |= _associated(associations)
    fields["media"] = merged(own_medium, associations.media)
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
    """Take the digital source type; in ninjs 2.1 it is a subject. What it has besides its IRI stays."""
    if SOURCE_TYPE not in item.members:
        sources = item.objects(
            "subjects", lambda subject: subject.members if _is_source_type(subject.members) else None
        )
        if (source := item.only("subjects", sources)) is not None:
            item.members[SOURCE_TYPE] = {name: value for name, value in source.items() if name != "rel"}
    members = item.members.get(SOURCE_TYPE)
    if not isinstance(members, dict) or not isinstance(uri := members.get("uri"), str):
        return None
    try:
        source_type = AIUse(source=to_digital_source(uri)).source
    except ModelError:
        return None
    item.members[SOURCE_TYPE] = {name: value for name, value in members.items() if name != "uri"}
    return source_type


def _is_source_type(members: JsonObject) -> bool:
    return members.get("rel") == SOURCE_TYPE and isinstance(members.get("uri"), str)


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
        "usage": read_usage(item),
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
        "genre": tuple(item.objects("genres", read_category)),
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


def _associated(associations: Associations) -> ModelFields:
    return {
        "links": associations.links,
        "translation_of": associations.translation_of,
        "translations": associations.translations,
    }
