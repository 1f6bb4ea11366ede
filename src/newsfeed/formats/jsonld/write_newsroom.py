"""Writing of fields for agencies, newsrooms and search engines: places, identifiers, access, translations, live coverage."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.extension_properties import add_properties
from newsfeed.formats.jsonld.graph_layout import SPOKEN_PARTS
from newsfeed.formats.jsonld.kinds import is_article, is_news_article
from newsfeed.formats.jsonld.write_entities import audience_node, term_value
from newsfeed.formats.jsonld.write_media import GraphNode, GraphValue
from newsfeed.formats.jsonld.write_people import Entities, add_media
from newsfeed.model import AlternativeHeadline, AltId, Link, LiveUpdate, Place, Story, Translation
from newsfeed.model.answers import answer_text
from newsfeed.values.dates import rfc3339

_SOURCE_SUFFIX: Final = "DigitalSource"


def add_newsroom_fields(
    node: GraphNode, story: Story, types: tuple[str, ...], entities: Entities, *, has_prompts: bool
) -> None:
    """Add the fields of newsrooms and search engines to the node of a story, except for its kind and live coverage.

    Args:
        node: the node.
        story: the story.
        types: the types of the node.
        entities: the nodes that have been described.
        has_prompts: True if the graph has the prompts of the story.
    """
    if story.alternative_headlines:
        node["alternativeHeadline"] = [_headline_value(headline) for headline in story.alternative_headlines]
    if story.genre:
        node["genre"] = [term_value(term) for term in story.genre]
    if story.dateline and is_news_article(types):
        node["dateline"] = story.dateline
    if story.creditline:
        node["creditText"] = story.creditline
    if story.source_name:
        provider: GraphNode = {"@type": "Organization", "name": story.source_name}
        node["isBasedOn"] = {"@type": "CreativeWork", "provider": provider}
    node.update(_place_values(story.places, entities.base))
    if story.audiences:
        node["audience"] = [audience_node(term) for term in story.audiences]
    if story.access:
        node["isAccessibleForFree"] = story.access.is_free
    if story.expires:
        node["expires"] = rfc3339(story.expires)
    _add_translations(node, story, has_prompts=has_prompts)
    if story.ai:
        node["digitalSourceType"] = source_value(story.ai.source, story.ai.iri)
        if story.ai.statement and is_article(types):
            node["backstory"] = story.ai.statement


def source_value(term: str, iri: str) -> str:
    """Return a digital source as the member of schema.org's enumeration, else as an IRI.

    Args:
        term: the term of IPTC's digital source types, or an IRI.
        iri: the IRI of the term.
    """
    member = f"{term[:1].upper()}{term[1:]}{_SOURCE_SUFFIX}"
    return vocabulary.SCHEMA_ORG + member if member in vocabulary.enumeration_members() else iri


def identifier_value(story: Story) -> GraphValue:
    """Return the id of a story, followed by its identifiers in other systems."""
    return [story.id, *map(_alt_id_node, story.alt_ids)] if story.alt_ids else story.id


def _alt_id_node(alt_id: AltId) -> GraphNode:
    node: GraphNode = {"@type": "PropertyValue"}
    if alt_id.role:
        node["propertyID"] = alt_id.role
    return node | {"value": alt_id.value}


def _headline_value(headline: AlternativeHeadline) -> GraphValue:
    """Return a headline as text, with its language if it has one, in a Role that names its use."""
    language = headline.language
    text: GraphValue = {"@value": headline.text, "@language": language} if language else headline.text
    return {"@type": "Role", "roleName": headline.role, "alternativeHeadline": text} if headline.role else text


def printed_parts(story: Story, types: tuple[str, ...], base: str) -> Iterator[GraphNode]:
    """Yield the lines that are printed around a text and have no property in its type, as elements of the page."""
    if story.dateline and not is_news_article(types):
        yield {"@type": "WebPageElement", "@id": f"{base}dateline", "text": story.dateline}
    if story.byline:
        yield {"@type": "WebPageElement", "@id": f"{base}byline", "text": story.byline}
    if story.ai and story.ai.statement and not is_article(types):
        yield {"@type": "WebPageElement", "@id": f"{base}ai-statement", "text": story.ai.statement}
    if story.access and (selector := story.access.css_selector):
        yield {"@type": "WebPageElement", "isAccessibleForFree": story.access.is_free, "cssSelector": selector}


# --- places and translations -----------------------------------------------------------------------------------------------


def _place_values(places: tuple[Place, ...], base: str) -> dict[str, list[GraphNode]]:
    """Return the places by property: those where the story was filed, and those that it is about."""
    values: dict[str, list[GraphNode]] = {}
    for number, place in enumerate(places, 1):
        is_created = place.role == "created"
        name = "locationCreated" if is_created else "contentLocation"
        node = place_node(place, f"{base}place-{number}")
        has_role = place.role and not is_created
        values.setdefault(name, []).append({"@type": "Role", "roleName": place.role, name: node} if has_role else node)
    return values


def place_node(place: Place, identifier: str) -> GraphNode:
    node: GraphNode = {"@type": "Place", "@id": identifier}
    if place.name:
        node["name"] = place.name
    if place.uri:
        node["sameAs"] = place.uri
    if position := place.position:
        geo: GraphNode = {"@type": "GeoCoordinates", "latitude": position.latitude, "longitude": position.longitude}
        if position.altitude is not None:
            geo["elevation"] = position.altitude
        node["geo"] = geo
    if place.extensions:
        add_properties(node, place.extensions)
    return node


def _add_translations(node: GraphNode, story: Story, *, has_prompts: bool) -> None:
    """Add the original, the translations, and the links to pages in other languages."""
    if story.translation_of:
        node["translationOfWork"] = _translation_node(story.translation_of)
    links = carried_links(story, has_prompts=has_prompts) if story.links else []
    pages = [_alternate_node(link, index) for index, link in enumerate(links) if is_alternate(link)]
    if story.translations or pages:
        node["workTranslation"] = [*map(_translation_node, story.translations), *pages]


def _translation_node(translation: Translation) -> GraphNode:
    node: GraphNode = {"@type": "CreativeWork", "url": translation.url}
    if translation.language:
        node["inLanguage"] = translation.language
    if translation.headline:
        node["headline"] = translation.headline
    return node


def is_alternate(link: Link) -> bool:
    """Return whether a link leads to the story in another language."""
    return link.rel == "alternate" and link.language is not None


def carried_links(story: Story, *, has_prompts: bool) -> list[Link]:
    """Return the links that the graph has: those to the story in other languages, and each related page once.

    Args:
        story: the story.
        has_prompts: True if the graph has the prompts, whose addresses are among the related pages.
    """
    written = {prompt.url for prompt in story.prompts} if has_prompts else set()
    links: list[Link] = []
    for link in story.links:
        if is_alternate(link):
            links.append(link)
        elif link.rel == "related" and link.url not in written:
            written.add(link.url)
            links.append(link)
    return links


def _alternate_node(link: Link, index: int) -> GraphNode:
    """Return a link as a WebPage, to distinguish it from a translation, with its index among all links."""
    node: GraphNode = {"@type": "WebPage", "url": link.url, "inLanguage": link.language, "position": index}
    if link.title:
        node["name"] = link.title
    if link.type:
        node["encodingFormat"] = link.type
    return node


# --- pages -----------------------------------------------------------------------------------------------------------------


def breadcrumb_node(story: Story, base: str) -> GraphNode:
    """Return the way from the front page to the story as a BreadcrumbList."""
    steps: list[GraphValue] = []
    for position, step in enumerate(story.section_path, 1):
        item: GraphNode = {"@type": "ListItem", "position": position, "name": step.name}
        if step.url:
            item["item"] = step.url
        steps.append(item)
    return {"@type": "BreadcrumbList", "@id": f"{base}breadcrumb", "itemListElement": steps}


def speakable_nodes(story: Story) -> list[GraphNode]:
    """Return the parts to be read out: one specification for each run of CSS selectors or XPaths."""
    locators = [(SPOKEN_PARTS.get(part, part), part) for part in story.speakable]
    runs = groupby(locators, key=lambda pair: "xpath" if pair[0].startswith("/") else "cssSelector")
    return [{"@type": "SpeakableSpecification", name: [locator for locator, _ in run]} for name, run in runs]


# --- live coverage ---------------------------------------------------------------------------------------------------------


def add_coverage(node: GraphNode, story: Story, entities: Entities, *, has_text: bool) -> None:
    """Add the entries of live coverage, and when it begins and ends.

    Args:
        node: the node of the story.
        story: the story.
        entities: the nodes that have been described.
        has_text: False to leave out the texts of the entries.
    """
    if story.coverage_start:
        node["coverageStartTime"] = rfc3339(story.coverage_start)
    if story.coverage_end:
        node["coverageEndTime"] = rfc3339(story.coverage_end)
    if story.updates:
        node["liveBlogUpdate"] = [
            update_node(update, f"update-{number}", entities, has_text=has_text)
            for number, update in enumerate(story.updates, 1)
        ]


def update_node(update: LiveUpdate, name: str, entities: Entities, *, has_text: bool) -> GraphNode:
    node: GraphNode = {"@type": "BlogPosting", "@id": entities.base + name}
    if update.id:
        node["identifier"] = update.id
    if update.url:
        node["url"] = update.url
    if update.headline:
        node["headline"] = update.headline
    if update.published:
        node["datePublished"] = rfc3339(update.published)
    if update.updated:
        node["dateModified"] = rfc3339(update.updated)
    if has_text and (text := answer_text(update.body)):
        node["articleBody"] = text
    if update.authors:
        authors = enumerate(update.authors, 1)
        node["author"] = [entities.agent(author, "author", f"{name}-author-{number}") for number, author in authors]
    add_media(node, update.media, f"{name}-media", entities)
    if update.extensions:
        add_properties(node, update.extensions)
    return node
