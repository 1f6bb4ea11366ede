"""The graph of a story and of a feed: which nodes there are, how they are identified and refer to one another.

A story's nodes are identified by fragments of one IRI: its `url`; where it has none, its `id` if that is an IRI; else the
name-based UUID (RFC 9562, 5.5) of its `id`, as a URN. Parts of the body have the body's own anchors as fragments, so that
`<url>#analysis` is the same thing in the page and in the graph. The `id` itself is always in `identifier`.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from newsfeed.body.outline import ListPart, Part, SectionPart, outline
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld import nodes
from newsfeed.formats.jsonld.nodes import Node, plain
from newsfeed.headings import Headings
from newsfeed.model import Category, Feed, Media, Question, Story
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339

CONTEXT: Final = "https://schema.org"
ARTICLE: Final = ["NewsArticle", "BackgroundNewsArticle"]  # schema.org's explainer, beside the type that consumers know
STATUS: Final = {"usable": "Published", "withheld": "Withheld", "canceled": "Canceled"}


def story_base(story: Story) -> str:
    """Give what the identifiers of a story's nodes begin with, up to `#`, or `/` where there is a fragment already."""
    return _fragments(story.url or _iri(story.id))  # the model has checked that a url is an IRI


def feed_base(feed: Feed) -> str:
    """Give what the identifiers of a feed's own nodes begin with."""
    return _fragments(feed.url or _iri(feed.id or feed.feed_url or feed.title))


def _iri(name: str) -> str:
    return name if iris.is_iri(name) else f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _fragments(iri: str) -> str:
    return f"{iri}/" if "#" in iri else f"{iri}#"


def story_nodes(story: Story, *, headings: Headings | None = None, part_of: str | None = None) -> list[Node]:
    """Give the nodes of a story: NewsArticle, WebPage where it has an address, FAQPage where questions are answered.

    Args:
        story: what to describe.
        headings: the house's, for the text of the body.
        part_of: the identifier of the WebSite that the article is part of.
    """
    base = story_base(story)
    article = _article(story, base, headings)
    if part_of:
        article["isPartOf"] = {"@id": part_of}
    found = [article]
    if page := _page(story, base):
        article["mainEntityOfPage"] = {"@id": page["@id"]}
        found.append(page)
    if story.questions and (faq := _faq(story, base)):
        if page:
            faq["isPartOf"] = {"@id": page["@id"]}
        found.append(faq)
    return found


def _page(story: Story, base: str) -> Node | None:
    """Give the page that the article is the main thing of; what relates to the story are links of the page."""
    links = related_links(story) if story.links or story.prompts else []
    if not (story.url or links):
        return None
    page: Node = {"@type": "WebPage", "@id": f"{base}webpage", "mainEntity": {"@id": f"{base}article"}}
    if story.url:
        page["url"] = story.url
    if story.language:
        page["inLanguage"] = story.language
    if links:
        page["relatedLink"] = links
    return page


def _faq(story: Story, base: str) -> Node | None:
    """Give the page of the questions that are answered."""
    answered = [
        nodes.question(each, f"{base}question-{at}") for at, each in enumerate(story.questions, 1) if is_answered(each)
    ]
    if not answered:
        return None
    faq: Node = {"@type": "FAQPage", "@id": f"{base}faq", "mainEntity": answered}
    if story.language:
        faq["inLanguage"] = story.language
    return faq


def is_answered(question: Question) -> bool:
    """Whether a question and its answer belong on a FAQPage: white space only, of Unicode too, says nothing to readers."""
    return bool(question.text.strip() and str(question.answer).strip())


def related_links(story: Story) -> list[str]:
    """Give the addresses of related things, then those of prompts, each once."""
    prompts = [prompt.url for prompt in story.prompts if prompt.url]
    related = [link.url for link in story.links if link.rel == "related" and link.url not in prompts]
    return list(dict.fromkeys([*related, *prompts]))


def _article(story: Story, base: str, headings: Headings | None) -> Node:  # noqa: C901, PLR0912  (a line a property)
    node: Node = {"@type": ARTICLE, "@id": f"{base}article", "identifier": story.id}
    if story.url:
        node["url"] = story.url
    if story.headline:
        node["headline"] = story.headline
    if story.summary:
        node["description"] = node["abstract"] = plain(story.summary)
    if story.language:
        node["inLanguage"] = story.language
    if story.published:
        node["datePublished"] = rfc3339(story.published)
    if story.updated:
        node["dateModified"] = rfc3339(story.updated)
    node["version"] = story.version
    node["creativeWorkStatus"] = STATUS[story.status]
    if story.authors:
        node["author"] = [nodes.agent(each) for each in story.authors]
    if story.contributors:
        node["contributor"] = [nodes.agent(each) for each in story.contributors]
    if story.publisher:
        node["publisher"] = nodes.outlet(story.publisher)
    if story.media:
        _add_media(node, story.media)
    if story.keywords or story.categories:
        _add_terms(node, story.keywords, story.categories)
    if story.topics:
        _add_topics(node, story, base)
    outlined = list(outline(story, headings))
    if text := plain_text(story, headings, parts=outlined):
        node["articleBody"] = text
    if html := render(story, headings=headings, parts=outlined):
        node["encoding"] = {"@type": "MediaObject", "encodingFormat": "text/html", "text": html}
    if parts := _parts(outlined, base):
        node["hasPart"] = parts
    if cited := [each.url for each in story.press if each.url]:
        node["citation"] = list(dict.fromkeys(cited))
    if story.corrections:
        node["correction"] = [nodes.correction(each) for each in story.corrections]
    if story.rights:
        nodes.add_rights(node, story.rights)
    return node


def _add_media(node: Node, media: tuple[Media, ...]) -> None:
    """Add media to the properties for their kinds; where that parts them from their order, each says its place in it."""
    grouped = len(media) == 1 or _is_grouped(media)
    for at, each in enumerate(media):
        made = nodes.media(each)
        if not grouped:
            made["position"] = at
        node.setdefault(nodes.MEDIA[each.medium][0], []).append(made)


def _is_grouped(media: tuple[Media, ...]) -> bool:
    """Whether all media of one property stand together, so that the order of properties and values is theirs."""
    names = [nodes.MEDIA[each.medium][0] for each in media]
    return len(set(names)) == 1 + sum(one != other for one, other in pairwise(names))


def _add_terms(node: Node, keywords: tuple[str, ...], categories: tuple[Category, ...]) -> None:
    """Add keywords, and categories as sections; a category with more than its term is a DefinedTerm keyword too.

    So is one whose term is the name of such a category: else nobody could tell which of the sections is which.
    """
    if categories:
        node["articleSection"] = [each.label or each.term for each in categories]
    defined = {each.label or each.term for each in categories if each.scheme or each.label}
    found = [nodes.category(each) for each in categories if (each.label or each.term) in defined]
    terms: list[Any] = [*keywords, *found]
    if terms:
        node["keywords"] = terms


def _add_topics(node: Node, story: Story, base: str) -> None:
    """Add the topics that the headline names as what the story is about, the others as mentioned; else the first is it."""
    main = [each.name in story.headline for each in story.topics]
    if True not in main:
        main[0] = True
    for at, (each, is_main) in enumerate(zip(story.topics, main, strict=True), 1):
        topics = node.setdefault("about" if is_main else "mentions", [])
        topics.append(nodes.topic(each, f"{base}topic-{at}"))


def _parts(outlined: list[Part], base: str) -> list[Node]:
    """Return the nodes of the sections, then those of press mentions, unanswered questions and prompts."""
    sections: list[Node] = []
    entries: dict[str, list[Node]] = {}
    for part in outlined:
        if isinstance(part, SectionPart):
            node: Node = {"@type": "WebPageElement", "@id": base + part.anchor}
            if part.section.heading:
                node["headline"] = part.section.heading
            sections.append(node)
        elif isinstance(part, ListPart) and part.role in _ENTRY_NODES:
            entry_node, stem = _ENTRY_NODES[part.role], f"{base}{part.entry_role}-"
            entries[part.role] = [
                entry_node(entry, f"{stem}{number}")
                for number, entry in enumerate(part.entries, 1)
                if part.role != "questions" or not is_answered(entry)  # type: ignore[arg-type]
            ]
    return [*sections, *(node for role in _ENTRY_NODES for node in entries.get(role, ()))]


_ENTRY_NODES: Final[dict[str, Callable[[Any, str], Node]]] = {
    "mentions": nodes.mention,
    "questions": nodes.question,
    "prompts": nodes.question,
}
"""The lists whose entries are parts of the article, in the order in which they are written."""


def feed_nodes(feed: Feed) -> list[Node]:
    """Give a feed's own nodes: the WebSite, and the DataFeed where the feed has an address."""
    base = feed_base(feed)
    site: Node = {"@type": "WebSite", "@id": f"{base}website"}
    for name, value in (
        ("name", feed.title),
        ("url", feed.url),
        ("identifier", feed.id),
        ("description", plain(feed.description)),
        ("inLanguage", feed.language),
        ("image", feed.logo),
        ("thumbnailUrl", feed.icon),
    ):
        if value:
            site[name] = value
    _add_feed_objects(site, feed)
    found = [site]
    if feed.feed_url:
        found.append(
            {"@type": "DataFeed", "@id": f"{base}feed", "url": feed.feed_url, "isPartOf": {"@id": site["@id"]}}
        )
    return found


def _add_feed_objects(site: Node, feed: Feed) -> None:
    if feed.published:
        site["datePublished"] = rfc3339(feed.published)
    if feed.updated:
        site["dateModified"] = rfc3339(feed.updated)
    if feed.authors:
        site["author"] = [nodes.agent(each) for each in feed.authors]
    if feed.publisher:
        site["publisher"] = nodes.outlet(feed.publisher)
    terms = [*feed.keywords, *map(nodes.category, feed.categories)]
    if terms:
        site["keywords"] = terms
    if feed.rights:
        nodes.add_rights(site, feed.rights)
