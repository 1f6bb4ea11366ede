"""The vocabulary of schema.org: types with their supertypes, properties with their domains and ranges, superseded terms.

It is in `schemas/jsonld/vocabulary.json`; the README of that folder names its source.
"""

from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias, TypedDict

from newsfeed.validation import schemas

SCHEMA_ORG: Final = "https://schema.org/"
DATA: Final = "jsonld/vocabulary.json"
QUANTITIES: Final = frozenset(("Distance", "Duration", "Energy", "Mass"))
"""Types that are written as text, a number with a unit or a duration, although schema.org does not list them as data types."""

TermKind: TypeAlias = Literal["types", "properties"]
_LONGEST_MISSPELLING: Final = 100
"""Longer names resemble no term, and the search for one takes time in proportion to the length."""


class Superseded(TypedDict):
    """The superseded types and properties, each with the terms that replace it."""

    types: dict[str, list[str]]
    properties: dict[str, list[str]]


class Vocabulary(TypedDict):
    """The content of the vocabulary file.

    Attributes:
        dataTypes: the types of literals, each with its supertypes.
        types: the types of nodes, each with its supertypes.
        properties: the properties, each with its domain and its range: two lists of types.
        members: the members of all enumerations.
        superseded: the terms that others have replaced.
    """

    dataTypes: dict[str, list[str]]
    types: dict[str, list[str]]
    properties: dict[str, list[list[str]]]
    members: list[str]
    superseded: Superseded


@cache
def vocabulary() -> Vocabulary:
    """Return the content of the vocabulary file; it is read once."""
    content: Vocabulary = schemas.load_json(DATA)
    return content


@cache
def enumeration_members() -> frozenset[str]:
    """Return the members of all enumerations, such as InStock."""
    return frozenset(vocabulary()["members"])


def is_type(name: str) -> bool:
    """Return whether schema.org has a type of this name, data types included."""
    return name in vocabulary()["types"] or name in vocabulary()["dataTypes"]


def is_data_type(name: str) -> bool:
    """Return whether values of this type are literals: text, numbers, dates."""
    return name in vocabulary()["dataTypes"]


def is_property(name: str) -> bool:
    """Return whether schema.org has a property of this name.

    The properties of an Action may have `-input` or `-output` appended (schema.org, Actions, part 4).
    """
    properties = vocabulary()["properties"]
    return name in properties or name.removesuffix("-input").removesuffix("-output") in properties


@lru_cache(maxsize=4096)
def ancestors(name: str) -> frozenset[str]:
    """Return a type and all of its supertypes."""
    types, data_types = vocabulary()["types"], vocabulary()["dataTypes"]
    names, pending = {name}, [name]
    while pending:
        type_name = pending.pop()
        parents = types.get(type_name) or data_types.get(type_name) or ()
        pending += [parent for parent in parents if parent not in names]
        names.update(parents)
    return frozenset(names)


@lru_cache(maxsize=4096)
def is_subtype(types: tuple[str, ...], ancestor: str) -> bool:
    """Return whether one of the types is `ancestor` or a subtype of it."""
    return any(ancestor in ancestors(name) for name in types)


def domain(name: str) -> tuple[str, ...]:
    """Return the types that have a property, without their subtypes; none for the input and output of an action."""
    return tuple(vocabulary()["properties"].get(name, ((), ()))[0])


@cache
def range_of(name: str) -> frozenset[str]:
    """Return the types that the values of a property may have, without their subtypes; none for the input of an action."""
    return frozenset(vocabulary()["properties"].get(name, ((), ()))[1])


@lru_cache(maxsize=4096)
def has_property(types: tuple[str, ...], name: str) -> bool:
    """Return whether one of the types has the property, or inherits it."""
    owners = domain(name)
    return any(owner in ancestors(type_name) for type_name in types for owner in owners)


@lru_cache(maxsize=4096)
def replacements(name: str) -> tuple[str, ...]:
    """Return the terms that replace a superseded type or property; empty for a current or unknown one."""
    superseded = vocabulary()["superseded"]
    return tuple(superseded["types"].get(name) or superseded["properties"].get(name) or ())


@cache
def _terms_in_lower_case(kind: TermKind) -> dict[str, str]:
    return {term.lower(): term for term in vocabulary()[kind]}


def differently_cased_term(name: str, kind: TermKind) -> str:
    """Return the type or property that an unknown name is, apart from upper and lower case, or ""."""
    return _terms_in_lower_case(kind).get(name.lower(), "")


@lru_cache(maxsize=1024)
def closest_term(name: str, kind: TermKind) -> str:
    """Return the type or property that was probably meant by an unknown name, or ""; it takes about a millisecond."""
    if len(name) > _LONGEST_MISSPELLING:
        return ""
    return next(iter(get_close_matches(name, vocabulary()[kind], n=1, cutoff=0.8)), "")
