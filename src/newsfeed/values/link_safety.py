"""Schemes that a published link can have, and addresses in other texts that a browser or feed reader would run.

There is one list, `SAFE_SCHEMES`: the fields of the model, sanitized HTML and extensions use it. A text that need not be a
link, such as the content of an extension, can begin with a word and a colon. Such a text is unsafe if a consumer would run
it, show a document that is in it, or open a local file or program by it (`is_unsafe_text`).
"""

from __future__ import annotations

import re
from typing import Final

from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

SAFE_SCHEMES: Final = frozenset((
    "http", "https", "mailto", "tel", "sms", "geo", "ftp", "ftps", "sftp", "rtsp", "rtmp", "webcal",
    "irc", "ircs", "xmpp", "sip", "sips", "matrix", "news", "nntp", "magnet", "gemini", "ipfs", "ipns",
    "tag", "urn", "doi", "info", "ark", "hdl", "at", "did", "acct",
))  # fmt: skip
"""The schemes of links that newsfeed keeps, reads and writes; every other scheme is refused or left out."""

HOST_SCHEMES: Final = frozenset(("http", "https", "ftp", "ftps", "sftp", "rtsp", "rtmp", "gemini", "webcal"))
"""The safe schemes whose links have a host."""

CODE_SCHEMES: Final = frozenset(("javascript", "jscript", "livescript", "mocha", "vbs", "vbscript", "x-javascript"))
"""Schemes that run what follows them."""

_VISUAL_BASIC: Final = frozenset(("vbs", "vbscript"))
"""Those in which words alone can be a program."""

OPENING_SCHEMES: Final = frozenset((
    "about", "android-app", "blob", "chrome", "file", "filesystem", "intent", "itms-services", "jar", "mhtml", "mk",
    "netdoc", "res", "resource", "search-ms", "shell", "view-source", "wyciwyg",
))  # fmt: skip
"""Schemes that open a file or program of the reader, or hide another address, and are often written without `//`."""

_WRAPPING: Final = frozenset(("feed", "feeds", "itpc", "pcast", "url"))
"""Schemes that some programs remove, with the white space after them, to open the rest."""

_MAX_START: Final = 200
"""Number of characters that are looked at in each address of a list, and after a scheme."""

_MICROSOFT: Final = "ms-"
"""Start of the schemes that open a program of Windows, such as `ms-word` and `ms-msdt`."""

CONTROLS: Final = "".join(map(chr, range(0x21)))
BROWSER_SKIPS: Final = pattern("[\t\n\r]")
_SCHEME: Final = pattern(r"([a-z][a-z0-9+.\-]*+):", re.IGNORECASE | re.ASCII)
_INVISIBLE: Final = pattern(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffd]+"
)
"""White space and characters without a shape, which programs remove from addresses, and people overlook in them."""

_MARK: Final = pattern("[:%&\ufe13\ufe55\ufe60\ufe6a\uff05\uff06\uff1a]")
"""A colon, or the start of an encoded character, in any form that Unicode treats as compatible."""

_ENCODED: Final = pattern(r"&[#A-Za-z]|%[0-9A-Fa-f]{2}")
_DATA: Final = pattern(
    r"\s*+(?:(?:text|image|application|multipart|message|audio|video|font|model)/[\w.+\-]++\s*+)?[;,]", re.IGNORECASE
)
_PROSE: Final = pattern(r"\s+\w[\w'’\-]*+(?:[\s,]++[\w'’\-]++)++\W?\s*")
_REFRESH: Final = pattern(r"\s*+[0-9.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?[\"']?", re.IGNORECASE)
_PARTS: Final = pattern(r"[\s,]+|url\s*\(\s*[\"']?|@import\s*[\"']?", re.IGNORECASE)
_EXPRESSION: Final = pattern(r"expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_CSS_COMMENT: Final = pattern(r"/\*.*?\*/", re.DOTALL)

_WEB: Final = ("https://", "http://")
_ENCODINGS: Final = 3
"""Number of encodings around an address that are resolved."""

_NESTED: Final = 8
"""Number of schemes before an address that are passed."""


def scheme_of(text: str) -> str:
    """Return the scheme of a link in lower case as browsers detect it, or "" for a reference without one.

    As in browsers, control characters and spaces before a scheme are ignored, and tabs and line ends inside it.
    """
    match = _SCHEME.match(BROWSER_SKIPS.sub("", text).lstrip(CONTROLS))
    return match[1].lower() if match else ""


def is_safe_scheme(text: str) -> bool:
    """Return whether a browser would see a scheme of `SAFE_SCHEMES`, or none, in a link or reference."""
    return (scheme := scheme_of(text)) in SAFE_SCHEMES or not scheme


def is_unsafe_link(text: str) -> bool:
    """Return whether a value that is meant as a link has a scheme that is not safe, in any encoding.

    Words behind a colon and a space are no link; they are judged as text.
    """
    return _is_unsafe(text, strict=True)


def is_unsafe_text(text: str) -> bool:
    """Return whether a text is an address that a consumer would run, or open a local file or program by.

    Character references and percent-encoding are resolved, and invisible characters ignored, since consumers differ in
    what they resolve before they follow an address.
    """
    return _is_unsafe(text, strict=False)


def is_run_by_known_scheme(text: str) -> bool:
    """Return whether a text is such an address by a scheme that is known to run or open something.

    Unlike for `is_unsafe_text`, an unknown scheme before a slash is none, as in names such as `nyt://article/1`.
    """
    return _is_unsafe(text, strict=False, unknown=False)


def has_unsafe_link(text: str) -> bool:
    """Return whether one of several addresses in a value is unsafe, as in `srcset`, `ping` and style sheets."""
    return any(map(is_unsafe_link, _parts(text)))


def is_unsafe_style(text: str) -> bool:
    """Return whether a style sheet has an unsafe address, or code for an old browser."""
    text = _CSS_COMMENT.sub("", text)
    return "\\" in text or _EXPRESSION.search(text) is not None or any(map(is_unsafe_text, _parts(text)))


def _parts(text: str) -> list[str]:
    """Return the start of each address that there can be in a list or a style sheet."""
    starts = [0, *(match.end() for match in _PARTS.finditer(text))]
    return [text[start : start + _MAX_START] for start in starts]


def _is_unsafe(text: str, *, strict: bool, unknown: bool = True) -> bool:
    if text.startswith(_WEB):
        return False
    for _ in range(_ENCODINGS):
        if _MARK.search(text) is None:
            return False
        verdict = _verdict(text, strict=strict, unknown=unknown)
        if verdict is not None:
            return verdict
        if _ENCODED.search(text) is None or (decoded := _decode(text)) == text:
            return False
        text = decoded
    return _verdict(text, strict=strict, unknown=unknown) is True


def _decode(text: str) -> str:
    text = unescape(text) if "&" in text else text
    if "%" not in text:
        return text
    from urllib.parse import unquote  # slow to import, and few values need it

    return unquote(text)


def _verdict(text: str, *, strict: bool, unknown: bool) -> bool | None:
    """Return True for an unsafe address, False for a safe one, and None for a text without a scheme."""
    if text.startswith(_WEB):
        return False
    text = text if text.isascii() else _normalize(text)
    if refresh := _REFRESH.match(text):
        text = text[refresh.end() :]
    for layer in range(_NESTED):
        head, colon, rest = text.partition(":")
        match = _SCHEME.fullmatch(_INVISIBLE.sub("", head) + colon)
        if match is None:
            return None
        scheme, is_spaced = match[1].lower(), _INVISIBLE.match(rest) is not None
        if scheme in SAFE_SCHEMES:
            return False
        is_link = strict and layer == 0 and rest and not is_spaced and " " not in head.strip()
        # With white space in it, an unknown scheme is the end of a sentence: `Source https://example.com/`.
        is_word = not any(character.isspace() for character in head.strip())
        is_unknown_address = unknown and is_word and rest[:1] in ("/", "\\") and scheme not in _WRAPPING
        if is_link or is_unknown_address or _is_run(scheme, rest):
            return True
        if is_spaced and scheme not in _WRAPPING:
            return None
        text = rest  # A program that does not know the first scheme may remove it.
    return None


def _is_run(scheme: str, rest: str) -> bool:
    """Return whether a consumer would run a text with this scheme, or open something local; `rest` follows the colon."""
    is_spaced, content = _INVISIBLE.match(rest) is not None, _INVISIBLE.sub("", rest[:_MAX_START])
    if scheme in CODE_SCHEMES:
        # Words alone, as in the title of a book about the language, are no program.
        return bool(content) and not (scheme not in _VISUAL_BASIC and is_spaced and _PROSE.fullmatch(rest))
    if scheme == "data":
        return _DATA.match(rest) is not None or (not is_spaced and "," in rest)
    if scheme in OPENING_SCHEMES or scheme.startswith(_MICROSOFT):
        return bool(content) and (not is_spaced or content[0] in "/\\")
    return False


def _normalize(text: str) -> str:
    import unicodedata  # few values need it

    return unicodedata.normalize("NFKC", text)
