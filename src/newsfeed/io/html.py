"""HTML from outside: sanitized behind a gate, in canonical XHTML; and its plain text."""

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
    return set(text.split())


_COMMON: Final = {"class", "dir", "id", "lang", "title"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": _COMMON,
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
_SCHEMES: Final = _words("http https mailto tel ftp urn tag doi geo sms xmpp irc news magnet")
_VOID: Final = pattern(r"<(area|br|col|hr|img|source|track|wbr)((?:\s[^<>]*)?)>")
_TAG: Final = pattern(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_VOID_NAMES: Final = _words(
    """
    area base br col embed hr img input link meta param source track wbr
    """
)
_DEPTH: Final = 256
_WITH_CONTENT: Final = pattern(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK: Final = pattern(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote|/dt|/dd)\b[^>]*>", re.IGNORECASE)
_QUOTED: Final = pattern(r"<q(?:\s[^>]*)?>")
_ANY_TAG: Final = pattern(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z!?][^>]*>", re.DOTALL)
_LOOKS_LIKE: Final = pattern(r"</?[A-Za-z][^<]*>|<!|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BAD: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sanitize(html: str, *, base: str | None = None, limits: Limits = DEFAULT) -> str:
    """Take out of HTML all that runs, loads or imitates, and give canonical XHTML; doing it twice changes nothing.

    Args:
        html: a fragment.
        base: the IRI that relative links are resolved against; None, or one that cannot be a base, leaves them as they are.
        limits: how long it may be, and how many attributes a tag may have.

    Raises:
        LimitError: it goes over a limit, or is over 256 elements deep: sanitizing costs the square of the depth.
    """
    html = _BAD.sub("\ufffd", html)
    if "<" not in html:
        return trim(escape(unescape(html)))
    _check_cost(html, limits)
    return _canonical(_cleaner(base).clean(html))


@lru_cache(maxsize=32)
def _cleaner(base: str | None) -> "nh3.Cleaner":
    import nh3  # not needed to write

    try:
        return _cleaner_with(nh3.Cleaner, base)
    except ValueError:  # its host is none: relative links stay what they are
        return _cleaner_with(nh3.Cleaner, None)


def _cleaner_with(cleaner: "type[nh3.Cleaner]", base: str | None) -> "nh3.Cleaner":
    return cleaner(
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        url_relative=("rewrite_with_base", base) if base else None,
    )


def _canonical(clean: str) -> str:
    """Bring what nh3 writes (HTML's serialisation) into well-formed XHTML."""
    clean = _BAD.sub("\ufffd", clean.replace("&nbsp;", "\u00a0"))  # a character reference can name a bad one
    return trim(_VOID.sub(r"<\1\2/>", clean))


def _check_cost(html: str, limits: Limits) -> None:
    """Refuse what would cost too much: nh3 takes time that grows with the square of the depth."""
    if len(html) > limits.html:
        raise LimitError("html", f"has an HTML value of over {limits.html} characters")
    if html.count("<") <= _DEPTH and html.count("=") <= limits.attributes:
        return
    depth = deepest = 0
    for found in _TAG.finditer(
        html, 0, html.rfind(">") + 1
    ):  # behind the last sign no tag ends, and a search would be long
        if found[3].count("=") > limits.attributes:
            raise LimitError("attributes", f"has an HTML tag with over {limits.attributes} attributes")
        if found[1]:
            depth = max(depth - 1, 0)
        elif found[2].lower() not in _VOID_NAMES:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > _DEPTH:
        raise LimitError("depth", f"has HTML over {_DEPTH} elements deep")


def looks_like(text: str) -> bool:
    """Say whether a text reads as HTML: it has a tag, or a character reference, in it."""
    return ("<" in text or "&" in text) and _LOOKS_LIKE.search(text) is not None


def plain(html: str) -> str:
    """Give the plain text of HTML, for a title or where the HTML itself may not be kept."""
    if "<" in html:
        end = html.rfind(">") + 1  # no tag ends behind it, and a search there would be long
        tagged, rest = _WITH_CONTENT.sub("", html[:end]), html[end:].partition("<!--")[0]
        if "<q" in tagged:  # browsers show the quotation marks of a q, so its text has them
            tagged = _QUOTED.sub("“", tagged).replace("</q>", "”")
        html = _ANY_TAG.sub("", _BREAK.sub("\n", tagged)) + rest
    return _BAD.sub("\ufffd", unescape(html)) if "&" in html else _BAD.sub("\ufffd", html)
