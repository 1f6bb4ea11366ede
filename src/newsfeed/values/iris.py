"""IRIs (RFC 3987): checks of links, names and hosts."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from newsfeed.values.escaping import character_name, quoted
from newsfeed.values.link_safety import HOST_SCHEMES, is_run_by_known_scheme, is_safe_scheme
from newsfeed.values.patterns import pattern

_WEB_SCHEMES: Final = frozenset(("http", "https"))

# PLAIN_WEB_URL recognizes common links in one pass. The careful path decides about all others.
PLAIN_CHARACTERS: Final = r"[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+)*+"
AFTER_PATH: Final = PLAIN_CHARACTERS.replace("@/]", "@/?]")
_LABEL_REST: Final = r"[A-Za-z0-9]*+(?:-++[A-Za-z0-9]++)*+"
PLAIN_WEB_URL_SOURCE: Final = (
    # A host of up to 63 characters, as nearly all are, cannot have a label that is too long (RFC 1123, 2.1).
    # No host is called http: such an address has two schemes, the second without its colon.
    rf"https?://(?![^/?#:]{{64}}|https?//)(?:[A-Za-z0-9]{_LABEL_REST}\.)*+[A-Za-z]{_LABEL_REST}(?::[0-9]{{1,4}})?"
    rf"(?:/{PLAIN_CHARACTERS})?(?:\?{AFTER_PATH})?(?:\#{AFTER_PATH})?"
)
PLAIN_WEB_URL: Final = pattern(PLAIN_WEB_URL_SOURCE)
"""Matches ordinary web addresses: absolute, safe and in ASCII."""

PLAIN_NAME: Final = pattern(rf"(?:tag|urn):(?!//)(?=[^?#]){PLAIN_CHARACTERS}(?:\?{AFTER_PATH})?(?:\#{AFTER_PATH})?")
"""Matches ordinary tag URIs and URNs in ASCII as IRIs; whether they also meet the rules of their schemes is not checked."""

_PARTS: Final = pattern(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*+):)?(?://(?P<authority>[^/?#]*+))?(?P<path>[^?#]*+)"
    r"(?:\?(?P<query>[^#]*+))?(?:\#(?P<fragment>.*+))?",
    re.DOTALL,
)
"""The expression of RFC 3986 appendix B, with the syntax of section 3.1 for the scheme."""

FORBIDDEN: Final = pattern(
    '[\x00-\x20\x7f-\xa0<>"{}|\\\\^`\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'  # spaces, controls, delimiters
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional formatting, RFC 3987 section 4.1
    "\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff"  # not in ucschar, RFC 3987 section 2.2
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_PRIVATE: Final = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
BAD_PERCENT: Final = pattern(r"%(?![0-9A-Fa-f]{2})")
_REGISTERED_NAME: Final = pattern(r"[A-Za-z0-9\-._~!$&'()*+,;=%\u00a1-\U0010ffff]*+")
_USER: Final = pattern(r"[A-Za-z0-9\-._~!$&'()*+,;=%:\u00a1-\U0010ffff]*+")
_FUTURE_ADDRESS: Final = pattern(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+")
_BRACKETS: Final = pattern(r"[\[\]]")


class IriParts(NamedTuple):
    """The five components of RFC 3986 section 3; an absent component is None, an empty one is ""."""

    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None


def split_iri(text: str) -> IriParts:
    """Split an IRI or a reference into its components, without a check."""
    match = _PARTS.fullmatch(text)
    return IriParts(None, None, text, None, None) if match is None else IriParts(*match.group(1, 2, 3, 4, 5))


def check_iri(text: str) -> None:
    """Refuse anything but an absolute IRI (RFC 3987) with one of the schemes of `link_safety.SAFE_SCHEMES`.

    An IRI that readers take for another one, such as `http://http://example.org/`, is refused, too (see `link_repair`).

    Args:
        text: the IRI; it can have a fragment.

    Raises:
        ValueError: the text is not such an IRI; the message has the offset in characters, from 0, and the remedy.
    """
    if not is_plain(text):
        _check_iri_carefully(text)


def is_plain(text: str) -> bool:
    """Return whether the text is an ordinary address or name in ASCII; such a one needs no other check and no repair."""
    return PLAIN_WEB_URL.fullmatch(text) is not None or PLAIN_NAME.fullmatch(text) is not None


def is_iri(text: str) -> bool:
    """Return whether the text is an absolute and safe IRI (see `check_iri`)."""
    if ":" not in text:
        return False
    try:
        check_iri(text)
    except ValueError:
        return False
    return True


def is_name(text: str) -> bool:
    """Return whether the text is an absolute IRI that can name something, such as a story.

    Unlike a link, a name can have any scheme by which nothing is run or opened, as in `yt:video:1`.
    """
    if is_iri(text):
        return True
    if ":" not in text or is_run_by_known_scheme(text):
        return False
    try:
        _check_syntax(text)
    except ValueError:
        return False
    return True


def check_web_url(text: str) -> None:
    """Refuse anything but an http or https IRI with a host.

    Raises:
        ValueError: the text is not such an IRI; the message says what to write instead.
    """
    if PLAIN_WEB_URL.fullmatch(text) is None:
        _check_iri_carefully(text)
        scheme = text.partition(":")[0]
        if scheme.lower() not in _WEB_SCHEMES:
            raise ValueError(f"the scheme is {quoted(scheme)}: write a URL that starts with https:// or http://")


def _check_iri_carefully(text: str) -> None:
    if not text:
        raise ValueError("the link is empty: write an absolute one such as https://example.org/")
    if not is_safe_scheme(text):
        raise ValueError(
            f"{quoted(text, 200)} has a scheme that is unsafe in a link: write https:// or another safe scheme"
        )
    _check_syntax(text)
    from newsfeed.values.link_repair import repair_link  # which needs this module

    if (meant := repair_link(text).reference) != text:
        raise ValueError(f"readers take {quoted(text)} for {quoted(meant)}: write the address that is meant")


def _check_syntax(text: str) -> None:
    _check_characters(text)
    parts = split_iri(text)
    if parts.scheme is None:
        raise ValueError(f"{quoted(text)} has no scheme: write an absolute link such as https://example.org/")
    _check_brackets_and_marks(text, parts)
    _check_authority(text, parts)
    if parts.authority is None and not parts.path and parts.query is None:
        raise ValueError(f"{quoted(text)} ends after the scheme: write the whole link")


def _check_characters(text: str) -> None:
    if match := FORBIDDEN.search(text):
        raise ValueError(
            f"{character_name(match[0])} at offset {match.start()} is not allowed in a link: {_remedy(match[0])}"
        )
    if match := BAD_PERCENT.search(text):
        raise ValueError(f"the '%' at offset {match.start()} is not followed by two hexadecimal digits: write %25")


def _remedy(character: str) -> str:
    if 0xD800 <= ord(character) <= 0xDFFF:
        return "half a surrogate pair is no character, remove it"
    return f"remove it or write {quote_iri(character)}"


def _check_brackets_and_marks(text: str, parts: IriParts) -> None:
    host_end = 0 if parts.authority is None else text.index("//") + 2 + len(parts.authority)
    if match := _BRACKETS.search(text, host_end):
        raise ValueError(
            f"{character_name(match[0])} at offset {match.start()} is only for IPv6 hosts: write {quote_iri(match[0])}"
        )
    if parts.fragment is not None and "#" in parts.fragment:
        offset = len(text) - len(parts.fragment) + parts.fragment.index("#")
        raise ValueError(f"a second '#' at offset {offset}: write %23")
    query_start = len(text) if parts.query is None else text.index("?")
    query_end = len(text) if parts.fragment is None else text.index("#")
    for match in _PRIVATE.finditer(text):
        if not query_start < match.start() < query_end:
            raise ValueError(
                f"{character_name(match[0])} at offset {match.start()} is a private character: write {quote_iri(match[0])}"
            )


def _check_authority(text: str, parts: IriParts) -> None:
    scheme = (parts.scheme or "").lower()
    if scheme in HOST_SCHEMES and not parts.authority:
        raise ValueError(f"{quoted(text)} has no host: write {scheme}://example.org/")
    if not parts.authority:
        return
    user, at_sign, host_and_port = parts.authority.rpartition("@")
    if at_sign and not _USER.fullmatch(user):
        raise ValueError(f"the part before '@' in {quoted(parts.authority)} is malformed: percent-encode it or drop it")
    host, port = _split_port(host_and_port)
    if port and not (len(port) <= 5 and int(port) <= 65535):
        raise ValueError(f"the port {quoted(port)} is malformed: write a number from 0 to 65535")
    _check_host(host, web=scheme in HOST_SCHEMES)


def _split_port(host_and_port: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::([0-9]*))?", host_and_port)
    if match is None:
        raise ValueError(
            f"the host {quoted(host_and_port)} is malformed: write a name, an IPv4 address or [IPv6], then :port"
        )
    return match[1], match[2] or ""


def _check_host(host: str, *, web: bool) -> None:
    if host.startswith("["):
        check_ip_literal(host[1:-1])
    elif not _REGISTERED_NAME.fullmatch(host):
        raise ValueError(f"the host {quoted(host)} is malformed: write a name, an IPv4 address or [IPv6]")
    elif web:
        check_web_host(host)


def check_ip_literal(address: str) -> None:
    """Refuse anything but the content of an IP-literal: an IPv6 address or a future form (RFC 3986 section 3.2.2)."""
    if _FUTURE_ADDRESS.fullmatch(address):
        return
    try:
        # Few links have an IP address, so the import is deferred.
        import ipaddress

        # RFC 3986 has no zone identifiers, but the ipaddress module accepts them.
        ipaddress.IPv6Address(address if "%" not in address else "")
    except ValueError:
        raise ValueError(f"{quoted(address)} is not an IPv6 address: write one such as [2001:db8::1]") from None


_NOT_IN_LABEL: Final = pattern(r"[\x00-,./:-@\[-^`{-\x7f]|^-|-$")
_ASCII_LABEL: Final = pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]*[A-Za-z0-9_])?")


def check_web_host(host: str) -> None:
    """Refuse anything but a host name of the web: DNS labels (RFC 1123 section 2.1), or an IPv4 address.

    Underscores are accepted, since real hosts have them.
    """
    name = host.removesuffix(".")
    labels = _LABEL_DOTS.split(name)
    if not name.strip(".") or len(name) > 253:
        raise ValueError(f"the host {quoted(host)} is malformed: write 1 to 253 characters")
    for label in labels:
        if not label or len(label) > 63 or (label.isascii() and not _ASCII_LABEL.fullmatch(label)):
            raise ValueError(
                f"the host {quoted(host)} is malformed: between dots write 1 to 63 letters, digits and inner hyphens"
            )
        # IDNA turns a full-width slash, for example, into a slash. It would end the host early.
        if not label.isascii() and _NOT_IN_LABEL.search(_normalize(label)):
            raise ValueError(f"the host {quoted(host)} is malformed: write letters, digits and inner hyphens")
    if labels[-1].isascii() and labels[-1].isdigit():
        check_ipv4(host)


def _normalize(label: str) -> str:
    # Few hosts have other than ASCII characters, so the import is deferred.
    import unicodedata

    return unicodedata.normalize("NFKC", label)


def quote_iri(text: str) -> str:
    """Percent-encode text as UTF-8; a lone surrogate becomes "?"."""
    # The module is slow to import, and only malformed links need it.
    from urllib.parse import quote

    return quote(text, errors="replace")


def check_ipv4(host: str) -> None:
    """Refuse anything but an IPv4 address."""
    try:
        import ipaddress

        ipaddress.IPv4Address(host)
    except ValueError:
        raise ValueError(f"{quoted(host)} is not an IPv4 address: write four numbers from 0 to 255") from None


_LABEL_DOTS: Final = pattern("[.\u3002\uff0e\uff61]")
