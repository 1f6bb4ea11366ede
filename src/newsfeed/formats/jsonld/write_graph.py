"""Writing of a story and of a feed as nodes; `graph_layout` describes their identifiers."""

from collections.abc import Sequence
from itertools import chain

from attrs import evolve

from newsfeed.body.outline import ListPart, NoticePart, Part, SectionPart, outline
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld.body_modes import DEFAULT, Extent, extent_of
from newsfeed.formats.jsonld.extension_properties import (
    add_properties,
    complete,
    is_page_rest,
    named,
    written_properties,
)
from newsfeed.formats.jsonld.graph_layout import RIGHTS_PROPERTIES, USAGE_PROPERTIES, feed_base, is_answered, story_base
from newsfeed.formats.jsonld.kinds import additional_types, is_article, story_types
from newsfeed.formats.jsonld.write_entities import (
    add_rights,
    add_usage,
    category_node,
    correction_node,
    has_more_than_term,
    mention_node,
    question_node,
    topic_node,
)
from newsfeed.formats.jsonld.write_media import GraphNode, GraphValue, plain
from newsfeed.formats.jsonld.write_newsroom import (
    add_coverage,
    add_newsroom_fields,
    identifier_value,
    printed_parts,
)
from newsfeed.formats.jsonld.write_pages import page_nodes
from newsfeed.formats.jsonld.write_people import Entities, add_media
from newsfeed.headings import Headings
from newsfeed.model import Category, Extension, Feed, PressMention, Question, Story
from newsfeed.plugins import BodyMode
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339

_NODE_ROLES = ("summary", "updates", "questions", "prompts", "topics", "corrections")
"""The parts of a body that have a property or nodes of their own, and are no part of `articleBody` beside these."""

_TEXTS = (
    *("headline", "description", "abstract", "inLanguage", "datePublished", "dateModified", "version"),
    *("creativeWorkStatus", "dateline", "creditText", "expires", "coverageStartTime", "coverageEndTime"),
)
"""The properties of an article with one text that a field has; an extension never takes their place."""


def story_nodes(
    story: Story, *, headings: Headings | None = None, part_of: str | None = None, body: BodyMode = DEFAULT
) -> list[GraphNode]:
    """Return the nodes of a story: the article, a WebPage if there is something to say of it, an FAQPage if there are answers.

    Args:
        story: the story.
        headings: the publisher's headings for the body; None for those of the story's language.
        part_of: the identifier of the WebSite that the article is part of.
        body: how much of the body is written.
    """
    base = story_base(story)
    extent = extent_of(story, body)
    entities = Entities(base, story.publisher, story.headline, story.published)
    article = _article_node(story, entities, headings, extent)
    if part_of:
        article["isPartOf"] = {"@id": part_of}
    pages = page_nodes(story, base, extent)
    page = pages[0] if pages and pages[0]["@type"] == "WebPage" else None
    if page:
        article["mainEntityOfPage"] = {"@id": page["@id"]}
    if story.extensions:
        add_story_properties(article, page, story)
    return [article, *pages]


def add_story_properties(article: GraphNode, page: GraphNode | None, story: Story) -> list[Extension]:
    """Add the properties that the extensions of a story stand for to its article and its page.

    Returns:
        the extensions that were written.
    """
    reserved = named(story.extensions, (*RIGHTS_PROPERTIES, *USAGE_PROPERTIES, *_TEXTS))
    # Without the HTML of the body, the reader takes addresses that are cited for those of the press review.
    cited = [] if "encoding" in article else named(story.extensions, ("citation",))
    if any(map(_is_address, cited)):
        reserved += cited
    rests = [extension for extension in story.extensions if page is not None and is_page_rest(extension)]
    completing = [extension for extension in rests if page is not None and complete(page, extension)]
    properties = [extension for extension in story.extensions if extension not in (*rests, *reserved)]
    return [*completing, *add_properties(article, properties)]


def _is_address(extension: Extension) -> bool:
    """Return whether an extension is a text that the reader takes for the address of an article in the press review."""
    address = written_properties([extension]).get("citation")
    return isinstance(address, str) and iris.is_iri(address)


def add_feed_properties(site: GraphNode, feed: Feed) -> list[Extension]:
    """Add the properties that the extensions of a feed stand for to its WebSite, and return those that were written."""
    reserved = named(feed.extensions, (*RIGHTS_PROPERTIES, *USAGE_PROPERTIES))
    return add_properties(site, [extension for extension in feed.extensions if extension not in reserved])


# --- the article -----------------------------------------------------------------------------------------------------------


def _article_node(story: Story, entities: Entities, headings: Headings | None, extent: Extent) -> GraphNode:
    base, types = entities.base, story_types(story)
    main_type, *further_types = types
    node: GraphNode = {"@type": types if further_types else main_type, "@id": f"{base}article"}
    if additional := additional_types(story):
        node["additionalType"] = additional
    node["identifier"] = identifier_value(story)
    if story.url:
        node["url"] = story.url
    if story.headline:
        node["headline"] = story.headline
    if story.summary:
        node["description"] = plain(story.summary)
    if story.language:
        node["inLanguage"] = story.language
    if story.published:
        node["datePublished"] = rfc3339(story.published)
    if story.updated:
        node["dateModified"] = rfc3339(story.updated)
    node["version"] = story.version
    node["creativeWorkStatus"] = "Published"
    _add_credits(node, story, entities)
    add_media(node, story.media, "media", entities)
    if story.keywords or story.categories:
        _add_terms(node, story.keywords, story.categories, has_sections=is_article(types))
    if story.topics:
        _add_topics(node, story, base)
    add_newsroom_fields(node, story, types, entities, has_prompts=extent.prompts)
    _add_body(node, story, entities, headings, extent)
    add_coverage(node, story, entities, has_text=extent.answers)
    if story.rights:
        add_rights(node, story.rights, entities)
    if story.usage:
        add_usage(node, story.usage)
    return node


def _add_credits(node: GraphNode, story: Story, entities: Entities) -> None:
    for name, agents in (("author", story.authors), ("contributor", story.contributors)):
        if agents:
            node[name] = [entities.agent(agent, name, f"{name}-{number}") for number, agent in enumerate(agents, 1)]
    if story.publisher:
        node["publisher"] = entities.publisher(story.publisher)


def _add_terms(
    node: GraphNode, keywords: tuple[str, ...], categories: tuple[Category, ...], *, has_sections: bool
) -> None:
    """Add categories as sections, and keywords; a category with a label or scheme is also a DefinedTerm among the keywords.

    So is a category whose term is the label of another one: its section would otherwise be read as that category. A work that
    is not an article has no sections, and all of its categories among the keywords.
    """
    if categories and has_sections:
        node["articleSection"] = [category.label or category.term for category in categories]
    nodes = [(category.label or category.term, category_node(category)) for category in categories]
    defined_names = {name for name, term_node in nodes if has_more_than_term(term_node) or not has_sections}
    defined_terms = [term_node for name, term_node in nodes if name in defined_names]
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


# --- the body --------------------------------------------------------------------------------------------------------------


def _add_body(node: GraphNode, story: Story, entities: Entities, headings: Headings | None, extent: Extent) -> None:
    """Add the body as plain text, as HTML and as parts, with the articles that it cites and its corrections."""
    outlined = outline(story, headings)
    if extent.text and (text := body_text(story, headings, outlined, extent)):
        node["articleBody" if is_article(story_types(story)) else "reviewBody"] = text
    if extent.html and (html := render(story, headings=headings, parts=outlined)):
        node["encoding"] = {"@type": "MediaObject", "encodingFormat": "text/html", "text": html}
    parts = [*_part_nodes(outlined, entities, extent), *printed_parts(story, story_types(story), entities.base)]
    if parts:
        node["hasPart"] = parts
    if cited := [mention.url for mention in story.press if mention.url]:
        node["citation"] = list(dict.fromkeys(cited))
    if story.corrections:
        node["correction"] = [correction_node(correction) for correction in story.corrections]


def body_text(story: Story, headings: Headings | None, outlined: Sequence[Part], extent: Extent) -> str:
    """Return the body as plain text; without the parts that are in the graph already, unless all of it is written.

    A notice about models follows the text as paragraphs without a heading. Alone it is no text of an article.
    """
    if extent.html:
        return plain_text(story, headings, parts=outlined)
    parts = [part for part in outlined if part.role not in _NODE_ROLES]
    if all(isinstance(part, NoticePart) for part in parts):
        return ""
    return plain_text(story, headings, parts=[evolve(p, label="") if isinstance(p, NoticePart) else p for p in parts])


def _part_nodes(parts: Sequence[Part], entities: Entities, extent: Extent) -> list[GraphNode]:
    """Return the nodes of the sections, then those of press mentions, unanswered questions and prompts."""
    sections: list[GraphNode] = []
    entries: dict[str, list[GraphNode]] = {"mentions": [], "questions": [], "prompts": []}
    for part in parts:
        if isinstance(part, SectionPart):
            section: GraphNode = {"@type": "WebPageElement", "@id": entities.base + part.anchor}
            if part.section.heading:
                section["headline"] = part.section.heading
            sections.append(section)
        elif isinstance(part, ListPart) and part.role in entries:
            prefix, nodes = f"{entities.base}{part.entry_role}-", entries[part.role]
            for number, entry in enumerate(part.entries, 1):
                if isinstance(entry, PressMention):
                    nodes += [mention_node(entry, f"{prefix}{number}", entities)] if extent.html else []
                elif isinstance(entry, Question) and not is_answered(entry):  # as no prompt is
                    nodes.append(question_node(entry, f"{prefix}{number}"))
    lists = chain(entries["mentions"], entries["questions"], entries["prompts"])
    return [*(sections if extent.html else ()), *(lists if extent.prompts else ())]


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
    entities = Entities(base, feed.publisher)
    if feed.authors:
        authors = enumerate(feed.authors, 1)
        site["author"] = [entities.agent(author, "author", f"author-{number}") for number, author in authors]
    if feed.publisher:
        site["publisher"] = entities.publisher(feed.publisher)
    terms: list[GraphValue] = [*feed.keywords, *map(category_node, feed.categories)]
    if terms:
        site["keywords"] = terms
    if feed.rights:
        add_rights(site, feed.rights, entities)
    if feed.usage:
        add_usage(site, feed.usage)
    if feed.extensions:
        add_feed_properties(site, feed)
    if not feed.feed_url:
        return [site]
    return [
        site,
        {"@type": "DataFeed", "@id": f"{base}feed", "url": feed.feed_url, "isPartOf": {"@id": site["@id"]}},
    ]
