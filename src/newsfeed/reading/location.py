"""Locations of values in a document, for findings."""

from typing import Final, NamedTuple


class Location(NamedTuple):
    """Location of a value in a document, for findings.

    Attributes:
        path: `/rss/channel/item[3]/pubDate`, `/items/3/url`.
        line, column: counted from 1; None if not known.
    """

    path: str = ""
    line: int | None = None
    column: int | None = None

    def child(self, step: str) -> "Location":
        """Return the location of a child: the path with one more step."""
        return Location(f"{self.path}/{step}", self.line, self.column)


UNKNOWN: Final = Location()
"""The location of a value whose position is not known."""
