"""The model's classes and the type expressions of their fields, as the converters tell them apart."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from newsfeed import model
from newsfeed.model.rich_text import RichText

TAGS: Final[Mapping[type, str]] = {
    cls: cls.__name__.lower() for cls in (model.Person, model.Organization, *model.BLOCKS)
}
"""The `type` member of each class that shares a field with other classes."""

MODEL_CLASSES: Final = frozenset((*model.MODEL, RichText))


def is_tuple(annotation: Any) -> bool:
    """Return whether a field holds a tuple of values."""
    return get_origin(annotation) is tuple


def is_literal(annotation: Any) -> bool:
    """Return whether a field holds one of several fixed strings."""
    return bool(get_origin(annotation) == Literal)


def is_union(annotation: Any) -> bool:
    """Return whether a field takes values of several types, None among them."""
    return get_origin(annotation) in (Union, UnionType)


def union_members(annotation: Any) -> set[type]:
    """Return the types of a union except None."""
    return {member for member in get_args(annotation) if member is not NoneType}
