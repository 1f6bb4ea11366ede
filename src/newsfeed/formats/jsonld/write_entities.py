"""Writing of the small nodes around a story: people, organizations, media, rights, terms, topics and press mentions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from newsfeed.formats.jsonld.answer_html import answer_html
from newsfeed.formats.jsonld.extension_properties import add_properties
from newsfeed.formats.jsonld.graph_layout import MEDIA_TYPES, TOPIC_TYPES
from newsfeed.model import (
    Agent,
    Category,
    Correction,
    Media,
    Organization,
    Person,
    PressMention,
    Question,
    Rights,
    Topic,
)
from newsfeed.model.rich_text import Text
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339
from newsfeed.values.xml_chars import trim

GraphValue = str | int | Sequence["GraphValue"] | Mapping[str, "GraphValue"]
"""A value that is written into the graph."""

GraphNode = dict[str, GraphValue]
"""A node of the graph, by schema.org's names and the keywords of JSON-LD."""


def plain(text: Text) -> str:
    """Return a text without markup, and without white space at its ends, as the model has plain text."""
    return text if isinstance(text, str) else trim(str(text))


# --- people and organizations ----------------------------------------------------------------------------------------------


def agent_node(agent: Agent) -> GraphNode:
    """Return a Person or Organization."""
    if isinstance(agent, Person):
        node: GraphNode = {"@type": "Person", "name": agent.name}
        picture, picture_property = agent.avatar, "image"
    else:
        node = {"@type": "Organization", "name": agent.name}
        picture, picture_property = agent.logo.url if agent.logo else None, "logo"
    _add_contact(node, agent)
    if picture:
        node[picture_property] = picture
    if agent.extensions:
        add_properties(node, agent.extensions)
    return node


def outlet_node(organization: Organization) -> GraphNode:
    """Return a NewsMediaOrganization: an outlet that is quoted, or the publisher."""
    node: GraphNode = {"@type": "NewsMediaOrganization", "name": organization.name}
    _add_contact(node, organization)
    if organization.logo:
        node["logo"] = organization.logo.url
    if organization.extensions:
        add_properties(node, organization.extensions)
    return node


def _add_contact(node: GraphNode, agent: Agent) -> None:
    if agent.url:
        node["url"] = agent.url
    if agent.email:
        node["email"] = agent.email
    if agent.same_as:
        node["sameAs"] = agent.same_as


# --- parts of a story ------------------------------------------------------------------------------------------------------


def topic_node(topic: Topic, identifier: str) -> GraphNode:
    """Return a topic as a node of the type of its kind."""
    node: GraphNode = {"@type": TOPIC_TYPES[topic.kind], "@id": identifier, "name": topic.name}
    if topic.description:
        node["description"] = topic.description
    if topic.url:
        node["url"] = topic.url
    if topic.same_as:
        node["sameAs"] = topic.same_as
    if topic.extensions:
        add_properties(node, topic.extensions)
    return node


def question_node(question: Question, identifier: str) -> GraphNode:
    """Return a Question, with its Answer if it has one."""
    node: GraphNode = {"@type": "Question", "@id": identifier, "name": question.text}
    if html := answer_html(question.answer):
        node["acceptedAnswer"] = {"@type": "Answer", "text": html}
    if question.url:
        node["url"] = question.url
    if question.extensions:
        add_properties(node, question.extensions)
    return node


def mention_node(mention: PressMention, identifier: str) -> GraphNode:
    """Return a press mention as a Quotation of the outlet, with the words that it quotes as parts."""
    node: GraphNode = {"@type": "Quotation", "@id": identifier, "text": plain(mention.text)}
    if mention.context:
        node["description"] = plain(mention.context)
    outlet = outlet_node(mention.outlet)
    node["creator"] = outlet
    article: GraphNode = {"@type": "NewsArticle"}
    if mention.url:
        article["url"] = mention.url
    article["publisher"] = outlet
    if mention.published:
        article["datePublished"] = rfc3339(mention.published)
    if mention.language:
        node["inLanguage"] = article["inLanguage"] = mention.language
    node["isBasedOn"] = article
    if mention.quotes:
        node["hasPart"] = [{"@type": "Quotation", "text": quote} for quote in mention.quotes]
    return node


def correction_node(correction: Correction) -> GraphNode:
    """Return a CorrectionComment."""
    node: GraphNode = {"@type": "CorrectionComment", "text": plain(correction.text)}
    if correction.published:
        node["datePublished"] = rfc3339(correction.published)
    return node


# --- media, terms and rights -----------------------------------------------------------------------------------------------


def media_node(media: Media) -> GraphNode:
    """Return an ImageObject, VideoObject, AudioObject or other MediaObject."""
    node: GraphNode = {"@type": MEDIA_TYPES[media.medium], "contentUrl": media.url, "url": media.url}
    if media.title:
        node["name"] = media.title
    if media.alt:
        node["description"] = media.alt
    if has_caption(media) and (caption := plain(media.caption)):
        node["caption"] = caption
    if media.credit:
        node["creditText"] = media.credit
    if media.type:
        node["encodingFormat"] = media.type
    if media.length is not None:
        node["contentSize"] = f"{media.length} B"
    if media.width:
        node["width"] = f"{media.width} px"  # schema.org's Distance is a number with a unit.
    if media.height:
        node["height"] = f"{media.height} px"
    if media.duration is not None:
        node["duration"] = f"PT{Decimal(repr(media.duration)):f}S"
    if media.language:
        node["inLanguage"] = media.language
    if media.thumbnail:
        node["thumbnailUrl"] = media.thumbnail
    add_properties(node, media.extensions)
    return node


def has_caption(media: Media) -> bool:
    """Return whether schema.org has a caption for the medium: it has none for documents and other files."""
    return media.medium in ("image", "video", "audio")


def category_node(category: Category) -> GraphNode:
    """Return a category as a DefinedTerm, with the scheme and label that articleSection cannot have."""
    node: GraphNode = {"@type": "DefinedTerm", "termCode": category.term}
    if category.label:
        node["name"] = category.label
    if category.scheme:
        node["inDefinedTermSet"] = category.scheme
    if category.extensions:
        add_properties(node, category.extensions)
    return node


def add_rights(node: GraphNode, rights: Rights) -> None:
    """Add the rights in a work to its node."""
    if rights.notice:
        node["copyrightNotice"] = rights.notice
    if rights.holder:
        node["copyrightHolder"] = agent_node(rights.holder)
    if rights.year is not None:
        node["copyrightYear"] = rights.year
    if rights.license:
        node["license"] = rights.license
    if rights.usage_terms:
        # usageInfo takes a URL or a work, but no text.
        terms = rights.usage_terms
        node["usageInfo"] = terms if iris.is_iri(terms) else {"@type": "CreativeWork", "text": terms}
