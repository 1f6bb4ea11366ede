"""Predicates without a verb, as in Arabic: "X, a country in the north" without the comma."""

import re
from typing import Final

from newsfeed.knowledge.nouns import noun_kinds
from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.nouns import tokens

_MAX_NAME_WORDS: Final = 8
_CLAUSE: Final = re.compile(r"[^،,(.:؛—]*")
_ARTICLE: Final = "ال"


def nominal_predicate(text: str, language: str, grammar: TopicGrammar) -> int | None:
    """Return where the noun is that begins a predicate, or None if there is none before a pronoun or the clause's end.

    Such a noun has no article. Best, the word after it has none either: in "authority of the canal", the canal is part
    of the name.

    Args:
        text: a text that begins with a name.
        language: its language.
        grammar: its function words; without `pronouns`, the language needs a verb.
    """
    clause = _CLAUSE.match(text)
    if not grammar.pronouns or clause is None:
        return None
    words = list(re.finditer(r"\S+", clause[0]))[: _MAX_NAME_WORDS + 2]
    spelled = [" ".join(tokens(word[0])) for word in words]
    if not grammar.pronouns.isdisjoint(spelled):
        return None
    candidates = [index for index in range(1, len(spelled)) if _begins_predicate(spelled, index, language, grammar)]
    before_article = {index - 1 for index, word in enumerate(spelled) if word.startswith(_ARTICLE)}
    best = next((index for index in candidates if index not in before_article), next(iter(candidates), None))
    return None if best is None else words[best].start()


def _begins_predicate(words: list[str], index: int, language: str, grammar: TopicGrammar) -> bool:
    kinds = noun_kinds(language)
    noun, following = words[index], "".join(words[index + 1 : index + 2])
    if noun in grammar.transparent:
        return True
    # A noun before another one is part of the name if both are people (Imam the actor), or after a first noun.
    is_person = kinds.get(noun) == kinds.get(following) == "person"
    is_second = index == 1 and words[0] in kinds and following in kinds
    return not is_person and not is_second and (noun in kinds or f"{noun} {following}" in kinds)
