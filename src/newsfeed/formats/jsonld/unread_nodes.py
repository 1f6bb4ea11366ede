"""Findings about the nodes that became no story, feed or other object, and about unread properties of the other nodes."""

from newsfeed.findings import Severity
from newsfeed.formats.jsonld.extension_properties import note_dropped, note_foreign, quoted_json
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.nodes import Node
from newsfeed.formats.jsonld.read_graph import Graph
from newsfeed.formats.jsonld.unread import State, node_json, unread_properties
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location


def note_unread_nodes(graph: Graph, lenient: LenientReader) -> None:
    """Note the outermost nodes that were not read, and the unread properties of the others."""
    for node in graph.roots:
        if not (node.types or node.values or node.foreign):
            continue
        if node.is_read:
            _note_unread_properties(NodeReader(node, graph, lenient))
        elif unread := node_json(node, graph):
            message = f"{_name(node)} is no story and belongs to none; it is left out: {quoted_json(unread.json)}"
            lenient.note("node.ignored", message, Location(node.path), Severity.INFO)


def _note_unread_properties(reader: NodeReader) -> None:
    if reader.node.is_kept:
        return
    reader.node.is_kept = True
    note_foreign(reader)
    for name, values in unread_properties(reader.node, reader.graph):
        for value in values:
            if value.state is State.UNREAD or isinstance(value.json, dict):
                note_dropped(reader, name, value.json)


def _name(node: Node) -> str:
    return " and ".join(node.types) or "a node without a type of schema.org"
