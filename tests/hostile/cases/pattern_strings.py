"""Strings on which a regular expression takes longest: made from its own parts, so that it almost matches, many times."""

import re
from collections.abc import Iterator, Sequence
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

MANY: Final = 100
"""Repetitions from which a quantifier counts as unlimited."""

COMMON: Final = (" ", "a", "1", ".", "-", "<")
"""Characters that are tried on every pattern."""

BREAKERS: Final = ("", "\x01", "x")
"""What follows a run of characters, so that a match fails there."""

_MAX_CHARACTERS: Final = 8
_MAX_PREFIXES: Final = 10
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": ".",
}


def hostile_strings(pattern: str, flags: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield strings of about a size, each with a name that says how it is made.

    Args:
        pattern: the source of a regular expression on text.
        flags: its flags.
        size: how many characters a string has.
    """
    tree = parser.parse(pattern, flags)
    characters = list(dict.fromkeys([*_characters(tree), *COMMON]))[: _MAX_CHARACTERS + len(COMMON)]
    prefixes = list(dict.fromkeys(["", *_prefixes(list(tree), "")]))[:_MAX_PREFIXES]
    units = list(dict.fromkeys([*(prefix for prefix in prefixes if prefix), *characters]))
    for unit in units:
        for breaker in BREAKERS[:2]:
            yield f"{unit!r} * n + {breaker!r}", unit * (size // len(unit)) + breaker
    for prefix in prefixes:
        for character in characters:
            for breaker in BREAKERS[1:]:
                yield f"{prefix!r} + {character!r} * n + {breaker!r}", prefix + character * size + breaker
    for first in characters[:_MAX_CHARACTERS]:
        for second in characters[:_MAX_CHARACTERS]:
            if first != second:
                yield f"{first + second!r} * n", (first + second) * (size // 2) + "\x01"
    for prefix in prefixes[-2:]:
        for character in characters[:_MAX_CHARACTERS]:
            unit = prefix + character * 40
            yield f"({prefix!r} + {character!r} * 40) * n", unit * (size // len(unit))


def is_unlimited(pattern: str, flags: int) -> bool:
    """Return whether a regular expression has a quantifier without a limit, or with a high one."""
    return _has_unlimited(parser.parse(pattern, flags))


def _has_unlimited(nodes: Any) -> bool:
    return any(_is_unlimited_node(operator, argument) for operator, argument in nodes)


def _is_unlimited_node(operator: Any, argument: Any) -> bool:
    if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        return argument[1] is constants.MAXREPEAT or argument[1] >= MANY or _has_unlimited(argument[2])
    if operator is constants.SUBPATTERN:
        return _has_unlimited(argument[3])
    if operator is constants.ATOMIC_GROUP:
        return _has_unlimited(argument)
    if operator in (constants.ASSERT, constants.ASSERT_NOT):
        return _has_unlimited(argument[1])
    return operator is constants.BRANCH and any(map(_has_unlimited, argument[1]))


def _prefixes(nodes: Sequence[Any], prefix: str) -> Iterator[str]:
    """Yield short matches of the first parts of a sequence, and of the parts of its groups."""
    for operator, argument in nodes:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            yield from _prefixes(list(argument[2]), prefix)
        elif operator is constants.SUBPATTERN:
            yield from _prefixes(list(argument[3]), prefix)
        elif operator is constants.ATOMIC_GROUP:
            yield from _prefixes(list(argument), prefix)
        elif operator is constants.BRANCH:
            for branch in argument[1][:6]:
                yield from _prefixes(list(branch), prefix)
        prefix += _sample((operator, argument))
        yield prefix


def _sample(node: tuple[Any, Any]) -> str:  # noqa: PLR0911  (one for each kind of node)
    """Return a short text that a part matches; quantifiers that allow nothing are used once."""
    operator, argument = node
    if operator is constants.LITERAL:
        return chr(argument)
    if operator is constants.NOT_LITERAL:
        return "b" if argument == ord("a") else "a"
    if operator is constants.ANY:
        return "a"
    if operator is constants.IN:
        return next(iter(_of_class(argument)), "a")
    if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        low, high, body = argument
        return "".join(map(_sample, body)) * max(low, min(high, 1))
    if operator is constants.SUBPATTERN:
        return "".join(map(_sample, argument[3]))
    if operator is constants.ATOMIC_GROUP:
        return "".join(map(_sample, argument))
    if operator is constants.BRANCH:
        return "".join(map(_sample, argument[1][0]))
    return ""


def _characters(nodes: Any) -> Iterator[str]:
    """Yield characters that the unlimited quantifiers of a pattern repeat, then those of its other parts."""
    later: list[str] = []
    for operator, argument in nodes:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            if argument[1] is constants.MAXREPEAT or argument[1] >= MANY:
                yield from _first_characters(argument[2])
            else:
                later.extend(_first_characters(argument[2]))
            later.extend(_characters(argument[2]))
        elif operator is constants.SUBPATTERN:
            later.extend(_characters(argument[3]))
        elif operator is constants.ATOMIC_GROUP:
            later.extend(_characters(argument))
        elif operator is constants.BRANCH:
            for branch in argument[1]:
                later.extend(_characters(branch))
        elif operator in (constants.ASSERT, constants.ASSERT_NOT):
            later.extend(_characters(argument[1]))
        elif operator is constants.LITERAL:
            later.append(chr(argument))
        elif operator is constants.IN:
            later.extend(_of_class(argument))
    yield from later


def _first_characters(nodes: Any) -> Iterator[str]:
    for node in nodes:
        if node[0] is constants.IN:
            yield from _of_class(node[1])
        else:
            sample = _sample(node)
            if sample:
                yield sample
            yield from _characters([node])
        return


def _of_class(items: Sequence[tuple[Any, Any]]) -> list[str]:
    """Return some characters of a class."""
    if items and items[0][0] is constants.NEGATE:
        negated = re.compile("[" + "".join(_escaped(item) for item in items[1:]) + "]")
        return [character for character in (" ", "a", "1", ".", "<", '"', "(") if not negated.match(character)]
    characters = []
    for operator, argument in items:
        if operator is constants.LITERAL:
            characters.append(chr(argument))
        elif operator is constants.RANGE:
            characters.append(chr(argument[0]))
        elif operator is constants.CATEGORY:
            characters.append(_CATEGORIES[str(argument)])
    return characters[:6]


def _escaped(item: tuple[Any, Any]) -> str:
    operator, argument = item
    if operator is constants.LITERAL:
        return re.escape(chr(argument))
    if operator is constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(argument).rpartition("_")[2]]
    return "\\" + (letter.upper() if "_NOT_" in str(argument) else letter)
