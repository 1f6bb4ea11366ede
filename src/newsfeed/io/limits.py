"""Limits on untrusted input."""

from newsfeed.classes.frozen import frozen


@frozen(kw_only=True)
class Limits:
    """Maximum sizes of the input to a reader or validator; exceeding one raises `LimitError` with the limit's name.

    Attributes:
        bytes: size of one document in bytes. Streaming readers apply it to the bytes between two items instead, since
            they do not hold the whole document.
        elements: XML elements, or JSON values, in one document.
        depth: nesting of XML elements or JSON values; libxml2 never accepts more than 256 elements.
        attributes: attributes of one XML element, or of one HTML tag.
        html: size of one HTML value in characters; the time to sanitize HTML grows faster than its depth.
    """

    bytes: int = 256 * 1024 * 1024
    elements: int = 5_000_000
    depth: int = 200
    attributes: int = 256
    html: int = 4 * 1024 * 1024


DEFAULT = Limits()
"""The limits that apply unless the caller passes others."""
