"""Identifiers that are not links: tag URIs (RFC 4151), URNs (RFC 8141), and story ids as URNs."""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import quote, unquote

from newsfeed.values.escaping import quoted
from newsfeed.values.iris import AFTER_PATH, PLAIN_CHARACTERS, PLAIN_WEB_URL, is_name
from newsfeed.values.patterns import pattern

# --- tag URIs --------------------------------------------------------------------------------------------------------------

_TAG: Final = pattern(r"[Tt][Aa][Gg]:([^,]*),([^:]*):([^#]*)(?:#(.*))?", re.DOTALL)
_DNS_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?)*"
_TAG_AUTHORITY: Final = pattern(rf"(?:[A-Za-z0-9\-._]+@)?{_DNS_NAME}")
_TAG_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SPECIFIC: Final = pattern(AFTER_PATH)


def check_tag_uri(text: str) -> None:
    """Refuse anything but a tag URI (RFC 4151) such as `tag:example.org,2024-05-17:story/1`.

    Raises:
        ValueError: the text is not a tag URI; the message names the wrong part: the authority (a domain or an e-mail
            address), the date (a year, a month or a day) or the specific part.
    """
    match = _TAG.fullmatch(text)
    if match is None:
        raise ValueError(f"write a tag URI as tag:example.org,2024-05-17:story/1, not {quoted(text)}")
    authority, day, specific, fragment = match.groups()
    if not _TAG_AUTHORITY.fullmatch(authority):
        raise ValueError(f"write a domain or an e-mail address before the comma of a tag URI, not {quoted(authority)}")
    _check_tag_date(day)
    for part in (specific, fragment or ""):
        if not _SPECIFIC.fullmatch(part):
            raise ValueError(
                f"{quoted(part)} is not allowed in a tag URI: percent-encode spaces, brackets and the like"
            )


def _check_tag_date(text: str) -> None:
    match = _TAG_DATE.fullmatch(text)
    if match is None or not _is_day(int(match[1]), int(match[2] or 1), int(match[3] or 1)):
        raise ValueError(f"write the date of a tag URI as 2024, 2024-05 or 2024-05-17, not {quoted(text)}")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# --- URNs ------------------------------------------------------------------------------------------------------------------

_URN: Final = pattern(r"[Uu][Rr][Nn]:([^:]*):(.*)", re.DOTALL)
_URN_NAMESPACE: Final = pattern(r"[A-Za-z0-9][A-Za-z0-9\-]{0,30}[A-Za-z0-9]")
_URN_NAME: Final = pattern(
    rf"(?=[^/?#])(?P<name>{PLAIN_CHARACTERS})(?:\?[+=](?=[^/?#]){AFTER_PATH})?(?:\#{AFTER_PATH})?"
)
_UUID: Final = pattern(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def check_urn(text: str) -> None:
    """Refuse anything but a URN (RFC 8141), and a `urn:uuid:` without a UUID (RFC 9562).

    Raises:
        ValueError: the text is not a URN; the message names the wrong part.
    """
    match = _URN.fullmatch(text)
    if match is None:
        raise ValueError(f"write a URN as urn:namespace:name, not {quoted(text)}")
    namespace, specific = match.groups()
    if not _URN_NAMESPACE.fullmatch(namespace):
        raise ValueError(f"write 2 to 32 letters, digits and inner hyphens after urn:, not {quoted(namespace)}")
    name = _URN_NAME.fullmatch(specific)
    if name is None:
        raise ValueError(f"{quoted(specific)} is not allowed in a URN: percent-encode spaces, brackets and the like")
    if namespace.lower() == "uuid" and not _UUID.fullmatch(name["name"]):
        raise ValueError(f"write a UUID as 8-4-4-4-12 hexadecimal digits, not {quoted(name['name'])}")


# --- story ids -------------------------------------------------------------------------------------------------------------

_ID_PREFIX: Final = "urn:newsfeed:"
"""The prefix of the URN for an id that is not an IRI; the id follows, percent-encoded (RFC 8141, 2.2)."""


def id_to_iri(identifier: str, address: str | None = None) -> str:
    """Return an id as an IRI, for standards that allow nothing else; `iri_to_id` reverses it.

    Args:
        identifier: the id of a story or feed.
        address: the url of the same story or feed, already validated. Ids often equal it, and then need no check.

    Returns:
        the id itself if it is an absolute IRI, else a URN made of it.
    """
    if identifier == address and not identifier.startswith(_ID_PREFIX):
        return identifier
    # The pattern is a fast test that most ids pass.
    if PLAIN_WEB_URL.fullmatch(identifier):
        return identifier
    if is_name(identifier) and not identifier.startswith(_ID_PREFIX):
        return identifier
    return _ID_PREFIX + quote(identifier, safe="")


_DERIVED: Final = "8fed"
"""The third group of derived UUIDs: version 8, whose bits are the vendor's (RFC 9562, 5.8), and 12 bits for newsfeed."""
_DERIVED_URN: Final = pattern(rf"urn:uuid:[0-9a-f]{{8}}-[0-9a-f]{{4}}-{_DERIVED}-[0-9a-f]{{4}}-[0-9a-f]{{12}}")


def derived_uuid(digest: bytes) -> str:
    """Return the id of a story that has none, as a UUID of the form that `is_derived_uuid` recognizes.

    Args:
        digest: a hash of the content, of at least 16 bytes.
    """
    digits = digest[:16].hex()
    variant = f"{int(digits[16], 16) & 3 | 8:x}"  # RFC 9562, 4.1
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-{_DERIVED}-{variant}{digits[17:20]}-{digits[20:]}"


def is_derived_uuid(identifier: str) -> bool:
    """Return whether newsfeed derived an id from the content of its story, so that it is not the publisher's."""
    return identifier.startswith("urn:uuid:") and _DERIVED_URN.fullmatch(identifier) is not None


def iri_to_id(iri: str) -> str:
    """Return the id behind an IRI that `id_to_iri` made, or the IRI itself."""
    return unquote(iri.removeprefix(_ID_PREFIX)) if iri.startswith(_ID_PREFIX) else iri
