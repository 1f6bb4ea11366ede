"""Predicates without a verb, as in Arabic: "X, a country in the north" without the comma."""

import re
from typing import Final

from newsfeed.knowledge.nouns import noun_kinds
from newsfeed.pages.topic_nouns import tokens

_MAX_NAME_WORDS: Final = 8
_CLAUSE: Final = re.compile(r"[^،,(.:؛—]*")
_ARTICLE: Final = "ال"


def nominal_predicate(text: str, language: str, pronouns: frozenset[str]) -> int | None:
    """Return where the noun is that begins a predicate, or None if there is none before a pronoun or the clause's end.

    Such a noun has no article, nor has the word after it: in "authority of the canal", the canal is part of the name.

    Args:
        text: a text that begins with a name.
        language: its language.
        pronouns: pronouns between a name and its predicate; empty in languages that need a verb.
    """
    clause = _CLAUSE.match(text)
    if not pronouns or clause is None:
        return None
    words = list(re.finditer(r"\S+", clause[0]))[: _MAX_NAME_WORDS + 2]
    spelled = [" ".join(tokens(word[0])) for word in words]
    if not pronouns.isdisjoint(spelled):
        return None
    kinds = noun_kinds(language)
    for index, following in enumerate([*spelled[2:], ""], 1):
        if index >= len(words) or following.startswith(_ARTICLE):
            continue
        noun = spelled[index]
        # A noun for a person before another one is a name: Imam the actor.
        is_name = kinds.get(noun) == kinds.get(following) == "person"
        if not is_name and (noun in kinds or f"{noun} {following}" in kinds):
            return words[index].start()
    return None
