"""Names that share a verb or a preposition: "The Times, the Post and the BBC report ..."."""

import attrs

from newsfeed.attribution.grammar import Grammar, starts_with_phrase
from newsfeed.attribution.names import Name
from newsfeed.knowledge.tokens import Token


@attrs.frozen
class Group:
    """One name, or several that are joined.

    Attributes:
        names: the names, in order.
    """

    names: tuple[Name, ...]

    @property
    def start(self) -> int:
        """Index of the first token."""
        return self.names[0].start

    @property
    def end(self) -> int:
        """Index after the last token."""
        return self.names[-1].end


def group_names(names: list[Name], tokens: list[Token], grammar: Grammar) -> list[Group]:
    """Return the groups that names form; a list needs a joiner before its last name."""
    groups: list[Group] = []
    index = 0
    while index < len(names):
        end = _group_end(names, index, tokens, grammar)
        group = Group(tuple(names[index:end]))
        groups.append(Group((_joined(group, tokens),)) if _is_one_name(group, tokens, grammar) else group)
        index = end
    return groups


def _is_one_name(group: Group, tokens: list[Token], grammar: Grammar) -> bool:
    """Return whether two unknown words and a joiner are the name of one outlet ("Signal and Shore").

    Two unknown outlets rarely stand side by side without an article or a plural verb.
    """
    if len(group.names) != 2 or grammar.uncased:
        return False
    first_name, last_name = group.names
    are_words = all(name.kind == "unknown" and name.end - name.start == 1 for name in group.names)
    if not are_words or last_name.start - first_name.end != 1:
        return False
    verb = next((token for token in tokens[group.end : group.end + 2] if token.norm in grammar.saying), None)
    return verb is None or not grammar.is_plural(verb.norm)


def _joined(group: Group, tokens: list[Token]) -> Name:
    first_name, last_name = group.names
    joiner = tokens[first_name.end].text
    return Name(
        first_name.start, last_name.end, f"{first_name.text} {joiner} {last_name.text}", "unknown", is_clear=False
    )


def _group_end(names: list[Name], index: int, tokens: list[Token], grammar: Grammar) -> int:
    """Return the index after the last name of the group that begins at `index`."""
    end = index + 1
    joined_end = end
    while end < len(names):
        separator = _separator(tokens, names[end - 1].end, names[end].start, grammar)
        if separator is None:
            break
        end += 1
        if separator == "joiner":
            joined_end = end
    return joined_end


def _separator(tokens: list[Token], start: int, end: int, grammar: Grammar) -> str | None:
    """Return "joiner" or "comma" if the tokens only join two names, else None."""
    if end == start:
        return None
    kind = "comma"
    index = start
    while index < end:
        token = tokens[index]
        phrase_end = starts_with_phrase(tokens, index, grammar.joining_phrases)
        if 0 < phrase_end <= end:
            kind, index = "joiner", phrase_end
            continue
        if token.norm in grammar.joiners or token.text == "&":
            kind = "joiner"
        elif not (
            token.text in (",", "،")
            or token.norm in grammar.repeated
            or token.norm in grammar.articles
            or token.norm in grammar.outlet_nouns
        ):
            return None
        index += 1
    return kind if kind == "joiner" or tokens[start].text in (",", "،") else None
