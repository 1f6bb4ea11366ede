"""tag URIs (RFC 4151) and URNs (RFC 8141)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from newsfeed.values.iris import AFTER_PATH, PLAIN_CHARACTERS
from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

# --- identifiers that are not links: tag and urn ---

_TAG: Final = pattern(r"[Tt][Aa][Gg]:([^,]*),([^:]*):([^#]*)(?:#(.*))?", re.DOTALL)
_DNS_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?)*"
_TAG_AUTHORITY: Final = pattern(rf"(?:[A-Za-z0-9\-._]+@)?{_DNS_NAME}")
_TAG_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SPECIFIC: Final = pattern(AFTER_PATH)


def check_tag_uri(text: str) -> None:
    """Refuse what is not a tag URI (RFC 4151): `tag:example.org,2024-05-17:story/1`.

    Raises ValueError that says which part is wrong: the authority (a domain or an e-mail address), the date (a year, a
    month or a day) or the specific part.
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
            raise ValueError(f"{quoted(part)} cannot stand in a tag URI: percent-encode spaces, brackets and the like")


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


_URN: Final = pattern(r"[Uu][Rr][Nn]:([^:]*):(.*)", re.DOTALL)
_URN_NAMESPACE: Final = pattern(r"[A-Za-z0-9][A-Za-z0-9\-]{0,30}[A-Za-z0-9]")
_URN_REST: Final = pattern(
    rf"(?=[^/?#])(?P<name>{PLAIN_CHARACTERS})(?:\?[+=](?=[^/?#]){AFTER_PATH})?(?:\#{AFTER_PATH})?"
)
_UUID: Final = pattern(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def check_urn(text: str) -> None:
    """Refuse what is not a URN (RFC 8141), and a `urn:uuid:` that holds no UUID (RFC 9562).

    Raises ValueError that says which part is wrong.
    """
    match = _URN.fullmatch(text)
    if match is None:
        raise ValueError(f"write a URN as urn:namespace:name, not {quoted(text)}")
    namespace, rest = match.groups()
    if not _URN_NAMESPACE.fullmatch(namespace):
        raise ValueError(f"write 2 to 32 letters, digits and inner hyphens after urn:, not {quoted(namespace)}")
    name = _URN_REST.fullmatch(rest)
    if name is None:
        raise ValueError(f"{quoted(rest)} cannot be the name of a URN: percent-encode spaces, brackets and the like")
    if namespace.lower() == "uuid" and not _UUID.fullmatch(name["name"]):
        raise ValueError(f"write a UUID as 8-4-4-4-12 hexadecimal digits, not {quoted(name['name'])}")
