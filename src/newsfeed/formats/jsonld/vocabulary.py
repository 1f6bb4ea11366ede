"""What schema.org has: types with their supertypes, properties with their domains and ranges, superseded terms.

The facts are in `schemas/jsonld/vocabulary.json`, whose README says where they are from.
"""

from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from newsfeed.validation import schemas

DATA: Final = "jsonld/vocabulary.json"
QUANTITIES: Final = frozenset(("Distance", "Duration", "Energy", "Mass"))
"""Types of things that are written as a number with a unit, or as a duration: text, although schema.org has them as types."""


def facts() -> dict[str, Any]:
    """Give the vocabulary as it is in the file."""
    found: dict[str, Any] = schemas.data(DATA)
    return found


@cache
def members() -> frozenset[str]:
    """Give the members of all enumerations, such as InStock."""
    return frozenset(facts()["members"])


def is_type(name: str) -> bool:
    """Whether this is a type, a data type included."""
    return name in facts()["types"] or name in facts()["dataTypes"]


def is_data_type(name: str) -> bool:
    """Whether values of this type are literals: text, numbers, dates."""
    return name in facts()["dataTypes"]


def is_property(name: str) -> bool:
    """Whether this is a property; an Action may add `-input` and `-output` to any."""
    return name in facts()["properties"] or name.removesuffix("-input").removesuffix("-output") in facts()["properties"]


@cache
def ancestors(name: str) -> frozenset[str]:
    """Give a type and all of its supertypes."""
    found, waiting = {name}, [name]
    while waiting:
        each = waiting.pop()
        above = facts()["types"].get(each) or facts()["dataTypes"].get(each) or ()
        waiting += [parent for parent in above if parent not in found]
        found.update(above)
    return frozenset(found)


def is_a(types: tuple[str, ...], wanted: str) -> bool:
    """Whether one of the types is the wanted one or below it."""
    return any(wanted in ancestors(each) for each in types)


def domain(name: str) -> tuple[str, ...]:
    """Give the types that have a property."""
    return tuple(facts()["properties"][name][0])


@cache
def range_of(name: str) -> frozenset[str]:
    """Give the types that the values of a property may have."""
    return frozenset(facts()["properties"][name][1])


def has_property(types: tuple[str, ...], name: str) -> bool:
    """Whether one of the types, or of their supertypes, has the property."""
    allowed = domain(name)
    return any(each in ancestors(of) for of in types for each in allowed)


def successors(name: str) -> tuple[str, ...]:
    """Give the terms that are used instead of a superseded one; nothing for a term that is not superseded."""
    superseded = facts()["superseded"]
    return tuple(superseded["types"].get(name) or superseded["properties"].get(name) or ())


def similar(name: str, *, of: str) -> str:
    """Give the term ("types" or "properties") that was probably meant, or an empty text."""
    terms = facts()[of]
    for each in terms:
        if each.lower() == name.lower():
            return str(each)
    return next(iter(get_close_matches(name, terms, n=1, cutoff=0.8)), "")
