"""The walk through a document: every node checked against the vocabulary, identifiers and references collected."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld import values, vocabulary
from newsfeed.formats.jsonld.context import KEYWORDS, Context, is_misspelled
from newsfeed.io import json

SPECIFICATION: Final = "https://www.w3.org/TR/json-ld11/"
VOCABULARY: Final = "https://schema.org/"
_SEVERITIES: Final = {"text": Severity.INFO, "literal": Severity.INFO}


@attrs.frozen
class Reference:
    """A mention of a node by its identifier alone."""

    identifier: str
    pointer: str


@attrs.define
class Walk:
    """What a walk through one or several documents finds.

    Attributes:
        findings: in the order in which they were found, without line and column.
        nodes: the nodes that are described, by identifier; the properties have schema.org's names.
        references: the identifiers that stand alone.
        pages: the FAQPage nodes with their pointers.
    """

    findings: list[Finding] = attrs.field(factory=list)
    nodes: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    references: list[Reference] = attrs.field(factory=list)
    pages: list[tuple[dict[str, Any], str]] = attrs.field(factory=list)

    def document(self, document: Any, pointer: str = "") -> None:
        """Walk through a document: an object, or an array of objects (JSON-LD 1.1, 9.1)."""
        for each, at in _items(document, pointer):
            if isinstance(each, dict):
                if "@context" not in each and _plain_keys(each):
                    self._add("context.missing", 'write "@context": "https://schema.org" first', at, "#the-context")
                self.node(each, at, Context())
            else:
                self._add("root", f"write an object, not {_kind(each)}", at, "#json-ld-grammar")

    def node(self, node: dict[str, Any], at: str, context: Context, of: str = "") -> None:
        """Check one node; `of` is the property that it is a value of."""
        context = self._context(node, at, context)
        names = {key: context.name(key) for key in node}
        types = self._types(node, names, at, context)
        is_open = context.open or _has_foreign_type(node, names, context)
        known: dict[str, Any] = {}
        for key, value in node.items():
            name, place = names[key], at + json.pointer([key])
            if name is None or name == "@context":
                self._foreign(value, place, context, named=name is None)
            elif name.startswith("@"):
                self._keyword(name, value, place, context)
                known[name] = value
            else:
                known[name] = value
                self._property(name, value, place, _Owner(types, of, context, is_open))
        self._identify(node, known, types, at, context)

    def _context(self, node: dict[str, Any], at: str, context: Context) -> Context:
        if "@context" not in node:
            return context
        value = node["@context"]
        for each, place in _items(value, f"{at}/@context"):
            if isinstance(each, str) and is_misspelled(each):
                self._add("context.url", f'write "https://schema.org", not {each!r:.60}', place, "#the-context")
            elif each is not None and not isinstance(each, str | dict):
                self._add(
                    "context.kind", f"write a URL or an object of terms, not {_kind(each)}", place, "#the-context"
                )
        return context.extended(value)

    def _types(self, node: dict[str, Any], names: dict[str, str | None], at: str, context: Context) -> tuple[str, ...]:
        """Give the types of schema.org's that a node has; one that is unknown is reported and left out."""
        found = []
        for key in [key for key, name in names.items() if name == "@type"]:
            for each, place in _items(node[key], at + json.pointer([key])):
                if not isinstance(each, str) or not each:
                    self._add(
                        "type.kind", f"write the name of a type, not {_kind(each)}", place, "#specifying-the-type"
                    )
                elif (name := context.name(each)) and self._is_type(name, place, context):
                    found.append(name)
        return tuple(found)

    def _is_type(self, name: str, place: str, context: Context) -> bool:
        if newer := vocabulary.successors(name):
            self._superseded("type", name, newer, place)
        if vocabulary.is_type(name):
            return True
        if not context.open and not name.startswith("@") and not newer:
            self._unknown("type", name, vocabulary.similar(name, of="types"), place)
        return False

    def _unknown(self, what: str, name: str, meant: str, place: str) -> None:
        instead = f"write {meant}" if meant else f"take one that {VOCABULARY} lists"
        self._add(f"{what}.unknown", f"schema.org has no {what} {name!r:.60}: {instead}", place, VOCABULARY + name)

    def _superseded(self, what: str, name: str, newer: tuple[str, ...], place: str) -> None:
        message = f"schema.org has superseded the {what} {name}: write {' or '.join(newer)}"
        self._add("term.superseded", message, place, VOCABULARY + newer[0], Severity.WARNING)

    def _foreign(self, value: Any, at: str, context: Context, *, named: bool) -> None:
        """Walk through the value of a foreign term: what is below it can be schema.org's again."""
        if not named:
            return
        for each, place in _items(value, at):
            if isinstance(each, dict) and "@value" not in each:
                self.node(each, place, context)

    def _keyword(self, name: str, value: Any, at: str, context: Context) -> None:
        if name not in KEYWORDS:
            message = f"JSON-LD has no keyword {name!r:.40}, and ignores it: remove it"
            self._add("keyword.unknown", message, at, "#syntax-tokens-and-keywords", Severity.WARNING)
        elif name == "@id" and (not isinstance(value, str) or _has_space(value)):
            self._add("id.kind", "write an IRI as text, without spaces", at, "#node-identifiers")
        elif name in ("@graph", "@included", "@list", "@set"):
            self._nodes(value, at, context)
        elif name == "@reverse":
            self._reverse(value, at, context)

    def _nodes(self, value: Any, at: str, context: Context) -> None:
        for each, place in _items(value, at):
            if isinstance(each, dict):
                self.node(each, place, context)
            elif each is not None:
                self._add("graph.kind", f"write an object, not {_kind(each)}", place, "#named-graphs")

    def _reverse(self, value: Any, at: str, context: Context) -> None:
        if not isinstance(value, dict):
            self._add("reverse.kind", f"write an object, not {_kind(value)}", at, "#reverse-properties")
            return
        for key, nodes in value.items():
            name, place = context.name(key), at + json.pointer([key])
            if name and not name.startswith("@"):
                self._is_property(name, place, is_open=context.open)
            self._foreign(nodes, place, context, named=True)

    def _property(self, name: str, value: Any, at: str, owner: "_Owner") -> None:
        if not self._is_property(name, at, is_open=owner.is_open):
            self._foreign(value, at, owner.context, named=True)
            return
        if name not in vocabulary.facts()["properties"]:
            return  # of an Action, with -input or -output
        is_role = name == owner.of and vocabulary.is_a(owner.types, "Role")
        checked = owner.types and not is_role and not owner.is_open
        if checked and not vocabulary.has_property(owner.types, name):
            allowed = ", ".join(vocabulary.domain(name)[:4])
            message = f"{' and '.join(owner.types)} has no {name}, which is a property of {allowed}: move or remove it"
            self._add("property.domain", message, at, VOCABULARY + name, Severity.WARNING)
        self._values(name, value, at, owner.context)

    def _is_property(self, name: str, at: str, *, is_open: bool) -> bool:
        if newer := vocabulary.successors(name):
            self._superseded("property", name, newer, at)
        if vocabulary.is_property(name):
            return True
        if not is_open and not newer:
            self._unknown("property", name, vocabulary.similar(name, of="properties"), at)
        return False

    def _values(self, name: str, value: Any, at: str, context: Context) -> None:
        for each, place in _items(value, at):
            if isinstance(each, dict):
                self._object(name, each, place, context)
            elif each is not None:
                self._literal(name, each, place)

    def _literal(self, name: str, value: Any, at: str) -> None:
        if wrong := values.fault(value, vocabulary.range_of(name)):
            code, instead = wrong
            severity = _SEVERITIES.get(code, Severity.ERROR)
            self._add(f"value.{code}", f"{name}: {instead}", at, VOCABULARY + name, severity)

    def _object(self, name: str, value: dict[str, Any], at: str, context: Context) -> None:
        keys = {context.name(key) for key in value}
        if "@value" in keys:
            self._value_object(name, value, at)
            return
        for container in ("@list", "@set"):
            if container in value:
                self._values(name, value[container], f"{at}/{container}", context)
                return
        self.node(value, at, context, name)
        inner = context.extended(value["@context"]) if "@context" in value else context
        types = self._known_types(value, inner)
        expected = vocabulary.range_of(name)
        if types and not vocabulary.is_a(types, "Role") and not any(vocabulary.is_a(types, each) for each in expected):
            message = f"{name} takes {' or '.join(sorted(expected)[:4])}, not {' and '.join(types)}"
            self._add("property.range", message, at, VOCABULARY + name, Severity.WARNING)

    def _known_types(self, node: dict[str, Any], context: Context) -> tuple[str, ...]:
        """Give the types of a node that are known; nothing where one of them is not: it could be of any kind."""
        found = []
        for key, value in node.items():
            if context.name(key) == "@type":
                named = [context.name(each) for each, _ in _items(value, "") if isinstance(each, str)]
                found += [each if each and vocabulary.is_type(each) else "" for each in named]
        return tuple(found) if all(found) else ()

    def _value_object(self, name: str, value: dict[str, Any], at: str) -> None:
        literal = value.get("@value")
        if isinstance(literal, dict | list) and value.get("@type") != "@json":
            message = f"write a text, a number, true or false, not {_kind(literal)}"
            self._add("value.object", message, f"{at}/@value", "#value-objects")
        elif "@type" in value and ("@language" in value or "@direction" in value):
            message = "write either @type or @language and @direction: what has a language is a text"
            self._add("value.object", message, at, "#value-objects")
        elif literal is not None and not isinstance(literal, dict | list):
            self._literal(name, literal, f"{at}/@value")

    def _identify(
        self, node: dict[str, Any], known: dict[str, Any], types: tuple[str, ...], at: str, context: Context
    ) -> None:
        identifier = known.get("@id")
        key = next((key for key in node if context.name(key) == "@id"), "@id")
        if isinstance(identifier, str):
            if set(known) == {"@id"}:
                self.references.append(Reference(identifier, f"{at}/{key}"))
            else:
                self.nodes.setdefault(identifier, {}).update({**known, "@types": types})
        if "FAQPage" in types:
            self.pages.append(({**known, "@names": context.name}, at))

    def _add(self, code: str, message: str, pointer: str, reference: str, severity: Severity = Severity.ERROR) -> None:
        url = SPECIFICATION + reference if reference.startswith("#") else reference
        self.findings.append(
            Finding(severity=severity, code=f"jsonld.{code}", message=message, path=pointer, reference=url)
        )


@attrs.frozen
class _Owner:
    """The node that a property is of.

    Attributes:
        types: its types of schema.org's.
        of: the property that it is itself a value of.
        context: what its keys mean.
        is_open: whether it can have properties of another vocabulary without a prefix.
    """

    types: tuple[str, ...]
    of: str
    context: Context
    is_open: bool


Name = Callable[[str], str | None]


def _items(value: Any, at: str) -> Iterator[tuple[Any, str]]:
    """Give the items of an array, in it of arrays too, with their pointers; anything else is one item."""
    if not isinstance(value, list):
        yield value, at
        return
    for index, each in enumerate(value):
        yield from _items(each, f"{at}/{index}")


def _plain_keys(node: dict[str, Any]) -> bool:
    """Whether a node, or one of its graph, has keys that mean nothing without a context."""
    if any(not key.startswith("@") and ":" not in key for key in node):
        return True
    return any(isinstance(each, dict) and _plain_keys(each) for each, _ in _items(node.get("@graph", []), ""))


def _has_foreign_type(node: dict[str, Any], names: dict[str, str | None], context: Context) -> bool:
    """Whether a type is of another vocabulary, by its IRI or prefix."""
    types = [each for key, name in names.items() if name == "@type" for each, _ in _items(node[key], "")]
    return any(isinstance(each, str) and ":" in each and context.name(each) is None for each in types)


def _has_space(text: str) -> bool:
    return any(sign.isspace() for sign in text)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
