"""Knowledge about names other than outlets: bodies, people and places, by language."""

from functools import cache
from typing import Literal

import attrs

from newsfeed.knowledge.lists import fold, read_list, read_set
from newsfeed.knowledge.nouns import noun_kinds
from newsfeed.knowledge.tokens import tokenize

NameKind = Literal["outlet", "person", "body", "place", "unknown"]


@attrs.frozen
class Lexicon:
    """Words of one language that tell the kind of a name, all folded.

    Attributes:
        bodies: whole names of bodies.
        body_words: words that make a name a body's.
        body_endings: endings of compound words that do so.
        places: names of places and people of places.
        titles: words before or after a person's name.
        press_roles: roles of people who work for an outlet.
        first_names: given names.
        agents: common nouns for people and bodies that make statements.
        outlet_words: words that make a name an outlet's.
        outlet_endings: endings of compound words that do so.
        generic_labels: words in the labels of points that are no outlet's.
        common_nouns: ordinary nouns in the singular; their plurals are no names at the start of a sentence.
        first_words: the first words of bodies and places.
    """

    bodies: frozenset[str]
    body_words: frozenset[str]
    body_endings: tuple[str, ...]
    places: frozenset[str]
    titles: frozenset[str]
    press_roles: frozenset[str]
    first_names: frozenset[str]
    agents: frozenset[str]
    outlet_words: frozenset[str]
    outlet_endings: tuple[str, ...]
    generic_labels: frozenset[str]
    first_words: frozenset[str]
    common_nouns: frozenset[str]

    def is_common_plural(self, word: str) -> bool:
        """Return whether a folded word is the plural of an ordinary noun.

        A noun in the singular has an article, unless it is a name: `Opinions differ`, but `Beacon reports that`.
        """
        return any(singular in self.common_nouns for singular in _singulars(word))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (primary subtag); the lists that all languages share are part of it."""
    entries = [fold(entry) for name in ("all", language) for entry in read_list(f"bodies/{name}")]
    return Lexicon(
        bodies=frozenset(_words(entry.strip("*")) for entry in entries if entry[0] not in "+-*"),
        body_words=frozenset(
            entry.strip("+*") for entry in entries if entry[0] == "+" or (entry[-1] == "*" and entry[0] != "*")
        ),
        body_endings=tuple(entry[1:] for entry in entries if entry[0] in "-*"),
        places=frozenset(_words(name) for name in read_set(f"places/{language}")),
        titles=read_set(f"people/titles_{language}"),
        press_roles=read_set(f"people/press_roles_{language}"),
        first_names=read_set("people/first_names")
        | read_set(f"people/first_names_{language}")
        | read_set(f"people/family_names_{language}"),
        agents=read_set(f"people/agents_{language}") | _compound_agents(language),
        outlet_words=read_set("words/outlets"),
        outlet_endings=tuple(read_set("words/outlet_endings")),
        generic_labels=read_set("words/generic_labels"),
        common_nouns=_common_nouns(language),
        first_words=frozenset(
            entry.strip("*+-").split(" ")[0] for entry in (*entries, *read_set(f"places/{language}"))
        ),
    )


def _common_nouns(language: str) -> frozenset[str]:
    """Return the nouns of one word where a capital at the start of a sentence makes a noun look like a name.

    Only the English table has all nouns; the others hold nouns for what topics are.
    """
    return frozenset(noun for noun in noun_kinds("en") if " " not in noun) if language == "en" else frozenset()


def _compound_agents(language: str) -> frozenset[str]:
    """Return the German nouns for people that compounds end with, except those that outlets are named after."""
    if language != "de":
        return frozenset()
    outlets = read_set("words/outlets") | read_set("words/outlet_endings")
    return frozenset(noun for noun, kind in noun_kinds("de").items() if kind == "person" and noun not in outlets)


def _singulars(word: str) -> tuple[str, ...]:
    """Return the English nouns that a word may be the plural of."""
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") else ()


def _words(name: str) -> str:
    """Return the words of a name as running text has them, with a space between."""
    if name.replace(" ", "").isalnum():
        return name
    return " ".join(token.norm for token in tokenize(name, 0, len(name), ()) if token.is_word)
