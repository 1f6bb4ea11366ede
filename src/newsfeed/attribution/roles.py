"""The roles of names in a sentence: its attributions to their owners.

The position of a name decides. It owns a statement as the subject of a verb of saying, before or after it; as a source
("according to X", "told X"); before a possessive or the role of a journalist ("X's view", "X columnist"); before a
colon; and in brackets or after a dash behind a quotation. In these positions, any name that is not known to be a
person's, a body's or a place's is an outlet's; a known outlet counts in some weaker ones as well.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.attribution.groups import Group, group_names
from newsfeed.attribution.names import Name
from newsfeed.attribution.role import Role
from newsfeed.attribution.sources import SourceRoles
from newsfeed.attribution.subjects import SubjectRoles
from newsfeed.attribution.view import SentenceView

_OPENING: Final = frozenset("([")
_DASHES: Final = frozenset("–—-―")
_POSSESSIVES: Final = frozenset(("'s", "'"))
_MAX_ADVERBIAL: Final = 6
_MIN_NOUN: Final = 4


@attrs.frozen
class Attribution:
    """The outlets that own a statement.

    Attributes:
        outlets: their names.
        start: index of the first token of the attribution.
        end: index after its last token.
        clause_start: index from which the statement can begin.
        is_certain: one of the outlets is known, or its place in the sentence leaves no doubt.
    """

    outlets: tuple[str, ...]
    start: int
    end: int
    clause_start: int
    is_certain: bool = True


class RoleFinder:
    """Recognition of the attributions of one sentence.

    Args:
        view: the sentence.
    """

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        self._sources = SourceRoles(view)
        self._subjects = SubjectRoles(view)
        self._tokens = view.tokens
        self._names = view.names
        self._grammar = view.grammar
        self._lexicon = view.lexicon

    def attributions(self) -> list[Attribution]:
        """Return the attributions in the order of the sentence."""
        attributions: list[Attribution] = []
        groups = group_names(self._names, self._tokens, self._grammar)
        for group in groups:
            for part in self._split(group):
                if attributions and part.start < attributions[-1].end:
                    continue
                attribution = self._attribution(part)
                if attribution is not None:
                    attributions.append(attribution)
        return self._with_known(self._without_agents(attributions), groups)

    def _with_known(self, attributions: list[Attribution], groups: list[Group]) -> list[Attribution]:
        """Add known outlets that state something in a clause that nobody owns.

        Without any attribution, the sentence is the clause, and it must not name several outlets.
        """
        if not self._states_something():
            return attributions
        known_groups = [
            group for group in groups if all(name.kind == "outlet" and name.is_clear for name in group.names)
        ]
        unowned = [
            group for group in known_groups if not any(_overlap(attribution, group) for attribution in attributions)
        ]
        if not attributions and len(unowned) != 1:
            return []
        added = [
            Attribution(
                tuple(name.text for name in group.names),
                group.start,
                group.end,
                self._view.quotation_start(group.start),
            )
            for group in unowned
            if self._can_state(group, attributions)
        ]
        return sorted([*attributions, *added], key=lambda attribution: attribution.start)

    def _can_state(self, group: Group, attributions: list[Attribution]) -> bool:
        """Return whether nothing speaks against a group without a role as the owner of its clause."""
        start, end = 0, len(self._tokens)
        if attributions:
            before, _ = self._view.before(group.start)
            if before >= 0 and self._tokens[before].norm in self._grammar.prepositions:
                before -= 1
            if not self._view.is_clause_start(before) or before < 0:
                return False
            start = before
            end = next((index for index in range(group.end, end) if self._tokens[index].text in (",", ";")), end)
        if any(attribution.start < end and attribution.end > start for attribution in attributions):
            return False
        return not (self._is_trap(group) or self._is_object(group) or self._names_agent(start, group.start))

    def _states_something(self) -> bool:
        """Return whether a sentence has words or marks of a statement."""
        grammar = self._grammar
        return any(
            token.kind == "quotation"
            or token.text == ":"
            or token.norm in grammar.saying
            or token.norm in grammar.press_nouns
            for token in self._tokens
        )

    def _names_agent(self, start: int, end: int) -> bool:
        """Return whether somebody else, or a verb against an outlet, stands between two indexes."""
        if any(start <= name.start < end and name.kind in ("person", "body") for name in self._names):
            return True
        return any(
            token.norm in self._lexicon.agents or token.norm in self._grammar.against
            for token in self._tokens[start:end]
        )

    def _is_object(self, group: Group) -> bool:
        """Return whether a verb that is none of saying stands before a group: "the building that houses X"."""
        before, _ = self._view.before(group.start)
        if self._grammar.uncased or before < 0 or not self._view.is_plain_word(before):
            return False
        return self._tokens[before].norm not in self._grammar.saying

    def _without_agents(self, attributions: list[Attribution]) -> list[Attribution]:
        """Drop unknown subjects of a verb if a certain outlet is its source: "told a reader to X"."""
        certain = [attribution for attribution in attributions if attribution.is_certain]
        return [
            attribution
            for attribution in attributions
            if attribution.is_certain or not any(self._share_clause(attribution, source) for source in certain)
        ]

    def _share_clause(self, attribution: Attribution, neighbor: Attribution) -> bool:
        """Return whether no mark or conjunction separates two attributions."""
        start, end = (
            sorted((attribution.end, neighbor.start))
            if attribution.start < neighbor.start
            else (neighbor.end, attribution.start)
        )
        return not any(not token.is_word or token.norm in self._grammar.breaks for token in self._tokens[start:end])

    def _split(self, group: Group) -> list[Group]:
        """Return two groups if the first name is the object of one verb and the last the subject of another."""
        if len(group.names) != 2:
            return [group]
        first_group, last_group = Group(group.names[:1]), Group(group.names[1:])
        separator = self._tokens[first_group.end]
        if separator.text != ",":
            return [group]
        before, _ = self._view.before(first_group.start)
        if self._sources.role(first_group) is None and self._subjects.behind_verb(first_group, before) is None:
            return [group]
        before, _ = self._view.before(last_group.start)
        return [group] if self._subjects.before_verb(last_group, before) is None else [first_group, last_group]

    def _attribution(self, group: Group) -> Attribution | None:
        before, has_outlet_noun = self._view.before(group.start)
        if self._is_trap(group):
            return None
        role = self._role(group, before)
        if role is None:
            return None
        is_strong = role.is_strong or (has_outlet_noun and role.end > group.end)
        is_strong = is_strong or any(name.kind == "outlet" and name.is_clear for name in group.names)
        outlets = tuple(
            name.text
            for name in group.names
            if _is_outlet(name, is_strong=is_strong) and not self._is_noun_phrase(name, is_subject=role.is_subject)
        )
        is_certain = not self._grammar.uncased or any(name.kind == "outlet" for name in group.names)
        return Attribution(outlets, role.start, role.end, role.clause_start, is_certain) if outlets else None

    def _is_noun_phrase(self, name: Name, *, is_subject: bool) -> bool:
        """Return whether an unknown name is rather a noun with its article, in a language that gives nouns a capital."""
        if not self._grammar.capitalizes_nouns or name.kind != "unknown" or not name.start:
            return False
        before = self._tokens[name.start - 1].norm
        if before in self._grammar.name_articles:
            return not is_subject or self._is_agent_compound(self._tokens[name.end - 1].norm)
        return before in self._grammar.articles or before in self._grammar.fused_articles

    def _is_agent_compound(self, word: str) -> bool:
        """Return whether a German compound ends with a noun for a person or body."""
        return any(word[index:] in self._lexicon.agents for index in range(2, len(word) - _MIN_NOUN + 1))

    def _role(self, group: Group, before: int) -> Role | None:
        if any(name.has_role for name in group.names):
            return Role(group.start, group.end, self._view.quotation_start(group.start), is_strong=True)
        weak: Role | None = None
        for role in self._roles(group, before):
            if role is not None and role.is_strong:
                return role
            weak = weak or role
        return weak

    def _roles(self, group: Group, before: int) -> Iterator[Role | None]:
        """Yield the roles that the rules give a group, the clearest first."""
        yield self._sources.role(group)
        yield self._subjects.behind_verb(group, before)
        yield self._label(group, before)
        yield self._bracketed(group, before)
        yield self._possessive(group)
        yield self._press_role(group)
        yield self._subjects.before_verb(group, before)
        yield self._subjects.of_clause(group, before)

    def _label(self, group: Group, before: int) -> Role | None:
        if group.end >= len(self._tokens) or self._tokens[group.end].text not in (":", "："):
            return None
        if not self._view.is_clause_start(before) and not self._follows_adverbial(group):
            return None
        return Role(group.start, group.end + 1, group.start, is_strong=True)

    def _follows_adverbial(self, group: Group) -> bool:
        """Return whether a few words without a verb precede a known outlet: `Of another opinion, X: ...`."""
        first_group = self._tokens[0].norm
        is_known = any(name.kind == "outlet" for name in group.names)
        is_adverbial = first_group in self._grammar.prepositions or first_group in self._grammar.openers
        preceding = self._tokens[: group.start]
        return (
            is_known
            and is_adverbial
            and len(preceding) <= _MAX_ADVERBIAL
            and all(token.is_word and token.norm not in self._grammar.saying for token in preceding)
        )

    def _bracketed(self, group: Group, before: int) -> Role | None:
        """Return the role of a source behind its quotation, in brackets or after a dash."""
        if before < 1:
            return None
        mark, is_closed = (
            self._tokens[before].text,
            self._tokens[min(group.end, len(self._tokens) - 1)].text in (")", "]"),
        )
        if self._tokens[before - 1].kind == "quotation" and (mark in _OPENING or mark in _DASHES):
            return Role(before, group.end, before - 1, is_strong=True)
        if mark in _OPENING and is_closed:
            return Role(before, group.end + 1, before, is_strong=False)
        if mark == ":" and is_closed and before > 1 and self._tokens[before - 2].text in _OPENING:
            return Role(before - 2, group.end + 1, before - 2, is_strong=True)
        return None

    def _possessive(self, group: Group) -> Role | None:
        """Return the role of an owner: `X's correspondent`, `in X's view`."""
        end = group.end
        if end >= len(self._tokens) or self._tokens[end].norm not in _POSSESSIVES:
            return None
        following = self._tokens[end + 1 : end + 6]
        is_known = any(
            token.norm in self._grammar.press_nouns or token.norm in self._lexicon.press_roles for token in following
        )
        names_person = any(name.start == end + 1 and name.kind in ("person", "unknown") for name in self._names)
        is_strong = is_known or names_person
        if not is_strong and following and following[0].norm in self._lexicon.agents:
            return None
        return Role(group.start, self._view.after_person(end + 1), group.start, is_strong=is_strong)

    def _press_role(self, group: Group) -> Role | None:
        """Return the role of the outlet before the role of a journalist: `X columnist Ben Ide`; or before a postposition."""
        if group.end >= len(self._tokens):
            return None
        norm = self._tokens[group.end].norm
        if norm in self._grammar.postpositions:
            return Role(group.start, group.end + 1, group.start, is_strong=True)
        if norm in self._lexicon.press_roles or norm in self._grammar.press_nouns:
            return Role(group.start, self._view.after_person(group.end + 1), group.start, is_strong=True)
        return None

    def _is_trap(self, group: Group) -> bool:
        """Return whether the group only modifies another noun: "Sky executives", "Star Trek fans"."""
        if group.end >= len(self._tokens):
            return False
        following = self._tokens[group.end]
        return (
            following.is_word
            and following.norm in self._lexicon.agents
            and following.norm not in self._lexicon.press_roles
            and following.norm not in self._grammar.saying
        )


def _is_outlet(name: Name, *, is_strong: bool) -> bool:
    if name.kind == "outlet":
        return name.is_clear or is_strong
    return name.kind == "unknown" and is_strong


def _overlap(attribution: Attribution, group: Group) -> bool:
    return attribution.start < group.end and group.start < attribution.end
