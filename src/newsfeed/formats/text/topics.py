"""The name and kind of a topic, out of its description.

The description begins with the name: what stands before the first "is", "was", comma, bracket or dash, and so in "X,
officially the ...", "X, or the ...", "X (born ...) is ...", "X is a ...", "X — ...". The kind is that of the noun
behind "is a": its phrase ends before "of", "in", "who" ..., and the last known noun in it counts ("film director" is
a person). All words are data: `topics_data`.
"""

import re
from functools import cache
from typing import Final

import attrs

from newsfeed.formats.text.topics_data import AFTER_NAME, AFTER_NOUN, BORN, COPULA, KEEPS_ARTICLE, KINDS
from newsfeed.model import TopicKind

_LONGEST: Final = 100
_READ: Final = 400
_ORDER: Final[tuple[TopicKind, ...]] = ("person", "place", "organization", "event", "work")
_NO_SPACES: Final = ("ja", "zh")


@attrs.frozen
class Subject:
    """What a description is about; `found` says whether its words named it, or its first words had to do."""

    name: str
    kind: TopicKind
    found: bool


def subject(description: str, language: str) -> Subject:
    """Name what a description is about."""
    head = " ".join(description[: _READ * 2].split())[:_READ]
    for each in dict.fromkeys((language if language in AFTER_NAME else "en", "en")):
        for named in re.finditer(AFTER_NAME[each], head):
            if _is_name(head[: named.start()], named[0], each):
                kind, noun = _kind(head[named.start() :], each)
                return Subject(_without_article(head[: named.start()].strip(), noun), kind, found=True)
    return Subject(_first_words(head), "thing", found=False)


def _is_name(name: str, cue: str, language: str) -> bool:
    """Say whether what stands before a cue can be a name: short, with a capital, and at its end too before a comma."""
    words = name.split()
    longest = 30 if language == "ja" else _LONGEST
    if not words or len(name) > longest or len(words) > 10 or not any(map(str.isalnum, name)):
        return False
    if len(words) > 1 and words[0][:1].islower():
        return False
    return cue[:1] not in ",،" or not words[-1].lstrip("\"'“‘(")[:1].islower()


def _without_article(name: str, noun: str) -> str:
    """Take the article off that is the sentence's, and not the name's."""
    article, _, bare = name.partition(" ")
    return bare.strip() if article in ("The", "A", "An") and bare.strip() and noun not in KEEPS_ARTICLE else name


def _first_words(text: str) -> str:
    """Give the capitalised words at the start, or else up to five words, or twenty characters where none are parted."""
    words = text.split()
    capital = 0
    while capital < min(len(words), 6) and words[capital][:1].isupper():
        capital += 1
    if capital == 1 and words[0] in ("The", "A", "An"):
        capital = 0
    name = " ".join(words[: capital or 5]).strip(" ,;:.!?。、،")
    return (name if len(name) <= _LONGEST else name[:20]).strip() or text[:20].strip()


def _kind(rest: str, language: str) -> tuple[TopicKind, str]:
    """Give the kind that the words behind the name say, and the noun that says it."""
    if re.search(BORN, rest[:160], re.IGNORECASE):
        return "person", ""
    copula = re.search(COPULA.get(language, "$^"), rest)
    predicate = rest[copula.end() :] if copula else rest
    if language in _NO_SPACES:
        return _kind_unspaced(predicate)
    end = re.search(AFTER_NOUN.get(language, r"[.;:(]"), predicate)
    phrase = predicate[: end.start()] if end and end.start() > 1 else predicate
    last_counts = language in AFTER_NOUN
    for words, last in ((phrase, last_counts), (predicate.partition(". ")[0], False)):
        nouns = map(_singular, re.findall(r"[^\W_]+(?:-[^\W_]+)*", words.casefold()))
        known = [(each, _nouns()[each]) for each in nouns if each in _nouns()]
        if known:
            noun, kind = known[-1 if last else 0]
            return kind, noun
    return ("person" if re.search(r"\bwho\b", predicate) else "thing"), ""


def _kind_unspaced(predicate: str) -> tuple[TopicKind, str]:
    """Where words are not parted: the noun that ends the first sentence latest says the kind."""
    sentence = predicate.partition("。")[0]
    found = [
        (sentence.rfind(noun) + len(noun), len(noun), kind, noun)
        for noun, kind in _nouns().items()
        if not noun.isascii() and noun in sentence
    ]
    if not found:
        return "thing", ""
    _, _, kind, noun = max(found)
    return kind, noun


def _singular(noun: str) -> str:
    return noun[:-1] if noun not in _nouns() and noun.endswith("s") else noun


@cache
def _nouns() -> dict[str, TopicKind]:
    nouns: dict[str, TopicKind] = {}
    for kind in _ORDER:
        for noun in KINDS[kind].split():
            nouns.setdefault(noun.casefold(), kind)
    return nouns
