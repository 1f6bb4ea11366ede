"""Which fields of a class can hold other objects of the model, for walks that look at some classes only."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import attrs

from newsfeed.model.extension import Extension
from newsfeed.model.rich_text import RichText


@cache
def fields_to(cls: type, targets: frozenset[type]) -> tuple[str, ...]:
    """Return the names of the fields of a class that can hold objects of some classes, at any depth.

    Rich text and extensions are not looked into: they are values of other vocabularies.

    Args:
        cls: the class.
        targets: the classes to look for.
    """
    return tuple(name for name, classes in _held_classes(cls) if any(_leads_to(held, targets) for held in classes))


@cache
def _leads_to(cls: type, targets: frozenset[type]) -> bool:
    """Return whether a class is one of some classes, or can hold an object of them; no class of the model holds itself."""
    return cls in targets or bool(fields_to(cls, targets))


@cache
def _held_classes(cls: type) -> tuple[tuple[str, tuple[type, ...]], ...]:
    """Return the name of each field of a class, with the classes of the objects that it can hold."""
    if not attrs.has(cls) or cls in (RichText, Extension):
        return ()
    return tuple((field.name, tuple(_classes_in(field.type))) for field in attrs.fields(cls))


def _classes_in(annotation: Any) -> Iterator[type]:
    for argument in get_args(annotation):
        yield from _classes_in(argument)
    if isinstance(annotation, type) and attrs.has(annotation) and annotation not in (RichText, Extension):
        yield annotation
