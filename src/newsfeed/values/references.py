"""Resolution of references against a base (RFC 3986, 5), and conversion of IRIs to URIs (RFC 3987, 3.1)."""

from __future__ import annotations

from typing import Final

from newsfeed.values.iris import BAD_PERCENT, IriParts, quote_iri, split_iri
from newsfeed.values.link_safety import BROWSER_SKIPS, CONTROLS
from newsfeed.values.patterns import pattern

_NON_ASCII: Final = pattern(r"[^\x00-\x7f]+")


def to_uri(iri: str) -> str:
    """Return the URI that is equivalent to an IRI (RFC 3987 section 3.1); ASCII is returned unchanged.

    A host name is converted to its ASCII form by IDNA. All other non-ASCII characters, and host names without such a form,
    are percent-encoded as UTF-8.
    """
    if iri.isascii():
        return iri
    parts = split_iri(iri)
    if parts.authority and not parts.authority.isascii():
        user, at_sign, host_and_port = parts.authority.rpartition("@")
        host, colon, port = host_and_port.partition(":")
        parts = parts._replace(authority=f"{user}{at_sign}{_ascii_host(host)}{colon}{port}")
    return _NON_ASCII.sub(lambda match: quote_iri(match[0]), _join(parts))


def _ascii_host(host: str) -> str:
    if len(host) > 253:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _join(parts: IriParts) -> str:
    """Compose a reference of its parts (RFC 3986 section 5.3)."""
    scheme = "" if parts.scheme is None else f"{parts.scheme}:"
    authority = "" if parts.authority is None else f"//{parts.authority}"
    query = "" if parts.query is None else f"?{parts.query}"
    fragment = "" if parts.fragment is None else f"#{parts.fragment}"
    return f"{scheme}{authority}{parts.path}{query}{fragment}"


_NOT_IN_IRI: Final = pattern('[\\x00-\\x20"<>\\\\^`{|}\\x7f-\\x9f\\ufff0-\\uffff]')


class _Quotations(dict[int, str]):
    """A table for `str.translate`: each character that no IRI has is percent-encoded."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = quote_iri(character) if _NOT_IN_IRI.match(character) else character
        return self[code]


def percent_encode(link: str) -> str:
    """Percent-encode stray percent signs and the characters that are not allowed in an IRI, as browsers do."""
    link = BAD_PERCENT.sub("%25", link)
    if _NOT_IN_IRI.search(link):
        link = link.translate(_Quotations())  # A call for each character would take 3 us.
    parts = split_iri(link)
    if "[" in parts.path or "]" in parts.path or "[" in (parts.query or "") or "]" in (parts.query or ""):
        query = None if parts.query is None else _encode_brackets(parts.query)
        link = _join(parts._replace(path=_encode_brackets(parts.path), query=query))
    head, hash_sign, fragment = link.partition("#")
    return head + hash_sign + fragment.replace("#", "%23")


def _encode_brackets(text: str) -> str:
    return text.replace("[", "%5B").replace("]", "%5D")


def resolve(base: str | None, reference: str) -> str:
    """Resolve a reference against a base IRI (RFC 3986 section 5.2); never raises.

    Spaces and control characters around the reference, and line ends and tabs inside it, are removed as in browsers.

    Args:
        base: an absolute IRI, or None.
        reference: a relative or absolute reference.

    Returns:
        the resolved reference; the reference itself if the base is not absolute and hierarchical.
    """
    reference = BROWSER_SKIPS.sub("", reference.strip(CONTROLS))
    target = split_iri(reference)
    if not base or target.scheme is not None:
        return reference
    origin = split_iri(BROWSER_SKIPS.sub("", base.strip(CONTROLS)))
    if origin.scheme is None:
        return reference
    if origin.authority is None and not origin.path.startswith("/") and (target.path or target.authority is not None):
        return reference
    return _join(_resolve(origin, target))


def _resolve(base: IriParts, target: IriParts) -> IriParts:
    """Apply the algorithm of RFC 3986 section 5.2.2 to a reference without a scheme."""
    if target.authority is not None:
        return target._replace(scheme=base.scheme, path=_remove_dot_segments(target.path))
    if not target.path:
        query = base.query if target.query is None else target.query
        return base._replace(query=query, fragment=target.fragment)
    # This puts a slash before a path behind a base without one, too, as section 5.2.3 demands.
    path = target.path if target.path.startswith("/") else f"{base.path.rpartition('/')[0]}/{target.path}"
    return base._replace(path=_remove_dot_segments(path), query=target.query, fragment=target.fragment)


def _remove_dot_segments(path: str) -> str:
    """Remove the segments . and .. (RFC 3986 section 5.2.4), in linear time."""
    if "." not in path:
        return path
    output: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(output) > 1:
                output.pop()
        elif segment != ".":
            output.append(segment)
    if segments[-1] in (".", ".."):
        output.append("")
    return "/".join(output)
