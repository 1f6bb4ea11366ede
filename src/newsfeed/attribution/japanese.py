"""Sentences of Japanese press reviews: names and their roles by the particles that follow them.

Japanese has neither capitals nor spaces. A name is a known outlet, or the characters between the start of a clause and
the particle that gives it its role; quotations are masked, so that no particle in them counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import attrs

from newsfeed.attribution.clauses import Clause
from newsfeed.attribution.japanese_grammar import MASK, japanese_grammar
from newsfeed.attribution.sentences import Sentence
from newsfeed.knowledge.directory import Directory
from newsfeed.knowledge.lexicon import Lexicon, lexicon
from newsfeed.knowledge.lists import fold

_MAX_PERSON: Final = 6
_MAX_TITLE: Final = 20
_SERVICE: Final = re.compile("新聞|通信|放送|テレビ|オンライン|デジタル|電子版")
_FOREIGN_NAME: Final = re.compile(r"[ァ-ヴーA-Za-zＡ-Ｚａ-ｚ・.＆&]{3,}")
_TITLE_UNIT: Final = re.compile("(?:紙|誌|社|側|電子版)$")


class _Mention(NamedTuple):
    """A name in a sentence: its offsets in the paragraph, and whether it is known to be an outlet."""

    text: str
    start: int
    end: int
    is_known: bool


@attrs.frozen
class _Owner:
    names: tuple[str, ...]
    start: int


class JapaneseSentenceReader:
    """Reader of sentences in Japanese.

    Args:
        directory: the outlets.
    """

    def __init__(self, directory: Directory) -> None:
        self._grammar = japanese_grammar()
        self._names = _names_by_first_character(directory)
        self._lexicon: Lexicon = lexicon("ja")

    def read(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> Sentence:
        """Return the sentence of a paragraph between two offsets; `quotations` include their marks."""
        masked = _masked(text, start, end, quotations)
        owners = self._owners(masked, start)
        if not owners:
            return Sentence(
                [Clause((), start, end)],
                continues=self._continues(masked),
                is_quotation=not masked.strip(f"{MASK}。、 "),
            )
        starts = [start, *(self._clause_start(masked, start, owner.start) for owner in owners[1:])]
        clauses = [
            Clause(owner.names, clause_start, clause_end)
            for owner, clause_start, clause_end in zip(owners, starts, [*starts[1:], end], strict=True)
        ]
        return Sentence(clauses, is_bare=self._grammar.bare.search(masked) is not None)

    def _owners(self, masked: str, offset: int) -> list[_Owner]:
        """Return the owners of the clauses of a masked sentence, neighbours with the same names as one."""
        owners: list[_Owner] = []
        for group in self._groups(masked):
            names = self._outlets(masked, group)
            if names and (not owners or owners[-1].names != names):
                owners.append(_Owner(names, offset + group[0].start))
        return owners

    # --- names ---

    def _groups(self, masked: str) -> Iterator[list[_Mention]]:
        """Yield the names in a sentence, those that are joined together."""
        group: list[_Mention] = []
        for mention in self._mentions(masked):
            if group and self._grammar.joiner.fullmatch(masked, group[-1].end, mention.start):
                group.append(mention)
                continue
            if group:
                yield group
            group = [mention]
        if group:
            yield group

    def _mentions(self, masked: str) -> Iterator[_Mention]:
        position = 0
        while position < len(masked):
            known_mention = self._known_at(masked, position)
            if known_mention is not None:
                yield known_mention
                position = known_mention.end
                continue
            unknown = self._unknown_at(masked, position)
            if unknown is not None:
                yield unknown
            position += 1

    def _known_at(self, masked: str, position: int) -> _Mention | None:
        for name, folded in self._names.get(masked[position].casefold(), ()):
            end = position + len(name)
            if fold(masked[position:end]) != folded or self._is_within_run(masked, position):
                continue
            if name.isascii() and (
                masked[position - 1 : position].isascii() and masked[position - 1 : position].isalnum()
            ):
                continue
            if name.isascii() and masked[end : end + 1].isascii() and masked[end : end + 1].isalnum():
                continue
            longer = _SERVICE.match(masked, end)
            return _Mention(
                masked[position : end + (longer.end() if longer else 0)],
                position,
                end + (longer.end() if longer else 0),
                True,
            )
        return None

    def _is_within_run(self, masked: str, position: int) -> bool:
        """Return whether a position is inside a longer run of name characters, as in "南風タイムズ"."""
        if not position or not self._grammar.name_character.match(masked, position - 1) or masked[position - 1] == "・":
            return False
        return (
            re.search(
                r"(?:一方|他方|反面|半面|結果|[一二三四五六七八九十0-9]+[日月年人紙社]|今[日朝夜])$", masked[:position]
            )
            is None
        )

    def _unknown_at(self, masked: str, position: int) -> _Mention | None:
        """Return the unknown name that begins at a position: a run of kanji, katakana and Latin letters before a role."""
        if position and self._grammar.name_character.match(masked, position - 1):
            return None
        run = self._grammar.hiragana_name.match(masked, position) or self._grammar.name_run.match(masked, position)
        if run is None:
            return None
        name, end = _without_unit(run[0]), run.start() + len(_without_unit(run[0]))
        if self._is_named_as_outlet(name):
            start = self._extended_start(masked, position)
            return _Mention(masked[start:end], start, end, is_known=False)
        is_foreign = _FOREIGN_NAME.fullmatch(name) is not None
        has_source = self._grammar.strong_source.match(masked, end) is not None
        starts_clause = position == 0 or self._grammar.boundary.fullmatch(masked, position - 1, position) is not None
        if not (
            has_source or (is_foreign and starts_clause and self._grammar.subject.match(masked, end))
        ) or not self._may_be_outlet(name):
            return None
        return _Mention(name, position, end, is_known=False)

    def _extended_start(self, masked: str, position: int) -> int:
        """Return the offset of the hiragana that begin a name, if nothing else precedes them in their clause."""
        hiragana = re.search(r"(?:(?<=[いるただうっ]と)|(?<=[がはを]))[ぁ-ん]{2,3}$", masked[:position])
        if hiragana is not None and not re.search(r"[はがをにと]$", hiragana[0][:-1]):
            return hiragana.start()
        hiragana = re.search(r"[一-龥]{0,2}[ぁ-ん]{2,4}$", masked[:position])
        if hiragana is None or re.fullmatch(
            r"しかし|だが|ただ|また|さらに|まず|もし|でも|なお|これ|それ|その|この", hiragana[0]
        ):
            return position
        is_first = (
            hiragana.start() == 0
            or self._grammar.boundary.fullmatch(masked, hiragana.start() - 1, hiragana.start()) is not None
        )
        return hiragana.start() if is_first and not re.search(r"[はがをに]$", hiragana[0]) else position

    def _may_be_outlet(self, name: str) -> bool:
        """Return whether an unknown name can be an outlet's: by its words, or since nothing else is known about it."""
        lexicon = self._lexicon
        if len(name) < 2 or name in lexicon.bodies or name in lexicon.places or name in lexicon.agents:
            return False
        if self._is_named_as_outlet(name):
            return True
        if name.endswith(lexicon.body_endings) or any(title in name for title in lexicon.titles):
            return False
        is_family = any(name.startswith(family) for family in lexicon.first_names if len(family) > 1)
        return not (is_family and len(name) <= _MAX_PERSON)

    # --- roles ---

    def _outlets(self, masked: str, group: list[_Mention]) -> tuple[str, ...]:
        """Return the names of a group that own a statement."""
        end = group[-1].end
        if any(mention.is_known or self._is_named_as_outlet(mention.text) for mention in group):
            is_owner = self._is_owner(masked, end) or self._is_cleft(masked, group[0].start, end)
        else:
            is_owner = self._is_owner(masked, end) and self._has_verb(masked, group[-1])
        if not is_owner:
            return ()
        return tuple(
            dict.fromkeys(mention.text for mention in group if mention.is_known or self._may_be_outlet(mention.text))
        )

    def _is_owner(self, masked: str, end: int) -> bool:
        if (
            self._grammar.source.match(masked, end)
            or self._grammar.label.match(masked, end)
            or self._grammar.told_outlet.match(masked, end)
        ):
            return True
        if self._grammar.trap.match(masked, end):
            return False
        return self._grammar.subject.match(masked, end) is not None

    def _is_cleft(self, masked: str, start: int, end: int) -> bool:
        """Return whether a name ends a cleft sentence: `最初に報じたのはXだ`."""
        return self._grammar.cleft.search(masked[:start]) is not None and bool(self._grammar.copula.match(masked, end))

    def _is_named_as_outlet(self, name: str) -> bool:
        """Return whether the words of a name are those of an outlet's."""
        return bool(self._grammar.outlet_ending.search(name) or self._grammar.outlet_beginning.match(name))

    def _has_verb(self, masked: str, mention: _Mention) -> bool:
        return self._grammar.verb.search(masked, mention.end) is not None and not self._grammar.trap.match(
            masked, mention.end
        )

    # --- clauses ---

    def _clause_start(self, masked: str, offset: int, start: int) -> int:
        """Return the start of the clause with the name at an offset."""
        position = masked.rfind("、", 0, start - offset)
        if position < 0:
            return start
        end = position + 1
        while masked[end : end + 1].isspace():
            end += 1
        return offset + end

    def _continues(self, masked: str) -> bool:
        masked = masked.lstrip()
        if self._grammar.continuing.search(masked):
            return True
        has_subject = re.search(r"[^でに]は|が", masked) is not None
        return (
            self._grammar.subjectless.match(masked) is not None
            and not has_subject
            and self._grammar.verb.search(masked) is not None
        )


def _without_unit(name: str) -> str:
    """Return a name without the counters and nouns that follow it; of a company's name, only the word for company."""
    return _TITLE_UNIT.sub("", name)


def _masked(text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> str:
    """Return a sentence with the characters of its quotations masked, except names of outlets."""
    masked = text[start:end]
    for opening, closing in quotations:
        following = text[closing : closing + 1]
        if following in ("紙", "誌") or (
            text[opening] == "『"
            and closing - opening < _MAX_TITLE
            and japanese_grammar().title_role.match(text, closing)
        ):
            continue
        masked = f"{masked[: opening - start]}{MASK * (closing - opening)}{masked[closing - start :]}"
    return masked


@lru_cache(maxsize=4)
def _names_by_first_character(directory: Directory) -> dict[str, list[tuple[str, str]]]:
    """Return the names of the outlets that are clear, by first character, the longest first."""
    names: dict[str, list[tuple[str, str]]] = {}
    for text, is_ambiguous in directory.texts():
        if not is_ambiguous:
            names.setdefault(text[0].casefold(), []).append((text, fold(text)))
    for same_character in names.values():
        same_character.sort(key=lambda name: -len(name[0]))
    return names
