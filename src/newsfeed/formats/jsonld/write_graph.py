"""Writing of a story and of a feed as nodes; `graph_layout` describes their identifiers."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Final

from newsfeed.body.outline import ListPart, Part, SectionPart, outline
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld.extension_properties import add_properties, complete, is_page_rest
from newsfeed.formats.jsonld.graph_layout import ARTICLE_TYPES, MEDIA_PROPERTIES, feed_base, is_answered, story_base
from newsfeed.formats.jsonld.write_entities import (
    GraphNode,
    GraphValue,
    add_rights,
    agent_node,
    category_node,
    correction_node,
    media_node,
    mention_node,
    outlet_node,
    plain,
    question_node,
    topic_node,
)
from newsfeed.headings import Headings
from newsfeed.model import Category, Extension, Feed, Media, PressMention, Question, Status, Story
from newsfeed.values.dates import rfc3339

_STATUS: Final[dict[Status, str]] = {"usable": "Published", "withheld": "Withheld", "canceled": "Canceled"}


def story_nodes(story: Story, *, headings: Headings | None = None, part_of: str | None = None) -> list[GraphNode]:
    """Return the nodes of a story: a NewsArticle, a WebPage if it has an address, an FAQPage if questions are answered.

    Args:
        story: the story.
        headings: the publisher's headings for the body; None for those of the story's language.
        part_of: the identifier of the WebSite that the article is part of.
    """
    base = story_base(story)
    article = _article_node(story, base, headings)
    if part_of:
        article["isPartOf"] = {"@id": part_of}
    nodes = [article]
    if page := _page_node(story, base):
        article["mainEntityOfPage"] = {"@id": page["@id"]}
        nodes.append(page)
    if story.questions and (faq_page := _faq_page_node(story, base)):
        if page:
            faq_page["isPartOf"] = {"@id": page["@id"]}
        nodes.append(faq_page)
    if story.extensions:
        add_story_properties(article, page, story.extensions)
    return nodes


def add_story_properties(
    article: GraphNode, page: GraphNode | None, extensions: Iterable[Extension]
) -> list[Extension]:
    """Add the properties that the extensions of a story stand for to its article and its page.

    Returns:
        the extensions that were written.
    """
    rests = [extension for extension in extensions if page is not None and is_page_rest(extension)]
    completing = [extension for extension in rests if page is not None and complete(page, extension)]
    return [*completing, *add_properties(article, [extension for extension in extensions if extension not in rests])]


# --- the article -----------------------------------------------------------------------------------------------------------


def _article_node(story: Story, base: str, headings: Headings | None) -> GraphNode:
    node: GraphNode = {"@type": ARTICLE_TYPES, "@id": f"{base}article", "identifier": story.id}
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
    node["creativeWorkStatus"] = _STATUS[story.status]
    _add_credits(node, story)
    if story.media:
        _add_media(node, story.media)
    if story.keywords or story.categories:
        _add_terms(node, story.keywords, story.categories)
    if story.topics:
        _add_topics(node, story, base)
    _add_body(node, story, base, headings)
    if story.rights:
        add_rights(node, story.rights)
    return node


def _add_credits(node: GraphNode, story: Story) -> None:
    if story.authors:
        node["author"] = [agent_node(author) for author in story.authors]
    if story.contributors:
        node["contributor"] = [agent_node(contributor) for contributor in story.contributors]
    if story.publisher:
        node["publisher"] = outlet_node(story.publisher)


def _add_media(node: GraphNode, media: tuple[Media, ...]) -> None:
    """Add media to the properties of their kinds; with a `position` if these properties do not keep their order."""
    in_order = len(media) == 1 or _keeps_order(media)
    nodes: dict[str, list[GraphNode]] = {}
    for index, medium in enumerate(media):
        medium_node = media_node(medium)
        if not in_order:
            medium_node["position"] = index
        nodes.setdefault(MEDIA_PROPERTIES[medium.medium], []).append(medium_node)
    node.update(nodes)


def _keeps_order(media: tuple[Media, ...]) -> bool:
    """Return whether all media of one property follow each other, so that their order is that of properties and values."""
    names = [MEDIA_PROPERTIES[medium.medium] for medium in media]
    return len(set(names)) == 1 + sum(name != following for name, following in pairwise(names))


def _add_terms(node: GraphNode, keywords: tuple[str, ...], categories: tuple[Category, ...]) -> None:
    """Add categories as sections, and keywords; a category with a label or scheme is also a DefinedTerm among the keywords.

    So is a category whose term is the label of another one: its section would otherwise be read as that category.
    """
    if categories:
        node["articleSection"] = [category.label or category.term for category in categories]
    defined_names = {category.label or category.term for category in categories if category.scheme or category.label}
    defined_terms = [
        category_node(category) for category in categories if (category.label or category.term) in defined_names
    ]
    if keywords or defined_terms:
        node["keywords"] = [*keywords, *defined_terms]


def _add_topics(node: GraphNode, story: Story, base: str) -> None:
    """Add topics that the headline names, or else the first one, as subjects of the story, and the others as mentions."""
    is_subject = [topic.name in story.headline for topic in story.topics]
    if True not in is_subject:
        is_subject[0] = True
    nodes: dict[str, list[GraphNode]] = {}
    for number, topic in enumerate(story.topics, 1):
        name = "about" if is_subject[number - 1] else "mentions"
        nodes.setdefault(name, []).append(topic_node(topic, f"{base}topic-{number}"))
    node.update(nodes)


def _add_body(node: GraphNode, story: Story, base: str, headings: Headings | None) -> None:
    """Add the body as plain text, as HTML and as parts, with the articles that it cites and its corrections."""
    outlined = outline(story, headings)
    if text := plain_text(story, headings, parts=outlined):
        node["articleBody"] = text
    if html := render(story, headings=headings, parts=outlined):
        node["encoding"] = {"@type": "MediaObject", "encodingFormat": "text/html", "text": html}
    if parts := _part_nodes(outlined, base):
        node["hasPart"] = parts
    if cited := [mention.url for mention in story.press if mention.url]:
        node["citation"] = list(dict.fromkeys(cited))
    if story.corrections:
        node["correction"] = [correction_node(correction) for correction in story.corrections]


def _part_nodes(parts: Sequence[Part], base: str) -> list[GraphNode]:
    """Return the nodes of the sections, then those of press mentions, unanswered questions and prompts."""
    sections: list[GraphNode] = []
    entries: dict[str, list[GraphNode]] = {"mentions": [], "questions": [], "prompts": []}
    for part in parts:
        if isinstance(part, SectionPart):
            section: GraphNode = {"@type": "WebPageElement", "@id": base + part.anchor}
            if part.section.heading:
                section["headline"] = part.section.heading
            sections.append(section)
        elif isinstance(part, ListPart) and part.role in entries:
            prefix, nodes = f"{base}{part.entry_role}-", entries[part.role]
            for number, entry in enumerate(part.entries, 1):
                if isinstance(entry, PressMention):
                    nodes.append(mention_node(entry, f"{prefix}{number}"))
                elif isinstance(entry, Question) and (part.role == "prompts" or not is_answered(entry)):
                    nodes.append(question_node(entry, f"{prefix}{number}"))
    return [*sections, *chain.from_iterable(entries.values())]


# --- the pages of a story --------------------------------------------------------------------------------------------------


def _page_node(story: Story, base: str) -> GraphNode | None:
    """Return the WebPage with the article as its main entity and the related links; None without address and links."""
    links = _related_links(story) if story.links or story.prompts else []
    if not (story.url or links):
        return None
    page: GraphNode = {"@type": "WebPage", "@id": f"{base}webpage", "mainEntity": {"@id": f"{base}article"}}
    if story.url:
        page["url"] = story.url
    if story.language:
        page["inLanguage"] = story.language
    if links:
        page["relatedLink"] = links
    return page


def _related_links(story: Story) -> list[str]:
    """Return the addresses of related links, then those of prompts, each only once."""
    prompt_urls = [prompt.url for prompt in story.prompts if prompt.url]
    related = [link.url for link in story.links if link.rel == "related" and link.url not in prompt_urls]
    return list(dict.fromkeys([*related, *prompt_urls]))


def _faq_page_node(story: Story, base: str) -> GraphNode | None:
    """Return the FAQPage with the answered questions; None if there are none."""
    questions = [
        question_node(question, f"{base}question-{number}")
        for number, question in enumerate(story.questions, 1)
        if is_answered(question)
    ]
    if not questions:
        return None
    page: GraphNode = {"@type": "FAQPage", "@id": f"{base}faq", "mainEntity": questions}
    if story.language:
        page["inLanguage"] = story.language
    return page


# --- feeds -----------------------------------------------------------------------------------------------------------------


def feed_nodes(feed: Feed) -> list[GraphNode]:
    """Return the nodes of a feed without its stories: a WebSite, and a DataFeed if the feed has an address."""
    base = feed_base(feed)
    site: GraphNode = {"@type": "WebSite", "@id": f"{base}website"}
    texts = {
        "name": feed.title,
        "url": feed.url,
        "identifier": feed.id,
        "description": plain(feed.description),
        "inLanguage": feed.language,
        "image": feed.logo,
        "thumbnailUrl": feed.icon,
    }
    site.update({name: text for name, text in texts.items() if text})
    if feed.published:
        site["datePublished"] = rfc3339(feed.published)
    if feed.updated:
        site["dateModified"] = rfc3339(feed.updated)
    if feed.authors:
        site["author"] = [agent_node(author) for author in feed.authors]
    if feed.publisher:
        site["publisher"] = outlet_node(feed.publisher)
    terms: list[GraphValue] = [*feed.keywords, *map(category_node, feed.categories)]
    if terms:
        site["keywords"] = terms
    if feed.rights:
        add_rights(site, feed.rights)
    add_properties(site, feed.extensions)
    if not feed.feed_url:
        return [site]
    return [
        site,
        {"@type": "DataFeed", "@id": f"{base}feed", "url": feed.feed_url, "isPartOf": {"@id": site["@id"]}},
    ]
