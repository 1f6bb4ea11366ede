"""References resolved against a base (RFC 3986, 5) and IRIs as URIs (RFC 3987, 3.1)."""

from __future__ import annotations

from typing import Final

from newsfeed.values.iris import BAD_PERCENT, BROWSER_SKIPS, CONTROLS, IriParts, quote_iri, split_iri
from newsfeed.values.patterns import pattern

# --- from IRI to URI, and from a reference to an IRI ---

_NON_ASCII: Final = pattern(r"[^\x00-\x7f]+")


def to_uri(iri: str) -> str:
    """Map an IRI to the URI that means the same (RFC 3987 section 3.1).

    A host name becomes its ASCII form by IDNA; where it has none, and everywhere else, non-ASCII characters are
    percent-encoded as UTF-8. ASCII comes back as it is.
    """
    if iri.isascii():
        return iri
    parts = split_iri(iri)
    if parts.authority and not parts.authority.isascii():
        user, at, place = parts.authority.rpartition("@")
        host, colon, port = place.partition(":")
        parts = parts._replace(authority=f"{user}{at}{_ascii_host(host)}{colon}{port}")
    return _NON_ASCII.sub(lambda match: quote_iri(match[0]), _joined(parts))


def _ascii_host(host: str) -> str:
    if len(host) > 253:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _joined(parts: IriParts) -> str:
    """Put a reference together (RFC 3986 section 5.3)."""
    scheme = "" if parts.scheme is None else f"{parts.scheme}:"
    authority = "" if parts.authority is None else f"//{parts.authority}"
    query = "" if parts.query is None else f"?{parts.query}"
    fragment = "" if parts.fragment is None else f"#{parts.fragment}"
    return f"{scheme}{authority}{parts.path}{query}{fragment}"


_NOT_IN_IRI: Final = pattern('[\\x00-\\x20"<>\\\\^`{|}\\x7f-\\x9f\\ufff0-\\uffff]')


def percent_encoded(link: str) -> str:
    """Give a link with the characters that an IRI cannot have, and stray percent signs, percent-encoded as browsers do."""
    link = BAD_PERCENT.sub("%25", link)
    link = _NOT_IN_IRI.sub(lambda match: quote_iri(match[0]), link)
    parts = split_iri(link)
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
    reference = BROWSER_SKIPS.sub("", reference.strip(CONTROLS))
    target = split_iri(reference)
    if not base or target.scheme is not None:
        return reference
    origin = split_iri(BROWSER_SKIPS.sub("", base.strip(CONTROLS)))
    if origin.scheme is None:
        return reference
    if origin.authority is None and not origin.path.startswith("/") and (target.path or target.authority is not None):
        return reference
    return _joined(_resolved(origin, target))


def _resolved(base: IriParts, target: IriParts) -> IriParts:
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
