"""The way of HTML through the sanitizer: the first that is short enough for it."""

from typing import Final

from newsfeed.errors import LimitError
from newsfeed.io.floods import check_tags
from newsfeed.io.limits import Limits
from newsfeed.io.sanitizing.cleaning import clean_tagwise, clean_thoroughly
from newsfeed.io.sanitizing.removal import Removal
from newsfeed.io.sanitizing.shielding import needs_shield
from newsfeed.io.sanitizing.simple import is_canonical, tags_of
from newsfeed.io.sanitizing.vocabulary import VOID
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE, illegal_character, replace_illegal

_MAX_DEPTH: Final = 256
"""Nesting of elements up to which HTML is sanitized: nh3 takes time that grows with the square of the depth."""

_CANONICAL_ATTRIBUTES: Final = 16
"""A number of attributes that no tag of canonical HTML has."""

_TAG: Final = pattern(r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>[^>]*+)>")


def sanitize_markup(html: str, base: str | None, limits: Limits, removals: list[Removal] | None) -> str:
    """Sanitize HTML that has a `<`; the parameters are those of `newsfeed.io.html.sanitize`."""
    if len(html) > limits.html:
        raise LimitError("html", f"has an HTML value of over {limits.html} characters")
    check_tags(html, limits)
    tags = tags_of(html)
    if limits.attributes >= _CANONICAL_ATTRIBUTES:
        trimmed = html.strip(XML_SPACE)
        if is_canonical(trimmed, tags):
            return trimmed
    _check_cost(html, limits)
    if not needs_shield(html) and illegal_character(html) < 0:
        clean = clean_tagwise(html, tags, base, removals)
        if clean is not None:
            return clean
    return clean_thoroughly(replace_illegal(html), base, removals)


def _check_cost(html: str, limits: Limits) -> None:
    """Refuse HTML that is too deep, or has a tag with too many attributes."""
    if html.count("<") <= _MAX_DEPTH and html.count("=") <= limits.attributes:
        return
    depth = deepest = 0
    open_tags: dict[str, int] = {}
    # No tag ends after the last ">", and searching there would take quadratic time.
    for tag in _TAG.finditer(html, 0, html.rfind(">") + 1):
        if tag["attributes"].count("=") > limits.attributes:
            raise LimitError("attributes", f"has an HTML tag with over {limits.attributes} attributes")
        name = tag["name"].lower()
        if tag["slash"]:
            # An end tag of an element that is not open closes nothing.
            if open_tags.get(name):
                open_tags[name] -= 1
                depth -= 1
        elif name not in VOID:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise LimitError("depth", f"has HTML over {_MAX_DEPTH} elements deep")
