"""The selected representation of a resource: its validators are known before it is rendered."""

from collections.abc import Callable
from datetime import datetime

from newsfeed.classes.frozen import frozen
from newsfeed.http.cache import Content

Render = Callable[[], Content]
"""Renders a representation; the content is not encoded yet."""


@frozen(kw_only=True)
class Representation:
    """A representation of a resource.

    Attributes:
        content_type: its media type, for Content-Type.
        digest: changes whenever its bytes do; hexadecimal digits, or "" if it is not known before the bytes are.
        modified: the moment of its last change, or None if that is not known. Aware datetime.
        render: renders it.
        location: the address that always has this representation, for Content-Location; "" for the requested one.
        is_negotiated: True if it was selected by Accept.
    """

    content_type: str
    digest: str
    modified: datetime | None
    render: Render
    location: str = ""
    is_negotiated: bool = False
