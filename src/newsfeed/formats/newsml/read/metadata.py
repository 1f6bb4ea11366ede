"""The metadata of an item: `<rightsInfo>`, `<itemMeta>` and `<contentMeta>`, as arguments of `Story`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import best_in_language, child, children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import further
from newsfeed.formats.newsml.read.links import PromptLink, alternative_url, read_extensions, read_links
from newsfeed.formats.newsml.read.parties import read_agent, read_organization
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text, plain_text
from newsfeed.model import Agent, Correction, Extension, Link, Organization, Person, Rights, Status
from newsfeed.model.rich_text import Text
from newsfeed.validation.faults import quote
from newsfeed.values.xml_chars import fold

_STATUSES: Final[dict[str, Status]] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}
_LICENSE: Final = f"{SCHEMES['linkrel']}license"
_SUMMARY_ROLES: Final = ("summary", "", "teaser", "abstract", "synopsis", "caption")
"""Roles of a description, the best summary first."""


@attrs.frozen(kw_only=True)
class MessageContext:
    """The parts of a message that its items depend on.

    Attributes:
        concepts: resolver of the QCodes that the item's own catalogs do not declare.
        placeholder_providers: names that newsfeed's writer uses as the provider of a story without a publisher.
        generator: the program that wrote the message; newsfeed's writer repeats it in each item.
        catalogs: the catalogs in the header, for what is kept of an item.
    """

    concepts: QCodeResolver = attrs.field(factory=QCodeResolver)
    placeholder_providers: frozenset[str] = frozenset()
    generator: str = ""
    catalogs: tuple[Extension, ...] = ()


@attrs.frozen(kw_only=True)
class ItemMeta:
    """The administrative metadata of an item, without its dates.

    Attributes:
        url: address of the story.
        links, publisher, embargo, status, extensions: as in `Story`.
    """

    url: str | None
    links: tuple[Link, ...]
    publisher: Organization | None
    embargo: datetime | None
    status: Status | None
    extensions: tuple[Extension, ...]


@attrs.frozen(kw_only=True)
class Dates:
    """The dates of a story; `updated` is None if it never changed since it was published."""

    published: datetime | None
    updated: datetime | None = None


# --- rightsInfo -------------------------------------------------------------------------------------------------------


def read_rights(
    reader: ElementReader, item: "etree._Element", concepts: QCodeResolver, language: str | None
) -> Rights | None:
    """Read the first `<rightsInfo>` of an item; the others concern parts of it."""
    info = child(item, "rightsInfo")
    if info is None:
        return None
    holder = child(info, "copyrightHolder")
    notice = best_in_language(list(children(info, "copyrightNotice")), language)
    terms = [element for element in children(info, "usageTerms") if plain_text(element)]
    licenses = [link for link in children(info, "link") if concepts.iri(link, "rel") == _LICENSE][:1]
    agent = None if holder is None else read_agent(reader, holder, concepts, language, Organization)
    own_properties = [node for node in children(info, "rightsInfoExtProperty") if concepts.field_name(node) is not None]
    nodes = [*terms, *licenses, *own_properties]
    nodes += [node for node in (notice, None if agent is None else holder) if node is not None]
    return reader.focus(info).build(
        Rights,
        {
            "holder": agent,
            "notice": one_line(notice),
            "usage_terms": "\n\n".join(dict.fromkeys(map(plain_text, terms))),
            "license": reader.link_attribute(licenses[0]) if licenses else None,
            "extensions": further(reader, info, (), nodes, language),
        },
    )


# --- itemMeta ---------------------------------------------------------------------------------------------------------


def read_item_meta(
    reader: ElementReader,
    meta: "etree._Element | None",
    context: MessageContext,
    prompts: list[PromptLink],
    language: str | None,
) -> ItemMeta:
    """Read the administrative metadata of an item, without its dates.

    Args:
        reader: the reader of the document.
        meta: the `<itemMeta>`; None if the item has none.
        context: the enclosing message.
        prompts: links of the prompts in the item's parts, which are not links of the story.
        language: the language of the item.
    """
    url, links = read_links(reader, meta, context.concepts, prompts)
    return ItemMeta(
        url=url or alternative_url(reader, meta),
        links=tuple(links),
        publisher=_publisher(reader, meta, context, url, language),
        embargo=reader.child_date(meta, "embargoed"),
        status=read_status(reader, meta, context.concepts),
        extensions=tuple(read_extensions(reader, meta)),
    )


def read_status(reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver) -> Status | None:
    """Read the publishing status of an item or reference; None if it has none, or one that is not known."""
    element = child(meta, "pubStatus")
    if element is None:
        return None
    code = concepts.code(element).lower()
    if code and code not in _STATUSES:
        message = (
            f"the publishing status {quote(code)} is unknown and read as usable: write usable, withheld or canceled"
        )
        reader.focus(element).note("status.unknown", message)
    return _STATUSES.get(code)


def _publisher(
    reader: ElementReader,
    meta: "etree._Element | None",
    context: MessageContext,
    url: str | None,
    language: str | None,
) -> Organization | None:
    """Read the provider, unless newsfeed's writer made it up for a story without a publisher."""
    element = child(meta, "provider")
    if element is None:
        return None
    literal = element.get("literal")
    if literal and child(element, "name") is None and not element.get("uri"):
        host = (urlsplit(url).hostname or "") if url else ""
        if literal in context.placeholder_providers or literal == host:
            return None
    publisher = read_organization(reader, element, context.concepts, language)
    if publisher is None and element.keys():
        reader.keep(element)
    return publisher


# --- dates ------------------------------------------------------------------------------------------------------------


def read_dates(
    reader: ElementReader,
    meta: "etree._Element | None",
    content_meta: "etree._Element | None",
    concepts: QCodeResolver,
) -> Dates:
    """Read the dates when a story was published and updated.

    An item was never updated if its first version is the current one and its content was never modified.
    """
    version_created = reader.child_date(meta, "versionCreated")
    first_created = reader.child_date(meta, "firstCreated")
    modified = reader.child_date(content_meta, "contentModified")
    published = first_created or reader.child_date(content_meta, "contentCreated")
    properties = children(meta, "itemMetaExtProperty")
    is_undated = any(concepts.field_name(extension_property) == "undated" for extension_property in properties)
    if modified is None and (is_undated or (version_created is not None and version_created == first_created)):
        return Dates(published=published)
    return Dates(published=published, updated=version_created or modified)


# --- contentMeta ------------------------------------------------------------------------------------------------------


def read_headline(content_meta: "etree._Element | None", language: str | None) -> str:
    """Read the headline of the lowest rank, preferring the language of the item."""
    headlines = [headline for headline in children(content_meta, "headline") if one_line(headline)]
    lowest = min((_rank(headline) for headline in headlines), default=0)
    return one_line(best_in_language([headline for headline in headlines if _rank(headline) == lowest], language))


def _rank(element: "etree._Element") -> int:
    rank = element.get("rank", "")
    return int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 10 else 1


def read_title(meta: "etree._Element | None", language: str | None) -> str:
    """Read the `<title>` of an item or reference, preferring the given language."""
    return one_line(best_in_language(list(children(meta, "title")), language))


def read_summary(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> Text:
    """Read the description that is the best summary by its role; "" if there is none."""
    descriptions = list(children(content_meta, "description"))
    for role in _SUMMARY_ROLES:
        candidates = [element for element in descriptions if concepts.code(element, "role").lower() == role]
        best = best_in_language(candidates, language)
        if best is not None and (text := block_text(reader, best)):
            return text
    return next((text for element in descriptions if (text := block_text(reader, element))), "")


def read_authors(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> list[Agent]:
    """Read the authors: the creators, preceded by the byline if it names none of them."""
    creators = list(read_agents(reader, content_meta, "creator", concepts, language))
    bylines = [text for element in children(content_meta, "by") if (text := one_line(element))]
    if not bylines or any(creator.name in byline for creator in creators for byline in bylines):
        return creators
    byline_authors: list[Agent] = [Person(name=byline) for byline in dict.fromkeys(bylines)]
    return [*byline_authors, *creators]


def read_agents(
    reader: ElementReader,
    content_meta: "etree._Element | None",
    name: str,
    concepts: QCodeResolver,
    language: str | None,
) -> Iterator[Agent]:
    """Read all parties of one property, `creator` or `contributor`, that have a name or a code."""
    for element in children(content_meta, name):
        if agent := read_agent(reader, element, concepts, language):
            yield agent
        else:
            reader.keep(element)


def read_keywords(content_meta: "etree._Element | None") -> list[str]:
    """Read the keywords, including sluglines, the keywords that newsrooms file items by."""
    return [text for element in children(content_meta, "keyword", "slugline") if (text := one_line(element))]


def read_corrections(reader: ElementReader, meta: "etree._Element | None", concepts: QCodeResolver) -> list[Correction]:
    """Read the editorial notes of a correction; report and drop notes that are meant for editors only."""
    notes = [(element, text) for element in children(meta, "edNote") if (text := block_text(reader, element))]
    if any(concepts.code(signal).lower() == "correction" for signal in children(meta, "signal")):
        return [Correction(text=text) for _, text in notes]
    for element, text in notes:
        message = f"a note to editors is not shown to readers and left out: {quote(fold(str(text)), 200)}"
        reader.focus(element).note("note.internal", message, severity=Severity.INFO)
    return []
