"""Losses of extensions: elements of other vocabularies, and properties that a node has already or cannot have."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.jsonld.body_modes import Extent, extent_of
from newsfeed.formats.jsonld.extension_properties import add_properties, named
from newsfeed.formats.jsonld.extension_values import NAMESPACE
from newsfeed.formats.jsonld.graph_layout import RIGHTS_PROPERTIES, is_answered
from newsfeed.formats.jsonld.write_entities import audience_node, category_node, question_node, topic_node
from newsfeed.formats.jsonld.write_graph import add_feed_properties, add_story_properties, feed_nodes, story_nodes
from newsfeed.formats.jsonld.write_media import GraphNode, media_node, rendition_node
from newsfeed.formats.jsonld.write_newsroom import place_node, update_node
from newsfeed.formats.jsonld.write_people import Entities, agent_node
from newsfeed.model import (
    Category,
    Extension,
    Feed,
    LiveUpdate,
    Media,
    Organization,
    Person,
    Place,
    Question,
    Rendition,
    Rights,
    Story,
    Topic,
)
from newsfeed.model.nesting import fields_to
from newsfeed.plugins import BodyMode

_FOREIGN: Final = "JSON-LD has no place for elements of other XML vocabularies"
_WRITTEN_ALREADY: Final = (
    "its node has the property already or cannot have it in schema.org, or the extension has no value in JSON"
)

_NODES: Final[Mapping[type, Callable[[Any], GraphNode]]] = {
    Person: lambda person: agent_node(person, ""),
    Organization: lambda organization: agent_node(organization, ""),
    Media: media_node,
    Rendition: rendition_node,
    Category: category_node,
    Topic: lambda topic: topic_node(topic, ""),
    Question: lambda question: question_node(question, ""),
    Place: lambda place: place_node(place, ""),
    LiveUpdate: lambda update: update_node(update, "", Entities(""), has_text=True),
}
"""The function that writes the node of an object with extensions."""
_OWNERS: Final = frozenset(_NODES)


def extension_losses(story: Story, body: BodyMode) -> Iterator[Loss]:
    """Yield the extensions of a story that are not written, and those of the objects in it that are written.

    Args:
        story: the story.
        body: how much of the body is written.
    """
    if story.extensions or (story.rights and story.rights.extensions):
        yield from _story_losses(story, body)
    extent = extent_of(story, body)
    left_out = {"extensions", "links", "podcast", *_parts_left_out(extent)}
    for field in attrs.fields(Story):
        if field.name == "questions":
            for index, question in enumerate(story.questions):
                if extent.answers if is_answered(question) else extent.prompts:
                    yield from _nested_losses(question, f"story.questions[{index}]")
        elif field.name not in left_out:
            yield from _nested_losses(getattr(story, field.name), f"story.{field.name}")


def _parts_left_out(extent: Extent) -> Iterator[str]:
    if not extent.html:
        yield "press"
    if not extent.prompts:
        yield "prompts"


def _story_losses(story: Story, body: BodyMode) -> Iterator[Loss]:
    rights = attrs.evolve(story.rights, extensions=()) if story.rights else None
    article, *other_nodes = story_nodes(attrs.evolve(story, extensions=(), rights=rights), body=body)
    if story.extensions:
        page = next((node for node in other_nodes if node["@type"] == "WebPage"), None)
        yield from _unwritten(story.extensions, add_story_properties(article, page, story), "story.extensions")
    if story.rights and story.rights.extensions:
        yield from _rights_losses(article, story.rights, "story")


def feed_extension_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the extensions of a feed, and of the objects in it besides its stories, that are not written."""
    rights = attrs.evolve(feed.rights, extensions=()) if feed.rights else None
    site = feed_nodes(attrs.evolve(feed, extensions=(), rights=rights))[0]
    if feed.rights and feed.rights.extensions:
        yield from _rights_losses(site, feed.rights, "feed")
    if feed.extensions:
        yield from _unwritten(feed.extensions, add_feed_properties(site, feed), "feed.extensions")
    for name in ("authors", "publisher", "rights", "categories"):
        yield from _nested_losses(getattr(feed, name), f"feed.{name}")


def _rights_losses(node: GraphNode, rights: Rights, path: str) -> Iterator[Loss]:
    written = add_properties(node, named(rights.extensions, RIGHTS_PROPERTIES))
    yield from _unwritten(rights.extensions, written, f"{path}.rights.extensions")


def _nested_losses(value: Any, path: str) -> Iterator[Loss]:
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _nested_losses(item, f"{path}[{index}]")
        return
    if type(value) in _NODES and value.extensions:
        write = audience_node if path.startswith("story.audiences") else _NODES[type(value)]
        written = add_properties(write(attrs.evolve(value, extensions=())), value.extensions)
        yield from _unwritten(value.extensions, written, f"{path}.extensions")
    value_type: type = type(value)
    for name in fields_to(value_type, _OWNERS):
        if field_value := getattr(value, name):
            yield from _nested_losses(field_value, f"{path}.{name}")


def _unwritten(extensions: tuple[Extension, ...], written: list[Extension], path: str) -> Iterator[Loss]:
    indexes = {id(extension) for extension in written}
    if not written:
        reason = _WRITTEN_ALREADY if any(item.name.startswith(f"{{{NAMESPACE}}}") for item in extensions) else _FOREIGN
        yield Loss(path, reason)
        return
    for index, extension in enumerate(extensions):
        if id(extension) not in indexes:
            is_property = extension.name.startswith(f"{{{NAMESPACE}}}")
            yield Loss(f"{path}[{index}]", _WRITTEN_ALREADY if is_property else _FOREIGN)
