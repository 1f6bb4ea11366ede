"""Facts about single tags: whether a tag needs the rewriter, and whether values of it can be removed."""

from functools import lru_cache
from typing import Final, NamedTuple

from newsfeed.io.sanitizing import images
from newsfeed.io.sanitizing.addresses import REPAIRED
from newsfeed.io.sanitizing.removals import information
from newsfeed.io.sanitizing.simple import MAX_CACHED
from newsfeed.io.sanitizing.tokens import Token, match_tag, parse_attributes
from newsfeed.io.sanitizing.vocabulary import ATTRIBUTES, ELEMENTS, TABLE_PARTS
from newsfeed.values.iris import PLAIN_WEB_URL

_REWRITTEN: Final = frozenset(("audio", "pre", "source", "track", "video"))
"""Allowed elements that the rewriter always looks at, or that need more than the cleaner."""

_MOVABLE: Final = TABLE_PARTS | {"table"}

_LAZY_MARKS: Final = ("data-", "srcset")


class TagFacts(NamedTuple):
    """Facts about a tag.

    Attributes:
        token: the tag as a token.
        is_rewritten: the tag needs the rewriter, or is none that can be judged alone.
        can_lose: the cleaner can remove an address or text in it.
        has_address: it has an address that has to be resolved or checked.
    """

    token: Token
    is_rewritten: bool
    can_lose: bool = False
    has_address: bool = False


def facts_of(tag: str) -> TagFacts:
    """Return the facts about a tag.

    Args:
        tag: text from `<` to the next `>`.
    """
    return _cached_facts(tag) if len(tag) <= MAX_CACHED else _facts(tag)


def _facts(tag: str) -> TagFacts:
    match = match_tag(tag)
    if match is None:
        return TagFacts(Token("unfinished", 0, len(tag)), is_rewritten=True)
    name = match[2].lower()
    token = Token("end" if match[1] else "start", 0, len(tag), name, match[3])
    if name not in ELEMENTS or name in _REWRITTEN:
        return TagFacts(token, is_rewritten=True)
    if match[1] or not match[3]:
        return TagFacts(token, is_rewritten=False)
    attributes = parse_attributes(match[3])
    if name == "img" and images.is_placeholder(attributes.get("src", "")) and _has_other_address(attributes):
        return TagFacts(token, is_rewritten=True)
    allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
    can_lose = has_address = False
    for key, value in attributes.items():
        for kind, part in information(name, key, value, attributes):
            can_lose = can_lose or key not in allowed or not (kind == "text" or _is_plain(part)) or name in _MOVABLE
        has_address = has_address or (key in REPAIRED and not _is_plain(value))
    # A repeated attribute is removed.
    can_lose = can_lose or match[3].count("=") > len(attributes)
    return TagFacts(token, is_rewritten=False, can_lose=can_lose, has_address=has_address)


_cached_facts: Final = lru_cache(maxsize=4096)(_facts)


def _is_plain(address: str) -> bool:
    # nh3 decides whether a host in Punycode is valid.
    return PLAIN_WEB_URL.fullmatch(address) is not None and "xn--" not in address


def _has_other_address(attributes: dict[str, str]) -> bool:
    return any(name.startswith(_LAZY_MARKS) for name in attributes)
