"""Articles at the beginning of a topic's name: "The European Union is" is about "European Union"."""

import re
from typing import Final

from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.kinds import Reading
from newsfeed.pages.topics.nouns import single_noun, tokens

_ARTICLE: Final = re.compile(r"([^\W\d_]+(?:['’]|\s+))(?=\S)")
_GERMAN_ADJECTIVE: Final = re.compile(r"([A-ZÄÖÜ][\wäöüß-]{2,})e(n?)(?=\s[A-ZÄÖÜ])")
_COMMON_TITLES: Final = ("zeitung", "blatt", "post", "anzeiger", "kurier", "rundschau", "nachrichten")
"""Endings of the names of German newspapers that are used with an article of the sentence."""


def without_article(name: str, verb: str, reading: Reading, language: str, grammar: TopicGrammar) -> str:
    """Remove an article that belongs to the sentence, not to the name.

    Args:
        name: the words before the verb.
        verb: the word after the name.
        reading: the kind of the topic and its noun: newspapers, bands and works keep their article.
        language: language of the description.
        grammar: its function words.
    """
    match = _ARTICLE.match(name)
    article = match[1].replace("’", "'").strip().casefold() if match else ""
    if not match or article not in grammar.articles or name.casefold() in grammar.article_names:
        return name
    bare = name[match.end() :]
    keeps_article = _keeps_article(name, reading, article, grammar) or (
        article in grammar.plural_articles and verb in grammar.singular_verbs
    )
    if language == "nl" and reading.kind == "organization" and article not in grammar.indefinite:
        keeps_article = keeps_article or (" " in bare and not _has_organization(bare, language))
    if keeps_article and not (language == "de" and bare.casefold().endswith(_COMMON_TITLES)):
        return name
    first_word, _, remainder = bare.partition(" ")
    if first_word.casefold() in grammar.appositions and remainder[:1].isupper():
        return remainder
    return _inflect(article, bare) if language == "de" else bare


def _keeps_article(name: str, reading: Reading, article: str, grammar: TopicGrammar) -> bool:
    """Return whether a name begins with its article: that of a newspaper, a band, or a work other than a law."""
    if reading.kind == "thing" and article in grammar.indefinite:
        return False
    if reading.kind == "work" and grammar.documents:
        nouns = {*tokens(reading.noun), *tokens(name)[1:2]}
        return not any(noun.endswith(tuple(grammar.documents)) for noun in nouns)
    # A Band is a group of musicians, a Verband an association; all other compounds end in the same noun.
    words = (word for word in tokens(reading.noun) if not word.endswith("verband"))
    return any(word.endswith(tuple(grammar.article_nouns)) for word in words)


def _has_organization(name: str, language: str) -> bool:
    """Return whether a name has a noun for an organization; "Het Blauwe Zeil" has none, and keeps its article."""
    nouns = (single_noun(word, language) for word in tokens(name))
    return any(noun and noun.kind == "organization" for noun in nouns)


def _inflect(article: str, name: str) -> str:
    """Give the adjective of a German name the ending that it has without the article: Schwarzes Meer."""
    match = _GERMAN_ADJECTIVE.match(name)
    if not match:
        return name
    stem, plural = match.groups()
    if plural:
        return stem + "e" + name[match.end() :] if article == "die" else name
    return stem + {"der": "er", "das": "es"}.get(article, "e") + name[match.end() :]
