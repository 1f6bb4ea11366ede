"""Check of every node of a document against schema.org's vocabulary; identifiers and references are collected on the way."""

import re
from typing import Final

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.context import KEYWORDS, Context, is_misspelled
from newsfeed.formats.jsonld.json_values import (
    JsonObject,
    JsonValue,
    Literal,
    describe_kind,
    iter_items,
    iter_strings,
)
from newsfeed.formats.jsonld.rules_values import find_fault
from newsfeed.formats.jsonld.vocabulary import SCHEMA_ORG, TermKind
from newsfeed.io import json
from newsfeed.values.dates import parse_rfc3339

SPECIFICATION: Final = "https://www.w3.org/TR/json-ld11/"
_TOLERATED: Final = ("text", "literal")
"""The codes of value faults that consumers tolerate."""
_WHITE_SPACE: Final = re.compile(r"\s")
_MAX_TYPES: Final = 4
"""The number of types that a message names."""
_MAX_COMPARED_NAMES: Final = 100
"""The number of unknown names of a document whose closest term is searched for, at about a millisecond each."""


@attrs.frozen
class Reference:
    """A mention of a node by its identifier alone.

    Attributes:
        identifier: the identifier, as the document spells it.
        pointer: the JSON pointer of the identifier.
    """

    identifier: str
    pointer: str


@attrs.frozen
class DescribedNode:
    """A node with schema.org's names for its properties.

    Attributes:
        pointer: its JSON pointer.
        document: the number of its script element in a page.
        context: the meaning of its keys.
        values: its values by the name of the property, or by the keyword.
        pointers: the JSON pointers of these values.
    """

    pointer: str
    document: int
    context: Context
    values: JsonObject = attrs.field(factory=dict)
    pointers: dict[str, str] = attrs.field(factory=dict)

    @property
    def is_reference(self) -> bool:
        """True if the node has an identifier and nothing else."""
        return self.values.keys() == {"@id"}

    def property_pointer(self, name: str) -> str:
        """Return the JSON pointer of a property, or of the node if it has no such property."""
        return self.pointers.get(name, self.pointer)


@attrs.frozen
class _Owner:
    """The node that a property belongs to.

    Attributes:
        types: its types in schema.org.
        parent_property: the property that the node is a value of.
        context: the meaning of its keys.
        is_open: True if it may have properties of another vocabulary without a prefix.
    """

    types: tuple[str, ...]
    parent_property: str
    context: Context
    is_open: bool


@attrs.define
class VocabularyChecker:
    """Checker of one document; checkers of one page share `nodes`.

    Attributes:
        nodes: the nodes that are described, by identifier.
        document: the number of the script element in a page.
        findings: the findings in the order of the check, without line and column.
        references: the references to nodes.
        faq_pages: the FAQPage nodes.
        media_nodes: the videos and the live coverage.
        compared_names: the number of unknown names that were compared to every term.
    """

    nodes: dict[str, DescribedNode] = attrs.field(factory=dict)
    document: int = 0
    findings: list[Finding] = attrs.field(factory=list)
    references: list[Reference] = attrs.field(factory=list)
    faq_pages: list[DescribedNode] = attrs.field(factory=list)
    media_nodes: list[DescribedNode] = attrs.field(factory=list)
    compared_names: int = 0

    def check_document(self, document: JsonValue) -> None:
        """Check a document: an object, or an array of objects (JSON-LD 1.1, 9)."""
        for item, pointer in iter_items(document, ""):
            if not isinstance(item, dict):
                message = f"{describe_kind(item)} is not a JSON-LD document: write an object"
                self._add("root", message, pointer, "#json-ld-grammar")
                continue
            if "@context" not in item and _needs_context(item):
                message = 'there is no @context, so keys have no meaning: write "@context": "https://schema.org" first'
                self._add("context.missing", message, pointer, "#the-context")
            self._check_node(item, pointer, Context())

    def _check_node(self, source: JsonObject, pointer: str, context: Context, parent_property: str = "") -> None:
        if "@context" in source:
            self._check_context(source["@context"], f"{pointer}/@context")
            context = context.extend(source["@context"])
        names = {key: context.resolve(key) for key in source}
        type_keys = [key for key, name in names.items() if name == "@type"]
        types = self._check_types(source, type_keys, pointer, context)
        is_open = context.is_open or _has_foreign_type(source, type_keys, context)
        owner = _Owner(types, parent_property, context, is_open)
        node = DescribedNode(pointer, self.document, context)
        for key, value in source.items():
            name, value_pointer = names[key], json.member_pointer(pointer, key)
            if name is None:
                self._check_foreign(value, value_pointer, context)
                continue
            if name == "@context":
                continue
            node.values[name], node.pointers[name] = value, value_pointer
            if name.startswith("@"):
                self._check_keyword(name, value, value_pointer, context)
            else:
                self._check_property(name, value, value_pointer, owner)
        self._collect(node, types)

    def _collect(self, node: DescribedNode, types: tuple[str, ...]) -> None:
        """Collect a node under its identifier, or else the reference that it is; and FAQ pages, videos, live coverage."""
        identifier = node.values.get("@id")
        if isinstance(identifier, str):
            if node.is_reference:
                self.references.append(Reference(identifier, node.pointers["@id"]))
            else:
                description = self.nodes.setdefault(
                    identifier, DescribedNode(node.pointer, node.document, node.context)
                )
                description.values.update(node.values)
                if node.document == description.document:
                    description.pointers.update(node.pointers)
        if "FAQPage" in types:
            self.faq_pages.append(node)
        if ("VideoObject" in types or "LiveBlogPosting" in types) and not node.is_reference:
            self.media_nodes.append(node)
        if "dateModified" in node.values and "datePublished" in node.values:
            self._check_date_order(node)

    def _check_date_order(self, node: DescribedNode) -> None:
        """Check that the last change is not before the publication; dates without a time and zone are not compared."""
        modified, published = str(node.values["dateModified"]), str(node.values["datePublished"])
        try:
            is_early = parse_rfc3339(modified) < parse_rfc3339(published)
        except ValueError:
            return
        if is_early:
            message = f"dateModified {modified!r:.60} is before datePublished {published!r:.60}: swap or correct them"
            reference = f"{SCHEMA_ORG}dateModified"
            self._add("date.early", message, node.pointers["dateModified"], reference, Severity.WARNING)

    # --- contexts, types and keywords ---

    def _check_context(self, value: JsonValue, pointer: str) -> None:
        for item, item_pointer in iter_items(value, pointer):
            if isinstance(item, str) and is_misspelled(item):
                message = f'@context is not a URL of schema.org\'s: write "https://schema.org", not {item!r:.60}'
                self._add("context.url", message, item_pointer, "#the-context")
            elif item is not None and not isinstance(item, str | dict):
                message = f"@context is {describe_kind(item)}: write a URL or an object that defines terms"
                self._add("context.kind", message, item_pointer, "#the-context")

    def _check_types(self, node: JsonObject, type_keys: list[str], pointer: str, context: Context) -> tuple[str, ...]:
        """Check the types of a node, and return those that schema.org has."""
        types = []
        for key in type_keys:
            for item, item_pointer in iter_items(node[key], json.member_pointer(pointer, key)):
                if not isinstance(item, str) or not item:
                    message = f"@type is {describe_kind(item)}: write the name of a type, such as NewsArticle"
                    self._add("type.kind", message, item_pointer, "#specifying-the-type")
                elif (name := context.resolve(item)) and self._is_type(name, item_pointer, context):
                    types.append(name)
        return tuple(types)

    def _is_type(self, name: str, pointer: str, context: Context) -> bool:
        """Return whether schema.org has a type; note one that is superseded or unknown."""
        if replacements := vocabulary.replacements(name):
            self._add_superseded("type", name, replacements, pointer)
        if vocabulary.is_type(name):
            return True
        if not context.is_open and not name.startswith("@") and not replacements:
            self._add_unknown("type", name, self._closest_term(name, "types"), pointer)
        return False

    def _check_keyword(self, name: str, value: JsonValue, pointer: str, context: Context) -> None:
        if name not in KEYWORDS:
            message = f"JSON-LD has no keyword {name!r:.40} and ignores it: remove it"
            self._add("keyword.unknown", message, pointer, "#syntax-tokens-and-keywords", Severity.WARNING)
        elif name == "@id":
            self._check_identifier(value, pointer)
        elif name in ("@graph", "@included", "@list", "@set"):
            self._check_nodes(name, value, pointer, context)
        elif name == "@reverse":
            self._check_reverse(value, pointer, context)

    def _check_identifier(self, value: JsonValue, pointer: str) -> None:
        if not isinstance(value, str):
            self._add("id.kind", f"@id is {describe_kind(value)}: write an IRI as text", pointer, "#node-identifiers")
        elif _WHITE_SPACE.search(value):
            message = "@id contains white space: write an IRI with %20 in place of each space"
            self._add("id.kind", message, pointer, "#node-identifiers")

    def _check_nodes(self, name: str, value: JsonValue, pointer: str, context: Context) -> None:
        for item, item_pointer in iter_items(value, pointer):
            if isinstance(item, dict):
                self._check_node(item, item_pointer, context)
            elif item is not None:
                message = f"{name} contains {describe_kind(item)}: write an object for each node"
                self._add("graph.kind", message, item_pointer, "#named-graphs")

    def _check_reverse(self, value: JsonValue, pointer: str, context: Context) -> None:
        if not isinstance(value, dict):
            message = f"@reverse is {describe_kind(value)}: write an object of properties"
            self._add("reverse.kind", message, pointer, "#reverse-properties")
            return
        for key, nodes in value.items():
            name, nodes_pointer = context.resolve(key), json.member_pointer(pointer, key)
            if name and not name.startswith("@"):
                self._is_property(name, nodes_pointer, is_open=context.is_open)
            self._check_foreign(nodes, nodes_pointer, context)

    # --- properties ---

    def _check_property(self, name: str, value: JsonValue, pointer: str, owner: _Owner) -> None:
        if not self._is_property(name, pointer, is_open=owner.is_open):
            self._check_foreign(value, pointer, owner.context)
            return
        if name not in vocabulary.vocabulary()["properties"]:
            return  # A property of an Action with -input or -output has a range of its own.
        is_role = name == owner.parent_property and vocabulary.is_subtype(owner.types, "Role")
        has_known_types = bool(owner.types) and not owner.is_open
        if has_known_types and not is_role and not vocabulary.has_property(owner.types, name):
            types, allowed = " and ".join(owner.types), " or ".join(vocabulary.domain(name)[:_MAX_TYPES])
            message = f"{types} has no property {name}, which belongs to {allowed}: move or remove it"
            self._add("property.domain", message, pointer, SCHEMA_ORG + name, Severity.WARNING)
        self._check_values(name, value, pointer, owner.context)

    def _is_property(self, name: str, pointer: str, *, is_open: bool) -> bool:
        """Return whether schema.org has a property; note one that is superseded or unknown."""
        if replacements := vocabulary.replacements(name):
            self._add_superseded("property", name, replacements, pointer)
        if vocabulary.is_property(name):
            return True
        if not is_open and not replacements:
            self._add_unknown("property", name, self._closest_term(name, "properties"), pointer)
        return False

    def _check_foreign(self, value: JsonValue, pointer: str, context: Context) -> None:
        """Check the nodes in the value of another vocabulary's property: they may be schema.org's again."""
        for item, item_pointer in iter_items(value, pointer):
            if isinstance(item, dict) and "@value" not in item:
                self._check_node(item, item_pointer, context)

    # --- values ---

    def _check_values(self, name: str, value: JsonValue, pointer: str, context: Context) -> None:
        if isinstance(value, str):  # the most frequent value
            self._check_literal(name, value, pointer)
            return
        for item, item_pointer in iter_items(value, pointer):
            if isinstance(item, dict):
                self._check_object(name, item, item_pointer, context)
            elif item is not None and not isinstance(item, list):
                self._check_literal(name, item, item_pointer)

    def _check_literal(self, name: str, value: Literal, pointer: str) -> None:
        if fault := find_fault(value, vocabulary.range_of(name)):
            severity = Severity.INFO if fault.code in _TOLERATED else Severity.ERROR
            self._add(f"value.{fault.code}", f"{name} {fault.message}", pointer, SCHEMA_ORG + name, severity)

    def _check_object(self, name: str, value: JsonObject, pointer: str, context: Context) -> None:
        if "@value" in map(context.resolve, value):
            self._check_value_object(name, value, pointer)
            return
        for container in ("@list", "@set"):
            if container in value:
                self._check_values(name, value[container], f"{pointer}/{container}", context)
                return
        self._check_node(value, pointer, context, name)
        types = _known_types(value, context.extend(value["@context"]) if "@context" in value else context)
        expected = vocabulary.range_of(name)
        if types and not any(vocabulary.is_subtype(types, allowed) for allowed in (*expected, "Role")):
            message = f"{name} does not take {' and '.join(types)}: write {' or '.join(sorted(expected)[:_MAX_TYPES])}"
            self._add("property.range", message, pointer, SCHEMA_ORG + name, Severity.WARNING)

    def _check_value_object(self, name: str, value: JsonObject, pointer: str) -> None:
        literal = value.get("@value")
        if isinstance(literal, dict | list) and value.get("@type") != "@json":
            message = f"@value is {describe_kind(literal)}: write text, a number, true or false"
            self._add("value.object", message, f"{pointer}/@value", "#value-objects")
        elif "@type" in value and ("@language" in value or "@direction" in value):
            message = "a value has @type besides @language or @direction: remove @type, since only text has a language"
            self._add("value.object", message, pointer, "#value-objects")
        elif literal is not None and not isinstance(literal, dict | list):
            self._check_literal(name, literal, f"{pointer}/@value")

    # --- findings ---

    def _closest_term(self, name: str, kind: TermKind) -> str:
        """Return the term that an unknown name probably means, or "".

        A document of another vocabulary has thousands of unknown names, so only the first are compared to every term.
        """
        if term := vocabulary.differently_cased_term(name, kind):
            return term
        self.compared_names += 1
        return vocabulary.closest_term(name, kind) if self.compared_names <= _MAX_COMPARED_NAMES else ""

    def _add_unknown(self, kind: str, name: str, closest: str, pointer: str) -> None:
        remedy = f"write {closest}" if closest else f"use one that {SCHEMA_ORG} lists"
        self._add(f"{kind}.unknown", f"schema.org has no {kind} {name!r:.60}: {remedy}", pointer, SCHEMA_ORG + name)

    def _add_superseded(self, kind: str, name: str, replacements: tuple[str, ...], pointer: str) -> None:
        message = f"the {kind} {name} is superseded in schema.org: write {' or '.join(replacements)}"
        self._add("term.superseded", message, pointer, SCHEMA_ORG + replacements[0], Severity.WARNING)

    def _add(self, code: str, message: str, pointer: str, reference: str, severity: Severity = Severity.ERROR) -> None:
        url = SPECIFICATION + reference if reference.startswith("#") else reference
        self.findings.append(
            Finding(severity=severity, code=f"jsonld.{code}", message=message, path=pointer, reference=url)
        )


def _known_types(node: JsonObject, context: Context) -> tuple[str, ...]:
    """Return the types of a node; none if one of them is unknown, since the node can then be of any type."""
    types = []
    for key, value in node.items():
        if context.resolve(key) == "@type":
            names = [context.resolve(type_name) for type_name in iter_strings(value)]
            types += [name if name and vocabulary.is_type(name) else "" for name in names]
    return tuple(types) if all(types) else ()


def _needs_context(node: JsonObject) -> bool:
    """Return whether a node, or one in its graph, has keys without a meaning outside of a context."""
    if any(not key.startswith("@") and ":" not in key for key in node):
        return True
    return any(isinstance(item, dict) and _needs_context(item) for item, _ in iter_items(node.get("@graph", []), ""))


def _has_foreign_type(node: JsonObject, type_keys: list[str], context: Context) -> bool:
    """Return whether a type of the node is of another vocabulary, by its IRI or prefix."""
    types = [type_name for key in type_keys for type_name in iter_strings(node[key]) if ":" in type_name]
    return any(context.resolve(type_name) is None for type_name in types)
