"""Types for the parsed JSON of a document, and the two helpers that the reader and the rules share for it."""

from collections.abc import Iterator
from typing import Final

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
"""Any value of JSON."""

JsonObject = dict[str, JsonValue]
"""An object of JSON: in JSON-LD a node, a value object, a list or a context."""

Literal = str | int | float | bool
"""A property value that is not a node."""

_KINDS: Final[dict[type, str]] = {
    dict: "an object",
    list: "an array",
    str: "text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def iter_items(value: JsonValue, pointer: str) -> Iterator[tuple[JsonValue, str]]:
    """Yield the items of an array with their JSON pointers; any other value is its own only item.

    The items of nested arrays are yielded like those of the outer one: outside of `@list`, nesting has no meaning in JSON-LD.

    Args:
        value: the value of a property.
        pointer: its JSON pointer, which the pointers of the items begin with.
    """
    if not isinstance(value, list):
        yield value, pointer
        return
    for index, item in enumerate(value):
        yield from iter_items(item, f"{pointer}/{index}")


def iter_strings(value: JsonValue) -> Iterator[str]:
    """Yield the strings among the items of a value, such as the types of a node."""
    for item, _ in iter_items(value, ""):
        if isinstance(item, str):
            yield item


def describe_kind(value: JsonValue) -> str:
    """Return the kind of a JSON value for a message, with its article: "a number"."""
    return "empty text" if value == "" else _KINDS[type(value)]
