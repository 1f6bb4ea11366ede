"""Writing of the small nodes around a story: topics, questions, press mentions, corrections, terms and rights."""

import attrs

from newsfeed.formats.jsonld.answer_html import answer_html
from newsfeed.formats.jsonld.extension_properties import add_properties, named
from newsfeed.formats.jsonld.graph_layout import RIGHTS_PROPERTIES, TOPIC_TYPES
from newsfeed.formats.jsonld.write_media import GraphNode, plain
from newsfeed.formats.jsonld.write_people import Entities
from newsfeed.model import Category, Correction, PressMention, Question, Rights, Topic, Usage
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339

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


def mention_node(mention: PressMention, identifier: str, entities: Entities) -> GraphNode:
    """Return a press mention as a Quotation of the outlet, with the words that it quotes as parts."""
    node: GraphNode = {"@type": "Quotation", "@id": identifier, "text": plain(mention.text)}
    if mention.context:
        node["description"] = plain(mention.context)
    node["creator"] = entities.outlet(mention.outlet, "creator")
    article: GraphNode = {"@type": "NewsArticle"}
    if mention.url:
        article["url"] = mention.url
    article["publisher"] = entities.outlet(mention.outlet, "publisher")
    if mention.published:
        article["datePublished"] = rfc3339(mention.published)
    if mention.language:
        node["inLanguage"] = article["inLanguage"] = mention.language
    node["isBasedOn"] = article
    if mention.quotes:
        node["hasPart"] = [{"@type": "Quotation", "text": quote} for quote in mention.quotes]
    return node


def correction_node(correction: Correction) -> GraphNode:
    """Return a CorrectionComment; its genre is the kind of notice, and it is about the part that is corrected."""
    node: GraphNode = {"@type": "CorrectionComment", "text": plain(correction.text)}
    if correction.published:
        node["datePublished"] = rfc3339(correction.published)
    if correction.kind != "correction":
        node["genre"] = correction.kind
    if correction.subject:
        node["about"] = {"@type": "Thing", "name": correction.subject}
    return node


# --- terms and rights ------------------------------------------------------------------------------------------------------


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


def term_value(category: Category) -> GraphNode | str:
    """Return a term as text if it is nothing but a word, else as a DefinedTerm."""
    node = category_node(category)
    return node if has_more_than_term(node) else category.term


def has_more_than_term(node: GraphNode) -> bool:
    """Return whether the node of a category has more than its term, which can be written as text."""
    return node.keys() > {"@type", "termCode"}


def audience_node(category: Category) -> GraphNode:
    """Return an audience by its name; a term of a scheme is a DefinedTerm besides."""
    node: GraphNode = {"@type": "Audience", "audienceType": category.label or category.term}
    if category.scheme or category.label:
        node |= category_node(attrs.evolve(category, extensions=())) | {"@type": ["Audience", "DefinedTerm"]}
    if category.extensions:
        add_properties(node, category.extensions)
    return node


def add_usage(node: GraphNode, usage: Usage) -> None:
    """Add the pages about the use by machines to the node of a work; schema.org has no property for the uses themselves."""
    if usage.policy_url:
        terms = node.get("usageInfo")
        node["usageInfo"] = [terms, usage.policy_url] if terms else usage.policy_url
    if usage.contact_url:
        node["acquireLicensePage"] = usage.contact_url


def add_rights(node: GraphNode, rights: Rights, entities: Entities) -> None:
    """Add the rights in a work to its node."""
    if rights.notice:
        node["copyrightNotice"] = rights.notice
    if rights.holder:
        node["copyrightHolder"] = entities.agent(rights.holder, "copyrightHolder", "holder")
    if rights.year is not None:
        node["copyrightYear"] = rights.year
    if rights.license:
        node["license"] = rights.license
    if rights.usage_terms:
        # usageInfo takes a URL or a work, but no text; its URL is the policy of a usage.
        terms = rights.usage_terms
        node["usageInfo"] = {"@type": "CreativeWork", "url" if iris.is_iri(terms) else "text": terms}
    if rights.extensions:
        add_properties(node, named(rights.extensions, RIGHTS_PROPERTIES))
