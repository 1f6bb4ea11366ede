"""Links, language tags, e-mail addresses, media types: what each standard allows, checked with a message that helps.

Every `check_...` returns None or raises ValueError whose message is one line, says what to write instead and repeats at
most 64 characters of the input. All of them take time linear in the length of the input.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from newsfeed.values.patterns import pattern

__all__ = [
    "PLAIN_WEB_URL",
    "check_email",
    "check_iri",
    "check_language",
    "check_media_type",
    "check_tag_uri",
    "check_urn",
    "check_web_url",
    "is_common_media_type",
    "is_iri",
    "is_registered_language",
    "is_safe_scheme",
    "percent_encoded",
    "resolve",
    "text_direction",
    "to_uri",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNSAFE_SCHEMES: Final = _words(
    "about blob chrome data file filesystem jar javascript livescript mhtml mocha ms-its res resource vbscript "
    "view-source wyciwyg x-javascript"
)
"""Schemes that run code, show what the author of the link wrote as if it were a site, or read the reader's disk."""

_WEB_SCHEMES: Final = frozenset(("http", "https"))
_HOST_SCHEMES: Final = _WEB_SCHEMES | {"ftp", "ftps", "sftp", "ws", "wss", "rtsp", "rtmp", "gopher", "git", "ssh"}

# The common case in one pass; whatever this does not match takes the careful path, which alone decides what is wrong.
_PLAIN_CHARACTERS: Final = r"[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+)*+"
_AFTER_PATH: Final = _PLAIN_CHARACTERS.replace("@/]", "@/?]")
_LABEL_REST: Final = r"[A-Za-z0-9]*+(?:-++[A-Za-z0-9]++)*+"
PLAIN_WEB_URL: Final = pattern(
    # a host of up to 63 characters, as nearly all are, has no label that is too long (RFC 1123, 2.1)
    rf"https?://(?![^/?#:]{{64}})(?:[A-Za-z0-9]{_LABEL_REST}\.)*+[A-Za-z]{_LABEL_REST}(?::[0-9]{{1,4}})?"
    rf"(?:/{_PLAIN_CHARACTERS})?(?:\?{_AFTER_PATH})?(?:\#{_AFTER_PATH})?"
)
"""Matches web addresses of the ordinary kind: absolute, safe and in ASCII."""

_PARTS: Final = pattern(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*+):)?(?://(?P<authority>[^/?#]*+))?(?P<path>[^?#]*+)"
    r"(?:\?(?P<query>[^#]*+))?(?:\#(?P<fragment>.*+))?",
    re.DOTALL,
)
"""RFC 3986 appendix B, with the scheme as section 3.1 has it."""

_FORBIDDEN: Final = pattern(
    '[\x00-\x20\x7f-\xa0<>"{}|\\\\^`\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'  # spaces, controls, delimiters
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional formatting, RFC 3987 section 4.1
    "\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff"  # not in ucschar, RFC 3987 section 2.2
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_PRIVATE: Final = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BAD_PERCENT: Final = pattern(r"%(?![0-9A-Fa-f]{2})")
_REGISTERED_NAME: Final = pattern(r"[A-Za-z0-9\-._~!$&'()*+,;=%\u00a1-\U0010ffff]*+")
_USER: Final = pattern(r"[A-Za-z0-9\-._~!$&'()*+,;=%:\u00a1-\U0010ffff]*+")
_FUTURE_ADDRESS: Final = pattern(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+")
_DATA_IMAGE: Final = pattern(r"data:image/(?!svg)[a-z0-9.+\-]+[;,]", re.IGNORECASE | re.ASCII)


class _Parts(NamedTuple):
    """The five parts of RFC 3986 section 3; None where a part is absent, which differs from empty."""

    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None


def _split(text: str) -> _Parts:
    match = _PARTS.fullmatch(text)
    return _Parts(None, None, text, None, None) if match is None else _Parts(*match.group(1, 2, 3, 4, 5))


def check_iri(text: str, *, allow_data_images: bool = False) -> None:
    """Refuse what is not an absolute IRI of RFC 3987, or has a scheme that is unsafe in a published link.

    `allow_data_images` lets data:image/... through, SVG excepted (it can carry script). A fragment is allowed. Raises
    ValueError that says what is wrong, at which offset (in characters, from 0), and what to write instead.
    """
    if PLAIN_WEB_URL.fullmatch(text) is None:
        _check_iri_carefully(text, allow_data_images=allow_data_images)


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute and safe IRI; see `check_iri`."""
    try:
        check_iri(text)
    except ValueError:
        return False
    return True


def check_web_url(text: str) -> None:
    """Refuse what is not an http or https IRI with a host. Raises ValueError that says what to write instead."""
    if PLAIN_WEB_URL.fullmatch(text) is None:
        _check_iri_carefully(text)
        scheme = text.partition(":")[0]
        if scheme.lower() not in _WEB_SCHEMES:
            raise ValueError(f"the scheme is {_shown(scheme)}: write a URL that starts with https:// or http://")


def _check_iri_carefully(text: str, *, allow_data_images: bool = False) -> None:
    if not text:
        raise ValueError("the link is empty: write an absolute one such as https://example.org/")
    if not is_safe_scheme(text) and not (allow_data_images and _DATA_IMAGE.match(text)):
        raise ValueError(f"{_shown(text)} has a scheme that is unsafe in a link: write https:// or another safe scheme")
    _check_characters(text)
    parts = _split(text)
    if parts.scheme is None:
        raise ValueError(f"{_shown(text)} has no scheme: write an absolute link such as https://example.org/")
    _check_brackets_and_marks(text, parts)
    _check_authority(text, parts)
    if parts.authority is None and not parts.path and parts.query is None:
        raise ValueError(f"{_shown(text)} ends after the scheme: write the whole link")


def _check_characters(text: str) -> None:
    if wrong := _FORBIDDEN.search(text):
        raise ValueError(
            f"{_named(wrong[0])} at offset {wrong.start()} cannot stand in a link: {_percent_encoded(wrong[0])}"
        )
    if wrong := _BAD_PERCENT.search(text):
        raise ValueError(f"the '%' at offset {wrong.start()} lacks its two hexadecimal digits: write %25")


def _percent_encoded(character: str) -> str:
    if 0xD800 <= ord(character) <= 0xDFFF:
        return "half a surrogate pair is no character, remove it"
    return f"remove it or write {_quote(character)}"


def _check_brackets_and_marks(text: str, parts: _Parts) -> None:
    host_end = 0 if parts.authority is None else text.index("//") + 2 + len(parts.authority)
    if wrong := pattern(r"[\[\]]").search(text, host_end):
        raise ValueError(
            f"{_named(wrong[0])} at offset {wrong.start()} is only for IPv6 hosts: write {_quote(wrong[0])}"
        )
    if parts.fragment is not None and "#" in parts.fragment:
        offset = len(text) - len(parts.fragment) + parts.fragment.index("#")
        raise ValueError(f"a second '#' at offset {offset}: write %23")
    query_start = len(text) if parts.query is None else text.index("?")
    query_end = len(text) if parts.fragment is None else text.index("#")
    for wrong in _PRIVATE.finditer(text):
        if not query_start < wrong.start() < query_end:
            raise ValueError(
                f"{_named(wrong[0])} at offset {wrong.start()} is a private character: write {_quote(wrong[0])}"
            )


def _check_authority(text: str, parts: _Parts) -> None:
    scheme = (parts.scheme or "").lower()
    if scheme in _HOST_SCHEMES and not parts.authority:
        raise ValueError(f"{_shown(text)} has no host: write {scheme}://example.org/")
    if not parts.authority:
        return
    user, at, place = parts.authority.rpartition("@")
    if at and not _USER.fullmatch(user):
        raise ValueError(f"the part before '@' in {_shown(parts.authority)} is malformed: percent-encode it or drop it")
    host, port = _host_and_port(place)
    if port and not (len(port) <= 5 and int(port) <= 65535):
        raise ValueError(f"the port {_shown(port)} is malformed: write a number from 0 to 65535")
    _check_host(host, web=scheme in _HOST_SCHEMES)


def _host_and_port(place: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::([0-9]*))?", place)
    if match is None:
        raise ValueError(f"the host {_shown(place)} is malformed: write a name, an IPv4 address or [IPv6], then :port")
    return match[1], match[2] or ""


def _check_host(host: str, *, web: bool) -> None:
    if host.startswith("["):
        _check_address(host[1:-1])
    elif not _REGISTERED_NAME.fullmatch(host):
        raise ValueError(f"the host {_shown(host)} is malformed: write a name, an IPv4 address or [IPv6]")
    elif web:
        _check_web_host(host)


def _check_address(address: str) -> None:
    if _FUTURE_ADDRESS.fullmatch(address):
        return
    try:
        import ipaddress  # noqa: PLC0415  (few links have one)

        ipaddress.IPv6Address(address if "%" not in address else "")  # RFC 3986 has no zone identifiers
    except ValueError:
        raise ValueError(f"{_shown(address)} is no IPv6 address: write one such as [2001:db8::1]") from None


_NOT_IN_LABEL: Final = pattern(r"[\x00-,./:-@\[-^`{-\x7f]|^-|-$")
_ASCII_LABEL: Final = pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]*[A-Za-z0-9_])?")


def _check_web_host(host: str) -> None:
    """Check a host name of the web: DNS labels (RFC 1123 section 2.1, with the underscore that is in use), or IPv4."""
    labels = _LABEL_DOTS.split(host[:-1] if host.endswith(".") else host)
    if not host.strip(".") or len(host) > 254:
        raise ValueError(f"the host {_shown(host)} is malformed: write 1 to 253 characters")
    for label in labels:
        if not label or len(label) > 63 or (label.isascii() and not _ASCII_LABEL.fullmatch(label)):
            raise ValueError(
                f"the host {_shown(host)} is malformed: between dots write 1 to 63 letters, digits and inner hyphens"
            )
        # A full-width slash, say, becomes a slash in IDNA and would end the host early.
        if not label.isascii() and _NOT_IN_LABEL.search(_normalized(label)):
            raise ValueError(f"the host {_shown(host)} is malformed: write letters, digits and inner hyphens")
    if labels[-1].isascii() and labels[-1].isdigit():
        _check_ipv4(host)


def _normalized(label: str) -> str:
    import unicodedata  # noqa: PLC0415  (few hosts need it)

    return unicodedata.normalize("NFKC", label)


def _quote(text: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  (dear to import, and needed where a link is wrong only)

    return quote(text, errors="replace")


def _check_ipv4(host: str) -> None:
    try:
        import ipaddress  # noqa: PLC0415  (few links have one)

        ipaddress.IPv4Address(host)
    except ValueError:
        raise ValueError(f"{_shown(host)} is no IPv4 address: write four numbers from 0 to 255") from None


def is_safe_scheme(text: str) -> bool:
    """Say whether a link or reference is free of schemes that run code or read the disk, as a browser would see it.

    Browsers skip control characters and spaces before a scheme, and tabs and line ends in it; so does this. A reference
    without a scheme is safe.
    """
    return _scheme(text) not in UNSAFE_SCHEMES


_CONTROLS: Final = "".join(map(chr, range(0x21)))
_BROWSER_SKIPS: Final = pattern("[\t\n\r]")
# Some readers unwrap feed: and look at what stands behind it.
_SCHEME: Final = pattern(r"(?:(?:feeds?|pcast|itpc):[\x00-\x20]*+)*+([a-z][a-z0-9+.\-]*+):", re.IGNORECASE | re.ASCII)


def _scheme(text: str) -> str:
    """Give the scheme in lower case as a browser finds it, or an empty text."""
    match = _SCHEME.match(_BROWSER_SKIPS.sub("", text).lstrip(_CONTROLS))
    return match[1].lower() if match else ""


# --- from IRI to URI, and from a reference to an IRI ---

_NON_ASCII: Final = pattern(r"[^\x00-\x7f]+")
_LABEL_DOTS: Final = pattern("[.\u3002\uff0e\uff61]")


def to_uri(iri: str) -> str:
    """Map an IRI to the URI that means the same (RFC 3987 section 3.1).

    A host name becomes its ASCII form by IDNA; where it has none, and everywhere else, non-ASCII characters are
    percent-encoded as UTF-8. ASCII comes back as it is.
    """
    if iri.isascii():
        return iri
    parts = _split(iri)
    if parts.authority and not parts.authority.isascii():
        user, at, place = parts.authority.rpartition("@")
        host, colon, port = place.partition(":")
        parts = parts._replace(authority=f"{user}{at}{_ascii_host(host)}{colon}{port}")
    return _NON_ASCII.sub(lambda match: _quote(match[0]), _joined(parts))


def _ascii_host(host: str) -> str:
    if len(host) > 253:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _joined(parts: _Parts) -> str:
    """Put a reference together (RFC 3986 section 5.3)."""
    scheme = "" if parts.scheme is None else f"{parts.scheme}:"
    authority = "" if parts.authority is None else f"//{parts.authority}"
    query = "" if parts.query is None else f"?{parts.query}"
    fragment = "" if parts.fragment is None else f"#{parts.fragment}"
    return f"{scheme}{authority}{parts.path}{query}{fragment}"


_NOT_IN_IRI: Final = pattern('[\\x00-\\x20"<>\\\\^`{|}\\x7f-\\x9f\\ufff0-\\uffff]')


def percent_encoded(link: str) -> str:
    """Give a link with the characters that an IRI cannot have, and stray percent signs, percent-encoded as browsers do."""
    link = _BAD_PERCENT.sub("%25", link)
    link = _NOT_IN_IRI.sub(lambda match: _quote(match[0]), link)
    parts = _split(link)
    if "[" in parts.path or "]" in parts.path or "[" in (parts.query or "") or "]" in (parts.query or ""):
        encoded = [
            None if each is None else each.replace("[", "%5B").replace("]", "%5D") for each in (parts.path, parts.query)
        ]
        link = _joined(parts._replace(path=encoded[0] or "", query=encoded[1]))
    head, mark, fragment = link.partition("#")
    return head + mark + fragment.replace("#", "%23")


def resolve(base: str | None, reference: str) -> str:
    """Resolve a reference against a base IRI (RFC 3986 section 5.2); never raises.

    Space and control characters around the reference and line ends and tabs inside are dropped, as browsers do. Without
    a base that is absolute and hierarchical the reference comes back as it is.
    """
    reference = _BROWSER_SKIPS.sub("", reference.strip(_CONTROLS))
    target = _split(reference)
    if not base or target.scheme is not None:
        return reference
    origin = _split(_BROWSER_SKIPS.sub("", base.strip(_CONTROLS)))
    if origin.scheme is None:
        return reference
    if origin.authority is None and not origin.path.startswith("/") and (target.path or target.authority is not None):
        return reference
    return _joined(_resolved(origin, target))


def _resolved(base: _Parts, target: _Parts) -> _Parts:
    """Apply the algorithm of RFC 3986 section 5.2.2 to a reference without a scheme."""
    if target.authority is not None:
        return target._replace(scheme=base.scheme, path=_without_dots(target.path))
    if not target.path:
        query = base.query if target.query is None else target.query
        return base._replace(query=query, fragment=target.fragment)
    if target.path.startswith("/"):
        path = target.path
    elif base.authority is not None and not base.path:
        path = f"/{target.path}"
    else:
        path = f"{base.path.rpartition('/')[0]}/{target.path}"
    return base._replace(path=_without_dots(path), query=target.query, fragment=target.fragment)


def _without_dots(path: str) -> str:
    """Remove the segments . and .. (RFC 3986 section 5.2.4), in linear time."""
    if "." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


# --- identifiers that are not links: tag and urn ---

_TAG: Final = pattern(r"[Tt][Aa][Gg]:([^,]*),([^:]*):([^#]*)(?:#(.*))?", re.DOTALL)
_DNS_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?)*"
_TAG_AUTHORITY: Final = pattern(rf"(?:[A-Za-z0-9\-._]+@)?{_DNS_NAME}")
_TAG_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SPECIFIC: Final = pattern(_AFTER_PATH)


def check_tag_uri(text: str) -> None:
    """Refuse what is not a tag URI (RFC 4151): `tag:example.org,2024-05-17:story/1`.

    Raises ValueError that says which part is wrong: the authority (a domain or an e-mail address), the date (a year, a
    month or a day) or the specific part.
    """
    match = _TAG.fullmatch(text)
    if match is None:
        raise ValueError(f"write a tag URI as tag:example.org,2024-05-17:story/1, not {_shown(text)}")
    authority, day, specific, fragment = match.groups()
    if not _TAG_AUTHORITY.fullmatch(authority):
        raise ValueError(f"write a domain or an e-mail address before the comma of a tag URI, not {_shown(authority)}")
    _check_tag_date(day)
    for part in (specific, fragment or ""):
        if not _SPECIFIC.fullmatch(part):
            raise ValueError(f"{_shown(part)} cannot stand in a tag URI: percent-encode spaces, brackets and the like")


def _check_tag_date(text: str) -> None:
    match = _TAG_DATE.fullmatch(text)
    if match is None or not _is_day(int(match[1]), int(match[2] or 1), int(match[3] or 1)):
        raise ValueError(f"write the date of a tag URI as 2024, 2024-05 or 2024-05-17, not {_shown(text)}")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_URN: Final = pattern(r"[Uu][Rr][Nn]:([^:]*):(.*)", re.DOTALL)
_URN_NAMESPACE: Final = pattern(r"[A-Za-z0-9][A-Za-z0-9\-]{0,30}[A-Za-z0-9]")
_URN_REST: Final = pattern(
    rf"(?=[^/?#])(?P<name>{_PLAIN_CHARACTERS})(?:\?[+=](?=[^/?#]){_AFTER_PATH})?(?:\#{_AFTER_PATH})?"
)
_UUID: Final = pattern(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def check_urn(text: str) -> None:
    """Refuse what is not a URN (RFC 8141), and a `urn:uuid:` that holds no UUID (RFC 9562).

    Raises ValueError that says which part is wrong.
    """
    match = _URN.fullmatch(text)
    if match is None:
        raise ValueError(f"write a URN as urn:namespace:name, not {_shown(text)}")
    namespace, rest = match.groups()
    if not _URN_NAMESPACE.fullmatch(namespace):
        raise ValueError(f"write 2 to 32 letters, digits and inner hyphens after urn:, not {_shown(namespace)}")
    name = _URN_REST.fullmatch(rest)
    if name is None:
        raise ValueError(f"{_shown(rest)} cannot be the name of a URN: percent-encode spaces, brackets and the like")
    if namespace.lower() == "uuid" and not _UUID.fullmatch(name["name"]):
        raise ValueError(f"write a UUID as 8-4-4-4-12 hexadecimal digits, not {_shown(name['name'])}")


# --- e-mail addresses and media types ---

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u00a1-\ud7ff\ue000-\U0010ffff]+"
_LOCAL_PART: Final = pattern(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]|\\[\x21-\x7e])*"')
_UNSEEN: Final = pattern("[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_email(text: str) -> None:
    """Refuse what is not one e-mail address alone, `name@example.org` (RFC 5322 addr-spec, RFC 6531 for other scripts).

    Comments, folding and obsolete forms are refused. Raises ValueError that says what to write instead.
    """
    local, at, domain = text.rpartition("@")
    if not at:
        raise ValueError(f"write an e-mail address as name@example.org, not {_shown(text)}")
    if _FORBIDDEN.search(domain):
        raise ValueError(f"write an e-mail address alone, without name, space or brackets, not {_shown(text)}")
    if len(local) > 64 or not _LOCAL_PART.fullmatch(local) or len(local.encode()) > 64 or _UNSEEN.search(local):
        raise ValueError(f"{_shown(local)} cannot stand before '@': write 1 to 64 letters, digits and inner dots")
    if domain.startswith("[") and domain.endswith("]"):
        _check_literal(domain[1:-1])
    else:
        _check_mail_domain(domain)


def _check_literal(literal: str) -> None:
    if literal[:5].lower() == "ipv6:":
        _check_address(literal[5:])
    else:
        _check_ipv4(literal)


def _check_mail_domain(domain: str) -> None:
    if domain.endswith("."):
        raise ValueError(f"the host {_shown(domain)} is malformed: write it without the final dot")
    _check_web_host(domain)


_RESTRICTED_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]{0,126}"
_PARAMETER: Final = r"[A-Za-z0-9!#$%&'*+.^_`{|}~\-]+"
_MEDIA_TYPE: Final = pattern(
    rf"{_RESTRICTED_NAME}/{_RESTRICTED_NAME}"
    rf'(?:[ \t]*+;[ \t]*+{_PARAMETER}=(?:{_PARAMETER}|"(?:[^"\\\x00-\x08\x0a-\x1f\x7f-\U0010ffff]|\\[\x20-\x7e])*+"))*+'
)


def is_common_media_type(text: str) -> bool:
    """Say whether a text is one of the media types that nearly all media have; others may be right as well."""
    return text in _COMMON_MEDIA_TYPES


_COMMON_MEDIA_TYPES: Final = _words(
    "application/pdf audio/aac audio/mp4 audio/mpeg audio/ogg image/avif image/gif image/jpeg image/png image/svg+xml "
    "image/webp text/html text/plain video/mp4 video/quicktime video/webm"
)


def check_media_type(text: str) -> None:
    """Refuse what is not a media type with optional parameters: `text/html; charset=utf-8` (RFC 2045, RFC 6838).

    Raises ValueError that says what to write instead.
    """
    if not _MEDIA_TYPE.fullmatch(text):
        raise ValueError(f"write a media type as type/subtype such as image/jpeg, not {_shown(text)}")


# --- languages ---

_LANGUAGE: Final = pattern(
    r"(?P<language>[a-z]{2,3}(?P<extended>(?:-[a-z]{3}(?![a-z0-9])){0,3})|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*+)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})++)*+)(?P<private>-x(?:-[a-z0-9]{1,8})++)?"
)
_PRIVATE_LANGUAGE: Final = pattern(r"x(?:-[a-z0-9]{1,8})++")
_GRANDFATHERED: Final = _words(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu "
    "sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan "
    "zh-xiang"
)
_TWO_LETTER_LANGUAGES: Final = _words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw "
    "ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh "
    "zu"
)
_RTL_SCRIPTS: Final = _words(
    "adlm arab aran armi avst chrs cprt elym garg hatr hebr hung lydi mand mani mend merc mero narb nbat nkoo orkh "
    "ougr palm phli phlp phlv phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa todr yezi"
)
# The likely subtags of Unicode's CLDR: languages written from right to left, and those where a region decides.
_RTL_LANGUAGES: Final = _words(
    "aao abh abv acm acq acw acx acy adf aeb aec afb aii ajp aju apc apd ar arc arq ars ary arz auz avl ayh ayl ayn "
    "ayp azb bal bcc bgn bqi brh cld ckb dcc dv fa gbz gjk gju glk goz haz hbo he hnd hno iw jat ji jpr jrb khw ks "
    "kvx kxp lad lah lki lrc luz mfa mid mki mvy myz mzn nqo ota pbt pbu pes pga phl phn pnb prd prs ps pst rhg rmt "
    "sam sd sdh shu skr sqt ssh swb syc syr trw ug ur xaa xmn ydd yhd yi yud"
)
_RTL_REGIONS: Final = _words(
    "az-iq az-ir ha-cm ha-sd kk-af kk-cn kk-ir kk-mn ku-iq ku-ir ku-lb ky-cn ms-cc pa-pk tg-pk tk-af tk-ir uz-af"
)
_LTR_REGIONS: Final = frozenset(("sd-in", "ug-kz", "ug-mn"))


def check_language(tag: str) -> None:
    """Refuse what is not a well-formed language tag (RFC 5646 section 2.1), in any case, grandfathered tags included.

    Raises ValueError that says what to write instead.
    """
    folded = tag.lower() if tag.isascii() else ""
    match = _LANGUAGE.fullmatch(folded)
    if match is not None:
        _check_no_repetition(match)
    elif folded not in _GRANDFATHERED and not _PRIVATE_LANGUAGE.fullmatch(folded):
        raise ValueError(_language_fault(tag))


def _language_fault(tag: str) -> str:
    better = tag.strip().replace("_", "-")
    if better != tag and better.isascii() and len(better) <= 35 and _LANGUAGE.fullmatch(better.lower()):
        language, hyphen, rest = better.partition("-")
        better = f"{language.lower()}{hyphen}{rest.upper() if len(rest) == 2 else rest}"
        return f"write the language as {better}, not {_shown(tag, 24)}"
    return f"write the language as a tag such as en, en-US or zh-Hant, not {_shown(tag)}"


def _check_no_repetition(match: re.Match[str]) -> None:
    """Refuse a variant or an extension that is there twice (RFC 5646 section 2.2.5 and 2.2.6)."""
    for kind, found in (
        ("variant", match["variants"].split("-")[1:]),
        ("extension", [part for part in match["extensions"].split("-") if len(part) == 1]),
    ):
        seen: set[str] = set()
        for subtag in found:
            if subtag in seen:
                raise ValueError(f"the {kind} {subtag} is there twice: write it once")
            seen.add(subtag)


def is_registered_language(tag: str) -> bool:
    """Say whether a tag is well-formed and its language can be registered.

    Two-letter languages are looked up in ISO 639-1 as the IANA registry has it; three letters pass by their form, and
    so do grandfathered and private tags. Four letters and more are reserved, none is registered.
    """
    try:
        check_language(tag)
    except ValueError:
        return False
    folded = tag.lower()
    language = folded.partition("-")[0]
    if folded in _GRANDFATHERED or language == "x":
        return True
    return len(language) == 3 or language in _TWO_LETTER_LANGUAGES


def text_direction(tag: str | None) -> str:
    """Give the direction, `rtl` or `ltr`, in which the language of a tag is written.

    A script subtag decides; else a region where the script differs; else the language. Without a tag, or with one that
    is malformed, it is `ltr`.
    """
    match = _LANGUAGE.fullmatch((tag or "").lower())
    if match is None:
        return "ltr"
    if match["script"]:
        return "rtl" if match["script"] in _RTL_SCRIPTS else "ltr"
    language = match["language"].partition("-")[0]
    extended = match["extended"][1:4]  # zh-yue and the like: the extended language is the language meant
    regional = f"{language}-{match['region']}"
    if regional in _RTL_REGIONS or extended in _RTL_LANGUAGES:
        return "rtl"
    return "rtl" if language in _RTL_LANGUAGES and regional not in _LTR_REGIONS else "ltr"


def _named(character: str) -> str:
    """Name one character for a message without printing controls."""
    return f"{character!r} (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"


def _shown(text: str, limit: int = 48) -> str:
    """Quote a text for a message: one line, no control characters, no more than `limit` characters and an ellipsis."""
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit and len(quoted) <= limit else quoted[: limit - 1] + "…"
