"""The grammar of attribution of each language, read from the data of `knowledge`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import attrs

from newsfeed.attribution.conjugation import forms
from newsfeed.knowledge.lists import DATA, fold
from newsfeed.knowledge.tokens import Token

_WORDS: Final = re.compile(r'"[^"]+"|\S+')

_WORD_LISTS: Final = {
    "names": (
        "articles",
        "name_articles",
        "fused_articles",
        "stops",
        "linkers",
        "joiners",
        "premodifiers",
        "pair_openers",
        "outlet_nouns",
        "name_nouns",
        "openers",
        "calendar",
    ),
    "verbs": (
        "spoken",
        "clitics",
        "auxiliaries",
        "adverbs",
        "states",
        "that",
        "particles",
        "writing",
    ),
    "cues": (
        "postpositions",
        "prepositions",
        "leading",
        "agent_prepositions",
        "containing",
        "hearing",
        "genitives",
        "owning",
        "repeated",
        "clefts",
        "press_nouns",
        "pronominal",
    ),
    "clauses": (
        "breaks",
        "weak_breaks",
        "subordinators",
        "pointing",
    ),
    "continuing": (
        "pronouns",
        "speakers",
        "interviews",
        "subjectless",
        "additions",
    ),
}
"""The lists of words in each table of a grammar file, by the names of their fields."""

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases of several words, by their first word or by their last one."""


@attrs.frozen(kw_only=True)
class Grammar:
    """Words of attribution in one language, all folded.

    Attributes:
        language: primary subtag.
        articles: articles, before a name or an outlet noun.
        name_articles: articles that can belong to a name if they have a capital.
        fused_articles: determiners and prepositions with an article, before a noun that is no name.
        initial_article: what becomes of the article of an unknown name at the start of a sentence: "keep" or "drop" it,
            or keep it "unless_outlet_word" marks the name.
        verb_second: the verb precedes its subject if anything else begins the clause.
        verb_first: a verb can precede its subject anywhere.
        uncased: the script has no capitals.
        prefixes: particles that are written together with the next word, the longest first.
        stops: words that end a name in a script without capitals.
        capitalizes_nouns: all nouns have a capital.
        linkers: words between the capitalised words of one name.
        joiners: words between names that share a verb or a preposition.
        pair_openers: words before the first of two joined names ("both").
        premodifiers: further words before a name that are no part of it ("only").
        joining_phrases: the same, of several words; by first word.
        outlet_nouns: nouns for an outlet, which precede its name or stand for it.
        name_nouns: those of them that are part of the name in a script without capitals.
        openers: words that begin a sentence with a capital without being a name.
        calendar: days and months.
        saying: forms of the verbs of saying.
        spoken: verbs of speaking, whose place of publication can follow at a distance ("says the captain in X").
        against: verbs whose object is not a source ("accused X").
        clitics: pronouns between a topic and its verb, behind which the subject follows.
        telling: forms of verbs whose object is the outlet.
        auxiliaries: words between a name and its verb.
        adverbs: further words between them.
        states: complements of "to be" that tell a position.
        verb_form: the form of verbs in a script without capitals, or None.
        that: conjunctions between a verb of saying and its clause.
        object_starts: beginnings of words that follow a verb rather than a noun.
        particles: particles of verbs, behind their subjects ("wendet X ein").
        participle_endings: endings of participles.
        sources: phrases before a source; by last word.
        postpositions: words behind a source.
        prepositions: prepositions that make a name a source only together with a noun or verb of the press.
        leading: prepositions that do so at the start of a clause ("For The Times, ...").
        agent_prepositions: prepositions before the agent of a passive.
        containing: prepositions before an outlet that something stands in.
        hearing: prepositions before the one that somebody tells something.
        genitives: articles that make a name belong to the noun before it.
        writing: verbs of writing, whose place of publication follows.
        owning: prepositions behind what an outlet publishes.
        repeated: particles that are repeated before each name of a list.
        clefts: words after a name that "it is" precedes ("it was X that ...").
        press_nouns: what an outlet publishes.
        pronominal: words that stand for a noun of the press ("the one in X").
        breaks: words that begin a clause of another owner.
        weak_breaks: words that do so only before an owner.
        subordinators: conjunctions of clauses with the verb at the end.
        pointing: words that begin a sentence about the quotation before it ("Thus X").
        inverts_pronouns: a pronoun can follow its verb.
        pronouns: pronouns that can stand for an outlet before a verb of saying.
        speakers: pronouns for a person who was interviewed.
        interviews: words that tell of an interview.
        continuing: phrases that stand for the outlet of the sentence before; by first word.
        plural_endings: endings of verbs in the plural.
        singular_endings: endings of verbs in the singular, where the plural has none.
        drops_pronouns: a sentence can do without the pronoun for its subject.
        additions: words that begin a sentence which adds to the one before ("also").
        subjectless: verbs that continue with the subject of the sentence before if they have none.
    """

    language: str
    articles: frozenset[str]
    name_articles: frozenset[str]
    fused_articles: frozenset[str]
    initial_article: str
    verb_second: bool
    verb_first: bool
    uncased: bool
    prefixes: tuple[str, ...]
    stops: frozenset[str]
    capitalizes_nouns: bool
    linkers: frozenset[str]
    joiners: frozenset[str]
    pair_openers: frozenset[str]
    premodifiers: frozenset[str]
    joining_phrases: Phrases
    outlet_nouns: frozenset[str]
    name_nouns: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    saying: frozenset[str]
    spoken: frozenset[str]
    against: frozenset[str]
    clitics: frozenset[str]
    telling: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    states: frozenset[str]
    verb_form: re.Pattern[str] | None
    that: frozenset[str]
    object_starts: tuple[str, ...]
    particles: frozenset[str]
    participle_endings: tuple[str, ...]
    sources: Phrases
    postpositions: frozenset[str]
    prepositions: frozenset[str]
    leading: frozenset[str]
    agent_prepositions: frozenset[str]
    containing: frozenset[str]
    hearing: frozenset[str]
    genitives: frozenset[str]
    writing: frozenset[str]
    owning: frozenset[str]
    repeated: frozenset[str]
    clefts: frozenset[str]
    press_nouns: frozenset[str]
    pronominal: frozenset[str]
    breaks: frozenset[str]
    weak_breaks: frozenset[str]
    subordinators: frozenset[str]
    pointing: frozenset[str]
    pronouns: frozenset[str]
    inverts_pronouns: bool
    speakers: frozenset[str]
    interviews: frozenset[str]
    continuing: Phrases
    subjectless: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    drops_pronouns: bool
    additions: frozenset[str]

    def is_plural(self, verb: str) -> bool:
        """Return whether a folded verb has the form of the third person plural."""
        if self.singular_endings:
            return not verb.endswith(self.singular_endings)
        return verb.endswith(self.plural_endings)


@cache
def grammar(language: str) -> Grammar:
    """Return the grammar of a language (primary subtag); English for a language without one."""
    path = DATA / "grammar" / f"{language}.toml"
    if not path.is_file():
        return grammar("en")
    return _parse(language, tomllib.loads(path.read_text(encoding="utf-8")))


def _parse(language: str, data: Mapping[str, Any]) -> Grammar:
    names, verbs, cues, _, continuing = (data.get(table, {}) for table in _WORD_LISTS)
    words = {key: _words(data.get(table, {}), key) for table, keys in _WORD_LISTS.items() for key in keys}
    return Grammar(
        **words,
        language=language,
        initial_article=names.get("initial_article", "keep"),
        verb_second=bool(names.get("verb_second")),
        verb_first=bool(names.get("verb_first")),
        uncased=bool(names.get("uncased")),
        prefixes=tuple(sorted(_words(names, "prefixes"), key=len, reverse=True)),
        capitalizes_nouns=bool(names.get("capitalizes_nouns")),
        joining_phrases=_phrases(names.get("joining_phrases", ()), 0),
        saying=_verbs(verbs, "saying", language),
        against=_verbs(verbs, "against", language),
        telling=_verbs(verbs, "telling", language),
        verb_form=re.compile(verbs["verb_form"]) if "verb_form" in verbs else None,
        object_starts=tuple(_words(verbs, "object_starts")),
        participle_endings=tuple(_words(verbs, "participle_endings")),
        sources=_phrases(cues.get("sources", ()), -1),
        inverts_pronouns=bool(continuing.get("inverts_pronouns")),
        plural_endings=tuple(_words(verbs, "plural_endings")),
        singular_endings=tuple(_words(verbs, "singular_endings")),
        drops_pronouns=bool(continuing.get("drops_pronouns")),
        continuing=_phrases(continuing.get("phrases", ()), 0),
    )


def _words(table: Mapping[str, str], key: str) -> frozenset[str]:
    return frozenset(fold(word.strip('"')) for word in _WORDS.findall(table.get(key, "")))


def _verbs(table: Mapping[str, str], key: str, language: str) -> frozenset[str]:
    return frozenset(
        fold(form) for word in _WORDS.findall(table.get(key, "")) for form in forms(word.strip('"'), language)
    )


def _phrases(phrases: Iterable[str], index: int) -> Phrases:
    """Return phrases by their first (0) or last (-1) word, the longest first."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).replace("'", "' ").split())
        grouped.setdefault(words[index], []).append(words)
    return {word: tuple(sorted(group, key=len, reverse=True)) for word, group in grouped.items()}


def ends_with_phrase(tokens: list[Token], end: int, phrases: Phrases) -> int:
    """Return the start of a phrase that ends before `end`, or -1."""
    if end <= 0:
        return -1
    for words in phrases.get(tokens[end - 1].norm, ()):
        start = end - len(words)
        if start >= 0 and all(tokens[start + number].norm == word for number, word in enumerate(words)):
            return start
    return -1


def starts_with_phrase(tokens: list[Token], start: int, phrases: Phrases) -> int:
    """Return the index after a phrase that begins at `start`, or -1."""
    if start >= len(tokens):
        return -1
    for words in phrases.get(tokens[start].norm, ()):
        end = start + len(words)
        if end <= len(tokens) and all(tokens[start + number].norm == word for number, word in enumerate(words)):
            return end
    return -1
