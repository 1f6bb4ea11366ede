"""The usage in the head of a page: the license file, and the reservation of text and data mining."""

import re
from collections.abc import Iterator
from typing import Final

from newsfeed.errors import ModelError
from newsfeed.findings import Loss
from newsfeed.model import Usage
from newsfeed.rights import tdm
from newsfeed.rights.uses import usage_losses
from newsfeed.values.escaping import unescape

_RESERVATION: Final = re.compile(r'<meta name="tdm-reservation" content="([01])"/?>')
_LICENSE: Final = re.compile(r'<link rel="license" type="application/rsl\+xml" href="([^"]*+)"/?>')
_LOST: Final = "neither schema.org nor the head of a page has a place for it"


def with_head(usage: Usage | None, head: str) -> Usage | None:
    """Return the usage in the JSON-LD with the values in the head of the page added.

    Args:
        usage: the usage in the JSON-LD, or None.
        head: the source of the head.
    """
    values: dict[str, bool | str] = {}
    if reservation := _RESERVATION.search(head):
        values["ai_train"] = reservation[1] == "0"
    if license_link := _LICENSE.search(head):
        values["license_url"] = unescape(license_link[1])
    try:
        return (usage or Usage()).replace(**values) if values else usage
    except ModelError:
        return usage


def losses_of_usage(usage: Usage | None, path: str) -> Iterator[Loss]:
    """Yield the losses of a usage; `path` is its own."""
    if usage is not None:
        reservation = tdm.properties(usage).get(tdm.RESERVATION)
        as_read = Usage(
            ai_train=None if reservation is None else reservation == "0",
            license_url=usage.license_url,
            policy_url=usage.policy_url,
            contact_url=usage.contact_url,
        )
        yield from usage_losses(usage, as_read, path, _LOST)
