"""Nouns that tell the kind of a name: "pilot" a person, "river" a place.

Each language has a file in `data/nouns`, with a section for each kind and one noun per line. Keys are case-folded;
phrases of several words are separated by spaces. `tools/make_nouns.py` makes the English file from WordNet.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, cast

NounKind = Literal[
    "person", "organization", "place", "event", "work", "thing", "person or organization", "person or thing"
]
"""The kind of thing that a noun stands for; of two kinds, the name decides: a publisher may be a person or a company."""

LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "he", "it", "ja", "nl", "pt")
"""Primary subtags of the languages that have a table."""


@cache
def noun_kinds(language: str) -> Mapping[str, NounKind]:
    """Return the kinds of the nouns of a language; the table is read at the first call.

    An apostrophe ends a word, so that `chef d'état` is the key `chef d' état`.

    Args:
        language: one of `LANGUAGES`.
    """
    text = (files("newsfeed.knowledge") / "data" / "nouns" / f"{language}.txt").read_text(encoding="utf-8")
    kinds: dict[str, NounKind] = {}
    for section in text.casefold().replace("'", "' ").split("\n["):
        header, _, nouns = section.partition("]\n")
        kinds.update(dict.fromkeys(nouns.split("\n"), cast("NounKind", header.lstrip("["))))
    kinds.pop("", None)
    return MappingProxyType(kinds)
