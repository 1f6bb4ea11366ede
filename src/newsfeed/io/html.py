"""Untrusted HTML: sanitizing to canonical XHTML, and conversion to plain text."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from newsfeed.io.html_text import without_tags
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.sanitizing.removal import Removal
from newsfeed.io.sanitizing.vocabulary import words
from newsfeed.values.escaping import escape, unescape
from newsfeed.values.link_safety import SAFE_SCHEMES
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import replace_illegal, replace_illegal_references, trim

if TYPE_CHECKING:
    import nh3

__all__ = ["Removal", "looks_like_html", "reduce", "removals_of_plain_text", "sanitize", "to_plain_text"]

_BASIC_ELEMENTS: Final = {
    "b": "strong",
    "cite": "em",
    "h1": "h2",
    "i": "em",
    **dict.fromkeys(
        words(
            """
            address article aside blockquote caption center dd details div dt figcaption figure footer header main nav
            pre section summary tr
            """
        ),
        "p",
    ),
}
"""The basic element that is most like another one."""

_MAX_SEARCHED: Final = 10_000
"""The number of characters of a plain text in which addresses are looked for."""

_TAG: Final = pattern(r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>[^>]*+)>")
_INVISIBLE_ELEMENT: Final = pattern(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_EMPTY_PARAGRAPH: Final = pattern(r"<p>\s*</p>")
_BLOCK_ENDS: Final = ("</p>", "</ul>", "</ol>", "</li>", "<li>", *(f"</h{level}>" for level in range(2, 7)), " ", "\n")
_Q_TAG: Final = pattern(r"<q(?:\s[^>]*)?>")
_HTML_SYNTAX: Final = pattern(r"</?[A-Za-z][^<]*>|<!|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def sanitize(
    html: str, *, base: str | None = None, limits: Limits = DEFAULT, removals: list[Removal] | None = None
) -> str:
    """Sanitize an HTML fragment: remove everything that runs, loads or imitates, and return canonical XHTML.

    Embeds become links to what they show, and images that a script was to load get their address. Sanitizing is
    idempotent.

    Args:
        html: a fragment.
        base: the IRI that relative links are resolved against; without a usable one they stay relative.
        limits: `limits.html` bounds the length, `limits.attributes` the attributes of a tag.
        removals: a list to which the addresses, alternative texts and visible texts are added that are not in the result.

    Raises:
        LimitError: the HTML exceeds a limit, or is more than 256 elements deep.
    """
    if "<" not in html:
        return trim(escape(replace_illegal(unescape(html))))
    return _sanitizer()(html, base, limits, removals)


@cache
def _sanitizer() -> Callable[[str, str | None, Limits, list[Removal] | None], str]:
    # Writing feeds does not need it.
    from newsfeed.io.sanitizing.sanitizer import sanitize_markup

    return sanitize_markup


def reduce(html: str, elements: frozenset[str], *, limits: Limits = DEFAULT) -> str:
    """Sanitize an HTML fragment and reduce it to a few elements, without attributes other than the address of a link.

    Other blocks become paragraphs; cells of a table leave their content between spaces, and inline elements leave theirs.

    Args:
        html: a fragment.
        elements: names of the elements to keep, `p`, `strong` and `em` among them.
        limits: as for `sanitize`.

    Raises:
        LimitError: as for `sanitize`.
    """
    clean = sanitize(html, limits=limits)
    if "<" not in clean:
        return clean
    from newsfeed.io.sanitizing.cleaning import clean_to_xhtml

    renamed = _TAG.sub(_rename_tag, clean)
    return _EMPTY_PARAGRAPH.sub(_without_empty_paragraph, clean_to_xhtml(_reducer(elements), renamed))


def _without_empty_paragraph(paragraph: re.Match[str]) -> str:
    """Return the replacement of an empty paragraph: nothing, or a line end if the words around it would become one."""
    html, start, end = paragraph.string, paragraph.start(), paragraph.end()
    is_separate = start == 0 or end == len(html) or html.endswith(_BLOCK_ENDS, 0, start) or html[end : end + 2] == "<p"
    return "" if is_separate else "\n"


def _rename_tag(tag: re.Match[str]) -> str:
    """Return a tag with the name of the basic element that is most like it."""
    slash, name = tag["slash"], tag["name"]
    if name == "q":
        return "”" if slash else "“"
    if name in ("td", "th"):
        return " "
    if name == "hr":
        return "\n"
    return f"<{slash}{_BASIC_ELEMENTS.get(name, name)}{tag['attributes']}>"


@lru_cache(maxsize=8)
def _reducer(elements: frozenset[str]) -> "nh3.Cleaner":
    import nh3  # writing feeds does not need it

    return nh3.Cleaner(
        tags=set(elements), attributes={"*": set(), "a": {"href"}}, url_schemes=set(SAFE_SCHEMES), link_rel=None
    )


def looks_like_html(text: str) -> bool:
    """Return whether a text appears to be HTML: it contains a tag, a comment or a character reference."""
    return ("<" in text or "&" in text) and _HTML_SYNTAX.search(text) is not None


def to_plain_text(html: str) -> str:
    """Convert HTML to plain text, for example for a title.

    Line breaks and the borders of blocks become line feeds, those of cells spaces (see `newsfeed.io.html_text`), `<q>`
    becomes quotation marks as in browsers, and the content of scripts and styles is dropped.
    """
    if "<" in html:
        # No tag ends after the last ">", and searching there would take quadratic time.
        end = html.rfind(">") + 1
        tagged, tail = _INVISIBLE_ELEMENT.sub("", html[:end]), html[end:].partition("<!--")[0]
        if "<q" in tagged:
            tagged = _Q_TAG.sub("“", tagged).replace("</q>", "”")
        html = without_tags(tagged, tail)
    return replace_illegal(unescape(replace_illegal_references(html)) if "&" in html else html)


def removals_of_plain_text(html: str, *, base: str | None = None) -> list[Removal]:
    """Return the addresses and alternative texts in HTML that its plain text does not have.

    Args:
        html: a fragment, for example of a title.
        base: the IRI that relative links are resolved against.
    """
    if "<" not in html:
        return []
    from newsfeed.io.sanitizing.removals import RemovalFinder
    from newsfeed.io.sanitizing.tokens import may_have_attributes, tokenize

    if not may_have_attributes(html):
        return []
    missing = RemovalFinder("", base).missing_attributes(list(tokenize(html)))
    text = to_plain_text(html)
    # Many links write out their address; a search of a long text for each of many links would take quadratic time.
    return [removal for removal in missing if len(text) > _MAX_SEARCHED or removal.value not in text]
