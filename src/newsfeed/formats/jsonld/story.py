"""Reading an article: the story, as far as it is not its body."""

from typing import Any, Final

from newsfeed._text import fold
from newsfeed.formats.jsonld import parts, things
from newsfeed.formats.jsonld.expand import Node
from newsfeed.formats.jsonld.graph import ARTICLE
from newsfeed.formats.jsonld.work import Work
from newsfeed.model import Link, Media, Status, Story

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
    found = {
        "id": _identifier(work),
        "url": work.link("url") or _address(work, page),
        "headline": work.line("headline", "name", "alternativeHeadline"),
        "summary": work.rich("abstract", "description"),
        **_who(work),
        "language": work.language("inLanguage") or (page.language("inLanguage") if page and not work.own else None),
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
    return work.lenient.story(found, work.place())


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
    return next((each for each in work.works("mainEntityOfPage") if each.node.is_a("WebPage") or each.node.id), None)


def _address(work: Work, page: Work | None) -> str | None:
    """Give the address by the page that the article is the main thing of, or by its own identifier."""
    if work.own:
        return None
    return page.link("url") or page.own_address() if page else work.link("mainEntityOfPage") or work.own_address()


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


def pages_of(article: Node, *, alone: bool, pages: list[Node]) -> list[Node]:
    """Give the FAQPage nodes that belong to an article: of its page, of its address, or all where there is no other article."""
    if alone:
        return pages
    own = {article.id, *_ids(article, "mainEntityOfPage")}
    bases = {each.partition("#")[0] for each in own if each}
    return [each for each in pages if _ids(each, "isPartOf", "mainEntityOfPage") & own or _base(each) in bases]


def _base(node: Node) -> str:
    return (node.id or "").partition("#")[0]


def _ids(node: Node, *names: str) -> set[str]:
    values = [each for name in names for each in node.values.get(name, ())]
    found = {each.id if isinstance(each, Node) else str(each) for each in values}
    return {each for each in found if each}
