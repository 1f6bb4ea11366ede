"""Which fields of a class can hold other objects of the model, for walks that look at objects only."""

from functools import cache
from typing import Any, get_args

import attrs

from newsfeed.model.extension import Extension
from newsfeed.model.rich_text import RichText


@cache
def object_fields(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a class that can hold objects with fields of their own, or tuples of these.

    Rich text and extensions do not count: they are values of other vocabularies.
    """
    if not attrs.has(cls) or cls in (RichText, Extension):
        return ()
    return tuple(field.name for field in attrs.fields(cls) if _can_hold_objects(field.type))


def _can_hold_objects(annotation: Any) -> bool:
    if arguments := get_args(annotation):
        return any(map(_can_hold_objects, arguments))
    return isinstance(annotation, type) and attrs.has(annotation) and annotation not in (RichText, Extension)
