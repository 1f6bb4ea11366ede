"""Reading an article: the story, as far as it is not its body."""

from typing import Any, Final

from newsfeed.formats.jsonld import parts, things
from newsfeed.formats.jsonld.expand import Node, Tagged
from newsfeed.formats.jsonld.graph import ARTICLE
from newsfeed.formats.jsonld.work import Work
from newsfeed.model import Link, Media, Status, Story
from newsfeed.values.xml_chars import fold

_OWN: Final = {"identifier", "version", "creativeWorkStatus"}
_STATUS: Final[dict[str, Status]] = {
    "withheld": "withheld",
    "embargoed": "withheld",
    "draft": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "retracted": "canceled",
    "withdrawn": "canceled",
}


def is_own(node: Node) -> bool:
    """Whether this library wrote an article: its types, and what it always says."""
    return list(node.types) == ARTICLE and node.values.keys() >= _OWN


def read_story(work: Work, pages: list[Node]) -> Story | None:
    """Read a story.

    Args:
        work: the article.
        pages: the FAQPage nodes that belong to it.

    Returns:
        None where it cannot be built, which is noted.
    """
    page = _page(work)
    url = work.link("url") or _address(work, page)
    found = {
        "id": _identifier(work) or url,
        "url": url,
        "headline": work.line("headline", "name", "alternativeHeadline"),
        "summary": work.rich("abstract", "description"),
        **_who(work),
        "language": work.language("inLanguage") or _language(work, page),
        "published": work.date("datePublished", "dateCreated", "uploadDate"),
        "updated": work.date("dateModified"),
        "version": work.whole("version", least=1),
        "status": _STATUS.get(work.text("creativeWorkStatus").lower(), "usable"),
        "media": things.media(work) or _picture(work, page),
        "topics": things.topics(work),
        "links": _links(work, page),
        "rights": things.rights(work),
    }
    keywords, categories = things.terms(work)
    found |= {"keywords": tuple(keywords), "categories": tuple(categories)}
    if work.lenient.reading.content:
        found |= parts.parts(work, pages)
    return work.lenient.story(found, work.location())


def _who(work: Work) -> dict[str, Any]:
    return {
        "authors": things.agents(work, "author", "creator"),
        "contributors": things.agents(work, "contributor"),
        "publisher": things.organization(work, "publisher", "sourceOrganization"),
    }


def _identifier(work: Work) -> str | None:
    """Give the identifier that the document names; else the IRI of the node."""
    if found := fold(work.text("identifier")):
        return found
    identifier = work.node.id or ""
    is_global = identifier.startswith(("https://", "http://", "urn:", "tag:"))
    return fold(work.lenient.legal(identifier)) if is_global else None


def _page(work: Work) -> Work | None:
    """Give the page that an article says it is the main thing of; else the one that says so."""
    found = next((each for each in work.works("mainEntityOfPage") if each.node.id or each.node.is_a("WebPage")), None)
    if found is None and not work.own and (page := work.graph.pages.get(id(work.node))):
        return work.of(page)
    return found


def _address(work: Work, page: Work | None) -> str | None:
    """Give the address by the page that the article is the main thing of, or by its own identifier."""
    if work.own:
        return None
    if page is None:
        return work.link("mainEntityOfPage") or work.own_address()
    return page.link("url") or page.own_address(of_part=page.node.is_reference) or work.own_address()


def _language(work: Work, page: Work | None) -> str | None:
    """Give the language of the headline, or that of the page."""
    if work.own:
        return None
    tags = (each.language for each in work.values("headline", "name") if isinstance(each, Tagged))
    tag = next(tags, None)
    return work.lenient.language(tag) if tag else page.language("inLanguage") if page else None


def _picture(work: Work, page: Work | None) -> Any:
    """Give the picture of the page, or a thumbnail, where the article names no media of its own."""
    if work.own:
        return ()
    for each in page.works("primaryImageOfPage") if page else ():
        if made := things.medium_of(each):
            return (made,)
    url = work.link("thumbnailUrl")
    return (Media(url=url),) if url else ()


def _links(work: Work, page: Work | None) -> tuple[Link, ...]:
    """Give what the page relates to; the addresses of prompts are among it, and belong to these."""
    if page is None:
        return ()
    parts_of = work.works("hasPart")
    prompts = {each.link("url") for each in parts_of if things.anchor_number(each.node.id, "prompt")}
    return tuple(Link(url=each) for each in page.links("relatedLink") if each not in prompts)


def pages_by_article(pages: list[Node], articles: list[Node]) -> dict[int, list[Node]]:
    """Find out which FAQPage nodes belong to which article, by the `id()` of its node.

    Where there is one article, they all do; else each to the one that it shares an identifier or address with, if no other
    article has that too: the site's is of all of them.
    """
    if len(articles) == 1:
        return {id(articles[0]): pages}
    names: dict[str, Node | None] = {}
    for each in articles:
        for name in dict.fromkeys(_names(each)):
            names[name] = None if name in names else each
    found: dict[int, list[Node]] = {}
    for page in pages:
        article = next((known for name in _names(page) if (known := names.get(name))), None)
        if article is not None:
            found.setdefault(id(article), []).append(page)
    return found


def _names(node: Node) -> list[str]:
    """Give what a node and its page are known by; what is left without the fragments comes last."""
    ids = _ids(node, "mainEntityOfPage", "isPartOf", "url")
    whole = [each for each in [node.id or "", *ids] if each]
    return [*whole, *(base for each in whole if (base := _base(each)))]


def _base(identifier: str) -> str:
    return identifier.partition("#")[0]


def _ids(node: Node, *names: str) -> list[str]:
    values = [each for name in names for each in node.values.get(name, ())]
    return [(each.id or "") if isinstance(each, Node) else str(each) for each in values]
