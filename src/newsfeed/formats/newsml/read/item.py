"""Reading one `<newsItem>` as a story."""

from collections.abc import Iterator
from typing import TypeAlias, cast

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.navigation import child, children, declared_language, local_name, one_line
from newsfeed.formats.newsml.read.account import ItemAccount
from newsfeed.formats.newsml.read.concept_items import CONCEPT_ITEMS, read_concepts
from newsfeed.formats.newsml.read.content import Content, read_content
from newsfeed.formats.newsml.read.corrections import read_corrections
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.extension_points import read_extensions
from newsfeed.formats.newsml.read.headlines import read_headlines
from newsfeed.formats.newsml.read.links import PromptLink
from newsfeed.formats.newsml.read.media import read_media
from newsfeed.formats.newsml.read.metadata import (
    MessageContext,
    read_agents,
    read_authors,
    read_dates,
    read_item_meta,
    read_keywords,
    read_rights,
    read_source_name,
    read_summary,
    read_title,
    read_usage,
)
from newsfeed.formats.newsml.read.newsroom import read_content_meta_fields, read_item_meta_fields
from newsfeed.formats.newsml.read.nitf_account import account_for_metadata
from newsfeed.formats.newsml.read.parties import read_organization, read_subjects
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values
from newsfeed.model import Agent, PressMention, Question, Story
from newsfeed.model.rich_text import Text
from newsfeed.reading.fields import StoryFields
from newsfeed.values.xml_chars import fold


def read_story(reader: ElementReader, item: "etree._Element", context: MessageContext) -> Story | None:
    """Read a `<newsItem>`, or the concepts of a `<conceptItem>` or `<knowledgeItem>` as a story of topics.

    Args:
        reader: the reader of the document.
        item: the item.
        context: the enclosing message; an empty one for an item that is a document of its own.

    Returns:
        the story, or None, with a finding, if the item is empty or the story cannot be built.
    """
    if all(child(item, name) is None for name in ("itemMeta", "contentMeta", "contentSet", "concept", "conceptSet")):
        message = f"the <{local_name(item)}> is left out: it has no <itemMeta>, <contentMeta> or <contentSet>"
        reader.focus(item).note("item.empty", message, severity=Severity.ERROR)
        return None
    context = attrs.evolve(context, concepts=context.concepts.with_catalogs_of(item))
    fields = _story_fields(reader, item, context)
    return reader.focus(item).story(fields)


def _story_fields(reader: ElementReader, item: "etree._Element", context: MessageContext) -> StoryFields:
    concepts = context.concepts
    meta, content_meta = child(item, "itemMeta"), child(item, "contentMeta")
    content_language = reader.language_attribute(child(content_meta, "language"))
    preferred = content_language or declared_language(item) or None
    body = read_content(reader, item, preferred)
    language = content_language or body.language or reader.focus(item).language(declared_language(item))
    parts = _parts_by_role(item, concepts)
    rights = read_rights(reader, item, concepts, preferred)
    item_meta = read_item_meta(reader, meta, context, list(_prompt_links(parts)), preferred)
    dates = read_dates(reader, meta, content_meta, concepts)
    headline, alternative_headlines = read_headlines(reader, content_meta, concepts, preferred)
    fields: StoryFields = {
        "id": reader.story_id(item.get("guid")),
        "version": reader.focus(item).whole_number(item.get("version"), minimum=1, step="version"),
        "language": language,
        "rights": rights,
        "usage": read_usage(reader, item, concepts),
        "url": item_meta.url,
        "links": item_meta.links,
        "publisher": item_meta.publisher,
        "embargo": item_meta.embargo,
        "status": item_meta.status,
        "extensions": item_meta.extensions,
        "published": dates.published,
        "updated": dates.updated,
        "headline": headline or read_title(meta, preferred) or body.headline,
        "summary": read_summary(reader, content_meta, concepts, preferred) or body.summary,
        "keywords": tuple(read_keywords(content_meta)),
        "alternative_headlines": alternative_headlines,
        **_authors(reader, content_meta, concepts, preferred, body.authors),
        "contributors": tuple(read_agents(reader, content_meta, "contributor", concepts, preferred)),
        "media": tuple(read_media(reader, item, concepts)),
        **read_item_meta_fields(reader, meta, concepts, preferred),
        **read_content_meta_fields(reader, content_meta, concepts, preferred),
    }
    _add_body_fields(fields, body.fields)
    _add_subjects(fields, reader, content_meta, concepts, preferred)
    _add_part_details(fields, reader, parts, concepts, preferred)
    outlets = [mention.outlet.name for mention in fields.get("press", ())]
    fields["source_name"] = read_source_name(content_meta, concepts, outlets, preferred)
    if reader.reading.content:
        fields["corrections"] = read_corrections(reader, meta, concepts, fields.get("corrections", ()))
    _add_missing(fields, body.metadata)
    if local_name(item) in CONCEPT_ITEMS:
        fields["topics"] = (*fields.get("topics", ()), *read_concepts(reader, item, concepts, language))
        fields.pop("item_class", None)  # a class of concepts; it is reported
    _account_for_rest(fields, reader, item, body, language, context)
    return fields


def _account_for_rest(
    fields: StoryFields,
    reader: ElementReader,
    item: "etree._Element",
    body: Content,
    language: str | None,
    context: MessageContext,
) -> None:
    """Add the content of an item that has no field to the extensions of its story."""
    values = Values(fields, context.concepts)
    if body.nitf is not None:
        account_for_metadata(reader, body.nitf, values)
    account = ItemAccount(reader, item, values, language, context.concepts, context.generator, context.catalogs)
    if extensions := account.extensions():
        fields["extensions"] = (*fields.get("extensions", ()), *extensions)


def _add_missing(fields: StoryFields, defaults: StoryFields) -> None:
    """Add the values of fields that have none yet."""
    if not defaults:
        return
    merged = {**defaults, **{name: value for name, value in fields.items() if value}}
    fields.update(cast("StoryFields", merged))


def _authors(
    reader: ElementReader,
    content_meta: "etree._Element | None",
    concepts: QCodeResolver,
    language: str | None,
    body_authors: tuple[Agent, ...],
) -> StoryFields:
    authors, byline = read_authors(reader, content_meta, concepts, language)
    return {"authors": tuple(authors) or body_authors, "byline": byline}


def _add_body_fields(fields: StoryFields, body_fields: StoryFields) -> None:
    """Add the parts of the body; the summary in the metadata wins over the one in the body."""
    summary: Text = fields.get("summary", "")
    fields.update(body_fields)
    if summary:
        fields["summary"] = summary


def _add_subjects(
    fields: StoryFields,
    reader: ElementReader,
    content_meta: "etree._Element | None",
    concepts: QCodeResolver,
    language: str | None,
) -> None:
    """Add categories and topics; topics in the metadata win over those in the body."""
    body_topics = {iri for topic in fields.get("topics", ()) for iri in (topic.url, *topic.same_as) if iri}
    topics, categories = read_subjects(reader, content_meta, concepts, language, body_topics)
    fields["categories"] = tuple(categories)
    if topics:
        fields["topics"] = tuple(topics)


# --- parts ------------------------------------------------------------------------------------------------------------

_Parts: TypeAlias = "dict[str, list[etree._Element]]"
"""The parts of an item that newsfeed's writer has described, by their role."""


def _parts_by_role(item: "etree._Element", concepts: QCodeResolver) -> _Parts:
    parts: _Parts = {}
    for part in children(item, "partMeta"):
        element = child(part, "role")
        role = None if element is None else concepts.part_role(element)
        if role is not None:
            parts.setdefault(role, []).append(part)
    return parts


def _prompt_links(parts: _Parts) -> Iterator[PromptLink]:
    """Yield address and text of each prompt that has an address."""
    for part in parts.get("prompt", ()):
        link = child(part, "link")
        if link is not None:
            yield link.get("href", ""), fold(one_line(child(part, "headline")))


def _add_part_details(
    fields: StoryFields, reader: ElementReader, parts: _Parts, concepts: QCodeResolver, language: str | None
) -> None:
    """Add the content of the parts that the body lacks: details of outlets, and elements of other vocabularies."""
    if "press" in fields:
        mentions = parts.get("mention", [])
        fields["press"] = tuple(_with_outlet_details(reader, mentions, fields["press"], concepts, language))
    if "questions" in fields:
        fields["questions"] = _with_extensions(reader, parts.get("question", []), fields["questions"])
    if "prompts" in fields:
        fields["prompts"] = _with_extensions(reader, parts.get("prompt", []), fields["prompts"])


def _with_outlet_details(
    reader: ElementReader,
    parts: "list[etree._Element]",
    press: tuple[PressMention, ...],
    concepts: QCodeResolver,
    language: str | None,
) -> Iterator[PressMention]:
    """Yield the mentions with the outlet details that only `<partMeta>` has; the body has name and address alone."""
    sources = [child(part, "infoSource") for part in parts]
    for index, mention in enumerate(press):
        source = sources[index] if index < len(sources) else None
        outlet = None if source is None else read_organization(reader, source, concepts, language)
        if outlet is not None and (outlet.name, outlet.url) == (mention.outlet.name, mention.outlet.url):
            yield attrs.evolve(mention, outlet=outlet)
        else:
            yield mention


def _with_extensions(
    reader: ElementReader, parts: "list[etree._Element]", questions: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Return the questions with their elements of other vocabularies. Only `<partMeta>` has these elements."""
    extensions = [tuple(read_extensions(reader, part)) for part in parts]
    headlines = [fold(one_line(child(part, "headline"))) for part in parts]
    if not any(extensions) or headlines != [fold(question.text) for question in questions]:
        return questions
    pairs = zip(questions, extensions, strict=True)
    return tuple(attrs.evolve(question, extensions=elements) for question, elements in pairs)
