"""Fields of the model that hold links, found by what the classes accept, so that a new one cannot be forgotten."""

import typing
from collections.abc import Iterator
from typing import Any, Final

import attrs

import newsfeed.model
from newsfeed.errors import ModelError

GOOD: Final = "https://example.com/x"
_NO_LINK: Final = "two words"

_REQUIRED: Final[dict[str, Any]] = {
    "amount": "1",
    "fee": "free",
    "feed_url": GOOD,
    "html": "<p>x</p>",
    "id": "x",
    "kind": "free",
    "latitude": 1.0,
    "longitude": 1.0,
    "markup": "x",
    "name": "x",
    "outlet": newsfeed.model.Organization(name="x"),
    "source": "algorithmicMedia",
    "term": "x",
    "text": "x",
    "type": "text/plain",
    "url": GOOD,
    "value": "x",
}
"""A value for each field that some class requires."""


def classes() -> Iterator[type[Any]]:
    """Yield the classes of the model."""
    for value in vars(newsfeed.model).values():
        if isinstance(value, type) and attrs.has(value):
            yield value


def build(cls: type[Any], **values: object) -> Any:
    """Build an object with some values, and with ordinary ones for all other fields that its class requires."""
    required = {
        field.name: _REQUIRED[field.name]
        for field in attrs.fields(cls)
        if field.init and field.default is attrs.NOTHING
    }
    if cls.__name__ == "Extension":
        required["name"] = "{urn:foo}x"
    return cls(**(required | values))


def _accepts(cls: type[Any], name: str, value: object) -> bool:
    try:
        build(cls, **{name: value})
    except (ModelError, TypeError):
        return False
    return True


def link_fields() -> dict[str, tuple[type[Any], str, bool]]:
    """Return the fields for links by their path: the class, the name, and whether there can be several links."""
    fields = {}
    for cls in classes():
        if cls.__name__ == "Extension":
            continue
        hints = typing.get_type_hints(cls)
        for field in attrs.fields(cls):
            is_tuple = "tuple" in str(hints[field.name])
            good, bad = ((GOOD,), (_NO_LINK,)) if is_tuple else (GOOD, _NO_LINK)
            if _accepts(cls, field.name, good) and not _accepts(cls, field.name, bad):
                fields[f"{cls.__name__}.{field.name}"] = (cls, field.name, is_tuple)
    return fields
