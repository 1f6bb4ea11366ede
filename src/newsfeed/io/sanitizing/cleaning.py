"""Cleaning of HTML with nh3, and its serialization as XHTML."""

from functools import cache
from typing import TYPE_CHECKING, Final

from newsfeed.io.sanitizing.addresses import repair_addresses
from newsfeed.io.sanitizing.facts import TagFacts, facts_of
from newsfeed.io.sanitizing.removal import Removal
from newsfeed.io.sanitizing.removals import RemovalFinder
from newsfeed.io.sanitizing.rewriting import TEXT_ONLY, Rewriter
from newsfeed.io.sanitizing.shielding import Shield
from newsfeed.io.sanitizing.simple import is_stable, other_than_simple, tags_of
from newsfeed.io.sanitizing.tokens import tokenize
from newsfeed.io.sanitizing.vocabulary import ATTRIBUTES, ELEMENTS, TABLE_PARTS
from newsfeed.values.link_safety import SAFE_SCHEMES
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import replace_illegal, trim

if TYPE_CHECKING:
    import nh3

_VOID_TAG: Final = pattern(r"<(area|br|col|hr|img|source|track|wbr)((?:\s[^<>]*)?)>")
_PREFORMATTED_LINE_END: Final = pattern(r"(<pre(?: [^<>]*)?>)\n")
_MAX_PASSES: Final = 4
"""The number of times that HTML is cleaned again. Two are enough for all HTML that was generated to be ambiguous."""


@cache
def cleaner() -> "nh3.Cleaner":
    """Return the cleaner, one for all bases: addresses are resolved after it."""
    import nh3  # writing feeds does not need it

    return nh3.Cleaner(
        tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes=set(SAFE_SCHEMES), link_rel=None, strip_comments=True
    )


def to_xhtml(clean: str) -> str:
    """Convert the HTML serialization that nh3 writes to well-formed XHTML."""
    if "<pre" in clean:
        # A parser drops the line end after the tag.
        clean = _PREFORMATTED_LINE_END.sub(r"\1" + "\n\n", clean)
    if "&" in clean:
        clean = clean.replace("&nbsp;", "\u00a0")
    return trim(_VOID_TAG.sub(r"<\1\2/>", clean))


def clean_thoroughly(html: str, base: str | None, removals: list[Removal] | None) -> str:
    """Sanitize any HTML: rewrite it, clean it until cleaning changes nothing, and find the removals.

    Args:
        html: HTML of legal characters.
        base: the IRI that relative links are resolved against, or None.
        removals: a list for what was removed, or None to skip the search.
    """
    tokens = list(tokenize(html, raw_text=TEXT_ONLY))
    rewriter = Rewriter(html, base)
    clean = until_stable(_clean(rewriter.rewrite(tokens), base), base)
    if removals is not None:
        removals += RemovalFinder(clean, base).find(html, tokens, rewriter.embeds)
    return clean


def clean_tagwise(html: str, tags: list[str], base: str | None, removals: list[Removal] | None) -> str | None:
    """Sanitize HTML with tags that can be judged one by one.

    Args:
        html: HTML of legal characters.
        tags: its tags (see `tags_of`).
        base: the IRI that relative links are resolved against, or None.
        removals: a list for what was removed, or None to skip the search.

    Returns:
        None if a tag needs the rewriter.
    """
    facts = list(map(facts_of, other_than_simple(tags)))
    if any(tag.is_rewritten for tag in facts) or _begins_within_table(facts):
        return None
    clean = to_xhtml(cleaner().clean(html))
    # A character reference can stand for an illegal character.
    clean = replace_illegal(clean) if "&#" in html else clean
    if any(tag.has_address for tag in facts):
        clean = repair_addresses(clean, base)
    if not is_stable(tags):
        clean = until_stable(clean, base)
    if removals is not None and any(tag.can_lose for tag in facts):
        finder = RemovalFinder(clean, base)
        removals += dict.fromkeys(finder.missing_attributes([tag.token for tag in facts if tag.can_lose]))
    return clean


def _begins_within_table(facts: list[TagFacts]) -> bool:
    """Return whether there is a part of a table before any table."""
    names = (tag.token.name for tag in facts)
    return next((name != "table" for name in names if name == "table" or name in TABLE_PARTS), False)


def until_stable(clean: str, base: str | None) -> str:
    """Clean cleaned HTML again until that changes nothing."""
    for _ in range(_MAX_PASSES):
        if is_stable(tags_of(clean)):
            break
        again = _clean(clean, base)
        if again == clean:
            break
        clean = again
    return clean


def _clean(html: str, base: str | None) -> str:
    # A character reference can stand for an illegal character.
    return repair_addresses(replace_illegal(clean_to_xhtml(cleaner(), html)), base)


def clean_to_xhtml(html_cleaner: "nh3.Cleaner", html: str) -> str:
    """Clean HTML in linear time and return it as XHTML."""
    shield = Shield.for_html(html)
    if shield is None:
        return to_xhtml(html_cleaner.clean(html))
    return shield.remove(to_xhtml(html_cleaner.clean(shield.put(html))))
