"""The page of an article, and the values that publishers write there instead of in the article."""

from collections.abc import Iterator
from typing import Final

from newsfeed.formats.jsonld.merge_nodes import texts_of
from newsfeed.formats.jsonld.read_article import is_by_newsfeed
from newsfeed.formats.jsonld.read_graph import Graph, Node
from newsfeed.formats.jsonld.same_story import address_key

_TAKEN: Final[dict[str, tuple[str, ...]]] = {
    "headline": ("headline", "name"),
    "description": ("description", "abstract"),
    "image": ("image",),
    "inLanguage": ("inLanguage",),
    "datePublished": ("datePublished", "dateCreated", "uploadDate"),
    "dateModified": ("dateModified",),
    "author": ("author", "creator"),
    "publisher": ("publisher", "sourceOrganization"),
    "keywords": ("keywords",),
    "isAccessibleForFree": ("isAccessibleForFree",),
    "copyrightYear": ("copyrightYear",),
    "copyrightHolder": ("copyrightHolder",),
    "copyrightNotice": ("copyrightNotice",),
    "license": ("license",),
    "usageInfo": ("usageInfo",),
    "acquireLicensePage": ("acquireLicensePage",),
    "about": ("about", "mentions"),
    "video": ("video",),
    "audio": ("audio",),
    "translationOfWork": ("translationOfWork",),
    "workTranslation": ("workTranslation",),
    "expires": ("expires",),
    "digitalSourceType": ("digitalSourceType",),
}
"""The properties that are taken from the page, each with those of the article that must be missing."""

_OTHER_PAGES: Final = ("FAQPage", "QAPage", "CollectionPage", "ProfilePage", "SearchResultsPage")


def link_pages(articles: list[Node], graph: Graph) -> None:
    """Set `graph.pages` for the articles with a known page, and take missing values from a page of one article."""
    pages = [node for node in graph.roots if _is_page(node)]
    by_address: dict[str, Node] = {}
    for page in pages:
        for address in (page.id or "", *texts_of(page, "url", graph)):
            if address:
                by_address.setdefault(address_key(address), page)
    owners: dict[int, list[Node]] = {}
    for article in articles:
        if is_by_newsfeed(article):
            continue
        linked = graph.pages.get(id(article)) or next(_pages_of(article, by_address, graph), None)
        if linked is not None:
            graph.pages[id(article)] = linked
            owners.setdefault(id(linked), []).append(article)
    for sharing in owners.values():
        if len(sharing) == 1:
            _take_values(sharing[0], graph.pages[id(sharing[0])])


def _is_page(node: Node) -> bool:
    return node.is_a("WebPage") and not node.is_a(*_OTHER_PAGES) and not node.is_article


def _pages_of(article: Node, by_address: dict[str, Node], graph: Graph) -> Iterator[Node]:
    """Yield the pages that an article refers to, and those with its address."""
    for name in ("mainEntityOfPage", "isPartOf"):
        for value in article.values.get(name, ()):
            node = graph.resolve(value) if isinstance(value, Node) else graph.find(str(value))
            if node is not None and _is_page(node):
                yield node
    for address in (*texts_of(article, "url", graph), *texts_of(article, "mainEntityOfPage", graph), article.id or ""):
        if address and (page := by_address.get(address_key(address))):
            yield page


def _take_values(article: Node, page: Node) -> None:
    for name, missing in _TAKEN.items():
        if name in page.values and not any(property_name in article.values for property_name in missing):
            article.take_over(name, page)
    if "image" not in article.values and "primaryImageOfPage" in page.values:
        article.values["image"] = page.values.pop("primaryImageOfPage")
        article.paths["image"] = page.property_path("primaryImageOfPage")
    if "headline" not in article.values and "name" not in article.values and "name" in page.values:
        article.take_over("name", page)
