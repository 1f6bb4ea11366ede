"""Errors of requests to other servers."""

from newsfeed.errors import NewsfeedError

__all__ = ["AddressError", "HubError", "RequestError"]


class HubError(NewsfeedError):
    """Base class of the errors of this package."""


class AddressError(HubError):
    """An address that no request may go to; repeating the request does not help."""


class RequestError(HubError):
    """A request without a whole response: no connection, no time left, or a response that is damaged or too large.

    Attributes:
        transient: True if the same request may succeed later.
    """

    def __init__(self, reason: str, *, transient: bool = True) -> None:
        super().__init__(reason)
        self.transient = transient
