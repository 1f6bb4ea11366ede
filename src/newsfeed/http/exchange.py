"""One request and everything that its response depends on."""

from datetime import datetime

from newsfeed.classes.frozen import frozen
from newsfeed.http.addresses import is_base, path_address
from newsfeed.http.messages import Request
from newsfeed.http.problems import ProblemError
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source


@frozen(kw_only=True)
class Exchange:
    """A request with its circumstances.

    Attributes:
        source: the source of the stories.
        request: the request.
        settings: the settings of the app.
        base: the address of the root of the app, checked.
        as_of: the present. Aware datetime.
    """

    source: Source
    request: Request
    settings: Settings
    base: str
    as_of: datetime

    def address(self, path: str) -> str:
        """Return the address of a path below the root; the path begins without a slash."""
        return path_address(self.base, path)


def open_exchange(source: Source, request: Request, settings: Settings) -> Exchange:
    """Return the exchange that a request begins.

    Raises:
        ProblemError: neither the settings nor the request name a base that can be one.
    """
    base = settings.base or request.base
    if settings.base is None and not is_base(base):
        raise ProblemError(400, "The Host of the request is missing or is no host name: send the one of this server.")
    return Exchange(source=source, request=request, settings=settings, base=base, as_of=settings.clock())
