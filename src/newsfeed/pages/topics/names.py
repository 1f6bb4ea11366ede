"""Name of a topic: the words at the beginning of its description, up to a verb, comma, bracket, dash or colon.

A comma or colon may belong to the name ("Mary, Queen of Scots was ..."): it does if only capitalized words are
between it and the verb. "X, better known as Y" is about Y.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from newsfeed.model import TopicKind
from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.nominal import nominal_predicate
from newsfeed.pages.topics.nouns import known_nouns, single_noun, tokens
from newsfeed.pages.topics.words import GRAMMARS

_MAX_NAME: Final = 100
_MAX_SEARCHED: Final = 4 * _MAX_NAME
"""Length of the beginning of a description in which the end of the name is looked for."""

_MAX_NAME_WORDS: Final = 12
_MAX_PLAIN_WORDS: Final = 4
"""Words in lower case in a name, apart from `INSIDE_NAMES`."""
_MAX_PLAIN_WORDS_BEFORE_VERB: Final = 2
_MAX_PART_WORDS: Final = 8
"""Words of a name's part after a comma."""
_MAX_PLACE_WORDS: Final = 3
"""Words of a part between two commas: "Paris, Texas, is"."""

_PUNCTUATION: Final = r"(?P<mark>[,،](?=\s)|\s?[:;](?=\s)|\s[—–-](?=\s))|(?P<bracket>\s?\()"
_QUOTED: Final = re.compile(
    r"(?:“([^”]{1,100})”|„([^“”]{1,100})[“”]|«\s?([^»]{1,100}?)\s?»|\"([^\"]{1,100})\"|»([^«]{1,100})«"
    r"|‘([^’]{1,100})’(?!\w)|״([^״]{1,100})״)"
)
_ELIDED_ARTICLE: Final = re.compile(r"^[Ll]['’]")
_NICKNAME: Final = re.compile(r"[^\W\d_][\w-]* [\"“„«]\s?(?P<nickname>[^\W\d_][\w-]*)\s?[\"”“»] (?P<last>[^\W\d_].*)")
_SUFFIXES: Final = re.compile(
    r"(?:Jr|Sr|Esq|Inc|Ltd|LLC|LLP|Co|Corp|PLC|plc|S\.A|GmbH|AG|D\.C|M\.D|Ph\.D|II|III|IV)\b\.?"
)
_WORDS_INSIDE_NAMES: Final = """of the and & in on for to a an at from with aan al am auf bei bin d' da das de degli dei del
    della den der des di do dos du e el em en et het i ibn im l' la las le les lo los na no op te ter und van von y zu zum
    zur"""
INSIDE_NAMES: Final = frozenset(_WORDS_INSIDE_NAMES.split())
"""Words in lower case inside names."""


class NamedText(NamedTuple):
    """A description, divided into the name and the text after it.

    Attributes:
        name: the name, without quotation marks.
        text: the description after the name.
        verb_kind: the kind that the verb after the name tells, if any.
        is_quoted: whether the name was in quotation marks.
    """

    name: str
    text: str
    verb_kind: TopicKind | None = None
    is_quoted: bool = False


class _Ending(NamedTuple):
    """A possible end of the name, and whether it is a punctuation mark or a verb that tells the kind."""

    start: int
    end: int
    is_mark: bool = False
    verb_kind: TopicKind | None = None


@cache
def name_finder(language: str) -> "NameFinder":
    """Return the finder of names for a language of `GRAMMARS`."""
    return NameFinder(language, GRAMMARS[language])


class NameFinder:
    """Finder of the name in the descriptions of a language."""

    def __init__(self, language: str, grammar: TopicGrammar) -> None:
        self._language = language
        self._grammar = grammar
        copulas, aliases = grammar.copulas, grammar.aliases
        groups = "|".join(f"(?P<{kind}>{verbs})" for kind, verbs in grammar.verbs.items()) or "(?!)"
        verbs = "|".join((copulas, *grammar.verbs.values()))
        self._endings = re.compile(rf"{_PUNCTUATION}|\s(?:(?P<copula>{copulas})|{groups})(?=\s)")
        self._verb_kind_by_group: dict[str, TopicKind] = {str(kind): kind for kind in grammar.verbs}
        self._after_quoted = re.compile(rf"\s?[(,:;،—–-]|(?<!\s)\s+(?:{verbs})\s")
        self._alias_inside = re.compile(rf"\s(?:{aliases})\s(?P<alias>.+)")
        self._alias_after = re.compile(rf"(?:\s?\([^()]*\))?[,،(]?\s?(?:{aliases})\s?")
        self._alias_end = re.compile(rf"[,،)(]|\s(?:{copulas})\s")

    def find(self, text: str) -> NamedText | None:
        """Return the name and the text after it; None if the text does not begin with a name."""
        if self._grammar.pronouns:
            text = re.sub(rf"^(?:{self._grammar.copulas})\s", "", text)
        if (quoted := _QUOTED.match(text)) and self._after_quoted.match(text, quoted.end()):
            name = next(filter(None, quoted.groups())).strip(" ,")
            if any(map(str.isalnum, name)):
                return NamedText(name, text[quoted.end() :], is_quoted=True)
        ending = self._first_ending(text)
        if ending is None:
            return None
        name = self._alias(text, ending) or text[: ending.start].strip()
        if nickname := _NICKNAME.fullmatch(name):
            name = f"{nickname['nickname']} {nickname['last']}"
        return NamedText(name, text[ending.start :], ending.verb_kind)

    # --- endings ------------------------------------------------------------------------------------------------------

    def _first_ending(self, text: str) -> _Ending | None:
        """Return the first place where the name can end."""
        endings: Iterator[_Ending | None] = chain(self._possible_endings(text), [None])
        predicate = nominal_predicate(text, self._language, self._grammar)
        for ending, following in pairwise(endings):
            if ending is None or (predicate is not None and predicate < ending.start):
                break
            if ending.is_mark and following and self._belongs_to_name(text[ending.end : following.start], following):
                continue
            if self._can_be_name(text[: ending.start].strip(), ending):
                return ending
        return None if predicate is None else _Ending(predicate, predicate)

    def _possible_endings(self, text: str) -> Iterator[_Ending]:
        """Return the punctuation marks and verbs that may end a name, in their order."""
        for match in self._endings.finditer(text, 0, _MAX_SEARCHED):
            verb_kind = self._verb_kind_by_group.get(match.lastgroup or "")
            yield _Ending(match.start(), match.end(), match.lastgroup == "mark", verb_kind)

    def _can_be_name(self, name: str, ending: _Ending) -> bool:
        """Return whether the text before an ending can be a name."""
        words = name.split()
        if not words or len(name) > _MAX_NAME or len(words) > _MAX_NAME_WORDS or not any(map(str.isalnum, name)):
            return False
        if ending.is_mark and len(words) > 1 and words[-1].lstrip("\"'“‘(")[:1].islower():
            return False
        if words[0].casefold() in self._grammar.openers and (ending.is_mark or len(words) == 1):
            return False
        plain = [word for word in words if word[0].islower() and word not in INSIDE_NAMES]
        return len(plain) <= (_MAX_PLAIN_WORDS_BEFORE_VERB if ending.verb_kind else _MAX_PLAIN_WORDS)

    # --- commas and colons --------------------------------------------------------------------------------------------

    def _belongs_to_name(self, part: str, following: _Ending) -> bool:
        """Return whether the part between a comma, colon or dash and the following ending belongs to the name."""
        part = part.strip()
        if _SUFFIXES.fullmatch(part):
            return True
        words = part.split()
        if not words or len(words) > _MAX_PART_WORDS or not self._is_capitalized(words):
            return False
        nouns = known_nouns(tokens(part), self._language)
        people = [noun.text for noun in nouns if noun.kind == "person"]
        if people and people[0] not in self._grammar.titles:
            return False
        return not following.is_mark or (len(words) <= _MAX_PLACE_WORDS and (bool(people) or not nouns))

    def _is_capitalized(self, words: list[str]) -> bool:
        if words[0].casefold() in self._grammar.articles | self._grammar.openers:
            return words[0][0].isupper() and len(words) > 1 and words[1][0].isupper()
        return all(word.casefold() in INSIDE_NAMES or not word[0].islower() for word in words)

    def guess(self, text: str) -> str:
        """Return the words at the beginning that look like a name: capitalized ones, and a noun: "The fire of Vallmar"."""
        words = (_ELIDED_ARTICLE.sub("", text) if "l'" in self._grammar.articles else text).split()
        if words and words[0].casefold() in self._grammar.articles:
            del words[0]
        length = 0
        for index, word in enumerate(words[:_MAX_NAME_WORDS]):
            is_noun = index == 0 and single_noun("".join(tokens(word)[-1:]), self._language) is not None
            if word[0].isupper() or word[0].isdigit() or is_noun:
                length = index + 1
            elif word not in INSIDE_NAMES:
                break
        return " ".join(words[:length]).strip(" ,;:.!?،")

    # --- aliases ------------------------------------------------------------------------------------------------------

    def _alias(self, text: str, ending: _Ending) -> str | None:
        """Return the name that a topic is better known by, before or after an ending."""
        if inside := self._alias_inside.search(text[: ending.start]):
            return inside["alias"].strip()
        known_as = self._alias_after.match(text, ending.start)
        if not known_as:
            return None
        remainder = text[known_as.end() :]
        end = self._alias_end.search(remainder)
        predicate = nominal_predicate(remainder, self._language, self._grammar)
        length = min(end.start() if end else len(remainder), len(remainder) if predicate is None else predicate)
        alias = remainder[:length].strip(' "“”„«»‘’')
        return alias if alias and not alias[0].islower() and len(alias.split()) <= _MAX_PART_WORDS else None
