"""Articles that a document describes twice: by a theme and a plugin, or on their own and in a page or list."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.formats.jsonld.merge_nodes import merge_nodes, texts_of
from newsfeed.formats.jsonld.read_article import is_by_newsfeed
from newsfeed.formats.jsonld.read_graph import Graph, Node
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.xml_chars import fold

_MAX_DESCRIPTIONS: Final = 20
"""More articles of one address are a list, and not one article described again."""


def merge_articles(articles: list[Node], graph: Graph, lenient: LenientReader) -> list[Node]:
    """Merge the nodes that describe the same article.

    Two nodes do if they have the same address, by `url`, by their page or by their identifier; two nodes of one script element
    must have the same headline as well, and so must nodes of which one has no address.

    Args:
        articles: the articles in document order.
        graph: the graph that they are in.
        lenient: receives a finding for each value that contradicts that of the first node.

    Returns:
        the articles that are left, in document order.
    """
    distinct_articles: list[Node] = []
    merged: Counter[int] = Counter()
    by_address: dict[str, list[Node]] = {}
    by_headline: dict[str, list[Node]] = {}
    for article in articles:
        keys, headline = list(dict.fromkeys(map(address_key, _addresses(article, graph)))), _headline(article)
        candidates = [candidate for key in keys for candidate in by_address.get(key, ())]
        candidates += [
            candidate for candidate in by_headline.get(headline, ()) if not (keys and _has_address(candidate))
        ]
        same = next(
            (
                candidate
                for candidate in candidates
                if merged[id(candidate)] < _MAX_DESCRIPTIONS and _is_same(article, candidate)
            ),
            None,
        )
        if same is None:
            distinct_articles.append(article)
        else:
            merged[id(same)] += 1
            merge_nodes(same, article, graph, lenient)
        for nodes_of_key in [by_address.setdefault(key, []) for key in keys] + [by_headline.setdefault(headline, [])]:
            if len(nodes_of_key) < _MAX_DESCRIPTIONS and (same or article) not in nodes_of_key:
                nodes_of_key.append(same or article)
    return distinct_articles


def _addresses(article: Node, graph: Graph) -> Iterator[str]:
    """Yield the addresses of an article: its own, or else that of its page; then its identifier."""
    own_addresses = [text for text in texts_of(article, "url", graph) if _is_address(text)]
    page = graph.pages.get(id(article))
    pages = [
        *texts_of(article, "mainEntityOfPage", graph),
        *([page.id or "", *texts_of(page, "url", graph)] if page else ()),
    ]
    yield from own_addresses or (text for text in pages if _is_address(text))
    if article.id and _is_address(article.id):
        yield article.id


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://", "//", "/"))


def address_key(address: str) -> str:
    """Return a key that is the same for all spellings of an address."""
    return address.partition("#")[0].partition("://")[2].casefold().removeprefix("www.").rstrip("/") or address


def _headline(article: Node) -> str:
    values: Iterable[object] = article.values.get("headline") or article.values.get("name") or ()
    return next((fold(value).casefold() for value in values if isinstance(value, str)), "")


def _is_same(article: Node, candidate: Node) -> bool:
    if is_by_newsfeed(article) and is_by_newsfeed(candidate):
        return False  # This library writes stories of one address with one identifier each.
    headlines = {_headline(article), _headline(candidate)} - {""}
    if article.script != candidate.script:
        return True
    has_one_name = len(headlines) == 1 or (bool(article.id) and article.id == candidate.id)
    return has_one_name and len(headlines) < 2 and _have_one_identifier(article, candidate)


def _has_address(article: Node) -> bool:
    return bool(article.values.keys() & {"url", "mainEntityOfPage"} or _is_address(article.id or ""))


def _have_one_identifier(article: Node, candidate: Node) -> bool:
    """Return whether the identifiers of two nodes do not contradict each other."""
    values = [article.values.get("identifier", []), candidate.values.get("identifier", [])]
    texts = [{value for value in identifiers if isinstance(value, str)} for identifiers in values]
    return not all(texts) or bool(texts[0] & texts[1])
