"""Routes: the resource that a path names, and its representation for a request."""

from collections.abc import Callable, Sequence
from typing import Final

from newsfeed.http.addresses import cursor_of, with_cursor
from newsfeed.http.assets import asset_representation, is_asset
from newsfeed.http.exchange import Exchange
from newsfeed.http.feeds import FeedDocument
from newsfeed.http.messages import Request
from newsfeed.http.negotiation import MAX_LENGTH, choose_media_type
from newsfeed.http.problems import ProblemError
from newsfeed.http.representation import Representation
from newsfeed.http.source import Entry, Page
from newsfeed.http.stories import StoryDocument
from newsfeed.http.variants import HTML, Variant, feed_suffixes, feed_variants, story_suffixes, story_variants

_STORIES: Final = "/stories/"
_FEED: Final = "/feed"
_MARKDOWN: Final = "markdown"
_ALIASES: Final = {"/index.html": "/", "/feed.html": "/"}
"""Further paths of resources, which are redirected."""

_NO_PAGE: Final = "There is no such page: follow the links from the first one."
NOT_FOUND: Final = "There is no such document here."


def representation_of(exchange: Exchange) -> Representation:
    """Return the representation of the resource that a request names.

    Raises:
        ProblemError: there is none, or none that the client accepts, or the client is sent to another address.
    """
    path = exchange.request.path
    if path in ("/", _FEED):
        return _negotiated_feed(exchange, feed_variants(exchange.settings.formats, HTML if path == "/" else ""))
    if path.startswith(_FEED):
        suffixes = feed_suffixes(exchange.settings.formats)
        if (variant := suffixes.get(path.removeprefix(_FEED))) and path not in _ALIASES:
            return _feed(exchange, variant)
    if path == "/llms.txt" and (variant := _named(feed_variants(exchange.settings.formats), _MARKDOWN)):
        return _feed(exchange, variant)
    if path.startswith(_STORIES) and (representation := _story(exchange, path.removeprefix(_STORIES))):
        return representation
    if representation := asset_representation(exchange):
        return representation
    raise _redirect(exchange) or ProblemError(404, NOT_FOUND)


def _redirect(exchange: Exchange) -> ProblemError | None:
    """Return the redirection of a path that differs from that of a resource by its end only."""
    path = exchange.request.path
    target = _ALIASES.get(path) or path.rstrip("/")
    if not target or target == path or not _exists(exchange, target):
        return None
    location = with_cursor(exchange.address(target.removeprefix("/")), _cursor(exchange))
    return ProblemError(308, "The document is at another address.", headers=(("Location", location),))


def _exists(exchange: Exchange, path: str) -> bool:
    if path in ("/", _FEED, "/llms.txt") or is_asset(exchange, path):
        return True
    if path.startswith(_STORIES):
        return _find_story(exchange, path.removeprefix(_STORIES)) is not None
    return path.removeprefix(_FEED) in feed_suffixes(exchange.settings.formats)


def _named(variants: Sequence[Variant], name: str) -> Variant | None:
    return next((variant for variant in variants if variant.format.name == name), None)


def _page(exchange: Exchange) -> tuple[Page, str | None]:
    """Return the page that the query names, and its cursor."""
    cursor = _cursor(exchange)
    page = exchange.source.page(cursor, exchange.as_of)
    if page is None:
        raise ProblemError(404, _NO_PAGE)
    return page, cursor


def _cursor(exchange: Exchange) -> str | None:
    try:
        return cursor_of(exchange.request.query)
    except ValueError:
        raise ProblemError(404, _NO_PAGE) from None


def _feed(exchange: Exchange, variant: Variant, *, negotiated: bool = False) -> Representation:
    page, cursor = _page(exchange)
    document = FeedDocument(exchange=exchange, page=page, cursor=cursor, variant=variant)
    return document.representation(negotiated=negotiated)


def _negotiated_feed(exchange: Exchange, variants: Sequence[Variant]) -> Representation:
    def address(variant: Variant) -> str:
        return exchange.address("" if variant.format.name == HTML else f"feed{variant.suffix}")

    return _feed(exchange, choose_variant(exchange.request, variants, address), negotiated=True)


def choose_variant(
    request: Request, variants: Sequence[Variant], address: Callable[[Variant], str] | None = None
) -> Variant:
    """Return the variant that Accept prefers.

    Args:
        request: the request.
        variants: the variants, the one that the server prefers first.
        address: returns the address of a variant; None if they have no addresses of their own.

    Raises:
        ProblemError: none is acceptable; names those that there are.
    """
    accept = request.headers.get("accept")
    if accept is not None and len(accept) > MAX_LENGTH:
        raise ProblemError(431, f"Accept is too long: send at most {MAX_LENGTH:,} characters.")
    index = choose_media_type([variant.media_type for variant in variants], accept)
    if index is None or not variants:
        available = [(variant.content_type, address(variant) if address else "") for variant in variants]
        raise ProblemError(
            406,
            "The document is not available in any media type that Accept names: choose one of those that are.",
            headers=(("Vary", "Accept"),),
            alternatives=available,
        )
    return variants[index]


def _find_story(exchange: Exchange, name: str) -> tuple[Entry, Variant | None] | None:
    """Return the story of a path and the format that its suffix names, if it has one.

    The name of a story can end like a suffix, so the whole name is looked up first.
    """
    if not name or "/" in name:
        return None
    if entry := exchange.source.story(name, exchange.as_of):
        return entry, None
    for suffix, variant in story_suffixes(exchange.settings.formats).items():
        slug = name.removesuffix(suffix)
        if slug and slug != name and (entry := exchange.source.story(slug, exchange.as_of)):
            return entry, variant
    return None


def _story(exchange: Exchange, name: str) -> Representation | None:
    match = _find_story(exchange, name)
    page = exchange.source.page(None, exchange.as_of) if match else None
    if match is None or page is None:
        return None
    entry, named = match
    variants = story_variants(exchange.settings.formats)
    slug = entry.slug
    variant = named or choose_variant(
        exchange.request, variants, lambda variant: exchange.address(f"stories/{slug}{variant.suffix}")
    )
    document = StoryDocument(exchange=exchange, entry=entry, feed=page.feed, variant=variant, variants=variants)
    return document.representation(negotiated=named is None)
