"""Untrusted HTML: sanitizing to canonical XHTML, and conversion to plain text."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsfeed.errors import LimitError
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.values.escaping import escape, unescape
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import trim

if TYPE_CHECKING:
    import nh3


def _words(text: str) -> set[str]:
    """Return the words of a text as a mutable set, the type that nh3 requires."""
    return set(text.split())


_GLOBAL_ATTRIBUTES: Final = {"class", "dir", "id", "lang", "title"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": _GLOBAL_ATTRIBUTES,
    "a": {"href", "hreflang", "rel"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": {"controls", "height", "poster", "src", "width"},
}
_ELEMENTS: Final = _words(
    """
    a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup
    data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li
    main mark nav ol p pre q rp rt ruby s samp section small source span strike strong sub summary sup table
    tbody td tfoot th thead time tr track tt u ul var video wbr
    """
)
_BASIC_ELEMENTS: Final = {
    "b": "strong",
    "cite": "em",
    "h1": "h2",
    "i": "em",
    **dict.fromkeys(
        _words(
            """
            address article aside blockquote caption center dd details div dt figcaption figure footer header main nav
            pre section summary tr
            """
        ),
        "p",
    ),
}
"""The basic element that is most like another one."""

_SCHEMES: Final = _words("http https mailto tel ftp urn tag doi geo sms xmpp irc news magnet")
_VOID_NAMES: Final = _words("area base br col embed hr img input link meta param source track wbr")
_MAX_DEPTH: Final = 256
"""Nesting of elements up to which HTML is sanitized: nh3 takes time that grows with the square of the depth."""

_VOID_TAG: Final = pattern(r"<(area|br|col|hr|img|source|track|wbr)((?:\s[^<>]*)?)>")
_TAG: Final = pattern(r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>[^>]*+)>")
_INVISIBLE_ELEMENT: Final = pattern(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_EMPTY_PARAGRAPH: Final = pattern(r"<p>\s*</p>")
_LINE_BREAK: Final = pattern(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote|/dt|/dd)\b[^>]*>", re.IGNORECASE)
_Q_TAG: Final = pattern(r"<q(?:\s[^>]*)?>")
_TAG_OR_COMMENT: Final = pattern(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z!?][^>]*>", re.DOTALL)
_HTML_SYNTAX: Final = pattern(r"</?[A-Za-z][^<]*>|<!|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ILLEGAL: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids; each becomes U+FFFD."""


def sanitize(html: str, *, base: str | None = None, limits: Limits = DEFAULT) -> str:
    """Sanitize an HTML fragment: remove everything that runs, loads or imitates, and return canonical XHTML.

    Sanitizing is idempotent.

    Args:
        html: a fragment.
        base: the IRI that relative links are resolved against; without a usable one they stay relative.
        limits: `limits.html` bounds the length, `limits.attributes` the attributes of a tag.

    Raises:
        LimitError: the HTML exceeds a limit, or is more than 256 elements deep.
    """
    html = _ILLEGAL.sub("\ufffd", html)
    if "<" not in html:
        return trim(escape(unescape(html)))
    _check_cost(html, limits)
    return _to_xhtml(_cleaner(base).clean(html))


@lru_cache(maxsize=32)
def _cleaner(base: str | None) -> "nh3.Cleaner":
    import nh3  # writing feeds does not need it

    try:
        return _new_cleaner(nh3.Cleaner, base)
    except ValueError:
        # nh3 does not accept the base, for example because of its host: leave links relative.
        return _new_cleaner(nh3.Cleaner, None)


def _new_cleaner(cleaner_class: "type[nh3.Cleaner]", base: str | None) -> "nh3.Cleaner":
    return cleaner_class(
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        url_relative=("rewrite_with_base", base) if base else None,
    )


def _to_xhtml(clean: str) -> str:
    """Convert the HTML serialization that nh3 writes to well-formed XHTML."""
    # A character reference in the source can have produced an illegal character.
    clean = _ILLEGAL.sub("\ufffd", clean.replace("&nbsp;", "\u00a0"))
    return trim(_VOID_TAG.sub(r"<\1\2/>", clean))


def reduce(html: str, elements: frozenset[str], *, limits: Limits = DEFAULT) -> str:
    """Sanitize an HTML fragment and reduce it to a few elements, without attributes other than the address of a link.

    Other blocks become paragraphs, cells of a table and other inline elements leave their content.

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
    renamed = _TAG.sub(_rename_tag, clean)
    return _EMPTY_PARAGRAPH.sub("", _to_xhtml(_reducer(elements).clean(renamed)))


def _rename_tag(tag: re.Match[str]) -> str:
    """Return a tag with the name of the basic element that is most like it."""
    slash, name = tag["slash"], tag["name"]
    if name == "q":
        return "”" if slash else "“"
    if name in ("td", "th"):
        return " "
    return f"<{slash}{_BASIC_ELEMENTS.get(name, name)}{tag['attributes']}>"


@lru_cache(maxsize=8)
def _reducer(elements: frozenset[str]) -> "nh3.Cleaner":
    import nh3  # writing feeds does not need it

    return nh3.Cleaner(tags=set(elements), attributes={"*": set(), "a": {"href"}}, url_schemes=_SCHEMES, link_rel=None)


def _check_cost(html: str, limits: Limits) -> None:
    """Refuse HTML that is too long, too deep, or has a tag with too many attributes."""
    if len(html) > limits.html:
        raise LimitError("html", f"has an HTML value of over {limits.html} characters")
    if html.count("<") <= _MAX_DEPTH and html.count("=") <= limits.attributes:
        return
    depth = deepest = 0
    # No tag ends after the last ">", and searching there would take quadratic time.
    for tag in _TAG.finditer(html, 0, html.rfind(">") + 1):
        if tag["attributes"].count("=") > limits.attributes:
            raise LimitError("attributes", f"has an HTML tag with over {limits.attributes} attributes")
        if tag["slash"]:
            depth = max(depth - 1, 0)
        elif tag["name"].lower() not in _VOID_NAMES:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise LimitError("depth", f"has HTML over {_MAX_DEPTH} elements deep")


def looks_like_html(text: str) -> bool:
    """Return whether a text appears to be HTML: it contains a tag, a comment or a character reference."""
    return ("<" in text or "&" in text) and _HTML_SYNTAX.search(text) is not None


def to_plain_text(html: str) -> str:
    """Convert HTML to plain text, for example for a title.

    Line breaks and ends of blocks become line feeds, `<q>` becomes quotation marks as in browsers, and the content of
    scripts and styles is dropped.
    """
    if "<" in html:
        # No tag ends after the last ">", and searching there would take quadratic time.
        end = html.rfind(">") + 1
        tagged, tail = _INVISIBLE_ELEMENT.sub("", html[:end]), html[end:].partition("<!--")[0]
        if "<q" in tagged:
            tagged = _Q_TAG.sub("“", tagged).replace("</q>", "”")
        html = _TAG_OR_COMMENT.sub("", _LINE_BREAK.sub("\n", tagged)) + tail
    return _ILLEGAL.sub("\ufffd", unescape(html)) if "&" in html else _ILLEGAL.sub("\ufffd", html)
