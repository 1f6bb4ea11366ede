"""The metadata of an item: `<rightsInfo>`, `<itemMeta>` and `<contentMeta>`, as arguments of `Story`."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import attrs
from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import best_in_language, child, children, concept_name, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.extension_points import read_extensions
from newsfeed.formats.newsml.read.further import further
from newsfeed.formats.newsml.read.links import PromptLink, alternative_url, read_links
from newsfeed.formats.newsml.read.parties import read_agent, read_organization
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text, plain_text
from newsfeed.model import Agent, Extension, Link, Organization, Person, Rights, Status, Usage
from newsfeed.model.rich_text import Text
from newsfeed.rights import data_mining, rsl
from newsfeed.validation.faults import quote
from newsfeed.values.xml_chars import fold

_STATUSES: Final[dict[str, Status]] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}
_BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
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
    properties = [field for field in children(info, "rightsInfoExtProperty") if concepts.field_name(field) is not None]
    year = next((field.get("value") for field in properties if concepts.field_name(field) == "year"), None)
    _, of_usage = _read_usage(reader, info, concepts)
    links = (link for link in children(info, "link") if link not in of_usage)
    licenses = [link for link in links if concepts.iri(link, "rel") == _LICENSE][:1]
    agent = None if holder is None else read_agent(reader, holder, concepts, language, Organization)
    nodes = [*terms, *licenses, *properties, *of_usage]
    nodes += [node for node in (notice, None if agent is None else holder) if node is not None]
    return reader.focus(info).build(
        Rights,
        {
            "holder": agent,
            "notice": one_line(notice),
            "usage_terms": "\n\n".join(dict.fromkeys(map(plain_text, terms))),
            "license": reader.link_attribute(licenses[0]) if licenses else None,
            "year": reader.focus(info).whole_number(year, minimum=1),
            "extensions": _without_media_type(further(reader, info, (), nodes, language), of_usage),
        },
    )


def read_usage(reader: ElementReader, item: "etree._Element", concepts: QCodeResolver) -> Usage | None:
    """Read the data mining that is allowed, and the license file, in the first `<rightsInfo>` of an item."""
    info = child(item, "rightsInfo")
    values, nodes = ({}, []) if info is None else _read_usage(reader, info, concepts)
    return reader.focus(nodes[0]).build(Usage, values) if nodes else None


def _read_usage(
    reader: ElementReader, info: "etree._Element", concepts: QCodeResolver
) -> tuple[dict[str, bool | str], list["etree._Element"]]:
    """Return the values of a usage, and the elements that have them; others stay extensions of the rights."""
    values: dict[str, bool | str] = {}
    nodes: list[etree._Element] = []
    files = (link for link in children(info, "link") if link.get("contenttype") == rsl.MEDIA_TYPE)
    license_file = next((link for link in files if concepts.iri(link, "rel") == _LICENSE), None)
    if license_file is not None and (url := reader.link_attribute(license_file)):
        values["license_url"] = url
        nodes.append(license_file)
    mining = child(info, "dataMining")
    if mining is not None and not len(mining):
        uses = data_mining.uses_of(concepts.iri(mining))
        if uses is not None:
            values |= uses
            nodes.append(mining)
    return values, nodes


def _without_media_type(extensions: tuple[Extension, ...], of_usage: list["etree._Element"]) -> tuple[Extension, ...]:
    """Return extensions without the media type of the license file: its field implies it."""
    links = [node.tag for node in of_usage if node.get("contenttype")]
    media_type = (("contenttype", rsl.MEDIA_TYPE),)
    of_license = next((item for item in extensions if item.name in links and item.attributes == media_type), None)
    return tuple(item for item in extensions if item is not of_license) if of_license else extensions


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
    return one_line(best_headline(list(children(content_meta, "headline")), language))


def best_headline(candidates: "list[etree._Element]", language: str | None) -> "etree._Element | None":
    """Return the headline of the lowest rank, preferring a language; None if there are only empty ones."""
    headlines = [headline for headline in candidates if one_line(headline)]
    lowest = min((_rank(headline) for headline in headlines), default=0)
    return best_in_language([headline for headline in headlines if _rank(headline) == lowest], language)


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
) -> tuple[list[Agent], str]:
    """Read the authors and the byline.

    The authors are the creators, preceded by the byline if it names none of them.

    Returns:
        the authors, and the byline, or "" if it is no more than their names.
    """
    creators = list(read_agents(reader, content_meta, "creator", concepts, language))
    elements = [element for element in children(content_meta, "by") if one_line(element)]
    if marked := [element for element in elements if concepts.marks(element, "field") == "byline"]:
        return creators, one_line(marked[0])
    byline = one_line(best_in_language(elements, language))
    texts = dict.fromkeys(map(one_line, elements))
    authors = creators
    if not any(creator.name in text for creator in creators for text in texts):
        authors = [*(Person(name=_BY.sub("", text) or text) for text in texts), *creators]
    return authors, "" if byline in _spellings([author.name for author in authors], texts) else byline


def _spellings(names: list[str], bylines: Iterable[str]) -> set[str]:
    """Return the bylines that say no more than the names of the authors."""
    return {", ".join(names), " and ".join(names), *(name for name in names if name in bylines)}


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
    """Read the keywords."""
    return [text for element in children(content_meta, "keyword") if (text := one_line(element))]


def read_source_name(
    content_meta: "etree._Element | None", concepts: QCodeResolver, outlets: Iterable[str], language: str | None
) -> str:
    """Read the first source of the information that is not an outlet of the press review.

    Args:
        content_meta: the `<contentMeta>` of the item.
        concepts: resolver of its QCodes.
        outlets: names of the outlets of the press review.
        language: the preferred language of names.
    """
    outlet_names = frozenset(outlets)
    for element in children(content_meta, "infoSource"):
        name = concept_name(element, language) or fold(element.get("literal", "")) or concepts.code(element)
        is_marked = concepts.marks(element, "field") == "source_name"
        if name and (is_marked or (concepts.marks(element, "part") is None and name not in outlet_names)):
            return name
    return ""
