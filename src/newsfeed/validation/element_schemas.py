"""Schemas of elements: tables of the children, attributes and text that an element of a feed may have."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypedDict

import attrs

from newsfeed.validation.faults import Fault, ValueCheck
from newsfeed.values.namespaces import split_name

if TYPE_CHECKING:
    from newsfeed.validation.nodes import Node

Rule = Callable[["Node"], Iterable[Fault]]
"""A check of a whole element; it runs after the element's children have been checked."""


class Content(Enum):
    """The kinds of content that an element may have."""

    TEXT = "character data"
    EMPTY = "nothing"
    ELEMENTS = "child elements"
    ANY = "anything; only the element's own rules check it"
    UNCHECKED = "anything; nothing checks it"
    EXTENSION = "elements of an unknown vocabulary, each of which must be in a namespace"


TEXT: Final = Content.TEXT
EMPTY: Final = Content.EMPTY
ELEMENTS: Final = Content.ELEMENTS
ANY: Final = Content.ANY
UNCHECKED: Final = Content.UNCHECKED
EXTENSION: Final = Content.EXTENSION


@attrs.frozen
class AttributeSchema:
    """The schema of one attribute.

    Attributes:
        value: check of the attribute's value.
        required: report the attribute if it is absent.
        missing: W3C code to report if it is absent; `MissingRecommendedAttribute` makes that a warning.
    """

    value: ValueCheck | None = None
    required: bool = attrs.field(default=False, kw_only=True)
    missing: str = attrs.field(default="MissingAttribute", kw_only=True)


class SchemaOptions(TypedDict, total=False):
    """The optional arguments of `ElementSchema` for functions that pass them on."""

    once: bool
    required: bool
    content: Content
    attributes: Mapping[str, AttributeSchema]
    rules: tuple[Rule, ...]
    missing: str
    duplicate: str
    blank: str
    foreign: bool
    raw: bool


class ElementSchema:
    """The schema of one element: its content, its attributes, and how often its parent may have it.

    Args:
        name: name of the element in Clark notation.
        code: finding code without the problem, such as `rss.item.guid`.
        once: report a second element of this name in the same parent.
        required: report the parent if it has no element of this name.
        content: kind of content.
        value: check of the text, without surrounding whitespace. It is not called for an empty text if `blank` is set.
        attributes: schemas of the attributes by name.
        rules: checks of the whole element.
        missing, duplicate, blank: W3C codes of these faults; `blank=""` allows an empty text.
        foreign: accept attributes and children of other vocabularies without a finding.
        raw: pass the text to `value` with its surrounding whitespace.
    """

    __slots__ = (
        "attributes",
        "blank",
        "children",
        "code",
        "content",
        "duplicate",
        "foreign",
        "missing",
        "name",
        "once",
        "raw",
        "required",
        "required_attributes",
        "required_children",
        "rules",
        "value",
    )

    def __init__(  # noqa: PLR0913 - a row of a table, every column by its name
        self,
        name: str,
        *,
        code: str,
        once: bool = True,
        required: bool = False,
        content: Content = TEXT,
        value: ValueCheck | None = None,
        attributes: Mapping[str, AttributeSchema] | None = None,
        rules: tuple[Rule, ...] = (),
        missing: str = "MissingElement",
        duplicate: str = "DuplicateElement",
        blank: str = "",
        foreign: bool = False,
        raw: bool = False,
    ) -> None:
        self.name: str = name
        self.code: str = code
        self.once: bool = once
        self.required: bool = required
        self.content: Content = content
        self.value: ValueCheck | None = value
        self.rules: tuple[Rule, ...] = rules
        self.missing: str = missing
        self.duplicate: str = duplicate
        self.blank: str = blank
        self.foreign: bool = foreign
        self.raw: bool = raw
        self.attributes: dict[str, AttributeSchema] = dict(attributes or {})
        self.required_attributes: list[str] = [key for key, attribute in self.attributes.items() if attribute.required]
        self.children: dict[str, ElementSchema] = {}
        self.required_children: list[ElementSchema] = []

    def contain(self, *children: "ElementSchema") -> "ElementSchema":
        """Add schemas of children and return the schema itself; a later one replaces an earlier one of its name."""
        for child in children:
            self.children[child.name] = child
        self.required_children = [child for child in self.children.values() if child.required]
        return self


UNCHECKED_ELEMENT: Final = ElementSchema("", code="", once=False, content=UNCHECKED, foreign=True)
"""The schema of elements that are not checked, for example those that have already been reported."""

EXTENSION_ELEMENT: Final = ElementSchema("", code="extension", once=False, content=EXTENSION, foreign=True)
"""The schema of elements of unknown vocabularies."""


@lru_cache(maxsize=1024)
def code_part(name: str) -> str:
    """Return the local part of a name as part of a finding code: `updateBase` becomes `update_base`.

    Args:
        name: a name in Clark notation.
    """
    local = split_name(name)[1]
    return "".join(
        f"_{letter.lower()}" if letter.isupper() and index else letter for index, letter in enumerate(local)
    ).lower()
