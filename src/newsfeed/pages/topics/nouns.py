"""Search for known nouns in the words of a description, with plurals, compounds and phrases."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsfeed.knowledge.nouns import NounKind, noun_kinds

_TOKEN: Final = re.compile(
    r"[א-ת]+\"[א-ת]+|[0-9]+(?:[.,][0-9]+)+|(?:[^\W\d_]\.){2,}|[^\W_]+(?:-[^\W_]+)*'?|[,.;:()–—!?«»“”\"،؛。、]"
)
"""A Hebrew abbreviation, a number, an abbreviation with full stops, a word, or a punctuation mark that ends a phrase."""
_VARIANTS: Final = str.maketrans({"’": "'", "׳": "'", "״": '"', "־": "-"})
_VOWEL_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u0652\u0670]")
"""Optional marks of Hebrew and Arabic."""
_MAX_FIRST_TOKEN: Final = 100
_MAX_PHRASE_WORDS: Final = 4
_MIN_COMPOUND_NOUN: Final = 4
"""Letters of the shortest noun that is looked for at the end of a compound."""
_LANGUAGES_WITH_COMPOUNDS: Final = ("de", "nl")
_PREFIXES: Final = {"ar": ("وال", "بال", "كال", "لل", "ال", "و"), "he": ("וה", "ה", "כ")}
"""Articles and conjunctions that are written together with the noun."""
_INFLECTIONS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "de": (("innen", "in"), ("n", ""), ("en", ""), ("e", ""), ("er", ""), ("s", ""), ("es", "")),
    "en": (("men", "man"), ("children", "child"), ("ies", "y"), ("es", ""), ("s", "")),
    "es": (("ces", "z"), ("iones", "ión"), ("ones", "ón"), ("es", ""), ("s", "")),
    "fr": (("aux", "al"), ("s", ""), ("x", "")),
    "it": (
        *(("chi", "co"), ("ghi", "go"), ("che", "ca"), ("ghe", "ga"), ("i", "o"), ("i", "e"), ("i", "a"), ("e", "a")),
        ("i", "io"),
    ),
    "nl": (
        *(("ggen", "g"), ("kken", "k"), ("ppen", "p"), ("nnen", "n"), ("llen", "l"), ("mmen", "m"), ("tten", "t")),
        *(("ssen", "s"), ("ven", "f"), ("zen", "s"), ("ën", ""), ("en", ""), ("s", "")),
    ),
    "pt": (
        *(("ões", "ão"), ("ães", "ão"), ("ais", "al"), ("éis", "el"), ("óis", "ol"), ("ns", "m"), ("es", "")),
        ("s", ""),
    ),
}
"""Endings of plurals and cases, with the endings of the form that a table has."""


class Noun(NamedTuple):
    """A noun in a text: its form in the table, its kind, and the number of its words."""

    text: str
    kind: NounKind
    length: int


def tokens(text: str) -> list[str]:
    """Split a text into case-folded words and punctuation marks; an apostrophe ends a word, vowel points are left out."""
    return _TOKEN.findall(_normalized(text))


def first_token(text: str) -> str:
    """Return the first word or punctuation mark of a text, "" if there is none near its beginning."""
    match = _TOKEN.search(_normalized(text[:_MAX_FIRST_TOKEN]))
    return match[0] if match else ""


def _normalized(text: str) -> str:
    return text.casefold() if text.isascii() else _VOWEL_POINTS.sub("", text.translate(_VARIANTS)).casefold()


def noun_at(words: list[str], index: int, language: str) -> Noun | None:
    """Return the longest known noun or phrase that begins at an index."""
    if _first_words(language).isdisjoint((words[index], _without_prefix(words[index], language))):
        return single_noun(words[index], language)
    kinds = noun_kinds(language)
    for length in range(min(_MAX_PHRASE_WORDS, len(words) - index), 1, -1):
        first_words = words[index : index + length - 1]
        firsts = {" ".join(first_words): None, " ".join(_without_prefix(word, language) for word in first_words): None}
        for last_word in _forms(words[index + length - 1], language):
            for first_word in firsts:
                if kind := kinds.get(f"{first_word} {last_word}"):
                    return Noun(f"{first_word} {last_word}", kind, length)
    return single_noun(words[index], language)


@cache
def _first_words(language: str) -> frozenset[str]:
    """Return the first words of the phrases of a table."""
    return frozenset(noun.partition(" ")[0] for noun in noun_kinds(language) if " " in noun)


def single_noun(word: str, language: str) -> Noun | None:
    """Return a word as a known noun, also from its plural, a compound or with its article."""
    kinds = noun_kinds(language)
    for form in _forms(word, language):
        if kind := kinds.get(form):
            return Noun(form, kind, 1)
    last_part = word.rpartition("-")[2]
    if last_part != word and kinds.get(last_part) == "person":
        return Noun(last_part, "person", 1)
    return _end_of_compound(word, language) if language in _LANGUAGES_WITH_COMPOUNDS else None


def _end_of_compound(word: str, language: str) -> Noun | None:
    """Return the longest noun at the end of a compound: the Politiker of Bundespolitiker."""
    kinds = noun_kinds(language)
    forms = _forms(word, language)
    for start in range(2, len(word) - _MIN_COMPOUND_NOUN + 1):
        for form in forms:
            if len(form) - start >= _MIN_COMPOUND_NOUN and (kind := kinds.get(form[start:])):
                return Noun(form[start:], kind, 1)
    return None


def known_nouns(words: list[str], language: str) -> list[Noun]:
    """Return the nouns among words, phrases as one."""
    nouns: list[Noun] = []
    index = 0
    while index < len(words):
        known_noun = noun_at(words, index, language)
        nouns += [known_noun] if known_noun else []
        index += known_noun.length if known_noun else 1
    return nouns


def _without_prefix(word: str, language: str) -> str:
    for prefix in _PREFIXES.get(language, ()):
        if word.startswith(prefix):
            return word.removeprefix(prefix)
    return word


@lru_cache(maxsize=4096)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return a word and the forms that a table may have it in."""
    forms = {word: None, _without_prefix(word, language): None}
    for ending, singular in _INFLECTIONS.get(language, ()):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            forms[word.removesuffix(ending) + singular] = None
    return tuple(forms)
