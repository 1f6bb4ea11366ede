"""Name and kind of a topic from a Japanese description; there are no spaces between its words.

The name ends before は, とは, a bracket or a comma. The kind is that of the noun at the end of the first clause that
has one: before である, で、 or the full stop.
"""

import re
from typing import Final, NamedTuple

from newsfeed.knowledge.nouns import NounKind, noun_kinds
from newsfeed.model import TopicKind

_MAX_NAME: Final = 40
_MAX_NOUN: Final = 14
_QUOTED: Final = re.compile(r"[「『“\"](?P<name>[^」』”\"]{1,40})[」』”\"](?=\s?[（(]|とは|は|、)")
_NAME_ENDING: Final = re.compile(r"\s?[（(]|とは|は|、|\s?(?:——|――|—)|：")
_REAL_NAME: Final = re.compile(r"^本名を[^、。は]{1,20}という")
"""A person's real name before the one by which the person is known."""
_INSIDE_WORD: Final = re.compile(r"(?<=[ぁ-ん])は(?=[ぁ-ん])")
"""A は inside a word, such as おはよう."""
_BRACKETS: Final = re.compile(r"\s?[（(][^（()）]*[）)]")
_TOPIC_PARTICLE: Final = re.compile(r"^\s?(?:とは、?|は、?|、|：|——|――|—)")
_CLAUSE_END: Final = re.compile(
    r"(?P<full>であり|である|であった|です|でした|だった|だ(?=。|$)|のこと|を指す|をいう|。|$)|(?P<linked>で、)|(?P<comma>、)"
)
_AFTER_NOUN: Final = re.compile(
    r"(?:の?(?:一つ|ひとつ|1つ|１つ|一種|1種|一人|ひとり|1人|一員|名称|総称|通称|呼称|略称)|など|等|ら|[」』”])+$"
)
_MAX_ENDING: Final = 100
"""Length of the end of a clause in which a noun, and what can follow it, are looked for."""

_BORN: Final = re.compile(
    r"[0-9]{3,4}年[^）]{0,14}(?:(?<![発誕])生(?=[）)\s–-])|[0-9]{1,2}日\s?[-–—―〜~]\s?[）)])|生まれ(?!た)"
)
_LIFE_DATES: Final = re.compile(
    r"[（(][^（）]{0,40}[0-9]{3,4}年[^（）]{0,16}[-–—―〜~][^（）]{0,6}[0-9]{3,4}年[^（）]{0,16}[）)]"
)
_PERSON_ENDINGS: Final = ("家", "者", "師", "士", "員", "手", "人", "官", "長", "氏")


class JapaneseSubject(NamedTuple):
    """Name and kind of a topic."""

    name: str
    kind: TopicKind


class _Ending(NamedTuple):
    """A noun at the end of a clause."""

    noun: str
    kind: NounKind


def find(text: str) -> JapaneseSubject | None:
    """Return the subject of a description; None if the text does not begin with a name."""
    text = _REAL_NAME.sub("", text)
    if (quoted := _QUOTED.match(text)) and quoted["name"].strip():
        return JapaneseSubject(quoted["name"], _kind(quoted["name"], text[quoted.end() :]))
    end = _name_end(text)
    name = text[:end].strip()
    return JapaneseSubject(name, _kind(name, text[end:])) if name else None


def _name_end(text: str) -> int:
    """Return the end of the name at the beginning of a text; 0 if there is none."""
    inside_words = {match.start() for match in _INSIDE_WORD.finditer(text[: _MAX_NAME + 2])}
    ends = [match.start() for match in _NAME_ENDING.finditer(text[: _MAX_NAME + 2])]
    return next((end for end in ends if end > 0 and end not in inside_words), 0)


def _kind(name: str, remainder: str) -> TopicKind:
    if _BORN.search(remainder[:80]):
        return "person"
    predicate = _TOPIC_PARTICLE.sub("", _BRACKETS.sub("", remainder))
    sentence = predicate.partition("。")[0]
    if ending := _ending_of_clauses(sentence) or _last_noun(sentence):
        return _single_kind(ending.kind)
    if _LIFE_DATES.search(remainder[:80]) or _AFTER_NOUN.sub(
        "", sentence.removesuffix("である")[-_MAX_ENDING:]
    ).endswith(_PERSON_ENDINGS):
        return "person"
    noun = _noun_at_end(name)
    return _single_kind(noun.kind) if noun else "thing"


def _ending_of_clauses(sentence: str) -> _Ending | None:
    """Return the noun at the end of the first clause with one; a clause before a mere comma counts less."""
    weak: _Ending | None = None
    start = 0
    for end in _CLAUSE_END.finditer(sentence):
        ending = _noun_at_end(_AFTER_NOUN.sub("", sentence[max(start, end.start() - _MAX_ENDING) : end.start()]))
        start = end.end()
        if ending is None:
            continue
        is_telling = end.lastgroup == "full" or ending.kind == "person"
        if is_telling or (end.lastgroup == "linked" and len(ending.noun) > 1):
            return ending
        weak = weak or ending
    return weak


def _noun_at_end(text: str) -> _Ending | None:
    """Return the longest known noun at the end of a text."""
    kinds = noun_kinds("ja")
    text = text.casefold()
    for length in range(min(_MAX_NOUN, len(text)), 0, -1):
        if kind := kinds.get(text[-length:]):
            return _Ending(text[-length:], kind)
    return None


def _last_noun(sentence: str) -> _Ending | None:
    """Return the known noun that ends last in a sentence."""
    for end in range(len(sentence), 1, -1):
        ending = _noun_at_end(sentence[max(0, end - _MAX_ENDING) : end])
        if ending and len(ending.noun) > 1:
            return ending
    return None


def _single_kind(kind: NounKind) -> TopicKind:
    if kind == "person or organization" or kind == "person or thing":  # noqa: PLR1714  (narrows the type)
        return "thing"
    return kind
