"""One newsItem as a story."""

from collections.abc import Iterator
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.codes import SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, fitting, language_of, line
from newsfeed.formats.newsml.read_content import Content, content
from newsfeed.formats.newsml.read_media import media
from newsfeed.formats.newsml.read_meta import (
    Around,
    authors,
    corrections,
    dates,
    headline,
    item_meta,
    keywords,
    parties,
    rights,
    summary,
)
from newsfeed.formats.newsml.read_parties import organization, subjects
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import PressMention, Story
from newsfeed.values.xml_chars import fold

_PARTS: Final = SCHEMES["part"]


def story(reader: Reader, item: "etree._Element", around: Around) -> Story | None:
    """Read a newsItem; one that says nothing, or cannot be read, is noted and None."""
    if all(child(item, name) is None for name in ("itemMeta", "contentMeta", "contentSet")):
        message = "the item has neither itemMeta nor contentMeta nor contentSet; it is left out"
        reader.within(item).note("item.empty", message, severity=Severity.ERROR)
        return None
    around = attrs.evolve(around, concepts=around.concepts.within(item))
    arguments = _arguments(reader, item, around)
    return reader.within(item).story(arguments)


def _arguments(reader: Reader, item: "etree._Element", around: Around) -> dict[str, Any]:
    concepts = around.concepts
    meta, described = child(item, "itemMeta"), child(item, "contentMeta")
    said = reader.language_of(child(described, "language"))
    wanted = said or language_of(item) or None
    body = content(reader, item, wanted)
    language = said or body.language or reader.within(item).language(language_of(item))
    prompts = list(_prompts(item, concepts))
    found = {
        "id": reader.id_of(item.get("guid")),
        "version": reader.whole(item.get("version", ""), least=1),
        "language": language,
        "rights": rights(reader, item, concepts, wanted),
        **item_meta(reader, meta, around, prompts, wanted),
        **dates(reader, meta, described, concepts),
        "headline": headline(described, wanted)
        or line(fitting(list(children(meta, "title")), wanted))
        or body.headline,
        "summary": summary(reader, described, concepts, wanted) or body.summary,
        "keywords": tuple(keywords(described)),
        "authors": tuple(authors(reader, described, concepts, wanted)) or body.authors,
        "contributors": tuple(parties(reader, described, "contributor", concepts, wanted)),
        "media": tuple(media(reader, item, concepts)),
    }
    return {**found, **_parts(reader, item, body, concepts, found, wanted)}


def _parts(
    reader: Reader,
    item: "etree._Element",
    body: Content,
    concepts: Concepts,
    found: dict[str, Any],
    language: str | None,
) -> dict[str, Any]:
    """Put what the body says together with what the metadata say of it."""
    parts = dict(body.arguments)
    known = {topic.url for topic in parts.get("topics", ()) if topic.url}
    topics, categories = subjects(reader, child(item, "contentMeta"), concepts, language, known)
    parts["categories"] = tuple(categories)
    if topics:
        parts["topics"] = tuple(topics)
    if found["summary"]:
        parts.pop("summary", None)
    if "press" in parts:
        parts["press"] = tuple(_with_outlets(reader, item, parts["press"], concepts, language))
    if reader.reading.content and not parts.get("corrections"):
        parts["corrections"] = tuple(corrections(reader, child(item, "itemMeta"), concepts))
    return parts


def _of_role(item: "etree._Element", role: str, concepts: Concepts) -> "Iterator[etree._Element]":
    for part in children(item, "partMeta"):
        element = child(part, "role")
        if element is not None and concepts.iri(element) == _PARTS + role:
            yield part


def _prompts(item: "etree._Element", concepts: Concepts) -> Iterator[tuple[str, str]]:
    """Give address and text of the prompts that have an address."""
    for part in _of_role(item, "prompt", concepts):
        link = child(part, "link")
        if link is not None:
            yield link.get("href", ""), fold(line(child(part, "headline")))


def _with_outlets(
    reader: Reader,
    item: "etree._Element",
    press: tuple[PressMention, ...],
    concepts: Concepts,
    language: str | None,
) -> Iterator[PressMention]:
    """Give the mentions with what only their partMeta says of the outlet; the body has its name and address."""
    sources = [child(part, "infoSource") for part in _of_role(item, "mention", concepts)]
    for index, mention in enumerate(press):
        source = sources[index] if index < len(sources) else None
        outlet = None if source is None else organization(reader, source, concepts, language)
        if outlet is not None and (outlet.name, outlet.url) == (mention.outlet.name, mention.outlet.url):
            yield attrs.evolve(mention, outlet=outlet)
        else:
            yield mention
