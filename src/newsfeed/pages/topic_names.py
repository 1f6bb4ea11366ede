"""Name of a topic: the words at the beginning of its description, up to a verb, comma, bracket, dash or colon.

A comma or colon may belong to the name ("Mary, Queen of Scots was ..."): it does if only capitalized words are
between it and the verb. "X, better known as Y" is about Y.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from newsfeed.knowledge.nouns import noun_kinds
from newsfeed.model import TopicKind
from newsfeed.pages.topic_grammar import TopicGrammar
from newsfeed.pages.topic_nouns import noun_at, tokens

_MAX_NAME: Final = 100
_MAX_NAME_WORDS: Final = 12
_MAX_PLAIN_WORDS: Final = 4
"""Words in lower case in a name, apart from `INSIDE_NAMES`."""
_MAX_PLAIN_WORDS_BEFORE_VERB: Final = 2
_MAX_PART_WORDS: Final = 8
"""Words of a name's part after a comma."""
_MAX_PLACE_WORDS: Final = 3
"""Words of a part between two commas: "Paris, Texas, is"."""
_MAX_NOMINAL_NAME_WORDS: Final = 8
"""Words of a name that is followed by its predicate without a verb."""

_PUNCTUATION: Final = r"(?P<mark>[,،](?=\s)|\s?[:;](?=\s)|\s[—–-](?=\s))|(?P<bracket>\s?\()"
_QUOTED: Final = re.compile(
    r"(?:“([^”]{1,100})”|„([^“”]{1,100})[“”]|«\s?([^»]{1,100}?)\s?»|\"([^\"]{1,100})\"|»([^«]{1,100})«"
    r"|‘([^’]{1,100})’(?!\w)|״([^״]{1,100})״)"
)
_NICKNAME: Final = re.compile(r"[^\W\d_][\w-]* [\"“„«]\s?(?P<nickname>[^\W\d_][\w-]*)\s?[\"”“»] (?P<last>[^\W\d_].*)")
_SUFFIXES: Final = re.compile(
    r"(?:Jr|Sr|Esq|Inc|Ltd|LLC|LLP|Co|Corp|PLC|plc|S\.A|GmbH|AG|D\.C|M\.D|Ph\.D|II|III|IV)\b\.?"
)
INSIDE_NAMES: Final = frozenset(
    (
        *("of the and & in on for to a an at from with de la le les du des d' l' et von van der den bin ibn al el y e und".split()),
        *("da do das dos della di del degli dei i en im am zu zum zur het ter te la lo las los em na no op aan auf bei".split()),
    )
)


class NamedText(NamedTuple):
    """A description, divided into the name and the text after it.

    Attributes:
        name: the name, without quotation marks.
        text: the description after the name.
        verb_kind: the kind that the verb after the name tells, if any.
        is_quoted: whether the name was in quotation marks.
        has_name: whether the text was found to begin with a name; otherwise, its first words are a guess.
    """

    name: str
    text: str
    verb_kind: TopicKind | None = None
    is_quoted: bool = False
    has_name: bool = True


class _Ending(NamedTuple):
    """A possible end of the name, and whether it is a punctuation mark or a verb that tells the kind."""

    start: int
    end: int
    is_mark: bool = False
    verb_kind: TopicKind | None = None


@attrs.frozen
class NameFinder:
    """Finder of the name in the descriptions of a language."""

    language: str
    grammar: TopicGrammar

    def find(self, text: str) -> NamedText | None:
        """Return the name and the text after it; None if the text does not begin with a name."""
        if self.grammar.pronouns:
            text = re.sub(rf"(?:{self.grammar.copulas})\s", "", text, count=1) if self._begins_with_copula(text) else text
        if (quoted := _QUOTED.match(text)) and self._ends_name(text[quoted.end() :]):
            name = next(filter(None, quoted.groups())).strip(" ,")
            return NamedText(name, text[quoted.end() :], is_quoted=True)
        ending = self._first_ending(text)
        if ending is None:
            return None
        name = self._alias(text, ending) or text[: ending.start].strip()
        if nickname := _NICKNAME.fullmatch(name):
            name = f"{nickname['nickname']} {nickname['last']}"
        return NamedText(name, text[ending.start :], ending.verb_kind)

    def _begins_with_copula(self, text: str) -> bool:
        return re.match(rf"(?:{self.grammar.copulas})\s", text) is not None

    def _ends_name(self, rest: str) -> bool:
        """Return whether a quoted name may end before the rest of a text."""
        verbs = "|".join((self.grammar.copulas, *self.grammar.verbs.values()))
        return re.match(rf"\s?[(,:;،—–-]|\s+(?:{verbs})\s", rest) is not None

    # --- endings ------------------------------------------------------------------------------------------------------

    def _first_ending(self, text: str) -> _Ending | None:
        endings = list(self._endings(text))
        if nominal := self._nominal_ending(text):
            endings = sorted([nominal, *endings], key=lambda ending: ending.start)
        for index, ending in enumerate(endings):
            if ending.is_mark and self._belongs_to_name(text, ending, endings[index + 1 :]):
                continue
            if self._can_be_name(text[: ending.start].strip(), ending):
                return ending
        return None

    def _endings(self, text: str) -> Iterator[_Ending]:
        """Return the places where the name may end at a punctuation mark or a verb, in their order."""
        groups = "|".join(f"(?P<{kind}>{verbs})" for kind, verbs in self.grammar.verbs.items()) or r"(?!)"
        pattern = rf"{_PUNCTUATION}|\s(?:(?P<copula>{self.grammar.copulas})|{groups})(?=\s)"
        for match in re.finditer(pattern, text):
            verb_kind = next((kind for kind in self.grammar.verbs if kind == match.lastgroup), None)
            yield _Ending(match.start(), match.end(), match.lastgroup == "mark", verb_kind)

    def _nominal_ending(self, text: str) -> _Ending | None:
        """Return the place before the noun that begins a predicate without a verb, as in Arabic.

        Such a noun has no article, nor the word after it: the canal in "authority of the canal" is part of the name.
        """
        if not self.grammar.pronouns:
            return None
        clause = re.match(r"[^،,(.:؛—]*", text)
        words = list(re.finditer(r"\S+", clause[0] if clause else ""))[: _MAX_NOMINAL_NAME_WORDS + 2]
        spelled = [" ".join(tokens(word[0])) for word in words]
        if not self.grammar.pronouns.isdisjoint(spelled):
            return None
        kinds = noun_kinds(self.language)
        for index in range(1, len(words)):
            following = spelled[index + 1] if index + 1 < len(words) else ""
            is_title = kinds.get(spelled[index]) == kinds.get(following) == "person"
            is_noun = spelled[index] in kinds or f"{spelled[index]} {following}" in kinds
            if is_noun and not following.startswith("ال") and not is_title:
                return _Ending(words[index].start(), words[index].start())
        return None

    def _alias(self, text: str, ending: _Ending) -> str | None:
        """Return the name after "better known as"."""
        inside = re.search(rf"\s(?:{self.grammar.aliases})\s(.+)", text[: ending.start])
        if inside:
            return inside[1].strip()
        known_as = re.match(rf"(?:\s?\([^()]*\))?[,،(]?\s?(?:{self.grammar.aliases})\s?", text[ending.start :])
        if not known_as:
            return None
        start = ending.start + known_as.end()
        end = re.search(r"[,،)(]|\s(?:" + self.grammar.copulas + r")\s", text[start:])
        nominal = self._nominal_ending(text[start:])
        length = min([len(text) - start, *(place.start() for place in [end] if place), *(n.start for n in [nominal] if n)])
        alias = text[start : start + length].strip(" \"“”„«»‘’")
        return alias if alias and not alias[0].islower() and len(alias.split()) <= _MAX_PART_WORDS else None

    # --- commas and colons --------------------------------------------------------------------------------------------

    def _belongs_to_name(self, text: str, mark: _Ending, following: list[_Ending]) -> bool:
        """Return whether a name goes on after a comma, colon or dash."""
        if not following:
            return False
        part = text[mark.end : following[0].start].strip()
        if _SUFFIXES.fullmatch(part):
            return True
        words = part.split()
        if not words or len(words) > _MAX_PART_WORDS or not self._is_capitalized(words):
            return False
        spelled = tokens(part)
        nouns = [known for index in range(len(spelled)) if (known := noun_at(spelled, index, self.language))]
        people = [known.text for known in nouns if known.kind == "person"]
        if people and people[0] not in self.grammar.titles:
            return False
        if following[0].is_mark:
            return len(words) <= _MAX_PLACE_WORDS and (bool(people) or not nouns)
        return True

    def _is_capitalized(self, words: list[str]) -> bool:
        if words[0].casefold() in self.grammar.articles | self.grammar.openers:
            return words[0][0].isupper() and len(words) > 1 and words[1][0].isupper()
        return all(word.casefold() in INSIDE_NAMES or not word[0].islower() for word in words)

    # --- names --------------------------------------------------------------------------------------------------------

    def _can_be_name(self, name: str, ending: _Ending) -> bool:
        """Return whether the text before an ending can be a name."""
        words = name.split()
        if not words or len(name) > _MAX_NAME or len(words) > _MAX_NAME_WORDS or not any(map(str.isalnum, name)):
            return False
        if ending.is_mark and len(words) > 1 and words[-1].lstrip("\"'“‘(")[:1].islower():
            return False
        if words[0].casefold() in self.grammar.openers and (ending.is_mark or len(words) == 1):
            return False
        plain = [word for word in words if word[0].islower() and word not in INSIDE_NAMES]
        return len(plain) <= (_MAX_PLAIN_WORDS_BEFORE_VERB if ending.verb_kind else _MAX_PLAIN_WORDS)
