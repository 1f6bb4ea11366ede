"""Reading of an article as a story: its own properties, and those of the page that it is on."""

from typing import Final

from newsfeed.body.parse import BodyFields
from newsfeed.formats.jsonld.extension_properties import PAGE, make_extensions, note_dropped, read_properties
from newsfeed.formats.jsonld.json_values import JsonValue
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.read_body import read_body, without_notice
from newsfeed.formats.jsonld.read_coverage import with_markup, without_stand_ins
from newsfeed.formats.jsonld.read_entities import (
    anchor_number,
    find_organization,
    read_agents,
    read_media,
    read_medium,
    read_rights,
    read_terms,
    read_topics,
    read_usage,
)
from newsfeed.formats.jsonld.read_graph import LanguageString, Node
from newsfeed.formats.jsonld.read_newsroom import read_newsroom_fields, with_alternate_links
from newsfeed.formats.jsonld.unread import node_json
from newsfeed.model import Extension, Link, Media, Status, Story
from newsfeed.reading.fields import StoryFields
from newsfeed.values.xml_chars import fold

_WRITTEN_ALWAYS: Final = {"identifier", "version", "creativeWorkStatus"}
"""The properties that this library writes of every story."""

_HEADLINES: Final = ("headline", "name", "alternativeHeadline")
_BODY_PROPERTIES: Final = ("articleBody", "reviewBody", "text", "encoding", "hasPart", "correction")
_STATUS: Final[dict[str, Status]] = {
    "withheld": "withheld",
    "embargoed": "withheld",
    "draft": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "retracted": "canceled",
    "withdrawn": "canceled",
}


def is_by_newsfeed(node: Node) -> bool:
    """Return whether this library wrote an article, by its identifier and the properties that it always writes."""
    has_identifier = (node.id or "").endswith(("#article", "/article"))
    return has_identifier and node.values.keys() >= _WRITTEN_ALWAYS


def read_story(article: NodeReader, faq_pages: list[Node]) -> Story | None:
    """Read a story.

    Args:
        article: the article.
        faq_pages: the FAQPage nodes that belong to it.

    Returns:
        the story; None if it cannot be built, which is noted.
    """
    page = _find_page(article)
    url = article.link("url") or _address(article, page)
    keywords, categories = read_terms(article)
    fields: StoryFields = {
        "id": _identifier(article) or url,
        "url": url,
        "headline": article.line(*(("headline",) if article.by_newsfeed else _HEADLINES)),
        "summary": article.rich("abstract", "description"),
        "authors": read_agents(article, "author", "creator"),
        "contributors": read_agents(article, "contributor"),
        "publisher": find_organization(article, "publisher", "sourceOrganization"),
        "language": article.language("inLanguage") or _default_language(article, page),
        "published": article.date("datePublished", "dateCreated", "uploadDate"),
        "updated": article.date("dateModified"),
        "version": article.integer("version", minimum=1),
        "status": _STATUS.get(article.text("creativeWorkStatus").lower(), "usable"),
        "media": read_media(article) or _default_media(article, page),
        "topics": read_topics(article),
        "links": with_alternate_links(_read_links(article, page), article),
        "rights": read_rights(article),
        "usage": read_usage(article),
        "keywords": keywords,
        "categories": categories,
        **read_newsroom_fields(article, page),
    }
    if article.lenient.reading.content:
        body = read_body(article, faq_pages)
        if article.by_newsfeed and len(fields["topics"]) == len(body.get("topics", ())):
            body.pop("topics", None)  # The nodes also have the fields that the body cannot hold.
        if article.by_newsfeed and "updates" in body:
            body["updates"] = with_markup(fields.get("updates", ()), body["updates"])
        if article.by_newsfeed and (use := fields.get("ai")) and "ai" not in body:
            body = without_notice(body, use, fields["language"])
    else:
        body = BodyFields()
        article.ignore(*_BODY_PROPERTIES, *(("citation",) if article.by_newsfeed else ()))
    page_properties = _page_properties(article, page, fields.get("media", ()))
    extensions = (*read_properties(article, Story), *page_properties)
    story = article.lenient.story({**fields, **body, "extensions": extensions}, article.location())
    return without_stand_ins(story) if story and article.by_newsfeed else story


def _page_properties(article: NodeReader, page: NodeReader | None, media: tuple[Media, ...]) -> tuple[Extension, ...]:
    """Return the unread properties of the page of an article, as its `mainEntityOfPage`."""
    if page is None or page.node is article.node or page.node.is_kept:
        return ()
    if article.by_newsfeed:
        page.ignore("url", "inLanguage")
    read_values = _read_literals(article.node) | {
        address for medium in media for address in (medium.url, medium.thumbnail)
    }
    for name, values in page.node.values.items():
        for index, value in enumerate(values):
            if isinstance(value, str) and value in read_values:
                page.node.mark(name, index)
    page.node.is_id_read = True
    # The page is read as part of its article, whether or not it has anything that the article lacks.
    unread = node_json(page.node, article.graph)
    if unread is None or not isinstance(unread.json, dict):
        return ()
    json = {**unread.json, "@type": _page_types(page.node)} if page.node.types else unread.json
    if json.keys() == {"@type"}:
        return ()
    extensions = make_extensions(PAGE, json, article.note_extension)
    if not extensions:
        note_dropped(article, PAGE, json)
    return extensions


def _page_types(page: Node) -> JsonValue:
    """Return the types of a page, without the types for its questions, because those are read separately."""
    types: list[JsonValue] = [name for name in page.types if name not in ("FAQPage", "QAPage")]
    return types[0] if len(types) == 1 else types or "WebPage"


def _read_literals(node: Node) -> set[object]:
    literals = (node.values[name][index] for name, indexes in node.read.items() for index in indexes)
    return {literal for literal in literals if not isinstance(literal, Node)}


def _identifier(article: NodeReader) -> str | None:
    """Return the `identifier` of an article, else the identifier of its node if that is globally unique."""
    if identifier := fold(article.text("identifier")):
        return identifier
    node_id = article.node.id or ""
    is_global = node_id.startswith(("https://", "http://", "urn:", "tag:"))
    return fold(article.lenient.replace_illegal(node_id)) if is_global else None


# --- the page of an article ------------------------------------------------------------------------------------------------


def _find_page(article: NodeReader) -> NodeReader | None:
    """Return the page of an article: the one that either names for the other, or that has its address."""
    pages = article.nodes("mainEntityOfPage")
    page = next((page for page in pages if page.node.id or page.node.is_a("WebPage")), None)
    if article.by_newsfeed:
        return page
    if (page is None or page.node.is_reference) and (node := article.graph.pages.get(id(article.node))):
        return article.reader_for(node)
    return page


def _address(article: NodeReader, page: NodeReader | None) -> str | None:
    """Return the address of an article without `url`: that of its page, or its own identifier."""
    if article.by_newsfeed:
        return None
    if page is None:
        return article.link("mainEntityOfPage") or article.page_address()
    return page.link("url") or page.page_address(drop_fragment=page.node.is_reference) or article.page_address()


def _default_language(article: NodeReader, page: NodeReader | None) -> str | None:
    """Return the language of an article without `inLanguage`: that of its headline, or of its page."""
    if article.by_newsfeed:
        return None
    for value in (*article.node.values.get("headline", ()), *article.node.values.get("name", ())):
        if isinstance(value, LanguageString) and value.language:
            return article.lenient.language(value.language)
    return page.language("inLanguage") if page else None


def _default_media(article: NodeReader, page: NodeReader | None) -> tuple[Media, ...]:
    """Return the media of an article that names none: the main image of its page, or its thumbnail."""
    if article.by_newsfeed:
        return ()
    for image in page.nodes("primaryImageOfPage") if page else ():
        if medium := read_medium(image):
            return (medium,)
    url = article.link("thumbnailUrl")
    return (Media(url=url),) if url else ()


def _read_links(article: NodeReader, page: NodeReader | None) -> tuple[Link, ...]:
    """Return the related links of the page, except for the addresses of prompts."""
    if page is None:
        return ()
    parts = article.nodes("hasPart")
    prompt_urls = {part.link("url") for part in parts if anchor_number(part.node.id, "prompt")}
    return tuple(Link(url=url) for url in page.links("relatedLink") if url not in prompt_urls)


# --- FAQ pages -------------------------------------------------------------------------------------------------------------


def faq_pages_by_article(faq_pages: list[Node], articles: list[Node]) -> dict[int, list[Node]]:
    """Assign FAQPage nodes to articles.

    A single article gets all of them. Of several, an article gets those that share an identifier or address with it and with
    no other article: the identifier of the site, for example, is shared by all.

    Returns:
        the pages of each article, by the `id()` of its node.
    """
    if len(articles) == 1:
        return {id(articles[0]): faq_pages}
    article_by_name: dict[str, Node | None] = {}
    for article in articles:
        for name in dict.fromkeys(_names(article)):
            article_by_name[name] = None if name in article_by_name else article
    articles_by_base: dict[str, list[Node]] = {}
    for article in filter(is_by_newsfeed, articles):
        articles_by_base.setdefault((article.id or "").removesuffix("article"), []).append(article)
    assigned: dict[int, list[Node]] = {}
    for page in faq_pages:
        # Stories of one address have pages of one identifier; each page follows its article.
        same_base = articles_by_base.get((page.id or "").removesuffix("faq"), [])
        preceding = [article for article in same_base if article.order < page.order]
        owners = (article_by_name.get(name) for name in _names(page))
        owner = preceding[-1] if preceding else next((article for article in owners if article), None)
        if owner is not None:
            assigned.setdefault(id(owner), []).append(page)
    return assigned


def _names(node: Node) -> list[str]:
    """Return the identifiers and addresses of a node and its page, then the same without their fragments."""
    references = _identifiers(node, "mainEntityOfPage", "isPartOf", "url")
    names = [name for name in [node.id or "", *references] if name]
    return [*names, *(address for name in names if (address := name.partition("#")[0]))]


def _identifiers(node: Node, *names: str) -> list[str]:
    values = [value for name in names for value in node.values.get(name, ())]
    return [(value.id or "") if isinstance(value, Node) else str(value) for value in values]
