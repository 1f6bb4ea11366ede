"""Nodes of a graph, with a record of the values that a reader has taken from them."""

import attrs

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue, Literal


class LanguageString(str):
    """A text with a language.

    Attributes:
        language: the language tag, as the document spells it.
    """

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str, language: str) -> "LanguageString":
        """Create a text with its language."""
        instance = super().__new__(cls, text)
        instance.language = language
        return instance


@attrs.define(eq=False)
class Node:
    """A thing that a document describes or refers to.

    Attributes:
        types: its types in schema.org.
        id: its identifier, as the document spells it.
        path: the index of its script element in a page and its JSON pointer there: `1/@graph/0`.
        order: its number, counting all nodes in document order.
        values: the values of each property, by its name in schema.org.
        pointers: the JSON pointers, relative to the node, of properties that the document spells differently.
        paths: the paths of properties that were taken over from another node.
        foreign: the values of keys that are no properties of schema.org.
        read: the indexes of the values of each property that were read.
        is_id_read: True if the identifier was read as a value.
        is_kept: True if the node became an object of the model, or its JSON is kept as an extension of one.
    """

    types: tuple[str, ...]
    id: str | None
    path: str
    order: int
    values: "dict[str, list[Literal | Node]]" = attrs.field(factory=dict)
    pointers: dict[str, str] = attrs.field(factory=dict)
    paths: dict[str, str] = attrs.field(factory=dict)
    foreign: JsonObject = attrs.field(factory=dict)
    read: dict[str, set[int]] = attrs.field(factory=dict)
    is_id_read: bool = False
    is_kept: bool = False

    @property
    def is_reference(self) -> bool:
        """True if the node has an identifier and nothing else."""
        return self.id is not None and not self.types and not self.values

    @property
    def script(self) -> str:
        """The index of its script element."""
        return self.path.partition("/")[0]

    @property
    def is_article(self) -> bool:
        """True if the node is an article, by its type or by having `articleBody`, or the review of a claim as a story."""
        if self.is_a("Article") or "articleBody" in self.values:
            return True
        return self.is_a("ClaimReview") and ("headline" in self.values or "creativeWorkStatus" in self.values)

    def is_a(self, *types: str) -> bool:
        """Return whether the node is of one of these types, or of a subtype."""
        return any(vocabulary.is_subtype(self.types, name) for name in types)

    def property_path(self, name: str) -> str:
        """Return the path of a property, as the document spells it."""
        return self.paths.get(name) or self.path + (self.pointers.get(name) or f"/{name}")

    # --- the record of what was read ---

    def mark(self, name: str, index: int) -> None:
        """Record that a value of a property was read."""
        self.read.setdefault(name, set()).add(index)

    def mark_all(self, *names: str) -> None:
        """Record that all values of these properties were read."""
        for name in names:
            if name in self.values:
                self.read[name] = set(range(len(self.values[name])))

    def forget(self) -> None:
        """Discard the record of the values that were read, because no object could be built from the node."""
        self.read.clear()
        self.is_id_read = self.is_kept = False

    @property
    def is_read(self) -> bool:
        """True if any value of the node was read, or all of it is kept."""
        return self.is_kept or self.is_id_read or bool(self.read)

    def take_over(self, name: str, source: "Node") -> None:
        """Move the values of a property from another node to this one."""
        self.values[name] = source.values.pop(name)
        self.paths[name] = source.property_path(name)


def ignore_values(node: Node, *names: str) -> None:
    """Record that the values of these properties say nothing new, together with the nodes that they describe in place.

    Args:
        node: a node.
        names: its properties; none stands for all of them.
    """
    pending = [(node, names or tuple(node.values))]
    while pending:
        owner, properties = pending.pop()
        owner.mark_all(*properties)
        for name in properties:
            for value in owner.values.get(name, ()):
                if isinstance(value, Node) and not value.is_kept:
                    value.is_kept = not value.is_reference
                    value.is_id_read = True
                    pending.append((value, tuple(value.values)))


def is_meaningful(identifier: str | None) -> bool:
    """Return whether an identifier says something outside of the document: it has no fragment and is no blank node."""
    return bool(identifier) and "#" not in (identifier or "") and not (identifier or "").startswith("_:")


def literal_json(value: Literal) -> JsonValue:
    """Return a literal as JSON: a text with a language as a value object."""
    if isinstance(value, LanguageString):
        return {"@value": str(value), "@language": value.language}
    return value
