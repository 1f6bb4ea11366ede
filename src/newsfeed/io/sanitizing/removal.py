"""A value that sanitizing removes."""

from typing import Literal, NamedTuple

RemovalKind = Literal["address", "text", "embed"]


class Removal(NamedTuple):
    """A value in HTML that sanitizing has removed.

    Attributes:
        kind: `embed` is the address of an embed that became a link.
        element: name of the element, in lower case; "" for text outside all elements.
        attribute: name of the attribute; "" for text.
        value: the value; for an embed its address.
        replacement: address of the link that an embed became.
    """

    kind: RemovalKind
    element: str
    attribute: str
    value: str
    replacement: str = ""
