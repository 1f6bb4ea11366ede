"""Style sheets that make browsers show a feed: the instruction that names one, and newsfeed's own."""

from pathlib import Path
from typing import Final

from newsfeed.errors import ArgumentError
from newsfeed.values.escaping import character_name, escape_attribute, quoted
from newsfeed.values.iris import BAD_PERCENT, FORBIDDEN
from newsfeed.values.link_safety import is_safe_scheme

NAME: Final = "feed.css"
"""The name of newsfeed's style sheet for feeds, in the package and in a published folder."""


def feed_css() -> bytes:
    """Return newsfeed's style sheet for RSS 2.0 and Atom, to be published beside the feeds that name it."""
    return Path(__file__).with_name(NAME).read_bytes()


def stylesheet_instruction(address: str | None) -> str:
    """Return the processing instruction that names a CSS style sheet, with a line end.

    It belongs before the root element (Associating Style Sheets with XML documents 1.0, 4).

    Args:
        address: the address of the style sheet, absolute or relative to the feed; None names none, and the result is "".

    Raises:
        ArgumentError: the address is no IRI reference, or has a scheme that is unsafe in a link.
    """
    if address is None:
        return ""
    _check_address(address)
    return f'<?xml-stylesheet type="text/css" href="{escape_attribute(address)}"?>\n'


def _check_address(address: str) -> None:
    if not address:
        raise ArgumentError("stylesheet is empty: pass the address of a style sheet, or None")
    # Without these characters, among them ">" and all control characters, no address ends the instruction early.
    if match := FORBIDDEN.search(address):
        raise ArgumentError(
            f"stylesheet: {character_name(match[0])} at offset {match.start()} is not allowed in an address: "
            "remove it or percent-encode it"
        )
    if match := BAD_PERCENT.search(address):
        raise ArgumentError(
            f"stylesheet: the '%' at offset {match.start()} is not followed by two hexadecimal digits: write %25"
        )
    if not is_safe_scheme(address):
        raise ArgumentError(
            f"stylesheet: {quoted(address)} has a scheme that is unsafe in a link: pass a relative address or https://"
        )
