"""Losses of extensions: elements of other vocabularies, and properties that a node has already."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.jsonld.extension_properties import add_properties
from newsfeed.formats.jsonld.extension_values import NAMESPACE
from newsfeed.formats.jsonld.write_entities import (
    GraphNode,
    agent_node,
    category_node,
    media_node,
    question_node,
    topic_node,
)
from newsfeed.formats.jsonld.write_graph import add_story_properties, feed_nodes, story_nodes
from newsfeed.model import Category, Extension, Feed, Media, Organization, Person, Question, Story, Topic

_FOREIGN: Final = "JSON-LD has no place for elements of other XML vocabularies"
_WRITTEN_ALREADY: Final = (
    "its node has the property already or cannot have it in schema.org, or the extension has no value in JSON"
)

_NODES: Final[dict[type, Callable[[Any], GraphNode]]] = {
    Person: agent_node,
    Organization: agent_node,
    Media: media_node,
    Category: category_node,
    Topic: lambda topic: topic_node(topic, ""),
    Question: lambda question: question_node(question, ""),
}
"""The function that writes the node of an object with extensions."""


def extension_losses(story: Story) -> Iterator[Loss]:
    """Yield the extensions of a story, and of the objects in it, that are not written."""
    if story.extensions:
        nodes = story_nodes(attrs.evolve(story, extensions=()))
        page = next((node for node in nodes if node["@type"] == "WebPage"), None)
        written = add_story_properties(nodes[0], page, story.extensions)
        yield from _unwritten(story.extensions, written, "story.extensions")
    yield from _nested_losses(story, "story")


def feed_extension_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the extensions of a feed, and of the objects in it besides its stories, that are not written."""
    if feed.extensions:
        written = add_properties(feed_nodes(attrs.evolve(feed, extensions=()))[0], feed.extensions)
        yield from _unwritten(feed.extensions, written, "feed.extensions")
    yield from _nested_losses(feed, "feed")


def _nested_losses(value: Any, path: str) -> Iterator[Loss]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _nested_losses(item, f"{path}[{index}]")
        return
    if type(value) in _NODES and value.extensions:
        node = _NODES[type(value)](attrs.evolve(value, extensions=()))
        yield from _unwritten(value.extensions, add_properties(node, value.extensions), f"{path}.extensions")
    if attrs.has(type(value)) and not isinstance(value, Extension):
        for field in attrs.fields(type(value)):
            if field.name != "stories":
                yield from _nested_losses(getattr(value, field.name), f"{path}.{field.name}")


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
