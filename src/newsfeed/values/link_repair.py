"""Repair of links as people paste them: quotes and brackets around them, line breaks inside, a missing or misspelled scheme.

A repair is made only if a single address can be meant. What is no address at all, such as "No comments", is recognized.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from newsfeed.values.iris import is_plain
from newsfeed.values.link_safety import CONTROLS
from newsfeed.values.patterns import pattern


class Repair(NamedTuple):
    """The address that a text contains.

    Attributes:
        reference: an absolute or relative reference, to be resolved; "" if the text contains none.
        changed: whether more than white space around the text and line breaks in it was left out.
        remainder: words before the address and other addresses; they are left out.
    """

    reference: str
    changed: bool = False
    remainder: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CDATA: Final = pattern(r"(?:<|&lt;)!\[CDATA\[(.*?)\]\](?:>|&gt;)", re.DOTALL)
_ANCHOR: Final = pattern(
    r"<a\s(?=[^>]*+>)[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))[^>]*>.*", re.DOTALL | re.IGNORECASE
)
_PREFIX: Final = pattern(r"(?:URL|Link|href)\s*[:=]\s*(?=\S)(?!//)", re.IGNORECASE)
_PAIRS: Final = frozenset(
    ("<>", '""', "''", "``", "()", "[]", "{}", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb", "\u201e\u201c")
)
_OPENING_MARKS: Final = pattern(r"[<>\"'\u201c\u201d\u2018\u2019\u00ab\u00bb(\[{]+(?=https?:|www\.)", re.IGNORECASE)
_CLOSING_MARKS: Final = pattern(r"(?<=[^\s<>\"\u201c\u201d\u00bb])[<>\"\u201c\u201d\u00bb]+$")
"""Marks of which the other half is missing; no address has those at its end."""
_MAX_LAYERS: Final = 8
"""Number of marks around an address that are taken away; more would only cost time."""
_LINE_BREAK: Final = pattern(r"[\r\n\t]+")
_NEXT_ADDRESS: Final = pattern(r"(?<=[\s,;|])(?=https?:/)", re.IGNORECASE)

_DOUBLED_SCHEME: Final = pattern(r"https?:?/{0,2}(?=https?(?::/|//))", re.IGNORECASE)
_SCHEME: Final = pattern(
    r"(?P<word>h{0,2}t{1,3}p(?P<secure>ss?)?)(?P<sign>[:;.,]*+[/\\]++|[:;]+(?=[^/\\]))", re.IGNORECASE
)
_PROPER_SCHEME: Final = pattern(r"https?://(?![/\\])", re.IGNORECASE)
_ENCODED_SCHEME: Final = pattern(r"https?%3a%2f%2f", re.IGNORECASE)
_FEED_SCHEME: Final = pattern(r"(?:feed|pcast|itpc|(feeds)):(?://)?+(?=(https?://)?)", re.IGNORECASE)
"""Schemes by which a link was to open in a feed reader or podcast app, instead of that of the web or before it."""

_HAS_SCHEME: Final = pattern(r"[A-Za-z][A-Za-z0-9+.\-]*+:")

_LABEL: Final = r"[^\W_][\w\-]*+(?<![_\-])"
_HOST: Final = pattern(
    rf"(?:{_LABEL}\.(?=[^\W_]))++(?P<top>[^\W\d_]{{2,24}}|xn--[a-z0-9\-]+)\.?(?::[0-9]{{1,5}})?(?=(?P<end>[/?#]|$))",
    re.IGNORECASE,
)
_EMAIL: Final = pattern(rf"[\w.+\-]++@(?:{_LABEL}\.(?=[^\W_]))++[^\W\d_]{{2,24}}")
_FILE_SUFFIXES: Final = _words(
    """
    ai asp aspx avi bin bmp c cfm cgi css csv do doc docx eps epub exe feed flac gif gz heic htm html ico ics jpe jpeg jpg js
    json jsp log m3u m4a m4v md mkv mov mp3 mp4 mpeg mpg odt oga ogg ogv opml opus pdf php phtml pl png ppt pptx ps py rar rb
    rdf rss rtf sh shtml svg swf tar tex tgz tif tiff torrent txt wav webm webp wma wmv xhtml xls xlsx xml xsl yaml yml zip
    atom
    """
)
_COMMON_DOMAINS: Final = _words(
    """
    com org net edu gov mil int info biz news app blog dev online site tv io eu uk de fr es it nl be at ch dk se no fi ie pt
    gr cz hu ro bg hr sk si lt lv ee us ca mx br ar cl co au nz jp cn kr in il tr ru ua za
    """
)
_PLACEHOLDERS: Final = _words("- -- false http https n/a na nan nil none null true undefined")


def repair_link(text: str) -> Repair:
    """Find the address in a text that is meant as a link.

    * A CDATA section around it, an HTML anchor, quotation marks, brackets and a label (`URL:`) are taken away, and line
      breaks with the spaces beside them. Of several addresses the first is taken, also behind words.
    * `http:/x.example`, `http//x.example`, `htp://x.example`, `http:\\\\x.example` and a scheme that is doubled or
      percent-encoded get a proper scheme.
    * A host without a scheme gets https: `www.x.example/1`, `x.example/1`, `x.example:8080/`, and `example.com` if its
      last label is a common domain. `index.html`, `page.php/1` and `a/b` are relative references. An e-mail address gets
      mailto.
    * `feed:https://x.example/` and `feed://x.example/` get the scheme of the web.
    * Words with white space between them, and a placeholder such as `none`, are no address.

    The model refuses an address that is not returned as it is.

    Args:
        text: not blank.
    """
    if is_plain(text):
        return Repair(text)
    link, *remainder = _NEXT_ADDRESS.split(_join_lines(_unwrap(text)))
    if remainder and not _begins_address(link):
        link, remainder = remainder[0], [link, *remainder[1:]]  # words before the address
    repaired = _with_scheme(link.rstrip(" ,;|") if remainder else link)
    if _is_free_text(repaired):
        return Repair("")
    is_changed = bool(remainder) or repaired != _join_lines(text.strip(CONTROLS))
    return Repair(repaired, is_changed, "".join(remainder))


def _begins_address(link: str) -> bool:
    return _HAS_SCHEME.match(link) is not None or link[:1] in "/?#." or _starts_with_host(link.rstrip(" ,;|"))


def _join_lines(text: str) -> str:
    """Remove line breaks and tabs with the spaces around them (RFC 3986 appendix C)."""
    return "".join([line.strip(" ") for line in _LINE_BREAK.split(text)])


def _unwrap(text: str) -> str:
    """Return a text without the marks around it."""
    for _ in range(_MAX_LAYERS):
        before = text
        text = text.strip(CONTROLS + "\u00a0\ufeff\u200b")
        if match := _CDATA.fullmatch(text):
            text = match[1]
        elif match := _ANCHOR.fullmatch(text):
            text = match[1] or match[2] or match[3] or ""
        elif len(text) > 2 and text[0] + text[-1] in _PAIRS:
            text = text[1:-1]
        elif match := _PREFIX.match(text) or _OPENING_MARKS.match(text):
            text = text[match.end() :]
        elif match := _CLOSING_MARKS.search(text):
            text = text[: match.start()]
        elif text == before:
            break
    return text


def _with_scheme(link: str) -> str:
    """Return a link with a proper scheme, if it has a host of the web."""
    if _ENCODED_SCHEME.match(link):
        link = _unquote(link)
    if match := _FEED_SCHEME.match(link):
        rest = link[match.end() :]
        if match[2]:
            link = rest
        elif "//" in match[0] and _HOST.match(rest):
            link = f"http{'s' if match[1] else ''}://{rest}"
    link = _DOUBLED_SCHEME.sub("", link, count=1) if _DOUBLED_SCHEME.match(link) else link
    if match := _SCHEME.match(link):
        without_scheme = link[match.end() :].lstrip("/\\")
        if _PROPER_SCHEME.match(link):
            return _with_slashes(link)
        is_http = match["word"].lower() in ("http", "https") and match["sign"][0] == ":" and len(match["sign"]) > 1
        # After anything but http: and a slash, there has to be something like a host.
        if without_scheme and (is_http or _HOST.match(without_scheme)):
            return _with_slashes(f"http{'s' if match['secure'] else ''}://{without_scheme}")
        return link
    if _EMAIL.fullmatch(link):
        return f"mailto:{link}"
    if link.startswith("\\"):
        return _with_slashes(link)
    return f"https://{_with_slashes(link)}" if _starts_with_host(link) else link


def _with_slashes(link: str) -> str:
    """Return a link with slashes for the backslashes before its query, as browsers read them."""
    if "\\" not in link:
        return link
    end = min(index for index in (link.find("?"), link.find("#"), len(link)) if index >= 0)
    return link[:end].replace("\\", "/") + link[end:]


def _starts_with_host(link: str) -> bool:
    match = _HOST.match(link)
    if match is None:
        return False
    if link[:4].lower() == "www.":
        return True
    top = match["top"].lower()
    if match["end"] == "/" or ":" in match[0]:
        return top not in _FILE_SUFFIXES
    return top in _COMMON_DOMAINS and top not in _FILE_SUFFIXES


def _is_free_text(link: str) -> bool:
    """Return whether a link is words or a placeholder rather than an address."""
    if link.lower() in _PLACEHOLDERS:
        return True
    if not re.search(r"\s", link) or link[:1] in "/?#." or _HAS_SCHEME.match(link):
        return False
    # A relative reference with a space, as in "images/my photo.jpg": a file, or the space is behind a slash.
    suffix = re.split(r"[?#]", link, maxsplit=1)[0].rpartition(".")[2]
    return suffix.lower() not in _FILE_SUFFIXES and re.search(r"\s", link.partition("/")[0]) is not None


def _unquote(text: str) -> str:
    from urllib.parse import unquote  # slow to import, and few links need it

    return unquote(text)
