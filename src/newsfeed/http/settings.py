"""Settings of the responses."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.headings import Headings
from newsfeed.http.addresses import is_base
from newsfeed.http.cache import ResponseCache
from newsfeed.http.messages import Rendered, Request
from newsfeed.plugins import registry
from newsfeed.syndication import stylesheet

Handler = Callable[[Request], Rendered]
"""A further resource: it gets requests of any method, with their content, and answers them alone."""

_NO_HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType({})


def utc_now() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


def _check_base(_settings: object, _field: object, base: str | None) -> None:
    if base is not None and not is_base(base):
        raise ArgumentError(
            f"Settings.base is {base!r:.200}, must be the address of a folder, such as https://news.example.com/desk/"
        )


def _check_formats(_settings: object, _field: object, names: tuple[str, ...] | None) -> None:
    for name in names or ():
        if not registry[name].writes:
            raise ArgumentError(f"Settings.formats: {registry[name].title} ({name}) cannot be written")


def _check_max_age(_settings: object, _field: object, seconds: int) -> None:
    if type(seconds) is not int or seconds < 0:
        raise ArgumentError(f"Settings.max_age is {seconds!r:.64}, must be a whole number of seconds from 0")


def _check_handlers(_settings: object, _field: object, handlers: Mapping[str, Handler]) -> None:
    for path in handlers:
        if not path.startswith("/") or (path != "/" and path.endswith("/")):
            raise ArgumentError(f"Settings.handlers: {path!r:.200} must begin with a slash and not end with one")


@frozen(kw_only=True)
class Settings:
    """Settings of the responses.

    Attributes:
        base: the public address of the root of the app, which ends in a slash; None for that of each request, whose Host is
            then part of every document. Set it wherever the Host of requests is not checked by a proxy.
        clock: returns the present, as an aware datetime. Stories appear and expire by it.
        changed: the moment since which the settings hold, such as the start of the server. No Last-Modified is before it,
            since other settings can mean other documents of the same stories. Aware datetime, or None.
        max_age: for how long clients may use a response without asking again. Seconds.
        formats: the names of the formats to serve; None for all that a feed or a story can be written in.
        headings: the house's headings; None for those of each story's language.
        theme: a folder with templates and style sheets in place of those of the package, or None.
        stylesheet: the address of the style sheet with which browsers show RSS and Atom, absolute or relative to `base`;
            None names none.
        cache: keeps finished responses, or None to render each time.
        handlers: further resources by their paths, such as `/validate`. They take precedence over those of newsfeed.
        sitemap_stories: the most stories that sitemaps and the files about rights have; of more, the newest are taken, and a
            warning is logged.
        body_limit: the most bytes of content that a request to a handler may have; a larger one gets 413.

    Raises:
        ArgumentError, UnknownFormatError: a value is wrong; names it.
    """

    base: str | None = attrs.field(default=None, validator=_check_base)
    clock: Callable[[], datetime] = utc_now
    changed: datetime | None = None
    max_age: int = attrs.field(default=60, validator=_check_max_age)
    formats: tuple[str, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple), validator=_check_formats
    )
    headings: Headings | None = None
    theme: str | None = None
    stylesheet: str | None = stylesheet.NAME
    cache: ResponseCache | None = None
    handlers: Mapping[str, Handler] = attrs.field(default=_NO_HANDLERS, validator=_check_handlers)
    sitemap_stories: int = 50_000
    body_limit: int = 8 << 20
