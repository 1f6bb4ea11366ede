"""How much input is taken before it is refused."""

from attrs import frozen


@frozen(kw_only=True)
class Limits:
    """How much of anything a reader or validator takes from outside; what goes over raises `LimitError` with the limit's name.

    Attributes:
        bytes: the size of one document, in bytes (streaming readers, which keep nothing, do not count it).
        elements: XML elements, or JSON values, in one document.
        depth: how deep they may be nested; never more than libxml2's own 256.
        attributes: attributes of one XML element, or of one HTML tag.
        html: the size of one HTML value, in bytes: sanitizing costs time that grows faster than its depth.
    """

    bytes: int = 256 * 1024 * 1024
    elements: int = 5_000_000
    depth: int = 200
    attributes: int = 256
    html: int = 4 * 1024 * 1024


DEFAULT = Limits()
